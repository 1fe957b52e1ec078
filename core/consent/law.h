#pragma once

#include "catalog/catalogue.h"
#include "consent/event.h"

#include <memory>

namespace assent {

/// The word for the state of a key; ISO/IEC TS 27560's states.
enum class StateWord { Unknown, Deferred, Requested, Expired, Refused, Withdrawn, Revoked, Invalidated, Given, Renewed };
std::string_view stateWordName(StateWord word); ///< "unknown", "deferred", …

/// Why a standing opening does not carry its key at a time.
enum class Lapse { None, Notice, Expired, CutOff, Age, Entitlement, Retired };

/// What holds for one key at one time. A function of events, catalogue and time
/// and of nothing else.
struct ConsentState
{
    bool allowed = false;
    StateWord word = StateWord::Unknown;
    ConsentModel model = ConsentModel::OptIn;
    /// A live opening and a closing that had not seen each other: not allowed,
    /// "needs your word again".
    bool conflict = false;
    std::optional<Timestamp> since;      ///< when the deciding act was taken
    std::optional<Timestamp> validUntil; ///< of the live opening, or when it lapsed
    std::vector<Digest> liveOpenings;    ///< events, by hash
    std::vector<Digest> standingClosings;
    std::optional<Digest> deciding; ///< the act that gives the word
    Lapse lapse = Lapse::None;      ///< of the deciding act, when it is an opening that lapsed
};

/// Who may open: the person always; others only with what makes them entitled;
/// the system never. For a payload, and for a decision before it is one.
template<typename Acting>
bool isEntitled(const Acting &act)
{
    switch (act.actorRole) {
    case ActorRole::Self: return true;
    case ActorRole::Agent: return !act.attachments.empty() || !act.onBehalfReason.empty();
    case ActorRole::Guardian: return !act.verificationId.empty() && act.validUntil.has_value();
    case ActorRole::Import: return act.servedMode == ServedMode::Attested;
    case ActorRole::System: return false;
    }
    return false;
}

/// One act in a graph.
struct GraphAct
{
    Digest hash = {};
    EventCore core;
    EventPayload payload;
};

/// One subject's acts and what each had seen. Order, repetition and batching
/// of the input do not matter. Never changes, so that copies share what they hold
/// and threads may share copies. Takes n²/8 bytes for n acts: 12 MB for 10,000.
class ConsentGraph
{
public:
    explicit ConsentGraph(std::vector<GraphAct> acts);

    const std::vector<GraphAct> &acts() const;
    /// Hashes of the acts that no other act names as seen: the parents of the
    /// next act of a person who sees this graph. Sorted.
    std::vector<Digest> heads() const;
    /// DOMAIN.md section 2, "The law".
    ConsentState evaluate(const ConsentKey &key, const Catalogue &catalogue, Timestamp at, std::string_view jurisdiction) const;
    bool contains(const Digest &hash) const;
    /// The acts that this one had seen, as a graph of their own.
    ConsentGraph pastOf(const Digest &hash) const;

private:
    class Body;
    std::shared_ptr<const Body> m_body;
};

} // namespace assent
