#pragma once

#include "base/clock.h"

#include <optional>

namespace assent {

/// The time that a cell tells: RFC 3339, or without its zone, which then is UTC;
/// or as Go prints times ("2024-03-01 09:00:00.12 +0100 CET").
std::optional<Timestamp> timeOfCell(std::string_view text);

} // namespace assent
