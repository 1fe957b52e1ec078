#include "consent/consentstore.h"

#include "crypto/hash.h"
#include "ledger/ledger.h"
#include "vault/outbox.h"
#include "vault/seal.h"

#include <algorithm>
#include <utility>

#ifndef ASSENT_VERSION
#define ASSENT_VERSION "0"
#endif

namespace assent {
namespace {

constexpr std::size_t kMaxBatch = 500;
constexpr std::size_t kSaltSize = 32;

struct SubjectRow
{
    std::int64_t seq = 0;
    PersonaId persona;
    Bytes pseudonymKey;
    std::string jurisdiction;
    std::string language;
};

Result<SubjectRow> subjectRow(Database &db, SubjectId id)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT seq, persona, pseudonym_key, jurisdiction, language FROM subject WHERE id = ?"));
    find.bind(1, id.bytes());
    ASSENT_TRY(const bool found, find.step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    SubjectRow row;
    row.seq = find.integer(0);
    ASSENT_TRY(row.persona, PersonaId::fromBytes(find.blob(1)));
    row.pseudonymKey = toBytes(find.blob(2));
    row.jurisdiction = find.text(3);
    row.language = find.text(4);
    return row;
}

struct SealedSubject
{
    std::int64_t seq = 0;
    Seal seal;
};

Result<SealedSubject> sealedSubject(Database &db, SubjectId id)
{
    ASSENT_TRY(Statement find, db.prepare(
        "SELECT s.seq, c.events, c.chain FROM subject s LEFT JOIN consent_seal c ON c.subject = s.seq WHERE s.id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, id.bytes()).step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    SealedSubject subject{find.integer(0), {}};
    if (find.isNull(1))
        return subject;
    subject.seal.events = find.integer(1);
    ASSENT_TRY(subject.seal.chain, toDigest(find.blob(2)));
    return subject;
}

Error refused(ErrorCode code, std::string detail, std::string field) { return {code, std::move(detail), {{}, 0, 0, std::move(field)}}; }

const NoticeRevision *revisionIn(const NoticeVersion &notice, const std::string &locale)
{
    for (const std::string &language : {locale, std::string("en")}) {
        if (const auto it = notice.revisions.find(language); it != notice.revisions.end())
            return &it->second;
    }
    return notice.revisions.empty() ? nullptr : &notice.revisions.begin()->second;
}

/// What the hub can know, but for closings, which count at once.
ConsentGraph withoutUnsentOpenings(const ConsentView &view)
{
    std::vector<GraphAct> acts = view.graph.acts();
    std::erase_if(acts, [&view](const GraphAct &act) { return isOpening(act.core.act) && view.unacknowledged.contains(act.hash); });
    return ConsentGraph(std::move(acts));
}

/// Imports and signals are observations: nobody looked at the choices.
bool seesNothing(const Decision &decision)
{
    return decision.act == Act::Signal || decision.actorRole == ActorRole::Import;
}

} // namespace

ConsentStore::ConsentStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue)
    : m_vault(vault), m_catalogue(std::move(catalogue))
{
}

Result<ConsentView> ConsentStore::view(SubjectId subject)
{
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const SubjectRow row, subjectRow(m_vault.db(), subject));
    ASSENT_TRY(ConsentGraph graph, m_graphs.read(m_vault.db(), row.seq));
    ASSENT_TRY(std::set<Digest> waiting, unacknowledged(graph));
    return ConsentView{subject, row.persona, row.jurisdiction, row.language, std::move(graph), std::move(waiting)};
}

Result<std::set<Digest>> ConsentStore::unacknowledged(const ConsentGraph &graph)
{
    std::set<Digest> out;
    ASSENT_TRY(const bool nothing, outbox::isEmpty(m_vault));
    if (nothing)
        return out;
    for (const GraphAct &act : graph.acts()) {
        ASSENT_TRY(const bool queued, outbox::isQueued(m_vault, act.core.id.uuid()));
        if (queued)
            out.insert(act.hash);
    }
    return out;
}

KeyState ConsentStore::state(const ConsentView &view, const ConsentKey &key, Timestamp at) const
{
    KeyState out{key, view.graph.evaluate(key, *m_catalogue, at, view.jurisdiction)};
    const auto unsent = [&view](const Digest &hash) { return view.unacknowledged.contains(hash); };
    const auto &openings = out.state.liveOpenings;
    const auto &closings = out.state.standingClosings;
    if (out.state.allowed && std::any_of(openings.begin(), openings.end(), unsent))
        out.notYetActive = !withoutUnsentOpenings(view).evaluate(key, *m_catalogue, at, view.jurisdiction).allowed;
    out.waitingToSend = std::any_of(closings.begin(), closings.end(), unsent);
    return out;
}

std::vector<KeyState> ConsentStore::states(const ConsentView &view, Timestamp at) const
{
    std::vector<KeyState> out;
    for (const ConsentKey &key : m_catalogue->keysOf(view.persona))
        out.push_back(state(view, key, at));
    return out;
}

Result<void> ConsentStore::admit(const ConsentView &view, const Decision &decision, Timestamp decidedAt) const
{
    if (decision.pattern.controller != m_catalogue->controller())
        return refused(ErrorCode::Invalid, "names another controller than this store's", "controller");
    if (isClosing(decision.act))
        return {}; // never blocked: DOMAIN.md section 2, consequence 4
    const auto key = decision.pattern.concrete();
    if (!key)
        return refused(ErrorCode::Invalid, "purpose, channel and recipient must all be named", "key");
    const Purpose *purpose = m_catalogue->purpose(key->purpose);
    if (!purpose)
        return refused(ErrorCode::Invalid, "there is no purpose \"" + key->purpose.str() + "\"", "purpose");
    if (std::find(purpose->channels.begin(), purpose->channels.end(), key->channel) == purpose->channels.end())
        return refused(ErrorCode::Invalid, "the purpose does not use the channel \"" + key->channel.str() + "\"", "channel");
    if (std::find(purpose->recipients.begin(), purpose->recipients.end(), key->recipient) == purpose->recipients.end())
        return refused(ErrorCode::Invalid, "the purpose has no recipient \"" + key->recipient.str() + "\"", "recipient");
    if (m_catalogue->regimeFor(*purpose, view.jurisdiction).model == ConsentModel::Required)
        return refused(ErrorCode::Denied, "the purpose rests on another legal basis than a choice", "purpose");
    if (!isOpening(decision.act))
        return {};
    if (purpose->retiredAt && *purpose->retiredAt <= decidedAt)
        return refused(ErrorCode::Denied, "the purpose is retired", "purpose");
    if (decision.servedMode == ServedMode::None)
        return refused(ErrorCode::Denied, "a grant needs the notice: say how it was served", "notice");
    const bool noticeKnown = decision.noticeVersion > 0 ? m_catalogue->notice(purpose->notice, decision.noticeVersion) != nullptr
                                                        : m_catalogue->noticeAt(purpose->notice, decidedAt) != nullptr;
    if (!noticeKnown)
        return refused(ErrorCode::Denied, "there is no notice for this purpose in effect", "notice");
    if (!isEntitled(decision))
        return refused(ErrorCode::Denied, "who acts for someone needs evidence", "actor_role");
    return {};
}

EventPayload ConsentStore::payloadFor(const ConsentView &view, const Decision &decision, Timestamp decidedAt) const
{
    EventPayload payload;
    payload.key = decision.pattern;
    payload.actorId = decision.actorId;
    payload.actorRole = decision.actorRole;
    payload.onBehalfReason = decision.onBehalfReason;
    payload.verificationId = decision.verificationId;
    payload.locale = decision.locale;
    payload.served = decision.served;
    payload.servedMode = decision.servedMode;
    payload.method = decision.method;
    payload.reason = decision.reason;
    payload.validUntil = decision.validUntil;
    payload.collectionPoint = decision.collectionPoint;
    payload.appVersion = ASSENT_VERSION;
    payload.attachments = decision.attachments;
    payload.jurisdiction = view.jurisdiction;
    payload.legalBasis = legalBasisName(LegalBasis::Consent);
    const Purpose *purpose = decision.pattern.purpose ? m_catalogue->purpose(*decision.pattern.purpose) : nullptr;
    if (!purpose)
        return payload; // a wildcard: no single purpose to quote
    payload.purposeVersion = purpose->version;
    payload.legalBasis = legalBasisName(purpose->basis);
    payload.policyRule = m_catalogue->regimeFor(*purpose, view.jurisdiction).ruleId;
    if (isOpening(decision.act) && purpose->validityDays) {
        const Timestamp lapse = decidedAt + std::chrono::days(*purpose->validityDays);
        payload.validUntil = std::min(payload.validUntil.value_or(lapse), lapse);
    }
    const NoticeVersion *notice = decision.noticeVersion > 0 ? m_catalogue->notice(purpose->notice, decision.noticeVersion)
                                                             : m_catalogue->noticeAt(purpose->notice, decidedAt);
    if (notice && decision.servedMode != ServedMode::None) {
        payload.notice = notice->notice;
        payload.noticeVersion = notice->version;
        if (const NoticeRevision *revision = revisionIn(*notice, decision.locale))
            payload.noticeHash = revision->hash;
    }
    return payload;
}

Result<std::vector<ConsentEvent>> ConsentStore::decide(const ConsentView &view, std::span<const Decision> decisions)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(std::vector<ConsentEvent> events, decide(transaction, view, decisions));
    ASSENT_CHECK(transaction.commit());
    return events;
}

