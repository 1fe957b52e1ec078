// What a client sends.
#include "base/canonical.h"
#include "sync/client.h"
#include "sync/messagetext.h"

#include <algorithm>
#include <utility>

namespace assent::sync {
namespace {

/// A step doubles after so many numbers that were taken.
constexpr int kRenumberingsAStep = 50;
constexpr int kMaxRenumberings = 30 * kRenumberingsAStep;
/// Leaves room for the envelope around the items.
constexpr std::size_t kBatchBytes = kMaxPushBytes - 4096;

/// Nothing in an answer changes what may be sent next.
bool isPlain(const PushResponse &response, const std::vector<OutboxRow> &rows)
{
    return !response.lost && response.results.size() == rows.size() && std::none_of(response.results.begin(), response.results.end(), [](const PushResult &result) {
        return result.verdict == Verdict::Rejected;
    });
}

} // namespace

/// While the hub has a batch, the answer to the one before it is recorded and the next
/// one is read. One is at the hub at a time, so that they come there in order, and what
/// it makes of one is known before the next leaves. Until an answer is recorded its rows
/// wait in the queue: after a crash they are sent again, which doubles nothing.
Result<void> Client::push(Lane lane, Report &report, Progress &progress)
{
    Batch ready;
    std::optional<Answered> answered;
    ASSENT_TRY(const OutboxCounts counts, outbox::counts(m_vault));
    const auto total = static_cast<std::uint64_t>(report.pushed + report.duplicates + counts.waitingClosings + counts.waitingOthers);
    for (int room = kMaxPushItems;;) {
        if (ready.rows.empty()) {
            ASSENT_CHECK(record(answered, report));
            ASSENT_TRY(ready, nextBatch(lane, 0, room));
        }
        if (ready.rows.empty())
            return {};
        const auto sent = static_cast<std::uint64_t>(report.pushed + report.duplicates);
        if (!progress.report(sent, std::max(total, sent + ready.rows.size()))) {
            ASSENT_CHECK(record(answered, report));
            return Error{ErrorCode::Cancelled, "sync was cancelled"};
        }
        Batch batch = std::exchange(ready, {});
        ASSENT_TRY(HttpRequest request, pushRequest(batch, answered));
        Flight flight = depart(std::move(request), answered || batch.more);
        ASSENT_CHECK(record(answered, report));
        if (batch.more && room == kMaxPushItems) {
            ASSENT_TRY(ready, nextBatch(lane, batch.rows.back().n, room));
        }
        const auto answer = receive(flight);
        if (!answer && (m_status == 413 || m_status == 422)) {
            ready = {};
            ASSENT_CHECK(shrink(batch, room, report));
            continue;
        }
        if (!answer)
            return answer.error();
        ASSENT_TRY(PushResponse response, readPushResponse(answer->body));
        room = kMaxPushItems;
        if (!isPlain(response, batch.rows))
            ready = {}; // it may have other numbers now, or have to be offered anew
        answered = Answered{std::move(batch), std::move(response)};
    }
}

/// Something in a batch is too much for the hub: halve until one is left, and set
/// that aside.
Result<void> Client::shrink(const Batch &batch, int &room, Report &report)
{
    if (batch.rows.size() == 1)
        ASSENT_CHECK(setAside(batch.rows.front(), m_status == 413 ? "too_large" : "malformed", report));
    room = std::max(1, static_cast<int>(batch.rows.size()) / 2);
    return {};
}

Result<void> Client::setAside(const OutboxRow &row, std::string_view reason, Report &report)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_CHECK(outbox::markSetAside(transaction, row.seq, reason));
    ++report.setAside;
    return transaction.commit();
}

/// As many rows behind a number as fit. Those whose person or fact is gone leave the
/// queue.
Result<Client::Batch> Client::nextBatch(Lane lane, std::int64_t after, int room)
{
    for (;;) {
        std::vector<OutboxRow> removed;
        ASSENT_TRY(Batch out, readBatch(lane, after, room, removed));
        ASSENT_CHECK(dropRemoved(removed));
        if (!out.rows.empty() || removed.empty())
            return out;
    }
}

