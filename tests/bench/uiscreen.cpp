#include "bench/uiscreen.h"

#include "bench/measure.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <algorithm>
#include <cstdlib>
#include <unistd.h>
#include <xcb/xcb.h>

namespace assent::bench {
namespace {

constexpr int kPatienceMs = 60000;
constexpr int kSmallest = 200; ///< of a program's window; others are helpers of its toolkit

template<typename Reply>
using Owned = std::unique_ptr<Reply, decltype(&std::free)>;

template<typename Reply>
Owned<Reply> owned(Reply *reply)
{
    return {reply, &std::free};
}

double residentMb(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/statm").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

/// What it comes to: unchanged for a second.
double settledMb(qint64 process)
{
    QElapsedTimer whole;
    QElapsedTimer unchanged;
    whole.start();
    unchanged.start();
    double last = 0;
    while (!unchanged.hasExpired(1000)) {
        const double now = residentMb(process);
        if (now != last)
            unchanged.restart();
        last = now;
        if (whole.hasExpired(kPatienceMs))
            giveUp("a program's memory does not settle");
        QThread::msleep(20);
    }
    return last;
}

} // namespace

Screen::Screen() : m_connection(nullptr, xcb_disconnect)
{
    int ends[2];
    if (::pipe(ends) != 0)
        giveUp("no pipe");
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(QStringLiteral("Xvfb"), {QStringLiteral("-displayfd"), QString::number(ends[1]), QStringLiteral("-screen"),
        QStringLiteral("0"), QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    const bool started = m_server.waitForStarted();
    ::close(ends[1]);
    if (!started)
        giveUp("Xvfb does not start: it comes with the Debian package xvfb");
    QFile number;
    if (!number.open(ends[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        giveUp("no pipe");
    m_display = QLatin1Char(':') + QString::fromLatin1(number.readLine().trimmed());
    m_connection.reset(xcb_connect(m_display.toLatin1().constData(), nullptr));
    if (xcb_connection_has_error(m_connection.get()))
        giveUp("cannot look at the display of Xvfb");
    m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection.get())).data->root;
}

Screen::~Screen()
{
    m_connection.reset();
    m_server.terminate();
    m_server.waitForFinished();
}

QProcessEnvironment Screen::environment(const QString &home) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), m_display);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
    environment.insert(QStringLiteral("HOME"), home);
    for (const char *place : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(place), home);
    return environment;
}

Screen::Start Screen::watch(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment) const
{
    QElapsedTimer timer;
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    timer.start();
    process.start(program, arguments);
    if (!process.waitForStarted())
        giveUp("cannot start " + program.toStdString());
    while (!isPainted()) {
        if (timer.hasExpired(kPatienceMs) || process.waitForFinished(0))
            giveUp("no window of " + program.toStdString() + " came up");
        QThread::msleep(1);
    }
    Start start{double(timer.nsecsElapsed()) / 1e6, settledMb(process.processId())};
    process.kill();
    process.waitForFinished();
    while (isPainted()) // until the server has let go of it
        QThread::msleep(1);
    return start;
}

bool Screen::isPainted() const
{
    xcb_connection_t *connection = m_connection.get();
    const auto tree = owned(xcb_query_tree_reply(connection, xcb_query_tree(connection, m_root), nullptr));
    if (!tree)
        return false;
    const xcb_window_t *windows = xcb_query_tree_children(tree.get());
    return std::any_of(windows, windows + xcb_query_tree_children_length(tree.get()), [this](xcb_window_t window) { return isPainted(window); });
}

/// It is mapped, and a column of its pixels has more than one colour.
bool Screen::isPainted(unsigned window) const
{
    xcb_connection_t *connection = m_connection.get();
    const auto attributes = owned(xcb_get_window_attributes_reply(connection, xcb_get_window_attributes(connection, window), nullptr));
    const auto geometry = owned(xcb_get_geometry_reply(connection, xcb_get_geometry(connection, window), nullptr));
    if (!attributes || !geometry || attributes->map_state != XCB_MAP_STATE_VIEWABLE || geometry->width < kSmallest || geometry->height < kSmallest)
        return false;
    const auto x = static_cast<std::int16_t>(geometry->width / 2);
    const auto image = owned(xcb_get_image_reply(connection,
        xcb_get_image(connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window, x, 0, 8, geometry->height, ~0U), nullptr));
    if (!image)
        return false; // partly off the screen, or gone again
    const auto *pixels = reinterpret_cast<const std::uint32_t *>(xcb_get_image_data(image.get()));
    const int count = xcb_get_image_data_length(image.get()) / 4;
    return std::any_of(pixels, pixels + count, [pixels](std::uint32_t pixel) { return pixel != *pixels; });
}

} // namespace assent::bench
