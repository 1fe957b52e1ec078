#pragma once

#include "base/clock.h"

#include <atomic>

namespace assent {

/// A clock that tests turn. Starts at 2026-03-01T09:00:00Z and stands still.
/// Safe to turn from another thread than the one that reads it.
class FakeClock final : public Clock
{
public:
    FakeClock() = default;
    explicit FakeClock(Timestamp start) : m_millis(toMillis(start)) {}

    Timestamp now() const override { return fromMillis(m_millis.load()); }
    void setTime(Timestamp time) { m_millis.store(toMillis(time)); }
    /// Negative steps turn the clock back.
    void advance(std::chrono::milliseconds step) { m_millis.fetch_add(step.count()); }

private:
    std::atomic<std::int64_t> m_millis{1'772'355'600'000};
};

} // namespace assent
