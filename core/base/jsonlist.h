#pragma once

#include "base/json.h"

#include <optional>
#include <string_view>
#include <vector>

namespace assent::json {

/// An object that holds one long list of objects.
struct LongList
{
    Value others;                           ///< the object without the list
    std::vector<std::string_view> elements; ///< as they stand in the text, with the blanks behind them
};

/// Takes such a text apart, so that its elements can be read one by one and by several
/// threads. All of the text is UTF-8 and its brackets and strings are closed; the
/// elements themselves are not looked into: each has to be read by parse() or refused.
/// Nothing where the text is another one, or has no such list: parse() tells what is wrong with it.
std::optional<LongList> parseLongList(std::string_view text, std::string_view name);

} // namespace assent::json
