// What HubStore makes of a push.
#include "sync/hubstate.h"

#include <map>
#include <set>
#include <tuple>

namespace assent::sync {
namespace {

struct Rejection
{
    std::string_view reason;
    std::string detail;
};

/// One item on its way in.
struct Candidate
{
    const PushedItem &item;
    PushResult &result;
    ItemBody body;
    Uuid id;
    SubjectId subject;
    std::optional<Digest> pseudonym; ///< that the item shows its subject under
    std::string text;                ///< canonical JSON of the body
};

bool closes(const ItemBody &body) { return itemLane(body) == Lane::Closing; }

const ConsentItem *consentOf(const Candidate &candidate) { return std::get_if<ConsentItem>(&candidate.body); }

/// Statements that are run again and again, prepared once.
class Prepared
{
public:
    explicit Prepared(Database &db) : m_db(db) {}
    /// The same text gives the same statement, ready to bind; one use at a time.
    Result<Statement *> get(const char *sql)
    {
        const auto found = m_statements.find(sql);
        if (found != m_statements.end()) {
            found->second.reset();
            return &found->second;
        }
        ASSENT_TRY(Statement statement, m_db.prepare(sql));
        return &m_statements.emplace(sql, std::move(statement)).first->second;
    }

private:
    Database &m_db;
    std::map<std::string_view, Statement> m_statements;
};

Rejection malformed(const PushedItem &item, const Error &error)
{
    const std::string &field = error.where.field;
    return {"malformed", (field.starts_with(item.path) ? field : item.path + (field.empty() ? "" : "." + field)) + ": " + error.detail};
}

/// A batch that is being taken. Checks that need no transaction come first, so
/// that others do not wait for signatures.
class Intake
{
public:
    Intake(HubStore &store, HubStore::State &state, const HubDevice &from, bool entitled)
        : m_store(store), m_state(state), m_from(from), m_entitled(entitled && !from.revoked), m_now(state.clock.now()), m_prepared(state.db())
    {
    }

    Result<std::vector<PushResult>> take(const PushEnvelope &push);

private:
    // Without a transaction.
    Result<void> examine(const PushedItem &item, PushResult &result);
    Result<std::optional<Rejection>> faultOf(Candidate &candidate);
    Result<std::optional<Rejection>> faultOfConsent(Candidate &candidate);
    Result<std::optional<HubDevice>> signer(DeviceId id);
    bool isSigned(const ConsentEvent &event, const HubDevice &author);
    Result<void> prepareKeys();

    // Inside it.
    Result<void> store(const WriteTransaction &transaction);
    Result<void> storeOne(Candidate &candidate);
    Result<bool> sequenceIsTaken(const Candidate &candidate);
    Result<bool> isKnown(Candidate &candidate, const Digest &content);
    Result<bool> isSameObservation(Candidate &candidate, const ItemSeal &seal);
    Result<bool> mayShareId(const Candidate &candidate);
    Result<bool> isPseudonym(const Candidate &candidate);
    Result<void> insert(Candidate &candidate, const Digest &content, const ItemSeal &seal);
    Result<void> nameSequence(const Candidate &candidate);

    void accept(Candidate &candidate, Verdict verdict, Timestamp receivedAt, bool flagged);
    static void reject(PushResult &result, Rejection rejection);

    HubStore &m_store;
    HubStore::State &m_state;
    const HubDevice &m_from;
    bool m_entitled;
    Timestamp m_now;
    std::vector<PushResult> m_results;
    std::vector<Candidate> m_candidates;
    std::vector<Ledger::Entry> m_leaves;
    std::int64_t m_firstLeaf = 0;
    Prepared m_prepared;
    std::map<DeviceId, std::optional<HubDevice>> m_signers;
    std::map<std::tuple<DeviceId, Digest, Signature>, bool> m_signatures;
    std::map<SubjectId, ItemSeal> m_seals;
};

Result<std::vector<PushResult>> Intake::take(const PushEnvelope &push)
{
    m_results.resize(push.items.size());
    m_candidates.reserve(push.items.size());
    for (std::size_t i = 0; i < push.items.size(); ++i)
        ASSENT_CHECK(examine(push.items[i], m_results[i]));
    if (!m_candidates.empty()) {
        ASSENT_CHECK(prepareKeys());
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*m_state.vault));
        ASSENT_CHECK(store(transaction));
        ASSENT_CHECK(transaction.commit());
    }
    return std::move(m_results);
}

