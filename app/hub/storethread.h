#pragma once

#include "hub/metrics.h"
#include "hub/server.h"
#include "sync/hubpolls.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>

#include <condition_variable>
#include <deque>
#include <optional>
#include <span>

namespace assent::hub {

/// The threads that use the store, one for each way to it: the embedded store has
/// one, PostgreSQL a connection for each. The first way is the front: it answers
/// pulls that may wait, wakes them, asks of the log, and every few seconds seals and
/// tidies the store; with it alone it answers everything, in the order in which it
/// came. From the constructor until stop() returns nobody else may use the ways.
class StoreThread
{
public:
    StoreThread(std::span<const std::unique_ptr<sync::HubStore>> stores, const Clock &clock, const sync::HubService::Options &options);
    ~StoreThread();

    /// Answers later, on a thread of the store; 503 at once when too many wait.
    /// Never blocks.
    void handle(sync::HttpRequest request, Answer answer);
    /// Answers pulls that wait, and lets no more wait. From any thread.
    void drain();
    /// Finishes the request that runs, drops the others, and tidies.
    void stop();
    /// As of the last request or tick. From any thread.
    Gauges gauges() const;

private:
    /// A way to the store, used by one thread at a time.
    struct Way
    {
        Way(sync::HubStore &way, const Clock &clock, const sync::HubService::Options &options) : store(way), service(way, clock, options) {}
        sync::HubStore &store;
        sync::HubService service;
        sync::HubService::Taken taken; ///< as of its last request
    };
    static std::deque<Way> waysTo(std::span<const std::unique_ptr<sync::HubStore>> stores, const Clock &clock,
        const sync::HubService::Options &options);
    bool isForFront(const sync::HttpRequest &request) const;
    void answerAtFront(sync::HttpRequest request, Answer answer);
    void answerElsewhere(const sync::HttpRequest &request, const Answer &answer);
    Way *borrow();
    void giveBack(Way *way);
    void note(Way &way);
    void tidyLater();
    void tidy(bool compact);
    void gatherLater();
    void lookLater();
    void measure();

    const Clock &m_clock;
    std::deque<Way> m_ways; ///< the first is the front
    sync::LongPolls m_polls;
    std::optional<boost::asio::thread_pool> m_pool;
    std::optional<boost::asio::strand<boost::asio::thread_pool::executor_type>> m_front;
    std::optional<boost::asio::steady_timer> m_tidyTimer;
    std::optional<boost::asio::steady_timer> m_gatherTimer;
    std::optional<boost::asio::steady_timer> m_lookTimer;
    int m_ticks = 0;
    int m_answered = 0; ///< at the front, since hashes were last gathered
    std::atomic<int> m_queued{0};
    mutable std::mutex m_mutex; ///< of what follows
    std::condition_variable m_given;
    std::vector<Way *> m_free; ///< of those behind the front
    Gauges m_gauges;
    std::optional<Timestamp> m_sealedAt;
};

} // namespace assent::hub
