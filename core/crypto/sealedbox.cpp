#include "crypto/sealedbox.h"

#include "crypto/aead.h"
#include "crypto/hash.h"

#include <openssl/evp.h>

namespace assent {
namespace {

constexpr std::size_t kKeySize = 32;

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Error broken() { return {ErrorCode::Io, "X25519 is not available"}; }

Result<Digest> publicOf(EVP_PKEY *key)
{
    Digest out = {};
    std::size_t size = out.size();
    if (EVP_PKEY_get_raw_public_key(key, out.data(), &size) != 1 || size != out.size())
        return broken();
    return out;
}

/// Fails also for a public key of small order, whose secret everybody knows.
Result<SecretBytes> sharedSecret(EVP_PKEY *own, const Digest &other)
{
    const Key peer(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, other.data(), other.size()), &EVP_PKEY_free);
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(own, nullptr), &EVP_PKEY_CTX_free);
    SecretBytes secret(kKeySize);
    std::size_t size = secret.size();
    const bool done = peer && context && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1
        && EVP_PKEY_derive(context.get(), secret.data(), &size) == 1 && size == kKeySize;
    if (!done)
        return Error{ErrorCode::Corrupt, "the public key is none"};
    return secret;
}

Result<SecretBytes> messageKey(const SecretBytes &secret, const Digest &ephemeral, const Digest &recipient, std::string_view context)
{
    Bytes salt(ephemeral.begin(), ephemeral.end());
    salt.insert(salt.end(), recipient.begin(), recipient.end());
    return hkdfSha256(secret.view(), salt, asBytes(context), kAeadKeySize);
}

} // namespace

Result<Bytes> sealFor(const Digest &publicKey, std::string_view context, ByteView plain)
{
    ASSENT_TRY(const SecretBytes seed, randomSecret(kKeySize));
    ASSENT_TRY(const SealKey ephemeral, SealKey::fromSeed(seed.view()));
    const Key own(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, seed.view().data(), seed.size()), &EVP_PKEY_free);
    if (!own)
        return broken();
    ASSENT_TRY(const SecretBytes secret, sharedSecret(own.get(), publicKey));
    ASSENT_TRY(const SecretBytes key, messageKey(secret, ephemeral.publicKey(), publicKey, context));
    ASSENT_TRY(const Bytes body, aeadSeal(key.view(), asBytes(context), plain));
    Bytes out(ephemeral.publicKey().begin(), ephemeral.publicKey().end());
    out.insert(out.end(), body.begin(), body.end());
    return out;
}

Result<SealKey> SealKey::fromSeed(ByteView seed)
{
    if (seed.size() != kKeySize)
        return Error{ErrorCode::Invalid, "a key has 32 bytes"};
    SealKey key;
    key.m_key.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, seed.data(), seed.size()), &EVP_PKEY_free);
    if (!key.m_key)
        return broken();
    ASSENT_TRY(key.m_public, publicOf(key.m_key.get()));
    return key;
}

Result<SecretBytes> SealKey::open(std::string_view context, ByteView sealed) const
{
    if (sealed.size() < kKeySize)
        return Error{ErrorCode::Corrupt, "too short for a sealed message"};
    ASSENT_TRY(const Digest ephemeral, toDigest(sealed.first(kKeySize)));
    ASSENT_TRY(const SecretBytes secret, sharedSecret(m_key.get(), ephemeral));
    ASSENT_TRY(const SecretBytes key, messageKey(secret, ephemeral, m_public, context));
    return aeadOpen(key.view(), asBytes(context), sealed.subspan(kKeySize));
}

} // namespace assent
