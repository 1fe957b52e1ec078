#include "crypto/hash.h"

#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

namespace assent {

namespace {

/// Fetched once: an implicit fetch at each call costs more than a short hash.
const EVP_MD *sha256Algorithm()
{
    static const EVP_MD *algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

} // namespace

struct Sha256::State
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    State() { EVP_DigestInit_ex2(context, sha256Algorithm(), nullptr); }
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::~Sha256() = default;

void Sha256::add(ByteView bytes) { EVP_DigestUpdate(m_state->context, bytes.data(), bytes.size()); }

Digest Sha256::finish()
{
    Digest digest;
    unsigned int size = 0;
    EVP_DigestFinal_ex(m_state->context, digest.data(), &size);
    EVP_DigestInit_ex2(m_state->context, sha256Algorithm(), nullptr);
    return digest;
}

Digest sha256(std::initializer_list<ByteView> parts)
{
    thread_local Sha256 hash;
    for (ByteView part : parts)
        hash.add(part);
    return hash.finish();
}

struct HmacKey::State
{
    EVP_MD_CTX *inner = EVP_MD_CTX_new();
    EVP_MD_CTX *outer = EVP_MD_CTX_new();
    ~State()
    {
        EVP_MD_CTX_free(inner);
        EVP_MD_CTX_free(outer);
    }
};

HmacKey::HmacKey(ByteView key) : m_state(std::make_unique<State>())
{
    constexpr std::size_t block = 64;
    std::array<Byte, block> pad{};
    const Digest hashed = key.size() > block ? sha256(key) : Digest{};
    const ByteView used = key.size() > block ? ByteView(hashed) : key;
    for (const auto &[context, fill] : {std::pair{m_state->inner, Byte{0x36}}, {m_state->outer, Byte{0x5C}}}) {
        pad.fill(fill);
        for (std::size_t i = 0; i < used.size(); ++i)
            pad[i] ^= used[i];
        EVP_DigestInit_ex2(context, sha256Algorithm(), nullptr);
        EVP_DigestUpdate(context, pad.data(), pad.size());
    }
    wipe(pad.data(), pad.size());
}

HmacKey::~HmacKey() = default;

Digest HmacKey::of(ByteView message) const
{
    struct Context
    {
        EVP_MD_CTX *value = EVP_MD_CTX_new();
        ~Context() { EVP_MD_CTX_free(value); }
    };
    thread_local Context context;
    Digest digest;
    unsigned int size = 0;
    EVP_MD_CTX_copy_ex(context.value, m_state->inner);
    EVP_DigestUpdate(context.value, message.data(), message.size());
    EVP_DigestFinal_ex(context.value, digest.data(), &size);
    EVP_MD_CTX_copy_ex(context.value, m_state->outer);
    EVP_DigestUpdate(context.value, digest.data(), digest.size());
    EVP_DigestFinal_ex(context.value, digest.data(), &size);
    return digest;
}

Digest hmacSha256(ByteView key, ByteView message) { return HmacKey(key).of(message); }

Result<SecretBytes> hkdfSha256(ByteView key, ByteView salt, ByteView info, std::size_t length)
{
    if (length > 255 * 32)
        return Error{ErrorCode::Invalid, "HKDF-SHA-256 gives at most 8160 bytes"};
    // Extract and expand by hand over HMAC: OpenSSL's own refuses an empty key,
    // which RFC 5869 allows.
    const Digest zeros{};
    const Digest prk = hmacSha256(salt.empty() ? ByteView(zeros) : salt, key);
    SecretBytes out(length);
    Bytes block;
    Byte counter = 1;
    for (std::size_t done = 0; done < length; ++counter) {
        block.insert(block.end(), info.begin(), info.end());
        block.push_back(counter);
        const Digest next = hmacSha256(prk, block);
        const std::size_t take = std::min(next.size(), length - done);
        std::copy_n(next.begin(), take, out.data() + done);
        done += take;
        block.assign(next.begin(), next.end());
    }
    wipe(block.data(), block.size());
    return out;
}

} // namespace assent
