#include "hub/storethread.h"

#include "base/log.h"

#include <boost/asio/post.hpp>

namespace assent::hub {
namespace {

namespace asio = boost::asio;
using std::chrono::steady_clock;

constexpr auto kTick = std::chrono::seconds(5);  // a new entry is sealed within this
constexpr int kTicksToCompact = 6;               // the log goes into the file every 30 s
constexpr auto kLook = std::chrono::seconds(1);  // for what other programs committed
constexpr int kMostQueued = 1024;

sync::HttpResponse busy()
{
    sync::HttpResponse response{503, {{"content-type", "application/problem+json"}, {"retry-after", "5"}}, {}};
    response.body = "{\"detail\":\"too many requests wait for the store\",\"status\":503,\"title\":\"Not now\",\"type\":\"urn:assent:problem:busy\"}";
    return response;
}

} // namespace

StoreThread::StoreThread(sync::HubStore &store, const Clock &clock, sync::HubService::Options options)
    : m_store(store), m_clock(clock), m_service(store, clock, std::move(options)), m_polls(store, m_service)
{
    m_pool.emplace(1);
    m_tidyTimer.emplace(m_pool->get_executor());
    m_lookTimer.emplace(m_pool->get_executor());
    asio::post(*m_pool, [this] {
        tidyLater();
        lookLater();
        measure();
    });
}

StoreThread::~StoreThread() { stop(); }

void StoreThread::handle(sync::HttpRequest request, Answer answer)
{
    if (m_queued >= kMostQueued)
        return answer(busy());
    ++m_queued;
    asio::post(*m_pool, [this, request = std::move(request), answer = std::move(answer)]() mutable {
        --m_queued;
        answerOne(std::move(request), std::move(answer));
    });
}

void StoreThread::answerOne(sync::HttpRequest request, Answer answer)
{
    const bool mayCommit = request.method == "POST";
    m_polls.handle(std::move(request), std::move(answer), steady_clock::now());
    if (mayCommit && m_polls.waiting() > 0)
        m_polls.look();
    const std::lock_guard lock(m_mutex);
    const auto taken = m_service.taken();
    m_gauges.accepted = taken.accepted;
    m_gauges.duplicate = taken.duplicate;
    m_gauges.erased = taken.erased;
    m_gauges.rejected = taken.rejected;
    m_gauges.waiting = static_cast<std::int64_t>(m_polls.waiting());
}

void StoreThread::drain()
{
    asio::post(*m_pool, [this] { m_polls.end(); });
}

void StoreThread::stop()
{
    if (!m_pool)
        return;
    m_pool->stop();
    m_pool->join();
    m_tidyTimer.reset();
    m_lookTimer.reset();
    m_pool.reset(); // with the requests that wait, before their connections' server goes
    tidy(true);
}

Gauges StoreThread::gauges() const
{
    const std::lock_guard lock(m_mutex);
    Gauges out = m_gauges;
    out.queued = m_queued;
    if (m_sealedAt)
        out.checkpointAge = std::chrono::duration<double>(m_clock.now() - *m_sealedAt).count();
    return out;
}

void StoreThread::tidyLater()
{
    m_tidyTimer->expires_after(kTick);
    m_tidyTimer->async_wait([this](const boost::system::error_code &code) {
        if (code)
            return;
        m_ticks = (m_ticks + 1) % kTicksToCompact;
        tidy(m_ticks == 0);
        m_service.tick();
        measure();
        tidyLater();
    });
}

void StoreThread::tidy(bool compact)
{
    if (const auto done = m_store.tidy(compact); !done)
        logLine(LogLevel::Warning, "tidy_failed", {{"code", errorCodeName(done.error().code)}, {"detail", done.error().detail}});
}

void StoreThread::lookLater()
{
    m_lookTimer->expires_after(kLook);
    m_lookTimer->async_wait([this](const boost::system::error_code &code) {
        if (code)
            return;
        if (m_polls.waiting() > 0) {
            m_polls.look();
            m_polls.expire(steady_clock::now());
        }
        lookLater();
    });
}

void StoreThread::measure()
{
    const auto sealedAt = m_store.sealedAt();
    const std::lock_guard lock(m_mutex);
    m_gauges.storeBytes = static_cast<std::int64_t>(m_store.bytes());
    m_gauges.waiting = static_cast<std::int64_t>(m_polls.waiting());
    if (sealedAt)
        m_sealedAt = *sealedAt;
}

} // namespace assent::hub
