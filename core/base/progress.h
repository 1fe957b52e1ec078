#pragma once

#include <cstdint>

namespace assent {

/// Told how far long work has come, and asked whether to go on. Called from the
/// thread that works, at most some hundred times a second.
class Progress
{
public:
    virtual ~Progress() = default;
    /// `total` is 0 while it is not known. False asks the work to stop; it then
    /// ends with ErrorCode::Cancelled and leaves nothing half done.
    virtual bool report(std::uint64_t done, std::uint64_t total) = 0;
};

/// Goes on, silently.
class NoProgress final : public Progress
{
public:
    bool report(std::uint64_t, std::uint64_t) override { return true; }
};

} // namespace assent
