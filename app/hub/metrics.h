#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace assent::hub {

/// What the store's side tells of itself.
struct Gauges
{
    std::int64_t queued = 0;  ///< requests that wait for the store
    std::int64_t waiting = 0; ///< pulls that wait for something new
    std::int64_t accepted = 0;
    std::int64_t duplicate = 0;
    std::int64_t erased = 0;
    std::int64_t rejected = 0;
    std::int64_t storeBytes = 0;
    double checkpointAge = -1; ///< seconds; below 0: none was made
};

/// Counts what the sockets do. From any thread. Nothing of it is about a person.
class Metrics
{
public:
    void opened() { ++m_opened, ++m_open; }
    void closed() { --m_open; }
    /// `route` is a template, of which there are few.
    void answered(std::string_view route, int status, std::chrono::nanoseconds spent, std::uint64_t in, std::uint64_t out);

    /// The text format 0.0.4 of Prometheus.
    std::string text(const Gauges &gauges) const;

private:
    static constexpr std::array<double, 12> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
    struct Latency
    {
        std::array<std::int64_t, kBounds.size()> below = {};
        std::int64_t count = 0;
        double sum = 0;
    };

    std::atomic<std::int64_t> m_opened{0};
    std::atomic<std::int64_t> m_open{0};
    std::atomic<std::uint64_t> m_in{0};
    std::atomic<std::uint64_t> m_out{0};
    mutable std::mutex m_mutex; ///< of what follows
    std::map<std::pair<std::string, int>, std::int64_t> m_requests;
    std::map<std::string, Latency, std::less<>> m_latencies;
};

} // namespace assent::hub
