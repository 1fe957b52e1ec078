// Small questions that the routes ask of the store.
#include "sync/hubstate.h"

namespace assent::sync {

Result<void> HubStore::proveWritable() { return m_state->rows->proveWritable(); }
Result<std::optional<Timestamp>> HubStore::oldestUnsealed() { return m_state->rows->oldestUnsealed(); }
Result<std::optional<Timestamp>> HubStore::sealedAt() { return m_state->rows->sealedAt(); }
Result<FeedPlaces> HubStore::feedEnd() { return m_state->rows->feedEnd(); }
Result<std::vector<SubjectId>> HubStore::newsAfter(FeedPlaces &seen, int limit) { return m_state->rows->newsAfter(seen, limit); }
Result<std::int64_t> HubStore::lastItemOf(SubjectId subject) { return m_state->rows->lastItemOf(subject); }
Result<std::optional<std::int64_t>> HubStore::entryOf(EventId event) { return m_state->rows->entryOf(event.uuid()); }
Result<std::string> HubStore::newestCheckpoint() { return m_state->rows->newestCheckpoint(); }
Result<SecretBytes> HubStore::deriveKey(std::string_view info) const { return m_state->rows->deriveKey(info); }
std::uintmax_t HubStore::bytes() const { return m_state->rows->bytes(); }

Result<std::vector<Digest>> HubStore::leavesFrom(std::uint64_t first, std::uint64_t count)
{
    ASSENT_TRY(const auto entries, m_state->rows->logEntries(first, static_cast<int>(count)));
    if (entries.size() != count)
        return Error{ErrorCode::NotFound, "the ledger has no such entries"};
    std::vector<Digest> out;
    out.reserve(count);
    for (const HubRows::LogEntry &entry : entries)
        out.push_back(ledgerLeaf(entry.body, entry.receivedAt));
    return out;
}

Result<std::vector<Digest>> HubStore::tileRoots(int level, std::uint64_t first, int limit)
{
    return m_state->rows->tileRoots(level, first, limit);
}

} // namespace assent::sync
