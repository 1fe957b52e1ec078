#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <mutex>

namespace assent::test {

/// What a bad network does to one request.
enum class NetFault
{
    TooMany,     ///< 429 with Retry-After, by something before the hub
    Unavailable, ///< 503 with Retry-After
    Silence,     ///< nothing comes
    CutRequest,  ///< the hub gets half of it
    LoseAnswer,  ///< the hub has it, the connection is reset
    CutAnswer,   ///< half an answer, then the end
};

/// Carries HTTP/1.1 between clients and a hub on loopback, over real sockets, and
/// fails as told. Threads of its own.
class FaultyProxy
{
public:
    static constexpr int kRetryAfterSeconds = 7;

    explicit FaultyProxy(std::uint16_t hub);
    ~FaultyProxy();
    FaultyProxy(const FaultyProxy &) = delete;
    FaultyProxy &operator=(const FaultyProxy &) = delete;

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    /// After `skip` further requests this befalls so many.
    void fail(NetFault fault, int skip, int times);
    void work();

private:
    void accept();
    void serve(int client);
    std::optional<NetFault> next();
    bool pass(int client, const std::string &request, std::optional<NetFault> fault);
    int track(int socket);
    void close(int socket);

    const std::uint16_t m_hub;
    std::uint16_t m_port = 0;
    int m_listener = -1;
    std::atomic<bool> m_over{false};
    std::mutex m_mutex; ///< of what follows
    std::optional<NetFault> m_fault;
    int m_skip = 0;
    int m_times = 0;
    std::set<int> m_open;
    std::vector<std::thread> m_connections;
    std::thread m_acceptor;
};

} // namespace assent::test
