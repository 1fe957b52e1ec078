// Joining a hub.
#include "sync/client.h"

namespace assent::sync {

/// What people said of themselves or staff entered may be newer than the person's
/// record that the hub has already.
Result<void> Client::queueEdits(const WriteTransaction &transaction)
{
    ASSENT_TRY(Statement edits, transaction.db().prepare(
        "SELECT a.id, s.id FROM attribute a JOIN subject s ON s.seq = a.subject JOIN provenance p ON p.n = a.provenance"
        " WHERE a.replaces IS NOT NULL OR p.method IN (?, ?) ORDER BY a.id"));
    edits.bind(1, static_cast<int>(CollectionMethod::Declared)).bind(2, static_cast<int>(CollectionMethod::Agent));
    for (;;) {
        ASSENT_TRY(const bool more, edits.step());
        if (!more)
            return {};
        ASSENT_TRY(const AttributeId id, AttributeId::fromBytes(edits.blob(0)));
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(edits.blob(1)));
        ASSENT_CHECK(outbox::enqueue(transaction, Lane::Other, ItemKind::Attribute, subject, id.uuid()));
    }
}

/// Every person, every edit, then every event made here, closing acts in their own lane.
/// What other devices made came from the hub, and is offered only when it was lost there.
Result<void> Client::queueEverything(const WriteTransaction &transaction, bool ofOthersToo)
{
    ASSENT_TRY(Statement people, transaction.db().prepare("SELECT id FROM subject WHERE source <> '' ORDER BY seq"));
    for (;;) {
        ASSENT_TRY(const bool more, people.step());
        if (!more)
            break;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(people.blob(0)));
        ASSENT_CHECK(outbox::enqueue(transaction, Lane::Other, ItemKind::Person, id, id.uuid()));
    }
    ASSENT_CHECK(queueEdits(transaction));
    ASSENT_TRY(Statement events, transaction.db().prepare(
        "SELECT l.body, s.id FROM consent_event e JOIN ledger_entry l ON l.n = e.entry JOIN subject s ON s.seq = e.subject ORDER BY e.entry"));
    for (;;) {
        ASSENT_TRY(const bool more, events.step());
        if (!more)
            return {};
        ASSENT_TRY(const EventCore core, eventCoreFromJson(asText(events.blob(0))));
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(events.blob(1)));
        if (ofOthersToo || core.device == m_vault.deviceId())
            ASSENT_CHECK(outbox::enqueue(transaction, isClosing(core.act) ? Lane::Closing : Lane::Other, ItemKind::Consent, subject, core.id.uuid()));
    }
}

Result<void> Client::enrol(const std::string &hubUrl, const std::string &code, const std::string &label)
{
    ASSENT_TRY(const SyncStatus known, status(m_vault));
    if (known.hasHub && known.hubUrl != hubUrl)
        return Error{ErrorCode::Conflict, "this store belongs to another hub already: " + known.hubUrl};
    m_token.clear();
    EnrolRequest request{code, m_vault.deviceId(), m_vault.deviceKey().publicKey(), label};
    ASSENT_TRY(const json::Value answer, call({"POST", "/v1/devices", {}, json::canonical(toJson(request))}));
    const auto response = enrolResponseFromJson(answer);
    if (!response)
        return Error{ErrorCode::Protocol, response.error().toString()};

    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    if (known.hasHub) { // another epoch is noticed at the next contact
        ASSENT_TRY(Statement renew, transaction.db().prepare("UPDATE hub SET token = ?, last_error = ''"));
        ASSENT_CHECK(renew.bind(1, response->token).run());
        return transaction.commit();
    }
    ASSENT_TRY(Statement write, transaction.db().prepare(
        "INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_contact, last_error) VALUES(1,?,?,?,?,'','',?,'')"));
    write.bind(1, hubUrl).bind(2, response->hubEpoch).bind(3, response->token).bind(4, response->logKey).bind(5, m_vault.clock().now());
    ASSENT_CHECK(write.run());
    ASSENT_CHECK(queueEverything(transaction));
    return transaction.commit();
}

} // namespace assent::sync
