#pragma once

#include "base/progress.h"

#include <chrono>
#include <string>

namespace assent::ctl {

/// Shows long work on standard error: on a terminal one line that is redrawn,
/// with rate and time left; elsewhere a line every few seconds. Stops the work
/// when an end was asked for (Ctrl+C).
class ProgressLine final : public Progress
{
public:
    /// "Importing", "people"
    ProgressLine(std::string doing, std::string unit);
    ~ProgressLine() override;
    bool report(std::uint64_t done, std::uint64_t total) override;

private:
    using Time = std::chrono::steady_clock::time_point;
    std::string lineFor(std::uint64_t done, std::uint64_t total, Time now) const;

    std::string m_doing;
    std::string m_unit;
    bool m_terminal;
    Time m_start;
    Time m_shown;
    bool m_drawn = false;
};

} // namespace assent::ctl
