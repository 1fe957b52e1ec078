#include "bench/plain.h"

#include "bench/measure.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

/// A store's commit moves a log of so many pages into its file (core/vault).
constexpr int kLogPages = 16'384;

void expect(int code, sqlite3 *handle)
{
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        giveUp(std::string("SQLite: ") + sqlite3_errmsg(handle));
}

} // namespace

PlainDatabase::PlainDatabase(const std::filesystem::path &file, int cacheMiB)
{
    expect(sqlite3_open(file.c_str(), &m_handle), m_handle);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY;"
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-" + std::to_string(cacheMiB * 1024));
    sqlite3_wal_hook(m_handle, [](void *pages, sqlite3 *, const char *, int count) { return *static_cast<int *>(pages) = count, SQLITE_OK; }, &m_logPages);
}

PlainDatabase::~PlainDatabase()
{
    for (sqlite3_stmt *statement : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

void PlainDatabase::run(const std::string &sql) { expect(sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr), m_handle); }

sqlite3_stmt *PlainDatabase::prepare(const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    expect(sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &statement, nullptr), m_handle);
    m_statements.push_back(statement);
    return statement;
}

void PlainDatabase::shortenLog()
{
    if (m_logPages >= kLogPages)
        sqlite3_wal_checkpoint_v2(m_handle, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void bindOne(sqlite3_stmt *statement, int index, std::int64_t value) { sqlite3_bind_int64(statement, index, value); }
void bindOne(sqlite3_stmt *statement, int index, double value) { sqlite3_bind_double(statement, index, value); }
void bindOne(sqlite3_stmt *statement, int index, std::string_view text)
{
    sqlite3_bind_text(statement, index, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}
void bindOne(sqlite3_stmt *statement, int index, ByteView blob)
{
    sqlite3_bind_blob(statement, index, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
}
void bindOne(sqlite3_stmt *statement, int index, std::nullptr_t) { sqlite3_bind_null(statement, index); }

void finish(sqlite3_stmt *statement)
{
    expect(sqlite3_step(statement), sqlite3_db_handle(statement));
    sqlite3_reset(statement);
}

std::size_t readRows(sqlite3_stmt *statement)
{
    std::size_t rows = 0;
    int code = SQLITE_ROW;
    for (; (code = sqlite3_step(statement)) == SQLITE_ROW; ++rows) {
        for (int column = 0; column < sqlite3_column_count(statement); ++column)
            static_cast<void>(sqlite3_column_blob(statement, column));
    }
    expect(code, sqlite3_db_handle(statement));
    sqlite3_reset(statement);
    return rows;
}

} // namespace assent::bench
