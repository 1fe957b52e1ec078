#pragma once

#include "base/error.h"
#include "base/result.h"

struct sqlite3;

namespace assent {

/// What a result of SQLite means here: full disk and I/O are Io, damage is
/// Corrupt, constraints are Conflict, interruption is Cancelled. No values in it.
Error classify(sqlite3 *handle, int result, std::string_view doing, bool ownWords = false);
ErrorCode codeFor(int result);
/// A result in few words.
std::string_view wordsFor(int result);

} // namespace assent
