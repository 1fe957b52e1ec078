#include "desktop/measure.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace assent::ui {
namespace {

constexpr double kCallLimitMs = 16;
constexpr int kPatienceMs = 10000;
constexpr int kFrames = 600; ///< of scrolling
constexpr int kNotchMs = 30; ///< between two notches of the wheel
constexpr std::size_t kWorst = 10;

/// Milliseconds since the kernel started this process (to 10 ms).
double sinceStart()
{
    QFile file(QStringLiteral("/proc/self/stat"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray text = file.readAll();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    const double started = fields.value(19).toDouble() / double(sysconf(_SC_CLK_TCK)); // field 22: starttime
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (double(now.tv_sec) + double(now.tv_nsec) / 1e9 - started) * 1000;
}

double residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

double rounded(double value) { return std::round(value * 10) / 10; }

/// A share (0…1) of all does not exceed it.
double percentile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    const auto rank = std::size_t(std::ceil(share * double(values.size())));
    return values.empty() ? 0 : rounded(values[std::clamp<std::size_t>(rank, 1, values.size()) - 1]);
}

QJsonObject summaryOf(const std::vector<double> &values)
{
    return {{QStringLiteral("p50"), percentile(values, 0.5)}, {QStringLiteral("p95"), percentile(values, 0.95)},
        {QStringLiteral("max"), percentile(values, 1)}};
}

QJsonArray listOf(const std::vector<Watchdog::Stall> &stalls)
{
    QJsonArray list;
    for (const Watchdog::Stall &stall : stalls)
        list.append(QJsonObject{{QStringLiteral("what"), QString::fromUtf8(stall.what)}, {QStringLiteral("ms"), rounded(stall.ms)}});
    return list;
}

void add(QJsonObject &object, const QString &name, double ms)
{
    QJsonArray list = object.value(name).toArray();
    list.append(rounded(ms));
    object.insert(name, list);
}

} // namespace

Measurement::Measurement(Desktop &desktop, WatchedApplication &application, bool unlocks)
    : m_desktop(desktop), m_application(application), m_hands(*desktop.window()), m_watchdog(kCallLimitMs), m_unlocks(unlocks)
{
}

int Measurement::run()
{
    m_watchdog.setCounting(false);
    m_application.setWatchdog(&m_watchdog);
    const auto drawn = QObject::connect(m_desktop.window(), &QQuickWindow::frameSwapped, &m_desktop, [this] {
        m_watchdog.frameDrawn();
        m_drawnMs = m_sinceAct.isValid() ? double(m_sinceAct.nsecsElapsed()) / 1e6 : 0;
    });
    const bool started = start();
    if (started && m_unlocks) {
        activate();
        palette();
        pages();
        history();
        news();
        report();
    }
    QObject::disconnect(drawn);
    m_application.setWatchdog(nullptr);
    if (!started) {
        std::fprintf(stderr, "assent: there is no Home to measure: the store did not open for a person\n");
        return 1;
    }
    return finish();
}

int Measurement::finish()
{
    std::printf("%s\n", QJsonDocument(m_out).toJson(QJsonDocument::Compact).constData());
    for (const QString &missed : m_missed)
        std::fprintf(stderr, "assent: did not appear: %s\n", qPrintable(missed));
    return m_missed.isEmpty() ? 0 : 1;
}

/// Runs the program until a frame was drawn in which it is shown. A frame may be
/// drawn on a thread of its own: heard of on this one.
double Measurement::untilShown(const QString &what, const std::function<void()> &act, const Shown &shown)
{
    QEventLoop loop;
    double ms = -1;
    QObject::connect(m_desktop.window(), &QQuickWindow::frameSwapped, &loop, [&] {
        if (ms >= 0 || !shown())
            return;
        ms = m_drawnMs;
        loop.quit();
    });
    QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
    m_sinceAct.start();
    act();
    if (ms < 0)
        loop.exec();
    if (ms < 0)
        m_missed.append(what);
    return ms;
}

bool Measurement::start()
{
    double first = -1;
    Session &session = m_desktop.session();
    const auto over = [&] {
        const auto state = session.state();
        return m_unlocks && state != Session::Unlocking && state != Session::Unlocked;
    };
    QEventLoop loop;
    bool reached = false;
    QObject::connect(m_desktop.window(), &QQuickWindow::frameSwapped, &loop, [&] {
        if (first < 0)
            first = sinceStart();
        reached = !m_unlocks || isReady(QStringLiteral("home"));
        if (reached || over())
            loop.quit();
    });
    // Home never comes where the passphrase is wrong or the store tells no person.
    QObject::connect(&session, &Session::stateChanged, &loop, [&] {
        if (over())
            loop.quit();
    });
    if (!over())
        loop.exec();
    if (m_unlocks)
        m_out.insert(QStringLiteral("home_ms"), std::round(sinceStart()));
    m_out.insert(QStringLiteral("first_frame_ms"), std::round(first));
    m_out.insert(QStringLiteral("rss_mb"), rounded(residentMb()));
    return reached;
}

/// Keys go to the active window, and nobody makes it so where there is no window manager.
void Measurement::activate()
{
    QQuickWindow *window = m_desktop.window();
    window->requestActivate();
    if (!Hands::until([window] { return window->isActive(); }))
        m_missed.append(QStringLiteral("the window in front"));
}

/// What was posted to the store before has been read, and what came of it is shown.
void Measurement::idle()
{
    bool done = false;
    m_desktop.session().store().run<bool>(&m_desktop, [](OpenStore &) -> Result<bool> { return true; }, [&done](Result<bool>) { done = true; });
    if (!Hands::until([&done] { return done; }, kPatienceMs))
        m_missed.append(QStringLiteral("the store's answer"));
    m_hands.settle();
}

void Measurement::palette()
{
    const auto field = [this] { return m_hands.find(QStringLiteral("paletteField")); };
    for (int i = 0; i < 5; ++i) {
        // Made at the first press.
        m_watchdog.setCounting(i > 0);
        const auto press = [this] { m_hands.key(Qt::Key_K, Qt::ControlModifier); };
        add(m_out, QStringLiteral("palette_ms"), untilShown(QStringLiteral("the palette"), press, [&] { return field() != nullptr; }));
        idle();
        m_watchdog.setCounting(true);
        const QStringList words{QStringLiteral("email"), QStringLiteral("phone"), QStringLiteral("allowed"), QStringLiteral("post"), QStringLiteral("history")};
        if (field())
            type(words[i]);
        m_hands.key(Qt::Key_Escape);
        if (!Hands::until([&] { return field() == nullptr; }))
            m_missed.append(QStringLiteral("the window behind the palette"));
        m_hands.settle();
    }
}

/// Letter by letter, each to the frame with what was found.
void Measurement::type(const QString &word)
{
    QQuickItem *field = m_hands.find(QStringLiteral("paletteField"));
    for (qsizetype i = 1; i <= word.size(); ++i) {
        add(m_out, QStringLiteral("results_ms"), untilShown(QStringLiteral("what the palette found"),
            [&] { m_hands.type(word.mid(i - 1, 1)); }, [&] { return field->property("text").toString() == word.left(i); }));
    }
}

QQuickItem *Measurement::railItem(int number) const
{
    QQuickItem *rail = m_hands.find(QStringLiteral("navRail"));
    int seen = 0;
    return !rail ? nullptr : m_hands.find([&](const QQuickItem &item) {
        return rail->isAncestorOf(&item) && item.property("iconName").isValid() && ++seen == number;
    });
}

/// What the page is for is on screen, and nothing stands in for it.
bool Measurement::isReady(const QString &name) const
{
    const QHash<QString, QString> marks{{QStringLiteral("home"), QStringLiteral("homeReady")}, {QStringLiteral("data"), QStringLiteral("fact-")},
        {QStringLiteral("choices"), QStringLiteral("cell-")}, {QStringLiteral("organisations"), QStringLiteral("holder-")},
        {QStringLiteral("requests"), QStringLiteral("rightsReady")}, {QStringLiteral("history"), QStringLiteral("history-")},
        {QStringLiteral("settings"), QStringLiteral("languageChoice")}};
    const QString mark = marks.value(name);
    const auto waits = [](const QQuickItem &item) {
        return QByteArray(item.metaObject()->className()).startsWith("Skeleton_") && item.property("running").toBool();
    };
    return m_hands.find([&mark](const QQuickItem &item) { return item.objectName().startsWith(mark); }) && !m_hands.find(waits);
}

bool Measurement::page(int number, const QString &name)
{
    QQuickItem *item = railItem(number);
    if (!item) {
        m_missed.append(QStringLiteral("the page ") + name);
        return false;
    }
    m_watchdog.setCounting(false);
    m_hands.pointAt(*item);
    QJsonObject pages = m_out.value(QStringLiteral("pages")).toObject();
    const double ms = untilShown(QStringLiteral("the page ") + name, [&] { m_hands.press(*item); }, [&] { return isReady(name); });
    add(pages, name, ms);
    m_out.insert(QStringLiteral("pages"), pages);
    idle();
    m_watchdog.setCounting(true);
    return ms >= 0;
}

void Measurement::pages()
{
    const QStringList names{QStringLiteral("data"), QStringLiteral("choices"), QStringLiteral("organisations"), QStringLiteral("requests"),
        QStringLiteral("history"), QStringLiteral("settings"), QStringLiteral("home")};
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < names.size(); ++i)
            page(i + 1 < names.size() ? i + 2 : 1, names[i]);
    }
}

