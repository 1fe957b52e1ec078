// The law of DOMAIN.md section 2, written as it stands there.
#include "consent/law.h"

#include "consent/bits.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::array<std::string_view, 10> kWords{"unknown", "deferred", "requested", "expired", "refused",
    "withdrawn", "revoked", "invalidated", "given", "renewed"};

bool coversNotice(const EventPayload &payload)
{
    return payload.noticeVersion > 0 && payload.servedMode != ServedMode::None;
}

Lapse lapseOf(const EventPayload &payload, const ConsentKey &key, const Catalogue &catalogue, Timestamp at)
{
    const Purpose *purpose = catalogue.purpose(key.purpose);
    if (!isEntitled(payload))
        return Lapse::Entitlement;
    if (!coversNotice(payload))
        return Lapse::Notice;
    if (payload.validUntil && at >= *payload.validUntil)
        return payload.actorRole == ActorRole::Guardian ? Lapse::Age : Lapse::Expired;
    if (payload.noticeVersion < catalogue.cutOff(key, at))
        return Lapse::CutOff;
    if (!purpose || (purpose->retiredAt && *purpose->retiredAt <= at))
        return Lapse::Retired;
    return Lapse::None;
}

StateWord wordOfClosing(Act act)
{
    switch (act) {
    case Act::Invalidate: return StateWord::Invalidated;
    case Act::Revoke: return StateWord::Revoked;
    case Act::Refuse: return StateWord::Refused;
    default: return StateWord::Withdrawn;
    }
}

/// Expired by date, or asked again because of a cut-off or the age day.
StateWord wordOfLapse(Lapse lapse)
{
    switch (lapse) {
    case Lapse::Expired: return StateWord::Expired;
    case Lapse::CutOff:
    case Lapse::Age: return StateWord::Requested;
    default: return StateWord::Unknown;
    }
}

} // namespace

std::string_view stateWordName(StateWord word) { return kWords[static_cast<std::size_t>(word)]; }

/// The acts sorted for evaluation.
class ConsentGraph::Body
{
public:
    explicit Body(std::vector<GraphAct> acts);
    std::vector<Digest> heads() const;
    ConsentState evaluate(const ConsentKey &key, const Catalogue &catalogue, Timestamp at, std::string_view jurisdiction) const;
    bool contains(const Digest &hash) const { return m_index.contains(hash); }
    std::vector<GraphAct> seenBy(const Digest &hash) const;
    const std::vector<GraphAct> &acts() const { return m_acts; }

private:
    using Acts = std::vector<std::size_t>; ///< indices into m_acts
    struct Standing;
    struct OnKey
    {
        Acts openings;
        Acts requests;
        Acts deferrals;
    };
    void findParents();
    void findPasts();
    void sortByKey();
    Bits pastOf(std::size_t act) const { return m_pasts.row(act); }
    Acts closingsOn(const ConsentKey &key, const Catalogue &catalogue) const;
    void takeOpenings(Standing &standing, const Acts &openings, const ConsentKey &key, const Catalogue &catalogue, Timestamp at) const;
    Standing standingOn(const ConsentKey &key, const Catalogue &catalogue, Timestamp at) const;
    void tell(const Standing &standing, ConsentState &state) const;

    std::vector<GraphAct> m_acts; ///< by hash, each once
    std::vector<Acts> m_parents;
    std::map<Digest, std::size_t> m_index;
    BitRows m_pasts; ///< of each act, all that it had seen
    std::map<ConsentKey, OnKey> m_onKey;
    std::map<KeyPattern, Acts> m_closings;
};

/// What stands on one key at one time.
struct ConsentGraph::Body::Standing
{
    Acts live;
    std::vector<std::pair<std::size_t, Lapse>> lapsed;
    Acts closings;
    BitRows seen;         ///< one row: in the past of a live standing opening
    bool renewed = false; ///< a live one has an earlier opening in its past
    bool mutual = false;  ///< a live one and a closing had not seen each other
    Acts requests;        ///< that no "decide later" has answered
    Acts deferrals;
};

ConsentGraph::Body::Body(std::vector<GraphAct> acts)
{
    // By hash: the same set gives the same graph in any order, once each.
    std::sort(acts.begin(), acts.end(), [](const GraphAct &a, const GraphAct &b) { return a.hash < b.hash; });
    acts.erase(std::unique(acts.begin(), acts.end(), [](const GraphAct &a, const GraphAct &b) { return a.hash == b.hash; }), acts.end());
    m_acts = std::move(acts);
    findParents();
    findPasts();
    sortByKey();
}