Result<void> Intake::examine(const PushedItem &item, PushResult &result)
{
    result.n = item.n;
    result.lane = item.lane;
    auto body = itemFromJson(item.body, item.path);
    if (!body) {
        reject(result, malformed(item, body.error()));
        return {};
    }
    const Uuid id = itemId(*body);
    const SubjectId subject = itemSubject(*body);
    Candidate candidate{item, result, *std::move(body), id, subject, {}, {}};
    ASSENT_TRY(const auto fault, faultOf(candidate));
    if (fault) {
        reject(result, *fault);
        return {};
    }
    ASSENT_TRY(const bool erased, m_store.isErased(subject, candidate.pseudonym));
    if (erased) { // before a key is made for it
        result.verdict = Verdict::Erased;
        return {};
    }
    candidate.text = json::canonical(toJson(candidate.body));
    m_candidates.push_back(std::move(candidate));
    return {};
}

Result<std::optional<Rejection>> Intake::faultOf(Candidate &candidate)
{
    using Answer = std::optional<Rejection>;
    if (m_from.subject && *m_from.subject != candidate.subject)
        return Answer(Rejection{"out_of_scope", "the device may speak for one person only"});
    if (candidate.item.lane == Lane::Closing && !closes(candidate.body))
        return Answer(Rejection{"wrong_lane", "only closing acts travel in the closing lane"});
    if (!m_entitled && !closes(candidate.body))
        return Answer(Rejection{"device_revoked", "the device may only close"});
    if (consentOf(candidate))
        return faultOfConsent(candidate);
    if (const auto *person = std::get_if<PersonItem>(&candidate.body))
        candidate.pseudonym = pseudonymOf(person->person.pseudonymKey, candidate.subject);
    return Answer();
}

Result<std::optional<Rejection>> Intake::faultOfConsent(Candidate &candidate)
{
    using Answer = std::optional<Rejection>;
    const ConsentItem &consent = *consentOf(candidate);
    const EventCore &core = consent.event.core;
    ASSENT_TRY(const auto author, signer(core.device));
    if (!author)
        return Answer(Rejection{"wrong_device", "the event is of a device that is not enrolled here"});
    if (!isSigned(consent.event, *author))
        return Answer(Rejection{"bad_signature", "the signature of the device does not hold"});
    if (pseudonymOf(consent.pseudonymKey, candidate.subject) != core.pseudonym)
        return Answer(Rejection{"wrong_subject", "the pseudonym is not this subject's"});
    if (author->revoked && !isClosing(core.act))
        return Answer(Rejection{"device_revoked", "the event is of a device that may only close"});
    candidate.pseudonym = core.pseudonym;
    candidate.result.flagged = !m_entitled || author->revoked;
    return Answer();
}

Result<std::optional<HubDevice>> Intake::signer(DeviceId id)
{
    if (id == m_from.id)
        return std::optional<HubDevice>(m_from);
    const auto found = m_signers.find(id);
    if (found != m_signers.end())
        return found->second;
    ASSENT_TRY(auto device, m_store.device(id));
    return m_signers.emplace(id, std::move(device)).first->second;
}

/// Events that were signed together share one signature over their root, which
/// is worth checking once.
bool Intake::isSigned(const ConsentEvent &event, const HubDevice &author)
{
    const BatchProof &proof = event.proof;
    const auto root = merkle::rootFromInclusion(proof.index, proof.size, event.hash(), proof.path);
    if (!root)
        return false;
    const auto [checked, isNew] = m_signatures.try_emplace({author.id, *root, proof.signature}, false);
    if (isNew)
        checked->second = verifyProof(event.coreText, proof, author.publicKey);
    return checked->second;
}

