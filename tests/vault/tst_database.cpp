#include "vault/fixture.h"

#include <atomic>
#include <thread>

using namespace assent;
using namespace assent::test;

class DatabaseTest : public QObject
{
    Q_OBJECT

    Place place;
    std::unique_ptr<Database> db;

private Q_SLOTS:
    void init()
    {
        fs::create_directories(place.folder);
        auto opened = Database::open(place.file("plain.db"), place.key, Database::Mode::Create);
        EXPECT_OK(opened);
        db = std::move(opened).value();
        EXPECT_OK(db->run("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT UNIQUE, c BLOB, d REAL) -- with a comment\n;"));
    }
    void cleanup()
    {
        db.reset();
        fs::remove_all(place.folder);
    }

    void valuesComeBackAsTheyWereBound()
    {
        auto insert = db->prepare("INSERT INTO t(a, b, c, d) VALUES(?, ?, ?, ?)");
        EXPECT_OK(insert);
        EXPECT_OK(insert->bind(1, INT64_MIN).bind(2, "zażółć").bind(3, Bytes{0, 255, 0}).bind(4, 0.1).run());
        auto find = db->prepare("SELECT a, b, c, d FROM t");
        EXPECT_OK(find);
        QVERIFY(*find->step());
        QCOMPARE(find->integer(0), INT64_MIN);
        QCOMPARE(std::string(find->text(1)), std::string("zażółć"));
        QCOMPARE(toBytes(find->blob(2)), (Bytes{0, 255, 0}));
        QCOMPARE(find->real(3), 0.1);
        QVERIFY(!*find->step());
    }

    void emptyTextAndEmptyBlobAreNotNull()
    {
        auto insert = db->prepare("INSERT INTO t(b, c) VALUES(?, ?)");
        EXPECT_OK(insert);
        EXPECT_OK(insert->bind(1, std::string_view()).bind(2, ByteView()).run());
        QCOMPARE(*db->integer("SELECT b IS NOT NULL AND c IS NOT NULL FROM t"), 1);
    }

    void aStatementRunsAgain()
    {
        auto insert = db->prepare("INSERT INTO t(a) VALUES(?)");
        EXPECT_OK(insert);
        for (int i = 0; i < 3; ++i)
            EXPECT_OK(insert->bind(1, i).run());
        QCOMPARE(*db->integer("SELECT count(*) FROM t"), 3);
    }

    void aParameterThatIsNotThereIsInvalid()
    {
        auto insert = db->prepare("INSERT INTO t(a) VALUES(?)");
        EXPECT_OK(insert);
        EXPECT_ERROR(insert->bind(2, 1).run(), ErrorCode::Invalid);
    }

    void aBrokenConstraintIsAConflictAndShowsNoValue()
    {
        EXPECT_OK(db->run("INSERT INTO t(b) VALUES('secret-value')"));
        auto insert = db->prepare("INSERT INTO t(b) VALUES(?)");
        EXPECT_OK(insert);
        const auto failed = insert->bind(1, "secret-value").run();
        EXPECT_ERROR(failed, ErrorCode::Conflict);
        QVERIFY(failed.error().detail.find("t.b") != std::string::npos);
        QVERIFY(failed.error().detail.find("secret-value") == std::string::npos);
    }

    void aSearchThatDoesNotParseIsInvalidAndIsNotQuoted()
    {
        EXPECT_OK(db->run("CREATE VIRTUAL TABLE f USING fts5(w)"));
        auto find = db->prepare("SELECT rowid FROM f WHERE f MATCH ?");
        EXPECT_OK(find);
        const auto failed = find->bind(1, "Kowalski AND (").step();
        EXPECT_ERROR(failed, ErrorCode::Invalid);
        QVERIFY(failed.error().detail.find("Kowalski") == std::string::npos);
    }

    void wrongSqlNamesItsFault()
    {
        const auto failed = db->prepare("SELECT x FROM t");
        EXPECT_ERROR(failed, ErrorCode::Invalid);
        QVERIFY(failed.error().detail.find("no such column") != std::string::npos);
    }

    void aQueryWithoutARowIsNotFound() { EXPECT_ERROR(db->integer("SELECT a FROM t"), ErrorCode::NotFound); }

    void interruptEndsALongStatement()
    {
        std::atomic<bool> stop = false;
        std::thread other([&] {
            while (!stop) {
                db->interrupt();
                std::this_thread::yield();
            }
        });
        const auto counted = db->integer("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c) SELECT count(*) FROM c");
        stop = true;
        other.join();
        EXPECT_ERROR(counted, ErrorCode::Cancelled);
    }

    void theConnectionIsSetUp_data()
    {
        QTest::addColumn<QString>("pragma");
        QTest::addColumn<QString>("value");
        QTest::newRow("cipher") << "cipher_hmac_algorithm" << "HMAC_SHA256";
        QTest::newRow("memory security") << "cipher_memory_security" << "0";
        QTest::newRow("temporary tables") << "temp_store" << "2";
        QTest::newRow("secure delete") << "secure_delete" << "1";
        QTest::newRow("foreign keys") << "foreign_keys" << "1";
        QTest::newRow("journal") << "journal_mode" << "wal";
        QTest::newRow("synchronous") << "synchronous" << "2";
        QTest::newRow("checkpoints") << "wal_autocheckpoint" << "0";
    }
    void theConnectionIsSetUp()
    {
        QFETCH(QString, pragma);
        QFETCH(QString, value);
        const auto found = db->text("PRAGMA " + pragma.toStdString());
        EXPECT_OK(found);
        QCOMPARE(QString::fromStdString(*found), value);
    }

    void closingDoesNotMoveTheLog()
    {
        EXPECT_OK(db->run("INSERT INTO t(a) VALUES(1)"));
        db.reset();
        QVERIFY(fs::file_size(place.file("plain.db-wal")) > 0);
    }

    void aReaderCannotWrite()
    {
        auto reader = Database::open(place.file("plain.db"), place.key, Database::Mode::ReadOnly);
        EXPECT_OK(reader);
        EXPECT_ERROR((*reader)->run("INSERT INTO t(a) VALUES(1)"), ErrorCode::Denied);
    }

    void aKeyOfAnotherSizeIsInvalid()
    {
        EXPECT_ERROR(Database::open(place.file("plain.db"), *randomSecret(32), Database::Mode::ReadWrite), ErrorCode::Invalid);
    }

    void anotherKeyIsLocked()
    {
        EXPECT_ERROR(Database::open(place.file("plain.db"), *randomSecret(48), Database::Mode::ReadWrite), ErrorCode::Locked);
    }

    void aFileThatIsNotThereIsNotFound()
    {
        EXPECT_ERROR(Database::open(place.file("none.db"), place.key, Database::Mode::ReadWrite), ErrorCode::NotFound);
        QVERIFY(!fs::exists(place.file("none.db")));
    }

    void filesAreTheirOwnersAlone()
    {
        EXPECT_OK(db->run("INSERT INTO t(a) VALUES(1)"));
        for (const char *name : {"plain.db", "plain.db-wal", "plain.db-shm"})
            QCOMPARE(static_cast<int>(fs::status(place.file(name)).permissions()), 0600);
    }
};

ASSENT_TEST_CLASS(DatabaseTest);
#include "tst_database.moc"
