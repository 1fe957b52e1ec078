#include "kit/kit.h"

#include <QAccessible>
#include <QQmlEngine>
#include <QQuickItem>
#include <QtQuickTest>

// Collects what the QML engine and the items complain about, so that a test
// can assert that it was nothing.
class Warnings : public QObject
{
    Q_OBJECT

public:
    explicit Warnings(QObject *parent)
        : QObject(parent)
    {
        s_next = qInstallMessageHandler(&Warnings::take);
    }
    ~Warnings() override { qInstallMessageHandler(s_next); }

    Q_INVOKABLE QStringList seen() const { return s_seen; }
    Q_INVOKABLE void clear() { s_seen.clear(); }

private:
    static void take(QtMsgType type, const QMessageLogContext &context, const QString &text)
    {
        if (type != QtDebugMsg && type != QtInfoMsg)
            s_seen.append(text);
        s_next(type, context, text);
    }

    inline static QtMessageHandler s_next = nullptr;
    inline static QStringList s_seen;
};

// What assistive tools are told, which is not always what QML asked for.
class Told : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    Q_INVOKABLE int role(QQuickItem *item) const
    {
        const auto *face = QAccessible::queryAccessibleInterface(item);
        return face ? int(face->role()) : int(QAccessible::NoRole);
    }
    Q_INVOKABLE QString name(QQuickItem *item) const
    {
        const auto *face = QAccessible::queryAccessibleInterface(item);
        return face ? face->text(QAccessible::Name) : QString();
    }
    // All that can be asked of the item: value, description and text.
    Q_INVOKABLE QString everything(QQuickItem *item) const
    {
        auto *face = QAccessible::queryAccessibleInterface(item);
        if (!face)
            return {};
        auto *text = face->textInterface();
        return face->text(QAccessible::Value) + face->text(QAccessible::Description) + face->text(QAccessible::Help)
            + (text ? text->text(0, text->characterCount()) : QString());
    }
    Q_INVOKABLE bool checked(QQuickItem *item) const
    {
        const auto *face = QAccessible::queryAccessibleInterface(item);
        return face && face->state().checked;
    }
};

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        assent::ui::initialiseKit(*engine);
        qmlRegisterSingletonInstance("Assent.Kit.Tests", 1, 0, "Warnings", new Warnings(engine));
        qmlRegisterSingletonInstance("Assent.Kit.Tests", 1, 0, "Told", new Told(engine));
    }
};

QUICK_TEST_MAIN_WITH_SETUP(kit, Setup)

#include "tst_kit.moc"
