#pragma once

#include "sync/hubstate.h"

#include <map>
#include <set>

namespace assent::sync {

// What HubStore makes of a push; not for others.

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
    std::optional<Rejection> fault = {};
    Digest content = {};             ///< of the text, by the subject's key
    Result<Bytes> sealed = Bytes();  ///< the text
};

/// An item that the hub has, from before or from this very batch.
struct Held
{
    StoredItem row;
    const Candidate *fresh = nullptr; ///< of this batch
};

/// A batch that is being taken. Checks that need no transaction come first, so
/// that others do not wait for signatures.
class Intake
{
public:
    Intake(HubStore::State &state, const HubDevice &from, bool entitled)
        : m_rows(*state.rows), m_threads(state.threads()), m_from(from), m_entitled(entitled && !from.revoked), m_now(state.clock.now())
    {
    }

    Result<PushResponse> take(PushEnvelope &push);

private:
    Result<std::vector<PushResult>> takeAll(PushEnvelope &push);

    // Without a transaction.
    Result<void> examine(PushedItem &item, PushResult &result);
    Result<void> learnSigner(const Candidate &candidate);
    void judge();
    std::optional<Rejection> faultOf(Candidate &candidate, BatchVerifier &verifier) const;
    std::optional<Rejection> faultOfConsent(Candidate &candidate, BatchVerifier &verifier) const;
    Result<void> passOverErased();
    Result<void> seal();

    // Inside it: of one partition's candidates.
    using Group = std::vector<Candidate *>;
    std::vector<Group> groups();
    Result<void> storeAll();
    Result<void> store(const Group &group);
    Result<void> look(const Group &group);
    Result<void> storeOne(Candidate &candidate);
    bool sequenceIsTaken(const Candidate &candidate) const;
    bool isKnown(Candidate &candidate);
    Result<bool> isSameObservation(Candidate &candidate, const ItemSeal &seal);
    Result<ConsentEvent> eventOf(const Held &held, const ItemSeal &seal);
    bool mayShareId(const Candidate &candidate) const;
    bool isPseudonym(const Candidate &candidate);
    Result<void> insert(Candidate &candidate);
    void nameSequence(const Candidate &candidate);

    static void accept(Candidate &candidate, Verdict verdict, Timestamp receivedAt, bool flagged);
    static void reject(PushResult &result, Rejection rejection);

    HubRows &m_rows;
    int m_threads; ///< what needs no rows is done by so many
    const HubDevice &m_from;
    bool m_entitled;
    Timestamp m_now;
    std::vector<PushResult> m_results;
    std::vector<Candidate> m_candidates;
    std::map<DeviceId, std::optional<HubDevice>> m_signers;
    std::map<SubjectId, ItemSeal> m_seals;
    std::set<SubjectId> m_late; ///< erased after keys may have been made for them
    FeedPlaces m_before; ///< the feed's end, where nobody else moved it meanwhile
    FeedPlaces m_after;

    // What is there for the group, or for all of them, and what comes to it.
    bool m_looked = false; ///< for all, and it still holds
    std::map<std::pair<Lane, std::int64_t>, Uuid> m_numbers;
    std::set<SubjectId> m_erased;
    std::multimap<Uuid, Held> m_held;
    std::map<SubjectId, Digest> m_pseudonyms;
    std::vector<ItemNumber> m_newNumbers;
    std::vector<NewItem> m_newItems;
    std::map<SubjectId, Digest> m_newPseudonyms;
};

/// The names of candidates, each once: many are about one person.
template<typename Candidates>
std::vector<Named> namesOf(const Candidates &candidates)
{
    std::set<std::pair<SubjectId, std::optional<Digest>>> once;
    for (const Candidate *candidate : candidates)
        once.emplace(candidate->subject, candidate->pseudonym);
    std::vector<Named> out;
    for (const auto &[subject, pseudonym] : once)
        out.push_back({subject, pseudonym});
    return out;
}

/// The act of a candidate that is one.
inline const ConsentItem *consentOf(const Candidate &candidate) { return std::get_if<ConsentItem>(&candidate.body); }

} // namespace assent::sync
