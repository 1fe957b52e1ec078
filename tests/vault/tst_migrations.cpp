#include "vault/fixture.h"

using namespace assent;
using namespace assent::test;

namespace {

constexpr Migration kSchema[] = {
    {1, "CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL); CREATE INDEX t_name ON t(name);"},
    {2, "ALTER TABLE t ADD COLUMN born INTEGER; CREATE VIRTUAL TABLE s USING fts5(words);"},
    {3, "CREATE TABLE u(id INTEGER PRIMARY KEY, t INTEGER REFERENCES t(id)); UPDATE t SET born=0;"},
};
constexpr std::span<const Migration> kAll(kSchema);

/// Everything about the tables, and the settings of the search indexes.
std::string shapeOf(Vault &vault)
{
    std::string shape = std::to_string(*vault.db().integer("PRAGMA user_version")) + "\n"
        + std::to_string(*vault.db().integer("PRAGMA application_id")) + "\n";
    auto rows = vault.db().prepare("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
    while (rows && *rows->step()) {
        for (int column = 0; column < 4; ++column)
            shape += std::string(rows->text(column)) + "|";
        shape += "\n";
    }
    return shape;
}

int backupsIn(const fs::path &folder)
{
    int found = 0;
    for (const auto &file : fs::directory_iterator(folder))
        found += file.path().filename().string().starts_with("store.db.backup-") ? 1 : 0;
    return found;
}

} // namespace

class MigrationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMigratedStoreEqualsAFreshOne_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<bool>("replica");
        for (int from = 1; from < static_cast<int>(kAll.size()); ++from)
            QTest::addRow("own schema, from %d", from) << from << false;
        for (int from = 1; from <= static_cast<int>(replicaSchema().size()); ++from)
            QTest::addRow("replica, from %d", from) << from << true;
    }
    void aMigratedStoreEqualsAFreshOne()
    {
        QFETCH(int, from);
        QFETCH(bool, replica);
        const auto all = replica ? replicaSchema() : kAll;
        Place fresh(all);
        const auto expected = fresh.create();
        EXPECT_OK(expected);
        Place old(all.first(static_cast<std::size_t>(from)));
        EXPECT_OK(old.createAndClose());
        old.options.schema = all;
        const auto migrated = old.open();
        EXPECT_OK(migrated);
        QCOMPARE(shapeOf(**migrated), shapeOf(**expected));
    }

    void whatWasStoredIsCarriedOver()
    {
        Place place(kAll.first(1));
        StoreId id;
        {
            const auto vault = place.create();
            EXPECT_OK(vault);
            EXPECT_OK((*vault)->db().run("INSERT INTO t(name) VALUES('Ada')"));
            id = (*vault)->storeId();
        }
        place.options.schema = kAll;
        const auto vault = place.open();
        EXPECT_OK(vault);
        QCOMPARE(*(*vault)->db().text("SELECT name FROM t WHERE born=0"), std::string("Ada"));
        QVERIFY((*vault)->storeId() == id);
    }

    void theStoreIsBackedUpBeforeAMigration()
    {
        Place place(kAll.first(1));
        EXPECT_OK(place.createAndClose());
        place.options.schema = kAll;
        EXPECT_OK(place.open());
        QCOMPARE(backupsIn(place.folder), 1);

        Place before(kAll.first(1));
        before.key = place.key.clone();
        fs::create_directories(before.folder);
        for (const auto &file : fs::directory_iterator(place.folder)) {
            if (file.path().filename().string().starts_with("store.db.backup-v1-"))
                fs::copy_file(file.path(), before.file());
        }
        EXPECT_OK(before.open());
    }

    void aBackupLivesThirtyDays()
    {
        Place place(kAll.first(1));
        EXPECT_OK(place.createAndClose());
        place.options.schema = kAll;
        EXPECT_OK(place.open());
        place.clock.advance(std::chrono::days(30));
        EXPECT_OK(place.open());
        QCOMPARE(backupsIn(place.folder), 1);
        place.clock.advance(std::chrono::milliseconds(1));
        EXPECT_OK(place.open());
        QCOMPARE(backupsIn(place.folder), 0);
    }

    void aFailingMigrationLeavesTheOldStore()
    {
        static constexpr Migration broken[] = {kSchema[0], {2, "CREATE TABLE v(id); INSERT INTO nowhere VALUES(1);"}};
        Place place(kAll.first(1));
        EXPECT_OK(place.createAndClose());
        place.options.schema = broken;
        EXPECT_ERROR(place.open(), ErrorCode::Invalid);
        place.options.schema = kAll.first(1);
        const auto vault = place.open();
        EXPECT_OK(vault);
        QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM sqlite_schema WHERE name='v'"), 0);
    }

    void aNewerStoreIsRefusedUntouched()
    {
        Place place(kAll);
        EXPECT_OK(place.createAndClose());
        const std::string before = readFile(place.file());
        place.options.schema = kAll.first(2);
        EXPECT_ERROR(place.open(), ErrorCode::Newer);
        QVERIFY(readFile(place.file()) == before);
        QCOMPARE(backupsIn(place.folder), 0);
    }

    void anOlderStoreIsNotMigratedByAReader()
    {
        Place place(kAll.first(1));
        EXPECT_OK(place.createAndClose());
        place.options.schema = kAll;
        place.options.readOnly = true;
        EXPECT_ERROR(place.open(), ErrorCode::Conflict);
    }

    void versionsCountWithoutGaps()
    {
        static constexpr Migration gap[] = {kSchema[0], kSchema[2]};
        Place place(gap);
        EXPECT_ERROR(place.create(), ErrorCode::Invalid);
        QVERIFY(!Vault::exists(place.folder));
    }

    void searchIndexesForgetWhatIsDeleted()
    {
        Place place(kAll);
        const auto vault = place.create();
        EXPECT_OK(vault);
        QCOMPARE(*(*vault)->db().integer("SELECT v FROM s_config WHERE k='secure-delete'"), 1);
    }
};

ASSENT_TEST_CLASS(MigrationsTest);
#include "tst_migrations.moc"
