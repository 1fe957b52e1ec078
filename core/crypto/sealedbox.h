#pragma once

#include "crypto/secret.h"

#include <memory>

typedef struct evp_pkey_st EVP_PKEY;

namespace assent {

/// Messages for one recipient, whom anybody can write to: an ephemeral X25519 key
/// (RFC 7748), HKDF-SHA-256 over the shared secret with both public keys as salt, and
/// AES-256-GCM. The text is ephemeral public key ‖ nonce ‖ ciphertext ‖ tag.
/// `context` keeps uses apart. Who wrote it is not told: sign what is inside.
Result<Bytes> sealFor(const Digest &publicKey, std::string_view context, ByteView plain);

/// The recipient's X25519 key pair.
class SealKey
{
public:
    /// Invalid unless given 32 bytes.
    static Result<SealKey> fromSeed(ByteView seed);
    const Digest &publicKey() const { return m_public; }
    /// Corrupt: not for this key, another context, or changed.
    Result<SecretBytes> open(std::string_view context, ByteView sealed) const;

private:
    std::shared_ptr<EVP_PKEY> m_key; ///< shared: a key copies, and OpenSSL counts
    Digest m_public = {};
};

} // namespace assent
