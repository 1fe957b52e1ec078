#include "sync/postgres/connection.h"

#include "base/log.h"

#include <algorithm>
#include <random>

namespace assent::sync::postgres {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstPause = 250ms;
constexpr auto kLongestPause = 10s;
constexpr int kOldestServer = 150000;

/// Nobody waits for a lock or a network that never comes. Plans must not rest on
/// what a table held when it was new, so they are made once, by its indexes.
constexpr const char *kSession =
    "SET search_path TO assent; SET client_min_messages TO warning; SET lock_timeout TO '10s'; SET statement_timeout TO '60s';"
    "SET idle_in_transaction_session_timeout TO '60s'; SET default_transaction_isolation TO 'read committed';"
    "SET plan_cache_mode TO force_generic_plan; SET enable_seqscan TO off; SET enable_hashjoin TO off; SET enable_mergejoin TO off;"
    // Compiling takes longer than any of the statements.
    "SET jit TO off;"
    // What was acknowledged is durable, whatever the server's default.
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// Before the connection string, which may say otherwise.
constexpr std::pair<const char *, const char *> kDefaults[] = {{"connect_timeout", "5"}, {"application_name", "assent-hub"},
    {"keepalives_idle", "15"}, {"keepalives_interval", "5"}, {"keepalives_count", "3"}, {"tcp_user_timeout", "30000"}};

bool isState(std::string_view state, std::initializer_list<std::string_view> beginnings)
{
    return std::any_of(beginnings.begin(), beginnings.end(), [state](std::string_view one) { return state.starts_with(one); });
}

ErrorCode codeOf(std::string_view state)
{
    if (isState(state, {"42501", "28"}))
        return ErrorCode::Denied;
    if (isState(state, {"XX00", "42", "22"}))
        return ErrorCode::Corrupt; // the schema or a value is not as it was made
    return ErrorCode::Io;
}

/// Serialization, deadlock, a row that another one wrote first, a lock that was not to be had.
bool isMeeting(std::string_view state) { return isState(state, {"40001", "40P01", "23505", "55P03"}); }

std::chrono::milliseconds jittered(std::chrono::milliseconds longest)
{
    thread_local std::minstd_rand random(std::random_device{}());
    return std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(longest.count() / 2, longest.count())(random));
}

Error invalid() { return {ErrorCode::Invalid, "is not a PostgreSQL connection string", {{}, 0, 0, "--store"}}; }

struct Options
{
    explicit Options(const std::string &where) : list(PQconninfoParse(where.c_str(), nullptr)) {}
    Options(const Options &) = delete;
    Options &operator=(const Options &) = delete;
    ~Options() { PQconninfoFree(list); }
    PQconninfoOption *list;
};

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(std::string where)
{
    // libpq's own words on a string that it cannot read quote it, password and all.
    if (!Options(where).list)
        return invalid();
    std::unique_ptr<Connection> connection(new Connection(std::move(where)));
    ASSENT_CHECK(connection->connect());
    return connection;
}

std::unique_ptr<Connection> Connection::another() const { return std::unique_ptr<Connection>(new Connection(m_where)); }

Result<void> Connection::connect()
{
    m_prepared.clear();
    std::vector<const char *> names, values;
    for (const auto &[name, value] : kDefaults) {
        names.push_back(name);
        values.push_back(value);
    }
    names.insert(names.end(), {"dbname", "client_encoding", nullptr});
    values.insert(values.end(), {m_where.c_str(), "UTF8", nullptr});
    m_connection.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (isLost())
        return Error{ErrorCode::Network, "the database cannot be reached: " + reason()};
    PQsetNoticeProcessor(m_connection.get(), [](void *, const char *) {}, nullptr);
    if (PQserverVersion(m_connection.get()) < kOldestServer)
        return Error{ErrorCode::Invalid, "the hub needs PostgreSQL 15 or newer", {{}, 0, 0, "--store"}};
    ++m_lives;
    return configure();
}

Result<void> Connection::configure() { return runAll(kSession); }

/// libpq's first line, unless it holds the password.
std::string Connection::reason() const
{
    const std::string_view message = m_connection ? PQerrorMessage(m_connection.get()) : "";
    const std::string line(message.substr(0, message.find('\n')));
    const char *password = m_connection ? PQpass(m_connection.get()) : nullptr;
    if (password && *password && line.find(password) != std::string::npos)
        return "the server refused";
    return line;
}

