#pragma once

#include "crypto/secret.h"

namespace assent {

/// Cost of Argon2id (RFC 9106).
struct Argon2Cost
{
    std::uint32_t passes = 3;         ///< t, at least 1
    std::uint32_t memoryKiB = 65536;  ///< m, at least 8 for each lane
    std::uint32_t lanes = 1;          ///< p
};

/// Never below t=2, 19 MiB for a slot (OWASP's floor).
inline constexpr Argon2Cost kArgon2Floor{2, 19 * 1024, 1};

/// Fails with Invalid when the parameters are outside RFC 9106.
Result<SecretBytes> argon2id(ByteView password, ByteView salt, Argon2Cost cost, std::size_t length);

} // namespace assent