void ConsentGraph::Body::findParents()
{
    for (std::size_t i = 0; i < m_acts.size(); ++i)
        m_index.emplace_hint(m_index.end(), m_acts[i].hash, i);
    m_parents.resize(m_acts.size());
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        for (const Digest &parent : m_acts[i].core.parents) {
            // What is not here is unseen: it parks nothing.
            if (const auto it = m_index.find(parent); it != m_index.end())
                m_parents[i].push_back(it->second);
        }
    }
}

/// Parents before children: a past is the parents and theirs. Nobody can name the
/// hash of an act that names theirs, so there are no cycles.
void ConsentGraph::Body::findPasts()
{
    m_pasts = BitRows(m_acts.size(), m_acts.size());
    std::vector<bool> done(m_acts.size());
    Acts open;
    for (std::size_t act = 0; act < m_acts.size(); ++act) {
        open.push_back(act);
        while (!open.empty()) {
            const std::size_t next = open.back();
            const auto waiting = std::find_if(m_parents[next].begin(), m_parents[next].end(), [&](std::size_t parent) { return !done[parent]; });
            if (!done[next] && waiting != m_parents[next].end()) {
                open.push_back(*waiting);
                continue;
            }
            open.pop_back();
            if (done[next])
                continue;
            done[next] = true;
            for (std::size_t parent : m_parents[next]) {
                m_pasts.add(next, parent);
                m_pasts.addAll(next, m_pasts.row(parent));
            }
        }
    }
}

void ConsentGraph::Body::sortByKey()
{
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        const GraphAct &act = m_acts[i];
        if (isClosing(act.core.act)) {
            m_closings[act.payload.key].push_back(i);
        } else if (const auto key = act.payload.key.concrete()) {
            OnKey &on = m_onKey[*key];
            (isOpening(act.core.act) ? on.openings : act.core.act == Act::Request ? on.requests : on.deferrals).push_back(i);
        }
    }
}

std::vector<Digest> ConsentGraph::Body::heads() const
{
    std::vector<bool> named(m_acts.size());
    for (const auto &parents : m_parents) {
        for (std::size_t parent : parents)
            named[parent] = true;
    }
    std::vector<Digest> heads;
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        if (!named[i])
            heads.push_back(m_acts[i].hash);
    }
    return heads;
}

std::vector<GraphAct> ConsentGraph::Body::seenBy(const Digest &hash) const
{
    std::vector<GraphAct> seen;
    if (const auto it = m_index.find(hash); it != m_index.end()) {
        const Bits past = pastOf(it->second);
        for (std::size_t i = 0; i < m_acts.size(); ++i) {
            if (past.has(i))
                seen.push_back(m_acts[i]);
        }
    }
    return seen;
}

