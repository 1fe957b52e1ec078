#include "base/log.h"

#include <atomic>
#include <cstdio>
#include <mutex>

namespace assent {
namespace {

std::atomic<LogLevel> minimum{LogLevel::Info};

std::string_view levelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return "debug";
    case LogLevel::Info: return "info";
    case LogLevel::Warning: return "warning";
    case LogLevel::Error: return "error";
    }
    return "info";
}

} // namespace

void setLogLevel(LogLevel level) { minimum = level; }

void logLine(LogLevel level, std::string_view event, json::Object fields)
{
    if (level < minimum)
        return;
    json::Value line;
    line.set("time", toRfc3339(SystemClock().now()));
    line.set("level", levelName(level));
    line.set("event", event);
    for (auto &[name, value] : fields)
        line.set(name, std::move(value));
    std::string text = json::canonical(line);
    text += '\n';
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

} // namespace assent
