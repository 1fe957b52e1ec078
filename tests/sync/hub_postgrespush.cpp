// A push to a hub in PostgreSQL: what its look-ups read, and what they miss.
#include "sync/huberased.h"
#include "sync/postgres/schema.h"
#include "sync/testdatabase.h"

#include <thread>

using namespace assent;
using namespace assent::test;

class HubPostgresPushTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAnotherHubTookMeanwhileIsSeen_data()
    {
        QTest::addColumn<bool>("sameItem");
        QTest::addColumn<QString>("told");
        QTest::newRow("the same item") << true << QStringLiteral("duplicate");
        QTest::newRow("another item under the same number") << false << QStringLiteral("sequence_taken");
    }
    // Both look before either has committed.
    void whatAnotherHubTookMeanwhileIsSeen()
    {
        QFETCH(bool, sameItem);
        QFETCH(QString, told);
        const TestDatabase database;
        const auto first = database.hub();
        const auto second = database.hub();
        EXPECT_OK(first);
        EXPECT_OK(second);
        const Phone phone = enrolled(**first);
        const Somebody somebody;
        const ConsentItem item = phone.event(somebody, Act::Withdraw);
        const Push one = Push(phone).add(item, 1);
        const Push other = Push(phone).add(sameItem ? item : phone.event(somebody, Act::Withdraw), 1);

        const auto holder = database.connection();
        const std::string part = std::to_string(postgres::partitionOf(somebody.id.bytes()));
        EXPECT_OK(holder->runAll("BEGIN; UPDATE feed_end SET last = last WHERE part = " + part));
        std::optional<Result<PushResponse>> answers[2];
        std::thread early([&] { answers[0] = (*first)->take(phone.known, true, one.envelope()); });
        const bool earlyWaits = untilWaiting(database, 1);
        std::thread late([&] { answers[1] = (*second)->take(phone.known, true, other.envelope()); });
        const bool lateWaits = untilWaiting(database, 2);
        const auto let = holder->runAll("COMMIT");
        early.join();
        late.join();
        EXPECT_OK(let);
        QVERIFY(earlyWaits && lateWaits);
        EXPECT_OK(*answers[0]);
        EXPECT_OK(*answers[1]);
        QCOMPARE((*answers[0])->results.front().verdict, Verdict::Accepted);
        const PushResult &result = (*answers[1])->results.front();
        QCOMPARE(result.verdict, sameItem ? Verdict::Duplicate : Verdict::Rejected);
        QCOMPARE(sameItem ? QStringLiteral("duplicate") : QString::fromStdString(result.reason), told);
        QCOMPARE(*(*first)->itemCount(), 1);
    }

    // The push has looked for erasures, and waits before it makes the key.
    void noKeyStaysOfSomeoneWhoIsErasedMeanwhile()
    {
        const TestDatabase database;
        const auto pushing = database.hub();
        const auto erasing = database.hub();
        EXPECT_OK(pushing);
        EXPECT_OK(erasing);
        const Phone phone = enrolled(**pushing);
        const Somebody who;
        const Push push = Push(phone).add(phone.event(who, Act::Withdraw), 1);
        const OfferedErasure erasure = erasureOf(phone, who);

        const auto holder = database.connection();
        const std::string part = std::to_string(postgres::partitionOf(who.id.bytes()));
        EXPECT_OK(holder->runAll("BEGIN; INSERT INTO assent_keys.subject_key(part, subject, wrapped, made_at) VALUES(" + part + ", '"
            + who.id.toString() + "', '', 0)"));
        std::optional<Result<PushResponse>> answer;
        std::thread thread([&] { answer = (*pushing)->take(phone.known, true, push.envelope()); });
        const bool waits = untilWaiting(database, 1);
        const auto erased = (*erasing)->erase(phone.known, {&erasure, 1});
        const auto let = holder->runAll("ROLLBACK");
        thread.join();
        EXPECT_OK(let);
        QVERIFY(waits);
        EXPECT_OK(erased);
        QCOMPARE(erased->front().verdict, Verdict::Accepted);
        EXPECT_OK(*answer);
        QCOMPARE((*answer)->results.front().verdict, Verdict::Erased);
        QVERIFY(database.names("SELECT subject::text FROM assent_keys.subject_key").empty());
    }

    // A plan that reads all that a device sent, or all who were erased, grows slower
    // with each.
    void aPushReadsOnlyWhatItAsksFor()
    {
        const TestDatabase database;
        std::int64_t n = 0;
        Phone phone;
        {
            const auto hub = database.hub();
            EXPECT_OK(hub);
            phone = enrolled(**hub);
            for (int push = 0; push < 4; ++push)
                EXPECT_OK((*hub)->take(phone.known, true, withdrawals(phone, n, 500).envelope()));
        }
        EXPECT_OK(database.connection()->runAll("INSERT INTO erased_subject(subject_hash, pseudonym, core, signature, device, received_at)"
            " SELECT sha256(int8send(i)), sha256(int8send(-i)), '', '', gen_random_uuid(), 0 FROM generate_series(1, 2000) i"));
        const std::int64_t before = rowsRead(database);
        {
            const auto hub = database.hub();
            EXPECT_OK(hub);
            const auto taken = (*hub)->take(phone.known, true, withdrawals(phone, n, 3).envelope());
            EXPECT_OK(taken);
            QCOMPARE(taken->results.back().verdict, Verdict::Accepted);
        }
        const std::int64_t read = rowsRead(database) - before;
        QVERIFY2(read > 0 && read < 500, std::to_string(read).c_str());
    }

private:
    static Phone enrolled(HubStore &hub)
    {
        Phone phone;
        const auto code = hub.newCode({}, std::chrono::minutes(5));
        if (!code || !hub.redeem({*code, phone.id, phone.key.publicKey(), "a phone"}, phone.known))
            qFatal("a phone could not be enrolled");
        return phone;
    }

    static Push withdrawals(const Phone &phone, std::int64_t &n, int count)
    {
        const Somebody somebody;
        Push push(phone);
        for (int i = 0; i < count; ++i)
            push.add(phone.event(somebody, Act::Withdraw), ++n);
        return push;
    }

    static bool untilWaiting(const TestDatabase &database, std::int64_t count)
    {
        const auto watcher = database.connection();
        return QTest::qWaitFor([&] {
            const auto rows = watcher->run("SELECT count(*) FROM pg_locks WHERE NOT granted");
            return rows && rows->number(0, 0) == count;
        }, 30'000);
    }

    /// By those who have gone: a connection's counts are told when it ends.
    static std::int64_t rowsRead(const TestDatabase &database)
    {
        const auto watcher = database.connection();
        const bool alone = QTest::qWaitFor([&] {
            const auto others = watcher->run("SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
            return others && others->number(0, 0) == 0;
        }, 30'000);
        const auto rows = watcher->run("SELECT (sum(idx_tup_read))::int8 FROM pg_stat_user_indexes"
            " WHERE relname ~ '^(sequence|item|item_id|subject|erased_subject|subject_key)(_[0-9]+)?$'");
        if (!alone || !rows)
            qFatal("the database's counts cannot be read");
        return rows->number(0, 0);
    }
};

ASSENT_TEST_CLASS(HubPostgresPushTest);
#include "hub_postgrespush.moc"
