#pragma once

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// One outside case against the core, in-process. The kinds and their input are
/// those of the test material's README; the program assent-vectors is a thin
/// shell around this.
namespace assent::conformance {

/// Names of the kinds, in the order of the README.
std::vector<std::string_view> kinds();
bool isKind(std::string_view kind);
/// What a kind needs on the command line besides the file ("REGION").
std::span<const std::string_view> parametersOf(std::string_view kind);

/// The output of an accepted case, or why it is refused. `kind` is one of
/// kinds(), `parameters` as many as it needs.
Result<std::string> run(std::string_view kind, std::span<const std::string> parameters, std::string input);

} // namespace assent::conformance
