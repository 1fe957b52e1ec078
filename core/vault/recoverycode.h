#pragma once

#include "crypto/secret.h"

namespace assent {

/// A recovery code: 160 random bits for a sheet of paper, as 32 symbols of
/// Crockford's base32 and four more that tell a slip of the pen from a code of
/// another store (20 bits of a SHA-256 over the code):
///
///   7ZK4-0M2Q-….-….-….-….-….-….-CCCC     nine groups
///
/// Read back in either case, with or without spaces and dashes, O as 0, I and
/// L as 1.
namespace recoverycode {

inline constexpr std::size_t kSize = 20; ///< bytes

/// What a text may be.
enum class Reading { Code, Typo, Other };

/// A fresh code, as bytes. Fails as randomSecret() does.
Result<SecretBytes> make();
/// The code as it is shown, in ASCII.
SecretBytes show(const SecretBytes &code);
/// Whether the text is a code, or looks like one (its length and symbols) that
/// was copied wrongly. `code` gets the bytes of a Code.
Reading read(const SecretBytes &text, SecretBytes &code);

} // namespace recoverycode
} // namespace assent
