#include "vault/backups.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace assent;
using namespace assent::test;

namespace {

constexpr auto kMonth = std::chrono::days(30);

int entriesIn(const fs::path &folder)
{
    std::error_code none;
    return static_cast<int>(std::distance(fs::directory_iterator(folder, none), fs::directory_iterator()));
}

} // namespace

/// Making, listing and destroying backups.
class BackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBackupIsAWholeStoreThatOpensWithItsPassphrase()
    {
        Kept kept;
        kept.add(1);
        const BackupInfo made = kept.backup();
        kept.add(2);
        QCOMPARE(made.fault, std::string());
        QCOMPARE(entriesIn(made.folder), 4);
        auto slots = Slots::load(made.folder);
        EXPECT_OK(slots);
        const auto key = slots->unlockWithPassphrase(SecretBytes(std::string_view("first")));
        EXPECT_OK(key);
        const auto copy = Vault::open(made.folder, *key, kept.clock, kept.options);
        EXPECT_OK(copy);
        QVERIFY((*copy)->storeId() == kept.vault->storeId());
        QCOMPARE(*(*copy)->db().integer("SELECT count(*) FROM a"), 1);
        EXPECT_OK((*copy)->check(kept.silent));
    }

    void aBackupIsItsOwnersAlone()
    {
        Kept kept;
        const BackupInfo made = kept.backup();
        for (const fs::path &folder : {made.folder, made.folder.parent_path()})
            QVERIFY(fs::status(folder).permissions() == fs::perms::owner_all);
        for (const auto &file : fs::directory_iterator(made.folder))
            QVERIFY(file.status().permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }

    void nothingStandsInPlain()
    {
        Kept kept;
        EXPECT_OK(kept.vault->setMeta("setting", "canary-value"));
        const BackupInfo made = kept.backup();
        const Bytes raw = toBytes(kept.key.view());
        for (const std::string &canary : {std::string("canary-value"), std::string("first"), std::string("CREATE TABLE"),
                 std::string("SQLite format"), std::string(asText(ByteView(raw).first(32))), toHex(ByteView(raw).first(32)),
                 std::string(asText(kept.vault->deviceKey().seed().view()))}) {
            for (const auto &[name, content] : contentOf(made.folder))
                QVERIFY2(content.find(canary) == std::string::npos, name.c_str());
        }
    }

    void aBackupWhileAnotherProcessWritesIsOneMoment()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("the thread sanitizer does not follow a fork");
#endif
        Kept kept;
        kept.add(1);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto own = kept.open();
            for (std::int64_t n = 2; own; ++n) {
                if (!addPair(**own, n, 5000))
                    break;
            }
            ::_exit(1);
        }
        std::int64_t before = 0;
        for (int round = 0; round < 5; ++round) {
            while (kept.pairs() <= before + 3) { }
            const BackupInfo made = kept.backup();
            const auto copy = kept.vault->openCopy(made.folder / "store.db");
            EXPECT_OK(copy);
            const std::int64_t copied = *(*copy)->integer("SELECT count(*) FROM a");
            QVERIFY(copied > before);
            QCOMPARE(*(*copy)->integer("SELECT count(*) FROM b"), copied);
            before = copied;
        }
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
    }

    void cancellingAnywhereLeavesNothing()
    {
        Kept kept;
        for (std::int64_t n = 1; n < 40; ++n)
            EXPECT_OK(addPair(*kept.vault, n, 30'000));
        int stopped = 0;
        for (int question = 1;; ++question) {
            StopAt progress(question);
            kept.clock.advance(std::chrono::minutes(1));
            const auto made = makeBackup(*kept.vault, {}, progress);
            if (!progress.stopped()) {
                EXPECT_OK(made);
                break;
            }
            ++stopped;
            EXPECT_ERROR(made, ErrorCode::Cancelled);
            QCOMPARE(entriesIn(kept.file("backups")), 0);
        }
        QVERIFY(stopped > 3);
    }

    void aFullDiskIsIoAndLeavesNothing()
    {
        Kept kept;
        for (std::int64_t n = 1; n < 20; ++n)
            EXPECT_OK(addPair(*kept.vault, n, 10'000));
        EXPECT_OK(kept.vault->checkpoint());
        const auto whole = fs::file_size(kept.file());
        for (rlim_t size = 0; size < whole; size += 30'011) {
            const FullDisk full(size);
            EXPECT_ERROR(makeBackup(*kept.vault, {}, kept.silent), ErrorCode::Io);
            QCOMPARE(entriesIn(kept.file("backups")), 0);
        }
        EXPECT_OK(makeBackup(*kept.vault, {}, kept.silent));
    }

    void whatACrashLeftGoesWithTheNextBackup()
    {
        Kept kept;
        const fs::path half = kept.file("backups") / ("2026-01-01T000000.000Z.new-" + kept.vault->storeId().toString());
        fs::create_directories(half);
        writeFile(half / "store.db.new", "half");
        QVERIFY(listBackups(kept.folder).empty());
        kept.backup();
        QVERIFY(!fs::exists(half));
    }

    void aTargetThatExistsIsAConflict()
    {
        Kept kept;
        fs::create_directories(kept.elsewhere("there"));
        EXPECT_ERROR(makeBackup(*kept.vault, kept.elsewhere("there"), kept.silent), ErrorCode::Conflict);
        EXPECT_ERROR(makeBackup(*kept.vault, kept.elsewhere("none") / "inside", kept.silent), ErrorCode::NotFound);
        QVERIFY(backupsElsewhere(*kept.vault)->empty());
    }

    void oneAtATime()
    {
        Kept kept;
        const auto turn = backupfiles::Turn::take(kept.folder, 0);
        EXPECT_OK(turn);
        EXPECT_ERROR(makeBackup(*kept.vault, {}, kept.silent), ErrorCode::Conflict);
        QCOMPARE(*destroyOldBackups(*kept.vault, kept.clock.now() + 2 * kMonth), 0);
    }

    void aStoreWithoutSlotsIsNotBackedUp()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        NoProgress silent;
        EXPECT_ERROR(makeBackup(**vault, {}, silent), ErrorCode::NotFound);
        QCOMPARE(entriesIn(place.file("backups")), 0);
    }

    void theListIsNewestFirstAndNamesBrokenOnes()
    {
        Kept kept;
        const BackupInfo oldest = kept.backup();
        const BackupInfo newer = kept.backup();
        const BackupInfo newest = kept.backup();
        writeFile(newer.folder / "store.db", "short");
        const auto list = listBackups(kept.folder);
        QCOMPARE(list.size(), 3U);
        QVERIFY(list[0].folder == newest.folder && list[1].folder == newer.folder && list[2].folder == oldest.folder);
        QVERIFY(list[0].fault.empty() && !list[1].fault.empty() && list[2].fault.empty());
        QVERIFY(list[0].madeAt == newest.madeAt && list[0].schema == 1 && list[0].size > 4096);
        writeFile(newest.folder / "backup.json", "{}");
        QVERIFY(!listBackups(kept.folder)[0].fault.empty());
    }

    void aBackupLivesThirtyDays()
    {
        Kept kept;
        const BackupInfo made = kept.backup();
        kept.clock.setTime(made.dueAt());
        kept.reopen();
        QVERIFY(fs::exists(made.folder));
        kept.clock.advance(std::chrono::milliseconds(1));
        kept.reopen();
        QVERIFY(!fs::exists(made.folder));
    }

    void whatABackupDoesNotHoldIsNeverDeleted()
    {
        Kept kept;
        const BackupInfo made = kept.backup();
        const fs::path precious = kept.elsewhere("precious");
        fs::create_directories(precious);
        writeFile(precious / "store.db", "precious");
        writeFile(made.folder / "letter.txt", "mine");
        fs::remove(made.folder / "store.db");
        fs::create_symlink(precious / "store.db", made.folder / "store.db");
        fs::create_directory_symlink(precious, kept.file("backups") / "2020-01-01T000000.000Z");
        fs::create_directory_symlink(precious, kept.file("damaged-1"));
        kept.clock.advance(2 * kMonth);
        kept.reopen();
        QCOMPARE(readFile(precious / "store.db"), std::string("precious"));
        QCOMPARE(readFile(made.folder / "letter.txt"), std::string("mine"));
        QCOMPARE(entriesIn(made.folder), 1);
    }

    void aBackupOfAnotherStoreStays()
    {
        Kept kept;
        Kept other;
        const BackupInfo made = other.backup();
        kept.backup();
        fs::rename(made.folder, kept.file("backups") / "other");
        kept.clock.advance(2 * kMonth);
        kept.reopen();
        QCOMPARE(entriesIn(kept.file("backups")), 1);
        QVERIFY(fs::exists(kept.file("backups") / "other" / "store.db"));
    }

    void aBackupElsewhereIsDestroyedTooOnceItCanBeReached()
    {
        Kept kept;
        const fs::path disk = kept.elsewhere("disk");
        fs::create_directories(disk);
        const BackupInfo made = kept.backup(disk / "copy");
        QVERIFY(fs::equivalent(made.folder, disk / "copy"));
        fs::rename(disk, kept.elsewhere("unplugged"));
        fs::create_directories(disk); // as an empty mount point
        kept.clock.advance(kMonth + std::chrono::days(1));
        kept.reopen();
        const auto known = backupsElsewhere(*kept.vault);
        EXPECT_OK(known);
        QCOMPARE(known->size(), 1U);
        QVERIFY(known->front().fault == "cannot be reached" && known->front().dueAt() < kept.clock.now());
        fs::remove(disk);
        fs::rename(kept.elsewhere("unplugged"), disk);
        kept.reopen();
        QCOMPARE(entriesIn(disk), 0);
        QVERIFY(backupsElsewhere(*kept.vault)->empty());
    }

    void aBackupElsewhereThatIsGoneIsForgotten()
    {
        Kept kept;
        const BackupInfo first = kept.backup(kept.elsewhere("first"));
        const BackupInfo second = kept.backup(kept.elsewhere("second"));
        fs::remove_all(first.folder);
        EXPECT_OK(forgetBackup(*kept.vault, second.folder));
        EXPECT_ERROR(forgetBackup(*kept.vault, second.folder), ErrorCode::NotFound);
        kept.clock.advance(2 * kMonth);
        kept.reopen();
        QVERIFY(backupsElsewhere(*kept.vault)->empty());
        QVERIFY(fs::exists(second.folder));
    }

    void aFailedBackupElsewhereIsNotRemembered()
    {
        Kept kept;
        StopAt progress(2);
        EXPECT_ERROR(makeBackup(*kept.vault, kept.elsewhere("copy"), progress), ErrorCode::Cancelled);
        QVERIFY(backupsElsewhere(*kept.vault)->empty());
        QCOMPARE(entriesIn(kept.temporary.path().toStdString()), 1);
    }

    void whatACrashLeftElsewhereIsDestroyedInTime()
    {
        Kept kept;
        const BackupInfo made = kept.backup(kept.elsewhere("copy"));
        fs::rename(made.folder, backupfiles::stagingOf(made.folder, made.store));
        kept.clock.advance(2 * kMonth);
        kept.reopen();
        QCOMPARE(entriesIn(kept.temporary.path().toStdString()), 1);
        QVERIFY(backupsElsewhere(*kept.vault)->empty());
    }
};

ASSENT_TEST_CLASS(BackupTest);
#include "tst_backup.moc"
