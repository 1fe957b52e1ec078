#pragma once

#include "vault/vault.h"

#include <functional>

namespace assent {

/// How long a copy of a store may live: it may hold people who were erased since.
inline constexpr std::chrono::days kBackupLife{30};

/// A backup is a folder that is itself a whole store, with the slots of its
/// day; its files and its manifest are documented in core/vault/README.md.
struct BackupInfo
{
    std::filesystem::path folder;
    StoreId store;
    Timestamp madeAt;       ///< the folder's own time where the manifest does not read
    int schema = 0;
    std::uint64_t size = 0; ///< of all its files, in bytes
    std::string fault;      ///< in words; empty: complete, as far as sizes tell

    Timestamp dueAt() const { return madeAt + kBackupLife; } ///< when it is to be destroyed
};

/// Copies the store as it is now, checks the copy with the store's key, and
/// only then gives it its name: without `target` <store>/backups/<UTC time>.
/// Others may write meanwhile. A target elsewhere is a folder that is not there
/// yet, under one that is; the store remembers it, so that it is destroyed in
/// time. Conflict: the target exists, or another backup or restore is running.
/// NotFound: the store has no slots. After a failure nothing is left, and what
/// a crash left is removed by the next one.
Result<BackupInfo> makeBackup(Vault &vault, const std::optional<std::filesystem::path> &target, Progress &progress);

/// The backups in the store's own folder, newest first, without a key.
std::vector<BackupInfo> listBackups(const std::filesystem::path &storeFolder);
/// Those that the store remembers elsewhere, newest first. One that cannot be
/// reached now has that as its fault.
Result<std::vector<BackupInfo>> backupsElsewhere(Vault &vault);
/// Someone saw to it that this backup elsewhere is no more. NotFound: the store
/// does not remember it.
Result<void> forgetBackup(Vault &vault, const std::filesystem::path &folder);

/// Destroys what is older than kBackupLife: backups of this store, here and
/// elsewhere, damaged stores that were put aside, and copies made before
/// migrations; and what interrupted backups and restores left. Deletes by name
/// only what belongs to a backup and follows no links, so a folder that holds
/// anything else stays with it. Gives the number destroyed; does nothing while
/// a backup or a restore is running.
Result<int> destroyOldBackups(Vault &vault, Timestamp now);

struct RestoreOptions
{
    Vault::Options store;
    /// Looks at the restored store before it takes its place; an error stops
    /// the restore.
    std::function<Result<void>(Vault &)> inspect;
    bool dryRun = false; ///< everything but the last step
    int patienceMillis = 10'000; ///< how long others have to close the store
};

struct Restored
{
    BackupInfo backup;
    std::optional<std::filesystem::path> aside; ///< where the store that was there lies now
    bool oldKeys = false; ///< the slots are the backup's: it opens with what opened it that day
};

/// Puts a backup in the place of the store in `folder`, which may be damaged,
/// whole, or none. The copy is made beside, checked against its manifest,
/// migrated when it is older, checked page by page, and then takes the place in
/// steps that a crash cannot undo: the next open or restore finishes them. What
/// was there is kept in <store>/damaged-<ms> for kBackupLife. `key` is the
/// backup's raw key; slots in the folder that hold the same key stay. Programs
/// that have the store open are asked to close it; Io when one does not.
/// Locked: another key. Corrupt: the backup is damaged or was changed. Newer: by
/// a later version. Conflict: the folder belongs to another store, or another
/// backup or restore is running. After a failure the folder is as it was.
Result<Restored> restoreBackup(const std::filesystem::path &backup, const std::filesystem::path &folder, const SecretBytes &key,
    const Clock &clock, const RestoreOptions &options, Progress &progress);

/// Finishes a restore that was interrupted while it put the new store in place;
/// nothing to do is the usual case. Before anything else of a store is read.
Result<void> finishRestore(const std::filesystem::path &folder);

} // namespace assent
