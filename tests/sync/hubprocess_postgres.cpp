// Real hubs on a real PostgreSQL: starting, sharing, dying, and its going away.
#include "crypto/hash.h"
#include "sync/hubclient.h"
#include "sync/postgres/connection.h"
#include "sync/postgrescluster.h"

#include <QElapsedTimer>

#include <thread>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;
using postgres::Connection;

namespace {

constexpr qint64 kPatienceMillis = 60000;

std::string makeDatabase() { return PostgresCluster::instance().makeDatabase(); }

/// The number in a query's first cell.
std::int64_t askNumber(Connection &connection, const char *sql)
{
    const auto rows = connection.run(sql);
    if (!rows)
        qFatal("a query of the test failed: %s", rows.error().toString().c_str());
    return rows->number(0, 0);
}

/// Asks until the answer is this status, or for a minute.
int awaitStatus(HubClient &client, const std::string &method, const std::string &path, int status, std::string *retryAfter = nullptr)
{
    QElapsedTimer timer;
    timer.start();
    int last = 0;
    while (last != status && timer.elapsed() < kPatienceMillis) {
        const auto response = client.send(method, path);
        last = response ? response->status : -1;
        if (response && retryAfter && response->headers.contains("retry-after"))
            *retryAfter = response->headers.at("retry-after");
    }
    return last;
}

} // namespace

class HubPostgresProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoHubsStartAtOnceOnAnEmptyDatabase()
    {
        const std::string database = makeDatabase();
        HubProgram one(database), two(database);
        one.launch();
        two.launch();
        one.awaitListening();
        two.awaitListening();
        std::string capabilities[2];
        for (int i = 0; i < 2; ++i) {
            const auto response = (*QtHttpTransport::create((i == 0 ? one : two).url()))->send({"GET", "/v1/capabilities", {}, {}});
            EXPECT_OK(response);
            const auto read = capabilitiesFromJson(bodyOf(*response));
            EXPECT_OK(read);
            capabilities[i] = read->hubEpoch + read->logKey;
        }
        QCOMPARE(capabilities[0], capabilities[1]);
        QCOMPARE(one.stop(), 0);
        QCOMPARE(two.stop(), 0);
    }

    void whatComesThroughOneHubIsHandedOutByTheOther()
    {
        const std::string database = makeDatabase();
        HubProgram one(database), two(database);
        one.start();
        two.start();
        HubClient first(one);
        std::thread other([&] {
            HubClient second(two);
            for (int n = 1; n <= 20; ++n)
                second.push(second.phone.event(Somebody(), Act::Withdraw), n);
        });
        int accepted = 0;
        for (int n = 1; n <= 20; ++n)
            accepted += first.push(first.phone.event(Somebody(), Act::Withdraw), n) == "accepted" ? 1 : 0;
        other.join();
        QCOMPARE(accepted, 20);
        QCOMPARE(first.pulled(), 40U);
        first.moveTo(two);
        QCOMPARE(first.pulled(), 40U);
        const ConsentItem again = first.phone.event(Somebody(), Act::Withdraw);
        QCOMPARE(first.push(again, 21), std::string("accepted"));
        first.moveTo(one);
        QCOMPARE(first.push(again, 21), std::string("duplicate"));
    }

    void whatWasAcknowledgedSurvivesAKill()
    {
        HubProgram hub(makeDatabase());
        hub.start();
        HubClient client(hub);
        for (int round = 1; round <= 4; ++round) {
            const ItemBody item = client.phone.event(Somebody(), Act::Withdraw);
            QCOMPARE(client.push(item, round), std::string("accepted"));
            hub.kill();
            hub.start();
            client.moveTo(hub);
            QCOMPARE(client.push(item, round), std::string("duplicate"));
        }
        QCOMPARE(client.pulled(), 4U);
    }

    // The push waits for a lock in the middle of its transaction when the hub is
    // killed: nothing of it stays, and it is taken whole when it comes again.
    void aKillInMidPushLeavesNothingHalfDone()
    {
        const std::string database = makeDatabase();
        HubProgram hub(database);
        hub.start();
        HubClient client(hub);
        const Somebody who;
        Push push(client.phone);
        for (int n = 1; n <= 100; ++n)
            push.add(client.phone.event(who, Act::Withdraw), n);
        const auto holder = Connection::open(database), watcher = Connection::open(database);
        EXPECT_OK(holder);
        EXPECT_OK(watcher);
        EXPECT_OK((*holder)->begin());
        EXPECT_OK((*holder)->runAll("LOCK TABLE leaf_waiting IN SHARE MODE"));
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), hub.port());
        QVERIFY(socket.waitForConnected());
        const QByteArray body = QByteArray::fromStdString(push.text());
        socket.write("POST /v1/sync/push HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nAuthorization: Bearer "
            + QByteArray::fromStdString(client.phone.token) + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten()) { }
        QElapsedTimer timer;
        timer.start();
        const char *waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            " AND query LIKE '%feed_end%'";
        while (askNumber(**watcher, waits) == 0 && timer.elapsed() < kPatienceMillis) { }
        QVERIFY(askNumber(**watcher, waits) > 0);
        hub.kill();
        (*holder)->rollBack();
        while (askNumber(**watcher, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'assent-hub'"
                   " AND state <> 'idle' AND pid <> pg_backend_pid()") > 0 && timer.elapsed() < kPatienceMillis) { }
        QCOMPARE(askNumber(**watcher, "SELECT (SELECT count(*) FROM item) + (SELECT count(*) FROM item_id) + (SELECT count(*) FROM sequence)"
            " + (SELECT sum(last) FROM feed_end)::int8"), 0);
        hub.start();
        client.moveTo(hub);
        const auto response = client.send("POST", "/v1/sync/push", push.text());
        EXPECT_OK(response);
        const auto results = pushResponseFromJson(bodyOf(*response));
        EXPECT_OK(results);
        for (const PushResult &result : results->results)
            QCOMPARE(words(result), std::string("accepted"));
        QCOMPARE(client.pulled(), 100U);
    }

    void eventsAreNumberedAndSealedWithinSeconds()
    {
        const std::string database = makeDatabase();
        HubProgram hub(database);
        hub.start();
        HubClient client(hub);
        QCOMPARE(client.push(client.phone.event(Somebody(), Act::Withdraw), 1), std::string("accepted"));
        const auto watcher = Connection::open(database);
        EXPECT_OK(watcher);
        QElapsedTimer timer;
        timer.start();
        while (askNumber(**watcher, "SELECT coalesce(max(size), 0) FROM ledger_checkpoint") < 2 && timer.elapsed() < kPatienceMillis) { }
        QCOMPARE(askNumber(**watcher, "SELECT max(size) FROM ledger_checkpoint"), 2);
    }

    void aDatabaseThatGoesAwayIsWaitedFor()
    {
        HubProgram hub(makeDatabase());
        hub.start();
        HubClient client(hub);
        const ItemBody item = client.phone.event(Somebody(), Act::Withdraw);
        QCOMPARE(client.push(item, 1), std::string("accepted"));
        PostgresCluster::instance().stop();
        std::string retryAfter;
        QCOMPARE(awaitStatus(client, "GET", "/healthz", 503, &retryAfter), 503);
        QVERIFY(!retryAfter.empty());
        QCOMPARE(client.push(item, 1), std::string("503"));
        PostgresCluster::instance().start();
        QCOMPARE(awaitStatus(client, "GET", "/healthz", 200), 200);
        // Every connection of the hub comes back by itself.
        QElapsedTimer timer;
        timer.start();
        std::string answer;
        while ((answer = client.push(item, 1)) == "503" && timer.elapsed() < kPatienceMillis) { }
        QCOMPARE(answer, std::string("duplicate"));
        QVERIFY2(hub.log().contains("database_unreachable"), hub.log().constData());
        QVERIFY(hub.log().contains("database_back"));
        QCOMPARE(hub.stop(), 0);
    }

    void aPasswordIsNeitherPrintedNorLogged()
    {
        const std::string database = makeDatabase() + "&password=sesame-canary";
        HubProgram hub(database);
        hub.start();
        HubClient client(hub);
        client.push(client.phone.event(Somebody(), Act::Withdraw), 1);
        PostgresCluster::instance().stop();
        QCOMPARE(awaitStatus(client, "GET", "/healthz", 503), 503);
        const HubEnded ended = hub.run({QStringLiteral("devices"), QStringLiteral("list")});
        PostgresCluster::instance().start();
        QCOMPARE(ended.exit, 5);
        QVERIFY(!ended.err.isEmpty());
        for (const QByteArray &told : {ended.err, ended.out, hub.log()})
            QVERIFY(!told.contains("sesame"));
    }

    void exitCodesAreThoseOfTheEmbeddedStore()
    {
        const std::string database = makeDatabase();
        HubProgram hub(database);
        QCOMPARE(hub.run({QStringLiteral("code")}).exit, 1); // nothing is made by a command
        hub.start();
        QCOMPARE(hub.run({QStringLiteral("code")}, "wrong").exit, 3);
        QCOMPARE(hub.run({QStringLiteral("code")}).exit, 0);
        HubProgram nowhere("postgresql:///x?host=/nonexistent");
        QCOMPARE(nowhere.run({QStringLiteral("devices"), QStringLiteral("list")}).exit, 5);
        HubProgram unreadable("postgresql://host:%zz/x");
        QCOMPARE(unreadable.run({QStringLiteral("devices"), QStringLiteral("list")}).exit, 2);
    }
};

ASSENT_TEST_CLASS(HubPostgresProcessTest);
#include "hubprocess_postgres.moc"
