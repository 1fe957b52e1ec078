#include "crypto/signature.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace assent {
namespace {

struct FreeKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
struct FreeContext
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

template<std::size_t N>
Result<std::array<Byte, N>> fixed(ByteView bytes, const char *what)
{
    std::array<Byte, N> out;
    if (bytes.size() != N)
        return Error{ErrorCode::Invalid, std::string(what) + " has " + std::to_string(N) + " bytes"};
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

} // namespace

Result<SigningKey> SigningKey::generate()
{
    ASSENT_TRY(const SecretBytes seed, randomSecret(32));
    return fromSeed(seed.view());
}

Result<SigningKey> SigningKey::fromSeed(ByteView seed)
{
    if (seed.size() != 32)
        return Error{ErrorCode::Invalid, "an Ed25519 seed has 32 bytes"};
    SigningKey out;
    out.m_seed = SecretBytes(seed);
    out.m_key = Key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
    std::size_t size = out.m_public.size();
    if (!out.m_key || EVP_PKEY_get_raw_public_key(out.m_key.get(), out.m_public.data(), &size) != 1)
        return Error{ErrorCode::Io, "Ed25519 is not available in this OpenSSL"};
    return out;
}

Result<Signature> SigningKey::sign(ByteView message) const
{
    const Context context(EVP_MD_CTX_new());
    Signature signature;
    std::size_t size = signature.size();
    if (!m_key || !context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) != 1
        || EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1)
        return Error{ErrorCode::Io, "signing failed"};
    return signature;
}

bool verifySignature(const PublicKey &publicKey, ByteView message, ByteView signature)
{
    if (signature.size() != 64)
        return false;
    const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, publicKey.data(), publicKey.size()));
    const Context context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

Result<PublicKey> toPublicKey(ByteView bytes) { return fixed<32>(bytes, "an Ed25519 public key"); }
Result<Signature> toSignature(ByteView bytes) { return fixed<64>(bytes, "an Ed25519 signature"); }

} // namespace assent
