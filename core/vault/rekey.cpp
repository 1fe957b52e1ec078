#include "vault/rekey.h"

#include "vault/files.h"
#include "vault/freshness.h"
#include "vault/holders.h"
#include "vault/migrations.h"
#include "vault/storefile.h"

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr int kReaderPatienceMillis = 250;
constexpr int kCacheMiB = 4;

fs::path storeFile(const fs::path &folder) { return folder / "store.db"; }
fs::path newFile(const fs::path &folder) { return folder / "store.db.rekey"; }

/// Asks whether to go on and shows that all pages are done.
class AllDone final : public Progress
{
public:
    AllDone(Progress &progress, std::int64_t pages) : m_progress(progress), m_pages(static_cast<std::uint64_t>(pages)) {}
    bool report(std::uint64_t, std::uint64_t) override { return m_progress.report(m_pages, m_pages); }

private:
    Progress &m_progress;
    std::uint64_t m_pages;
};

Result<void> verify(Database &from, Database &to, Progress &progress)
{
    for (const char *pragma : {"PRAGMA page_count", "PRAGMA application_id", "PRAGMA user_version"}) {
        ASSENT_TRY(const std::int64_t there, from.integer(pragma));
        ASSENT_TRY(const std::int64_t here, to.integer(pragma));
        if (there != here)
            return Error{ErrorCode::Corrupt, std::string("the copy differs: ") + pragma};
    }
    ASSENT_CHECK(storefile::checkPages(to));
    ASSENT_TRY(const std::int64_t count, to.integer("PRAGMA page_count"));
    AllDone done(progress, count);
    return storefile::checkStructure(to, "PRAGMA quick_check(1)", done);
}

/// A log of the old key would be read into the new file.
Result<void> removeEmptyLog(const fs::path &folder)
{
    std::error_code fault;
    const fs::path log = storeFile(folder).concat("-wal");
    if (const auto size = fs::file_size(log, fault); !fault && size > 0)
        return Error{ErrorCode::Io, "the log could not be emptied"};
    fs::remove(log, fault);
    fs::remove(storeFile(folder).concat("-shm"), fault);
    return files::syncFolder(folder);
}

/// As an opened store does: an older file that was put back is not mixed with the log.
Result<void> checkLog(Database &db, const fs::path &folder, const SecretBytes &key)
{
    ASSENT_TRY(const bool kept, freshness::isKept(db));
    return kept && !freshness::logIsEmpty(storeFile(folder)) ? freshness::check(db, storeFile(folder), key) : Result<void>();
}

Result<void> encryptAnew(const KeyHolder &holder, const fs::path &folder, const SecretBytes &oldKey, const SecretBytes &newKey,
    Progress &progress)
{
    ASSENT_TRY(const auto lock, files::WritersLock::take(holder.lockFile()));
    storefile::removeFile(newFile(folder));
    ASSENT_TRY(auto from, Database::open(storeFile(folder), oldKey, Database::Mode::ReadWrite, kCacheMiB));
    ASSENT_CHECK(checkLog(*from, folder, oldKey));
    ASSENT_CHECK(storefile::moveLog(*from, kReaderPatienceMillis));
    ASSENT_TRY(auto to, Database::open(newFile(folder), newKey, Database::Mode::Create, kCacheMiB));
    ASSENT_CHECK(storefile::copy(*from, *to, progress));
    ASSENT_CHECK(storefile::moveLog(*to, kReaderPatienceMillis)); // the seals are read from the file
    ASSENT_CHECK(verify(*from, *to, progress));
    from.reset();
    ASSENT_CHECK(removeEmptyLog(folder));
    return storefile::putInPlace(std::move(to), newFile(folder), storeFile(folder));
}

/// Ok: this is the key that store.db has. Locked: it is not.
Result<void> tryKey(const fs::path &folder, const SecretBytes &key)
{
    ASSENT_TRY(const auto db, Database::open(storeFile(folder), key, Database::Mode::ReadOnly, 1));
    return {};
}

/// Ends a change in the files, whose store has this key. The slots come last:
/// until then an unlock comes here again.
Result<void> settle(const fs::path &folder, Slots slots, const SecretBytes &key, Keyring *keyring)
{
    ASSENT_CHECK(files::syncFolder(folder)); // the rename, where a crash was before this
    storefile::removeFile(newFile(folder));
    if (slots.isNext(key))
        migrations::removeBackups(folder);
    return slots.endChange(key, keyring);
}

} // namespace

Result<SecretBytes> Slots::keyOfStore(const std::vector<SecretBytes> &keys) const
{
    // Nobody changes the key meanwhile.
    ASSENT_TRY(const auto lockFile, files::LockFile::open(m_folder));
    ASSENT_CHECK(KeyHolder::share(lockFile.get()));
    for (const SecretBytes &key : keys) {
        const Result<void> opens = tryKey(m_folder, key);
        if (!opens && opens.error().code != ErrorCode::Locked)
            return opens.error();
        if (!opens)
            continue;
        // On a medium that cannot be written this waits for another time.
        if (Result<Slots> slots = load(m_folder))
            (void)assent::settle(m_folder, *std::move(slots), key, nullptr);
        return key.clone();
    }
    return Error{ErrorCode::Locked, "this opened the key that the store had before it was changed"};
}

Result<Rekeyed> rekey(const fs::path &folder, const SecretBytes &key, const NewSlots &wanted, Progress &progress, int patienceMillis)
{
    std::error_code fault;
    if (wanted.passphrase.empty() && !wanted.keyring)
        return Error{ErrorCode::Invalid, "a new key needs a passphrase or a keychain"};
    if (!fs::exists(storeFile(folder), fault))
        return Error{ErrorCode::NotFound, "there is no store in this folder"};
    ASSENT_TRY(const KeyHolder holder, KeyHolder::alone(folder, patienceMillis));
    ASSENT_TRY(Slots slots, Slots::load(folder));
    ASSENT_TRY(Slots::Change change, slots.beginChange(key, wanted));
    Result<void> done = encryptAnew(holder, folder, key, change.key, progress);
    if (!done && tryKey(folder, key)) {
        (void)settle(folder, std::move(slots), key, wanted.keyring);
        return std::move(done).error();
    }
    // Only a key that was seen to open is kept alone, and only after a rename
    // that is durable; else the next unlock decides.
    Result<void> opens = tryKey(folder, change.key);
    if (!done && !opens)
        return std::move(done).error();
    if (done)
        done = opens ? settle(folder, std::move(slots), change.key, wanted.keyring) : std::move(opens);
    Rekeyed rekeyed{std::move(change.recoveryCode), std::move(change.gone), std::nullopt};
    if (!done)
        rekeyed.unfinished = std::move(done).error();
    return rekeyed;
}

} // namespace assent
