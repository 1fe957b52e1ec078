#pragma once

#include "base/error.h"
#include "base/json.h"

#include <span>

namespace assent::ctl {

/// What the shell is told. Stable: scripts depend on it.
enum class Exit {
    Done = 0,
    Refused = 1, ///< refused, not found, or any failure without a number of its own
    WrongCall = 2,
    Locked = 3,
    Damaged = 4,
    Network = 5,
    Cancelled = 130,
};

Exit exitOf(const Error &error);

/// A fault of the command line itself, at an argument ("--subject", "FILE").
Error wrongCall(std::string argument, std::string detail);
/// A name that an argument gave and the catalogue does not hold; says which
/// names it does hold.
Error unknownName(std::string argument, std::string_view kind, std::string_view name, std::span<const std::string> known);

/// What happened and where, and what can be done about it: the lines for
/// standard error, without personal data.
std::string explain(const Error &error);

/// {"code","detail","file","line","column","field"}; absent parts are null.
json::Value toJson(const Error &error);

} // namespace assent::ctl
