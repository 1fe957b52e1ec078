#include "vault/sqliteerror.h"

#include <sqlite3.h>

namespace assent {
ErrorCode codeFor(int result)
{
    switch (result & 0xFF) {
    case SQLITE_CONSTRAINT: return ErrorCode::Conflict;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT: return ErrorCode::Corrupt;
    case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return ErrorCode::Denied;
    case SQLITE_ERROR:
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG: return ErrorCode::Invalid;
    default: return ErrorCode::Io;
    }
}

std::string_view wordsFor(int result)
{
    switch (result & 0xFF) {
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_IOERR: return "the disk failed";
    case SQLITE_BUSY: return "another program is writing";
    case SQLITE_READONLY: return "the store is open for reading only";
    case SQLITE_CANTOPEN: return "a file could not be opened";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "stored bytes fail their check";
    default: return sqlite3_errstr(result);
    }
}

/// SQLite's own words only where they name tables and columns and nothing else:
/// others can quote a search text, which is personal data.
Error classify(sqlite3 *handle, int result, std::string_view doing, bool ownWords)
{
    ErrorCode code = codeFor(result);
    const std::string_view message = sqlite3_errmsg(handle);
    // After one page failed its HMAC, SQLCipher answers every later read of the
    // connection with a plain "SQL logic error".
    if (result == SQLITE_ERROR && message == sqlite3_errstr(SQLITE_ERROR))
        code = ErrorCode::Corrupt;
    const bool names = ownWords || (result & 0xFF) == SQLITE_CONSTRAINT;
    std::string detail(doing);
    detail += ": ";
    detail += names ? message : wordsFor(result);
    detail += " (" + std::to_string(result) + ")";
    return Error{code, std::move(detail)};
}

} // namespace assent
