#include "hub/storethread.h"

#include "base/log.h"

#include <boost/asio/post.hpp>

namespace assent::hub {
namespace {

namespace asio = boost::asio;
using std::chrono::steady_clock;

constexpr auto kTick = std::chrono::milliseconds(5000); // a new entry is sealed within this
constexpr int kTicksToCompact = 6;               // the log goes into the file every 30 s
// Between pieces of the log's hashes, when nobody asked meanwhile and when somebody did.
constexpr auto kGather = std::chrono::milliseconds(1);
constexpr auto kGatherBusy = std::chrono::milliseconds(10);
constexpr auto kLook = std::chrono::seconds(1);  // for what other programs committed
constexpr int kMostQueued = 1024;

sync::HttpResponse busy()
{
    sync::HttpResponse response{503, {{"content-type", "application/problem+json"}, {"retry-after", "5"}}, {}};
    response.body = "{\"detail\":\"too many requests wait for the store\",\"status\":503,\"title\":\"Not now\",\"type\":\"urn:assent:problem:busy\"}";
    return response;
}

} // namespace

StoreThread::StoreThread(std::span<const std::unique_ptr<sync::HubStore>> stores, const Clock &clock, const sync::HubService::Options &options)
    : m_clock(clock), m_ways(waysTo(stores, clock, options)), m_polls(m_ways.front().store, m_ways.front().service)
{
    for (auto way = std::next(m_ways.begin()); way != m_ways.end(); ++way)
        m_free.push_back(&*way);
    m_pool.emplace(m_ways.size());
    m_front.emplace(asio::make_strand(m_pool->get_executor()));
    m_tidyTimer.emplace(*m_front);
    m_gatherTimer.emplace(*m_front);
    m_lookTimer.emplace(*m_front);
    asio::post(*m_front, [this] {
        tidyLater();
        gatherLater();
        lookLater();
        measure();
    });
}

std::deque<StoreThread::Way> StoreThread::waysTo(std::span<const std::unique_ptr<sync::HubStore>> stores, const Clock &clock,
    const sync::HubService::Options &options)
{
    std::deque<Way> ways;
    for (const auto &store : stores)
        ways.emplace_back(*store, clock, options);
    return ways;
}

StoreThread::~StoreThread() { stop(); }

/// What may wait, and what reads the tree of the log, which each way would gather
/// for itself.
bool StoreThread::isForFront(const sync::HttpRequest &request) const
{
    const std::string_view path(request.path);
    const bool mayWait = path.starts_with("/v1/sync/pull") && path.find("wait=") != std::string_view::npos;
    return m_ways.size() == 1 || mayWait || path.starts_with("/v1/log/") || path.starts_with("/readyz");
}

void StoreThread::handle(sync::HttpRequest request, Answer answer)
{
    if (m_queued >= kMostQueued)
        return answer(busy());
    ++m_queued;
    if (isForFront(request)) {
        asio::post(*m_front, [this, request = std::move(request), answer = std::move(answer)]() mutable {
            --m_queued;
            answerAtFront(std::move(request), std::move(answer));
        });
    } else {
        asio::post(*m_pool, [this, request = std::move(request), answer = std::move(answer)] {
            --m_queued;
            answerElsewhere(request, answer);
        });
    }
}

void StoreThread::answerAtFront(sync::HttpRequest request, Answer answer)
{
    const bool mayCommit = request.method == "POST";
    ++m_answered;
    m_polls.handle(std::move(request), std::move(answer), steady_clock::now());
    if (mayCommit && m_polls.waiting() > 0)
        m_polls.look();
    note(m_ways.front());
    const std::lock_guard lock(m_mutex);
    m_gauges.waiting = static_cast<std::int64_t>(m_polls.waiting());
}

void StoreThread::answerElsewhere(const sync::HttpRequest &request, const Answer &answer)
{
    Way *const way = borrow();
    answer(way->service.handle(request)); // never throws
    note(*way);
    giveBack(way);
    if (request.method == "POST") {
        asio::post(*m_front, [this] {
            if (m_polls.waiting() > 0)
                m_polls.look();
        });
    }
}

/// There is one thread more than ways behind the front, so that one may wait here.
StoreThread::Way *StoreThread::borrow()
{
    std::unique_lock lock(m_mutex);
    m_given.wait(lock, [this] { return !m_free.empty(); });
    Way *const way = m_free.back();
    m_free.pop_back();
    return way;
}

void StoreThread::giveBack(Way *way)
{
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(way);
    }
    m_given.notify_one();
}

/// Counts what a way has taken; by its thread.
void StoreThread::note(Way &way)
{
    const auto now = way.service.taken();
    const std::lock_guard lock(m_mutex);
    m_gauges.accepted += now.accepted - way.taken.accepted;
    m_gauges.duplicate += now.duplicate - way.taken.duplicate;
    m_gauges.erased += now.erased - way.taken.erased;
    m_gauges.rejected += now.rejected - way.taken.rejected;
    way.taken = now;
}

void StoreThread::drain()
{
    asio::post(*m_front, [this] { m_polls.end(); });
}

void StoreThread::stop()
{
    if (!m_pool)
        return;
    m_pool->stop();
    m_pool->join();
    m_tidyTimer.reset();
    m_gatherTimer.reset();
    m_lookTimer.reset();
    m_front.reset();
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
        measure();
        tidyLater();
    });
}

/// In pieces: those who ask meanwhile wait for one of them only.
void StoreThread::gatherLater()
{
    const bool more = m_ways.front().service.gatherHashes();
    const bool idle = std::exchange(m_answered, 0) == 0;
    m_gatherTimer->expires_after(!more ? kTick : idle ? kGather : kGatherBusy);
    m_gatherTimer->async_wait([this](const boost::system::error_code &code) {
        if (!code)
            gatherLater();
    });
}

void StoreThread::tidy(bool compact)
{
    if (const auto done = m_ways.front().store.tidy(compact); !done)
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
    const auto sealedAt = m_ways.front().store.sealedAt();
    const std::lock_guard lock(m_mutex);
    m_gauges.storeBytes = static_cast<std::int64_t>(m_ways.front().store.bytes());
    m_gauges.waiting = static_cast<std::int64_t>(m_polls.waiting());
    if (sealedAt)
        m_sealedAt = *sealedAt;
}

} // namespace assent::hub
