// The law of DOMAIN.md section 2, written as it stands there.
#include "consent/law.h"

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

/// What stands on one key at one time; indices into m_acts.
struct ConsentGraph::Standing
{
    std::vector<std::size_t> live;
    std::vector<std::pair<std::size_t, Lapse>> lapsed;
    std::vector<std::size_t> closings;
    std::vector<bool> seen;     ///< in the past of a live standing opening
    bool renewed = false;       ///< a live one has an earlier opening in its past
    bool mutual = false;        ///< a live one and a closing had not seen each other
    std::vector<std::size_t> requests; ///< that no "decide later" has answered
    std::vector<std::size_t> deferrals;
};

ConsentGraph::ConsentGraph(std::vector<GraphAct> acts)
{
    // By hash: the same set gives the same graph in any order, once each.
    std::sort(acts.begin(), acts.end(), [](const GraphAct &a, const GraphAct &b) { return a.hash < b.hash; });
    acts.erase(std::unique(acts.begin(), acts.end(), [](const GraphAct &a, const GraphAct &b) { return a.hash == b.hash; }), acts.end());
    m_acts = std::move(acts);
    for (std::size_t i = 0; i < m_acts.size(); ++i)
        m_index.emplace(m_acts[i].hash, i);
    m_parents.resize(m_acts.size());
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        for (const Digest &parent : m_acts[i].core.parents) {
            // What is not here is unseen: it parks nothing.
            if (const auto it = m_index.find(parent); it != m_index.end())
                m_parents[i].push_back(it->second);
        }
    }
}

bool ConsentGraph::contains(const Digest &hash) const { return m_index.contains(hash); }

std::vector<Digest> ConsentGraph::heads() const
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

ConsentGraph ConsentGraph::pastOf(const Digest &hash) const
{
    std::vector<GraphAct> seen;
    if (const auto it = m_index.find(hash); it != m_index.end()) {
        const std::vector<bool> past = pastOf(it->second);
        for (std::size_t i = 0; i < past.size(); ++i) {
            if (past[i])
                seen.push_back(m_acts[i]);
        }
    }
    return ConsentGraph(std::move(seen));
}

std::vector<bool> ConsentGraph::pastOf(std::size_t act) const
{
    std::vector<bool> past(m_acts.size());
    std::vector<std::size_t> open = m_parents[act];
    while (!open.empty()) {
        const std::size_t next = open.back();
        open.pop_back();
        if (past[next])
            continue;
        past[next] = true;
        open.insert(open.end(), m_parents[next].begin(), m_parents[next].end());
    }
    return past;
}

ConsentGraph::Standing ConsentGraph::standingOn(const ConsentKey &key, const Catalogue &catalogue, Timestamp at) const
{
    std::vector<std::size_t> openings;
    std::vector<std::size_t> closings;
    Standing standing;
    for (std::size_t i = 0; i < m_acts.size(); ++i) {
        const GraphAct &act = m_acts[i];
        if (isClosing(act.core.act)) {
            if (catalogue.matches(act.payload.key, key))
                closings.push_back(i);
        } else if (act.payload.key.concrete() != key) {
            continue;
        } else if (isOpening(act.core.act)) {
            openings.push_back(i);
        } else {
            (act.core.act == Act::Request ? standing.requests : standing.deferrals).push_back(i);
        }
    }

    std::map<std::size_t, std::vector<bool>> pasts;
    for (std::size_t opening : openings)
        pasts.emplace(opening, pastOf(opening));
    standing.seen.resize(m_acts.size());
    for (std::size_t opening : openings) {
        const bool overtaken = std::any_of(openings.begin(), openings.end(), [&](std::size_t other) { return pasts.at(other)[opening]; });
        if (overtaken)
            continue;
        const Lapse lapse = lapseOf(m_acts[opening].payload, key, catalogue, at);
        if (lapse != Lapse::None) {
            standing.lapsed.emplace_back(opening, lapse);
            continue;
        }
        standing.live.push_back(opening);
        const std::vector<bool> &past = pasts.at(opening);
        for (std::size_t i = 0; i < past.size(); ++i)
            standing.seen[i] = standing.seen[i] || past[i];
        standing.renewed = standing.renewed
            || std::any_of(openings.begin(), openings.end(), [&](std::size_t other) { return past[other]; });
    }
    for (std::size_t closing : closings) {
        if (standing.seen[closing])
            continue;
        standing.closings.push_back(closing);
        const std::vector<bool> past = pastOf(closing);
        standing.mutual = standing.mutual
            || std::any_of(standing.live.begin(), standing.live.end(), [&](std::size_t opening) { return !past[opening]; });
    }
    for (std::size_t deferral : standing.deferrals) {
        const std::vector<bool> past = pastOf(deferral);
        std::erase_if(standing.requests, [&](std::size_t request) { return past[request]; });
    }
    return standing;
}

ConsentState ConsentGraph::evaluate(const ConsentKey &key, const Catalogue &catalogue, Timestamp at, std::string_view jurisdiction) const
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
void ConsentGraph::tell(const Standing &standing, ConsentState &state) const
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

} // namespace assent
