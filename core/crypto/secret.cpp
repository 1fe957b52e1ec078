#include "crypto/secret.h"

#include "crypto/secretmemory.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace assent {

SecretBytes::SecretBytes(std::size_t size) : m_data(size > 0 ? SecretMemory::take(size) : nullptr), m_size(size) {}

SecretBytes::SecretBytes(ByteView bytes) : SecretBytes(bytes.size())
{
    std::copy(bytes.begin(), bytes.end(), m_data);
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() { wipe(); }

void SecretBytes::wipe()
{
    if (m_data)
        SecretMemory::give(m_data, m_size);
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
