// Gives the tests of the hub rows in PostgreSQL, when it is linked to them.
#include "sync/hubfixture.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgrescluster.h"

#include <cstdio>
#include <cstdlib>

namespace assent::test {
namespace {

using namespace sync;
using postgres::Connection;

class PostgresBackend final : public HubBackend
{
public:
    Result<std::unique_ptr<HubStore>> open(const Clock &clock) override
    {
        PostgresRows::Options options;
        options.make = true;
        options.cost = Argon2Cost{1, 64, 1};
        ASSENT_TRY(auto rows, PostgresRows::open(m_where, SecretBytes(std::string_view("a passphrase")), clock, options));
        return HubStore::over(std::move(rows), clock);
    }
    Result<void> run(const std::string &sql) override
    {
        ASSENT_TRY(const auto connection, Connection::open(m_where));
        return connection->runAll(sql);
    }
    std::string dump(const std::string &table) override
    {
        const auto connection = Connection::open(m_where);
        if (!connection || !(*connection)->runAll("SET bytea_output TO escape"))
            qFatal("the test's database does not answer");
        const auto rows = (*connection)->run(("SELECT t::text FROM " + table + " t").c_str());
        std::string out;
        for (int row = 0; row < rows->size(); ++row)
            out += std::string(rows->text(row, 0)) + "\n";
        return out;
    }
    Result<void> forgetItems() override { return run("DELETE FROM item; UPDATE feed_end SET last = 0"); }
    Result<void> refuseTheSecond() override { return run("ALTER TABLE sequence ADD CONSTRAINT small CHECK (n <> 2)"); }
    Result<void> admitAll() override { return run("ALTER TABLE sequence DROP CONSTRAINT small"); }
    Result<void> addLeaves(int count, const Clock &clock) override
    {
        return run("INSERT INTO staff_leaf_waiting(kind, received_at, body) SELECT " + std::to_string(static_cast<int>(LeafKind::Device)) + ", "
            + std::to_string(toMillis(clock.now())) + ", convert_to('{\"n\":' || n || '}', 'UTF8') FROM generate_series(0, " + std::to_string(count - 1)
            + ") n");
    }

private:
    std::string m_where = PostgresCluster::instance().makeDatabase();
};

struct UsePostgres
{
    UsePostgres()
    {
        if (PostgresCluster::programs().isEmpty()) {
            std::fputs("skipped: PostgreSQL 15 or newer is not installed; packaging/setup installs it\n", stderr);
            std::_Exit(77);
        }
        makeBackend = [](const std::filesystem::path &, const SecretBytes &) -> std::unique_ptr<HubBackend> {
            return std::make_unique<PostgresBackend>();
        };
    }
};
const UsePostgres usePostgres;

} // namespace
} // namespace assent::test
