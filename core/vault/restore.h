#pragma once

#include "vault/backup.h"

/// The steps of a restore. Whoever takes them has the turn (backupfiles.h).
///
///   restore.new/   the new store while it is made; whole once restore.json is there
///   restore.json   {"format":1,"aside":"damaged-<ms>"}: from here on the new
///                  store holds, and only finish() is left
///   damaged-<ms>/  what was there before
namespace assent::restore {

/// Makes and checks the new store in restore.new. The store in the folder is
/// read for its slots only.
Result<BackupInfo> prepare(const std::filesystem::path &backup, const std::filesystem::path &folder, const SecretBytes &key,
    const Clock &clock, const RestoreOptions &options, Progress &progress);
/// Under the writers' lock: decides for the new store. Gives the name of the
/// folder for the old one.
Result<std::string> decide(const std::filesystem::path &folder, Timestamp now);
/// Under the writers' lock: puts the new store in place. `goOn` is asked before
/// each change of the folder; false leaves things as they are, with Cancelled.
Result<void> finish(const std::filesystem::path &folder, const std::function<bool()> &goOn = {});

/// True from decide() to the end of finish().
bool isHalfDone(const std::filesystem::path &folder);
/// Removes a restore.new that was not decided for.
void removeLeftovers(const std::filesystem::path &folder);
/// When a store was put aside under this name; nothing for any other name.
std::optional<Timestamp> asideTime(std::string_view name);

} // namespace assent::restore
