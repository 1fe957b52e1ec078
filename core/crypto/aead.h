#pragma once

#include "crypto/secret.h"

namespace assent {

/// AES-256-GCM (NIST SP 800-38D) with a 32-byte key, a 12-byte nonce and a
/// 16-byte tag after the ciphertext.
inline constexpr std::size_t kAeadKeySize = 32;
inline constexpr std::size_t kAeadNonceSize = 12;
inline constexpr std::size_t kAeadTagSize = 16;

Result<Bytes> aeadEncrypt(ByteView key, ByteView nonce, ByteView aad, ByteView plain);
/// Fails with Corrupt when key, nonce, associated data or text do not agree.
Result<SecretBytes> aeadDecrypt(ByteView key, ByteView nonce, ByteView aad, ByteView cipher);

/// As above with a fresh random nonce in front of the ciphertext.
Result<Bytes> aeadSeal(ByteView key, ByteView aad, ByteView plain);
Result<SecretBytes> aeadOpen(ByteView key, ByteView aad, ByteView sealed);

} // namespace assent
