// What the routes ask of a hub in PostgreSQL.
#include "crypto/hash.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgres/schema.h"

namespace assent::sync {

using namespace postgres;

namespace {

Result<std::optional<Timestamp>> timeIn(Result<Rows> found)
{
    ASSENT_TRY(const Rows rows, std::move(found));
    return rows.size() == 0 || rows.isNull(0, 0) ? std::optional<Timestamp>() : std::optional(rows.time(0, 0));
}

} // namespace

Result<void> PostgresRows::proveWritable()
{
    return transact([&]() -> Result<void> {
        ASSENT_TRY([[maybe_unused]] const Rows written, write("UPDATE hub SET made_at = made_at", {}));
        return {};
    });
}

Result<std::optional<Timestamp>> PostgresRows::oldestUnsealed()
{
    return timeIn(run("SELECT least((SELECT min(received_at) FROM leaf_waiting), (SELECT min(received_at) FROM staff_leaf_waiting))"));
}

Result<std::optional<Timestamp>> PostgresRows::sealedAt()
{
    return timeIn(run("SELECT made_at FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"));
}

Result<std::vector<SubjectId>> PostgresRows::newsAfter(FeedPlaces &seen, int limit)
{
    auto places = Parameters::numbers(seen.size());
    for (const std::int64_t place : seen)
        places.number(place);
    ASSENT_TRY(const Rows rows, run("SELECT i.part, i.seq, i.subject FROM unnest($1::int8[]) WITH ORDINALITY AS a(seen, n)"
        " JOIN feed_end e ON e.part = a.n - 1 AND e.last > a.seen"
        " CROSS JOIN LATERAL (SELECT part, seq, subject FROM item WHERE part = e.part AND seq > a.seen ORDER BY seq LIMIT $2::int8) i"
        " ORDER BY i.part, i.seq LIMIT $2::int8", Parameters().list(std::move(places)).number(limit)));
    std::vector<SubjectId> out;
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(rows.bytes(row, 2)));
        out.push_back(subject);
        seen[static_cast<std::size_t>(rows.number(row, 0))] = rows.number(row, 1);
    }
    return out;
}

Result<std::int64_t> PostgresRows::lastItemOf(SubjectId subject)
{
    ASSENT_TRY(const Rows rows, run("SELECT coalesce(max(seq), 0) FROM item WHERE part = $1::int2 AND subject = $2::uuid",
        Parameters().small(postgres::partitionOf(subject.bytes())).uuid(subject.uuid())));
    return rows.number(0, 0);
}

Result<std::optional<std::int64_t>> PostgresRows::entryOf(const Uuid &event)
{
    ASSENT_TRY(const Rows owner, run("SELECT subject FROM item_id WHERE part = $1::int2 AND id = $2::uuid",
        Parameters().small(postgres::partitionOf(event.bytes())).uuid(event)));
    if (owner.size() == 0)
        return std::optional<std::int64_t>();
    ASSENT_TRY(const Rows rows, run("SELECT l.n FROM item i JOIN ledger_entry l ON l.item_part = i.part AND l.item_seq = i.seq"
        " WHERE i.part = $1::int2 AND i.id = $2::uuid", Parameters().small(postgres::partitionOf(owner.bytes(0, 0))).uuid(event)));
    return rows.size() == 0 ? std::optional<std::int64_t>() : std::optional(rows.number(0, 0));
}

Result<std::string> PostgresRows::newestCheckpoint() { return checkpoint(); }

std::uintmax_t PostgresRows::bytes()
{
    const auto rows = run("SELECT pg_database_size(current_database())");
    return rows ? static_cast<std::uintmax_t>(rows->number(0, 0)) : 0;
}

Result<SecretBytes> PostgresRows::deriveKey(std::string_view info) const
{
    return hkdfSha256(m_secrets->logKey.seed().view(), {}, asBytes(info), 32);
}

} // namespace assent::sync
