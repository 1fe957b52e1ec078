#pragma once

#include "base/result.h"

#include <filesystem>

namespace assent::ctl {

/// A file that comes with Assent ("sample/catalogue.json"): looked for in
/// $ASSENT_RESOURCES, beside the program, where it was built and where it was
/// installed. NotFound names the places.
Result<std::filesystem::path> findResource(const std::string &name);

} // namespace assent::ctl
