#pragma once

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace assent {

/// An instant in UTC, in whole milliseconds.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Milliseconds since 1970-01-01T00:00:00Z, as stored in tables.
inline std::int64_t toMillis(Timestamp t) { return t.time_since_epoch().count(); }
inline Timestamp fromMillis(std::int64_t ms) { return Timestamp{std::chrono::milliseconds{ms}}; }

/// RFC 3339 in UTC with milliseconds: "2026-03-01T09:30:00.000Z".
std::string toRfc3339(Timestamp t);
/// Accepts RFC 3339 with any offset and up to nine decimals (cut to
/// milliseconds), and a bare date, which means its midnight in UTC.
Result<Timestamp> fromRfc3339(std::string_view text);

/// Where the time comes from. Injected everywhere, so that tests can turn it.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual Timestamp now() const = 0;
};

/// The machine's wall clock. Safe to use from any thread.
class SystemClock final : public Clock
{
public:
    Timestamp now() const override;
};

} // namespace assent
