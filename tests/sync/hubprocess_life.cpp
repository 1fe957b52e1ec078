// Starting, stopping and killing the real hub, and its commands.
#include "crypto/signature.h"
#include "sync/hubclient.h"

#include <QTcpServer>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

class HubLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainHttpBeyondLoopbackIsRefusedAtTheStart()
    {
        HubProgram hub;
        for (const char *address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:8080"}) {
            const HubEnded ended = hub.run({QStringLiteral("--listen"), QString::fromUtf8(address)});
            QCOMPARE(ended.exit, 2);
            QVERIFY2(ended.err.contains("--tls-cert") && ended.err.contains("--tls-key"), ended.err.constData());
        }
        QVERIFY(!QFile::exists(hub.store())); // nothing was made by a wrong call
    }

    void aWrongCallIsTold_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no address") << QStringList();
        QTest::newRow("a name for an address") << QStringList{QStringLiteral("--listen"), QStringLiteral("hub.example:80")};
        QTest::newRow("no port") << QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1")};
        QTest::newRow("a large port") << QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:70000")};
        QTest::newRow("bare IPv6") << QStringList{QStringLiteral("--listen"), QStringLiteral("::1:80")};
        QTest::newRow("unknown option") << QStringList{QStringLiteral("--port"), QStringLiteral("80")};
        QTest::newRow("a key alone") << QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--tls-key"), QStringLiteral("x")};
        QTest::newRow("no time") << QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--idle-timeout"), QStringLiteral("0")};
        QTest::newRow("no subject") << QStringList{QStringLiteral("code"), QStringLiteral("--subject"), QStringLiteral("anna")};
    }
    void aWrongCallIsTold()
    {
        QFETCH(QStringList, arguments);
        HubProgram hub;
        QCOMPARE(hub.run(arguments).exit, 2);
    }

    void aTakenPortIsANetworkFailure()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        HubProgram hub;
        QCOMPARE(hub.run({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:%1").arg(other.serverPort())}).exit, 5);
    }

    void aWrongPassphraseIsLocked()
    {
        HubProgram hub;
        hub.start();
        QCOMPARE(hub.stop(), 0);
        QCOMPARE(hub.run({QStringLiteral("code")}, "wrong").exit, 3);
        QCOMPARE(hub.run({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}, "wrong").exit, 3);
        QCOMPARE(hub.run({QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")}, "").exit, 2);
    }

    void commandsDoNotMakeAStore()
    {
        HubProgram hub;
        QCOMPARE(hub.run({QStringLiteral("code")}).exit, 1);
        QCOMPARE(hub.run({QStringLiteral("devices"), QStringLiteral("list")}).exit, 1);
        QVERIFY(!QFile::exists(hub.store()));
    }

    void aCodeIsMadeBesideARunningHubAndIsTheOnlyOutput()
    {
        HubProgram hub;
        hub.start();
        const HubEnded plain = hub.run({QStringLiteral("code")});
        QCOMPARE(plain.exit, 0);
        QCOMPARE(plain.out.size(), 24);
        const HubEnded asJson = hub.run({QStringLiteral("code"), QStringLiteral("--json"), QStringLiteral("--minutes"), QStringLiteral("1")});
        const auto value = json::parse(asJson.out.toStdString());
        EXPECT_OK(value);
        QVERIFY(value->find("code") && value->find("expires_at"));
    }

    void aDeviceThatIsRevokedBesideARunningHubMayOnlyClose()
    {
        HubProgram hub;
        hub.start();
        HubClient client(hub);
        const Somebody who;
        const HubEnded listed = hub.run({QStringLiteral("devices"), QStringLiteral("list"), QStringLiteral("--json")});
        QVERIFY(listed.out.contains(client.phone.id.toString().c_str()));
        const QString id = QString::fromStdString(client.phone.id.toString());
        QCOMPARE(hub.run({QStringLiteral("devices"), QStringLiteral("revoke"), QStringLiteral("--device"), id}).exit, 0);
        QCOMPARE(client.push(client.phone.event(who, Act::Grant), 1), std::string("rejected: device_revoked"));
        QCOMPARE(client.push(client.phone.event(who, Act::Withdraw), 1), std::string("accepted (flagged)"));
        const QString unknown = QStringLiteral("00000000-0000-7000-8000-000000000000");
        QCOMPARE(hub.run({QStringLiteral("devices"), QStringLiteral("revoke"), QStringLiteral("--device"), unknown}).exit, 1);
    }

    void whatWasAcknowledgedSurvivesAKill()
    {
        HubProgram hub;
        hub.start();
        HubClient client(hub);
        const Somebody who;
        for (int round = 0; round < 5; ++round) {
            const ItemBody item = client.phone.event(who, Act::Withdraw);
            QCOMPARE(client.push(item, round + 1), std::string("accepted"));
            hub.kill();
            hub.start();
            client.moveTo(hub);
            QCOMPARE(client.push(item, round + 1), std::string("duplicate"));
        }
        QCOMPARE(client.pulled(), 5U);
        QCOMPARE(hub.stop(), 0);
    }

    void aRunningRequestIsFinishedWhenTheHubStops()
    {
        HubProgram hub;
        hub.start();
        RawClient idle(hub.port());
        idle.write("GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n");
        idle.readUntil("ok\"}");
        RawClient client(hub.port());
        client.write("POST /v1/devices HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        QVERIFY(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 100")); // the hub waits for the body
        hub.process().terminate();
        idle.readToEnd();
        QVERIFY(!idle.isOpen());
        client.write("{}");
        const QByteArray answer = client.readToEnd();
        QVERIFY2(answer.startsWith("HTTP/1.1 422"), answer.constData());
        QVERIFY(answer.contains("Connection: close"));
        QVERIFY(hub.process().waitForFinished(5000));
        QCOMPARE(hub.process().exitCode(), 0);
    }

    void aRequestThatNeverEndsDoesNotKeepTheHub()
    {
        HubProgram hub;
        hub.start({QStringLiteral("--stop-timeout"), QStringLiteral("1")});
        RawClient client(hub.port());
        client.write("POST /v1/devices HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        client.readUntil("\r\n\r\n");
        QCOMPARE(hub.stop(8000), 0);
    }

    void aStoppedHubLeavesAnEmptyLog()
    {
        HubProgram hub;
        hub.start();
        HubClient client(hub);
        client.push(client.phone.event(Somebody(), Act::Withdraw), 1);
        QCOMPARE(hub.stop(), 0);
        QCOMPARE(QFileInfo(hub.store() + QStringLiteral("/store.db-wal")).size(), 0);
    }
};

ASSENT_TEST_CLASS(HubLifeTest);
#include "hubprocess_life.moc"
