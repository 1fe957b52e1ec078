#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <functional>

namespace assent::test {

/// What can be made to fail below the store, in this process: SQLite's disk,
/// its memory, and its statements. Linking this file is enough; it puts itself
/// in their place before SQLite is first used. For one thread.
enum class FaultKind
{
    Disk,       ///< a call to the disk fails: read, write, sync, truncate, open, lock, shared memory, …
    FullDisk,   ///< a write ends half way, for want of room
    Allocation, ///< there is no memory, but never while a key is taken: SQLCipher 4.6 does not survive that
    Statement,  ///< a running statement is told to stop
};

/// Stands between SQLite and its files, which it knows by their paths.
class DiskWatcher
{
public:
    virtual ~DiskWatcher() = default;
    /// Before each call to the disk; when false the call fails.
    virtual bool admits(const char *file) = 0;
    /// Before these bytes are written over others, in a file of this size.
    virtual void writes(const char *file, ByteView bytes, std::int64_t offset, Bytes before, std::int64_t size) = 0;
    /// Before all from `offset` on is cut off.
    virtual void cuts(const char *file, std::int64_t offset, Bytes before, std::int64_t size) = 0;
    /// What was written before is as durable as it will be.
    virtual void flushed(const char *file) = 0;
};

namespace faults {

constexpr std::int64_t kNever = INT64_MAX;

/// The `at`th chance from now on, counted from 1, fails; with `onward` every
/// later one too.
void arm(FaultKind kind, std::int64_t at, bool onward);
/// All is well again. How many chances there have been.
std::int64_t disarm();
/// A fault happened since arm().
bool happened();

/// From now on SQLite's files are not flushed: for tests that cut no power and
/// run many times.
void doNotFlush();

/// From now on; null: nobody watches.
void watchDisk(DiskWatcher *by);

/// Calls this instead of failing: to end the process at the `at`th call to the
/// disk. A write is then half done.
void dieAt(std::int64_t at, std::function<void()> die);

} // namespace faults

} // namespace assent::test
