#pragma once

#include "vault/backup.h"

/// Which backups there are, and which of them must go.
namespace assent::oldbackups {

BackupInfo describe(const std::filesystem::path &folder);
void newestFirst(std::vector<BackupInfo> &backups);

/// Notes a backup elsewhere in the store, from now on.
Result<void> remember(Vault &vault, const std::filesystem::path &folder);

/// Removes half-made backups and restores; for whoever has the turn.
void removeLeftovers(Vault &vault);

} // namespace assent::oldbackups
