#include "vault/restore.h"

#include "crypto/hash.h"
#include "vault/backupfiles.h"
#include "vault/erasures.h"
#include "vault/holders.h"
#include "vault/migrations.h"
#include "vault/oldbackups.h"
#include "vault/slots.h"

#include <unistd.h>

#include <array>
#include <charconv>

namespace assent {
namespace {

namespace fs = std::filesystem;
using backupfiles::Manifest;

constexpr int kFormat = 1;
constexpr std::size_t kSmallFile = 64 * 1024;
constexpr std::string_view kAside = "damaged-";

fs::path newStore(const fs::path &folder) { return folder / "restore.new"; }
fs::path journalFile(const fs::path &folder) { return folder / "restore.json"; }

bool isThere(const fs::path &path)
{
    std::error_code fault;
    return fs::exists(fs::symlink_status(path, fault));
}

// Making the new store

/// The manifest, once it is known to be the key's own work.
Result<Manifest> trustedManifest(const fs::path &backup, const SecretBytes &key)
{
    ASSENT_TRY(Manifest manifest, backupfiles::readManifest(backup));
    ASSENT_TRY(const SecretBytes macKey, hkdfSha256(key.view(), {}, asBytes(backupfiles::kKeyInfo), 32));
    if (equalInConstantTime(manifest.macUnder(macKey), manifest.mac))
        return manifest;
    if (Slots::confirm(backup, key) == std::optional(false))
        return Error{ErrorCode::Locked, "the key is not the one of this backup"};
    return Error{ErrorCode::Corrupt, "the backup's manifest was changed"};
}

Result<void> expectSame(const Manifest &manifest, const backupfiles::File &file)
{
    const backupfiles::File *wanted = manifest.find(file.name);
    if (!wanted || wanted->size != file.size || wanted->sum != file.sum)
        return Error{ErrorCode::Corrupt, file.name + " of the backup is not as it was made"};
    return {};
}

/// The bytes of the backup's slots, from whichever of the two files is as made.
Result<std::string> slotsOf(const fs::path &backup, const Manifest &manifest)
{
    for (const std::string_view name : backupfiles::kSlots) {
        const auto text = files::read(backup / name, kSmallFile);
        if (text && expectSame(manifest, {std::string(name), text->size(), sha256(asBytes(*text))}))
            return *text;
    }
    return Error{ErrorCode::Corrupt, "the slots of the backup are not as they were made"};
}

/// The name that slots give their store; empty when they do not read.
std::string storeNameIn(const Result<std::string> &slots)
{
    const auto value = slots ? json::parse(*slots) : Result<json::Value>(slots.error());
    const json::Value *store = value ? value->find("store") : nullptr;
    return store && store->string() ? *store->string() : std::string();
}

Result<void> expectSameStore(const std::string &slots, const fs::path &folder)
{
    for (const std::string_view name : backupfiles::kSlots) {
        const std::string here = storeNameIn(files::read(folder / name, kSmallFile));
        if (!here.empty() && here != storeNameIn(slots))
            return Error{ErrorCode::Conflict, "the backup is of another store than the one in " + folder.string()};
    }
    return {};
}

/// Slots that are there and hold the same key know the newest passphrase.
Result<void> putSlots(const std::string &ofBackup, const fs::path &folder, const SecretBytes &key)
{
    const std::array<Result<std::string>, 3> candidates = {files::read(folder / backupfiles::kSlots[0], kSmallFile),
        files::read(folder / backupfiles::kSlots[1], kSmallFile), ofBackup};
    for (const auto &text : candidates) {
        for (const std::string_view name : backupfiles::kSlots) {
            if (text)
                ASSENT_CHECK(files::replace(newStore(folder) / name, *text));
        }
        if (text && Slots::confirm(newStore(folder), key) == std::optional(true))
            return {};
    }
    return Error{ErrorCode::Corrupt, "the slots of the backup are not for its key"};
}

Result<void> checkNew(const fs::path &made, const fs::path &folder, const SecretBytes &key, const Clock &clock, StoreId store,
    const RestoreOptions &options, Progress &progress)
{
    Vault::Options opening = options.store;
    opening.readOnly = false;
    opening.keepBackups = true; // among them may be the one that is being restored
    ASSENT_TRY(const auto vault, Vault::open(made, key, clock, opening));
    if (vault->storeId() != store)
        return Error{ErrorCode::Corrupt, "the backup holds another store than it says"};
    ASSENT_TRY([[maybe_unused]] const int erased, erasures::replay(*vault, folder));
    ASSENT_CHECK(vault->check(progress));
    if (options.inspect)
        ASSENT_CHECK(options.inspect(*vault));
    return vault->checkpoint();
}

/// Leaves the file and the slots alone, and all of it durable.
Result<void> settle(const fs::path &made)
{
    std::error_code fault;
    for (const auto &entry : fs::directory_iterator(made, fault)) {
        const std::string name = entry.path().filename().string();
        const bool kept = name == backupfiles::kStore || name == backupfiles::kSlots[0] || name == backupfiles::kSlots[1];
        if (!kept)
            ::unlink(entry.path().c_str());
    }
    ASSENT_CHECK(files::syncFile(made / backupfiles::kStore));
    return files::syncFolder(made);
}

Result<BackupInfo> makeNew(const fs::path &backup, const fs::path &folder, const SecretBytes &key, const Clock &clock,
    const RestoreOptions &options, Progress &progress)
{
    ASSENT_TRY(const Manifest manifest, trustedManifest(backup, key));
    ASSENT_TRY(const std::string slots, slotsOf(backup, manifest));
    ASSENT_CHECK(expectSameStore(slots, folder));
    const fs::path made = newStore(folder);
    ASSENT_CHECK(backupfiles::makeFolder(made));
    ASSENT_TRY(const auto file, backupfiles::copy(backup / backupfiles::kStore, made / backupfiles::kStore, progress));
    ASSENT_CHECK(expectSame(manifest, file));
    ASSENT_CHECK(putSlots(slots, folder, key));
    ASSENT_CHECK(checkNew(made, folder, key, clock, manifest.store, options, progress));
    ASSENT_CHECK(settle(made));
    return oldbackups::describe(backup);
}

// Putting it in place

/// Moves a file to where no file is; nothing to do when it moved before.
Result<void> moveInto(const fs::path &file, const fs::path &place)
{
    if (!isThere(file))
        return {};
    if (isThere(place))
        return Error{ErrorCode::Conflict, file.filename().string() + " appeared while a restore was half done; move it away"};
    if (::rename(file.c_str(), place.c_str()) != 0)
        return files::systemError("could not move " + file.filename().string());
    return {};
}

Result<fs::path> asideOf(const fs::path &folder)
{
    ASSENT_TRY(const std::string text, files::read(journalFile(folder), kSmallFile));
    const auto value = json::parse(text);
    if (!value)
        return Error{ErrorCode::Corrupt, "restore.json does not read"};
    json::Reader in(*value, "restore");
    const std::int64_t format = in.integer("format", 1);
    const std::string aside = in.text("aside");
    if (!in.failed() && format > kFormat)
        return Error{ErrorCode::Newer, "restore.json has format " + std::to_string(format)};
    if (in.failed() || !restore::asideTime(aside))
        return Error{ErrorCode::Corrupt, "restore.json names no folder"};
    return folder / aside;
}

/// One change of the folder after another, each of which may be the last before
/// a crash, and all of which can be tried again.
class Swap
{
public:
    Swap(const fs::path &folder, fs::path aside, const std::function<bool()> &goOn)
        : m_folder(folder), m_new(newStore(folder)), m_aside(std::move(aside)), m_goOn(goOn)
    {
    }

