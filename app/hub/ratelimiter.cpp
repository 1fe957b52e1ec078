#include "hub/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace assent::hub {
namespace {

constexpr double kBurstSeconds = 3;
constexpr std::size_t kMostKeys = 65536;

double secondsBetween(RateLimiter::Time from, RateLimiter::Time to) { return std::chrono::duration<double>(to - from).count(); }

} // namespace

RateLimiter::RateLimiter(int perSecond) : m_perSecond(perSecond), m_burst(perSecond * kBurstSeconds) {}

std::optional<int> RateLimiter::take(std::uint64_t key, Time now)
{
    if (m_perSecond <= 0)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    if (m_buckets.size() >= kMostKeys && !m_buckets.contains(key))
        forget(now);
    Bucket &bucket = m_buckets.try_emplace(key, Bucket{m_burst, now}).first->second;
    bucket.left = std::min(m_burst, bucket.left + secondsBetween(bucket.at, now) * m_perSecond);
    bucket.at = now;
    if (bucket.left >= 1) {
        bucket.left -= 1;
        return std::nullopt;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.left) / m_perSecond)));
}

/// Buckets that are full again tell nothing; when none is, all go.
void RateLimiter::forget(Time now)
{
    std::erase_if(m_buckets, [&](const auto &entry) { return secondsBetween(entry.second.at, now) > kBurstSeconds; });
    if (m_buckets.size() >= kMostKeys)
        m_buckets.clear();
}

} // namespace assent::hub
