#include "consent/consentstore.h"

#include <algorithm>
#include <limits>

namespace assent {
namespace {

constexpr std::string_view kEventColumns = "e.id, l.body, e.salt, e.payload, e.proof";

/// Columns: id, core, salt, payload, proof.
Result<ConsentEvent> readEvent(const Statement &row)
{
    ConsentEvent event;
    event.coreText = asText(row.blob(1));
    ASSENT_TRY(event.core, eventCoreFromJson(event.coreText));
    event.salt = toBytes(row.blob(2));
    event.payloadText = row.text(3);
    ASSENT_TRY(event.payload, eventPayloadFromJson(event.payloadText));
    ASSENT_TRY(event.proof, batchProofFromBytes(row.blob(4)));
    return event;
}

Result<std::int64_t> subjectSeq(Database &db, SubjectId id)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT seq FROM subject WHERE id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, id.bytes()).step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    return find.integer(0);
}

/// By key, never by a count of rows to pass over: an old page costs what a new one does.
Result<std::vector<HistoryEntry>> entriesBefore(Database &db, std::int64_t subject, std::int64_t before, int limit)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT " + std::string(kEventColumns)
        + ", e.entry, l.received_at, e.hub_received_at, EXISTS(SELECT 1 FROM outbox o WHERE o.item = e.id)"
          " FROM consent_event e JOIN ledger_entry l ON l.n = e.entry WHERE e.subject = ? AND e.entry < ? ORDER BY e.entry DESC LIMIT ?"));
    read.bind(1, subject).bind(2, before).bind(3, limit);
    std::vector<HistoryEntry> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(ConsentEvent event, readEvent(read));
        HistoryEntry entry{std::move(event), read.integer(5), read.time(6), {}, read.integer(8) != 0};
        if (!read.isNull(7))
            entry.hubReceivedAt = read.time(7);
        out.push_back(std::move(entry));
    }
}

constexpr std::int64_t kFromTheNewest = std::numeric_limits<std::int64_t>::max();

} // namespace

Result<std::vector<HistoryEntry>> ConsentStore::history(SubjectId subject, int limit)
{
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const std::int64_t seq, subjectSeq(m_vault.db(), subject));
    ASSENT_TRY(std::vector<HistoryEntry> out, entriesBefore(m_vault.db(), seq, kFromTheNewest, limit));
    ASSENT_TRY(const Seal sealed, readSeal(m_vault.db(), seq));
    if (static_cast<std::int64_t>(out.size()) != std::min<std::int64_t>(sealed.events, limit))
        return sealBroken();
    return out;
}

Result<HistoryPage> ConsentStore::historyPage(SubjectId subject, std::optional<std::int64_t> before, int limit)
{
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const std::int64_t seq, subjectSeq(m_vault.db(), subject));
    // With the log beside it: an act whose entry is lost is lost.
    ASSENT_TRY(Statement count, m_vault.db().prepare(
        "SELECT count(*) FROM consent_event e JOIN ledger_entry l ON l.n = e.entry WHERE e.subject = ?"));
    ASSENT_TRY(const bool counted, count.bind(1, seq).step());
    ASSENT_TRY(const Seal sealed, readSeal(m_vault.db(), seq));
    if (!counted || count.integer(0) != sealed.events)
        return sealBroken();
    ASSENT_TRY(std::vector<HistoryEntry> entries, entriesBefore(m_vault.db(), seq, before.value_or(kFromTheNewest), limit));
    return HistoryPage{std::move(entries), sealed.events};
}

Result<ConsentEvent> ConsentStore::event(EventId id)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT " + std::string(kEventColumns)
        + " FROM consent_event e JOIN ledger_entry l ON l.n = e.entry WHERE e.id = ?"));
    read.bind(1, id.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such consent event"};
    return readEvent(read);
}

Result<SubjectId> ConsentStore::subjectOf(EventId id)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT s.id FROM consent_event e JOIN subject s ON s.seq = e.subject WHERE e.id = ?"));
    read.bind(1, id.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such consent event"};
    return SubjectId::fromBytes(read.blob(0));
}

} // namespace assent
