#include "session/idlelock.h"

#include <QCoreApplication>
#include <QEvent>

namespace assent::ui {

IdleLock::IdleLock(const Clock &clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_lastUse(clock.now())
{
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &IdleLock::tick);
}

void IdleLock::setMinutes(int minutes)
{
    m_minutes = minutes;
    touch();
}

void IdleLock::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    touch();
    if (active) {
        QCoreApplication::instance()->installEventFilter(this);
        m_timer.start();
    } else {
        QCoreApplication::instance()->removeEventFilter(this);
        m_timer.stop();
    }
}

void IdleLock::touch()
{
    m_lastUse = m_clock.now();
    setSecondsLeft(0);
}

void IdleLock::tick()
{
    if (m_minutes == 0)
        return;
    // A clock that was turned back must not keep the store open for longer.
    m_lastUse = std::min(m_lastUse, m_clock.now());
    const auto idle = std::chrono::duration_cast<std::chrono::seconds>(m_clock.now() - m_lastUse);
    const int left = int((std::chrono::minutes(m_minutes) - idle).count());
    if (left > 0)
        return setSecondsLeft(left <= kWarningSeconds ? left : 0);
    setSecondsLeft(0);
    Q_EMIT expired();
}

void IdleLock::setSecondsLeft(int seconds)
{
    if (m_secondsLeft == seconds)
        return;
    m_secondsLeft = seconds;
    Q_EMIT secondsLeftChanged();
}

bool IdleLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        touch();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace assent::ui
