#pragma once

#include "base/progress.h"
#include "base/uuid.h"
#include "crypto/signature.h"
#include "vault/database.h"

#include <filesystem>

namespace assent {

/// The tables that a store has. A desktop's replica and a hub share the
/// framework and the ledger, not the rest.
struct Migration
{
    int version;           ///< from 1, without gaps
    std::string_view sql;  ///< forward only
    /// What SQL cannot do, in the same transaction; may be null.
    Result<void> (*fill)(Database &db) = nullptr;
};

/// An encrypted store: a folder with
///
///   store.db    the SQLCipher file          store.lock  the writers' lock
///   slots.json  the wrapped key, and slots.json.bak, its second copy
///
/// One Vault holds one writing connection and belongs to one thread at a time;
/// several Vaults, in this process or others, may be open on one folder.
class Vault
{
public:
    struct Options
    {
        std::span<const Migration> schema; ///< empty: the desktop's own, replicaSchema()
        std::string kind = "replica";      ///< "replica" or "hub"; a store of one kind is no other
        int cacheMiB = 32;
        bool readOnly = false;
        bool keepBackups = false; ///< old backups are not destroyed at opening
    };

    /// Makes a new store in a folder that has none (Conflict when it has one)
    /// and gives it a store id, a device key and a log key. `key` is the raw key.
    static Result<std::unique_ptr<Vault>> create(const std::filesystem::path &folder, const SecretBytes &key,
        const Clock &clock, const Options &options);
    static Result<std::unique_ptr<Vault>> create(const std::filesystem::path &folder, const SecretBytes &key,
        const Clock &clock) { return create(folder, key, clock, Options{}); }

    /// Opens, and migrates under the writers' lock when the store is older (after
    /// a backup beside it). First finishes a restore that was interrupted; last
    /// destroys backups older than 30 days. NotFound: no store. Locked: wrong key. Corrupt:
    /// damaged. Newer: written by a later version; nothing was touched.
    /// Conflict: a store of another kind, or an older one opened read-only.
    static Result<std::unique_ptr<Vault>> open(const std::filesystem::path &folder, const SecretBytes &key,
        const Clock &clock, const Options &options);
    static Result<std::unique_ptr<Vault>> open(const std::filesystem::path &folder, const SecretBytes &key,
        const Clock &clock) { return open(folder, key, clock, Options{}); }

    /// True when the folder holds a store, or one that a restore was putting in.
    static bool exists(const std::filesystem::path &folder);

    ~Vault();

    Database &db() { return *m_db; }
    const Clock &clock() const { return m_clock; }
    const std::filesystem::path &folder() const { return m_folder; }
    StoreId storeId() const { return m_storeId; }
    DeviceId deviceId() const { return m_deviceId; }
    const SigningKey &deviceKey() const { return *m_deviceKey; }
    const SigningKey &logKey() const { return *m_logKey; }
    /// Keys HMACs of identifiers, so that the look-up column reveals nothing.
    const SecretBytes &lookupKey() const { return m_lookupKey; }

    /// Settings that live in the store.
    Result<std::optional<std::string>> meta(std::string_view key);
    Result<void> setMeta(std::string_view key, std::string_view value);

    /// Another read-only connection to the same file, for another thread.
    Result<std::unique_ptr<Database>> openReader(int cacheMiB = 4) const;

    /// A read-only connection to a copy of the store under the same key.
    Result<std::unique_ptr<Database>> openCopy(const std::filesystem::path &file) const;
    /// 32 bytes for another use of the store's key, named by `info`.
    Result<SecretBytes> deriveKey(std::string_view info) const;

    /// Moves the write-ahead log into the file, under the writers' lock. Io
    /// when a reader still needs the log; what could be moved has been.
    Result<void> checkpoint();
    /// The same after every page was written anew, so that no gap between rows keeps
    /// what was removed (`secure_delete` leaves what SQLite had moved before). A file of
    /// more than 64 MiB, which would be in memory meanwhile, is not written anew.
    Result<void> rebuild();
    /// Every page's HMAC, every table's structure, and that what is held of each
    /// person adds up. Corrupt when one fails, and fails again; Io when something
    /// could not be read, or could not be told from damage.
    /// Writers wait during the first part.
    Result<void> check(Progress &progress);
    /// Writes the store as it is now to a new file under the same key (Conflict
    /// when there is one). Writers go on; the file is durable on return.
    Result<void> backup(const std::filesystem::path &file, Progress &progress);

private:
    friend class WriteTransaction;
    Vault(std::filesystem::path folder, const SecretBytes &key, const Clock &clock);
    Result<void> attach(const Options &options);
    Error refusal(Error error) const;
    Result<void> migrate(std::span<const Migration> schema);
    Result<void> copyTo(const std::filesystem::path &made, const std::filesystem::path &place, Progress &progress);
    Result<bool> checkPages();
    Result<void> loadIdentity();
    void shortenLog();
    Result<void> checkFreshness();
    Result<void> markLog();

    std::filesystem::path m_folder;
    const Clock &m_clock;
    SecretBytes m_key;
    std::unique_ptr<Database> m_db;
    StoreId m_storeId;
    DeviceId m_deviceId;
    std::optional<SigningKey> m_deviceKey;
    std::optional<SigningKey> m_logKey;
    SecretBytes m_lookupKey;
    bool m_readOnly = false;
    int m_lockFile = -1;
    bool m_writing = false;
    std::uint64_t m_writes = 0;
    bool m_marksLogs = false;
    bool m_markNext = false;
    int m_logPages = 0;
    int m_shortenAt = 0;
    bool m_rolledBack = false;
};

/// BEGIN IMMEDIATE under the writers' lock (flock on store.lock, which makes
/// one writer at a time across processes). Rolls back unless committed. A
/// transaction inside another is a Conflict, one on a read-only vault Denied,
/// and Io says that another program went on writing for 30 s.
class WriteTransaction
{
public:
    static Result<WriteTransaction> begin(Vault &vault);
    WriteTransaction(WriteTransaction &&other) noexcept;
    WriteTransaction &operator=(WriteTransaction &&) = delete;
    WriteTransaction(const WriteTransaction &) = delete;
    ~WriteTransaction();

    /// After this returns without an error the change survives a power cut;
    /// after an error it is rolled back. Either way the transaction is over.
    Result<void> commit();
    Vault &vault() const { return *m_vault; }
    Database &db() const { return m_vault->db(); }
    /// Which of the vault's transactions it is, from 1: what one of them stored may
    /// be gone in the next. Another after rollBackTo().
    std::uint64_t number() const { return m_vault->m_writes; }
    /// Undoes what came since `SAVEPOINT name`, which stays.
    Result<void> rollBackTo(std::string_view name) const;

private:
    WriteTransaction(Vault *vault, Statement commit, Statement rollback)
        : m_vault(vault), m_commit(std::move(commit)), m_rollback(std::move(rollback)) {}
    void end();

    Vault *m_vault;
    Statement m_commit; ///< ready from the beginning: its end must not want for memory
    Statement m_rollback;
    bool m_open = false;
};

/// Drops what the full-text indexes still hold of rows that were deleted: a
/// contentless index keeps their words until it merges, secure-delete or not.
/// For erasures, in their transaction; rewrites the indexes.
Result<void> forgetDeletedWords(const WriteTransaction &transaction);

/// The desktop's tables; see vault/schema.cpp, which documents each.
std::span<const Migration> replicaSchema();

/// A keyed hash as the table `identifier` holds it: its first 8 bytes, big endian.
std::int64_t lookupNumber(ByteView hash);

} // namespace assent
