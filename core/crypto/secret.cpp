#include "crypto/secret.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <sys/mman.h>

#include <algorithm>
#include <limits>

namespace assent {

SecretBytes::SecretBytes(std::size_t size) : m_bytes(size)
{
    if (size > 0)
        ::mlock(m_bytes.data(), size); // best effort: limits differ between systems
}

SecretBytes::SecretBytes(ByteView bytes) : SecretBytes(bytes.size())
{
    std::copy(bytes.begin(), bytes.end(), m_bytes.begin());
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

SecretBytes::~SecretBytes() { wipe(); }

void SecretBytes::wipe()
{
    if (m_bytes.empty())
        return;
    OPENSSL_cleanse(m_bytes.data(), m_bytes.size());
    ::munlock(m_bytes.data(), m_bytes.size());
}

void wipe(void *memory, std::size_t size) { OPENSSL_cleanse(memory, size); }

void wipe(std::string &text)
{
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

bool equalInConstantTime(ByteView a, ByteView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

namespace {

Result<void> fill(Byte *out, std::size_t size)
{
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()) || RAND_bytes(out, static_cast<int>(size)) != 1)
        return Error{ErrorCode::Io, "the random generator failed"};
    return {};
}

} // namespace

Result<Bytes> randomBytes(std::size_t size)
{
    Bytes bytes(size);
    ASSENT_CHECK(fill(bytes.data(), size));
    return bytes;
}

Result<SecretBytes> randomSecret(std::size_t size)
{
    SecretBytes secret(size);
    ASSENT_CHECK(fill(secret.data(), size));
    return secret;
}

} // namespace assent
