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

Result<std::optional<ServedNotice>> servedNotice(Database &db, const std::optional<ServedId> &id)
{
    if (!id)
        return std::optional<ServedNotice>();
    ASSENT_TRY(Statement read, db.prepare("SELECT notice, version, language, hash, mode, served_at FROM served_notice WHERE id = ?"));
    ASSENT_TRY(const bool found, read.bind(1, id->bytes()).step());
    if (!found)
        return std::optional<ServedNotice>();
    ServedNotice served;
    served.id = *id;
    served.notice = NoticeId(std::string(read.text(0)));
    served.version = static_cast<int>(read.integer(1));
    served.language = read.text(2);
    ASSENT_TRY(served.hash, toDigest(read.blob(3)));
    served.mode = servedModeFromName(read.text(4)).value_or(ServedMode::None);
    served.servedAt = read.time(5);
    return std::optional(std::move(served));
}

void addText(const Catalogue &catalogue, ActAt &act)
{
    const EventPayload &payload = act.entry.event.payload;
    const NoticeVersion *version = payload.noticeVersion > 0 ? catalogue.notice(payload.notice, payload.noticeVersion) : nullptr;
    if (!version)
        return;
    for (const auto &[language, revision] : version->revisions) {
        if (revision.hash != payload.noticeHash || act.textLanguage == payload.locale)
            continue;
        act.text = revision;
        act.textLanguage = language;
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
