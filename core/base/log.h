#pragma once

#include "base/json.h"

namespace assent {

enum class LogLevel { Debug, Info, Warning, Error };

/// Writes one JSON object a line to standard error: time, level, event, then
/// the fields. Fields never hold personal data, keys or tokens: ids of
/// requests, counts, durations and codes only. Safe from any thread.
void logLine(LogLevel level, std::string_view event, json::Object fields = {});

/// Lines below this level are dropped. Info at start.
void setLogLevel(LogLevel level);

} // namespace assent
