#pragma once

#include "base/clock.h"

namespace assent {

/// The machine's clock, always as slow as this: for programs that run in a time that
/// a test's catalogue knows.
class LateClock final : public Clock
{
public:
    explicit LateClock(std::chrono::milliseconds behind) : m_behind(behind) {}

    Timestamp now() const override { return SystemClock().now() - m_behind; }

private:
    std::chrono::milliseconds m_behind;
};

} // namespace assent
