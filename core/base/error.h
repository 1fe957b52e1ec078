#pragma once

#include <string>
#include <string_view>

namespace assent {

/// The closed vocabulary of failures. Every layer speaks it; user text is made
/// from it in ui alone.
enum class ErrorCode {
    NotFound,  ///< what was named does not exist
    Conflict,  ///< the state changed under the caller, or already is otherwise
    Denied,    ///< the actor may not do this
    Locked,    ///< the store is locked or the key is wrong
    Corrupt,   ///< stored bytes fail their check
    Io,        ///< disk or operating system
    Network,   ///< the peer could not be reached or trusted
    Protocol,  ///< the peer answered outside the contract
    Invalid,   ///< the input breaks a rule; the location says where
    Cancelled, ///< the caller asked to stop
    Newer,     ///< written by a newer version of Assent
};

/// Where in an input a failure lies. Lines and columns count from 1; 0 means
/// that they do not apply.
struct Location {
    std::string file;
    int line = 0;
    int column = 0;
    std::string field;
};

/// A failure: a code for the program, a detail for the developer. The detail
/// never holds personal data or secrets.
struct Error {
    ErrorCode code = ErrorCode::Invalid;
    std::string detail;
    Location where = {};

    /// "file:line:column: field: detail", leaving out what does not apply.
    std::string toString() const;
};

/// The stable name of a code, as in JSON output ("not_found").
std::string_view errorCodeName(ErrorCode code);

} // namespace assent
