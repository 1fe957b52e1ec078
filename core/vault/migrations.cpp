#include "vault/migrations.h"

#include "vault/backup.h"

#include <charconv>

namespace assent::migrations {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kReplica = 0x41736E52; // "AsnR"
constexpr std::int64_t kHub = 0x41736E48;     // "AsnH"

// Keys have a table of their own, so that no reading of settings shows them.
constexpr std::string_view kFramework = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE vault_identity(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
)sql";

Result<std::int64_t> idOf(std::string_view kind)
{
    if (kind == "replica")
        return kReplica;
    if (kind == "hub")
        return kHub;
    return Error{ErrorCode::Invalid, "a store is a replica or a hub"};
}

Result<int> lastVersion(std::span<const Migration> schema)
{
    int last = 0;
    for (const Migration &migration : schema) {
        if (migration.version != ++last)
            return Error{ErrorCode::Invalid, "the versions of a schema count from 1 without gaps"};
    }
    return last;
}

/// All or nothing, for files that no WriteTransaction covers yet.
template<typename Work>
Result<void> inTransaction(Database &db, Work work)
{
    ASSENT_CHECK(db.run("BEGIN IMMEDIATE"));
    Result<void> done = work();
    if (done)
        done = db.run("COMMIT");
    if (!done)
        (void)db.run("ROLLBACK");
    return done;
}

Result<void> putIdentity(Database &db, std::string_view name, ByteView value)
{
    ASSENT_TRY(Statement put, db.prepare("INSERT INTO vault_identity(name, value) VALUES(?, ?)"));
    return put.bind(1, name).bind(2, value).run();
}

Result<void> makeIdentity(Database &db, Timestamp now)
{
    ASSENT_CHECK(putIdentity(db, "store", makeUuidV7(now).bytes()));
    ASSENT_CHECK(putIdentity(db, "device", makeUuidV7(now).bytes()));
    for (const char *name : {"device key", "log key", "lookup key"}) {
        ASSENT_TRY(const SecretBytes key, randomSecret(32));
        ASSENT_CHECK(putIdentity(db, name, key.view()));
    }
    return {};
}

/// Without this a full-text index that has its content keeps deleted words.
Result<void> makeSearchForget(Database &db)
{
    ASSENT_TRY(const std::vector<std::string> names, searchTables(db));
    for (const std::string &name : names)
        ASSENT_CHECK(db.run("INSERT INTO \"" + name + "\"(\"" + name + "\", rank) VALUES('secure-delete', 1)"));
    return {};
}

Result<void> apply(Database &db, std::span<const Migration> schema, int from)
{
    for (const Migration &migration : schema.subspan(static_cast<std::size_t>(from))) {
        ASSENT_CHECK(db.run(migration.sql));
        if (migration.fill)
            ASSENT_CHECK(migration.fill(db));
    }
    ASSENT_CHECK(makeSearchForget(db));
    return db.run("PRAGMA user_version=" + std::to_string(schema.size()));
}

/// When a backup was made, or nothing when the file is none.
std::optional<Timestamp> backupTime(const std::string &name)
{
    const auto dash = name.rfind('-');
    if (!name.starts_with(kBackupMark) || dash == std::string::npos)
        return std::nullopt;
    std::int64_t millis = 0;
    const char *end = name.data() + name.size();
    const auto read = std::from_chars(name.data() + dash + 1, end, millis);
    // One that was interrupted has ".new" behind it.
    if (read.ec != std::errc() || (read.ptr != end && *read.ptr != '.'))
        return std::nullopt;
    return fromMillis(millis);
}

/// Removes the backups whose time is one of those meant.
template<typename Meant>
void removeMade(const fs::path &folder, Meant meant)
{
    std::error_code fault;
    for (const auto &file : fs::directory_iterator(folder, fault)) {
        const auto made = backupTime(file.path().filename().string());
        std::error_code ignored;
        if (made && meant(*made))
            fs::remove(file.path(), ignored);
    }
}

} // namespace

std::span<const Migration> schemaOf(std::span<const Migration> given) { return given.empty() ? replicaSchema() : given; }

Result<void> create(Database &db, std::span<const Migration> schema, std::string_view kind, Timestamp now)
{
    ASSENT_TRY(const std::int64_t id, idOf(kind));
    ASSENT_CHECK(lastVersion(schema));
    return inTransaction(db, [&]() -> Result<void> {
        ASSENT_CHECK(db.run("PRAGMA application_id=" + std::to_string(id)));
        ASSENT_CHECK(db.run(kFramework));
        ASSENT_CHECK(makeIdentity(db, now));
        return apply(db, schema, 0);
    });
}

Result<bool> isKind(Database &db, std::string_view kind)
{
    ASSENT_TRY(const std::int64_t wanted, idOf(kind));
    ASSENT_TRY(const std::int64_t found, db.integer("PRAGMA application_id"));
    if (found == 0)
        return Error{ErrorCode::Corrupt, "the file is no store of Assent"};
    return found == wanted;
}

Result<int> pending(Database &db, std::span<const Migration> schema)
{
    ASSENT_TRY(const int last, lastVersion(schema));
    ASSENT_TRY(const std::int64_t version, db.integer("PRAGMA user_version"));
    if (version > last)
        return Error{ErrorCode::Newer, "the store has version " + std::to_string(version) + ", this program knows "
                                           + std::to_string(last)};
    if (version < 1)
        return Error{ErrorCode::Corrupt, "the store has no version"};
    return last - static_cast<int>(version);
}

Result<void> upgrade(Database &db, std::span<const Migration> schema)
{
    return inTransaction(db, [&]() -> Result<void> {
        ASSENT_TRY(const int behind, pending(db, schema));
        return apply(db, schema, static_cast<int>(schema.size()) - behind);
    });
}

Result<fs::path> backupName(Database &db, const fs::path &folder, Timestamp now)
{
    ASSENT_TRY(const std::int64_t version, db.integer("PRAGMA user_version"));
    return folder / (std::string(kBackupMark) + "v" + std::to_string(version) + "-" + std::to_string(toMillis(now)));
}

void removeOldBackups(const fs::path &folder, Timestamp now)
{
    removeMade(folder, [now](Timestamp made) { return now - made > kBackupLife; });
}

void removeBackups(const fs::path &folder)
{
    removeMade(folder, [](Timestamp) { return true; });
}

Result<std::vector<std::string>> searchTables(Database &db)
{
    std::vector<std::string> names;
    ASSENT_TRY(Statement tables, db.prepare(
        "SELECT name FROM sqlite_schema WHERE type='table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(%'"));
    for (;;) {
        ASSENT_TRY(const bool row, tables.step());
        if (!row)
            return names;
        names.emplace_back(tables.text(0));
    }
}

Result<SecretBytes> identity(Database &db, std::string_view name)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT value FROM vault_identity WHERE name=?"));
    ASSENT_TRY(const bool row, find.bind(1, name).step());
    if (!row)
        return Error{ErrorCode::Corrupt, "the store lacks its " + std::string(name)};
    return SecretBytes(find.blob(0));
}

} // namespace assent::migrations
