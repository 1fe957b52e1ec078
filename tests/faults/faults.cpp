#include "faults/faults.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string_view>

// The linker puts those with "wrap" in the place of SQLite's.
extern "C" {
int __real_sqlite3_key(sqlite3 *connection, const void *key, int size);
int __wrap_sqlite3_key(sqlite3 *connection, const void *key, int size);
int __real_sqlite3_prepare_v3(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
int __wrap_sqlite3_prepare_v3(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
void __real_sqlite3_progress_handler(sqlite3 *, int, int (*)(void *), void *);
void __wrap_sqlite3_progress_handler(sqlite3 *, int, int (*)(void *), void *);
int __real_sqlite3_step(sqlite3_stmt *statement);
int __wrap_sqlite3_step(sqlite3_stmt *statement);
}

namespace assent::test::faults {
namespace {

struct State
{
    bool armed = false;
    bool onward = false;
    bool happened = false;
    FaultKind kind = FaultKind::Disk;
    std::int64_t at = kNever;
    std::int64_t chances = 0;
    std::function<void()> die;
};

State state;
bool flushes = true;

bool fails(FaultKind kind)
{
    if (!state.armed || state.kind != kind)
        return false;
    ++state.chances;
    const bool now = state.onward ? state.chances >= state.at : state.chances == state.at;
    state.happened = state.happened || now;
    return now;
}

// The disk: a file system around the machine's own.

sqlite3_vfs *machine()
{
    static sqlite3_vfs *const own = sqlite3_vfs_find(nullptr);
    return own;
}

DiskWatcher *watcher = nullptr;

struct File
{
    sqlite3_file base;
    const char *name; ///< SQLite keeps it while the file is open; null: a temporary file
    sqlite3_file *own() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *fileOf(sqlite3_file *file) { return reinterpret_cast<File *>(file); }
sqlite3_file *ownOf(sqlite3_file *file) { return fileOf(file)->own(); }

bool admits(const char *name) { return !watcher || !name || watcher->admits(name); }

/// True when the call must fail now; a process that is to die dies.
bool refuses(const char *name)
{
    const bool now = fails(FaultKind::Disk);
    if (now && state.die)
        state.die();
    return now || !admits(name);
}

bool refuses(sqlite3_file *file) { return refuses(fileOf(file)->name); }

bool isWatched(sqlite3_file *file) { return watcher && fileOf(file)->name; }

std::int64_t sizeOf(sqlite3_file *file)
{
    sqlite3_int64 size = 0;
    ownOf(file)->pMethods->xFileSize(ownOf(file), &size);
    return size;
}

/// As far as the file goes.
Bytes contentOf(sqlite3_file *file, std::int64_t offset, std::int64_t size)
{
    Bytes bytes(static_cast<std::size_t>(std::clamp<std::int64_t>(sizeOf(file) - offset, 0, std::max<std::int64_t>(size, 0))));
    ownOf(file)->pMethods->xRead(ownOf(file), bytes.data(), static_cast<int>(bytes.size()), offset);
    return bytes;
}

int closeFile(sqlite3_file *file) { return ownOf(file)->pMethods->xClose(ownOf(file)); }

int readFile(sqlite3_file *file, void *into, int size, sqlite3_int64 offset)
{
    return refuses(file) ? SQLITE_IOERR_READ : ownOf(file)->pMethods->xRead(ownOf(file), into, size, offset);
}

int writeFile(sqlite3_file *file, const void *from, int size, sqlite3_int64 offset)
{
    const bool full = fails(FaultKind::FullDisk);
    const bool failing = fails(FaultKind::Disk);
    if (full || failing)
        (void)ownOf(file)->pMethods->xWrite(ownOf(file), from, size / 2, offset);
    if (failing && state.die)
        state.die();
    if (full)
        return SQLITE_FULL;
    if (failing || !admits(fileOf(file)->name))
        return SQLITE_IOERR_WRITE;
    if (isWatched(file)) {
        const ByteView bytes(static_cast<const Byte *>(from), static_cast<std::size_t>(size));
        watcher->writes(fileOf(file)->name, bytes, offset, contentOf(file, offset, size), sizeOf(file));
    }
    return ownOf(file)->pMethods->xWrite(ownOf(file), from, size, offset);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (refuses(file))
        return SQLITE_IOERR_TRUNCATE;
    if (isWatched(file))
        watcher->cuts(fileOf(file)->name, size, contentOf(file, size, sizeOf(file) - size), sizeOf(file));
    return ownOf(file)->pMethods->xTruncate(ownOf(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    if (refuses(file))
        return SQLITE_IOERR_FSYNC;
    if (isWatched(file))
        watcher->flushed(fileOf(file)->name);
    return flushes ? ownOf(file)->pMethods->xSync(ownOf(file), flags) : SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return refuses(file) ? SQLITE_IOERR_FSTAT : ownOf(file)->pMethods->xFileSize(ownOf(file), size);
}

int lockFile(sqlite3_file *file, int lock)
{
    return refuses(file) ? SQLITE_IOERR_LOCK : ownOf(file)->pMethods->xLock(ownOf(file), lock);
}

int unlockFile(sqlite3_file *file, int lock) { return ownOf(file)->pMethods->xUnlock(ownOf(file), lock); }

int checkReserved(sqlite3_file *file, int *reserved)
{
    return ownOf(file)->pMethods->xCheckReservedLock(ownOf(file), reserved);
}

int controlFile(sqlite3_file *file, int operation, void *argument)
{
    return ownOf(file)->pMethods->xFileControl(ownOf(file), operation, argument);
}

int sectorSize(sqlite3_file *file) { return ownOf(file)->pMethods->xSectorSize(ownOf(file)); }
int characteristics(sqlite3_file *file) { return ownOf(file)->pMethods->xDeviceCharacteristics(ownOf(file)); }

int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **into)
{
    return refuses(file) ? SQLITE_IOERR_SHMMAP : ownOf(file)->pMethods->xShmMap(ownOf(file), page, size, extend, into);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    const bool taking = (flags & SQLITE_SHM_LOCK) != 0;
    return taking && refuses(file) ? SQLITE_IOERR_SHMLOCK : ownOf(file)->pMethods->xShmLock(ownOf(file), offset, count, flags);
}

void barrier(sqlite3_file *file) { ownOf(file)->pMethods->xShmBarrier(ownOf(file)); }
int unmapShared(sqlite3_file *file, int remove) { return ownOf(file)->pMethods->xShmUnmap(ownOf(file), remove); }

const sqlite3_io_methods *methods()
{
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods made = {};
        made.iVersion = 2; // with shared memory, without mapped pages
        made.xClose = &closeFile;
        made.xRead = &readFile;
        made.xWrite = &writeFile;
        made.xTruncate = &truncateFile;
        made.xSync = &syncFile;
        made.xFileSize = &sizeOfFile;
        made.xLock = &lockFile;
        made.xUnlock = &unlockFile;
        made.xCheckReservedLock = &checkReserved;
        made.xFileControl = &controlFile;
        made.xSectorSize = &sectorSize;
        made.xDeviceCharacteristics = &characteristics;
        made.xShmMap = &mapShared;
        made.xShmLock = &lockShared;
        made.xShmBarrier = &barrier;
        made.xShmUnmap = &unmapShared;
        return made;
    }();
    return &all;
}

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    fileOf(file)->name = name;
    if (refuses(name))
        return SQLITE_CANTOPEN;
    const int result = machine()->xOpen(machine(), name, ownOf(file), flags, outFlags);
    if (ownOf(file)->pMethods)
        file->pMethods = methods();
    return result;
}

int deleteFile(sqlite3_vfs *, const char *name, int sync)
{
    return refuses(name) ? SQLITE_IOERR_DELETE : machine()->xDelete(machine(), name, sync);
}

int accessFile(sqlite3_vfs *, const char *name, int flags, int *result)
{
    return refuses(name) ? SQLITE_IOERR_ACCESS : machine()->xAccess(machine(), name, flags, result);
}

int fullName(sqlite3_vfs *, const char *name, int size, char *into)
{
    return machine()->xFullPathname(machine(), name, size, into);
}

// Whoever waits for a lock that fails need not wait in earnest.
int sleepNot(sqlite3_vfs *, int microseconds) { return microseconds; }

void replaceDisk()
{
    static sqlite3_vfs around = *machine();
    around.zName = "assent-faults";
    around.szOsFile = static_cast<int>(sizeof(File)) + machine()->szOsFile;
    around.xOpen = &openFile;
    around.xDelete = &deleteFile;
    around.xAccess = &accessFile;
    around.xFullPathname = &fullName;
    around.xSleep = &sleepNot;
    sqlite3_vfs_register(&around, 1);
}

// Memory.

sqlite3_mem_methods &memory()
{
    static sqlite3_mem_methods own;
    return own;
}

// SQLCipher 4.6 frees the text of a key twice when there is no memory to copy it
// (sqlcipher_cipher_ctx_copy), which nobody above it can mend: at once, or when
// it derives the key at the first page. A text "x'…'" of 48 bytes has 99.
constexpr int kKeyTextSize = 104; ///< rounded up, as it is asked for
bool takingKey = false;

// SQLCipher 4.6 does not look whether it got the 32 bytes that its check of all
// pages compares with (sqlcipher_codec_ctx_integrity_check), and ends the process.
constexpr int kPageSumSize = 32;
bool checkingPages = false;

// SQLite 3.46 goes on with its check of a file when its walk of a tree had no
// memory, and then compares what it did not read: it ends the process.
bool checkingFile = false;

bool isRefused(int size)
{
    const bool spared = takingKey || checkingFile || size == kKeyTextSize || (checkingPages && size == kPageSumSize);
    return !spared && fails(FaultKind::Allocation);
}

void *allocate(int size) { return isRefused(size) ? nullptr : memory().xMalloc(size); }
void *reallocate(void *old, int size) { return isRefused(size) ? nullptr : memory().xRealloc(old, size); }

void replaceMemory()
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory());
    sqlite3_mem_methods around = memory();
    around.xMalloc = &allocate;
    around.xRealloc = &reallocate;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &around);
    // Or most requests would be served from a store of each connection's own.
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

// Statements.

/// What the program itself asked to be called at.
struct Watch
{
    int every = 0;
    int (*call)(void *) = nullptr;
    void *argument = nullptr;
    int steps = 0;
};

std::map<sqlite3 *, Watch> watches;

int tick(void *of)
{
    if (fails(FaultKind::Statement))
        return 1;
    auto &watch = *static_cast<Watch *>(of);
    if (!watch.call || ++watch.steps < watch.every)
        return 0;
    watch.steps = 0;
    return watch.call(watch.argument);
}

int watchStatements(sqlite3 *connection, char **, const sqlite3_api_routines *)
{
    Watch &watch = watches[connection] = {}; // an earlier connection may have had its place
    __real_sqlite3_progress_handler(connection, 1, &tick, &watch);
    return SQLITE_OK;
}

const bool replaced = [] {
    replaceMemory();
    replaceDisk();
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watchStatements));
    return true;
}();

} // namespace

