#include "consent/asking.h"

#include <algorithm>

namespace assent {
namespace {

std::optional<AskReason> reasonOf(const ConsentState &state)
{
    if (state.conflict)
        return AskReason::Conflict;
    switch (state.lapse) {
    case Lapse::CutOff: return AskReason::CutOff;
    case Lapse::Age: return AskReason::Age;
    case Lapse::Expired: return AskReason::Expired;
    default: return state.word == StateWord::Requested ? std::optional(AskReason::Request) : std::nullopt;
    }
}

const GraphAct *actOf(const ConsentView &view, const std::optional<Digest> &hash)
{
    const auto &acts = view.graph.acts();
    const auto it = std::find_if(acts.begin(), acts.end(), [&](const GraphAct &act) { return hash && act.hash == *hash; });
    return it == acts.end() ? nullptr : &*it;
}

/// When the first version that stopped the answer took effect.
std::optional<Timestamp> cutSince(const Catalogue &catalogue, const Asking &asking)
{
    std::optional<Timestamp> since;
    const auto touches = [&](const KeyPattern &pattern) { return catalogue.matches(pattern, asking.key); };
    for (const NoticeVersion &version : catalogue.notices()) {
        const bool stops = version.notice == asking.notice && version.material && version.version > asking.answeredVersion
            && version.version <= asking.neededVersion && std::any_of(version.affects.begin(), version.affects.end(), touches);
        if (stops)
            since = std::min(since.value_or(version.effective), version.effective);
    }
    return since;
}

bool isAsked(const Purpose &purpose, const ConsentState &state, Timestamp at)
{
    const bool ended = purpose.retiredAt && *purpose.retiredAt <= at;
    return !ended && !state.allowed && state.model != ConsentModel::Required;
}

} // namespace

std::string_view askReasonName(AskReason reason)
{
    switch (reason) {
    case AskReason::CutOff: return "cut_off";
    case AskReason::Age: return "age";
    case AskReason::Expired: return "expired";
    case AskReason::Conflict: return "conflict";
    case AskReason::Request: return "request";
    }
    return "request";
}

std::vector<Asking> keysToAsk(const ConsentStore &store, const ConsentView &view, Timestamp at)
{
    const Catalogue &catalogue = store.catalogue();
    std::vector<Asking> out;
    for (const KeyState &key : store.states(view, at)) {
        const Purpose &purpose = *catalogue.purpose(key.key.purpose);
        const auto reason = reasonOf(key.state);
        if (!reason || !isAsked(purpose, key.state, at))
            continue;
        Asking asking{key.key, *reason, key.state.since, purpose.notice, 0, catalogue.cutOff(key.key, at)};
        if (const GraphAct *act = actOf(view, key.state.deciding); act && isOpening(act->core.act))
            asking.answeredVersion = act->payload.noticeVersion;
        if (asking.reason == AskReason::CutOff)
            asking.since = cutSince(catalogue, asking);
        else if (asking.reason == AskReason::Expired || asking.reason == AskReason::Age)
            asking.since = key.state.validUntil;
        out.push_back(std::move(asking));
    }
    return out;
}

std::vector<Asking> keysToAskNow(const ConsentStore &store, const ConsentView &view, Timestamp at)
{
    std::vector<Asking> out = keysToAsk(store, view, at);
    const auto isPutOff = [&](const Asking &asking) {
        const auto &acts = view.graph.acts();
        return std::any_of(acts.begin(), acts.end(), [&](const GraphAct &act) {
            const Timestamp then = act.core.decidedAt;
            return act.core.act == Act::Defer && act.payload.key == KeyPattern::of(asking.key) && then + kDeferredFor > at
                && then >= asking.since.value_or(then);
        });
    };
    std::erase_if(out, isPutOff);
    return out;
}

std::vector<AskPause> pauses(const ConsentStore &store, const ConsentView &view, Timestamp at)
{
    const Catalogue &catalogue = store.catalogue();
    std::vector<AskPause> out;
    for (const KeyState &key : store.states(view, at)) {
        const Purpose &purpose = *catalogue.purpose(key.key.purpose);
        const RegimeRule *rule = catalogue.regimeFor(purpose, view.jurisdiction).rule;
        if (purpose.basis != LegalBasis::Consent || !rule || !rule->askAgain)
            continue;
        std::optional<Timestamp> last;
        for (const Digest &hash : key.state.standingClosings) {
            if (const GraphAct *act = actOf(view, hash))
                last = std::max(last.value_or(act->core.decidedAt), act->core.decidedAt);
        }
        if (last && *last + std::chrono::days(rule->askAgain->afterDays) > at)
            out.push_back({key.key, *last + std::chrono::days(rule->askAgain->afterDays), rule->id, rule->askAgain->citation});
    }
    return out;
}

} // namespace assent
