#include "hub/storethread.h"

#include "base/log.h"

#include <boost/asio/post.hpp>

namespace assent::hub {
namespace {

constexpr auto kTick = std::chrono::seconds(5);  // a new entry is sealed within this
constexpr int kTicksToCompact = 6;               // the log goes into the file every 30 s

} // namespace

StoreThread::StoreThread(sync::HubStore &store, const Clock &clock) : m_store(store), m_service(store, clock)
{
    m_pool.emplace(1);
    m_timer.emplace(m_pool->get_executor());
    boost::asio::post(*m_pool, [this] { tidyLater(); });
}

StoreThread::~StoreThread() { stop(); }

void StoreThread::handle(sync::HttpRequest request, Answer answer)
{
    boost::asio::post(*m_pool, [this, request = std::move(request), answer = std::move(answer)] { answer(m_service.handle(request)); });
}

void StoreThread::stop()
{
    if (!m_pool)
        return;
    m_pool->stop();
    m_pool->join();
    m_timer.reset();
    m_pool.reset(); // with the requests that wait, before their connections' server goes
    tidy(true);
}

void StoreThread::tidyLater()
{
    m_timer->expires_after(kTick);
    m_timer->async_wait([this](const boost::system::error_code &code) {
        if (code)
            return;
        m_ticks = (m_ticks + 1) % kTicksToCompact;
        tidy(m_ticks == 0);
        tidyLater();
    });
}

void StoreThread::tidy(bool compact)
{
    if (const auto done = m_store.tidy(compact); !done)
        logLine(LogLevel::Warning, "tidy_failed", {{"code", errorCodeName(done.error().code)}, {"detail", done.error().detail}});
}

} // namespace assent::hub
