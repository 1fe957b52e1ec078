#include "person/historymodel.h"

namespace assent::ui {
namespace {

constexpr int kShown = 200;

} // namespace

int HistoryModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> HistoryModel::roleNames() const
{
    return {{DayRole, "day"}, {TimeRole, "time"}, {TitleRole, "title"}, {DetailRole, "detail"}, {IconRole, "icon"},
        {WaitingRole, "waiting"}, {EventRole, "event"}, {FirstOfDayRole, "firstOfDay"}, {LastOfDayRole, "lastOfDay"}};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto at = std::size_t(index.row());
    const Row &row = m_rows[at];
    switch (role) {
    case DayRole: return row.day;
    case TimeRole: return row.time;
    case TitleRole: return row.title;
    case DetailRole: return row.detail;
    case IconRole: return row.icon;
    case EventRole: return row.event;
    case WaitingRole: return row.waiting;
    case FirstOfDayRole: return at == 0 || m_rows[at - 1].day != row.day;
    case LastOfDayRole: return at + 1 == m_rows.size() || m_rows[at + 1].day != row.day;
    default: return {};
    }
}

void HistoryModel::setFilter(Filter filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    Q_EMIT filterChanged();
    if (loaded()) {
        present();
        Q_EMIT presented();
    }
}

void HistoryModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    Q_EMIT filterChanged();
    if (loaded()) {
        present();
        Q_EMIT presented();
    }
}

void HistoryModel::load()
{
    auto job = [subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        Snapshot snapshot{store.catalogue, {}};
        ASSENT_TRY(snapshot.entries, store.consents->history(subject));
        return snapshot;
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

bool HistoryModel::passes(const HistoryEntry &entry) const
{
    const Act act = entry.event.core.act;
    switch (m_filter) {
    case All: return true;
    case Allowed: return isOpening(act);
    case Withdrawn: return isClosing(act);
    case ByOthers: return entry.event.payload.actorRole != ActorRole::Self;
    case Waiting: return entry.waiting;
    }
    return true;
}

void HistoryModel::present()
{
    const Words words = this->words(m_read.catalogue);
    std::vector<Row> rows;
    int total = 0;
    for (const HistoryEntry &entry : m_read.entries) {
        if (!passes(entry))
            continue;
        if (m_search.isEmpty() && total >= kShown) {
            ++total;
            continue;
        }
        Row row = makeRow(entry, words);
        const bool found = m_search.isEmpty() || row.title.contains(m_search, Qt::CaseInsensitive)
            || row.detail.contains(m_search, Qt::CaseInsensitive);
        if (found && ++total <= kShown)
            rows.push_back(std::move(row));
    }
    m_total = total;
    if (rows == m_rows)
        return; // keeps the place of somebody who reads
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

HistoryModel::Row HistoryModel::makeRow(const HistoryEntry &entry, const Words &words) const
{
    const EventCore &core = entry.event.core;
    return {words.day(core.decidedAt, now()), words.time(core.decidedAt), words.act(entry.event),
        historyDetail(entry, words), words.actIcon(core.act), qs(core.id.toString()), entry.waiting};
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
