#include "desktop/watchdog.h"

#include <QEvent>
#include <QMetaEnum>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <execinfo.h>

namespace assent::ui {
namespace {

/// One look at the stack. What the signal's handler fills must exist beforehand.
struct Look
{
    std::int64_t at = 0;
    int depth = 0;
    std::array<void *, 96> frames{};
};
constexpr std::size_t kLooks = 512; // of one event
std::array<Look, kLooks> s_looks;
std::atomic<std::size_t> s_looked{0};

std::int64_t nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double msBetween(std::int64_t from, std::int64_t to) { return double(to - from) / 1e6; }

int lookSignal() { return SIGRTMIN + 4; }

void look(int)
{
    const std::size_t at = s_looked.load(std::memory_order_relaxed);
    if (at >= kLooks)
        return;
    const int error = errno;
    s_looks[at].at = nowNs();
    s_looks[at].depth = backtrace(s_looks[at].frames.data(), int(s_looks[at].frames.size()));
    s_looked.store(at + 1, std::memory_order_relaxed);
    errno = error;
}

/// "FindModel::setQuery" of "assent::ui::FindModel::setQuery(QString const&)".
QByteArray shortened(const QByteArray &name)
{
    constexpr QByteArrayView ours("assent::ui::");
    const qsizetype end = name.indexOf('(');
    return name.mid(ours.size(), end < 0 ? -1 : end - ours.size());
}

bool isModels(const QByteArray &name)
{
    return name.startsWith("assent::ui::") && shortened(name).contains("Model::");
}

QByteArray eventName(int type)
{
    const char *name = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    return name ? QByteArray(name) : QByteArray::number(type);
}

} // namespace

Watchdog::Watchdog(double limitMs) : m_limitMs(limitMs), m_watched(pthread_self())
{
    backtrace(s_looks[0].frames.data(), 1); // loads what it needs, which a signal's handler may not
    struct sigaction action{};
    action.sa_handler = look;
    action.sa_flags = SA_RESTART;
    sigaction(lookSignal(), &action, nullptr);
    m_interrupter = std::thread([this] { interrupt(); });
}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard guard(m_mutex);
        m_over = true;
    }
    m_wake.notify_one();
    m_interrupter.join();
}

void Watchdog::interrupt()
{
    const auto step = std::chrono::duration<double, std::milli>(m_limitMs / 16);
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, step, [this] { return m_over; })) {
        const std::int64_t began = m_began.load();
        if (began != 0 && msBetween(began, nowNs()) > m_limitMs / 4)
            pthread_kill(m_watched, lookSignal());
    }
}

void Watchdog::eventBegins()
{
    if (m_depth++ > 0)
        return;
    s_looked.store(0);
    m_began.store(nowNs());
}

void Watchdog::eventEnds(const QByteArray &receiver, int type)
{
    if (--m_depth > 0)
        return;
    const double ms = msBetween(m_began.exchange(0), nowNs());
    m_busy += ms;
    if (std::exchange(m_drawn, false))
        m_frames.push_back({ms, std::exchange(m_busy, 0.0)});
    if (!m_counts || ms < m_limitMs / 2)
        return;
    m_events.push_back({eventName(type) + " of " + receiver, ms});
    m_eventsOver += ms > m_limitMs ? 1 : 0;
    findCalls(ms);
}

void Watchdog::findCalls(double eventMs)
{
    const std::size_t looked = s_looked.load();
    if (looked == 0)
        return;
    const std::int64_t began = nowNs() - std::int64_t(eventMs * 1e6);
    QByteArray call;
    std::int64_t since = began;
    for (std::size_t i = 0; i < looked; ++i) {
        const QByteArray model = modelIn(s_looks[i].frames.data(), s_looks[i].depth);
        if (i > 0 && model == call)
            continue;
        if (i > 0)
            addCall(call, msBetween(since, s_looks[i].at));
        call = model;
        since = i == 0 ? began : s_looks[i - 1].at;
    }
    addCall(call, std::min(eventMs, msBetween(since, nowNs())));
}

void Watchdog::addCall(const QByteArray &what, double ms)
{
    if (what.isEmpty() || ms < m_limitMs / 4)
        return;
    m_calls.push_back({what, ms});
    m_callsOver += ms > m_limitMs ? 1 : 0;
}

/// The model's function that the stack went into first: frames begin at the innermost.
QByteArray Watchdog::modelIn(void *const *frames, int depth)
{
    if (!m_names)
        m_names.emplace();
    QByteArray found;
    for (int i = depth - 1; i >= 0; --i) {
        auto known = m_known.find(frames[i]);
        if (known == m_known.end())
            known = m_known.emplace(frames[i], m_names->at(frames[i])).first;
        if (!isModels(known->second))
            continue;
        const QByteArray name = shortened(known->second);
        // What calls by a number, and what all models share, say less than what they call.
        const bool isShared = name.startsWith("StoreModel::") || name.endsWith("::qt_static_metacall") || name.endsWith("::qt_metacall");
        if (!isShared)
            return name;
        found = name;
    }
    return found;
}

std::vector<Watchdog::Stall> Watchdog::worst(std::vector<Stall> stalls, std::size_t count)
{
    std::sort(stalls.begin(), stalls.end(), [](const Stall &left, const Stall &right) { return left.ms > right.ms; });
    stalls.resize(std::min(count, stalls.size()));
    return stalls;
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_watchdog || receiver->thread() != thread())
        return QGuiApplication::notify(receiver, event);
    // Afterwards there may be no receiver and no event any more.
    const QByteArray name(receiver->metaObject()->className());
    const int type = event->type();
    m_watchdog->eventBegins();
    const bool taken = QGuiApplication::notify(receiver, event);
    if (m_watchdog)
        m_watchdog->eventEnds(name, type);
    return taken;
}

} // namespace assent::ui
