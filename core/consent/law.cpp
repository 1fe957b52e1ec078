// The law of DOMAIN.md section 2, written as it stands there.
#include "consent/law.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::array<std::string_view, 10> kWords{"unknown", "deferred", "requested", "expired", "refused",
    "withdrawn", "revoked", "invalidated", "given", "renewed"};

/// Why a standing opening does not carry its key at a time.
enum class Lapse { None, Notice, Expired, CutOff, Age, Entitlement, Retired };

bool coversNotice(const EventPayload &payload)
{
    return payload.noticeVersion > 0 && payload.servedMode != ServedMode::None;
}

/// The person always; others only with what makes them entitled; the system never.
bool entitled(const EventPayload &payload)
{
    switch (payload.actorRole) {
    case ActorRole::Self: return true;
    case ActorRole::Agent: return !payload.attachments.empty() || !payload.onBehalfReason.empty();
    case ActorRole::Guardian: return !payload.verificationId.empty() && payload.validUntil.has_value();
    case ActorRole::Import: return payload.servedMode == ServedMode::Attested;
    case ActorRole::System: return false;
    }
    return false;
}

Lapse lapseOf(const EventPayload &payload, const ConsentKey &key, const Catalogue &catalogue, Timestamp at)
{
    const Purpose *purpose = catalogue.purpose(key.purpose);
    if (!entitled(payload))
        return Lapse::Entitlement;
    if (!coversNotice(payload))
        return Lapse::Notice;
    if (!purpose || (purpose->retiredAt && *purpose->retiredAt <= at))
        return Lapse::Retired;
    if (payload.validUntil && at >= *payload.validUntil)
        return payload.actorRole == ActorRole::Guardian ? Lapse::Age : Lapse::Expired;
    if (payload.noticeVersion < catalogue.cutOff(key, at))
        return Lapse::CutOff;
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
StateWord wordOfLapses(std::span<const std::pair<std::size_t, Lapse>> lapsed)
{
    StateWord word = StateWord::Unknown;
    for (const auto &[opening, lapse] : lapsed) {
        if (lapse == Lapse::Expired)
            return StateWord::Expired;
        if (lapse == Lapse::CutOff || lapse == Lapse::Age)
            word = StateWord::Requested;
    }
    return word;
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
    std::optional<std::size_t> lastNeutral;
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
        } else if (!standing.lastNeutral || m_acts[*standing.lastNeutral].core.decidedAt <= act.core.decidedAt) {
            standing.lastNeutral = i;
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
        if (!standing.seen[closing])
            standing.closings.push_back(closing);
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
    state.conflict = !standing.live.empty() && !standing.closings.empty();

    const auto latest = [this](std::span<const std::size_t> of) {
        return *std::max_element(of.begin(), of.end(),
            [this](std::size_t a, std::size_t b) { return m_acts[a].core.decidedAt < m_acts[b].core.decidedAt; });
    };
    if (!standing.closings.empty()) {
        for (std::size_t closing : standing.closings)
            state.word = std::max(state.word, wordOfClosing(m_acts[closing].core.act));
        state.since = m_acts[latest(standing.closings)].core.decidedAt;
    } else if (!standing.live.empty()) {
        const std::size_t opening = latest(standing.live);
        state.word = standing.renewed ? StateWord::Renewed : StateWord::Given;
        state.since = m_acts[opening].core.decidedAt;
        state.validUntil = m_acts[opening].payload.validUntil;
    } else if (const auto word = wordOfLapses(standing.lapsed); word != StateWord::Unknown) {
        const GraphAct &opening = m_acts[standing.lapsed.back().first];
        state.word = word;
        state.since = opening.core.decidedAt;
        state.validUntil = opening.payload.validUntil;
    } else if (standing.lastNeutral) {
        const GraphAct &neutral = m_acts[*standing.lastNeutral];
        state.word = neutral.core.act == Act::Request ? StateWord::Requested : StateWord::Deferred;
        state.since = neutral.core.decidedAt;
    }
    return state;
}

} // namespace assent
