#include "vault/backups.h"
#include "vault/restore.h"

using namespace assent;
using namespace assent::test;

namespace {

constexpr Migration kTwo[] = {kPairSchema[0], {2, "CREATE TABLE c(n INTEGER PRIMARY KEY);"}};
constexpr std::span<const Migration> kOnlyOne(kTwo, 1);

/// A store with one pair when it was backed up, and two of them now; closed.
struct Past : Kept
{
    explicit Past(std::span<const Migration> schema = kPairSchema) : Kept(schema)
    {
        add(1);
        made = backup();
        add(2);
        close();
    }
    std::int64_t pairsNow()
    {
        reopen();
        const std::int64_t count = pairs();
        close();
        return count;
    }
    fs::path aside() const
    {
        for (const auto &entry : fs::directory_iterator(folder)) {
            if (restore::asideTime(entry.path().filename().string()))
                return entry.path();
        }
        return {};
    }
    bool slotsFit() const { return Slots::confirm(folder, key) == std::optional(true); }
    bool opensWith(std::string_view passphrase) const
    {
        const auto slots = Slots::load(folder);
        return slots && slots->unlockWithPassphrase(SecretBytes(passphrase)).ok();
    }

    BackupInfo made;
};

} // namespace

class RestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDamagedStoreIsPutBackAndKeptAside()
    {
        Past past;
        flipByte(past.file(), 300);
        const std::string damaged = readFile(past.file());
        EXPECT_ERROR(past.open(), ErrorCode::Corrupt);
        const auto restored = past.restore(past.made);
        EXPECT_OK(restored);
        QCOMPARE(past.pairsNow(), 1);
        QVERIFY(restored->aside && *restored->aside == past.aside());
        QCOMPARE(readFile(past.aside() / "store.db"), damaged);
        QVERIFY(!fs::exists(past.file("restore.new")) && !fs::exists(past.file("restore.json")));
        QVERIFY(restored->backup.madeAt == past.made.madeAt);
    }

    void whatWasThereOpensFromAside()
    {
        Past past;
        EXPECT_OK(past.restore(past.made));
        const auto slots = Slots::load(past.aside());
        EXPECT_OK(slots);
        const auto key = slots->unlockWithPassphrase(SecretBytes(std::string_view("first")));
        EXPECT_OK(key);
        const auto before = Vault::open(past.aside(), *key, past.clock, past.options);
        EXPECT_OK(before);
        QCOMPARE(*(*before)->db().integer("SELECT count(*) FROM a"), 2);
    }

    void theLogOfTheOldStoreIsNotReadIntoTheNewOne()
    {
        Past past;
        past.reopen();
        past.add(3);
        const std::string log = readFile(past.file("store.db-wal"));
        QVERIFY(!log.empty());
        past.close();
        writeFile(past.file("store.db-wal"), log);
        EXPECT_OK(past.restore(past.made));
        QCOMPARE(past.pairsNow(), 1);
        QCOMPARE(readFile(past.aside() / "store.db-wal"), log);
    }

    void aStoreAsideIsDestroyedAfterThirtyDays()
    {
        Past past;
        EXPECT_OK(past.restore(past.made));
        const fs::path aside = past.aside();
        past.clock.advance(std::chrono::days(30));
        past.reopen();
        QVERIFY(fs::exists(aside));
        past.clock.advance(std::chrono::milliseconds(1));
        past.reopen();
        QVERIFY(!fs::exists(aside));
    }

    void aNewMachineGetsTheStore()
    {
        Past past;
        past.folder = past.elsewhere("machine") / "store";
        const auto restored = past.restore(past.made);
        EXPECT_OK(restored);
        QVERIFY(!restored->aside && restored->oldKeys);
        QVERIFY(past.opensWith("first"));
        QCOMPARE(past.pairsNow(), 1);
    }

    void aRefusedRestoreMakesNoStore()
    {
        Past past;
        past.folder = past.elsewhere("machine");
        past.key = *randomSecret(48);
        EXPECT_ERROR(past.restore(past.made), ErrorCode::Locked);
        QVERIFY(!fs::exists(past.folder));
    }

    void aWrongKeyTouchesNothing()
    {
        Past past;
        past.key = *randomSecret(48);
        const auto before = contentOf(past.folder);
        EXPECT_ERROR(past.restore(past.made), ErrorCode::Locked);
        QVERIFY(contentOf(past.folder) == before);
    }

    void aChangedBackupIsRefusedAndTouchesNothing_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<int>("at");
        const QStringList both{QStringLiteral("slots.json"), QStringLiteral("slots.json.bak")};
        for (const int at : {0, 5000, 12'000})
            QTest::addRow("store at %d", at) << QStringList{QStringLiteral("store.db")} << at;
        for (const int at : {0, 60, 300})
            QTest::addRow("manifest at %d", at) << QStringList{QStringLiteral("backup.json")} << at;
        for (const int at : {0, 40, 200})
            QTest::addRow("both slots at %d", at) << both << at;
    }
    void aChangedBackupIsRefusedAndTouchesNothing()
    {
        QFETCH(QStringList, files);
        QFETCH(int, at);
        Past past;
        for (const QString &file : files)
            flipByte(past.made.folder / file.toStdString(), static_cast<std::size_t>(at));
        const auto before = contentOf(past.folder);
        EXPECT_ERROR(past.restore(past.made), ErrorCode::Corrupt);
        QVERIFY(contentOf(past.folder) == before);
        QCOMPARE(past.pairsNow(), 2);
    }

    void aForgedManifestIsRefused()
    {
        Past past;
        auto manifest = backupfiles::readManifest(past.made.folder);
        EXPECT_OK(manifest);
        manifest->madeAt += std::chrono::hours(1);
        EXPECT_OK(backupfiles::writeManifest(past.made.folder, *manifest));
        EXPECT_ERROR(past.restore(past.made), ErrorCode::Corrupt);
    }

    void oneTornSlotsFileIsMadeUpForByTheOther()
    {
        Past past;
        fs::remove(past.file("slots.json"));
        fs::remove(past.file("slots.json.bak"));
        writeFile(past.made.folder / "slots.json", "torn");
        EXPECT_OK(past.restore(past.made));
        QVERIFY(past.opensWith("first"));
        QCOMPARE(readFile(past.file("slots.json")), readFile(past.file("slots.json.bak")));
    }

    void aPassphraseChangedSinceTheBackupHolds()
    {
        Past past;
        auto slots = Slots::load(past.folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setPassphrase(past.key, SecretBytes(std::string_view("second")), kArgon2Floor));
        EXPECT_OK(past.restore(past.made));
        QVERIFY(!past.restore(past.made, true)->oldKeys);
        QVERIFY(past.opensWith("second") && !past.opensWith("first"));
        QCOMPARE(past.pairsNow(), 1);
    }

    void aStoreThatIsOpenIsNotReplaced()
    {
        Past past;
        past.reopen();
        const RestoreOptions options{past.options, {}, false, 50};
        EXPECT_ERROR(restoreBackup(past.made.folder, past.folder, past.key, past.clock, options, past.silent), ErrorCode::Io);
        QCOMPARE(past.pairs(), 2);
        QVERIFY(past.aside().empty() && !fs::exists(past.file("restore.new")));
    }

    void aBackupOfAnotherStoreIsAConflict()
    {
        Past past;
        Past other;
        const auto before = contentOf(past.folder);
        EXPECT_ERROR(restoreBackup(other.made.folder, past.folder, other.key, past.clock, {past.options, {}, false}, past.silent),
            ErrorCode::Conflict);
        QVERIFY(contentOf(past.folder) == before);
    }

    void anOlderBackupIsMigrated()
    {
        Past past(kOnlyOne);
        past.options.schema = kTwo;
        EXPECT_OK(past.restore(past.made));
        past.reopen();
        QCOMPARE(*past.vault->db().integer("PRAGMA user_version"), 2);
        QCOMPARE(past.pairs(), 1);
        EXPECT_OK(past.restore(past.made, true)); // the backup itself stays as it was
    }

    void aNewerBackupIsRefused()
    {
        Past past(kTwo);
        past.options.schema = kOnlyOne;
        const auto before = contentOf(past.folder);
        EXPECT_ERROR(past.restore(past.made), ErrorCode::Newer);
        QVERIFY(contentOf(past.folder) == before);
    }

    void theLookAtTheNewStoreCanRefuseIt()
    {
        Past past;
        const auto before = contentOf(past.folder);
        RestoreOptions options{past.options, [](Vault &vault) -> Result<void> {
            if (*vault.db().integer("SELECT count(*) FROM a") == 1)
                return Error{ErrorCode::Corrupt, "not this one"};
            return {};
        }, false};
        EXPECT_ERROR(restoreBackup(past.made.folder, past.folder, past.key, past.clock, options, past.silent), ErrorCode::Corrupt);
        QVERIFY(contentOf(past.folder) == before);
    }

    void aDryRunTouchesNothing()
    {
        Past past;
        const auto before = contentOf(past.folder);
        EXPECT_OK(past.restore(past.made, true));
        QVERIFY(contentOf(past.folder) == before);
    }

    void cancellingAnywhereTouchesNothing()
    {
        Past past;
        const auto before = contentOf(past.folder);
        for (int question = 1;; ++question) {
            StopAt progress(question);
            const auto done = restoreBackup(past.made.folder, past.folder, past.key, past.clock, {past.options, {}, false}, progress);
            if (!progress.stopped()) {
                EXPECT_OK(done);
                QVERIFY(question > 2);
                break;
            }
            EXPECT_ERROR(done, ErrorCode::Cancelled);
            QVERIFY(contentOf(past.folder) == before);
        }
    }

    void aFullDiskIsIoAndTouchesNothing()
    {
        Past past;
        const auto before = contentOf(past.folder);
        for (rlim_t size = 0; size < past.made.size - 8000; size += 4096 + 511) {
            const FullDisk full(size);
            EXPECT_ERROR(past.restore(past.made), ErrorCode::Io);
            QVERIFY(contentOf(past.folder) == before);
        }
        EXPECT_OK(past.restore(past.made));
    }

    void anOldBackupIsNotDestroyedByItsOwnRestore()
    {
        Kept kept;
        const BackupInfo made = kept.backup(kept.elsewhere("copy"));
        kept.close();
        kept.clock.advance(std::chrono::days(40));
        EXPECT_OK(kept.restore(made, true));
        QVERIFY(fs::exists(made.folder / "store.db"));
        EXPECT_OK(kept.restore(made));
        kept.reopen();
        QVERIFY(!fs::exists(made.folder)); // its time was over
    }

    void aRestoreThatDiedWhileCopyingLeavesTheOldStore()
    {
        Past past;
        fs::create_directories(past.file("restore.new"));
        writeFile(past.file("restore.new") / "store.db", "half");
        QCOMPARE(past.pairsNow(), 2);
        QVERIFY(!fs::exists(past.file("restore.new")));
    }

    void aRestoreThatDiedAnywhereIsFinishedByTheNext_data()
    {
        QTest::addColumn<int>("by");
        QTest::newRow("open") << 0;
        QTest::newRow("loading the slots") << 1;
        QTest::newRow("restore") << 2;
        QTest::newRow("two deaths") << 3;
    }
    void aRestoreThatDiedAnywhereIsFinishedByTheNext()
    {
        QFETCH(int, by);
        int steps = 0;
        for (bool died = true; died; ++steps) {
            Past past;
            flipByte(past.file(), 300);
            const std::string damaged = readFile(past.file());
            died = dieAt(past, steps);
            QVERIFY(Vault::exists(past.folder));
            if (by == 1)
                QVERIFY(past.slotsFit());
            if (by == 2)
                EXPECT_OK(past.restore(past.made));
            if (by == 3 && died)
                (void)restore::finish(past.folder, [] { static int turn = 0; return ++turn % 2 == 0; });
            QCOMPARE(past.pairsNow(), 1);
            QVERIFY(past.slotsFit());
            QVERIFY(!fs::exists(past.file("restore.new")) && !fs::exists(past.file("restore.json")));
            QCOMPARE(oldOnes(past, damaged), 1);
        }
        QVERIFY(steps > 8);
    }

    void aFolderThatTheJournalMayNotNameIsRefused()
    {
        Past past;
        writeFile(past.file("restore.json"), "{\"format\":1,\"aside\":\"../elsewhere\"}");
        EXPECT_ERROR(past.open(), ErrorCode::Corrupt);
        writeFile(past.file("restore.json"), "{\"format\":2,\"aside\":\"damaged-1\"}");
        EXPECT_ERROR(past.open(), ErrorCode::Newer);
    }

private:
    /// A restore that ends before the change number `steps` of the folder; false
    /// when it has fewer.
    static bool dieAt(Past &past, int steps)
    {
        const auto made = restore::prepare(past.made.folder, past.folder, past.key, past.clock, {past.options, {}, false}, past.silent);
        if (!made || !restore::decide(past.folder, past.clock.now()))
            qFatal("nothing to finish");
        return !restore::finish(past.folder, [left = steps]() mutable { return left-- > 0; }).ok();
    }

    /// How many folders hold the store that was there.
    static int oldOnes(const Past &past, const std::string &damaged)
    {
        int found = 0;
        for (const auto &entry : fs::directory_iterator(past.folder)) {
            const bool aside = restore::asideTime(entry.path().filename().string()).has_value();
            found += aside && readFile(entry.path() / "store.db") == damaged ? 1 : 0;
        }
        return found;
    }
};

ASSENT_TEST_CLASS(RestoreTest);
#include "tst_restore.moc"
