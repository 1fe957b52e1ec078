#include "vault/vault.h"

#include "crypto/hash.h"
#include "vault/backup.h"
#include "vault/files.h"
#include "vault/freshness.h"
#include "vault/holders.h"
#include "vault/logcheck.h"
#include "vault/migrations.h"
#include "vault/restore.h"
#include "vault/seal.h"
#include "vault/slots.h"
#include "vault/storefile.h"

#include <sqlite3.h>

#include <unistd.h>

#include <utility>

namespace assent {
namespace {

namespace fs = std::filesystem;

/// A log of this many pages (64 MiB) is moved into the file by whoever commits.
constexpr int kLogPages = 16'384;
/// In the place of their number: the log may hold a commit that was refused.
constexpr int kRefusedInLog = -1;
constexpr int kReaderPatienceMillis = 250;

fs::path storeFile(const fs::path &folder) { return folder / "store.db"; }

Error anotherKind() { return Error{ErrorCode::Conflict, "the store is of another kind"}; }

/// A commit that could not be flushed may lie whole in the log, where the next
/// recovery would take it for one that was acknowledged.
void dropRefused(Database &db, int &logPages) { logPages = storefile::moveLog(db, 0) ? 0 : kRefusedInLog; }

/// Called by SQLite after each commit.
int countPages(void *count, sqlite3 *, const char *, int pages)
{
    *static_cast<int *>(count) = pages;
    return SQLITE_OK;
}

/// Called by SQLite whenever a transaction ends without its changes.
void noteRollback(void *rolledBack) { *static_cast<bool *>(rolledBack) = true; }

Result<SigningKey> readKey(Database &db, const char *name)
{
    ASSENT_TRY(const SecretBytes seed, migrations::identity(db, name));
    return SigningKey::fromSeed(seed.view());
}

} // namespace

Vault::Vault(fs::path folder, const SecretBytes &key, const Clock &clock)
    : m_folder(std::move(folder)), m_clock(clock), m_key(key.clone())
{
}

Vault::~Vault()
{
    // A store that was refused has no device key here, and is not touched. Only
    // when nobody writes: closing a program must not wait for another.
    if (m_deviceKey && !m_readOnly) {
        if (auto lock = files::WritersLock::take(m_lockFile, 0))
            (void)storefile::moveLog(*m_db, 0);
    }
    m_db.reset();
    if (m_lockFile >= 0)
        ::close(m_lockFile);
}

bool Vault::exists(const fs::path &folder)
{
    std::error_code fault;
    return fs::exists(storeFile(folder), fault) || restore::isHalfDone(folder);
}

Result<std::unique_ptr<Vault>> Vault::create(
    const fs::path &folder, const SecretBytes &key, const Clock &clock, const Options &options)
{
    ASSENT_CHECK(files::ensureFolder(folder));
    std::unique_ptr<Vault> vault(new Vault(folder, key, clock));
    ASSENT_TRY(auto lockFile, files::LockFile::open(folder));
    vault->m_lockFile = lockFile.detach();
    ASSENT_CHECK(KeyHolder::share(vault->m_lockFile));
    {
        ASSENT_TRY(const auto lock, files::WritersLock::take(vault->m_lockFile));
        if (exists(folder))
            return Error{ErrorCode::Conflict, "the folder holds a store already"};
        // Made beside its place, so that a crash leaves no half store.
        const fs::path made = folder / "store.db.new";
        storefile::removeFile(made);
        storefile::removeFile(storeFile(folder)); // a log without its file would be read into the new one
        ASSENT_TRY(auto db, Database::open(made, key, Database::Mode::Create, options.cacheMiB));
        ASSENT_CHECK(migrations::create(*db, migrations::schemaOf(options.schema), options.kind, clock.now()));
        Result<void> done = storefile::putInPlace(std::move(db), made, storeFile(folder));
        if (done)
            done = vault->attach(options);
        if (!done) {
            // Still under the lock: nobody has written to what is taken back.
            vault->m_deviceKey.reset();
            vault->m_db.reset();
            storefile::removeFile(storeFile(folder));
            return std::move(done).error();
        }
    }
    return vault;
}

Result<std::unique_ptr<Vault>> Vault::open(
    const fs::path &folder, const SecretBytes &key, const Clock &clock, const Options &options)
{
    if (!exists(folder))
        return Error{ErrorCode::NotFound, "there is no store in this folder"};
    ASSENT_CHECK(finishRestore(folder));
    std::unique_ptr<Vault> vault(new Vault(folder, key, clock));
    ASSENT_TRY(auto lockFile, files::LockFile::open(folder));
    vault->m_lockFile = lockFile.detach();
    ASSENT_CHECK(KeyHolder::share(vault->m_lockFile));
    if (restore::isHalfDone(folder)) // it began after that
        return Error{ErrorCode::Io, "a restore was stopped just now; opening again finishes it"};
    // While somebody writes the store is open, and its log was looked at then.
    if (const auto lock = files::WritersLock::take(vault->m_lockFile, 0))
        ASSENT_CHECK(checkLog(storeFile(folder).concat("-wal")));
    ASSENT_CHECK(vault->attach(options));
    return vault;
}

Result<void> Vault::attach(const Options &options)
{
    m_readOnly = options.readOnly;
    const auto mode = m_readOnly ? Database::Mode::ReadOnly : Database::Mode::ReadWrite;
    auto db = Database::open(storeFile(m_folder), m_key, mode, options.cacheMiB);
    if (!db)
        return refusal(std::move(db).error());
    m_db = std::move(db).value();
    ASSENT_TRY(const bool sameKind, migrations::isKind(*m_db, options.kind));
    if (!sameKind)
        return anotherKind();
    ASSENT_CHECK(checkFreshness());
    ASSENT_CHECK(migrate(migrations::schemaOf(options.schema)));
    ASSENT_TRY(m_marksLogs, freshness::isKept(*m_db));
    sqlite3_wal_hook(m_db->handle(), &countPages, &m_logPages);
    sqlite3_rollback_hook(m_db->handle(), &noteRollback, &m_rolledBack);
    ASSENT_CHECK(loadIdentity());
    // What cannot be destroyed now is tried again the next time.
    if (!m_readOnly && !options.keepBackups)
        (void)destroyOldBackups(*this, m_clock.now());
    return {};
}

Result<void> Vault::checkFreshness()
{
    ASSENT_TRY(const bool kept, freshness::isKept(*m_db));
    if (!kept || freshness::logIsEmpty(storeFile(m_folder)))
        return {};
    // Whoever writes now has checked it.
    const auto lock = files::WritersLock::take(m_lockFile, 0);
    return lock ? freshness::check(*m_db, storeFile(m_folder), m_key) : Result<void>();
}

/// In a transaction: notes when it begins a new log.
Result<void> Vault::markLog()
{
    if (!m_marksLogs || (!m_markNext && !freshness::logIsEmpty(storeFile(m_folder))))
        return {};
    m_markNext = false;
    return freshness::mark(*m_db);
}

Error Vault::refusal(Error error) const
{
    // A damaged first page looks like a wrong key; where there are slots, they
    // know which it is.
    const bool doubtful = error.code == ErrorCode::Locked || error.code == ErrorCode::Corrupt;
    const std::optional<bool> right = doubtful ? Slots::confirm(m_folder, m_key) : std::nullopt;
    if (!right)
        return error;
    if (*right)
        return Error{ErrorCode::Corrupt, "the key is right and the store does not open"};
    return Error{ErrorCode::Locked, "the key is not the one of this store's slots"};
}

Result<void> Vault::migrate(std::span<const Migration> schema)
{
    ASSENT_TRY(const int behind, migrations::pending(*m_db, schema));
    if (behind == 0)
        return {};
    if (m_readOnly)
        return Error{ErrorCode::Conflict, "the store is of an older version and open for reading only"};
    ASSENT_TRY(const auto lock, files::WritersLock::take(m_lockFile));
    ASSENT_TRY(const int still, migrations::pending(*m_db, schema));
    if (still == 0) // another program was first
        return {};
    NoProgress silent;
    ASSENT_TRY(const fs::path kept, migrations::backupName(*m_db, m_folder, m_clock.now()));
    ASSENT_CHECK(backup(kept, silent));
    return migrations::upgrade(*m_db, schema);
}

Result<void> Vault::loadIdentity()
{
    ASSENT_TRY(const SecretBytes store, migrations::identity(*m_db, "store"));
    ASSENT_TRY(m_storeId, StoreId::fromBytes(store.view()));
    ASSENT_TRY(const SecretBytes device, migrations::identity(*m_db, "device"));
    ASSENT_TRY(m_deviceId, DeviceId::fromBytes(device.view()));
    ASSENT_TRY(m_deviceKey, readKey(*m_db, "device key"));
    ASSENT_TRY(m_logKey, readKey(*m_db, "log key"));
    ASSENT_TRY(m_lookupKey, migrations::identity(*m_db, "lookup key"));
    return {};
}

Result<std::optional<std::string>> Vault::meta(std::string_view key)
{
    ASSENT_TRY(Statement find, m_db->prepare("SELECT value FROM meta WHERE key=?"));
    ASSENT_TRY(const bool row, find.bind(1, key).step());
    if (!row)
        return std::optional<std::string>();
    return std::optional<std::string>(find.text(0));
}

Result<void> Vault::setMeta(std::string_view key, std::string_view value)
{
    if (!m_writing) {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*this));
        ASSENT_CHECK(setMeta(key, value));
        return transaction.commit();
    }
    ASSENT_TRY(Statement put, m_db->prepare(
        "INSERT INTO meta(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value"));
    return put.bind(1, key).bind(2, value).run();
}

