#include "sync/postgres/locks.h"

namespace assent::sync::postgres {
namespace {

constexpr std::int64_t kAssent = 0x417373656e74; // "Assent"

Parameters key(Lock what) { return Parameters().number(kAssent << 8 | static_cast<int>(what)); }

} // namespace

Result<void> lock(Connection &connection, Lock what)
{
    ASSENT_CHECK(connection.runAll("SET LOCAL lock_timeout TO '60s'"));
    ASSENT_TRY([[maybe_unused]] const Rows done, connection.run("SELECT pg_advisory_xact_lock($1::int8)", key(what)));
    return {};
}

Result<void> shareLock(Connection &connection, Lock what)
{
    ASSENT_TRY([[maybe_unused]] const Rows done, connection.run("SELECT pg_advisory_xact_lock_shared($1::int8)", key(what)));
    return {};
}

Result<bool> tryLock(Connection &connection, Lock what)
{
    ASSENT_TRY(const Rows got, connection.run("SELECT pg_try_advisory_xact_lock($1::int8)", key(what)));
    return got.number(0, 0) != 0;
}

} // namespace assent::sync::postgres
