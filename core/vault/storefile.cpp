#include "vault/storefile.h"

#include "vault/files.h"
#include "vault/sqliteerror.h"

#include <sqlite3.h>

#include <charconv>
#include <cstdio>
#include <vector>

namespace assent::storefile {
namespace {

namespace fs = std::filesystem;

// Of the log, in bytes. A frame is its head and a page.
constexpr sqlite3_int64 kLogHeader = 32;
constexpr sqlite3_int64 kFrame = 24 + 4096;
constexpr sqlite3_int64 kLogMargin = 32 * kFrame; ///< more than an act takes
constexpr int kLogRoom = 1 << 20;
constexpr int kZeros = 1 << 16; ///< SQLite's xWrite takes less than 128 KiB at once, and nothing of a larger write

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

/// What the checks of SQLite and SQLCipher say of a page that they could not read.
bool isAboutReading(std::string_view complaint)
{
    for (const std::string_view start : {"error reading", "unable to derive keys", "HMAC operation failed"}) {
        if (complaint.starts_with(start))
            return true;
    }
    constexpr std::string_view mark = "error code=";
    const auto at = complaint.find(mark);
    int code = SQLITE_OK;
    if (at != std::string_view::npos)
        std::from_chars(complaint.data() + at + mark.size(), complaint.data() + complaint.size(), code);
    return code != SQLITE_OK && codeFor(code) == ErrorCode::Io;
}

/// The worst complaint of a check pragma, if any: Corrupt, or Io where pages could
/// only not be read.
Result<void> expectSilence(Database &db, const char *pragma, std::string_view good)
{
    ASSENT_TRY(Statement check, db.prepareOnce(pragma));
    Result<void> found;
    for (;;) {
        ASSENT_TRY(const bool row, check.step());
        if (!row)
            return found;
        const std::string_view complaint = check.text(0);
        if (complaint == good)
            continue;
        const bool damage = !isAboutReading(complaint);
        found = Error{damage ? ErrorCode::Corrupt : ErrorCode::Io, std::string(pragma) + ": " + std::string(complaint)};
        if (damage)
            return found;
    }
}

/// Nobody is told of damage that a second look does not find: the checks show
/// much that goes wrong once as if the bytes were wrong.
template<typename Look>
Result<void> lookTwice(Look look)
{
    Result<void> found = look();
    return !found && found.error().code == ErrorCode::Corrupt ? look() : found;
}

/// SQLCipher checks no page, or any number of them, when the size cannot be had.
Result<void> expectSize(Database &db)
{
    sqlite3_file *file = nullptr;
    sqlite3_int64 size = 0;
    sqlite3_file_control(db.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods || file->pMethods->xFileSize(file, &size) != SQLITE_OK)
        return Error{ErrorCode::Io, "the size of the store's file could not be had"};
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

void reserveLog(Database &db, int usedPages)
{
    sqlite3_file *log = nullptr;
    sqlite3_file_control(db.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    sqlite3_int64 size = 0;
    if (usedPages <= 0 || !log || !log->pMethods || log->pMethods->xFileSize(log, &size) != SQLITE_OK)
        return;
    const sqlite3_int64 used = kLogHeader + usedPages * kFrame;
    if (size < used || size - used >= kLogMargin)
        return;
    static const std::vector<char> zeros(kZeros, '\0');
    for (sqlite3_int64 end = size; end < size + kLogRoom; end += kZeros) {
        if (log->pMethods->xWrite(log, zeros.data(), kZeros, end) != SQLITE_OK) {
            log->pMethods->xTruncate(log, size);
            return;
        }
    }
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

Result<void> checkPages(Database &db)
{
    return lookTwice([&]() -> Result<void> {
        ASSENT_CHECK(expectSize(db));
        return expectSilence(db, "PRAGMA cipher_integrity_check", "");
    });
}

Result<void> checkStructure(Database &db, const char *pragma, Progress &progress)
{
    const Watch watch(db, progress);
    return lookTwice([&] { return expectSilence(db, pragma, "ok"); });
}

} // namespace assent::storefile