    Result<void> run()
    {
        if (!isThere(m_aside))
            ASSENT_CHECK(step([&] { return backupfiles::makeFolder(m_aside); }));
        // Until the new file is in place the old one and its log belong together.
        if (isThere(m_new / "store.db")) {
            for (const char *name : {"store.db-wal", "store.db-shm", "store.db"})
                ASSENT_CHECK(step([&] { return moveInto(m_folder / name, m_aside / name); }));
            ASSENT_CHECK(files::syncFolder(m_aside));
            ASSENT_CHECK(step([&] { return moveInto(m_new / "store.db", m_folder / "store.db"); }));
        }
        for (const std::string_view name : backupfiles::kSlots) {
            if (!isThere(m_aside / name))
                ASSENT_CHECK(step([&] { return moveInto(m_folder / name, m_aside / name); }));
            ASSENT_CHECK(step([&] { return replaceWith(m_new / name, m_folder / name); }));
        }
        ASSENT_CHECK(step([&]() -> Result<void> {
            if (::unlink(journalFile(m_folder).c_str()) != 0)
                return files::systemError("could not end the restore");
            return files::syncFolder(m_folder);
        }));
        (void)backupfiles::remove(m_new);
        ::rmdir(m_aside.c_str()); // when there was no store
        return {};
    }

private:
    template<typename Change>
    Result<void> step(Change change)
    {
        if (m_goOn && !m_goOn())
            return Error{ErrorCode::Cancelled, "the restore was stopped"};
        return change();
    }

