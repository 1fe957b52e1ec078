#pragma once

#include "base/result.h"

#include <string>

namespace assent {

/// A name under which somebody of the staff answers for what they do. Invalid
/// when it is empty, longer than 100 characters or holds signs that do not show.
/// Spaces around and between words are made plain.
Result<std::string> staffName(const std::string &typed);

/// True for two spellings of one name: case, width and composition do not matter.
bool isSameStaff(const std::string &a, const std::string &b);

} // namespace assent
