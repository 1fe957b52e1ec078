#pragma once

#include <QObject>

#include <memory>

class QThread;

namespace assent::ui {

/// Hears from the desktop that nobody may be sitting here any more:
///
///   session bus  the lock screen came up (ActiveChanged of the desktops' screen savers)
///   system bus   logind: this session was asked to lock, was locked, or another
///                user's is in front; the machine is about to sleep
///
/// All of it on a thread of its own, since reaching a bus may block. A bus or a
/// service that is absent is no fault: then nothing is heard from it.
class DesktopLockWatch final : public QObject
{
    Q_OBJECT

public:
    explicit DesktopLockWatch(QObject *parent = nullptr);
    ~DesktopLockWatch() override;

    /// Asks logind to put off a sleep until this is taken back (it waits for some
    /// seconds at most), so that no key gets into the image of the memory.
    void delaySleep(bool delay);

Q_SIGNALS:
    void lockRequested();
    /// Once: everything that is there is listened to.
    void listening();

private:
    class Listener;

    std::unique_ptr<QThread> m_thread;
    Listener *m_listener; ///< of that thread, which deletes it
};

} // namespace assent::ui
