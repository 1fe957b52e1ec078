#include "vault/storefile.h"

#include "vault/files.h"

#include <sqlite3.h>

#include <cstdio>

namespace assent::storefile {
namespace {

namespace fs = std::filesystem;

constexpr int kReaderPatienceMillis = 250;
constexpr int kPagesAtOnce = 256;

/// Reports to a Progress from SQLite's own loop for as long as it lives.
class Watch
{
public:
    Watch(Database &db, Progress &progress) : m_db(db), m_progress(progress)
    {
        sqlite3_progress_handler(db.handle(), 100'000, &Watch::tick, this);
    }
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;
    ~Watch() { sqlite3_progress_handler(m_db.handle(), 0, nullptr, nullptr); }

private:
    static int tick(void *self)
    {
        auto *watch = static_cast<Watch *>(self);
        return watch->m_progress.report(++watch->m_ticks, 0) ? 0 : 1;
    }

    Database &m_db;
    Progress &m_progress;
    std::uint64_t m_ticks = 0;
};

/// The first complaint of a check pragma, if any.
Result<void> expectSilence(Database &db, const char *pragma, std::string_view good)
{
    ASSENT_TRY(Statement check, db.prepare(pragma));
    ASSENT_TRY(const bool row, check.step());
    if (row && check.text(0) != good)
        return Error{ErrorCode::Corrupt, std::string(pragma) + ": " + std::string(check.text(0))};
    return {};
}

} // namespace

Result<void> moveLog(Database &db, int patienceMillis)
{
    int rest = 0;
    int moved = 0;
    // First without waiting: this part never disturbs a reader.
    sqlite3_wal_checkpoint_v2(db.handle(), "main", SQLITE_CHECKPOINT_PASSIVE, &rest, &moved);
    sqlite3_busy_timeout(db.handle(), patienceMillis);
    const int result = sqlite3_wal_checkpoint_v2(db.handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, &rest, &moved);
    Error error = db.lastError("moving the log into the store");
    sqlite3_busy_timeout(db.handle(), Database::kBusyMillis);
    if (result == SQLITE_BUSY)
        return Error{ErrorCode::Io, "a reader still needs the log"};
    if (result != SQLITE_OK)
        return error;
    return {};
}

Result<void> copy(Database &from, Database &to, Progress &progress)
{
    sqlite3_backup *backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup)
        return to.lastError("starting a backup");
    int result = SQLITE_OK;
    bool wanted = true;
    while (wanted && (result == SQLITE_OK || result == SQLITE_BUSY)) {
        result = sqlite3_backup_step(backup, kPagesAtOnce);
        const auto total = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup));
        wanted = progress.report(total - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup)), total);
    }
    sqlite3_backup_finish(backup);
    if (result == SQLITE_DONE)
        return {};
    if (!wanted)
        return Error{ErrorCode::Cancelled, "the backup was cancelled"};
    return to.lastError("copying the store");
}

Result<void> putInPlace(std::unique_ptr<Database> db, const fs::path &made, const fs::path &place)
{
    ASSENT_CHECK(moveLog(*db, kReaderPatienceMillis));
    db.reset();
    std::error_code ignored;
    fs::remove(fs::path(made).concat("-wal"), ignored);
    fs::remove(fs::path(made).concat("-shm"), ignored);
    ASSENT_CHECK(files::syncFile(made));
    if (::rename(made.c_str(), place.c_str()) != 0)
        return files::systemError("could not put the file in its place");
    return files::syncFolder(place.parent_path());
}

void removeFile(const fs::path &file)
{
    std::error_code ignored;
    for (const char *suffix : {"", "-wal", "-shm"})
        fs::remove(fs::path(file).concat(suffix), ignored);
}

Result<void> checkPages(Database &db) { return expectSilence(db, "PRAGMA cipher_integrity_check", ""); }

Result<void> checkStructure(Database &db, const char *pragma, Progress &progress)
{
    const Watch watch(db, progress);
    return expectSilence(db, pragma, "ok");
}

} // namespace assent::storefile
