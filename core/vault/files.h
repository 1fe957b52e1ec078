#pragma once

#include "base/bytes.h"

#include <chrono>
#include <filesystem>

namespace assent::files {

/// Why the last system call failed, in the system's words.
Error systemError(std::string_view doing);

/// An open file or folder, closed with it.
class Descriptor
{
public:
    /// Closed on exec. See ok(); errno says why not.
    Descriptor(const std::filesystem::path &path, int flags, unsigned mode = 0);
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor();
    bool ok() const { return m_file >= 0; }
    int get() const { return m_file; }

private:
    int m_file;
};

/// Writes all of it, or Io.
Result<void> writeAll(int file, std::string_view content);

/// Makes the folder, and those above it, when it is not there. One that is new
/// or empty becomes its owner's alone (0700).
Result<void> ensureFolder(const std::filesystem::path &folder);
/// Makes the entries of a folder durable.
Result<void> syncFolder(const std::filesystem::path &folder);
Result<void> syncFile(const std::filesystem::path &file);

/// NotFound when there is no file, Corrupt when it is larger than `limit`.
Result<std::string> read(const std::filesystem::path &file, std::size_t limit);
/// Replaces the file (mode 0600) in one step; durable when this returns. On
/// failure the old file stands.
Result<void> replace(const std::filesystem::path &file, std::string_view content);
/// The two halves of replace(): a durable file beside, which takes its place.
Result<void> stage(const std::filesystem::path &file, std::string_view content);
Result<void> settle(const std::filesystem::path &file);

/// A folder's store.lock, open; made when absent.
class LockFile
{
public:
    static Result<LockFile> open(const std::filesystem::path &folder);
    LockFile(LockFile &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
    LockFile &operator=(LockFile &&) = delete;
    LockFile(const LockFile &) = delete;
    ~LockFile();

    int get() const { return m_file; }
    /// The descriptor, which the caller closes from now on.
    int detach() { return std::exchange(m_file, -1); }

private:
    explicit LockFile(int file) : m_file(file) {}
    int m_file;
};

/// Sets an OFD lock on one byte of a lock file (F_RDLCK, F_WRLCK, F_UNLCK),
/// trying until the deadline. False, with errno: not free in time, or refused.
bool lockByte(int lockFile, int byte, short type, std::chrono::steady_clock::time_point deadline);

/// How long a writer waits for another one.
inline constexpr int kWriterPatienceMillis = 30'000;

/// The lock on a store.lock: one holder at a time across threads and
/// processes. Those who wait take turns.
class WritersLock
{
public:
    /// Io "another program is writing" when it is not free within the limit.
    static Result<WritersLock> take(int lockFile, int limitMillis = kWriterPatienceMillis);
    WritersLock(WritersLock &&other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
    WritersLock &operator=(WritersLock &&) = delete;
    WritersLock(const WritersLock &) = delete;
    ~WritersLock();

    /// Leaves the lock held; whoever keeps it calls release().
    void keep() { m_file = -1; }
    static void release(int lockFile);

private:
    explicit WritersLock(int file) : m_file(file) {}
    int m_file;
};

} // namespace assent::files