Result<std::vector<ConsentEvent>> ConsentStore::decide(
    const WriteTransaction &transaction, const ConsentView &view, std::span<const Decision> decisions)
{
    if (decisions.size() > kMaxBatch)
        return Error{ErrorCode::Invalid, "at most 500 decisions at once"};
    ASSENT_TRY(const SubjectRow subject, subjectRow(transaction.db(), view.subject));
    const Digest pseudonym = pseudonymOf(subject.pseudonymKey, view.subject);
    std::vector<Digest> heads = view.graph.heads();
    std::vector<PreparedAct> acts;
    for (const Decision &decision : decisions) {
        std::vector<Digest> parents = seesNothing(decision) ? std::vector<Digest>{} : std::exchange(heads, {});
        const EventId id(makeUuidV7(m_vault.clock().now()));
        ASSENT_TRY(PreparedAct act, prepare(view, pseudonym, decision, id, std::move(parents)));
        const Digest hash = act.event.hash();
        heads.insert(std::upper_bound(heads.begin(), heads.end(), hash), hash);
        acts.push_back(std::move(act));
    }
    ASSENT_CHECK(record(transaction, acts));
    std::vector<ConsentEvent> events;
    for (PreparedAct &act : acts)
        events.push_back(std::move(act.event));
    return events;
}

