#pragma once

#include "hub/server.h"
#include "sync/hubservice.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace assent::hub {

/// The threads that use the store, one for each way to it: the embedded store has
/// one, PostgreSQL a connection for each. They take requests in the order in
/// which these came; one of them seals and tidies the store every few seconds.
/// From the constructor until stop() returns nobody else may use the ways.
class StoreThread
{
public:
    StoreThread(std::span<const std::unique_ptr<sync::HubStore>> stores, const Clock &clock);
    ~StoreThread();

    /// Answers later, on a thread of the store. Never blocks.
    void handle(sync::HttpRequest request, Answer answer);
    /// Finishes the requests that run, drops the others, and tidies.
    void stop();

private:
    /// A way to the store, used by one thread at a time.
    struct Way
    {
        Way(sync::HubStore &way, const Clock &clock) : store(way), service(way, clock) {}
        sync::HubStore &store;
        sync::HubService service;
    };
    void use(const std::function<void(Way &)> &work);
    void tidyLater();
    static void tidy(sync::HubStore &store, bool compact);

    std::deque<Way> m_ways;
    std::mutex m_mutex;         ///< of m_free
    std::vector<Way *> m_free;  ///< as many as threads do not work
    std::optional<boost::asio::thread_pool> m_pool;
    std::optional<boost::asio::steady_timer> m_timer;
    int m_ticks = 0;
};

} // namespace assent::hub
