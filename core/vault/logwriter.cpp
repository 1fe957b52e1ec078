#include "vault/logwriter.h"

#include <sqlite3.h>

#include <cstring>
#include <utility>

namespace assent {
namespace {

constexpr int kHead = 24;
constexpr int kPage = 4096;

/// A log; what SQLite wrote last is held while it may be the head of a frame. It never
/// outlives the call after it: the page follows at once, and everything else finds it
/// written.
struct Log
{
    sqlite3_file base;
    sqlite3_int64 at;
    int held;
    char frame[kHead + kPage];
    sqlite3_file *own() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

Log *logOf(sqlite3_file *file) { return reinterpret_cast<Log *>(file); }

/// The machine's own, or what a test has put in its place.
sqlite3_vfs *machine()
{
    static sqlite3_vfs *const own = sqlite3_vfs_find(nullptr);
    return own;
}

int writeHeld(Log *log)
{
    const int size = std::exchange(log->held, 0);
    return size == 0 ? SQLITE_OK : log->own()->pMethods->xWrite(log->own(), log->frame, size, log->at);
}

/// Calls a method of the log's own file once nothing is held.
template<typename Method, typename... Arguments>
int pass(sqlite3_file *file, Method method, Arguments... arguments)
{
    Log *log = logOf(file);
    const int result = writeHeld(log);
    return result != SQLITE_OK ? result : (log->own()->pMethods->*method)(log->own(), arguments...);
}

int closeLog(sqlite3_file *file)
{
    (void)writeHeld(logOf(file));
    return logOf(file)->own()->pMethods->xClose(logOf(file)->own());
}

int writeLog(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
{
    Log *log = logOf(file);
    if (log->held == kHead && size == kPage && offset == log->at + kHead) {
        std::memcpy(log->frame + kHead, from, kPage);
        log->held = kHead + kPage;
        return writeHeld(log);
    }
    if (const int result = writeHeld(log); result != SQLITE_OK)
        return result;
    if (size != kHead)
        return log->own()->pMethods->xWrite(log->own(), from, size, offset);
    std::memcpy(log->frame, from, kHead);
    log->at = offset;
    log->held = kHead;
    return SQLITE_OK;
}

int readLog(sqlite3_file *file, void *into, int size, sqlite3_int64 offset) { return pass(file, &sqlite3_io_methods::xRead, into, size, offset); }
int truncateLog(sqlite3_file *file, sqlite3_int64 size) { return pass(file, &sqlite3_io_methods::xTruncate, size); }
int syncLog(sqlite3_file *file, int flags) { return pass(file, &sqlite3_io_methods::xSync, flags); }
int sizeOfLog(sqlite3_file *file, sqlite3_int64 *size) { return pass(file, &sqlite3_io_methods::xFileSize, size); }
int controlLog(sqlite3_file *file, int operation, void *argument) { return pass(file, &sqlite3_io_methods::xFileControl, operation, argument); }
int sectorSize(sqlite3_file *file) { return logOf(file)->own()->pMethods->xSectorSize(logOf(file)->own()); }
int characteristics(sqlite3_file *file) { return logOf(file)->own()->pMethods->xDeviceCharacteristics(logOf(file)->own()); }

// A log is not locked: that is the store's file.
int lockNot(sqlite3_file *, int) { return SQLITE_OK; }
int checkNot(sqlite3_file *, int *reserved)
{
    *reserved = 0;
    return SQLITE_OK;
}

const sqlite3_io_methods *methods()
{
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods made = {};
        made.iVersion = 1; // without shared memory, which is the store's file as well
        made.xClose = &closeLog;
        made.xRead = &readLog;
        made.xWrite = &writeLog;
        made.xTruncate = &truncateLog;
        made.xSync = &syncLog;
        made.xFileSize = &sizeOfLog;
        made.xLock = &lockNot;
        made.xUnlock = &lockNot;
        made.xCheckReservedLock = &checkNot;
        made.xFileControl = &controlLog;
        made.xSectorSize = &sectorSize;
        made.xDeviceCharacteristics = &characteristics;
        return made;
    }();
    return &all;
}

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return machine()->xOpen(machine(), name, file, flags, outFlags);
    Log *log = logOf(file);
    log->base.pMethods = nullptr;
    log->held = 0;
    const int result = machine()->xOpen(machine(), name, log->own(), flags, outFlags);
    if (log->own()->pMethods)
        log->base.pMethods = methods();
    return result;
}

const char *install()
{
    if (!machine())
        return nullptr;
    static sqlite3_vfs writer = *machine();
    writer.zName = "assent-log";
    writer.szOsFile = static_cast<int>(sizeof(Log)) + machine()->szOsFile;
    writer.xOpen = &openFile;
    return sqlite3_vfs_register(&writer, 0) == SQLITE_OK ? writer.zName : nullptr;
}

} // namespace

const char *logWriter()
{
    static const char *const name = install();
    return name;
}

} // namespace assent
