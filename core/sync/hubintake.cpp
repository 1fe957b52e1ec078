// What HubStore makes of a push.
#include "sync/feedcursor.h"
#include "sync/hubstate.h"

#include <algorithm>
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
    bool flagged = false;            ///< closes by the word of who may only close
};

/// An item that the hub has, from before or from this very batch.
struct Held
{
    StoredItem row;
    const Candidate *fresh = nullptr; ///< of this batch
};

bool closes(const ItemBody &body) { return itemLane(body) == Lane::Closing; }

const ConsentItem *consentOf(const Candidate &candidate) { return std::get_if<ConsentItem>(&candidate.body); }

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
    Intake(HubStore::State &state, const HubDevice &from, bool entitled)
        : m_rows(*state.rows), m_from(from), m_entitled(entitled && !from.revoked), m_now(state.clock.now())
    {
    }

    Result<PushResponse> take(const PushEnvelope &push);

private:
    Result<std::vector<PushResult>> takeAll(const PushEnvelope &push);

    // Without a transaction.
    Result<void> examine(const PushedItem &item, PushResult &result);
    Result<std::optional<Rejection>> faultOf(Candidate &candidate);
    Result<std::optional<Rejection>> faultOfConsent(Candidate &candidate);
    Result<std::optional<HubDevice>> signer(DeviceId id);
    bool isSigned(const ConsentEvent &event, const HubDevice &author);
    Result<void> passOverErased();
    Result<void> prepareSeals();

    // Inside it: of one partition's candidates.
    using Group = std::vector<Candidate *>;
    std::vector<Group> groups();
    Result<void> store(const Group &group);
    Result<void> load(const Group &group);
    Result<void> storeOne(Candidate &candidate);
    bool sequenceIsTaken(const Candidate &candidate) const;
    bool isKnown(Candidate &candidate, const Digest &content);
    Result<bool> isSameObservation(Candidate &candidate, const ItemSeal &seal);
    Result<ConsentEvent> eventOf(const Held &held, const ItemSeal &seal);
    bool mayShareId(const Candidate &candidate) const;
    bool isPseudonym(const Candidate &candidate);
    Result<void> insert(Candidate &candidate, const Digest &content, const ItemSeal &seal);
    void nameSequence(const Candidate &candidate);

    static void accept(Candidate &candidate, Verdict verdict, Timestamp receivedAt, bool flagged);
    static void reject(PushResult &result, Rejection rejection);

    HubRows &m_rows;
    const HubDevice &m_from;
    bool m_entitled;
    Timestamp m_now;
    std::vector<PushResult> m_results;
    std::vector<Candidate> m_candidates;
    std::map<DeviceId, std::optional<HubDevice>> m_signers;
    std::map<std::tuple<DeviceId, Digest, Signature>, bool> m_signatures;
    std::map<SubjectId, ItemSeal> m_seals;
    FeedPlaces m_before; ///< the feed's end, where nobody else moved it meanwhile
    FeedPlaces m_after;

    // What is there for the group, and what comes to it.
    std::map<std::pair<Lane, std::int64_t>, Uuid> m_numbers;
    std::set<SubjectId> m_erased;
    std::multimap<Uuid, Held> m_held;
    std::map<SubjectId, Digest> m_pseudonyms;
    std::vector<ItemNumber> m_newNumbers;
    std::vector<NewItem> m_newItems;
    std::map<SubjectId, Digest> m_newPseudonyms;
};

Result<PushResponse> Intake::take(const PushEnvelope &push)
{
    PushResponse out;
    ASSENT_TRY(out.results, takeAll(push));
    if (!m_before.empty()) {
        ASSENT_TRY(out.follows, cursor::write(m_rows, m_before));
    }
    if (m_after.empty()) {
        ASSENT_TRY(m_after, m_rows.feedEnd());
    }
    ASSENT_TRY(out.place, cursor::write(m_rows, m_after));
    return out;
}