Result<PreparedAct> ConsentStore::prepare(
    const ConsentView &view, const Digest &pseudonym, const Decision &decision, EventId id) const
{
    if (!seesNothing(decision))
        return refused(ErrorCode::Invalid, "someone who looked at the choices decides on a view", "actor_role");
    return prepare(view, pseudonym, decision, id, {});
}

Result<PreparedAct> ConsentStore::prepare(const ConsentView &view, const Digest &pseudonym, const Decision &decision, EventId id,
    std::vector<Digest> parents) const
{
    const Timestamp decidedAt = decision.decidedAt.value_or(m_vault.clock().now());
    ASSENT_CHECK(admit(view, decision, decidedAt));
    PreparedAct act{view.subject, {}};
    ConsentEvent &event = act.event;
    ASSENT_TRY(event.salt, randomBytes(kSaltSize));
    event.payload = payloadFor(view, decision, decidedAt);
    event.payloadText = toCanonical(event.payload);
    event.core = {id, m_vault.deviceId(), decision.act, std::move(parents), decidedAt, pseudonym,
        sha256({event.salt, asBytes(event.payloadText)})};
    event.coreText = toCanonical(event.core);
    return act;
}

Result<void> ConsentStore::record(const WriteTransaction &transaction, std::span<PreparedAct> acts)
{
    std::vector<std::string> cores;
    for (const PreparedAct &act : acts)
        cores.push_back(act.event.coreText);
    ASSENT_TRY(std::vector<BatchProof> proofs, signBatch(cores, m_vault.deviceKey()));
    for (std::size_t i = 0; i < acts.size(); ++i)
        acts[i].event.proof = std::move(proofs[i]);
    ASSENT_CHECK(insert(transaction, acts, std::nullopt));
    for (const PreparedAct &act : acts)
        ASSENT_CHECK(outbox::enqueue(transaction, isClosing(act.event.core.act) ? Lane::Closing : Lane::Other, ItemKind::Consent,
            act.subject, act.event.core.id.uuid()));
    return {};
}

