#pragma once

#include "base/result.h"

namespace assent {

/// Keeps this process's memory out of core files and away from debuggers of
/// the same user. Programs call it first thing; Io when the system refuses.
Result<void> forbidCoreDumps();

} // namespace assent
