#pragma once

#include "vault/vault.h"

namespace assent::migrations {

/// The desktop's own where none is given.
std::span<const Migration> schemaOf(std::span<const Migration> given);

/// Fills an empty file in one transaction: tables, kind, version, identity.
Result<void> create(Database &db, std::span<const Migration> schema, std::string_view kind, Timestamp now);
Result<bool> isKind(Database &db, std::string_view kind);
/// How many versions the file is behind. Newer when it is ahead.
Result<int> pending(Database &db, std::span<const Migration> schema);
/// Brings the file to the last version in one transaction. Under the writers'
/// lock.
Result<void> upgrade(Database &db, std::span<const Migration> schema);

/// How the names begin that backupName() gives.
inline constexpr std::string_view kBackupMark = "store.db.backup-";
/// Where the store is kept as it was before an upgrade.
Result<std::filesystem::path> backupName(Database &db, const std::filesystem::path &folder, Timestamp now);
/// Destroys what backupName() named more than 30 days ago: it may hold people
/// who were erased since.
void removeOldBackups(const std::filesystem::path &folder, Timestamp now);
/// Destroys all of them: when the store has another key, no slot opens them.
void removeBackups(const std::filesystem::path &folder);

/// A value that the store got when it was made, keys among them.
Result<SecretBytes> identity(Database &db, std::string_view name);

/// The FTS5 tables.
Result<std::vector<std::string>> searchTables(Database &db);

} // namespace assent::migrations
