#include "vault/database.h"

#include "vault/files.h"
#include "vault/logwriter.h"
#include "vault/sqliteerror.h"
#include "vault/statementpool.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSaltSize = 16;

// Belongs to the file's format: without it a store does not open.
constexpr const char *kFormat = "PRAGMA cipher_hmac_algorithm=HMAC_SHA256";

constexpr const char *kSettings =
    "PRAGMA cipher_memory_security=OFF;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA wal_autocheckpoint=0;";

/// "x'<96 hexadecimal digits>'", wiped after use.
class KeySpec
{
public:
    explicit KeySpec(ByteView key)
    {
        constexpr std::string_view digits = "0123456789abcdef";
        char *out = m_text.data();
        *out++ = 'x';
        *out++ = '\'';
        for (Byte byte : key) {
            *out++ = digits[byte >> 4];
            *out++ = digits[byte & 15];
        }
        *out = '\'';
    }
    KeySpec(const KeySpec &) = delete;
    KeySpec &operator=(const KeySpec &) = delete;
    ~KeySpec() { wipe(m_text.data(), m_text.size()); }
    const void *data() const { return m_text.data(); }
    int size() const { return static_cast<int>(m_text.size()); }

private:
    std::array<char, 2 * (kKeySize + kSaltSize) + 3> m_text;
};

/// The first bytes of a SQLCipher file are the salt that its key was made with.
enum class Header { Same, Other, Broken };

/// Read through SQLite's own descriptor: closing another one of the same file
/// would drop the locks of every connection in this process.
Header compareHeader(sqlite3 *handle, ByteView rawKey)
{
    std::array<Byte, kSaltSize> header = {};
    sqlite3_file *file = nullptr;
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    const bool read = file && file->pMethods && file->pMethods->xRead(file, header.data(), kSaltSize, 0) == SQLITE_OK;
    if (!read || header == std::array<Byte, kSaltSize>{})
        return Header::Broken;
    return equalInConstantTime(header, rawKey.last(kSaltSize)) ? Header::Same : Header::Other;
}

Error doesNotOpen(sqlite3 *handle, const fs::path &file, ByteView rawKey)
{
    if (compareHeader(handle, rawKey) == Header::Other)
        return Error{ErrorCode::Locked, "the key does not open " + file.filename().string()};
    return Error{ErrorCode::Corrupt, "the first page of " + file.filename().string() + " is damaged"};
}

/// The file with its final mode, before SQLite makes it with the umask's.
Result<void> prepareFile(const fs::path &file, Database::Mode mode)
{
    std::error_code fault;
    if (mode != Database::Mode::Create) {
        if (!fs::exists(file, fault))
            return Error{ErrorCode::NotFound, file.filename().string() + " is not there"};
        return {};
    }
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0 && errno != EEXIST)
        return files::systemError("could not make " + file.filename().string());
    if (made >= 0)
        ::close(made);
    return {};
}

int flagsFor(Database::Mode mode)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == Database::Mode::FileAlone)
        flags |= SQLITE_OPEN_URI;
    const bool reads = mode == Database::Mode::ReadOnly || mode == Database::Mode::FileAlone;
    return flags | (reads ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
}

/// What SQLite opens: a path, or a URI that says to leave the log alone.
std::string nameFor(const fs::path &file, Database::Mode mode)
{
    if (mode != Database::Mode::FileAlone)
        return file.string();
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = "file:";
    std::error_code fault;
    for (const char c : fs::absolute(file, fault).string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-';
        if (plain)
            uri += c;
        else
            uri += {'%', digits[static_cast<Byte>(c) >> 4], digits[static_cast<Byte>(c) & 15]};
    }
    return uri + "?immutable=1";
}

/// The first statement of a text; null where there is none.
Result<sqlite3_stmt *> compile(sqlite3 *handle, std::string_view sql, unsigned flags, const char **rest = nullptr)
{
    sqlite3_stmt *statement = nullptr;
    const int result = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), flags, &statement, rest);
    if (result != SQLITE_OK)
        return classify(handle, result, "preparing a statement", (result & 0xFF) == SQLITE_ERROR);
    return statement;
}

} // namespace

// Database

Database::Database() : m_pool(std::make_shared<StatementPool>()) {}

