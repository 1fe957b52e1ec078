#pragma once

#include "desktop/desktop.h"
#include "desktop/hands.h"
#include "desktop/watchdog.h"

#include <QElapsedTimer>
#include <QJsonObject>

namespace assent::ui {

/// Uses the real window by real events and takes the time. Without a passphrase:
/// the start alone. With one: from the start to Home, then the palette, every page
/// twice, a scrolled and searched history, and news from elsewhere; nothing is
/// decided or changed. Prints one line of JSON on standard output.
class Measurement
{
public:
    Measurement(Desktop &desktop, WatchedApplication &application, bool unlocks);

    /// 1 when the store did not open for a person, or something did not appear.
    int run();

private:
    using Shown = std::function<bool()>;

    bool start();
    void activate();
    void palette();
    void type(const QString &word);
    void pages();
    bool page(int number, const QString &name);
    bool isReady(const QString &name) const;
    void history();
    void scroll();
    void search();
    void news();
    void idle();
    double untilShown(const QString &what, const std::function<void()> &act, const Shown &shown);
    QQuickItem *railItem(int number) const;
    void report();
    int finish();

    Desktop &m_desktop;
    WatchedApplication &m_application;
    Hands m_hands;
    Watchdog m_watchdog;
    const bool m_unlocks;
    QElapsedTimer m_sinceAct; ///< since the last press or key
    double m_drawnMs = 0;     ///< then the last frame was on screen; what hears of it may be busy before we do
    QJsonObject m_out;
    QStringList m_missed;
};

} // namespace assent::ui