ConsentGraph::Body::Acts ConsentGraph::Body::closingsOn(const ConsentKey &key, const Catalogue &catalogue) const
{
    Acts out;
    for (const auto &[pattern, closings] : m_closings) {
        if (catalogue.matches(pattern, key))
            out.insert(out.end(), closings.begin(), closings.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

void ConsentGraph::Body::takeOpenings(
    Standing &standing, const Acts &openings, const ConsentKey &key, const Catalogue &catalogue, Timestamp at) const
{
    BitRows overtaken(1, m_acts.size());
    for (std::size_t opening : openings)
        overtaken.addAll(0, pastOf(opening));
    for (std::size_t opening : openings) {
        if (overtaken.row(0).has(opening))
            continue;
        const Lapse lapse = lapseOf(m_acts[opening].payload, key, catalogue, at);
        if (lapse != Lapse::None) {
            standing.lapsed.emplace_back(opening, lapse);
            continue;
        }
        standing.live.push_back(opening);
        const Bits past = pastOf(opening);
        standing.seen.addAll(0, past);
        standing.renewed = standing.renewed || std::any_of(openings.begin(), openings.end(), [&](std::size_t other) { return past.has(other); });
    }
}

ConsentGraph::Body::Standing ConsentGraph::Body::standingOn(const ConsentKey &key, const Catalogue &catalogue, Timestamp at) const
{
    Standing standing;
    standing.seen = BitRows(1, m_acts.size());
    if (const auto on = m_onKey.find(key); on != m_onKey.end()) {
        takeOpenings(standing, on->second.openings, key, catalogue, at);
        standing.requests = on->second.requests;
        standing.deferrals = on->second.deferrals;
    }
    for (std::size_t closing : closingsOn(key, catalogue)) {
        if (standing.seen.row(0).has(closing))
            continue;
        standing.closings.push_back(closing);
        const Bits past = pastOf(closing);
        standing.mutual = standing.mutual
            || std::any_of(standing.live.begin(), standing.live.end(), [&](std::size_t opening) { return !past.has(opening); });
    }
    for (std::size_t deferral : standing.deferrals) {
        const Bits past = pastOf(deferral);
        std::erase_if(standing.requests, [&](std::size_t request) { return past.has(request); });
    }
    return standing;
}

ConsentState ConsentGraph::Body::evaluate(const ConsentKey &key, const Catalogue &catalogue, Timestamp at, std::string_view jurisdiction) const
{
    ConsentState state;
    const Purpose *purpose = catalogue.purpose(key.purpose);
    if (!purpose)
        return state;
    state.model = catalogue.regimeFor(*purpose, jurisdiction).model;
    const Standing standing = standingOn(key, catalogue, at);
    for (std::size_t i : standing.live)
        state.liveOpenings.push_back(m_acts[i].hash);
    for (std::size_t i : standing.closings)
        state.standingClosings.push_back(m_acts[i].hash);

    const bool retired = purpose->retiredAt && *purpose->retiredAt <= at;
    switch (state.model) {
    case ConsentModel::Required: state.allowed = !retired; break;
    case ConsentModel::OptOut: state.allowed = standing.closings.empty() && !retired; break;
    case ConsentModel::OptIn: state.allowed = !standing.live.empty() && standing.closings.empty(); break;
    }
    state.conflict = standing.mutual;

    tell(standing, state);
    return state;
}

/// The word, and the act that gives it: of those that would give the same, the
/// latest by its own clock.
void ConsentGraph::Body::tell(const Standing &standing, ConsentState &state) const
{
    const GraphAct *deciding = nullptr;
    const auto offer = [&](std::size_t act, StateWord word) {
        const GraphAct &offered = m_acts[act];
        if (word < state.word || word == StateWord::Unknown)
            return;
        if (!deciding || word > state.word || deciding->core.decidedAt < offered.core.decidedAt)
            deciding = &offered;
        state.word = word;
    };
    for (std::size_t closing : standing.closings)
        offer(closing, wordOfClosing(m_acts[closing].core.act));
    if (!deciding) {
        for (std::size_t opening : standing.live)
            offer(opening, standing.renewed ? StateWord::Renewed : StateWord::Given);
    }
    if (!deciding) {
        for (const auto &[opening, lapse] : standing.lapsed)
            offer(opening, wordOfLapse(lapse));
    }
    if (!deciding) {
        for (std::size_t request : standing.requests)
            offer(request, StateWord::Requested);
        for (std::size_t deferral : standing.deferrals)
            offer(deferral, StateWord::Deferred);
    }
    if (!deciding)
        return;
    state.since = deciding->core.decidedAt;
    state.deciding = deciding->hash;
    for (const auto &[opening, lapse] : standing.lapsed) {
        if (&m_acts[opening] == deciding)
            state.lapse = lapse;
    }
    if (isOpening(deciding->core.act))
        state.validUntil = deciding->payload.validUntil;
}

ConsentGraph::ConsentGraph(std::vector<GraphAct> acts) : m_body(std::make_shared<const Body>(std::move(acts))) {}

const std::vector<GraphAct> &ConsentGraph::acts() const { return m_body->acts(); }
std::vector<Digest> ConsentGraph::heads() const { return m_body->heads(); }
bool ConsentGraph::contains(const Digest &hash) const { return m_body->contains(hash); }
ConsentGraph ConsentGraph::pastOf(const Digest &hash) const { return ConsentGraph(m_body->seenBy(hash)); }

ConsentState ConsentGraph::evaluate(const ConsentKey &key, const Catalogue &catalogue, Timestamp at, std::string_view jurisdiction) const
{
    return m_body->evaluate(key, catalogue, at, jurisdiction);
}

} // namespace assent
