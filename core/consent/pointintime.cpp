#include "consent/pointintime.h"

#include "catalog/catalogstore.h"

#include <algorithm>
#include <limits>

namespace assent {
namespace {

/// When the system of record had it: the hub, or this store where there is none.
Timestamp knownAt(const HistoryEntry &entry) { return entry.hubReceivedAt.value_or(entry.receivedAt); }

/// A clock that runs ahead does not move a decision behind its arrival.
Timestamp decidedAt(const HistoryEntry &entry) { return std::min(entry.event.core.decidedAt, knownAt(entry)); }

template<typename When>
ConsentGraph graphAt(const std::vector<HistoryEntry> &history, Timestamp at, When when)
{
    std::vector<GraphAct> acts;
    for (const HistoryEntry &entry : history) {
        if (when(entry) <= at)
            acts.push_back({entry.event.hash(), entry.event.core, entry.event.payload});
    }
    return ConsentGraph(std::move(acts));
}

void addText(const Catalogue &catalogue, ActAt &act)
{
    const EventPayload &payload = act.entry.event.payload;
    if (auto text = servedText(catalogue, payload.notice, payload.noticeVersion, payload.noticeHash, payload.locale)) {
        act.text = std::move(text->revision);
        act.textLanguage = std::move(text->language);
    }
}

/// The acts that any of the states rests on.
std::set<Digest> decidingActs(const std::vector<KeyAt> &keys)
{
    std::set<Digest> out;
    for (const KeyAt &key : keys) {
        for (const ConsentState *state : {&key.decided, &key.known}) {
            out.insert(state->liveOpenings.begin(), state->liveOpenings.end());
            out.insert(state->standingClosings.begin(), state->standingClosings.end());
        }
    }
    return out;
}

} // namespace

Result<PointInTime> pointInTime(Vault &vault, ConsentStore &consents, SubjectId subject, Timestamp at)
{
    if (at > vault.clock().now())
        return Error{ErrorCode::Invalid, "the time has not come yet", {{}, 0, 0, "time"}};
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(vault.db()));
    ASSENT_TRY(const ConsentView view, consents.view(subject));
    ASSENT_TRY(const std::vector<HistoryEntry> history, consents.history(subject, std::numeric_limits<int>::max()));
    ASSENT_TRY(const auto catalogue, loadCatalogueAt(vault, at, consents.sharedCatalogue()));

    PointInTime out{subject, at, view.jurisdiction, catalogue, {}, {}};
    const ConsentGraph decided = graphAt(history, at, decidedAt);
    const ConsentGraph known = graphAt(history, at, knownAt);
    for (const ConsentKey &key : catalogue->keysOf(view.persona))
        out.keys.push_back({key, decided.evaluate(key, *catalogue, at, view.jurisdiction), known.evaluate(key, *catalogue, at, view.jurisdiction)});

    const std::set<Digest> deciding = decidingActs(out.keys);
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
        if (!deciding.contains(entry->event.hash()))
            continue;
        ASSENT_TRY(auto served, servedNotice(vault.db(), entry->event.payload.served));
        out.acts.push_back({*entry, std::move(served), {}, {}});
        addText(*catalogue, out.acts.back());
    }
    return out;
}

} // namespace assent
