// Without a bus, and with one that never answers, nothing is said, nothing
// waits, and the store opens.
#include "ui/complaints.h"
#include "ui/house.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QTest>

using namespace assent;
using namespace assent::ui;

class AbsentBusTest : public QObject
{
    Q_OBJECT

    Complaints m_complaints;
    QLocalServer &m_silent;

public:
    explicit AbsentBusTest(QLocalServer &silent) : m_silent(silent) {}

private Q_SLOTS:
    void theStoreOpensAndLocks()
    {
        House house;
        Desktop::Parts parts = house.parts();
        parts.listens = true;
        Desktop desktop(parts);
        QVERIFY(Hands::until([&] { return m_silent.hasPendingConnections(); })); // it is waited for an answer now
        desktop.session().unlockWith(SecretBytes(kPassphrase));
        QVERIFY(Hands::until([&] { return desktop.session().state() == Session::Unlocked; }, 30000));
        desktop.session().lock();
        QCOMPARE(desktop.session().state(), Session::Locked);
        // It hangs up, so that the watch's thread can end.
        m_silent.close();
        while (QLocalSocket *caller = m_silent.nextPendingConnection())
            caller->abort();
        QCOMPARE(m_complaints.take(), QStringList());
    }
};

int main(int argc, char **argv)
{
    QTemporaryDir place;
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + place.filePath(QStringLiteral("none")).toLocal8Bit());
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + place.filePath(QStringLiteral("silent")).toLocal8Bit());
    QGuiApplication application(argc, argv);
    QLocalServer silent;
    if (!silent.listen(place.filePath(QStringLiteral("silent"))))
        return 1;
    AbsentBusTest test(silent);
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lockwatch_absent.moc"
