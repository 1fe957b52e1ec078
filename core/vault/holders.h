#pragma once

#include "vault/files.h"

namespace assent {

/// Who has a store open: every Vault holds, for its life, a shared OFD lock on
/// byte 1 of store.lock; what needs the store for itself holds it exclusively.
/// The lock belongs to the open file description and ends with its last
/// descriptor, so a program that dies holds nothing.
class KeyHolder
{
public:
    /// How long opening a store waits for one who has it alone.
    static constexpr int kPatienceMillis = 10'000;

    /// Joins those who have the store open, until `lockFile` (a store.lock, for
    /// reading suffices) is closed. Io when another program keeps it alone.
    static Result<void> share(int lockFile, int limitMillis = kPatienceMillis);

    /// Waits until nobody has the store open, in this process either, and keeps
    /// it so. Io "another program has the store open" when the time is over.
    static Result<KeyHolder> alone(const std::filesystem::path &folder, int limitMillis);

    /// For files::WritersLock.
    int lockFile() const { return m_lockFile.get(); }

private:
    explicit KeyHolder(files::LockFile lockFile) : m_lockFile(std::move(lockFile)) {}
    files::LockFile m_lockFile;
};

/// The file in a store's folder that requestLock() replaces.
inline constexpr const char *kLockRequest = "lock.request";

/// Asks the programs that keep the store open for long to close it. They look
/// out for kLockRequest; whether they did is what KeyHolder::alone() tells.
Result<void> requestLock(const std::filesystem::path &folder);

/// Sees the requests that are made after it was.
class LockRequests
{
public:
    explicit LockRequests(std::filesystem::path folder);
    bool made() const;

private:
    std::filesystem::path m_folder;
    std::string m_seen;
};

} // namespace assent
