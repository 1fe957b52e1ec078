#pragma once

#include "hub/metrics.h"
#include "hub/server.h"
#include "sync/hubpolls.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <optional>

namespace assent::hub {

/// The one thread that uses the store: answers requests in the order in which
/// they came, wakes pulls that wait, and every few seconds seals and tidies the
/// store. From the constructor until stop() returns nobody else may use the store.
class StoreThread
{
public:
    StoreThread(sync::HubStore &store, const Clock &clock, sync::HubService::Options options);
    ~StoreThread();

    /// Answers later, on the store's thread; 503 at once when too many wait.
    /// Never blocks.
    void handle(sync::HttpRequest request, Answer answer);
    /// Answers pulls that wait, and lets no more wait. From any thread.
    void drain();
    /// Finishes the request that runs, drops the others, and tidies.
    void stop();
    /// As of the last request or tick. From any thread.
    Gauges gauges() const;

private:
    void answerOne(sync::HttpRequest request, Answer answer);
    void tidyLater();
    void tidy(bool compact);
    void lookLater();
    void measure();

    sync::HubStore &m_store;
    const Clock &m_clock;
    sync::HubService m_service;
    sync::LongPolls m_polls;
    std::optional<boost::asio::thread_pool> m_pool;
    std::optional<boost::asio::steady_timer> m_tidyTimer;
    std::optional<boost::asio::steady_timer> m_lookTimer;
    int m_ticks = 0;
    std::atomic<int> m_queued{0};
    mutable std::mutex m_mutex; ///< of what follows
    Gauges m_gauges;
    std::optional<Timestamp> m_sealedAt;
};

} // namespace assent::hub
