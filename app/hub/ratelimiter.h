#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace assent::hub {

/// Token buckets: each key may act so often a second on average, and three times
/// as often at once. From any thread. Remembers a bounded number of keys; one
/// that is forgotten begins with a full bucket.
class RateLimiter
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// 0 a second: no limit.
    explicit RateLimiter(int perSecond);

    /// Takes one of the key's; nothing when that may be, else the seconds to wait.
    std::optional<int> take(std::uint64_t key, Time now);

private:
    struct Bucket
    {
        double left = 0;
        Time at;
    };
    void forget(Time now);

    const double m_perSecond;
    const double m_burst;
    std::mutex m_mutex;
    std::unordered_map<std::uint64_t, Bucket> m_buckets;
};

} // namespace assent::hub