    static Result<void> replaceWith(const fs::path &from, const fs::path &to)
    {
        ASSENT_TRY(const std::string text, files::read(from, kSmallFile));
        return files::replace(to, text);
    }

    fs::path m_folder;
    fs::path m_new;
    fs::path m_aside;
    const std::function<bool()> &m_goOn;
};

} // namespace

namespace restore {

Result<BackupInfo> prepare(const fs::path &backup, const fs::path &folder, const SecretBytes &key, const Clock &clock,
    const RestoreOptions &options, Progress &progress)
{
    removeLeftovers(folder);
    auto made = makeNew(backup, folder, key, clock, options, progress);
    if (!made || options.dryRun)
        removeLeftovers(folder);
    return made;
}

Result<std::string> decide(const fs::path &folder, Timestamp now)
{
    std::int64_t millis = toMillis(now);
    while (isThere(folder / (std::string(kAside) + std::to_string(millis))))
        ++millis;
    const std::string aside = std::string(kAside) + std::to_string(millis);
    const json::Object journal{{"format", kFormat}, {"aside", aside}};
    ASSENT_CHECK(files::replace(journalFile(folder), json::pretty(json::Value(journal))));
    return aside;
}

Result<void> finish(const fs::path &folder, const std::function<bool()> &goOn)
{
    ASSENT_TRY(fs::path aside, asideOf(folder));
    return Swap(folder, std::move(aside), goOn).run();
}

bool isHalfDone(const fs::path &folder) { return isThere(journalFile(folder)); }

void removeLeftovers(const fs::path &folder)
{
    if (!isHalfDone(folder))
        (void)backupfiles::remove(newStore(folder));
}

std::optional<Timestamp> asideTime(std::string_view name)
{
    if (!name.starts_with(kAside))
        return std::nullopt;
    name.remove_prefix(kAside.size());
    std::int64_t millis = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), millis);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size() || millis < 0)
        return std::nullopt;
    return fromMillis(millis);
}

} // namespace restore

namespace {

/// Gives the folder for the store that was there.
Result<fs::path> replaceStore(const fs::path &folder, Timestamp now, int patienceMillis)
{
    ASSENT_CHECK(requestLock(folder));
    // Whoever had the old store open would go on writing to what was put aside.
    ASSENT_TRY(const auto holder, KeyHolder::alone(folder, patienceMillis));
    ASSENT_TRY(const auto lock, files::WritersLock::take(holder.lockFile()));
    ASSENT_TRY(const std::string aside, restore::decide(folder, now));
    ASSENT_CHECK(restore::finish(folder));
    return folder / aside;
}

Result<Restored> restoreInto(const fs::path &backup, const fs::path &folder, const SecretBytes &key, const Clock &clock,
    const RestoreOptions &options, Progress &progress)
{
    ASSENT_TRY(const auto turn, backupfiles::Turn::take(folder, backupfiles::kPatienceMillis));
    ASSENT_CHECK(finishRestore(folder));
    Restored restored;
    ASSENT_TRY(restored.backup, restore::prepare(backup, folder, key, clock, options, progress));
    restored.oldKeys = Slots::confirm(folder, key) != std::optional(true);
    if (options.dryRun)
        return restored;
    const auto aside = replaceStore(folder, clock.now(), options.patienceMillis);
    if (!aside) {
        restore::removeLeftovers(folder);
        return aside.error();
    }
    if (isThere(*aside))
        restored.aside = *aside;
    return restored;
}

} // namespace

Result<Restored> restoreBackup(const fs::path &backup, const fs::path &folder, const SecretBytes &key, const Clock &clock,
    const RestoreOptions &options, Progress &progress)
{
    const bool fresh = !isThere(folder);
    ASSENT_CHECK(files::ensureFolder(folder));
    auto restored = restoreInto(backup, folder, key, clock, options, progress);
    if (fresh && !Vault::exists(folder)) {
        ::unlink((folder / "store.lock").c_str());
        ::rmdir(folder.c_str());
    }
    return restored;
}

Result<void> finishRestore(const fs::path &folder)
{
    if (!restore::isHalfDone(folder))
        return {};
    ASSENT_TRY(const auto lockFile, files::LockFile::open(folder));
    ASSENT_TRY(const auto lock, files::WritersLock::take(lockFile.get()));
    if (!restore::isHalfDone(folder)) // another program was first
        return {};
    return restore::finish(folder);
}

} // namespace assent