Result<std::unique_ptr<Database>> Vault::openReader(int cacheMiB) const
{
    return Database::open(storeFile(m_folder), m_key, Database::Mode::ReadOnly, cacheMiB);
}

Result<std::unique_ptr<Database>> Vault::openCopy(const fs::path &file) const
{
    return Database::open(file, m_key, Database::Mode::ReadOnly, 4);
}

Result<SecretBytes> Vault::deriveKey(std::string_view info) const { return hkdfSha256(m_key.view(), {}, asBytes(info), 32); }

Result<void> Vault::checkpoint()
{
    if (m_readOnly)
        return Error{ErrorCode::Denied, "the store is open for reading only"};
    if (m_writing)
        return Error{ErrorCode::Conflict, "a transaction is open"};
    ASSENT_TRY(const auto lock, files::WritersLock::take(m_lockFile));
    return storefile::moveLog(*m_db, kReaderPatienceMillis);
}

Result<void> Vault::rebuild()
{
    constexpr std::int64_t kMostPages = 16 * 1024;
    ASSENT_TRY(const std::int64_t pages, m_db->integer("PRAGMA page_count"));
    if (m_readOnly || m_writing || pages > kMostPages)
        return checkpoint();
    {
        ASSENT_TRY(const auto lock, files::WritersLock::take(m_lockFile));
        ASSENT_CHECK(m_db->run("BEGIN IMMEDIATE"));
        const Result<void> marked = markLog();
        ASSENT_CHECK(m_db->run("COMMIT"));
        ASSENT_CHECK(marked);
        ASSENT_CHECK(m_db->run("VACUUM"));
    }
    return checkpoint();
}

