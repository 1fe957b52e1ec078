#include "vault/database.h"
#include "vault/sqliteerror.h"
#include "vault/statementpool.h"

namespace assent {

// Statement

Statement::Statement(std::shared_ptr<StatementPool> pool, sqlite3_stmt *statement)
    : m_pool(std::move(pool)), m_statement(statement)
{
}

Statement::Statement(Statement &&other) noexcept
    : m_pool(std::move(other.m_pool)), m_statement(std::exchange(other.m_statement, nullptr)), m_bindFault(other.m_bindFault)
{
}

Statement &Statement::operator=(Statement &&other) noexcept
{
    if (this != &other) {
        giveBack();
        m_pool = std::move(other.m_pool);
        m_statement = std::exchange(other.m_statement, nullptr);
        m_bindFault = other.m_bindFault;
    }
    return *this;
}

Statement::~Statement() { giveBack(); }

void Statement::giveBack()
{
    if (m_statement && m_pool)
        m_pool->give(m_statement);
    else
        sqlite3_finalize(m_statement);
}

Statement &Statement::bound(int result)
{
    if (m_bindFault == SQLITE_OK)
        m_bindFault = result;
    return *this;
}

Statement &Statement::bind(int index, std::int64_t value) { return bound(sqlite3_bind_int64(m_statement, index, value)); }
Statement &Statement::bind(int index, double value) { return bound(sqlite3_bind_double(m_statement, index, value)); }
Statement &Statement::bindNull(int index) { return bound(sqlite3_bind_null(m_statement, index)); }

Statement &Statement::bind(int index, std::string_view text)
{
    // A view without memory would be bound as NULL.
    const char *data = text.data() ? text.data() : "";
    return bound(sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

Statement &Statement::bind(int index, ByteView blob)
{
    const void *data = blob.data() ? static_cast<const void *>(blob.data()) : "";
    return bound(sqlite3_bind_blob64(m_statement, index, data, blob.size(), SQLITE_TRANSIENT));
}

Statement &Statement::lend(int index, std::string_view text)
{
    const char *data = text.data() ? text.data() : "";
    return bound(sqlite3_bind_text64(m_statement, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

Statement &Statement::lend(int index, ByteView blob)
{
    const void *data = blob.data() ? static_cast<const void *>(blob.data()) : "";
    return bound(sqlite3_bind_blob64(m_statement, index, data, blob.size(), SQLITE_STATIC));
}

Statement &Statement::bind(int index, std::optional<Timestamp> time)
{
    return time ? bind(index, toMillis(*time)) : bindNull(index);
}

Result<bool> Statement::step()
{
    if (m_bindFault != SQLITE_OK)
        return classify(sqlite3_db_handle(m_statement), m_bindFault, "binding a parameter");
    const int result = sqlite3_step(m_statement);
    if (result == SQLITE_ROW)
        return true;
    if (result == SQLITE_DONE) {
        sqlite3_reset(m_statement);
        return false;
    }
    Error error = classify(sqlite3_db_handle(m_statement), result, "running a statement");
    sqlite3_reset(m_statement);
    return error;
}

Result<void> Statement::run()
{
    Result<bool> row = step();
    while (row.ok() && *row)
        row = step();
    reset();
    if (!row.ok())
        return std::move(row).error();
    return {};
}

Result<void> Statement::runAgain()
{
    ASSENT_TRY(bool row, step());
    while (row) {
        ASSENT_TRY(row, step());
    }
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    m_bindFault = SQLITE_OK;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }
double Statement::real(int column) const { return sqlite3_column_double(m_statement, column); }
bool Statement::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }

std::string_view Statement::text(int column) const
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string_view();
}

ByteView Statement::blob(int column) const
{
    const auto *data = static_cast<const Byte *>(sqlite3_column_blob(m_statement, column));
    return data ? ByteView(data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : ByteView();
}

// Snapshot

Result<Snapshot> Snapshot::begin(Database &db)
{
    if (!sqlite3_get_autocommit(db.handle()))
        return Snapshot();
    ASSENT_TRY(Statement start, db.prepare("BEGIN"));
    ASSENT_TRY(Statement end, db.prepare("ROLLBACK"));
    Snapshot snapshot(&db, std::move(end)); // before: a beginning may be told as interrupted
    ASSENT_CHECK(start.run());
    return snapshot;
}

Snapshot::~Snapshot()
{
    if (m_db)
        m_db->rollBack(*m_end);
}

} // namespace assent
