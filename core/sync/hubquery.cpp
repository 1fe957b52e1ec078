// Small questions that the routes ask of the store, one statement each.
#include "crypto/hash.h"
#include "sync/hubstate.h"

namespace assent::sync {
namespace {

constexpr const char *kWrittenKey = "written_at";

std::uintmax_t sizeOf(const std::filesystem::path &file)
{
    std::error_code fault;
    const std::uintmax_t size = std::filesystem::file_size(file, fault);
    return fault ? 0 : size;
}

Result<std::optional<Timestamp>> timeIn(Result<Statement> query)
{
    ASSENT_TRY(Statement read, std::move(query));
    ASSENT_TRY(const bool row, read.step());
    return row ? std::optional<Timestamp>(read.time(0)) : std::nullopt;
}

} // namespace

Result<void> HubStore::proveWritable() { return vault().setMeta(kWrittenKey, toRfc3339(m_state->clock.now())); }

Result<std::optional<Timestamp>> HubStore::oldestUnsealed()
{
    return timeIn(m_state->db().prepare("SELECT received_at FROM ledger_entry"
        " WHERE n = (SELECT coalesce(max(size), 0) FROM ledger_checkpoint)"));
}

Result<std::optional<Timestamp>> HubStore::sealedAt()
{
    return timeIn(m_state->db().prepare("SELECT made_at FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"));
}

Result<std::int64_t> HubStore::lastItem() { return m_state->db().integer("SELECT coalesce(max(seq), 0) FROM item"); }

Result<std::vector<std::pair<std::int64_t, SubjectId>>> HubStore::itemsAfter(std::int64_t seq, int limit)
{
    ASSENT_TRY(Statement read, m_state->db().prepare("SELECT seq, subject FROM item WHERE seq > ? ORDER BY seq LIMIT ?"));
    read.bind(1, seq).bind(2, limit);
    std::vector<std::pair<std::int64_t, SubjectId>> out;
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row)
            return out;
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(read.blob(1)));
        out.emplace_back(read.integer(0), subject);
    }
}

Result<std::int64_t> HubStore::lastItemOf(SubjectId subject)
{
    ASSENT_TRY(Statement read, m_state->db().prepare("SELECT coalesce(max(seq), 0) FROM item WHERE subject = ?"));
    ASSENT_TRY([[maybe_unused]] const bool row, read.bind(1, subject.bytes()).step());
    return read.integer(0);
}

Result<std::optional<std::int64_t>> HubStore::entryOf(EventId event)
{
    ASSENT_TRY(Statement read, m_state->db().prepare("SELECT entry FROM item WHERE id = ? AND entry IS NOT NULL"));
    ASSENT_TRY(const bool row, read.bind(1, event.bytes()).step());
    return row ? std::optional<std::int64_t>(read.integer(0)) : std::nullopt;
}

Result<std::vector<Digest>> HubStore::leavesFrom(std::uint64_t first, std::uint64_t count)
{
    ASSENT_TRY(Statement read, m_state->db().prepare("SELECT received_at, body FROM ledger_entry WHERE n >= ? ORDER BY n LIMIT ?"));
    read.bind(1, first).bind(2, count);
    std::vector<Digest> out;
    out.reserve(count);
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row)
            break;
        out.push_back(ledgerLeaf(read.blob(1), read.time(0)));
    }
    if (out.size() != count)
        return Error{ErrorCode::NotFound, "the ledger has no such entries"};
    return out;
}

Result<std::string> HubStore::newestCheckpoint()
{
    ASSENT_TRY(auto note, Ledger(vault()).lastCheckpoint());
    return std::move(note).value_or(std::string());
}

/// From the log's key, which outlives a change of the store's.
Result<SecretBytes> HubStore::deriveKey(std::string_view info) const
{
    return hkdfSha256(m_state->vault->logKey().seed().view(), {}, asBytes(info), 32);
}

std::uintmax_t HubStore::bytes() const
{
    const std::filesystem::path folder = m_state->vault->folder();
    std::uintmax_t sum = 0;
    for (const char *name : {"store.db", "store.db-wal", "keys/store.db", "keys/store.db-wal"})
        sum += sizeOf(folder / name);
    return sum;
}

} // namespace assent::sync
