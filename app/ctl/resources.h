#pragma once

#include "catalog/catalogue.h"

#include <filesystem>

namespace assent::ctl {

/// A file that comes with Assent ("sample/catalogue.json"): looked for in
/// $ASSENT_RESOURCES, beside the program, where it was built and where it was
/// installed. NotFound names the places.
Result<std::filesystem::path> findResource(const std::string &name);

/// A catalogue of two files; without a rules file the rules that come with
/// Assent. Faults name file, line and field.
Result<Catalogue> readCatalogue(const std::string &catalogueFile, const std::string &rulesFile);

} // namespace assent::ctl
