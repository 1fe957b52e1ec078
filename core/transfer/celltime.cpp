#include "transfer/celltime.h"

#include <algorithm>

namespace assent {
namespace {

/// "2024-03-01 09:00:00.12 +0100 CET" → "2024-03-01 09:00:00.12+01:00"
std::optional<std::string> withoutZoneName(std::string_view text)
{
    const auto zone = text.find_first_of("+-", std::min(text.size(), std::size_t{11}));
    if (zone == std::string_view::npos || text[zone - 1] != ' ' || text.size() < zone + 5)
        return std::nullopt;
    const std::string_view offset = text.substr(zone, 5);
    if (text.size() > zone + 5 && text[zone + 5] != ' ')
        return std::nullopt;
    return std::string(text.substr(0, zone - 1)) + std::string(offset.substr(0, 3)) + ":" + std::string(offset.substr(3));
}

} // namespace

std::optional<Timestamp> timeOfCell(std::string_view text)
{
    for (const char *rest : {"", "Z", ":00Z"}) {
        if (const auto time = fromRfc3339(std::string(text) + rest))
            return *time;
    }
    if (const auto plain = withoutZoneName(text)) {
        if (const auto time = fromRfc3339(*plain))
            return *time;
    }
    return std::nullopt;
}

} // namespace assent