Result<Client::Batch> Client::readBatch(Lane lane, std::int64_t after, int room, std::vector<OutboxRow> &removed)
{
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const std::vector<OutboxRow> rows, outbox::waiting(m_vault, lane, room, after));
    Batch out;
    out.more = std::ssize(rows) == room;
    for (const OutboxRow &row : rows) {
        const auto text = entryText(row);
        if (!text && text.error().code == ErrorCode::NotFound && row.kind != ItemKind::Consent) {
            removed.push_back(row); // past its retention, in another program just now
            continue;
        }
        if (!text)
            return text.error();
        const bool isFull = !out.rows.empty() && out.items.size() + text->size() > kBatchBytes;
        out.more = out.more || isFull;
        if (isFull)
            break;
        out.items += (out.rows.empty() ? "" : ",") + *text;
        out.rows.push_back(row);
    }
    return out;
}

/// Tells the hub the place up to which it has answered, recorded here or not yet: one
/// that has lost what it took a moment ago must say so.
Result<HttpRequest> Client::pushRequest(const Batch &batch, const std::optional<Answered> &before)
{
    ASSENT_TRY(const std::string recorded, m_vault.db().text("SELECT sent FROM hub"));
    const std::string &sent = before ? before->response.place : recorded;
    return HttpRequest{"POST", "/v1/sync/push", {},
        R"({"device":")" + m_vault.deviceId().toString() + R"(","sent":")" + sent + R"(","items":[)" + batch.items + "]}"};
}

Result<void> Client::record(std::optional<Answered> &answered, Report &report)
{
    if (!answered)
        return {};
    const Answered given = *std::exchange(answered, {});
    return take(given.batch.rows, given.response, report);
}

/// {"item":…,"lane":…,"n":…}
Result<std::string> Client::entryText(const OutboxRow &row)
{
    ASSENT_TRY(const std::string item, itemText(row));
    return std::move(json::CanonicalObject().value("item", item).text("lane", laneName(row.lane)).integer("n", row.n)).take();
}

Result<void> Client::dropRemoved(const std::vector<OutboxRow> &rows)
{
    if (rows.empty())
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    std::vector<std::int64_t> gone;
    for (const OutboxRow &row : rows)
        gone.push_back(row.seq);
    ASSENT_CHECK(outbox::acknowledge(transaction, gone));
    return transaction.commit();
}

Result<std::string> Client::itemText(const OutboxRow &row)
{
    if (row.kind == ItemKind::Person) {
        ASSENT_TRY(Person person, m_profiles.person(row.subject));
        return sync::itemText(ItemBody(PersonItem{std::move(person)}));
    }
    if (row.kind == ItemKind::Attribute) {
        ASSENT_TRY(Attribute attribute, m_profiles.attribute(row.subject, AttributeId(row.item)));
        return sync::itemText(ItemBody(AttributeItem{row.subject, std::move(attribute)}));
    }
    if (m_anyErased) {
        ASSENT_TRY(auto parting, partingText(row));
        if (parting)
            return *std::move(parting);
    }
    ASSENT_TRY(auto text, consentText(row, "SELECT s.persona, s.pseudonym_key, l.body, e.salt, e.payload, e.proof FROM consent_event e"
        " JOIN ledger_entry l ON l.n = e.entry JOIN subject s ON s.seq = e.subject WHERE e.id = ?"));
    if (!text)
        return Error{ErrorCode::NotFound, "no such consent event"};
    return *std::move(text);
}

/// A closing act of someone who was erased since.
Result<std::optional<std::string>> Client::partingText(const OutboxRow &row)
{
    return consentText(row, "SELECT p.persona, p.pseudonym_key, l.body, p.salt, p.payload, e.proof FROM parting_event p"
        " JOIN erased_event e ON e.id = p.id JOIN ledger_entry l ON l.n = e.entry WHERE p.id = ?");
}

