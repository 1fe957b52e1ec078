// The watchdog tells which of the models' functions a long event was spent in.
#include "desktop/watchdog.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTest>

namespace assent::ui {

/// Works for so long, as a model must not.
__attribute__((noinline)) void work(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(ms)) {
    }
}

class SlowModel : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE __attribute__((noinline)) void sortEverything() { work(300); }
    Q_INVOKABLE __attribute__((noinline)) void answer() { ++answers; }
    int answers = 0;
};

class SlowPicture : public QObject
{
    Q_OBJECT

public:
    Q_INVOKABLE __attribute__((noinline)) void draw() { work(300); }
};

} // namespace assent::ui

using namespace assent::ui;

class WatchdogTest : public QObject
{
    Q_OBJECT

    static constexpr double kLimitMs = 100;
    Watchdog m_watchdog{kLimitMs};

    void call(QObject &object, const char *function)
    {
        auto &application = *static_cast<WatchedApplication *>(QCoreApplication::instance());
        application.setWatchdog(&m_watchdog);
        QMetaObject::invokeMethod(&object, function, Qt::QueuedConnection);
        QCoreApplication::sendPostedEvents(&object);
        application.setWatchdog(nullptr);
    }
    int calls(const char *what) const
    {
        const auto all = m_watchdog.worstCalls(100);
        return int(std::count_if(all.begin(), all.end(), [what](const Watchdog::Stall &stall) { return stall.what == what && stall.ms > kLimitMs; }));
    }

private Q_SLOTS:
    void aSlowCallIsNamed()
    {
        SlowModel model;
        call(model, "sortEverything");
        QCOMPARE(calls("SlowModel::sortEverything"), 1);
        const Watchdog::Stall worst = m_watchdog.worstCalls(1).front();
        QVERIFY2(worst.ms >= 290, qPrintable(QString::number(worst.ms)));
        QVERIFY(m_watchdog.callsOver() >= 1);
    }

    void aQuickCallIsNot()
    {
        SlowModel model;
        call(model, "answer");
        QCOMPARE(model.answers, 1);
        QCOMPARE(calls("SlowModel::answer"), 0);
    }

    void whatIsNoModelIsAnEventOnly()
    {
        const int before = m_watchdog.callsOver();
        SlowPicture picture;
        call(picture, "draw");
        QCOMPARE(m_watchdog.callsOver(), before);
        const auto events = m_watchdog.worstEvents(100);
        QVERIFY(std::any_of(events.begin(), events.end(), [](const Watchdog::Stall &stall) {
            return stall.what == "MetaCall of assent::ui::SlowPicture" && stall.ms >= 300;
        }));
    }

    void theMakingOfAPageDoesNotCount()
    {
        const int before = m_watchdog.callsOver();
        m_watchdog.setCounting(false);
        SlowModel model;
        call(model, "sortEverything");
        m_watchdog.setCounting(true);
        QCOMPARE(m_watchdog.callsOver(), before);
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    WatchdogTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_watchdog.moc"
