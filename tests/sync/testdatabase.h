#pragma once

#include "crypto/hash.h"
#include "fakes/fakeclock.h"
#include "sync/hubstore.h"
#include "sync/postgres/connection.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgrescluster.h"

namespace assent::test {

using namespace assent::sync;
using postgres::Connection;

inline constexpr const char *kPassphrase = "a passphrase";

/// An empty database.
struct TestDatabase
{
    Result<std::unique_ptr<PostgresRows>> rows(const char *passphrase = kPassphrase, bool make = true) const
    {
        PostgresRows::Options options;
        options.make = make;
        options.cost = Argon2Cost{1, 64, 1};
        return PostgresRows::open(where, SecretBytes(std::string_view(passphrase)), clock, options);
    }
    Result<std::unique_ptr<HubStore>> hub(const char *passphrase = kPassphrase) const
    {
        ASSENT_TRY(auto opened, rows(passphrase));
        return HubStore::over(std::move(opened), clock);
    }
    std::unique_ptr<Connection> connection() const
    {
        auto opened = Connection::open(where);
        if (!opened)
            qFatal("the test's database does not answer: %s", opened.error().toString().c_str());
        return *std::move(opened);
    }
    std::set<std::string> names(const char *sql) const
    {
        const auto rows = connection()->run(sql);
        if (!rows)
            qFatal("a query of the test failed: %s", rows.error().toString().c_str());
        std::set<std::string> out;
        for (int row = 0; row < rows->size(); ++row)
            out.emplace(rows->text(row, 0));
        return out;
    }

    std::string where = PostgresCluster::instance().makeDatabase();
    FakeClock clock;
};

/// Of nobody in particular, with a body of this size.
inline NewItem itemOf(SubjectId subject, std::size_t size)
{
    const Uuid id = makeUuidV7(FakeClock().now());
    return {{id, sha256(id.bytes()), ItemKind::Attribute, subject, FakeClock().now(), false}, {}, {}, Bytes(size, 0x41)};
}

} // namespace assent::test