void Vault::shortenLog()
{
    if (m_logPages < kLogPages)
        m_shortenAt = kLogPages;
    if (m_logPages < m_shortenAt)
        return;
    // While a reader holds the log back, only once for so many pages more.
    if (!storefile::moveLog(*m_db, 0))
        m_markNext = true; // the next commit may begin the log anew
    m_shortenAt = m_logPages + kLogPages;
}

Result<void> Vault::check(Progress &progress)
{
    if (m_writing)
        return Error{ErrorCode::Conflict, "a transaction is open"};
    if (!progress.report(0, 0))
        return Error{ErrorCode::Cancelled, "the check was cancelled"};
    ASSENT_TRY(const bool sure, checkPages());
    ASSENT_CHECK(storefile::checkStructure(*m_db, "PRAGMA integrity_check(1)", progress));
    ASSENT_TRY(Statement sealed, m_db->prepare("SELECT 1 FROM sqlite_schema WHERE name = 'consent_seal'"));
    ASSENT_TRY(const bool seals, sealed.step());
    if (seals)
        ASSENT_CHECK(checkSeals(*m_db, progress));
    if (!sure)
        return Error{ErrorCode::Io, "a page of the file is damaged, or only waits for the log to be moved"};
    return {};
}

/// False where a page fails that may stand whole in the log: a crash or a full
/// disk tears pages, and the log could not be moved.
Result<bool> Vault::checkPages()
{
    // A page that is being written looks damaged.
    ASSENT_TRY(const auto lock, files::WritersLock::take(m_lockFile));
    if (!m_readOnly)
        (void)storefile::moveLog(*m_db, kReaderPatienceMillis);
    const Result<void> checked = storefile::checkPages(*m_db);
    if (!checked && checked.error().code == ErrorCode::Corrupt && !freshness::logIsEmpty(storeFile(m_folder)))
        return false;
    ASSENT_CHECK(checked);
    return true;
}

