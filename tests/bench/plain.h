#pragma once

#include "vault/database.h"

#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace assent::bench {

/// An unencrypted file with the cache, durability and treatment of the log that
/// a store has; without tables: the baseline.
class PlainDatabase
{
public:
    PlainDatabase(const std::filesystem::path &file, int cacheMiB);
    ~PlainDatabase();
    PlainDatabase(const PlainDatabase &) = delete;
    PlainDatabase &operator=(const PlainDatabase &) = delete;

    void run(const std::string &sql);
    sqlite3_stmt *prepare(const std::string &sql);
    /// BEGIN IMMEDIATE, the call, COMMIT; moves a long log as a store's commit does.
    template<typename Call>
    void transaction(Call call)
    {
        run("BEGIN IMMEDIATE");
        call();
        run("COMMIT");
        shortenLog();
    }
    void checkpoint() { run("PRAGMA wal_checkpoint(TRUNCATE)"); }
    sqlite3 *handle() const { return m_handle; }

private:
    void shortenLog();

    sqlite3 *m_handle = nullptr;
    std::vector<sqlite3_stmt *> m_statements;
    int m_logPages = 0;
};

/// Binds the values in their order, steps to the end and resets. Blobs are Bytes
/// or ByteView, the rest text or numbers; nullptr binds null. Text and blobs are
/// not copied: they live until the statement has run.
void bindOne(sqlite3_stmt *statement, int index, std::int64_t value);
void bindOne(sqlite3_stmt *statement, int index, double value);
void bindOne(sqlite3_stmt *statement, int index, std::string_view text);
void bindOne(sqlite3_stmt *statement, int index, ByteView blob);
void bindOne(sqlite3_stmt *statement, int index, std::nullptr_t);
void finish(sqlite3_stmt *statement);

template<typename... Values>
void insert(sqlite3_stmt *statement, const Values &...values)
{
    int index = 0;
    (bindOne(statement, ++index, values), ...);
    finish(statement);
}

/// Steps to the end, reading every column of every row, and resets: what reading
/// costs by SQL alone. Gives the number of rows.
std::size_t readRows(sqlite3_stmt *statement);

template<typename... Values>
std::size_t readAll(sqlite3_stmt *statement, const Values &...values)
{
    int index = 0;
    (bindOne(statement, ++index, values), ...);
    return readRows(statement);
}

} // namespace assent::bench
