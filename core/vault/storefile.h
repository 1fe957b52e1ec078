#pragma once

#include "base/progress.h"
#include "vault/database.h"

namespace assent::storefile {

/// Moves the whole log into the file; under the writers' lock only. Io when a
/// reader still needs the log; what could be moved has been.
Result<void> moveLog(Database &db, int patienceMillis);

/// Keeps zeros behind the last frame of a log that has begun: to flush a file that
/// grew takes twice as long, since the file system writes down its new length too.
/// `usedPages`: how far the log was last known to reach. Under the writers' lock
/// only. Where the disk has no room the log stays as it is.
void reserveLog(Database &db, int usedPages);

/// Copies every page of one database into an empty one, which may have another
/// key. Io and Cancelled leave the second as it is.
Result<void> copy(Database &from, Database &to, Progress &progress);

/// Ends the life of a file under construction: whole, durable, in its place.
Result<void> putInPlace(std::unique_ptr<Database> db, const std::filesystem::path &made, const std::filesystem::path &place);

/// Removes a database with its log, or what there is of it.
void removeFile(const std::filesystem::path &file);

/// Every page's HMAC. Corrupt when one fails twice; Io when one cannot be read.
Result<void> checkPages(Database &db);
/// Every table's structure, by this pragma. The same.
Result<void> checkStructure(Database &db, const char *pragma, Progress &progress);

} // namespace assent::storefile