Result<void> ConsentStore::insert(
    const WriteTransaction &transaction, std::span<const PreparedAct> acts, std::optional<Timestamp> hubReceivedAt)
{
    const Timestamp now = m_vault.clock().now();
    std::vector<Ledger::Entry> entries;
    for (const PreparedAct &act : acts)
        entries.push_back({LeafKind::Consent, asBytes(act.event.coreText), now});
    ASSENT_TRY(std::int64_t entry, Ledger(m_vault).append(transaction, entries));
    ASSENT_TRY(Statement write, transaction.db().prepare(
        "INSERT INTO consent_event(id, subject, entry, salt, payload, proof, recorded_at, hub_received_at) VALUES(?,?,?,?,?,?,?,?)"));
    std::map<SubjectId, SealedSubject> subjects; // several acts may be one person's
    for (const PreparedAct &act : acts) {
        const ConsentEvent &event = act.event;
        if (!subjects.contains(act.subject)) {
            ASSENT_TRY(subjects[act.subject], sealedSubject(transaction.db(), act.subject));
        }
        SealedSubject &subject = subjects[act.subject];
        write.bind(1, event.core.id.bytes()).bind(2, subject.seq).bind(3, entry++).lend(4, event.salt);
        write.lend(5, event.payloadText).bind(6, encode(event.proof)).bind(7, now).bind(8, hubReceivedAt);
        ASSENT_CHECK(write.run());
        subject.seal.add(event.hash());
    }
    for (const auto &[id, subject] : subjects)
        ASSENT_CHECK(writeSeal(transaction.db(), subject.seq, subject.seal));
    return {};
}

Result<bool> ConsentStore::append(const WriteTransaction &transaction, SubjectId subject, const ConsentEvent &event,
    const PublicKey &deviceKey, std::optional<Timestamp> hubReceivedAt)
{
    const auto known = this->event(event.core.id);
    if (known) {
        if (known->coreText != event.coreText)
            return Error{ErrorCode::Conflict, "another event has the same id"};
        ASSENT_TRY(Statement update, transaction.db().prepare(
            "UPDATE consent_event SET hub_received_at = ? WHERE id = ? AND hub_received_at IS NULL"));
        update.bind(1, hubReceivedAt).bind(2, event.core.id.bytes());
        ASSENT_CHECK(update.run());
        return false;
    }
    if (known.error().code != ErrorCode::NotFound)
        return known.error();
    const auto whole = assembleEvent(event.coreText, event.salt, event.payloadText, event.proof);
    if (!whole)
        return whole.error();
    ASSENT_TRY(const SubjectRow row, subjectRow(transaction.db(), subject));
    if (event.core.pseudonym != pseudonymOf(row.pseudonymKey, subject))
        return Error{ErrorCode::Invalid, "the event is about another person", {{}, 0, 0, "pseudonym"}};
    if (!m_verifier.holds(event.coreText, event.proof, deviceKey))
        return Error{ErrorCode::Invalid, "the signature does not hold", {{}, 0, 0, "proof"}};
    const PreparedAct act{subject, event};
    ASSENT_CHECK(insert(transaction, std::span(&act, 1), hubReceivedAt));
    return true;
}

