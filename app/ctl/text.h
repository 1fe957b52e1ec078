#pragma once

#include "base/clock.h"

#include <optional>
#include <vector>

namespace assent::ctl {

/// Columns that a text takes on a terminal: wide characters two, combining
/// marks none.
int displayWidth(std::string_view text);
/// The text cut to so many columns, with an ellipsis when something is lost.
std::string shortened(std::string_view text, int columns);
/// Safe to show: control and direction characters, which could redraw a
/// terminal, become U+FFFD; line breaks become spaces.
std::string printable(std::string_view text);

std::string grouped(std::int64_t number);       ///< "48,213"
std::string byteSize(std::uint64_t bytes);      ///< "3.2 MB"
std::string shortTime(Timestamp time);          ///< "2026-03-01 09:30", UTC
std::string shortDate(std::optional<Timestamp> time); ///< "2026-03-01", UTC; empty without one
std::string span(std::chrono::seconds time);    ///< "2 min 5 s"
/// "1 person", "2 people"
std::string counted(std::int64_t number, std::string_view one, std::string_view many);
/// "a, b, c"
std::string joined(const std::vector<std::string> &parts, std::string_view between = ", ");

} // namespace assent::ctl
