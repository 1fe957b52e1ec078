#pragma once

#include "crypto/secret.h"

#include <memory>

typedef struct evp_pkey_st EVP_PKEY;

namespace assent {

using PublicKey = std::array<Byte, 32>;
using Signature = std::array<Byte, 64>;

/// An Ed25519 key pair (RFC 8032).
class SigningKey
{
public:
    static Result<SigningKey> generate();
    /// Fails with Invalid unless given the 32 bytes of a seed.
    static Result<SigningKey> fromSeed(ByteView seed);

    const PublicKey &publicKey() const { return m_public; }
    const SecretBytes &seed() const { return m_seed; }
    /// May be called from several threads at once.
    Result<Signature> sign(ByteView message) const;

private:
    SecretBytes m_seed;
    std::shared_ptr<EVP_PKEY> m_key; ///< of the seed: making it takes longer than a signature
    PublicKey m_public = {};
};

/// True when the signature is this key's over this message.
bool verifySignature(const PublicKey &key, ByteView message, ByteView signature);

Result<PublicKey> toPublicKey(ByteView bytes);
Result<Signature> toSignature(ByteView bytes);

} // namespace assent
