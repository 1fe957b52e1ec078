#pragma once

#include "vault/database.h"

#include <filesystem>

/// Whether the store's file is the one that its write-ahead log continues. SQLite
/// would apply a log to any file of the same key, such as an older copy that was
/// put back, and mix the two. So each new log begins with a token of its own, and
/// names the one that the file had before.
namespace assent::freshness {

/// The token and the one before, one row.
inline constexpr std::string_view kTable = R"sql(
CREATE TABLE store_epoch(
    id INTEGER PRIMARY KEY CHECK(id = 1),
    now BLOB NOT NULL,
    before BLOB NOT NULL);
INSERT INTO store_epoch VALUES(1, randomblob(16), x'');
)sql";

/// A store of an older version, or one that is being made, has no token.
Result<bool> isKept(Database &db);
/// True while the next commit of the store begins a new log.
bool logIsEmpty(const std::filesystem::path &file);
/// In the first transaction of a new log.
Result<void> mark(Database &db);
/// Corrupt when `file` without its log is another than the one that the log, as
/// seen through `db`, continues. Only while nobody writes.
Result<void> check(Database &db, const std::filesystem::path &file, const SecretBytes &key);

} // namespace assent::freshness
