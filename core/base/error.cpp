#include "base/error.h"

namespace assent {

std::string Error::toString() const
{
    std::string text = where.file;
    if (where.line > 0) {
        text += (text.empty() ? "line " : ":") + std::to_string(where.line);
        if (where.column > 0)
            text += ":" + std::to_string(where.column);
    }
    for (const std::string &part : {where.field, detail}) {
        if (part.empty())
            continue;
        if (!text.empty())
            text += ": ";
        text += part;
    }
    return text;
}

std::string_view errorCodeName(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound: return "not_found";
    case ErrorCode::Conflict: return "conflict";
    case ErrorCode::Denied: return "denied";
    case ErrorCode::Locked: return "locked";
    case ErrorCode::Corrupt: return "corrupt";
    case ErrorCode::Io: return "io";
    case ErrorCode::Network: return "network";
    case ErrorCode::Protocol: return "protocol";
    case ErrorCode::Invalid: return "invalid";
    case ErrorCode::Cancelled: return "cancelled";
    case ErrorCode::Newer: return "newer";
    }
    return "invalid";
}

} // namespace assent
