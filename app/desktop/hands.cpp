#include "desktop/hands.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QThread>
#include <QWheelEvent>


// Exported by Qt Gui for its own test library: offers a key to the shortcuts, as
// the platform does before an item gets it. True when one took it.
Q_GUI_EXPORT bool qt_sendShortcutOverrideEvent(QObject *receiver, ulong timestamp, int key, Qt::KeyboardModifiers modifiers,
    const QString &text = QString(), bool repeats = false, ushort count = 1);

namespace assent::ui {
namespace {

void walk(QQuickItem *item, const std::function<bool(QQuickItem &)> &visit, bool &go)
{
    if (!item->isVisible())
        return;
    go = go && visit(*item);
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children) {
        if (go)
            walk(child, visit, go);
    }
}

QString textOf(const QQuickItem &item) { return item.property("text").toString(); }

} // namespace

QQuickItem *Hands::find(const std::function<bool(const QQuickItem &)> &wanted) const
{
    QQuickItem *found = nullptr;
    bool go = true;
    walk(m_window.contentItem(), [&](QQuickItem &item) {
        if (wanted(item))
            found = &item;
        return found == nullptr;
    }, go);
    return found;
}

QQuickItem *Hands::find(const QString &objectName) const
{
    return find([&objectName](const QQuickItem &item) { return item.objectName() == objectName; });
}

QQuickItem *Hands::findText(const QString &text) const
{
    return find([&text](const QQuickItem &item) { return textOf(item) == text; });
}

QStringList Hands::texts() const
{
    QStringList all;
    bool go = true;
    walk(m_window.contentItem(), [&all](QQuickItem &item) {
        if (const QString text = textOf(item); !text.isEmpty())
            all.append(text);
        return true;
    }, go);
    return all;
}

void Hands::reach(QQuickItem &item) const
{
    for (QQuickItem *at = item.parentItem(); at; at = at->parentItem()) {
        if (!at->inherits("QQuickFlickable"))
            continue;
        auto *content = at->property("contentItem").value<QQuickItem *>();
        const qreal top = item.mapToItem(content, QPointF()).y();
        const qreal y = at->property("contentY").toReal();
        if (top < y || top + item.height() > y + at->height()) {
            const qreal lowest = qMax(0.0, at->property("contentHeight").toReal() - at->height());
            at->setProperty("contentY", qBound(0.0, top - at->height() / 3, lowest));
            settle();
        }
    }
}

void Hands::hover() { mouse(QEvent::MouseMove, m_at, Qt::NoButton, Qt::NoButton); }

void Hands::mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons)
{
    m_at = at;
    QMouseEvent event(type, at, at, QPointF(m_window.position()) + at, button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(&m_window, &event);
}

void Hands::pointAt(QQuickItem &item)
{
    settle(); // nobody presses what has not found its place yet
    reach(item);
    mouse(QEvent::MouseMove, item.mapToScene(QPointF(item.width() / 2, item.height() / 2)), Qt::NoButton, Qt::NoButton);
    QCoreApplication::processEvents();
}

bool Hands::click(QQuickItem *item)
{
    if (!item)
        return false;
    pointAt(*item);
    press(*item);
    return true;
}

void Hands::press(QQuickItem &item)
{
    const QPointF at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2));
    mouse(QEvent::MouseButtonPress, at, Qt::LeftButton, Qt::LeftButton);
    mouse(QEvent::MouseButtonRelease, at, Qt::LeftButton, Qt::NoButton);
    ++m_clicks;
}

void Hands::wheel(QQuickItem &item, int notches)
{
    constexpr int kNotch = 120; // eighths of a degree, as the platform tells it
    const QPointF at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2));
    QWheelEvent event(at, QPointF(m_window.position()) + at, QPoint(), QPoint(0, notches * kNotch), Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    event.setTimestamp(quint64(QDateTime::currentMSecsSinceEpoch())); // what scrolls asks how quickly notches follow
    QCoreApplication::sendEvent(&m_window, &event);
}

void Hands::key(int key, Qt::KeyboardModifiers modifiers)
{
    if (qt_sendShortcutOverrideEvent(&m_window, 0, key, modifiers))
        return;
    QKeyEvent press(QEvent::KeyPress, key, modifiers);
    QCoreApplication::sendEvent(&m_window, &press);
    QKeyEvent release(QEvent::KeyRelease, key, modifiers);
    QCoreApplication::sendEvent(&m_window, &release);
}

void Hands::type(const QString &text)
{
    for (const QChar letter : text) {
        QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
        QCoreApplication::sendEvent(&m_window, &press);
        QKeyEvent release(QEvent::KeyRelease, 0, Qt::NoModifier, QString(letter));
        QCoreApplication::sendEvent(&m_window, &release);
    }
}

bool Hands::until(const std::function<bool()> &holds, int limitMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!holds()) {
        if (timer.hasExpired(limitMs))
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QThread::msleep(1);
    }
    return true;
}

void Hands::settle() const
{
    // Two rounds: layouts polish on the first and bindings follow on the second.
    for (int i = 0; i < 6; ++i) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
        QThread::msleep(4);
    }
}

} // namespace assent::ui
