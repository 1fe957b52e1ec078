#include "base/expect.h"
#include "base/registry.h"
#include "ledger/log.h"

using namespace assent;
using test::Log;

namespace {

class StopAtOnce final : public Progress
{
public:
    bool report(std::uint64_t, std::uint64_t) override { return false; }
};

/// Of Log's.
Ledger::Inspect isEntry(Database &)
{
    return [](std::uint64_t, LeafKind, ByteView body) {
        return asText(body).starts_with("entry") ? std::string() : std::string("is no entry");
    };
}

/// So long that it is read on several threads, where there are some.
std::unique_ptr<Log> longLog(int thousands = 20)
{
    auto log = std::make_unique<Log>();
    for (int batch = 0; batch < thousands; ++batch) {
        std::vector<std::string> bodies;
        for (int i = 0; i < 1000; ++i)
            bodies.push_back("entry " + std::to_string(batch * 1000 + i));
        log->appendBatch(bodies);
    }
    return log;
}

/// Cancels on the way.
class StopLater final : public Progress
{
public:
    bool report(std::uint64_t done, std::uint64_t) override { return done < 5000; }
};

} // namespace

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLogHasTheEmptyRoot()
    {
        Log log;
        QCOMPARE(log.ledger->head()->size, std::uint64_t{0});
        QVERIFY(log.ledger->head()->root == merkle::emptyRoot());
        QVERIFY(log.verify().fault.empty());
    }

    void theHeadIsTheRootOfAllLeaves()
    {
        Log log;
        for (int size = 1; size <= 40; ++size) {
            log.append(1);
            QCOMPARE(log.ledger->head()->size, static_cast<std::uint64_t>(size));
            QVERIFY(log.ledger->head()->root == merkle::root(log.leaves));
        }
    }

    void aBatchIsNumberedInItsOrder()
    {
        Log log(3);
        QCOMPARE(log.appendBatch({"a", "b", "c"}), 3);
        QCOMPARE(*log.vault->db().text("SELECT CAST(body AS TEXT) FROM ledger_entry WHERE n = 4"), std::string("b"));
        QVERIFY(log.ledger->head()->root == merkle::root(log.leaves));
    }

    void entriesOfARolledBackTransactionLeaveNoTrace()
    {
        Log log(2);
        {
            const std::string body = "never";
            const std::vector<Ledger::Entry> entries{{LeafKind::Staff, asBytes(body), log.clock.now()}};
            auto transaction = *WriteTransaction::begin(*log.vault);
            EXPECT_OK(log.ledger->append(transaction, entries));
        }
        QCOMPARE(*log.ledger->size(), std::uint64_t{2});
        QVERIFY(log.verify().fault.empty());
    }

    void entriesAreProvenInTheTreeOfTheirCheckpoint()
    {
        Log log(21);
        const std::vector<std::uint64_t> wanted{0, 7, 16};
        const auto paths = log.ledger->inclusionPaths(wanted, 17);
        EXPECT_OK(paths);
        const Digest root = merkle::root(std::span(log.leaves).first(17));
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY(merkle::verifyInclusion(wanted[i], 17, log.leaves[wanted[i]], (*paths)[i], root));
        EXPECT_ERROR(log.ledger->inclusionPaths(wanted, 16), ErrorCode::NotFound);
        EXPECT_ERROR(log.ledger->inclusionPaths(wanted, 22), ErrorCode::NotFound);
    }

    void everyPathOfALongLogLeadsToItsRoot()
    {
        const auto log = longLog();
        for (const std::uint64_t size : {1U, 255U, 256U, 257U, 511U, 8192U, 19999U, 20000U}) {
            const auto leaves = std::span(log->leaves).first(size);
            const std::vector<std::uint64_t> wanted{0, size / 3, size / 2, size - 1};
            const auto paths = log->ledger->inclusionPaths(wanted, size);
            EXPECT_OK(paths);
            for (std::size_t i = 0; i < wanted.size(); ++i)
                QVERIFY((*paths)[i] == merkle::inclusionPath(leaves, wanted[i]));
        }
    }

    /// A tile on the second level has 65,536 entries under it.
    void aPathReadsTheTilesThatItNeedsAlone()
    {
        const auto log = longLog(70);
        QCOMPARE(*log->vault->db().integer("SELECT count(*) FROM ledger_tile WHERE level = 1"), std::int64_t{70000 / 256});
        QCOMPARE(*log->vault->db().integer("SELECT count(*) FROM ledger_tile WHERE level = 2"), std::int64_t{1});
        log->tamper("DELETE FROM ledger_entry WHERE n < 69000; DELETE FROM ledger_tile WHERE level = 1 AND n < 256");
        const std::vector<std::uint64_t> near{69500};
        const auto path = log->ledger->inclusionPaths(near, 70000);
        EXPECT_OK(path);
        QVERIFY(path->front() == merkle::inclusionPath(log->leaves, 69500));
        const std::vector<std::uint64_t> lost{500};
        EXPECT_ERROR(log->ledger->inclusionPaths(lost, 70000), ErrorCode::Corrupt);
    }

    void whatAnOlderProgramKeptNoHashesOfIsProvenFromItsEntries()
    {
        const auto log = longLog();
        log->tamper("DELETE FROM ledger_tile WHERE n <> 3");
        const std::vector<std::uint64_t> wanted{0, 700, 13000};
        const auto paths = log->ledger->inclusionPaths(wanted, 20000);
        EXPECT_OK(paths);
        for (std::size_t i = 0; i < wanted.size(); ++i)
            QVERIFY((*paths)[i] == merkle::inclusionPath(log->leaves, wanted[i]));
        QVERIFY(log->verify(&isEntry).fault.empty());
    }

    void hashesOfALongLogAreMadeUpForSomeAtATime()
    {
        const auto log = longLog();
        log->tamper("DELETE FROM ledger_tile");
        const auto kept = [&] { return *log->vault->db().integer("SELECT count(*) FROM ledger_tile"); };
        log->appendBatch(std::vector<std::string>(256, "entry"));
        QCOMPARE(kept(), std::int64_t{16});
        for (int i = 0; i < 4; ++i)
            log->appendBatch(std::vector<std::string>(256, "entry"));
        QCOMPARE(kept(), std::int64_t{80});
        log->appendBatch(std::vector<std::string>(256, "entry"));
        QCOMPARE(kept(), std::int64_t{(20000 + 6 * 256) / 256});
        QVERIFY(log->verify(&isEntry).fault.empty());
    }

    void aKeptHashThatIsNotThatOfItsEntriesIsFound_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<qint64>("firstBad");
        QTest::newRow("over entries") << QByteArray("level = 1 AND n = 40") << qint64{40 * 256};
        QTest::newRow("over tiles") << QByteArray("level = 2") << qint64{0};
    }
    void aKeptHashThatIsNotThatOfItsEntriesIsFound()
    {
        QFETCH(QByteArray, where);
        QFETCH(qint64, firstBad);
        const auto log = longLog(70);
        EXPECT_OK(log->ledger->checkpoint());
        log->tamper("UPDATE ledger_tile SET root = zeroblob(32) WHERE " + where.toStdString());
        const Ledger::Report report = log->verify(&isEntry);
        QVERIFY(report.firstBad == static_cast<std::uint64_t>(firstBad));
        QVERIFY2(report.fault.find("is not theirs") != std::string::npos, report.fault.c_str());
    }

    // Checkpoints.
    void aCheckpointIsANoteThatThePublicKeyOpens()
    {
        Log log(5);
        const auto note = log.ledger->checkpoint();
        EXPECT_OK(note);
        const auto text = openNote(*note, log.ledger->verifierKey());
        EXPECT_OK(text);
        const auto checkpoint = checkpointFromText(*text);
        EXPECT_OK(checkpoint);
        QCOMPARE(checkpoint->origin, log.ledger->origin());
        QCOMPARE(checkpoint->size, std::uint64_t{5});
        QVERIFY(checkpoint->root == merkle::root(log.leaves));
    }

    void aCheckpointOfAnotherLogDoesNotOpen()
    {
        Log log(1);
        Log other(1);
        EXPECT_ERROR(openNote(*log.ledger->checkpoint(), other.ledger->verifierKey()), ErrorCode::Denied);
    }

    void nothingNewGivesTheLastCheckpoint()
    {
        Log log(2);
        const std::string first = *log.ledger->checkpoint();
        log.clock.advance(std::chrono::hours(1));
        QCOMPARE(*log.ledger->checkpoint(), first);
        log.append(1);
        QVERIFY(*log.ledger->checkpoint() != first);
        QVERIFY(*log.ledger->lastCheckpoint() == *log.ledger->checkpoint());
    }

    void aNewLogHasNoCheckpoint()
    {
        Log log;
        QVERIFY(!log.ledger->lastCheckpoint()->has_value());
    }

    // Verification.
    void aWholeLogIsFoundWhole()
    {
        Log log(20);
        EXPECT_OK(log.ledger->checkpoint());
        log.append(7);
        const Ledger::Report report = log.verify();
        QVERIFY2(report.fault.empty(), report.fault.c_str());
        QCOMPARE(report.entries, std::uint64_t{27});
        QCOMPARE(report.checkpointSize, std::uint64_t{20});
        QVERIFY(report.root == merkle::root(log.leaves));
        QVERIFY(!report.firstBad.has_value());
    }

    void tamperingIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("sealed");
        const auto row = [](const char *name, const char *sql) {
            QTest::newRow((std::string(name) + ", sealed").c_str()) << QString::fromLatin1(sql) << true;
            QTest::newRow((std::string(name) + ", unsealed").c_str()) << QString::fromLatin1(sql) << false;
        };
        row("an edited body", "UPDATE ledger_entry SET body = x'00' WHERE n = 4");
        row("an edited time", "UPDATE ledger_entry SET received_at = received_at + 1 WHERE n = 4");
        row("a deleted entry", "DELETE FROM ledger_entry WHERE n = 4");
        row("a deleted entry closed up", "DELETE FROM ledger_entry WHERE n = 4; UPDATE ledger_entry SET n = n - 1 WHERE n > 4");
        row("an inserted entry", "INSERT INTO ledger_entry(n, kind, received_at, body) VALUES(10, 0, 0, x'00')");
        row("two entries swapped", "UPDATE ledger_entry SET n = -1 WHERE n = 4; UPDATE ledger_entry SET n = 4 WHERE n = 6;"
                                   "UPDATE ledger_entry SET n = 6 WHERE n = -1");
        row("a log cut short", "DELETE FROM ledger_entry WHERE n >= 4");
        row("an emptied log", "DELETE FROM ledger_entry");
        row("a lost tree", "DELETE FROM ledger_edge");
    }
    void tamperingIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(bool, sealed);
        Log log(10);
        if (sealed)
            EXPECT_OK(log.ledger->checkpoint());
        log.tamper(sql.toStdString());
        const Ledger::Report report = log.verify();
        QVERIFY(!report.fault.empty());
        QVERIFY(report.firstBad.has_value());
    }

    void aMissingEntryIsNamed()
    {
        Log log(10);
        log.tamper("DELETE FROM ledger_entry WHERE n = 4");
        QVERIFY(log.verify().firstBad == 4);
    }

    void aLogCutShortIsNamedWhereItEnds()
    {
        Log log(10);
        EXPECT_OK(log.ledger->checkpoint());
        log.tamper("DELETE FROM ledger_entry WHERE n >= 4");
        QVERIFY(log.verify().firstBad == 4);
    }

    void anEditLiesAfterTheLastCheckpointThatStillHolds()
    {
        Log log(3);
        EXPECT_OK(log.ledger->checkpoint());
        log.append(1);
        EXPECT_OK(log.ledger->checkpoint());
        log.append(6);
        EXPECT_OK(log.ledger->checkpoint());
        log.tamper("UPDATE ledger_entry SET body = x'00' WHERE n = 3");
        QVERIFY(log.verify().firstBad == 3);
    }

    void whoLooksIntoEntriesNamesTheFirstThatIsWrong()
    {
        Log log(10);
        log.tamper("UPDATE ledger_entry SET body = x'00' WHERE n IN (4, 7)");
        const Ledger::Report report = log.verify(&isEntry);
        QVERIFY(report.firstBad == 4);
        QCOMPARE(report.fault, std::string("is no entry"));
    }

    void aLogRewrittenWithItsTreeFailsTheCheckpoint()
    {
        Log log(6);
        EXPECT_OK(log.ledger->checkpoint());
        log.tamper("DELETE FROM ledger_entry; DELETE FROM ledger_edge");
        log.leaves.clear();
        log.append(6);
        QVERIFY(!log.verify().fault.empty());
    }

    void aCheckpointOfAnotherKeyIsFound()
    {
        Log log(3);
        Log other(3);
        EXPECT_OK(log.ledger->checkpoint());
        auto forge = log.vault->db().prepare("UPDATE ledger_checkpoint SET note = ?");
        forge->bind(1, *other.ledger->checkpoint());
        EXPECT_OK(forge->run());
        QVERIFY(!log.verify().fault.empty());
    }

    void verificationCanBeCancelled()
    {
        Log log(3);
        StopAtOnce stop;
        EXPECT_ERROR(log.ledger->verify(stop), ErrorCode::Cancelled);
        QVERIFY(log.verify().fault.empty());
    }

    void aLongLogIsReadByManyAndJudgedInItsOrder_data()
    {
        QTest::addColumn<QByteArray>("tamper");
        QTest::addColumn<qint64>("firstBad");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("whole") << QByteArray("SELECT 1") << qint64{-1} << QByteArray();
        QTest::newRow("two bad ones") << QByteArray("UPDATE ledger_entry SET body = x'00' WHERE n IN (9000, 17000)") << qint64{9000} << QByteArray("is no entry");
        QTest::newRow("the first of a part") << QByteArray("UPDATE ledger_entry SET body = x'00' WHERE n = 8192") << qint64{8192} << QByteArray("is no entry");
        QTest::newRow("one is missing") << QByteArray("DELETE FROM ledger_entry WHERE n = 13000") << qint64{13000} << QByteArray("missing");
        QTest::newRow("a bad one before") << QByteArray("DELETE FROM ledger_entry WHERE n = 13000; UPDATE ledger_entry SET body = x'00' WHERE n = 12999")
            << qint64{12999} << QByteArray("is no entry");
        QTest::newRow("the first is missing") << QByteArray("DELETE FROM ledger_entry WHERE n = 0") << qint64{0} << QByteArray("missing");
        QTest::newRow("the end is missing") << QByteArray("DELETE FROM ledger_entry WHERE n >= 19000") << qint64{19000} << QByteArray("seals are missing");
        QTest::newRow("one too many") << QByteArray("INSERT INTO ledger_entry SELECT 20000, kind, received_at, body FROM ledger_entry WHERE n = 1")
            << qint64{20000} << QByteArray("do not match the stored tree");
        QTest::newRow("another time") << QByteArray("UPDATE ledger_entry SET received_at = received_at + 1 WHERE n = 18000") << qint64{10000}
            << QByteArray("do not match the checkpoint of 20000");
    }
    void aLongLogIsReadByManyAndJudgedInItsOrder()
    {
        QFETCH(QByteArray, tamper);
        QFETCH(qint64, firstBad);
        QFETCH(QByteArray, words);
        const auto log = longLog();
        EXPECT_OK(log->ledger->checkpoint());
        const auto at10000 = Checkpoint{log->ledger->origin(), 10000, merkle::root(std::span(log->leaves).first(10000))};
        auto note = log->vault->db().prepare("INSERT INTO ledger_checkpoint(size, made_at, note) VALUES(10000, 0, ?)");
        EXPECT_OK(note->bind(1, signNote(checkpointText(at10000), log->ledger->origin(), log->vault->logKey())).run());
        log->tamper(tamper.toStdString());
        const Ledger::Report report = log->verify(&isEntry);
        QCOMPARE(report.firstBad ? static_cast<qint64>(*report.firstBad) : qint64{-1}, firstBad);
        QVERIFY2(QByteArray::fromStdString(report.fault).contains(words) && report.fault.empty() == words.isEmpty(), report.fault.c_str());
    }

    void aLongVerificationCanBeCancelled()
    {
        const auto log = longLog();
        StopLater stop;
        EXPECT_ERROR(log->ledger->verify(stop), ErrorCode::Cancelled);
    }

    void theLogGoesOnAfterAVerification()
    {
        Log log(3);
        log.verify();
        log.append(2);
        QCOMPARE(log.verify().entries, std::uint64_t{5});
    }
};

ASSENT_TEST_CLASS(LedgerTest);

#include "tst_ledger.moc"
