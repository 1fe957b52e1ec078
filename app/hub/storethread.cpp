#include "hub/storethread.h"

#include "base/log.h"

#include <boost/asio/post.hpp>

namespace assent::hub {
namespace {

constexpr auto kTick = std::chrono::seconds(5);  // a new entry is sealed within this
constexpr int kTicksToCompact = 6;               // the log goes into the file every 30 s

} // namespace

StoreThread::StoreThread(std::span<const std::unique_ptr<sync::HubStore>> stores, const Clock &clock)
{
    for (const auto &store : stores)
        m_free.push_back(&m_ways.emplace_back(*store, clock));
    m_pool.emplace(m_ways.size());
    m_timer.emplace(m_pool->get_executor());
    boost::asio::post(*m_pool, [this] { tidyLater(); });
}

StoreThread::~StoreThread() { stop(); }

void StoreThread::handle(sync::HttpRequest request, Answer answer)
{
    boost::asio::post(*m_pool, [this, request = std::move(request), answer = std::move(answer)] {
        use([&](Way &way) { answer(way.service.handle(request)); });
    });
}

/// A thread of the pool always finds one that is free: there are as many.
void StoreThread::use(const std::function<void(Way &)> &work)
{
    Way *way = nullptr;
    {
        const std::lock_guard guard(m_mutex);
        way = m_free.back();
        m_free.pop_back();
    }
    struct GiveBack
    {
        StoreThread &threads;
        Way *way;
        ~GiveBack()
        {
            const std::lock_guard guard(threads.m_mutex);
            threads.m_free.push_back(way);
        }
    } const giveBack{*this, way};
    work(*way);
}

void StoreThread::stop()
{
    if (!m_pool)
        return;
    m_pool->stop();
    m_pool->join();
    m_timer.reset();
    m_pool.reset(); // with the requests that wait, before their connections' server goes
    tidy(m_ways.front().store, true);
}

void StoreThread::tidyLater()
{
    m_timer->expires_after(kTick);
    m_timer->async_wait([this](const boost::system::error_code &code) {
        if (code)
            return;
        m_ticks = (m_ticks + 1) % kTicksToCompact;
        use([this](Way &way) { tidy(way.store, m_ticks == 0); });
        tidyLater();
    });
}

void StoreThread::tidy(sync::HubStore &store, bool compact)
{
    if (const auto done = store.tidy(compact); !done)
        logLine(LogLevel::Warning, "tidy_failed", {{"code", errorCodeName(done.error().code)}, {"detail", done.error().detail}});
}

} // namespace assent::hub
