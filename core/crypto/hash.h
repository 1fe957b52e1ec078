#pragma once

#include "crypto/secret.h"

#include <initializer_list>
#include <memory>

namespace assent {

/// SHA-256 (FIPS 180-4) of the parts one after another.
Digest sha256(std::initializer_list<ByteView> parts);
inline Digest sha256(ByteView bytes) { return sha256({bytes}); }

/// SHA-256 over a stream.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;
    void add(ByteView bytes);
    Digest finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// HMAC-SHA-256 (RFC 2104).
Digest hmacSha256(ByteView key, ByteView message);

/// The same for many messages under one key, whose part is done once.
class HmacKey
{
public:
    explicit HmacKey(ByteView key);
    ~HmacKey();
    HmacKey(const HmacKey &) = delete;
    HmacKey &operator=(const HmacKey &) = delete;
    /// May be called from several threads at once.
    Digest of(ByteView message) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// HKDF-SHA-256 (RFC 5869). `length` is at most 8160 bytes, else Invalid.
Result<SecretBytes> hkdfSha256(ByteView key, ByteView salt, ByteView info, std::size_t length);

} // namespace assent
