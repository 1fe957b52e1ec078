#pragma once

#include <QPointF>
#include <QQuickItem>
#include <QQuickWindow>

#include <functional>

namespace assent::ui {

/// Uses a window as a person does: looks for things, moves the pointer, presses
/// buttons and keys, and waits for what follows. For the tour and for tests.
class Hands
{
public:
    explicit Hands(QQuickWindow &window) : m_window(window) {}

    /// The first visible item with this object name; null when there is none.
    QQuickItem *find(const QString &objectName) const;
    QQuickItem *find(const std::function<bool(const QQuickItem &)> &wanted) const;
    /// Visible items that show or are named with this text.
    QQuickItem *findText(const QString &text) const;
    /// Every visible text, in tree order.
    QStringList texts() const;

    /// Scrolls so that the item can be pressed, as a wheel would.
    void reach(QQuickItem &item) const;
    void pointAt(QQuickItem &item);
    /// One press of the main button in the item's middle; false when there is
    /// no such item. Counted.
    bool click(QQuickItem *item);
    bool click(const QString &objectName) { return click(find(objectName)); }
    /// Presses where the pointer already is. Counted.
    void press(QQuickItem &item);
    /// One notch of the wheel over the item's middle; -1 is towards the end.
    void wheel(QQuickItem &item, int notches);
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    int clicks() const { return m_clicks; }
    void resetCount() { m_clicks = 0; }

    /// Lets the program work until this holds; false when it did not in time.
    static bool until(const std::function<bool()> &holds, int limitMs = 10000);
    /// Lets what is under way reach the screen.
    void settle() const;
    /// Moves the pointer to where it is, so that what came to lie under it knows.
    void hover();

private:
    void mouse(QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons);

    QQuickWindow &m_window;
    QPointF m_at; ///< of the pointer, in the window
    int m_clicks = 0;
};

} // namespace assent::ui
