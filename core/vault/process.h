#pragma once

#include "crypto/secret.h"

#include <functional>

namespace assent {

/// Keeps this process's memory out of core files and away from debuggers of
/// the same user. Programs call it first thing; Io when the system refuses.
Result<void> forbidCoreDumps();

/// Gives the next byte, or false at the end of the input.
using NextByte = std::function<Result<bool>(Byte &)>;
/// The bytes up to a line's end or the input's, which may be none; a carriage
/// return before the end is no part of them. Invalid beyond 4,096 bytes.
Result<SecretBytes> readSecretLine(const NextByte &next);
/// The same from a file descriptor, blocking. Io when it cannot be read.
Result<SecretBytes> readSecretLine(int descriptor);

} // namespace assent
