// What a client sends.
#include "sync/client.h"

#include <algorithm>

namespace assent::sync {
namespace {

/// A step doubles after so many numbers that were taken.
constexpr int kRenumberingsAStep = 50;
constexpr int kMaxRenumberings = 30 * kRenumberingsAStep;
/// Leaves room for the envelope around the items.
constexpr std::size_t kBatchBytes = kMaxPushBytes - 4096;

} // namespace

Result<void> Client::push(Lane lane, Report &report, Progress &progress)
{
    for (int room = kMaxPushItems;;) {
        ASSENT_TRY(std::vector<OutboxRow> rows, outbox::waiting(m_vault, lane, room));
        if (rows.empty())
            return {};
        ASSENT_TRY(const OutboxCounts counts, outbox::counts(m_vault));
        const auto left = static_cast<std::uint64_t>(counts.waitingClosings + counts.waitingOthers);
        const auto sent = static_cast<std::uint64_t>(report.pushed + report.duplicates);
        if (!progress.report(sent, sent + left))
            return Error{ErrorCode::Cancelled, "sync was cancelled"};
        ASSENT_TRY(const std::string body, batch(rows));
        if (rows.empty())
            continue;
        const auto answer = call({"POST", "/v1/sync/push", {}, body});
        if (!answer && (m_status == 413 || m_status == 422)) {
            // Something in it is too much for the hub: halve until one is left, and set that aside.
            if (rows.size() == 1)
                ASSENT_CHECK(setAside(rows.front(), m_status == 413 ? "too_large" : "malformed", report));
            room = std::max(1, static_cast<int>(rows.size()) / 2);
            continue;
        }
        if (!answer)
            return answer.error();
        const auto response = pushResponseFromJson(*answer);
        if (!response)
            return Error{ErrorCode::Protocol, response.error().toString()};
        ASSENT_CHECK(take(rows, *response, report));
        room = kMaxPushItems;
    }
}

Result<void> Client::setAside(const OutboxRow &row, std::string_view reason, Report &report)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_CHECK(outbox::markSetAside(transaction, row.seq, reason));
    ++report.setAside;
    return transaction.commit();
}

/// The request for as many of the rows as fit; the others are cut off `rows`,
/// and those whose person or fact is gone leave the queue.
Result<std::string> Client::batch(std::vector<OutboxRow> &rows)
{
    std::string items;
    std::vector<OutboxRow> taken;
    std::vector<OutboxRow> removed;
    for (const OutboxRow &row : rows) {
        const auto text = itemText(row);
        if (!text && text.error().code == ErrorCode::NotFound && row.kind != ItemKind::Consent) {
            removed.push_back(row); // past its retention, in another program just now
            continue;
        }
        if (!text)
            return text.error();
        if (!taken.empty() && items.size() + text->size() > kBatchBytes)
            break;
        items += (taken.empty() ? "" : ",") + *text;
        taken.push_back(row);
    }
    ASSENT_CHECK(dropRemoved(removed));
    rows = std::move(taken);
    ASSENT_TRY(const std::string sent, m_vault.db().text("SELECT sent FROM hub"));
    return R"({"device":")" + m_vault.deviceId().toString() + R"(","sent":")" + sent + R"(","items":[)" + items + "]}";
}

/// {"item":…,"lane":…,"n":…}
Result<std::string> Client::itemText(const OutboxRow &row)
{
    ASSENT_TRY(const ItemBody body, load(row));
    json::Value item;
    item.set("lane", row.lane == Lane::Closing ? "closing" : "other");
    item.set("n", row.n);
    item.set("item", toJson(body));
    return json::canonical(item);
}

Result<void> Client::dropRemoved(const std::vector<OutboxRow> &rows)
{
    if (rows.empty())
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    for (const OutboxRow &row : rows)
        ASSENT_CHECK(outbox::acknowledge(transaction, row.seq));
    return transaction.commit();
}

Result<ItemBody> Client::load(const OutboxRow &row)
{
    if (row.kind == ItemKind::Person) {
        ASSENT_TRY(Person person, m_profiles.person(row.subject));
        return ItemBody(PersonItem{std::move(person)});
    }
    if (row.kind == ItemKind::Attribute) {
        ASSENT_TRY(Attribute attribute, m_profiles.attribute(row.subject, AttributeId(row.item)));
        return ItemBody(AttributeItem{row.subject, std::move(attribute)});
    }
    if (m_anyErased) {
        ASSENT_TRY(auto parting, loadParting(row));
        if (parting)
            return ItemBody(*std::move(parting));
    }
    ConsentItem item;
    item.subject = row.subject;
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT persona, pseudonym_key FROM subject WHERE id = ?"));
    read.bind(1, row.subject.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "an outbox row names a person who is not here"};
    ASSENT_TRY(item.persona, PersonaId::fromBytes(read.blob(0)));
    item.pseudonymKey = toBytes(read.blob(1));
    ASSENT_TRY(item.event, m_consents.event(EventId(row.item)));
    return ItemBody(std::move(item));
}

/// A closing act of someone who was erased since.
Result<std::optional<ConsentItem>> Client::loadParting(const OutboxRow &row)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT p.persona, p.pseudonym_key, p.salt, p.payload, l.body, e.proof FROM parting_event p"
        " JOIN erased_event e ON e.id = p.id JOIN ledger_entry l ON l.n = e.entry WHERE p.id = ?"));
    ASSENT_TRY(const bool found, read.bind(1, row.item.bytes()).step());
    if (!found)
        return std::optional<ConsentItem>();
    ConsentItem item;
    item.subject = row.subject;
    ASSENT_TRY(item.persona, PersonaId::fromBytes(read.blob(0)));
    item.pseudonymKey = toBytes(read.blob(1));
    ASSENT_TRY(BatchProof proof, batchProofFromBytes(read.blob(5)));
    ASSENT_TRY(item.event,
        assembleEvent(std::string(asText(read.blob(4))), toBytes(read.blob(2)), std::string(read.text(3)), std::move(proof)));
    return std::optional(std::move(item));
}

/// Acknowledges per item: a row goes only when the hub has it.
Result<void> Client::take(const std::vector<OutboxRow> &rows, const PushResponse &response, Report &report)
{
    if (response.results.size() != rows.size())
        return Error{ErrorCode::Protocol, "the hub did not answer for every item"};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement received, transaction.db().prepare("UPDATE consent_event SET hub_received_at = ? WHERE id = ?"));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const PushResult &result = response.results[i];
        if (result.n != rows[i].n || result.lane != rows[i].lane)
            return Error{ErrorCode::Protocol, "the hub answered in another order"};
        if (result.verdict == Verdict::Rejected) {
            ASSENT_CHECK(takeRejection(transaction, rows[i], result.reason, report));
            continue;
        }
        ASSENT_CHECK(outbox::acknowledge(transaction, rows[i].seq));
        if (result.verdict == Verdict::Erased)
            continue;
        ++(result.verdict == Verdict::Accepted ? report.pushed : report.duplicates);
        if (rows[i].kind == ItemKind::Consent && result.receivedAt) {
            received.bind(1, result.receivedAt).bind(2, rows[i].item.bytes());
            ASSENT_CHECK(received.run());
        }
    }
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