void Measurement::history()
{
    if (!page(6, QStringLiteral("history")))
        return;
    scroll();
    search();
}

/// Turns the wheel over the list, and back where it ends.
void Measurement::scroll()
{
    QQuickItem *list = m_hands.find(QStringLiteral("historyList"));
    m_hands.pointAt(*list);
    m_watchdog.takeFrames();
    QEventLoop loop;
    QTimer wheel;
    int drawn = 0;
    int unmoved = 0;
    int direction = -1;
    qreal before = -1;
    QObject::connect(m_desktop.window(), &QQuickWindow::frameSwapped, &loop, [&] { ++drawn; });
    QObject::connect(&wheel, &QTimer::timeout, &loop, [&] {
        const qreal at = list->property("contentY").toReal();
        unmoved = at == before ? unmoved + 1 : 0;
        before = at;
        if (unmoved > 0 && unmoved % 10 == 0)
            direction = -direction;
        if (drawn >= kFrames || unmoved > 30) // a list that is all on screen does not scroll
            return loop.quit();
        m_hands.wheel(*list, direction);
    });
    wheel.start(kNotchMs);
    loop.exec();
    std::vector<double> render;
    std::vector<double> busy;
    for (const Watchdog::Frame &frame : m_watchdog.takeFrames()) {
        render.push_back(frame.render);
        busy.push_back(frame.busy);
    }
    QJsonObject frames{{QStringLiteral("count"), int(busy.size())}, {QStringLiteral("rows"), list->property("count").toInt()},
        {QStringLiteral("render_ms"), summaryOf(render)}, {QStringLiteral("busy_ms"), summaryOf(busy)}};
    m_out.insert(QStringLiteral("scrolling"), frames);
}

void Measurement::search()
{
    m_hands.key(Qt::Key_F, Qt::ControlModifier);
    for (const QChar letter : QStringLiteral("email")) {
        m_hands.type(letter);
        idle();
    }
    m_hands.key(Qt::Key_A, Qt::ControlModifier);
    m_hands.key(Qt::Key_Delete);
    idle();
}

/// As if a sync had brought something: every model reads again.
void Measurement::news()
{
    for (const auto &[number, name] : {std::pair{6, QStringLiteral("history")}, {3, QStringLiteral("choices")}, {1, QStringLiteral("home")}}) {
        page(number, name);
        Q_EMIT m_desktop.session().storeChanged();
        idle();
    }
}

void Measurement::report()
{
    m_out.insert(QStringLiteral("calls_over_16ms"), m_watchdog.callsOver());
    m_out.insert(QStringLiteral("worst_calls"), listOf(m_watchdog.worstCalls(kWorst)));
    m_out.insert(QStringLiteral("events_over_16ms"), m_watchdog.eventsOver());
    m_out.insert(QStringLiteral("worst_events"), listOf(m_watchdog.worstEvents(kWorst)));
}

} // namespace assent::ui
