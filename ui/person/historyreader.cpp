#include "person/historyreader.h"

#include "person/historymodel.h"

#include <algorithm>

namespace assent::ui {
namespace {

constexpr int kPart = 500; ///< of a history that is looked through

bool passes(const HistoryEntry &entry, HistoryFilter filter)
{
    const Act act = entry.event.core.act;
    switch (filter) {
    case HistoryFilter::All: return true;
    case HistoryFilter::Allowed: return isOpening(act);
    case HistoryFilter::Withdrawn: return isClosing(act);
    case HistoryFilter::ByOthers: return entry.event.payload.actorRole != ActorRole::Self;
    case HistoryFilter::Waiting: return entry.waiting;
    }
    return true;
}

bool isFound(const HistoryRow &row, const QString &search)
{
    return search.isEmpty() || row.title.contains(search, Qt::CaseInsensitive) || row.detail.contains(search, Qt::CaseInsensitive);
}

HistoryRow rowOf(const HistoryEntry &entry, const Words &words, Timestamp now)
{
    const EventCore &core = entry.event.core;
    return {words.day(core.decidedAt, now), words.time(core.decidedAt), words.act(entry.event),
        historyDetail(entry, words), words.actIcon(core.act), qs(core.id.toString()), entry.waiting};
}

void take(HistoryRows &out, const HistoryEntry &entry, const HistoryQuery &query, const Words &words, int wanted)
{
    const bool full = int(out.rows.size()) >= wanted;
    if (!passes(entry, query.filter) || (full && query.everything()))
        return;
    HistoryRow row = rowOf(entry, words, query.now);
    if (!isFound(row, query.search))
        return;
    ++out.total;
    if (full)
        return;
    out.rows.push_back(std::move(row));
    out.last = entry.entry;
}

} // namespace

Result<HistoryRows> readHistory(OpenStore &store, const HistoryQuery &query, std::optional<std::int64_t> before, int wanted)
{
    const Words words(store.catalogue, query.locale, query.language);
    const bool counts = !before && !query.everything();
    HistoryRows out;
    out.last = before;
    for (;;) {
        const int missing = wanted - int(out.rows.size());
        if (missing <= 0 && !counts)
            break;
        const int part = query.everything() ? missing : kPart;
        ASSENT_TRY(const HistoryPage page, store.consents->historyPage(query.subject, before, part));
        for (const HistoryEntry &entry : page.entries)
            take(out, entry, query, words, wanted);
        if (query.everything())
            out.total = int(page.total);
        if (int(page.entries.size()) < part)
            break;
        before = page.entries.back().entry;
    }
    return out;
}

QString historyDetail(const HistoryEntry &entry, const Words &words)
{
    const EventPayload &payload = entry.event.payload;
    QStringList parts{words.actor(payload.actorRole)};
    if (!payload.onBehalfReason.empty())
        parts.append(HistoryModel::tr("reason: %1").arg(qs(payload.onBehalfReason)));
    if (payload.noticeVersion > 0) {
        //: %1 is a number, %2 a language
        parts.append(HistoryModel::tr("notice version %1 in %2").arg(QString::number(payload.noticeVersion), words.language(payload.locale)));
    }
    //: %1 is the number of an entry in the ledger, the log of all choices
    parts.append(HistoryModel::tr("ledger entry %1").arg(words.number(entry.entry)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace assent::ui