Result<std::unique_ptr<Database>> Database::open(const fs::path &file, const SecretBytes &rawKey, Mode mode, int cacheMiB)
{
    if (rawKey.size() != kKeySize + kSaltSize)
        return Error{ErrorCode::Invalid, "a raw key has 48 bytes"};
    ASSENT_CHECK(prepareFile(file, mode));
    std::unique_ptr<Database> database(new Database);
    const int result = sqlite3_open_v2(nameFor(file, mode).c_str(), &database->m_handle, flagsFor(mode), logWriter());
    if (result != SQLITE_OK)
        return Error{ErrorCode::Io, "could not open " + file.filename().string() + ": " + std::string(wordsFor(result))};
    database->guard();
    ASSENT_CHECK(database->unlock(rawKey));
    auto tables = database->integer("SELECT count(*) FROM sqlite_schema");
    if (!tables && tables.error().code == ErrorCode::Corrupt)
        return doesNotOpen(database->m_handle, file, rawKey.view());
    if (!tables)
        return std::move(tables).error();
    ASSENT_CHECK(database->configure(mode, cacheMiB));
    return database;
}

void Database::guard()
{
    sqlite3_busy_timeout(m_handle, kBusyMillis);
    // Two checkpointers at once can damage a store in SQLite before 3.51.3, so
    // none runs unless it holds the writers' lock.
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

Result<void> Database::unlock(const SecretBytes &rawKey)
{
    // Another library under the same names would answer nothing, and would
    // write the store in plain.
    auto version = text("PRAGMA cipher_version");
    if (!version && version.error().code != ErrorCode::NotFound)
        return std::move(version).error();
    const bool usable = version.ok() && sqlite3_compileoption_used("HAS_CODEC") && sqlite3_compileoption_used("ENABLE_FTS5")
        && sqlite3_threadsafe() != 0;
    if (!usable)
        return Error{ErrorCode::Io, "the SQLite in this process is not the SQLCipher that Assent was built with"};
    ASSENT_CHECK(run("PRAGMA cipher_log_level=NONE"));
    const KeySpec spec(rawKey.view());
    if (const int result = sqlite3_key(m_handle, spec.data(), spec.size()); result != SQLITE_OK)
        return classify(m_handle, result, "setting the key");
    return run(kFormat);
}

Result<void> Database::configure(Mode mode, int cacheMiB)
{
    ASSENT_CHECK(run(kSettings));
    if (mode == Mode::Create)
        ASSENT_CHECK(run("PRAGMA journal_mode=WAL"));
    if (mode == Mode::ReadOnly || mode == Mode::FileAlone)
        ASSENT_CHECK(run("PRAGMA query_only=ON"));
    return run("PRAGMA cache_size=-" + std::to_string(cacheMiB * 1024));
}

Database::~Database()
{
    m_pool->close();
    sqlite3_close_v2(m_handle);
}

Result<Statement> Database::prepare(std::string_view sql)
{
    if (sqlite3_stmt *kept = m_pool->take(sql))
        return Statement(m_pool, kept);
    ASSENT_TRY(sqlite3_stmt *const statement, compile(m_handle, sql, SQLITE_PREPARE_PERSISTENT));
    if (!statement)
        return Error{ErrorCode::Invalid, "preparing a statement: there is none in the text"};
    return Statement(m_pool, statement);
}

Result<Statement> Database::prepareOnce(std::string_view sql)
{
    ASSENT_TRY(sqlite3_stmt *const statement, compile(m_handle, sql, 0));
    return Statement(nullptr, statement);
}

Result<void> Database::run(std::string_view sql)
{
    while (!sql.empty()) {
        const char *rest = nullptr;
        ASSENT_TRY(sqlite3_stmt *const raw, compile(m_handle, sql, 0, &rest));
        sql.remove_prefix(static_cast<std::size_t>(rest - sql.data()));
        if (!raw) // a comment or white space
            continue;
        Statement statement(nullptr, raw); // not kept: such texts run once
        ASSENT_CHECK(statement.run());
    }
    return {};
}

Result<std::int64_t> Database::integer(std::string_view sql)
{
    ASSENT_TRY(Statement statement, prepare(sql));
    ASSENT_TRY(const bool row, statement.step());
    if (!row)
        return Error{ErrorCode::NotFound, "the query has no row"};
    return statement.integer(0);
}

Result<std::string> Database::text(std::string_view sql)
{
    ASSENT_TRY(Statement statement, prepare(sql));
    ASSENT_TRY(const bool row, statement.step());
    if (!row)
        return Error{ErrorCode::NotFound, "the query has no row"};
    return std::string(statement.text(0));
}

void Database::rollBack(Statement &rollback)
{
    // An interruption does not last: the second time it goes through.
    for (int i = 0; i < 2 && !sqlite3_get_autocommit(m_handle); ++i)
        (void)rollback.run();
}

std::int64_t Database::lastInsertId() const { return sqlite3_last_insert_rowid(m_handle); }
std::int64_t Database::changes() const { return sqlite3_changes64(m_handle); }

Error Database::lastError(std::string_view doing) const
{
    return classify(m_handle, sqlite3_extended_errcode(m_handle), doing);
}

void Database::interrupt() { sqlite3_interrupt(m_handle); }

} // namespace assent
