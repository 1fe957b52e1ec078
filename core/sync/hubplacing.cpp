// What HubStore makes of a push: verdicts that need the rows, and what is written.
#include "sync/hubintake.h"

#include <algorithm>

namespace assent::sync {

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
    ASSENT_TRY(m_erased, m_rows.erased(namesOf(group)));
    if (!m_looked)
        ASSENT_CHECK(look(group));
    m_newItems.clear();
    m_newNumbers.clear();
    m_newPseudonyms.clear();
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

/// Each partition in a transaction of its own: one that fails must not hold up the
/// closing acts of another.
Result<void> Intake::storeAll()
{
    Result<void> all;
    for (const Group &group : groups()) {
        int attempts = 0;
        auto done = m_rows.transact([&] {
            m_looked = m_looked && ++attempts == 1; // it has met another hub
            return store(group);
        });
        m_looked = m_looked && done.ok();
        m_late.insert(m_erased.begin(), m_erased.end());
        if (!done && all)
            all = std::move(done);
    }
    return all;
}

/// Everything that the verdicts need, at once. Only an erasure takes any of it away,
/// and the transaction looks for those; what comes to it meanwhile meets the same
/// keys there, and the transaction runs again and looks by itself.
Result<void> Intake::look(const Group &group)
{
    std::vector<Uuid> ids;
    std::vector<ItemNumber> asked;
    std::set<SubjectId> subjects;
    for (const Candidate *candidate : group) {
        ids.push_back(candidate->id);
        asked.push_back({candidate->item.lane, candidate->item.n, candidate->id});
        subjects.insert(candidate->subject);
    }
    m_numbers.clear();
    m_held.clear();
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
    ASSENT_TRY(const bool known, isKnown(candidate) ? Result<bool>(true) : isSameObservation(candidate, m_seals.at(candidate.subject)));
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
    ASSENT_CHECK(insert(candidate));
    nameSequence(candidate);
    return {};
}

bool Intake::sequenceIsTaken(const Candidate &candidate) const
{
    const auto found = m_numbers.find({candidate.item.lane, candidate.item.n});
    return found != m_numbers.end() && found->second != candidate.id;
}

/// The hub has this very item: the verdict is Duplicate.
bool Intake::isKnown(Candidate &candidate)
{
    const auto [first, last] = m_held.equal_range(candidate.id);
    for (auto held = first; held != last; ++held) {
        const StoredItem &row = held->second.row;
        if (row.content != candidate.content)
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

Result<void> Intake::insert(Candidate &candidate)
{
    NewItem item;
    item.row = {candidate.id, candidate.content, itemKind(candidate.body), candidate.subject, m_now, candidate.flagged};
    ASSENT_TRY(item.body, candidate.sealed);
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

} // namespace assent::sync
