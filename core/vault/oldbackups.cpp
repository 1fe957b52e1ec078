#include "vault/oldbackups.h"

#include "vault/backupfiles.h"
#include "vault/migrations.h"
#include "vault/restore.h"

#include <algorithm>

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRemembered = "backups elsewhere";

struct Elsewhere
{
    fs::path folder;
    Timestamp madeAt;
};

Result<std::vector<Elsewhere>> remembered(Vault &vault)
{
    std::vector<Elsewhere> all;
    ASSENT_TRY(const auto text, vault.meta(kRemembered));
    if (!text)
        return all;
    ASSENT_TRY(const json::Value list, json::parse(*text));
    const json::Array none;
    for (const json::Value &entry : list.array() ? *list.array() : none) {
        json::Reader in(entry, "backup");
        Elsewhere one{in.text("path"), in.time("made_at")};
        ASSENT_CHECK(in.finish());
        all.push_back(std::move(one));
    }
    return all;
}

/// Changes the list in one transaction; `change` says whether there is a change.
template<typename Change>
Result<bool> changeList(Vault &vault, Change change)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(std::vector<Elsewhere> all, remembered(vault));
    if (!change(all))
        return false;
    json::Array list;
    for (const Elsewhere &one : all)
        list.emplace_back(json::Object{{"path", one.folder.string()}, {"made_at", toRfc3339(one.madeAt)}});
    ASSENT_CHECK(vault.setMeta(kRemembered, json::canonical(json::Value(std::move(list)))));
    ASSENT_CHECK(transaction.commit());
    return true;
}

Result<bool> forget(Vault &vault, const fs::path &folder)
{
    return changeList(vault, [&](std::vector<Elsewhere> &all) {
        return std::erase_if(all, [&](const Elsewhere &one) { return one.folder == folder; }) > 0;
    });
}

bool isOld(Timestamp madeAt, Timestamp now) { return now - madeAt > kBackupLife; }

/// In the store's own folder a backup without a manifest that reads is judged
/// by its time; one of another store was put there by someone and stays.
bool isDue(const BackupInfo &backup, StoreId store, Timestamp now)
{
    return isOld(backup.madeAt, now) && (backup.store == store || backup.store.isNull());
}

int destroyHere(const Vault &vault, Timestamp now)
{
    int destroyed = 0;
    for (const BackupInfo &backup : listBackups(vault.folder())) {
        if (isDue(backup, vault.storeId(), now) && backupfiles::remove(backup.folder))
            ++destroyed;
    }
    std::error_code fault;
    for (const auto &entry : fs::directory_iterator(vault.folder(), fault)) {
        const auto putAside = restore::asideTime(entry.path().filename().string());
        if (putAside && isOld(*putAside, now) && backupfiles::remove(entry.path()))
            ++destroyed;
    }
    return destroyed;
}

/// An empty folder may be where a disk belongs that is not there now; one that
/// holds other things shows that the backup is gone.
bool isGone(const fs::path &folder)
{
    std::error_code fault;
    const fs::path parent = folder.parent_path();
    return !fs::exists(fs::symlink_status(folder, fault)) && fs::is_directory(parent, fault) && !fs::is_empty(parent, fault) && !fault;
}

enum class Fate { Kept, Destroyed, Gone };

Fate treatElsewhere(const Elsewhere &one, StoreId store, Timestamp now)
{
    (void)backupfiles::remove(backupfiles::stagingOf(one.folder, store));
    if (isGone(one.folder))
        return Fate::Gone;
    const auto manifest = backupfiles::isFolder(one.folder)
        ? backupfiles::readManifest(one.folder) : Result<backupfiles::Manifest>(Error{ErrorCode::NotFound, {}});
    if (!manifest)
        return Fate::Kept;
    if (manifest->store != store)
        return Fate::Gone; // its place was taken
    if (!isOld(manifest->madeAt, now))
        return Fate::Kept;
    return backupfiles::remove(one.folder) ? Fate::Destroyed : Fate::Kept;
}

Result<int> destroyElsewhere(Vault &vault, Timestamp now)
{
    int destroyed = 0;
    ASSENT_TRY(const std::vector<Elsewhere> all, remembered(vault));
    for (const Elsewhere &one : all) {
        if (!isOld(one.madeAt, now)) // a disk elsewhere may be slow to answer
            continue;
        const Fate fate = treatElsewhere(one, vault.storeId(), now);
        destroyed += fate == Fate::Destroyed ? 1 : 0;
        if (fate != Fate::Kept)
            ASSENT_CHECK(forget(vault, one.folder));
    }
    return destroyed;
}

} // namespace

void oldbackups::newestFirst(std::vector<BackupInfo> &backups)
{
    std::sort(backups.begin(), backups.end(), [](const BackupInfo &a, const BackupInfo &b) {
        return a.madeAt != b.madeAt ? a.madeAt > b.madeAt : a.folder > b.folder;
    });
}

Result<void> oldbackups::remember(Vault &vault, const fs::path &folder)
{
    ASSENT_CHECK(changeList(vault, [&](std::vector<Elsewhere> &all) {
        std::erase_if(all, [&](const Elsewhere &one) { return one.folder == folder; });
        all.push_back({folder, vault.clock().now()});
        return true;
    }));
    return {};
}

void oldbackups::removeLeftovers(Vault &vault)
{
    std::error_code fault;
    for (const auto &entry : fs::directory_iterator(vault.folder() / backupfiles::kFolder, fault)) {
        if (backupfiles::isStaging(entry.path()))
            (void)backupfiles::remove(entry.path());
    }
    restore::removeLeftovers(vault.folder());
}

Result<std::vector<BackupInfo>> backupsElsewhere(Vault &vault)
{
    std::vector<BackupInfo> found;
    ASSENT_TRY(const std::vector<Elsewhere> all, remembered(vault));
    for (const Elsewhere &one : all) {
        const bool there = backupfiles::isFolder(one.folder);
        BackupInfo info = oldbackups::describe(one.folder);
        if (!there)
            info.fault = "cannot be reached";
        if (info.store.isNull())
            info.madeAt = one.madeAt;
        found.push_back(std::move(info));
    }
    oldbackups::newestFirst(found);
    return found;
}

Result<void> forgetBackup(Vault &vault, const fs::path &folder)
{
    ASSENT_TRY(const bool known, forget(vault, backupfiles::normalised(folder)));
    if (!known)
        return Error{ErrorCode::NotFound, "the store remembers no backup in " + folder.string()};
    return {};
}

Result<int> destroyOldBackups(Vault &vault, Timestamp now)
{
    const auto turn = backupfiles::Turn::take(vault.folder(), 0);
    if (!turn && turn.error().code == ErrorCode::Conflict)
        return 0;
    if (!turn)
        return turn.error();
    oldbackups::removeLeftovers(vault);
    migrations::removeOldBackups(vault.folder(), now);
    const int here = destroyHere(vault, now);
    ASSENT_TRY(const int elsewhere, destroyElsewhere(vault, now));
    return here + elsewhere;
}

} // namespace assent
