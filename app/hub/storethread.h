#pragma once

#include "hub/server.h"
#include "sync/hubservice.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <optional>

namespace assent::hub {

/// The one thread that uses the store: answers requests in the order in which
/// they came, and every few seconds seals and tidies the store. From the
/// constructor until stop() returns nobody else may use the store.
class StoreThread
{
public:
    explicit StoreThread(sync::HubStore &store, const Clock &clock);
    ~StoreThread();

    /// Answers later, on the store's thread. Never blocks.
    void handle(sync::HttpRequest request, Answer answer);
    /// Finishes the request that runs, drops the others, and tidies.
    void stop();

private:
    void tidyLater();
    void tidy(bool compact);

    sync::HubStore &m_store;
    sync::HubService m_service;
    std::optional<boost::asio::thread_pool> m_pool;
    std::optional<boost::asio::steady_timer> m_timer;
    int m_ticks = 0;
};

} // namespace assent::hub
