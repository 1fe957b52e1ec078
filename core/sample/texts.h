#pragma once

#include <string_view>

namespace assent::sample {

/// resources/sample/catalogue.json and resources/rules/regimes.json.
std::string_view catalogueText();
std::string_view rulesText();

} // namespace assent::sample
