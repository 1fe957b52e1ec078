#pragma once

#include "desktop/callnames.h"

#include <QGuiApplication>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace assent::ui {

/// Times every event of the UI thread and finds out which of the models' functions
/// a long one was spent in: while an event lasts, a second thread interrupts it
/// every so often and the stack is noted. Functions of one model that follow one
/// another count as one call, and what came before the first look counts as the
/// first call's, so that a time is an upper bound (to a step between two looks).
class Watchdog
{
public:
    /// Watches the thread that makes it. `limitMs`: what a call may take. At most
    /// one at a time.
    explicit Watchdog(double limitMs);
    ~Watchdog();

    struct Stall
    {
        QByteArray what; ///< a model's function; of an event its type and who got it
        double ms = 0;
    };
    struct Frame
    {
        double render = 0; ///< the event in which it was polished, synchronised and drawn
        double busy = 0;   ///< that and all since the frame before
    };

    void eventBegins();
    void eventEnds(const QByteArray &receiver, int type);
    /// The window drew a frame, in the event that is under way.
    void frameDrawn() { m_drawn = true; }

    /// Not while a page is made.
    void setCounting(bool counts) { m_counts = counts; }
    std::vector<Frame> takeFrames() { return std::exchange(m_frames, {}); }
    int callsOver() const { return m_callsOver; }
    int eventsOver() const { return m_eventsOver; }
    /// The longest first. Also short ones, down to half of the limit.
    std::vector<Stall> worstCalls(std::size_t count) const { return worst(m_calls, count); }
    std::vector<Stall> worstEvents(std::size_t count) const { return worst(m_events, count); }

private:
    void interrupt();
    void findCalls(double eventMs);
    void addCall(const QByteArray &what, double ms);
    QByteArray modelIn(void *const *frames, int depth);
    static std::vector<Stall> worst(std::vector<Stall> stalls, std::size_t count);

    const double m_limitMs;
    std::optional<CallNames> m_names; ///< read when there is something to name
    std::map<const void *, QByteArray> m_known;
    std::vector<Stall> m_calls;
    std::vector<Stall> m_events;
    std::vector<Frame> m_frames;
    double m_busy = 0;
    int m_callsOver = 0;
    int m_eventsOver = 0;
    int m_depth = 0;
    bool m_counts = true;
    bool m_drawn = false;

    std::atomic<std::int64_t> m_began{0}; ///< nanoseconds; 0: no event is under way
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_over = false;
    pthread_t m_watched;
    std::thread m_interrupter;
};

/// The application, which a watchdog may watch.
class WatchedApplication : public QGuiApplication
{
public:
    using QGuiApplication::QGuiApplication;

    /// Null: nobody watches.
    void setWatchdog(Watchdog *watchdog) { m_watchdog = watchdog; }
    bool notify(QObject *receiver, QEvent *event) override;

private:
    Watchdog *m_watchdog = nullptr;
};

} // namespace assent::ui