/// What the person said yes to then is still what is asked now: the purpose goes
/// on, and no material notice came between.
bool ConsentStore::isSameOffer(const ConsentKey &key, Timestamp then, Timestamp now) const
{
    const Purpose *purpose = m_catalogue->purpose(key.purpose);
    if (!purpose || (purpose->retiredAt && *purpose->retiredAt <= now))
        return false;
    const NoticeVersion *notice = m_catalogue->noticeAt(purpose->notice, then);
    return notice && notice->version >= m_catalogue->cutOff(key, now);
}

Result<std::vector<Decision>> ConsentStore::undoOf(const ConsentView &view, EventId event, std::string_view locale) const
{
    const auto &acts = view.graph.acts();
    const auto it = std::find_if(acts.begin(), acts.end(), [&](const GraphAct &act) { return act.core.id == event; });
    if (it == acts.end())
        return Error{ErrorCode::NotFound, "no such consent event"};
    Decision undo;
    undo.locale = locale;
    undo.reason = "undo";
    if (isOpening(it->core.act)) {
        undo.act = Act::Withdraw;
        undo.pattern = it->payload.key;
        return std::vector<Decision>{undo};
    }
    if (!isClosing(it->core.act))
        return Error{ErrorCode::Conflict, "there is nothing to undo"};

    const ConsentGraph before = view.graph.pastOf(it->hash);
    const Timestamp now = m_vault.clock().now();
    std::vector<Decision> out;
    for (const ConsentKey &key : m_catalogue->keysOf(view.persona)) {
        if (!m_catalogue->matches(it->payload.key, key))
            continue;
        const ConsentState then = before.evaluate(key, *m_catalogue, it->core.decidedAt, view.jurisdiction);
        const bool open = then.allowed && then.model != ConsentModel::Required;
        if (!open || view.graph.evaluate(key, *m_catalogue, now, view.jurisdiction).allowed || !isSameOffer(key, it->core.decidedAt, now))
            continue;
        undo.act = Act::Grant;
        undo.pattern = KeyPattern::of(key);
        undo.servedMode = ServedMode::Screen;
        out.push_back(undo);
    }
    if (out.empty())
        return Error{ErrorCode::Conflict, "there is nothing to undo"};
    return out;
}

Result<ServedId> ConsentStore::recordServed(SubjectId subject, const NoticeVersion &notice, std::string_view language, ServedMode mode)
{
    ASSENT_TRY(const SubjectRow row, subjectRow(m_vault.db(), subject));
    const NoticeRevision *revision = revisionIn(notice, std::string(language));
    if (!revision)
        return Error{ErrorCode::NotFound, "the notice has no text"};
    const Timestamp now = m_vault.clock().now();
    const ServedId id(makeUuidV7(now));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement write, transaction.db().prepare(
        "INSERT INTO served_notice(id, subject, notice, version, language, hash, mode, served_at) VALUES(?,?,?,?,?,?,?,?)"));
    write.bind(1, id.bytes()).bind(2, row.seq).bind(3, notice.notice.str()).bind(4, notice.version);
    write.bind(5, language).bind(6, revision->hash).bind(7, servedModeName(mode)).bind(8, now);
    ASSENT_CHECK(write.run());
    ASSENT_CHECK(transaction.commit());
    return id;
}

} // namespace assent
