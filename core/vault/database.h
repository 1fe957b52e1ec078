#pragma once

#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/secret.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

struct sqlite3;
struct sqlite3_stmt;

namespace assent {

class Database;
class StatementPool;

/// A prepared statement. When it goes, its connection keeps it ready for the
/// next prepare() of the same text. Parameters are numbered from 1, columns from 0.
/// Views of columns hold until the next step, reset or destruction.
///
///   ASSENT_TRY(Statement find, db.prepare("SELECT id FROM subject WHERE seq=?"));
///   find.bind(1, seq);
///   ASSENT_TRY(const bool row, find.step());
class Statement
{
public:
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&other) noexcept;
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;
    ~Statement();

    Statement &bind(int index, std::int64_t value);
    Statement &bind(int index, int value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement &bind(int index, std::uint64_t value) { return bind(index, static_cast<std::int64_t>(value)); }
    Statement &bind(int index, double value);
    Statement &bind(int index, std::string_view text); ///< copied
    Statement &bind(int index, const std::string &text) { return bind(index, std::string_view(text)); }
    Statement &bind(int index, const char *text) { return bind(index, std::string_view(text)); }
    Statement &bind(int index, ByteView blob); ///< copied
    Statement &bind(int index, const Bytes &blob) { return bind(index, ByteView(blob)); }
    Statement &bind(int index, const Digest &blob) { return bind(index, ByteView(blob)); }
    Statement &bind(int index, Timestamp time) { return bind(index, toMillis(time)); }
    Statement &bind(int index, std::optional<Timestamp> time);
    /// Not copied: what is lent must live until the statement has run.
    Statement &lend(int index, std::string_view text);
    Statement &lend(int index, ByteView blob);
    Statement &bindNull(int index);

    /// True when there is a row to read, false when done; then it may be run
    /// again, with the same parameters or others.
    Result<bool> step();
    /// Steps to the end, then resets and clears the parameters: for statements
    /// run again and again.
    Result<void> run();
    /// The same and keeps the parameters, for rows that differ in few of them.
    Result<void> runAgain();
    /// Makes ready to run again and clears the parameters. Needed before binding
    /// when the last step gave a row.
    void reset();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    ByteView blob(int column) const;
    Timestamp time(int column) const { return fromMillis(integer(column)); }
    bool isNull(int column) const;

private:
    friend class Database;
    Statement &bound(int result);
    Statement(std::shared_ptr<StatementPool> pool, sqlite3_stmt *statement);
    void giveBack();

    std::shared_ptr<StatementPool> m_pool; ///< shared: a statement may outlive its connection
    sqlite3_stmt *m_statement = nullptr;
    int m_bindFault = 0;
};

/// One connection to a SQLCipher file. Belongs to one thread at a time.
class Database
{
public:
    enum class Mode {
        ReadWrite,
        ReadOnly,
        Create,
        FileAlone, ///< the file without its log, for reading, while nobody writes
    };
    static constexpr int kBusyMillis = 10'000; ///< how long a locked file is waited for

    /// A raw key: 32 bytes of key and 16 of salt. Sets what ARCHITECTURE.md
    /// section 3 fixes. NotFound when there is no file. When the first page does
    /// not decrypt: Locked if the file was written with another key's salt, else
    /// Corrupt.
    static Result<std::unique_ptr<Database>> open(
        const std::filesystem::path &file, const SecretBytes &rawKey, Mode mode, int cacheMiB = 32);

    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database();

    /// Preparing a text again is cheap: its statement is kept.
    Result<Statement> prepare(std::string_view sql);
    /// A statement that is not kept: for a check that looks when it is prepared,
    /// and would otherwise say again what it said before.
    Result<Statement> prepareOnce(std::string_view sql);
    /// Runs one or several statements without parameters.
    Result<void> run(std::string_view sql);
    /// First column of the first row; NotFound when there is none.
    Result<std::int64_t> integer(std::string_view sql);
    Result<std::string> text(std::string_view sql);

    /// Ends a transaction by a ROLLBACK that was prepared before it. Nothing to do
    /// where SQLite has ended it by itself, as it does after some failures.
    void rollBack(Statement &rollback);
    std::int64_t lastInsertId() const;
    std::int64_t changes() const;
    /// The error of the last call on this connection, classified: full disk and
    /// I/O are Io, damage is Corrupt, constraints are Conflict. No values in it.
    Error lastError(std::string_view doing) const;
    /// Makes a running statement of this connection end with Cancelled. The one
    /// call that other threads may make.
    void interrupt();
    sqlite3 *handle() const { return m_handle; }

private:
    Database();
    void guard();
    Result<void> unlock(const SecretBytes &rawKey);
    Result<void> configure(Mode mode, int cacheMiB);
    sqlite3 *m_handle = nullptr;
    std::shared_ptr<StatementPool> m_pool;
};

/// One view of the store for several reads, whatever others write meanwhile.
/// Inside a transaction it is that transaction's.
class Snapshot
{
public:
    static Result<Snapshot> begin(Database &db);
    Snapshot(Snapshot &&other) noexcept : m_db(std::exchange(other.m_db, nullptr)), m_end(std::move(other.m_end)) {}
    Snapshot &operator=(Snapshot &&) = delete;
    Snapshot(const Snapshot &) = delete;
    ~Snapshot();

private:
    explicit Snapshot(Database *db = nullptr, std::optional<Statement> end = {}) : m_db(db), m_end(std::move(end)) {}
    Database *m_db; ///< null: nothing to end
    std::optional<Statement> m_end; ///< ready from the beginning: the end must not want for memory
};

} // namespace assent
