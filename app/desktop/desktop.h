#pragma once

#include "desktop/noticeplace.h"
#include "desktop/options.h"
#include "session/desktoplockwatch.h"
#include "session/idlelock.h"
#include "session/language.h"
#include "session/lockrequestwatch.h"
#include "session/preferences.h"
#include "session/syncagent.h"

#include <QQmlEngine>
#include <QQuickWindow>

namespace assent::ui {

/// The desktop program put together: who is wired to whom. What differs between
/// the program and its tests comes in by Parts.
class Desktop final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        const Clock &clock;
        std::filesystem::path store;
        Session::WhoIsIt whoIsIt;
        std::function<std::unique_ptr<Keyring>()> keyring;
        SyncAgent::Setup sync;
        QString preferencesFile; ///< empty: nothing is kept
        bool listens = false;    ///< to the desktop's lock screen and to logind
        QString noticePlace = ui::noticePlace(); ///< where the notice viewer's module lies; empty: none is used
    };

    explicit Desktop(Parts parts);
    ~Desktop() override;

    /// Opens the window. False when the interface cannot be loaded; the reasons
    /// are on standard error.
    bool show(QSize size);

    Session &session() { return m_session; }
    SyncAgent &agent() { return m_agent; }
    Preferences &preferences() { return m_preferences; }
    Language &language() { return m_language; }
    IdleLock &idleLock() { return m_idleLock; }
    DesktopLockWatch *desktopWatch() { return m_desktopWatch.get(); } ///< null: it does not listen
    QQmlEngine &engine() { return m_engine; }
    QQuickWindow *window() const { return m_window.get(); }

private:
    void wire();
    void wireLocks();

    QQmlEngine m_engine;
    Session m_session;
    SyncAgent m_agent;
    Preferences m_preferences;
    Language m_language;
    IdleLock m_idleLock;
    LockRequestWatch m_lockRequestWatch;
    std::unique_ptr<DesktopLockWatch> m_desktopWatch;
    std::unique_ptr<QQuickWindow> m_window; ///< last: it goes before what it shows
};

/// A window made from a QML file of this module; null with the reasons on
/// standard error.
std::unique_ptr<QQuickWindow> makeWindow(QQmlEngine &engine, const QString &file, const QVariantMap &properties);

} // namespace assent::ui
