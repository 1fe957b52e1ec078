#include "vault/fixture.h"
#include "vault/slots.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

using namespace assent;
using namespace assent::test;

namespace {

class StopAtOnce final : public Progress
{
public:
    bool report(std::uint64_t, std::uint64_t) override { return false; }
};

class StopLater final : public Progress
{
public:
    bool report(std::uint64_t, std::uint64_t) override { return ++m_reports < 2; }

private:
    int m_reports = 0;
};

Result<void> count(Vault &vault, int times)
{
    for (int i = 0; i < times; ++i) {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
        ASSENT_TRY(const auto before, vault.meta("counter"));
        ASSENT_CHECK(vault.setMeta("counter", std::to_string(std::stoi(before.value_or("0")) + 1)));
        ASSENT_CHECK(transaction.commit());
    }
    return {};
}

} // namespace

class VaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewStoreOpensAgainAsItself()
    {
        Place place;
        auto made = place.create();
        EXPECT_OK(made);
        const StoreId store = (*made)->storeId();
        const DeviceId device = (*made)->deviceId();
        const PublicKey deviceKey = (*made)->deviceKey().publicKey();
        const PublicKey logKey = (*made)->logKey().publicKey();
        const Bytes lookup = toBytes((*made)->lookupKey().view());
        made->reset();

        const auto opened = place.open();
        EXPECT_OK(opened);
        QVERIFY((*opened)->storeId() == store && !store.isNull());
        QVERIFY((*opened)->deviceId() == device && !device.isNull());
        QVERIFY((*opened)->deviceKey().publicKey() == deviceKey);
        QVERIFY((*opened)->logKey().publicKey() == logKey && logKey != deviceKey);
        QVERIFY(toBytes((*opened)->lookupKey().view()) == lookup);
    }

    void twoStoresShareNothing()
    {
        Place one;
        Place two;
        const auto a = one.create();
        const auto b = two.create();
        EXPECT_OK(a);
        EXPECT_OK(b);
        QVERIFY((*a)->storeId() != (*b)->storeId());
        QVERIFY((*a)->deviceKey().publicKey() != (*b)->deviceKey().publicKey());
    }

    void aFolderHoldsOneStore()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        EXPECT_ERROR(place.create(), ErrorCode::Conflict);
        EXPECT_OK(place.open());
    }

    void whatACrashLeftOfAStoreIsReplaced()
    {
        Place place;
        fs::create_directories(place.folder);
        writeFile(place.file("store.db.new"), "half");
        writeFile(place.file("store.db-wal"), "of another store");
        EXPECT_OK(place.createAndClose());
        EXPECT_OK(place.open());
        QVERIFY(!fs::exists(place.file("store.db.new")));
    }

    void noStoreIsNotFound()
    {
        Place place;
        EXPECT_ERROR(place.open(), ErrorCode::NotFound);
        QVERIFY(!Vault::exists(place.folder));
    }

    void aWrongKeyIsLocked()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        place.key = *randomSecret(48);
        EXPECT_ERROR(place.open(), ErrorCode::Locked);
    }

    void theSlotsKnowAWrongKeyWithTheRightSalt()
    {
        Place place;
        auto slots = Slots::create(place.folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setPassphrase(slots->freshKey(), SecretBytes(std::string_view("pass")), kArgon2Floor));
        place.key = slots->freshKey().clone();
        EXPECT_OK(place.createAndClose());
        place.key.data()[0] ^= 1;
        EXPECT_ERROR(place.open(), ErrorCode::Locked);
    }

    void theSlotsKnowADestroyedHeader()
    {
        Place place;
        auto slots = Slots::create(place.folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setPassphrase(slots->freshKey(), SecretBytes(std::string_view("pass")), kArgon2Floor));
        place.key = slots->freshKey().clone();
        EXPECT_OK(place.createAndClose());
        for (std::size_t i = 0; i < 64; ++i)
            flipByte(place.file(), i);
        EXPECT_ERROR(place.open(), ErrorCode::Corrupt);
    }

    void aStoreOfAnotherKindIsRefused()
    {
        Place place(kPairSchema);
        place.options.kind = "hub";
        EXPECT_OK(place.createAndClose());
        place.options.kind = "replica";
        EXPECT_ERROR(place.open(), ErrorCode::Conflict);
    }

    void aDamagedFirstPageIsCorrupt()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        flipByte(place.file(), 100);
        EXPECT_ERROR(place.open(), ErrorCode::Corrupt);
    }

    void aFileWithoutContentIsCorrupt()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        writeFile(place.file(), "");
        EXPECT_ERROR(place.open(), ErrorCode::Corrupt);
    }

    void aFlippedByteOnAnyPageIsFound()
    {
        Place place(kPairSchema);
        {
            const auto vault = place.create();
            EXPECT_OK(vault);
            for (int n = 1; n <= 20; ++n)
                EXPECT_OK(addPair(**vault, n, 3000));
        }
        const std::string whole = readFile(place.file());
        for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
            std::string damaged = whole;
            damaged[page * 4096 + 16 + page * 131 % 4080] ^= 1;
            writeFile(place.file(), damaged);
            NoProgress silent;
            auto vault = place.open();
            const Result<void> checked = vault ? (*vault)->check(silent) : Result<void>(vault.error());
            EXPECT_ERROR(checked, ErrorCode::Corrupt);
        }
    }

    void aTruncatedFileIsFound()
    {
        Place place(kPairSchema);
        {
            const auto vault = place.create();
            EXPECT_OK(vault);
            for (int n = 1; n <= 20; ++n)
                EXPECT_OK(addPair(**vault, n, 3000));
        }
        const std::string whole = readFile(place.file());
        for (const std::size_t size : {whole.size() - 1, whole.size() - 4096, whole.size() / 2, std::size_t(5000), std::size_t(15)}) {
            writeFile(place.file(), whole.substr(0, size));
            NoProgress silent;
            auto vault = place.open();
            const Result<void> checked = vault ? (*vault)->check(silent) : Result<void>(vault.error());
            EXPECT_ERROR(checked, ErrorCode::Corrupt);
        }
    }

    void aSoundStorePassesItsCheck()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        NoProgress silent;
        EXPECT_OK((*vault)->check(silent));
    }

    void aCheckLooksAnewEachTime()
    {
        Place place(kPairSchema);
        {
            const auto vault = place.create();
            EXPECT_OK(vault);
            for (int n = 1; n <= 20; ++n)
                EXPECT_OK(addPair(**vault, n, 3000));
        }
        const auto vault = place.open();
        EXPECT_OK(vault);
        NoProgress silent;
        EXPECT_OK((*vault)->check(silent));
        std::string file = readFile(place.file());
        file[file.size() - 2000] ^= 1;
        writeFile(place.file(), file);
        EXPECT_ERROR((*vault)->check(silent), ErrorCode::Corrupt);
        file[file.size() - 2000] ^= 1;
        writeFile(place.file(), file);
        EXPECT_OK((*vault)->check(silent));
    }

    void aCheckCanBeCancelled()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        EXPECT_OK((*vault)->db().run(
            "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<200000) INSERT INTO b(n) SELECT i FROM c"));
        StopAtOnce atOnce;
        EXPECT_ERROR((*vault)->check(atOnce), ErrorCode::Cancelled);
        StopLater later;
        EXPECT_ERROR((*vault)->check(later), ErrorCode::Cancelled);
    }

    void settingsAreKept()
    {
        Place place;
        {
            const auto vault = place.create();
            EXPECT_OK(vault);
            EXPECT_OK((*vault)->setMeta("language", "pl"));
            EXPECT_OK((*vault)->setMeta("language", "fr"));
        }
        const auto vault = place.open();
        EXPECT_OK(vault);
        QCOMPARE(**(*vault)->meta("language"), std::string("fr"));
        QVERIFY(!(*vault)->meta("theme")->has_value());
    }

    void anAbandonedTransactionLeavesNothing()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        {
            const auto transaction = WriteTransaction::begin(**vault);
            EXPECT_OK(transaction);
            EXPECT_OK((*vault)->setMeta("a", "b"));
        }
        QVERIFY(!(*vault)->meta("a")->has_value());
        EXPECT_OK((*vault)->setMeta("a", "c"));
    }

    void aTransactionInsideAnotherIsAConflict()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        const auto outer = WriteTransaction::begin(**vault);
        EXPECT_OK(outer);
        EXPECT_ERROR(WriteTransaction::begin(**vault), ErrorCode::Conflict);
        EXPECT_ERROR((*vault)->checkpoint(), ErrorCode::Conflict);
    }

    void aTransactionCommitsOnce()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        auto transaction = WriteTransaction::begin(**vault);
        EXPECT_OK(transaction);
        EXPECT_OK(transaction->commit());
        EXPECT_ERROR(transaction->commit(), ErrorCode::Conflict);
        EXPECT_OK(WriteTransaction::begin(**vault));
    }

    void aFailingCommitLeavesNothingAndFreesTheStore()
    {
        static constexpr Migration schema[] = {{1, "CREATE TABLE p(id INTEGER PRIMARY KEY);"
                                                   "CREATE TABLE c(p REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED);"}};
        Place place(schema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        auto transaction = WriteTransaction::begin(**vault);
        EXPECT_OK(transaction);
        EXPECT_OK((*vault)->db().run("INSERT INTO c(p) VALUES(1)"));
        EXPECT_ERROR(transaction->commit(), ErrorCode::Conflict);
        QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM c"), 0);
        EXPECT_OK((*vault)->setMeta("a", "b"));
    }

    void aReadOnlyStoreDoesNotWrite()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        place.options.readOnly = true;
        const auto vault = place.open();
        EXPECT_OK(vault);
        EXPECT_ERROR((*vault)->setMeta("a", "b"), ErrorCode::Denied);
        EXPECT_ERROR((*vault)->checkpoint(), ErrorCode::Denied);
        NoProgress silent;
        EXPECT_OK((*vault)->check(silent));
    }

    void aReaderSeesWhatWasCommitted()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        const auto reader = (*vault)->openReader();
        EXPECT_OK(reader);
        EXPECT_OK((*vault)->setMeta("a", "b"));
        QCOMPARE(*(*reader)->text("SELECT value FROM meta WHERE key='a'"), std::string("b"));
    }

    void aCheckpointEmptiesTheLog()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        EXPECT_OK((*vault)->setMeta("a", "b"));
        QVERIFY(fs::file_size(place.file("store.db-wal")) > 0);
        EXPECT_OK((*vault)->checkpoint());
        QCOMPARE(fs::file_size(place.file("store.db-wal")), std::uintmax_t(0));
    }

    void aLongLogIsMovedByACommit()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        for (int n = 1; n <= 12; ++n)
            EXPECT_OK(addPair(**vault, n, 8'000'000));
        QVERIFY(fs::file_size(place.file("store.db-wal")) < 80'000'000);
    }

    void aCheckpointBesideAReaderSaysSo()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        const auto reader = (*vault)->openReader();
        EXPECT_OK(reader);
        EXPECT_OK((*reader)->run("BEGIN; SELECT count(*) FROM meta"));
        EXPECT_OK((*vault)->setMeta("a", "b"));
        EXPECT_ERROR((*vault)->checkpoint(), ErrorCode::Io);
        EXPECT_OK((*reader)->run("COMMIT"));
        EXPECT_OK((*vault)->checkpoint());
    }

    void aTransactionHoldsTheWritersLock()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        const int lock = ::open(place.file("store.lock").c_str(), O_RDWR);
        {
            const auto transaction = WriteTransaction::begin(**vault);
            EXPECT_OK(transaction);
            QVERIFY(::flock(lock, LOCK_EX | LOCK_NB) != 0);
        }
        QVERIFY(::flock(lock, LOCK_EX | LOCK_NB) == 0);
        ::close(lock);
    }

    void closingDoesNotWaitForAWriter()
    {
        Place place;
        auto vault = place.create();
        EXPECT_OK(vault);
        EXPECT_OK((*vault)->setMeta("a", "b"));
        const int lock = ::open(place.file("store.lock").c_str(), O_RDWR);
        QVERIFY(::flock(lock, LOCK_EX | LOCK_NB) == 0);
        vault->reset();
        QVERIFY(fs::file_size(place.file("store.db-wal")) > 0);
        ::close(lock);
        QCOMPARE(**(*place.open())->meta("a"), std::string("b"));
    }

    void aWrongKeyBesideAnOpenStoreLeavesItsLocks()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        EXPECT_OK((*vault)->setMeta("a", "b"));
        EXPECT_ERROR(Vault::open(place.folder, *randomSecret(48), place.clock), ErrorCode::Locked);
        struct flock shared = {};
        shared.l_type = F_WRLCK;
        shared.l_whence = SEEK_SET;
        const pid_t child = ::fork();
        if (child == 0) {
            const int file = ::open(place.file().c_str(), O_RDWR);
            ::_exit(::fcntl(file, F_GETLK, &shared) == 0 && shared.l_type != F_UNLCK ? 0 : 1);
        }
        int status = -1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }

    void threadsTakeTurnsToWrite()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        Result<void> other;
        std::thread thread([&] {
            const auto second = place.open();
            other = second ? count(**second, 100) : Result<void>(second.error());
        });
        const Result<void> mine = count(**vault, 100);
        thread.join();
        EXPECT_OK(mine);
        EXPECT_OK(other);
        QCOMPARE(**(*vault)->meta("counter"), std::string("200"));
    }

    void aWriterInALoopDoesNotStarveAnother()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        std::atomic<bool> stop = false;
        std::atomic<int> written = 0;
        std::thread busy([&] {
            const auto second = place.open();
            while (second && !stop) {
                if (count(**second, 1))
                    ++written;
            }
        });
        while (written == 0)
            std::this_thread::yield();
        const Result<void> mine = count(**vault, 20);
        stop = true;
        busy.join();
        EXPECT_OK(mine);
    }

    void aBackupIsAStoreOfItsOwn()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        for (int n = 1; n <= 20; ++n)
            EXPECT_OK(addPair(**vault, n, 3000));
        Place other(kPairSchema);
        other.key = place.key.clone();
        fs::create_directories(other.folder);
        NoProgress silent;
        EXPECT_OK((*vault)->backup(other.file(), silent));
        EXPECT_ERROR((*vault)->backup(other.file(), silent), ErrorCode::Conflict);
        EXPECT_OK(addPair(**vault, 21));

        const auto copy = other.open();
        EXPECT_OK(copy);
        QCOMPARE(*(*copy)->db().integer("SELECT count(*) FROM a"), 20);
        EXPECT_OK((*copy)->check(silent));
        QVERIFY((*copy)->storeId() == (*vault)->storeId());
    }

    void aCancelledBackupLeavesNoFile()
    {
        Place place;
        const auto vault = place.create();
        EXPECT_OK(vault);
        StopAtOnce stop;
        // Small stores are copied in one step: this one is not.
        EXPECT_OK((*vault)->setMeta("a", std::string(3'000'000, 'x')));
        EXPECT_ERROR((*vault)->backup(place.file("copy"), stop), ErrorCode::Cancelled);
        QVERIFY(!fs::exists(place.file("copy")));
        QVERIFY(!fs::exists(place.file("copy.new")));
        EXPECT_OK((*vault)->setMeta("b", "c"));
    }

    void theFolderIsItsOwnersAlone()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        QCOMPARE(static_cast<int>(fs::status(place.folder).permissions()), 0700);
        for (const auto &file : fs::directory_iterator(place.folder))
            QCOMPARE(static_cast<int>(file.status().permissions()), 0600);
    }
};

ASSENT_TEST_CLASS(VaultTest);
#include "tst_vault.moc"
