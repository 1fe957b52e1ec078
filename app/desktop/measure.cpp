#include "desktop/measure.h"

#include "desktop/hands.h"

#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace assent::ui {
namespace {

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

void printAndQuit(double firstFrame, double home)
{
    if (home < 0)
        std::printf("{\"first_frame_ms\":%.0f,\"rss_mb\":%.1f}\n", firstFrame, residentMb());
    else
        std::printf("{\"first_frame_ms\":%.0f,\"home_ms\":%.0f,\"rss_mb\":%.1f}\n", firstFrame, home, residentMb());
    std::fflush(stdout);
    QTimer::singleShot(0, qApp, &QCoreApplication::quit);
}

} // namespace

void measureAndQuit(Desktop &desktop, bool unlocks)
{
    // Frames may be swapped on the render thread: queued to this one.
    auto first = std::make_shared<double>(-1); // shared between the frames' handlers
    QQuickWindow *window = desktop.window();
    // Home never comes where the passphrase is wrong or the store tells no person.
    Session &session = desktop.session();
    const auto failing = QObject::connect(&session, &Session::stateChanged, &desktop, [&session, unlocks] {
        const Session::State state = session.state();
        if (!unlocks || state == Session::Unlocked || state == Session::Unlocking)
            return;
        std::fprintf(stderr, "assent: there is no Home to measure: the store did not open for a person\n");
        QCoreApplication::exit(1);
    });
    QObject::connect(window, &QQuickWindow::frameSwapped, &desktop, [first, unlocks, window, failing, &desktop] {
        if (*first < 0) {
            *first = sinceStart();
            if (!unlocks)
                printAndQuit(*first, -1);
        }
        if (!unlocks || desktop.session().state() != Session::Unlocked || !Hands(*window).find(QStringLiteral("homeReady")))
            return;
        QObject::disconnect(window, nullptr, &desktop, nullptr);
        QObject::disconnect(failing);
        printAndQuit(*first, sinceStart());
    }, Qt::QueuedConnection);
}

} // namespace assent::ui