Result<std::vector<PushResult>> Intake::takeAll(const PushEnvelope &push)
{
    m_results.resize(push.items.size());
    m_candidates.reserve(push.items.size());
    for (std::size_t i = 0; i < push.items.size(); ++i)
        ASSENT_CHECK(examine(push.items[i], m_results[i]));
    ASSENT_CHECK(passOverErased());
    if (m_candidates.empty())
        return std::move(m_results);
    ASSENT_CHECK(prepareSeals());
    // One partition that fails must not hold up the closing acts of another.
    Result<void> all;
    for (const Group &group : groups()) {
        if (auto done = m_rows.transact([&] { return store(group); }); !done && all)
            all = std::move(done);
    }
    ASSENT_CHECK(std::move(all));
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
    Candidate candidate{item, result, *std::move(body), id, subject, {}, {}, false};
    ASSENT_TRY(const auto fault, faultOf(candidate));
    if (fault) {
        reject(result, *fault);
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
    candidate.flagged = !m_entitled || author->revoked;
    return Answer();
}

Result<std::optional<HubDevice>> Intake::signer(DeviceId id)
{
    if (id == m_from.id)
        return std::optional<HubDevice>(m_from);
    const auto found = m_signers.find(id);
    if (found != m_signers.end())
        return found->second;
    ASSENT_TRY(auto device, m_rows.device(id));
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

/// Before keys are made for them.
Result<void> Intake::passOverErased()
{
    std::vector<Named> named;
    for (const Candidate &candidate : m_candidates)
        named.push_back({candidate.subject, candidate.pseudonym});
    ASSENT_TRY(const std::set<SubjectId> erased, m_rows.erased(named));
    std::vector<Candidate> left;
    for (Candidate &candidate : m_candidates) {
        if (erased.contains(candidate.subject))
            candidate.result.verdict = Verdict::Erased;
        else
            left.push_back(std::move(candidate));
    }
    m_candidates = std::move(left);
    return {};
}

Result<void> Intake::prepareSeals()
{
    std::set<SubjectId> subjects;
    for (const Candidate &candidate : m_candidates)
        subjects.insert(candidate.subject);
    const std::vector<SubjectId> list(subjects.begin(), subjects.end());
    ASSENT_TRY(const SubjectKeyMap keys, m_rows.ensureKeys(list));
    for (const auto &[subject, key] : keys) {
        ASSENT_TRY(ItemSeal seal, ItemSeal::of(key, subject));
        m_seals.emplace(subject, std::move(seal));
    }
    return {};
}

std::vector<Intake::Group> Intake::groups()
{
    std::map<std::size_t, Group> byPartition;
    for (Candidate &candidate : m_candidates)
        byPartition[m_rows.partitionOf(candidate.subject)].push_back(&candidate);
    std::vector<Group> out;
    for (auto &[partition, group] : byPartition)
        out.push_back(std::move(group));
    return out;
}

Result<void> Intake::store(const Group &group)
{
    // Where the feed is one, nobody else adds to it within the transaction.
    const bool alone = m_rows.partitions() == 1;
    if (alone) {
        ASSENT_TRY(m_before, m_rows.feedEnd());
    }
    ASSENT_CHECK(load(group));
    for (Candidate *candidate : group)
        ASSENT_CHECK(storeOne(*candidate));
    if (!m_newPseudonyms.empty())
        ASSENT_CHECK(m_rows.putPseudonyms(m_newPseudonyms));
    if (!m_newNumbers.empty())
        ASSENT_CHECK(m_rows.putNumbers(m_from.id, m_newNumbers));
    if (!m_newItems.empty())
        ASSENT_CHECK(m_rows.putItems(m_newItems));
    if (alone) {
        ASSENT_TRY(m_after, m_rows.feedEnd());
    }
    return {};
}

/// Everything that the verdicts need, at once.
Result<void> Intake::load(const Group &group)
{
    std::vector<Uuid> ids;
    std::vector<ItemNumber> asked;
    std::set<SubjectId> subjects;
    std::vector<Named> named;
    for (const Candidate *candidate : group) {
        ids.push_back(candidate->id);
        asked.push_back({candidate->item.lane, candidate->item.n, candidate->id});
        subjects.insert(candidate->subject);
        named.push_back({candidate->subject, candidate->pseudonym});
    }
    m_newItems.clear();
    m_newNumbers.clear();
    m_newPseudonyms.clear();
    m_numbers.clear();
    m_held.clear();
    ASSENT_TRY(m_erased, m_rows.erased(named));
    ASSENT_TRY(const auto numbers, m_rows.numbers(m_from.id, asked));
    for (const ItemNumber &number : numbers)
        m_numbers.emplace(std::pair(number.lane, number.n), number.item);
    ASSENT_TRY(auto items, m_rows.items(ids));
    for (StoredItem &item : items)
        m_held.emplace(item.id, Held{std::move(item), nullptr});
    ASSENT_TRY(m_pseudonyms, m_rows.pseudonyms(std::vector<SubjectId>(subjects.begin(), subjects.end())));
    return {};
}

Result<void> Intake::storeOne(Candidate &candidate)
{
    if (m_erased.contains(candidate.subject)) { // just now
        candidate.result.verdict = Verdict::Erased;
        return {};
    }
    if (sequenceIsTaken(candidate)) {
        reject(candidate.result, {"sequence_taken", "the device gave this number to another item before"});
        return {};
    }
    const ItemSeal &seal = m_seals.at(candidate.subject);
    const Digest content = seal.contentHash(candidate.text);
    ASSENT_TRY(const bool known, isKnown(candidate, content) ? Result<bool>(true) : isSameObservation(candidate, seal));
    if (known) {
        nameSequence(candidate);
        return {};
    }
    if (!mayShareId(candidate)) {
        reject(candidate.result, {"id_taken", "another item has this id"});
        return {};
    }
    if (!isPseudonym(candidate)) {
        reject(candidate.result, {"wrong_subject", "the subject is known under another pseudonym"});
        return {};
    }
    ASSENT_CHECK(insert(candidate, content, seal));
    nameSequence(candidate);
    return {};
}

bool Intake::sequenceIsTaken(const Candidate &candidate) const
{
    const auto found = m_numbers.find({candidate.item.lane, candidate.item.n});
    return found != m_numbers.end() && found->second != candidate.id;
}

/// The hub has this very item: the verdict is Duplicate.
bool Intake::isKnown(Candidate &candidate, const Digest &content)
{
    const auto [first, last] = m_held.equal_range(candidate.id);
    for (auto held = first; held != last; ++held) {
        const StoredItem &row = held->second.row;
        if (row.content != content)
            continue;
        accept(candidate, Verdict::Duplicate, row.receivedAt, row.flagged);
        return true;
    }
    return false;
}

/// Two devices that import one record make the same act of it, each signed by
/// itself: the id is the record's (DOMAIN.md section 2, consequence 9).
Result<bool> Intake::isSameObservation(Candidate &candidate, const ItemSeal &seal)
{
    const ConsentItem *consent = consentOf(candidate);
    const auto found = m_held.find(candidate.id);
    if (!consent || candidate.id.version() != 8 || found == m_held.end())
        return false;
    const StoredItem &row = found->second.row;
    if (row.kind != ItemKind::Consent || row.subject != candidate.subject)
        return false;
    ASSENT_TRY(const ConsentEvent first, eventOf(found->second, seal));
    if (first.core.act != consent->event.core.act || first.payload.key != consent->event.payload.key)
        return false;
    accept(candidate, Verdict::Duplicate, row.receivedAt, row.flagged);
    return true;
}

Result<ConsentEvent> Intake::eventOf(const Held &held, const ItemSeal &seal)
{
    if (held.fresh)
        return consentOf(*held.fresh)->event;
    ASSENT_TRY(const Bytes sealed, m_rows.itemBody(held.row));
    ASSENT_TRY(const SecretBytes text, seal.open(held.row.id, sealed));
    ASSENT_TRY(const json::Value value, json::parse(asText(text.view())));
    ASSENT_TRY(ItemBody body, itemFromJson(value, "item"));
    if (auto *consent = std::get_if<ConsentItem>(&body))
        return std::move(consent->event);
    return Error{ErrorCode::Corrupt, "a stored item is of another kind than its row says"};
}

/// A person is told again with more facts; nothing else shares an id.
bool Intake::mayShareId(const Candidate &candidate) const
{
    const auto [first, last] = m_held.equal_range(candidate.id);
    return std::all_of(first, last, [&](const auto &held) {
        const StoredItem &row = held.second.row;
        return row.kind == ItemKind::Person && itemKind(candidate.body) == ItemKind::Person && row.subject == candidate.subject;
    });
}

/// The first item of a subject fixes its pseudonym, unless it came from a device
/// that may only close.
bool Intake::isPseudonym(const Candidate &candidate)
{
    if (!candidate.pseudonym)
        return true;
    const auto known = m_pseudonyms.find(candidate.subject);
    if (known != m_pseudonyms.end())
        return known->second == *candidate.pseudonym;
    if (!candidate.flagged) {
        m_pseudonyms.emplace(candidate.subject, *candidate.pseudonym);
        m_newPseudonyms.emplace(candidate.subject, *candidate.pseudonym);
    }
    return true;
}

Result<void> Intake::insert(Candidate &candidate, const Digest &content, const ItemSeal &seal)
{
    NewItem item;
    item.row = {candidate.id, content, itemKind(candidate.body), candidate.subject, m_now, candidate.flagged};
    ASSENT_TRY(item.body, seal.close(candidate.id, candidate.text));
    if (const ConsentItem *consent = consentOf(candidate)) {
        item.author = consent->event.core.device;
        item.leaf = consent->event.coreText;
    }
    m_held.emplace(candidate.id, Held{item.row, &candidate});
    m_newItems.push_back(std::move(item));
    accept(candidate, Verdict::Accepted, m_now, candidate.flagged);
    return {};
}

void Intake::nameSequence(const Candidate &candidate)
{
    const auto [at, isNew] = m_numbers.emplace(std::pair(candidate.item.lane, candidate.item.n), candidate.id);
    if (isNew)
        m_newNumbers.push_back({candidate.item.lane, candidate.item.n, candidate.id});
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

Result<PushResponse> HubStore::take(const HubDevice &from, bool entitled, const PushEnvelope &push)
{
    const auto kept = hasPlace(push.sent);
    if (!kept)
        return Error{kept.error().code, kept.error().detail, {{}, 0, 0, "sent"}};
    ASSENT_TRY(PushResponse out, Intake(*m_state, from, entitled).take(push));
    out.lost = !*kept;
    return out;
}

} // namespace assent::sync