Result<void> Intake::prepareKeys()
{
    std::set<SubjectId> subjects;
    for (const Candidate &candidate : m_candidates)
        subjects.insert(candidate.subject);
    const std::vector<SubjectId> list(subjects.begin(), subjects.end());
    ASSENT_CHECK(m_state.keys->ensure(list));
    for (const SubjectId &subject : list) {
        ASSENT_TRY(ItemSeal seal, ItemSeal::of(*m_state.keys, subject));
        m_seals.emplace(subject, std::move(seal));
    }
    return {};
}

Result<void> Intake::store(const WriteTransaction &transaction)
{
    Ledger ledger(*m_state.vault);
    ASSENT_TRY(const std::uint64_t size, ledger.size());
    m_firstLeaf = static_cast<std::int64_t>(size);
    for (Candidate &candidate : m_candidates)
        ASSENT_CHECK(storeOne(candidate));
    if (m_leaves.empty())
        return {};
    ASSENT_TRY([[maybe_unused]] const std::int64_t first, ledger.append(transaction, m_leaves));
    return {};
}

Result<void> Intake::storeOne(Candidate &candidate)
{
    ASSENT_TRY(const bool erased, m_store.isErased(candidate.subject, candidate.pseudonym));
    if (erased) { // just now
        candidate.result.verdict = Verdict::Erased;
        return {};
    }
    ASSENT_TRY(const bool fork, sequenceIsTaken(candidate));
    if (fork) {
        reject(candidate.result, {"sequence_taken", "the device gave this number to another item before"});
        return {};
    }
    const ItemSeal &seal = m_seals.at(candidate.subject);
    const Digest content = seal.contentHash(candidate.text);
    ASSENT_TRY(const bool known, isKnown(candidate, content));
    ASSENT_TRY(const bool observed, known ? Result<bool>(true) : isSameObservation(candidate, seal));
    if (observed)
        return nameSequence(candidate);
    ASSENT_TRY(const bool free, mayShareId(candidate));
    if (!free) {
        reject(candidate.result, {"id_taken", "another item has this id"});
        return {};
    }
    ASSENT_TRY(const bool same, isPseudonym(candidate));
    if (!same) {
        reject(candidate.result, {"wrong_subject", "the subject is known under another pseudonym"});
        return {};
    }
    ASSENT_CHECK(insert(candidate, content, seal));
    return nameSequence(candidate);
}

Result<bool> Intake::sequenceIsTaken(const Candidate &candidate)
{
    ASSENT_TRY(Statement *const find, m_prepared.get("SELECT item FROM sequence WHERE device=? AND lane=? AND n=? AND item<>?"));
    find->bind(1, m_from.id.bytes()).bind(2, static_cast<int>(candidate.item.lane)).bind(3, candidate.item.n);
    return find->bind(4, candidate.id.bytes()).step();
}

/// The hub has this very item: the verdict is Duplicate.
Result<bool> Intake::isKnown(Candidate &candidate, const Digest &content)
{
    ASSENT_TRY(Statement *const find, m_prepared.get("SELECT received_at, flagged FROM item WHERE id=? AND content=?"));
    ASSENT_TRY(const bool row, find->bind(1, candidate.id.bytes()).bind(2, content).step());
    if (row)
        accept(candidate, Verdict::Duplicate, find->time(0), find->integer(1) != 0);
    return row;
}

/// Two devices that import one record make the same act of it, each signed by
/// itself: the id is the record's (DOMAIN.md section 2, consequence 9).
Result<bool> Intake::isSameObservation(Candidate &candidate, const ItemSeal &seal)
{
    const ConsentItem *consent = consentOf(candidate);
    if (!consent || candidate.id.version() != 8)
        return false;
    ASSENT_TRY(Statement *const find, m_prepared.get("SELECT received_at, flagged, body FROM item WHERE id=? AND kind=? AND subject=?"));
    find->bind(1, candidate.id.bytes()).bind(2, static_cast<int>(ItemKind::Consent)).bind(3, candidate.subject.bytes());
    ASSENT_TRY(const bool row, find->step());
    if (!row)
        return false;
    ASSENT_TRY(const SecretBytes text, seal.open(candidate.id, find->blob(2)));
    ASSENT_TRY(const json::Value value, json::parse(asText(text.view())));
    ASSENT_TRY(const ItemBody body, itemFromJson(value, "item"));
    const ConsentEvent &first = std::get<ConsentItem>(body).event;
    if (first.core.act != consent->event.core.act || first.payload.key != consent->event.payload.key)
        return false;
    accept(candidate, Verdict::Duplicate, find->time(0), find->integer(1) != 0);
    return true;
}

