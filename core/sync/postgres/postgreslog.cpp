// The log of a hub in PostgreSQL: its sequencer, and what is read of it.
#include "crypto/hash.h"
#include "sync/postgres/locks.h"
#include "sync/postgres/postgresrows.h"

namespace assent::sync {

using namespace postgres;

namespace {

constexpr int kLeavesAtOnce = 1000;

/// A leaf on its way into the log.
struct Leaf
{
    LeafKind kind;
    Timestamp receivedAt;
    ByteView body;
    std::optional<std::pair<int, std::int64_t>> item; ///< its place in the feed
};

std::string originOf(const HubSecrets &secrets) { return "assent.log/" + secrets.name.toString(); }

Result<merkle::Frontier> readEdge(Connection &connection)
{
    ASSENT_TRY(const Rows rows, connection.run("SELECT size, hashes FROM ledger_edge"));
    if (rows.size() == 0)
        return merkle::Frontier();
    std::vector<Digest> hashes;
    const ByteView bytes = rows.bytes(0, 1);
    for (std::size_t at = 0; at + 32 <= bytes.size(); at += 32) {
        ASSENT_TRY(const Digest hash, toDigest(bytes.subspan(at, 32)));
        hashes.push_back(hash);
    }
    return merkle::Frontier::restore(static_cast<std::uint64_t>(rows.number(0, 0)), std::move(hashes));
}

Result<void> writeEdge(Connection &connection, const merkle::Frontier &edge)
{
    Bytes hashes;
    for (const Digest &hash : edge.hashes())
        hashes.insert(hashes.end(), hash.begin(), hash.end());
    ASSENT_TRY([[maybe_unused]] const Rows put, connection.run("INSERT INTO ledger_edge(one, size, hashes) VALUES(true, $1::int8, $2::bytea)"
        " ON CONFLICT(one) DO UPDATE SET size = excluded.size, hashes = excluded.hashes",
        Parameters().number(static_cast<std::int64_t>(edge.size())).bytes(hashes)));
    return {};
}

Result<void> writeEntries(Connection &connection, std::uint64_t first, std::span<const Leaf> leaves)
{
    auto kinds = Parameters::smalls(leaves.size());
    auto times = Parameters::numbers(leaves.size());
    auto parts = Parameters::smalls(leaves.size());
    auto seqs = Parameters::numbers(leaves.size());
    auto bodies = Parameters::byteas(leaves.size());
    for (const Leaf &leaf : leaves) {
        kinds.small(static_cast<int>(leaf.kind));
        times.number(toMillis(leaf.receivedAt));
        leaf.item ? parts.small(leaf.item->first) : parts.null();
        leaf.item ? seqs.number(leaf.item->second) : seqs.null();
        bodies.bytes(leaf.body);
    }
    ASSENT_TRY([[maybe_unused]] const Rows put, connection.run("INSERT INTO ledger_entry(n, kind, received_at, item_part, item_seq, body)"
        " SELECT $1::int8 + a.n - 1, a.kind, a.received_at, a.part, a.seq, a.body"
        " FROM unnest($2::int2[], $3::int8[], $4::int2[], $5::int8[], $6::bytea[]) WITH ORDINALITY AS a(kind, received_at, part, seq, body, n)",
        Parameters().number(static_cast<std::int64_t>(first)).list(std::move(kinds)).list(std::move(times)).list(std::move(parts))
            .list(std::move(seqs)).list(std::move(bodies))));
    return {};
}

Result<std::optional<std::string>> lastNote(Connection &connection)
{
    ASSENT_TRY(const Rows rows, connection.run("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"));
    return rows.size() == 0 ? std::optional<std::string>() : std::optional(std::string(rows.text(0, 0)));
}

/// A log signs no two trees of one size, and none that is shorter than its last.
Result<void> goesOn(const merkle::Frontier &edge, const std::string &note)
{
    ASSENT_TRY(const Checkpoint last, checkpointFromText(note));
    if (last.size > edge.size() || (last.size == edge.size() && last.root != edge.root()))
        return Error{ErrorCode::Corrupt, "the ledger does not go on from its last checkpoint, of " + std::to_string(last.size) + " entries"};
    return {};
}

/// Signs the tree when it has grown.
Result<void> seal(Connection &connection, const HubSecrets &secrets, const merkle::Frontier &edge, Timestamp now)
{
    const Checkpoint head{originOf(secrets), edge.size(), edge.root()};
    const std::string note = signNote(checkpointText(head), head.origin, secrets.logKey);
    ASSENT_TRY([[maybe_unused]] const Rows put, connection.run("INSERT INTO ledger_checkpoint(size, made_at, note) VALUES($1::int8, $2::int8, $3::text)"
        " ON CONFLICT(size) DO NOTHING", Parameters().number(static_cast<std::int64_t>(head.size)).time(now).text(note)));
    return {};
}

/// Events are taken before the leaves of devices and staff, and written after
/// them: the device of every event that is seen was enrolled by then.
std::vector<Leaf> arrange(const Rows &events, const Rows &others)
{
    std::vector<Leaf> leaves;
    for (int row = 0; row < others.size(); ++row)
        leaves.push_back({static_cast<LeafKind>(others.number(row, 0)), others.time(row, 1), others.bytes(row, 2), std::nullopt});
    for (int row = 0; row < events.size(); ++row) {
        const std::pair place(static_cast<int>(events.number(row, 0)), events.number(row, 1));
        leaves.push_back({LeafKind::Consent, events.time(row, 2), events.bytes(row, 3), place});
    }
    return leaves;
}

/// Numbers what waits; tells how much it was.
Result<std::size_t> sequence(Connection &connection, const HubSecrets &secrets, Timestamp now)
{
    ASSENT_TRY(const bool mine, tryLock(connection, Lock::Sequencer));
    if (!mine)
        return std::size_t{0};
    ASSENT_TRY(merkle::Frontier edge, readEdge(connection));
    ASSENT_TRY(const auto last, lastNote(connection));
    if (last)
        ASSENT_CHECK(goesOn(edge, *last));
    ASSENT_TRY(const Rows events, connection.run(
        "WITH taken AS (SELECT part, seq FROM leaf_waiting ORDER BY part, seq LIMIT $1::int8),"
        " gone AS (DELETE FROM leaf_waiting w USING taken WHERE w.part = taken.part AND w.seq = taken.seq"
        "  RETURNING w.part, w.seq, w.received_at, w.body) SELECT * FROM gone ORDER BY part, seq", Parameters().number(kLeavesAtOnce)));
    ASSENT_TRY(const Rows others, connection.run(
        "WITH gone AS (DELETE FROM staff_leaf_waiting RETURNING n, kind, received_at, body) SELECT kind, received_at, body FROM gone ORDER BY n"));
    const std::vector<Leaf> leaves = arrange(events, others);
    if (leaves.empty() && last)
        return std::size_t{0};
    if (!leaves.empty())
        ASSENT_CHECK(writeEntries(connection, edge.size(), leaves));
    for (const Leaf &leaf : leaves)
        edge.append(ledgerLeaf(leaf.body, leaf.receivedAt));
    ASSENT_CHECK(writeEdge(connection, edge));
    ASSENT_CHECK(seal(connection, secrets, edge, now));
    return leaves.size();
}

} // namespace

std::string PostgresRows::logKey() const { return noteVerifierKey(originOf(*m_secrets), m_secrets->logKey.publicKey()); }

Result<void> PostgresRows::putLeaf(LeafKind kind, std::string_view body, Timestamp at)
{
    ASSENT_TRY([[maybe_unused]] const Rows put, write("INSERT INTO staff_leaf_waiting(kind, received_at, body) VALUES($1::int2, $2::int8, $3::bytea)",
        Parameters().small(static_cast<int>(kind)).time(at).text(body)));
    return {};
}

Result<std::string> PostgresRows::checkpoint()
{
    ASSENT_TRY(const auto note, lastNote(*m_connection));
    return note.value_or(std::string());
}

Result<std::vector<HubRows::LogEntry>> PostgresRows::logEntries(std::uint64_t from, int limit)
{
    ASSENT_TRY(const Rows rows, run("SELECT kind, received_at, body FROM ledger_entry WHERE n >= $1::int8 ORDER BY n LIMIT $2::int8",
        Parameters().number(static_cast<std::int64_t>(from)).number(limit)));
    std::vector<LogEntry> out;
    for (int row = 0; row < rows.size(); ++row)
        out.push_back({static_cast<LeafKind>(rows.number(row, 0)), rows.time(row, 1), toBytes(rows.bytes(row, 2))});
    return out;
}

Result<void> PostgresRows::tidy(bool)
{
    for (;;) {
        std::size_t numbered = 0;
        const auto work = [&]() -> Result<void> {
            ASSENT_TRY(numbered, sequence(*m_connection, *m_secrets, m_clock.now()));
            return {};
        };
        ASSENT_CHECK(transact(work));
        if (numbered < kLeavesAtOnce)
            return {};
    }
}

} // namespace assent::sync