/// As it lies in the store: the hub checks it whole.
Result<std::optional<std::string>> Client::consentText(const OutboxRow &row, const char *sql)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare(sql));
    ASSENT_TRY(const bool found, read.bind(1, row.item.bytes()).step());
    if (!found)
        return std::optional<std::string>();
    ASSENT_TRY(const PersonaId persona, PersonaId::fromBytes(read.blob(0)));
    return std::optional(sync::itemText(ConsentRow{row.subject, persona, read.blob(1), asText(read.blob(2)), read.blob(3), read.text(4), read.blob(5)}));
}

/// Acknowledges per item: a row goes only when the hub has it.
Result<void> Client::take(const std::vector<OutboxRow> &rows, const PushResponse &response, Report &report)
{
    if (response.results.size() != rows.size())
        return Error{ErrorCode::Protocol, "the hub did not answer for every item"};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement received, transaction.db().prepare("UPDATE consent_event SET hub_received_at = ? WHERE id = ?"));
    std::vector<std::int64_t> there;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PushResult &result = response.results[i];
        if (result.n != rows[i].n || result.lane != rows[i].lane)
            return Error{ErrorCode::Protocol, "the hub answered in another order"};
        if (result.verdict == Verdict::Rejected) {
            ASSENT_CHECK(takeRejection(transaction, rows[i], result.reason, report));
            continue;
        }
        there.push_back(rows[i].seq);
        if (result.verdict == Verdict::Erased)
            continue;
        ++(result.verdict == Verdict::Accepted ? report.pushed : report.duplicates);
        if (rows[i].kind == ItemKind::Consent && result.receivedAt) {
            received.bind(1, result.receivedAt).bind(2, rows[i].item.bytes());
            ASSENT_CHECK(received.run());
        }
    }
    ASSENT_CHECK(outbox::acknowledge(transaction, there));
    // What lies between is this store's own, which it need not fetch.
    ASSENT_TRY(Statement sent, transaction.db().prepare("UPDATE hub SET sent = ?1, cursor = iif(cursor = ?2 AND ?2 <> '', ?1, cursor)"));
    ASSENT_CHECK(sent.bind(1, response.place).bind(2, response.follows).run());
    if (response.lost) // is told once: the place is a new one now
        ASSENT_CHECK(refetch(transaction));
    return transaction.commit();
}

Result<void> Client::takeRejection(const WriteTransaction &transaction, const OutboxRow &row, const std::string &reason, Report &report)
{
    if (reason == "sequence_taken" && m_renumberings < kMaxRenumberings)
        return renumber(transaction, row);
    ASSENT_TRY(const bool offered, isAnothers(row));
    if (offered)
        return outbox::acknowledge(transaction, row.seq); // its author will offer it, if anyone
    ++report.setAside;
    return outbox::markSetAside(transaction, row.seq, reason.empty() ? "rejected" : reason);
}

/// The store was put back, and its numbers name other items at the hub. A
/// withdrawal must not wait for someone to notice: numbers go on beyond, in
/// growing steps.
Result<void> Client::renumber(const WriteTransaction &transaction, const OutboxRow &row)
{
    ++m_renumberings;
    ASSENT_TRY(Statement next, transaction.db().prepare("UPDATE outbox_lane SET n = n + ? WHERE lane = ? RETURNING n"));
    next.bind(1, std::int64_t{1} << (m_renumberings / kRenumberingsAStep)).bind(2, static_cast<int>(row.lane));
    ASSENT_TRY(const bool found, next.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "the lane has no numbers"};
    const std::int64_t n = next.integer(0);
    next.reset();
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE outbox SET n = ? WHERE seq = ?"));
    return write.bind(1, n).bind(2, row.seq).run();
}

/// A consent event of another device, offered to a hub that lost it.
Result<bool> Client::isAnothers(const OutboxRow &row)
{
    if (row.kind != ItemKind::Consent)
        return false;
    const auto event = m_consents.event(EventId(row.item));
    if (!event && event.error().code == ErrorCode::NotFound)
        return false; // of someone erased
    if (!event)
        return event.error();
    return event->core.device != m_vault.deviceId();
}

} // namespace assent::sync