extern "C" int __wrap_sqlite3_key(sqlite3 *connection, const void *key, int size)
{
    takingKey = true;
    const int result = __real_sqlite3_key(connection, key, size);
    takingKey = false;
    return result;
}

extern "C" int __wrap_sqlite3_prepare_v3(
    sqlite3 *connection, const char *text, int size, unsigned flags, sqlite3_stmt **statement, const char **rest)
{
    checkingPages = std::string_view(text, static_cast<std::size_t>(size)).starts_with("PRAGMA cipher_integrity_check");
    const int result = __real_sqlite3_prepare_v3(connection, text, size, flags, statement, rest);
    checkingPages = false;
    return result;
}

extern "C" int __wrap_sqlite3_step(sqlite3_stmt *statement)
{
    const std::string_view text = sqlite3_sql(statement);
    checkingFile = text.starts_with("PRAGMA integrity_check") || text.starts_with("PRAGMA quick_check");
    const int result = __real_sqlite3_step(statement);
    checkingFile = false;
    return result;
}

extern "C" void __wrap_sqlite3_progress_handler(sqlite3 *connection, int every, int (*call)(void *), void *argument)
{
    watches[connection] = Watch{every, call, argument, 0};
}

void arm(FaultKind kind, std::int64_t at, bool onward)
{
    state = State{replaced, onward, false, kind, at, 0, {}};
}

std::int64_t disarm()
{
    state.armed = false;
    return state.chances;
}

bool happened() { return state.happened; }

void doNotFlush() { flushes = false; }

void watchDisk(DiskWatcher *by) { watcher = by; }

void dieAt(std::int64_t at, std::function<void()> die)
{
    arm(FaultKind::Disk, at, false);
    state.die = std::move(die);
}

} // namespace assent::test::faults
