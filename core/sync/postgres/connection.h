#pragma once

#include "base/clock.h"
#include "base/uuid.h"

#include <postgresql/libpq-fe.h>

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <optional>

namespace assent::sync::postgres {

/// The parameters of a statement, in PostgreSQL's binary form. Arrays are given
/// to unnest(). Numbers are int8 and int2; SQL casts each parameter ($1::int8).
class Parameters
{
public:
    Parameters &number(std::int64_t value);
    Parameters &small(int value);
    Parameters &flag(bool value);
    Parameters &bytes(ByteView value);
    Parameters &text(std::string_view value) { return bytes(asBytes(value)); }
    Parameters &uuid(const Uuid &value) { return bytes(value.bytes()); }
    Parameters &null();
    Parameters &time(Timestamp value) { return number(toMillis(value)); }

    /// Elements are written by calls of their own; nothing stands for null.
    class List
    {
    public:
        List(std::uint32_t type, std::size_t size);
        void number(std::int64_t value);
        void small(int value);
        void bytes(ByteView value);
        void null();

    private:
        friend class Parameters;
        void length(std::uint32_t size);
        Bytes m_bytes;
    };
    static List numbers(std::size_t size) { return {20, size}; }
    static List smalls(std::size_t size) { return {21, size}; }
    static List byteas(std::size_t size) { return {17, size}; }
    static List uuids(std::size_t size) { return {2950, size}; }
    Parameters &list(List list);

private:
    friend class Connection;
    std::deque<std::optional<Bytes>> m_values;
};

/// What a statement gave, all in memory. Rows and columns count from 0.
class Rows
{
public:
    explicit Rows(PGresult *result) : m_result(result) {}
    int size() const { return PQntuples(m_result.get()); }
    /// Rows that a statement changed.
    std::int64_t changed() const;
    std::string_view tag() const { return PQcmdStatus(m_result.get()); }
    bool isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column) != 0; }
    ByteView bytes(int row, int column) const;
    std::string_view text(int row, int column) const { return asText(bytes(row, column)); }
    /// int2, int4, int8 and bool.
    std::int64_t number(int row, int column) const;
    Timestamp time(int row, int column) const { return fromMillis(number(row, column)); }

private:
    struct Clear
    {
        void operator()(PGresult *result) const { PQclear(result); }
    };
    std::unique_ptr<PGresult, Clear> m_result;
};

/// One connection to a database. A statement is prepared at its first use. When
/// the connection is lost it comes back by itself, with a growing pause between
/// attempts; meanwhile everything fails with Io at once. Nothing that it says
/// holds the connection string or a row's values.
class Connection
{
public:
    /// A URI or libpq's key=value form; what it leaves out comes from libpq's
    /// environment, service and password files. Invalid: it cannot be read.
    /// Network: no server answers, or it refuses.
    static Result<std::unique_ptr<Connection>> open(std::string where);
    /// Connects when it is first used.
    std::unique_ptr<Connection> another() const;

    /// Outside of a transaction a statement that met a lost connection runs once
    /// more, so it must be one that may.
    Result<Rows> run(const char *sql, const Parameters &parameters = {});
    /// Statements without parameters or results.
    Result<void> runAll(const std::string &sql);

    Result<void> begin();
    /// Io when the connection is lost during it: then it may or may not have held.
    Result<void> commit();
    void rollBack();
    bool inTransaction() const { return m_inTransaction; }
    /// How many times it has connected.
    int lives() const { return m_lives; }
    /// True when a statement of the transaction met what another one did, so that
    /// the transaction may go well when it runs again.
    bool metAnother() const { return m_metAnother; }
    void setMetAnother() { m_metAnother = true; }

private:
    explicit Connection(std::string where) : m_where(std::move(where)) {}
    Result<void> connect();
    Result<void> configure();
    Result<void> ready();
    bool isLost() const { return !m_connection || PQstatus(m_connection.get()) != CONNECTION_OK; }
    Result<const std::string *> prepared(const char *sql);
    Result<Rows> runOnce(const char *sql, const Parameters &parameters);
    Result<Rows> taken(PGresult *result);
    std::string reason() const;

    struct Finish
    {
        void operator()(PGconn *connection) const { PQfinish(connection); }
    };
    std::string m_where;
    std::unique_ptr<PGconn, Finish> m_connection;
    std::map<std::string, std::string, std::less<>> m_prepared;
    int m_lives = 0;
    bool m_inTransaction = false;
    bool m_metAnother = false;
    std::chrono::milliseconds m_pause{0};
    std::chrono::steady_clock::time_point m_nextAttempt;
};

} // namespace assent::sync::postgres
