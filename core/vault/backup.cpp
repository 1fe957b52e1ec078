#include "vault/backup.h"

#include "vault/backupfiles.h"
#include "vault/migrations.h"
#include "vault/oldbackups.h"
#include "vault/slots.h"
#include "vault/storefile.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace assent {
namespace {

namespace fs = std::filesystem;
using backupfiles::Manifest;

/// "2026-03-01T093000.000Z": sorts by time, and every file system takes it.
std::string nameFor(Timestamp time)
{
    std::string name = toRfc3339(time);
    std::erase(name, ':');
    return name;
}

Result<fs::path> ownPlace(const Vault &vault)
{
    const fs::path folder = vault.folder() / backupfiles::kFolder;
    ASSENT_CHECK(files::ensureFolder(folder));
    return folder / nameFor(vault.clock().now());
}

Result<fs::path> placeElsewhere(const fs::path &target)
{
    std::error_code fault;
    const fs::path place = backupfiles::normalised(target);
    if (!place.has_filename() || !isUtf8(place.string()))
        return Error{ErrorCode::Invalid, "this is no path for a backup"};
    if (!fs::is_directory(place.parent_path(), fault))
        return Error{ErrorCode::NotFound, "there is no folder " + place.parent_path().string() + " to put the backup into"};
    return place;
}

/// Under the writers' lock, so that both copies are of one passphrase.
Result<void> copySlots(const Vault &vault, const fs::path &made, Manifest &manifest)
{
    ASSENT_CHECK(Slots::load(vault.folder())); // mends a torn copy
    ASSENT_TRY(const auto lockFile, files::LockFile::open(vault.folder()));
    ASSENT_TRY(const auto lock, files::WritersLock::take(lockFile.get()));
    NoProgress silent;
    for (const std::string_view name : backupfiles::kSlots) {
        ASSENT_TRY(auto file, backupfiles::copy(vault.folder() / name, made / name, silent));
        manifest.files.push_back(std::move(file));
    }
    return {};
}

/// The copy is a store of its own: the same one, of the same version, whole.
Result<void> checkCopy(Vault &vault, const fs::path &file, Manifest &manifest, Progress &progress)
{
    ASSENT_TRY(const auto copy, vault.openCopy(file));
    for (const char *pragma : {"PRAGMA application_id", "PRAGMA user_version"}) {
        ASSENT_TRY(const std::int64_t wanted, vault.db().integer(pragma));
        ASSENT_TRY(const std::int64_t found, copy->integer(pragma));
        if (found != wanted)
            return Error{ErrorCode::Corrupt, "the copy is not what was copied"};
        manifest.schema = static_cast<int>(found);
    }
    ASSENT_TRY(const SecretBytes store, migrations::identity(*copy, "store"));
    if (!equalInConstantTime(store.view(), vault.storeId().bytes()))
        return Error{ErrorCode::Corrupt, "the copy is of another store"};
    ASSENT_CHECK(storefile::checkPages(*copy));
    return storefile::checkStructure(*copy, "PRAGMA integrity_check(1)", progress);
}

Result<void> fill(Vault &vault, const fs::path &made, Manifest &manifest, Progress &progress)
{
    const fs::path file = made / backupfiles::kStore;
    ASSENT_CHECK(vault.backup(file, progress));
    ASSENT_CHECK(checkCopy(vault, file, manifest, progress));
    for (const char *suffix : {"-wal", "-shm"})
        ::unlink(fs::path(file).concat(suffix).c_str());
    // Read by itself only now that no connection has it open.
    ASSENT_TRY(auto sum, backupfiles::sumOf(file, progress));
    manifest.files.push_back(std::move(sum));
    ASSENT_CHECK(copySlots(vault, made, manifest));
    ASSENT_TRY(const SecretBytes key, vault.deriveKey(backupfiles::kKeyInfo));
    manifest.mac = manifest.macUnder(key);
    ASSENT_CHECK(backupfiles::writeManifest(made, manifest));
    return files::syncFolder(made);
}

Result<void> nameIt(const fs::path &made, const fs::path &place)
{
    if (::rename(made.c_str(), place.c_str()) != 0)
        return files::systemError("could not give the backup its name");
    return files::syncFolder(place.parent_path());
}

Result<void> make(Vault &vault, const fs::path &place, Progress &progress)
{
    const fs::path made = backupfiles::stagingOf(place, vault.storeId());
    (void)backupfiles::remove(made);
    ASSENT_CHECK(backupfiles::makeFolder(made));
    Manifest manifest;
    manifest.store = vault.storeId();
    manifest.madeAt = vault.clock().now();
    Result<void> done = fill(vault, made, manifest, progress);
    if (done)
        done = nameIt(made, place);
    if (!done)
        (void)backupfiles::remove(made);
    return done;
}

/// Remembered before it is there: a crash must not leave one that nobody knows.
Result<void> makeElsewhere(Vault &vault, const fs::path &place, Progress &progress)
{
    ASSENT_CHECK(oldbackups::remember(vault, place));
    Result<void> done = make(vault, place, progress);
    if (!done)
        (void)forgetBackup(vault, place);
    return done;
}

std::string faultOf(const fs::path &folder, const Manifest &manifest)
{
    for (const std::string_view name : {backupfiles::kStore, backupfiles::kSlots[0], backupfiles::kSlots[1]}) {
        std::error_code fault;
        const backupfiles::File *file = manifest.find(name);
        const std::uintmax_t size = fs::file_size(folder / name, fault);
        if (!file || fault || size != file->size)
            return std::string(name) + " is not as it was made";
    }
    return {};
}

} // namespace

BackupInfo oldbackups::describe(const fs::path &folder)
{
    BackupInfo info;
    info.folder = folder;
    info.size = backupfiles::sizeOf(folder);
    const auto manifest = backupfiles::readManifest(folder);
    if (!manifest) {
        info.madeAt = backupfiles::timeOf(folder);
        info.fault = manifest.error().detail;
        return info;
    }
    info.store = manifest->store;
    info.madeAt = manifest->madeAt;
    info.schema = manifest->schema;
    info.fault = faultOf(folder, *manifest);
    return info;
}

Result<BackupInfo> makeBackup(Vault &vault, const std::optional<fs::path> &target, Progress &progress)
{
    ASSENT_TRY(const auto turn, backupfiles::Turn::take(vault.folder(), backupfiles::kPatienceMillis));
    oldbackups::removeLeftovers(vault);
    ASSENT_TRY(const fs::path place, target ? placeElsewhere(*target) : ownPlace(vault));
    std::error_code fault;
    if (fs::exists(fs::symlink_status(place, fault)))
        return Error{ErrorCode::Conflict, place.string() + " is there already; a backup is a folder of its own"};
    ASSENT_CHECK(target ? makeElsewhere(vault, place, progress) : make(vault, place, progress));
    return oldbackups::describe(place);
}

std::vector<BackupInfo> listBackups(const fs::path &storeFolder)
{
    std::vector<BackupInfo> found;
    std::error_code fault;
    for (const auto &entry : fs::directory_iterator(storeFolder / backupfiles::kFolder, fault)) {
        if (backupfiles::isBackup(entry.path()))
            found.push_back(oldbackups::describe(entry.path()));
    }
    oldbackups::newestFirst(found);
    return found;
}

} // namespace assent
