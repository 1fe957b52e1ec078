#include "failure.h"

namespace assent::ctl {
namespace {

constexpr std::string_view kCommandLine = "command line";

std::string_view adviceFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Locked: return "Check the passphrase; --passphrase-fd, a prompt or the keychain can give it.";
    case ErrorCode::Corrupt:
        // A file that someone handed over has no backup here.
        return !error.where.file.empty() ? std::string_view{} : "Do not write to a damaged store. \"assentctl vault restore\" puts back the newest backup and keeps\n"
                                    "  what was there for 30 days; \"assentctl vault backups\" lists them all.";
    case ErrorCode::Newer: return "Update Assent and try again. Nothing was changed.";
    case ErrorCode::Network: return "Nothing is lost: what waits is sent when the hub can be reached again.";
    case ErrorCode::Protocol: return "The hub and this program may be of different versions. What waits is still queued.";
    case ErrorCode::Cancelled: return "What was finished before is kept; nothing is half done.";
    default: return {};
    }
}

json::Value textOrNull(const std::string &text) { return text.empty() ? json::Value() : json::Value(text); }
json::Value countOrNull(int number) { return number > 0 ? json::Value(number) : json::Value(); }

} // namespace

Exit exitOf(const Error &error)
{
    switch (error.code) {
    case ErrorCode::Invalid: return error.where.file == kCommandLine ? Exit::WrongCall : Exit::Refused;
    case ErrorCode::Locked: return Exit::Locked;
    case ErrorCode::Corrupt: return Exit::Damaged;
    case ErrorCode::Network:
    case ErrorCode::Protocol: return Exit::Network;
    case ErrorCode::Cancelled: return Exit::Cancelled;
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::Denied:
    case ErrorCode::Io:
    case ErrorCode::Newer: return Exit::Refused;
    }
    return Exit::Refused;
}

Error wrongCall(std::string argument, std::string detail)
{
    return {ErrorCode::Invalid, std::move(detail), {std::string(kCommandLine), 0, 0, std::move(argument)}};
}

Error unknownName(std::string argument, std::string_view kind, std::string_view name, std::span<const std::string> known)
{
    std::string detail = "there is no " + std::string(kind) + " \"" + std::string(name) + "\"; ";
    detail += known.empty() ? "none is known" : "known are ";
    for (std::size_t i = 0; i < known.size(); ++i)
        detail += (i == 0 ? "" : ", ") + known[i];
    return {ErrorCode::NotFound, std::move(detail), {std::string(kCommandLine), 0, 0, std::move(argument)}};
}

std::string explain(const Error &error)
{
    std::string text = "assentctl: ";
    if (error.where.file == kCommandLine)
        text += Error{error.code, error.detail, {{}, 0, 0, error.where.field}}.toString();
    else
        text += error.toString();
    if (const std::string_view advice = adviceFor(error); !advice.empty())
        text += "\n  " + std::string(advice);
    return text;
}

json::Value toJson(const Error &error)
{
    json::Value value;
    value.set("code", errorCodeName(error.code));
    value.set("detail", error.detail);
    value.set("file", textOrNull(error.where.file));
    value.set("line", countOrNull(error.where.line));
    value.set("column", countOrNull(error.where.column));
    value.set("field", textOrNull(error.where.field));
    return value;
}

} // namespace assent::ctl
