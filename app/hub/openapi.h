#pragma once

#include <string_view>

namespace assent::hub {

/// app/hub/openapi.yaml: the program needs no files where it runs.
std::string_view openApiText();

} // namespace assent::hub