/// A person is told again with more facts; nothing else shares an id.
Result<bool> Intake::mayShareId(const Candidate &candidate)
{
    ASSENT_TRY(Statement *const find, m_prepared.get("SELECT 1 FROM item WHERE id=? AND NOT (kind=? AND kind=? AND subject=?)"));
    find->bind(1, candidate.id.bytes()).bind(2, static_cast<int>(itemKind(candidate.body)));
    find->bind(3, static_cast<int>(ItemKind::Person)).bind(4, candidate.subject.bytes());
    ASSENT_TRY(const bool taken, find->step());
    return !taken;
}

/// The first item of a subject fixes its pseudonym, unless it came from a device
/// that may only close.
Result<bool> Intake::isPseudonym(const Candidate &candidate)
{
    if (!candidate.pseudonym)
        return true;
    ASSENT_TRY(Statement *const find, m_prepared.get("SELECT pseudonym FROM subject WHERE id=?"));
    ASSENT_TRY(const bool row, find->bind(1, candidate.subject.bytes()).step());
    if (row) {
        ASSENT_TRY(const Digest known, toDigest(find->blob(0)));
        return known == *candidate.pseudonym;
    }
    if (!candidate.result.flagged) {
        ASSENT_TRY(Statement *const put, m_prepared.get("INSERT INTO subject(id, pseudonym) VALUES(?,?)"));
        ASSENT_CHECK(put->bind(1, candidate.subject.bytes()).bind(2, *candidate.pseudonym).run());
    }
    return true;
}

Result<void> Intake::insert(Candidate &candidate, const Digest &content, const ItemSeal &seal)
{
    ASSENT_TRY(const Bytes sealed, seal.close(candidate.id, candidate.text));
    ASSENT_TRY(Statement *const put, m_prepared.get(
        "INSERT INTO item(id, content, kind, subject, author, received_at, flagged, entry, body) VALUES(?,?,?,?,?,?,?,?,?)"));
    put->bind(1, candidate.id.bytes()).bind(2, content).bind(3, static_cast<int>(itemKind(candidate.body)));
    put->bind(4, candidate.subject.bytes()).bindNull(5).bind(6, m_now).bind(7, candidate.result.flagged ? 1 : 0).bindNull(8);
    if (const ConsentItem *consent = consentOf(candidate)) {
        put->bind(5, consent->event.core.device.bytes()).bind(8, m_firstLeaf + static_cast<std::int64_t>(m_leaves.size()));
        m_leaves.push_back({LeafKind::Consent, asBytes(consent->event.coreText), m_now});
    }
    ASSENT_CHECK(put->bind(9, sealed).run());
    accept(candidate, Verdict::Accepted, m_now, candidate.result.flagged);
    return {};
}

Result<void> Intake::nameSequence(const Candidate &candidate)
{
    ASSENT_TRY(Statement *const put, m_prepared.get("INSERT INTO sequence(device, lane, n, item) VALUES(?,?,?,?) ON CONFLICT DO NOTHING"));
    put->bind(1, m_from.id.bytes()).bind(2, static_cast<int>(candidate.item.lane)).bind(3, candidate.item.n);
    return put->bind(4, candidate.id.bytes()).run();
}

void Intake::accept(Candidate &candidate, Verdict verdict, Timestamp receivedAt, bool flagged)
{
    candidate.result.verdict = verdict;
    candidate.result.receivedAt = receivedAt;
    candidate.result.flagged = flagged;
}

void Intake::reject(PushResult &result, Rejection rejection)
{
    result.verdict = Verdict::Rejected;
    result.reason = rejection.reason;
    result.detail = std::move(rejection.detail);
    result.flagged = false;
}

} // namespace

Result<std::vector<PushResult>> HubStore::take(const HubDevice &from, bool entitled, const PushEnvelope &push)
{
    return Intake(*this, *m_state, from, entitled).take(push);
}

} // namespace assent::sync