Result<void> Vault::backup(const fs::path &file, Progress &progress)
{
    std::error_code fault;
    if (m_writing)
        return Error{ErrorCode::Conflict, "a transaction is open"};
    if (fs::exists(file, fault))
        return Error{ErrorCode::Conflict, file.filename().string() + " is there already"};
    const fs::path made = fs::path(file).concat(".new");
    storefile::removeFile(made);
    const Result<void> done = copyTo(made, file, progress);
    storefile::removeFile(made);
    return done;
}

Result<void> Vault::copyTo(const fs::path &made, const fs::path &place, Progress &progress)
{
    ASSENT_TRY(auto copy, Database::open(made, m_key, Database::Mode::Create, 4));
    {
        // One snapshot, or a busy writer would make the copy start over for ever.
        ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(*m_db));
        ASSENT_CHECK(m_db->integer("SELECT count(*) FROM sqlite_schema")); // it begins with the first reading
        ASSENT_CHECK(storefile::copy(*m_db, *copy, progress));
    }
    return storefile::putInPlace(std::move(copy), made, place);
}

Result<void> forgetDeletedWords(const WriteTransaction &transaction)
{
    ASSENT_TRY(const auto names, migrations::searchTables(transaction.db()));
    for (const std::string &name : names)
        ASSENT_CHECK(transaction.db().run("INSERT INTO \"" + name + "\"(\"" + name + "\") VALUES('optimize')"));
    return {};
}

// WriteTransaction

Result<WriteTransaction> WriteTransaction::begin(Vault &vault)
{
    if (vault.m_readOnly)
        return Error{ErrorCode::Denied, "the store is open for reading only"};
    if (vault.m_writing)
        return Error{ErrorCode::Conflict, "a transaction is open already"};
    ASSENT_TRY(auto lock, files::WritersLock::take(vault.m_lockFile));
    if (vault.m_logPages == kRefusedInLog)
        dropRefused(vault.db(), vault.m_logPages);
    ASSENT_TRY(Statement start, vault.db().prepare("BEGIN IMMEDIATE"));
    ASSENT_TRY(Statement commit, vault.db().prepare("COMMIT"));
    ASSENT_TRY(Statement rollback, vault.db().prepare("ROLLBACK"));
    const Result<void> started = start.run();
    if (!started) {
        vault.db().rollBack(rollback); // it may be told as interrupted and have begun
        return started.error();
    }
    lock.keep();
    WriteTransaction transaction(&vault, std::move(commit), std::move(rollback));
    transaction.m_open = vault.m_writing = true;
    ++vault.m_writes;
    ASSENT_CHECK(vault.markLog());
    storefile::reserveLog(vault.db(), vault.m_logPages);
    return transaction;
}

WriteTransaction::WriteTransaction(WriteTransaction &&other) noexcept
    : m_vault(other.m_vault), m_commit(std::move(other.m_commit)), m_rollback(std::move(other.m_rollback)),
      m_open(std::exchange(other.m_open, false))
{
}

WriteTransaction::~WriteTransaction() { end(); }

Result<void> WriteTransaction::commit()
{
    if (!m_open)
        return Error{ErrorCode::Conflict, "the transaction is over"};
    m_vault->m_rolledBack = false;
    Result<void> done = m_commit.run();
    // SQLite tells of an interruption even where it came behind the commit. One
    // that came before leaves the transaction open, or has rolled it back when the
    // search index was just being written.
    const bool over = sqlite3_get_autocommit(db().handle()) && !m_vault->m_rolledBack;
    if (!done && done.error().code == ErrorCode::Cancelled && over)
        done = {};
    if (done) {
        m_vault->shortenLog();
    } else {
        db().rollBack(m_rollback);
        dropRefused(db(), m_vault->m_logPages);
    }
    end();
    return done;
}

Result<void> WriteTransaction::rollBackTo(std::string_view name) const
{
    ++m_vault->m_writes; // whoever remembers what was stored since must ask again
    return db().run("ROLLBACK TO " + std::string(name));
}

void WriteTransaction::end()
{
    if (!m_open)
        return;
    db().rollBack(m_rollback);
    files::WritersLock::release(m_vault->m_lockFile);
    m_open = m_vault->m_writing = false;
}

} // namespace assent
