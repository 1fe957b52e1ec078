#include "kit/kit.h"

#include <QQmlEngine>
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

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        assent::ui::initialiseKit(*engine);
        qmlRegisterSingletonInstance("Assent.Kit.Tests", 1, 0, "Warnings", new Warnings(engine));
    }
};

QUICK_TEST_MAIN_WITH_SETUP(kit, Setup)

#include "tst_kit.moc"
