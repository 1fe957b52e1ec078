#pragma once

#include "base/result.h"

#include <filesystem>

namespace assent {

/// Looks through a write-ahead log for commits behind a damaged place. SQLite
/// reads a log up to the first frame whose sum does not fit and takes the rest
/// for a commit that a power cut left half written. Such a rest ends with one
/// commit at most, since each was flushed before the next began; where there are
/// more the log was damaged and acknowledged acts are behind it: Corrupt.
///
/// No log, or one without a rest, is well. Nobody may write meanwhile. A changed
/// last commit cannot be told from a torn one, nor a log cut short from one that
/// ended there.
Result<void> checkLog(const std::filesystem::path &log);

} // namespace assent
