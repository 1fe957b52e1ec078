#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace assent::ui {

/// Watches for use of the program and says when it has been idle too long,
/// with a warning before. Any key, press or move of the pointer counts.
class IdleLock final : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    /// Seconds until the lock while the warning stands; 0 otherwise.
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY secondsLeftChanged FINAL)

public:
    static constexpr int kWarningSeconds = 20;

    explicit IdleLock(const Clock &clock, QObject *parent = nullptr);

    /// 0 turns it off.
    void setMinutes(int minutes);
    /// Watches only while there is something to lock.
    void setActive(bool active);
    int secondsLeft() const { return m_secondsLeft; }
    /// Looks at the clock: once a second while active; tests call it.
    void tick();
    /// Somebody is there.
    Q_INVOKABLE void touch();

Q_SIGNALS:
    void secondsLeftChanged();
    void expired();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setSecondsLeft(int seconds);

    const Clock &m_clock;
    QTimer m_timer;
    Timestamp m_lastUse;
    int m_minutes = 4;
    int m_secondsLeft = 0;
};

} // namespace assent::ui
