#include "kit/secretaccess.h"

#include "kit/sentences.h"

#include <QAccessible>
#include <QAccessibleObject>
#include <QQuickItem>
#include <QQuickWindow>

namespace assent::ui {

namespace {

class SecretInterface : public QAccessibleObject
{
public:
    explicit SecretInterface(QQuickItem *item)
        : QAccessibleObject(item)
    {
    }

    QAccessible::Role role() const override { return QAccessible::EditableText; }
    QWindow *window() const override { return item()->window(); }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessibleInterface *child(int) const override { return nullptr; }

    QAccessibleInterface *parent() const override
    {
        for (QQuickItem *above = item()->parentItem(); above; above = above->parentItem()) {
            if (auto *face = QAccessible::queryAccessibleInterface(above))
                return face;
        }
        return QAccessible::queryAccessibleInterface(item()->window());
    }

    QRect rect() const override
    {
        const QRectF scene = item()->mapRectToScene(QRectF(0, 0, item()->width(), item()->height()));
        const QPoint origin = item()->window() ? item()->window()->mapToGlobal(QPoint()) : QPoint();
        return scene.toRect().translated(origin);
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Name)
            return item()->property("label").toString();
        if (kind == QAccessible::Description)
            return joinedSentences(item()->property("hint").toString(), item()->property("error").toString());
        return {};
    }

    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.editable = true;
        state.passwordEdit = true;
        state.focused = item()->hasActiveFocus();
        state.disabled = !item()->isEnabled();
        state.invisible = !item()->isVisible();
        return state;
    }

private:
    QQuickItem *item() const { return static_cast<QQuickItem *>(object()); }
};

QAccessibleInterface *makeSecretInterface(const QString &className, QObject *object)
{
    if (!className.startsWith(QLatin1String("PasswordField_QML")))
        return nullptr;
    auto *item = qobject_cast<QQuickItem *>(object);
    return item ? new SecretInterface(item) : nullptr;
}

} // namespace

void hideSecretsFromAccessibility()
{
    QAccessible::installFactory(makeSecretInterface);
}

} // namespace assent::ui
