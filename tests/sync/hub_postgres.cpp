// What is PostgreSQL's alone: partitions, keys, and several hubs on one database.
#include "sync/huberased.h"
#include "sync/testdatabase.h"

#include <QRegularExpression>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;
using postgres::Parameters;

namespace {

/// Many people in one push, so that it falls into many partitions.
Push pushOfMany(const Phone &phone, int people, std::int64_t first = 1)
{
    Push push(phone);
    for (int i = 0; i < people; ++i)
        push.add(phone.event(Somebody(), Act::Withdraw), first + i);
    return push;
}

} // namespace

class HubPostgresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTableAboutSubjectsIsPartitionedAndItsKeysLeadWithThePartition()
    {
        const TestDatabase database;
        EXPECT_OK(database.rows());
        const auto whole = database.names(
            "SELECT c.relname::text FROM pg_class c WHERE c.relnamespace::regnamespace::text IN ('assent', 'assent_keys')"
            " AND c.relkind = 'r' AND NOT c.relispartition");
        QVERIFY((whole == std::set<std::string>{"schema_version", "hub", "device", "enrolment_code", "ledger_entry", "ledger_edge",
            "ledger_checkpoint", "staff_leaf_waiting", "feed_generation", "erased_subject", "root"}));
        const auto parted = database.names(
            "SELECT c.relname::text FROM pg_class c JOIN pg_partitioned_table p ON p.partrelid = c.oid"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0] WHERE p.partnatts = 1 AND a.attname = 'part'");
        QVERIFY((parted == std::set<std::string>{"feed_end", "item", "subject", "leaf_waiting", "item_id", "sequence", "subject_key"}));
        const auto wrongKeys = database.names(
            "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
            " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " WHERE c.relnamespace::regnamespace::text IN ('assent', 'assent_keys') AND (c.relkind = 'p' OR c.relispartition)"
            " AND (i.indisunique OR i.indisprimary) AND a.attname IS DISTINCT FROM 'part'");
        QVERIFY(wrongKeys.empty());
        QVERIFY(database.names("SELECT conname::text FROM pg_constraint WHERE contype = 'f'").empty());
    }

    void everyPartitionHasItsTable()
    {
        const TestDatabase database;
        EXPECT_OK(database.rows());
        for (const char *table : {"item", "subject", "leaf_waiting", "item_id", "sequence", "feed_end", "assent_keys.subject_key"}) {
            const std::string sql = "SELECT p::text FROM generate_series(0, 255) p WHERE NOT EXISTS(SELECT 1 FROM pg_inherits i"
                " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '" + std::string(table) + "'::regclass"
                " AND p >= substring(pg_get_expr(c.relpartbound, c.oid) from 'FROM \\(''?(\\d+)')::int"
                " AND p < substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''?(\\d+)')::int)";
            QVERIFY2(database.names(sql.c_str()).empty(), table);
        }
    }

    void itemsLieInTheirSubjectsPartition()
    {
        const TestDatabase database;
        const auto rows = database.rows();
        EXPECT_OK(rows);
        std::set<std::size_t> used;
        for (int i = 0; i < 50; ++i) {
            const SubjectId subject = Somebody().id;
            const NewItem item = itemOf(subject, 10);
            EXPECT_OK((*rows)->transact([&] { return (*rows)->putItems({&item, 1}); }));
            const std::size_t part = (*rows)->partitionOf(subject);
            QVERIFY(part < (*rows)->partitions());
            used.insert(part);
            QCOMPARE((*(*rows)->feedEnd())[part], static_cast<std::int64_t>((*database.connection()->run(
                "SELECT count(*) FROM item WHERE part = $1::int2", Parameters().small(static_cast<int>(part)))).number(0, 0)));
        }
        QVERIFY(used.size() > 20);
    }

    void dataWithoutItsKeysIsDamageAndNoNewKeysAreMade()
    {
        const TestDatabase database;
        EXPECT_OK(database.hub());
        EXPECT_OK(database.connection()->runAll("DROP SCHEMA assent_keys CASCADE"));
        EXPECT_ERROR(database.rows(), ErrorCode::Corrupt);
        QVERIFY(database.names("SELECT 'keys' WHERE to_regnamespace('assent_keys') IS NOT NULL").empty());
    }

    void aDumpOfTheDataHoldsNoKeyAndIsNoHubByItself()
    {
        const TestDatabase database, other;
        const auto hub = database.hub();
        EXPECT_OK(hub);
        QTemporaryDir folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::Permissions(0x7777)));
        const QString file = folder.filePath(QStringLiteral("data.sql"));
        const QByteArray dump = PostgresCluster::instance().run(QStringLiteral("pg_dump"),
            {QStringLiteral("--exclude-schema=assent_keys"), QStringLiteral("-d"), QString::fromStdString(database.where), QStringLiteral("-f"), file});
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        QVERIFY(text.contains("CREATE TABLE assent.item"));
        QVERIFY(!text.contains("assent_keys"));
        PostgresCluster::instance().run(QStringLiteral("psql"), {QStringLiteral("-q"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"),
            QStringLiteral("-d"), QString::fromStdString(other.where), QStringLiteral("-f"), file});
        EXPECT_ERROR(other.rows(), ErrorCode::Corrupt);
    }

    void keysOfOtherDataAreDamage()
    {
        const TestDatabase database, other;
        EXPECT_OK(database.hub());
        EXPECT_OK(other.hub());
        const auto foreign = other.connection()->run("SELECT salt, wrapped FROM assent_keys.root");
        EXPECT_OK(foreign);
        EXPECT_OK(database.connection()->run("UPDATE assent_keys.root SET salt = $1::bytea, wrapped = $2::bytea",
            Parameters().bytes(foreign->bytes(0, 0)).bytes(foreign->bytes(0, 1))));
        EXPECT_ERROR(database.rows(), ErrorCode::Corrupt);
    }

    void lostDataStartsANewEpochUnderTheOldKeys()
    {
        const TestDatabase database;
        const std::string epoch = (*database.hub())->epoch();
        const auto root = database.names("SELECT encode(wrapped, 'hex') FROM assent_keys.root");
        EXPECT_OK(database.connection()->runAll("DROP SCHEMA assent CASCADE"));
        const auto again = database.hub();
        EXPECT_OK(again);
        QVERIFY((*again)->epoch() != epoch);
        QVERIFY(database.names("SELECT encode(wrapped, 'hex') FROM assent_keys.root") == root);
    }

    void dataThatIsPutBackBeginsANewEpochAndANewLog()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw));
        const std::size_t entries = hub.log().size();
        const std::string cursor = (*hub.store().pull(phone.known, "", 10)).cursor;
        const std::string before = hub.store().logKey();
        EXPECT_OK(hub.backend().run("DELETE FROM hub"));
        hub.reopen();
        QVERIFY(hub.store().logKey() != before);
        QCOMPARE(hub.log().size(), entries);
        EXPECT_ERROR(hub.store().pull(phone.known, cursor, 10), ErrorCode::Conflict);
        QCOMPARE(hub.pullAll(phone).size(), 1U);
    }

    void anotherPassphraseIsLocked()
    {
        const TestDatabase database;
        EXPECT_OK(database.hub());
        EXPECT_ERROR(database.rows("another passphrase"), ErrorCode::Locked);
    }

    void anEmptyDatabaseIsNotMadeByACommand()
    {
        const TestDatabase database;
        EXPECT_ERROR(database.rows(kPassphrase, false), ErrorCode::NotFound);
        QVERIFY(database.names("SELECT 'made' WHERE to_regnamespace('assent') IS NOT NULL").empty());
    }

    void aNewerDatabaseIsRefusedAndNotTouched()
    {
        const TestDatabase database;
        EXPECT_OK(database.hub());
        EXPECT_OK(database.connection()->runAll("INSERT INTO assent.schema_version VALUES(999)"));
        EXPECT_ERROR(database.rows(), ErrorCode::Newer);
    }

    void hubsThatStartAtOnceShareEpochAndLogKey()
    {
        const TestDatabase database;
        std::vector<std::thread> threads;
        std::vector<std::string> found(4);
        for (std::string &one : found) {
            threads.emplace_back([&] {
                const auto hub = database.hub();
                one = hub ? (*hub)->epoch() + (*hub)->logKey() : hub.error().toString();
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(found[0].find("assent.log/") != std::string::npos);
        for (const std::string &one : found)
            QCOMPARE(one, found[0]);
    }

    void oneItemThroughTwoHubsAtOnceIsStoredOnce()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        for (int round = 0; round < 10; ++round) {
            const Somebody who;
            const Push push = Push(phone).add(phone.event(who, Act::Withdraw), round * 2 + 1).add(PersonItem{who.person}, round + 1);
            std::atomic<int> accepted{0}, duplicates{0};
            std::vector<std::thread> threads;
            for (int i = 0; i < 3; ++i) {
                threads.emplace_back([&] {
                    const auto store = hub.openAnother();
                    const auto taken = store ? (*store)->take(phone.known, true, push.envelope()) : Result<PushResponse>(Error{});
                    for (std::size_t n = 0; taken && n < taken->results.size(); ++n)
                        ++(taken->results[n].verdict == Verdict::Accepted ? accepted : duplicates);
                });
            }
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(accepted.load(), 2);
            QCOMPARE(duplicates.load(), 4);
        }
        QCOMPARE(hub.pullAll(phone).size(), 20U);
    }

    void oneRecordThroughTwoHubsAtOnceIsOneAct()
    {
        TestHub hub;
        const Phone phones[] = {hub.enrol(), hub.enrol()};
        for (int round = 1; round <= 10; ++round) {
            const Somebody who;
            const EventId record(makeUuidV8(sha256(who.id.bytes())));
            std::atomic<int> accepted{0}, duplicates{0};
            std::vector<std::thread> threads;
            for (const Phone &phone : phones) {
                threads.emplace_back([&] {
                    const auto store = hub.openAnother();
                    const Push push = Push(phone).add(phone.event(who, Act::Withdraw, record), round);
                    const auto taken = store ? (*store)->take(phone.known, true, push.envelope()) : Result<PushResponse>(Error{});
                    if (taken)
                        ++(taken->results.at(0).verdict == Verdict::Accepted ? accepted : duplicates);
                });
            }
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(accepted.load(), 1);
            QCOMPARE(duplicates.load(), 1);
        }
        QCOMPARE(hub.pullAll(phones[0]).size(), 10U);
    }

    void anErasureThroughOneHubLeavesNothingOfAPushThroughAnother()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        for (int round = 0; round < 10; ++round) {
            const Somebody who;
            const OfferedErasure erasure = erasureOf(phone, who);
            std::atomic<int> erased{0}, pushed{0};
            std::thread pushing([&, store = *hub.openAnother()] {
                for (int n = 1; n <= 20; ++n) {
                    const Push push = Push(phone).add(phone.event(who, Act::Withdraw), round * 20 + n);
                    const auto taken = store->take(phone.known, true, push.envelope());
                    pushed += taken && (taken->results.at(0).verdict == Verdict::Accepted || taken->results.at(0).verdict == Verdict::Erased);
                }
            });
            const auto results = hub.store().erase(phone.known, {&erasure, 1});
            erased += results && results->at(0).verdict == Verdict::Accepted;
            pushing.join();
            QCOMPARE(erased.load(), 1);
            QCOMPARE(pushed.load(), 20);
        }
        QVERIFY(hub.pullAll(phone).empty());
        QVERIFY(hub.backend().dump("assent_keys.subject_key").empty());
    }

    void anIdOfAnotherPartitionsItemIsTaken()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        for (int n = 1; n <= 10; ++n) {
            const ConsentItem first = phone.event(Somebody(), Act::Withdraw);
            QCOMPARE(words(hub.takeOne(phone, first, 2 * n)), std::string("accepted"));
            const ConsentItem second = phone.event(Somebody(), Act::Withdraw, first.event.core.id);
            QCOMPARE(words(hub.takeOne(phone, second, 2 * n + 1)), std::string("rejected: id_taken"));
        }
    }

    void aPartitionThatFailsDoesNotHoldUpTheOthers()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Push push = pushOfMany(phone, 40);
        EXPECT_OK(hub.backend().refuseTheSecond()); // of 40 items in as many partitions, or nearly
        QVERIFY(!hub.take(phone, push));
        QVERIFY(*hub.store().itemCount() > 20);
        QVERIFY(*hub.store().itemCount() < 40);
        EXPECT_OK(hub.backend().admitAll());
        EXPECT_OK(hub.take(phone, push));
        QCOMPARE(hub.pullAll(phone, 7).size(), 40U);
    }

    void twoSequencersNumberEachEventOnce()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        std::atomic<bool> done{false};
        std::atomic<int> failed{0};
        std::vector<std::thread> sequencers;
        for (int i = 0; i < 2; ++i) {
            sequencers.emplace_back([&] {
                const auto store = hub.openAnother();
                while (store && !done)
                    failed += (*store)->tidy(false) ? 0 : 1;
            });
        }
        for (int round = 0; round < 20; ++round)
            EXPECT_OK(hub.take(phone, pushOfMany(phone, 10, round * 10 + 1)));
        done = true;
        for (std::thread &thread : sequencers)
            thread.join();
        QCOMPARE(failed.load(), 0);
        const auto entries = hub.log();
        QCOMPARE(entries.size(), 201U);
        std::set<Bytes> bodies;
        for (const auto &entry : entries)
            bodies.insert(entry.body);
        QCOMPARE(bodies.size(), entries.size());
        QVERIFY(entries.front().kind == LeafKind::Device); // before its events
    }

    void aLogThatWasCutIsNotGoneOnWith()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        EXPECT_OK(hub.take(phone, pushOfMany(phone, 3)));
        QCOMPARE(hub.log().size(), 4U);
        EXPECT_OK(hub.backend().run("UPDATE ledger_edge SET size = 0, hashes = ''; DELETE FROM ledger_entry"));
        EXPECT_OK(hub.take(phone, pushOfMany(phone, 3, 10)));
        EXPECT_ERROR(hub.store().tidy(false), ErrorCode::Corrupt);
    }

    void aConnectionThatWasCutComesBack()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        const auto cut = [&] {
            return hub.backend().run("SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        };
        EXPECT_OK(cut());
        QCOMPARE(words(hub.takeOne(phone, phone.event(who, Act::Withdraw), 1)), std::string("accepted"));
        EXPECT_OK(cut());
        QCOMPARE(hub.pullAll(phone).size(), 1U);
    }

    void rowsAreWrittenInATransactionOnly()
    {
        const TestDatabase database;
        const auto rows = database.rows();
        EXPECT_OK(rows);
        const NewItem item = itemOf(Somebody().id, 10);
        EXPECT_ERROR((*rows)->putItems({&item, 1}), ErrorCode::Conflict);
    }

    void aPasswordIsInNoError_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::newRow("no server") << QByteArray("postgresql://hub:sesame@/x?host=/nonexistent");
        QTest::newRow("a URI that is none") << QByteArray("postgresql://hub:ses%zzame@host/x");
        QTest::newRow("a port that is none") << QByteArray("postgresql://hub:sesame@localhost:port/x");
        QTest::newRow("an unknown option") << QByteArray("postgresql://hub@localhost/x?passwort=sesame");
    }
    void aPasswordIsInNoError()
    {
        QFETCH(QByteArray, where);
        const auto opened = Connection::open(where.toStdString());
        QVERIFY(!opened);
        const QString told = QString::fromStdString(opened.error().toString());
        QVERIFY2(!told.contains(QRegularExpression(QStringLiteral("ses|ame"))), qPrintable(told));
    }
};

ASSENT_TEST_CLASS(HubPostgresTest);
#include "hub_postgres.moc"