Result<void> Connection::ready()
{
    if (!isLost())
        return {};
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextAttempt)
        return Error{ErrorCode::Io, "the database cannot be reached now"};
    const bool wasThere = m_connection != nullptr;
    if (auto done = connect(); !done) {
        m_connection.reset();
        m_pause = std::clamp(m_pause * 2, std::chrono::milliseconds(kFirstPause), std::chrono::milliseconds(kLongestPause));
        m_nextAttempt = now + jittered(m_pause);
        logLine(LogLevel::Warning, "database_unreachable", {{"reason", done.error().detail}, {"pause_ms", m_pause.count()}});
        return Error{ErrorCode::Io, done.error().detail};
    }
    if (wasThere || m_pause.count() > 0)
        logLine(LogLevel::Info, "database_back");
    m_pause = {};
    return {};
}

Result<Rows> Connection::taken(PGresult *result)
{
    Rows rows(result);
    const auto status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
        return rows;
    if (isLost())
        return Error{ErrorCode::Io, "the connection to the database was lost"};
    const char *field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string state = field ? field : "";
    m_metAnother = m_metAnother || isMeeting(state);
    return Error{codeOf(state), "the database refused a statement (SQLSTATE " + state + ")"};
}

Result<const std::string *> Connection::prepared(const char *sql)
{
    const auto found = m_prepared.find(std::string_view(sql));
    if (found != m_prepared.end())
        return &found->second;
    std::string name = "s" + std::to_string(m_prepared.size());
    ASSENT_TRY([[maybe_unused]] const Rows done, taken(PQprepare(m_connection.get(), name.c_str(), sql, 0, nullptr)));
    return &m_prepared.emplace(sql, std::move(name)).first->second;
}

Result<Rows> Connection::runOnce(const char *sql, const Parameters &parameters)
{
    ASSENT_TRY(const std::string *const name, prepared(sql));
    std::vector<const char *> values;
    std::vector<int> lengths;
    const std::vector<int> formats(parameters.m_values.size(), 1);
    for (const auto &value : parameters.m_values) {
        // An empty value is not null: its pointer must be something.
        values.push_back(!value ? nullptr : value->empty() ? "" : reinterpret_cast<const char *>(value->data()));
        lengths.push_back(value ? static_cast<int>(value->size()) : 0);
    }
    return taken(PQexecPrepared(m_connection.get(), name->c_str(), static_cast<int>(values.size()), values.data(), lengths.data(),
        formats.data(), 1));
}

Result<Rows> Connection::run(const char *sql, const Parameters &parameters)
{
    if (m_inTransaction)
        return runOnce(sql, parameters);
    ASSENT_CHECK(ready());
    auto rows = runOnce(sql, parameters);
    if (rows || !isLost())
        return rows;
    ASSENT_CHECK(ready());
    return runOnce(sql, parameters);
}

Result<void> Connection::runAll(const std::string &sql)
{
    ASSENT_TRY([[maybe_unused]] const Rows done, taken(PQexec(m_connection.get(), sql.c_str())));
    return {};
}

Result<void> Connection::begin()
{
    if (m_inTransaction)
        return Error{ErrorCode::Conflict, "a transaction is running"};
    m_metAnother = false;
    ASSENT_TRY([[maybe_unused]] const Rows done, run("BEGIN"));
    m_inTransaction = true;
    return {};
}

Result<void> Connection::commit()
{
    auto done = runOnce("COMMIT", {});
    m_inTransaction = false;
    ASSENT_TRY(const Rows rows, std::move(done));
    // A transaction that had failed is rolled back by its COMMIT.
    return rows.tag() == "COMMIT" ? Result<void>() : Error{ErrorCode::Io, "the database rolled the transaction back"};
}

void Connection::rollBack()
{
    m_inTransaction = false;
    if (isLost())
        return;
    // One that does not end must not be gone on with.
    if (const auto done = taken(PQexec(m_connection.get(), "ROLLBACK")); !done)
        m_connection.reset();
}

} // namespace assent::sync::postgres
