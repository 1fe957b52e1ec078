#include "person/historymodel.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace assent::ui {
namespace {

constexpr int kPart = 200; ///< rows that are read at once

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
    const HistoryRow &row = m_rows[at];
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
    changeQuery();
}

void HistoryModel::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    changeQuery();
}

void HistoryModel::changeQuery()
{
    m_anew = true;
    Q_EMIT filterChanged();
    reload();
}

HistoryQuery HistoryModel::query() const
{
    return {session()->subject(), HistoryFilter(m_filter), m_search, language()->locale(), language()->tag(), now()};
}

void HistoryModel::load()
{
    ++m_reading;
    m_fetching = false;
    const int wanted = std::exchange(m_anew, false) ? kPart : std::max(kPart, int(m_rows.size()));
    auto job = [query = query(), wanted](OpenStore &store) { return readHistory(store, query, {}, wanted); };
    read<HistoryRows>(job, [this](HistoryRows rows) { m_read = std::move(rows); });
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_fetching && !m_anew && int(m_rows.size()) < m_total;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || session()->state() != Session::Unlocked)
        return;
    m_fetching = true;
    auto job = [query = query(), before = m_last](OpenStore &store) { return readHistory(store, query, before, kPart); };
    session()->store().run<HistoryRows>(this, job, [this, reading = m_reading](Result<HistoryRows> more) {
        if (reading != m_reading)
            return;
        m_fetching = false;
        if (!more)
            return setError(more.error().code);
        append(std::move(*more));
    });
}

void HistoryModel::append(HistoryRows more)
{
    m_last = more.last;
    if (more.rows.empty()) {
        m_total = int(m_rows.size());
    } else {
        const int end = rowCount();
        beginInsertRows({}, end, end + int(more.rows.size()) - 1);
        std::move(more.rows.begin(), more.rows.end(), std::back_inserter(m_rows));
        endInsertRows();
        // The day of the last row may go on.
        Q_EMIT dataChanged(index(end - 1), index(end - 1), {LastOfDayRole});
    }
    Q_EMIT presented();
}

void HistoryModel::present()
{
    ++m_reading;
    m_fetching = false;
    m_total = m_read.total;
    m_last = m_read.last;
    std::vector<HistoryRow> rows = std::exchange(m_read.rows, {});
    if (rows == m_rows)
        return;
    const auto known = [this](const HistoryRow &row) { return !m_rows.empty() && row.event == m_rows.front().event; };
    const int added = int(std::find_if(rows.begin(), rows.end(), known) - rows.begin());
    replace(rows, goesOn(rows, added) ? added : 0);
}

/// What is shown, with nothing but newer rows before it.
bool HistoryModel::goesOn(const std::vector<HistoryRow> &rows, int added) const
{
    if (added == int(rows.size()))
        return false;
    const auto common = std::min(rows.size() - std::size_t(added), m_rows.size());
    return std::equal(m_rows.begin(), m_rows.begin() + std::ptrdiff_t(common), rows.begin() + added,
        [](const HistoryRow &left, const HistoryRow &right) { return left.event == right.event; });
}

/// Row by row in place: keeps the place and the focus of somebody who reads, and
/// spares a view to make its rows anew at every letter of a search.
void HistoryModel::replace(std::vector<HistoryRow> &rows, int added)
{
    insert(rows, 0, added);
    if (rowCount() > int(rows.size())) {
        beginRemoveRows({}, int(rows.size()), rowCount() - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    insert(rows, rowCount(), int(rows.size()) - rowCount());
    const std::vector<HistoryRow> before = std::exchange(m_rows, std::move(rows));
    int first = -1;
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        const bool edge = added > 0 && (row == added || row == added - 1); // of a day that goes on
        if (!edge && before[std::size_t(row)] == m_rows[std::size_t(row)])
            continue;
        first = first < 0 ? row : first;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(std::max(0, first - 1)), index(std::min(rowCount() - 1, last + 1)));
}

void HistoryModel::insert(const std::vector<HistoryRow> &rows, int first, int count)
{
    if (count <= 0)
        return;
    beginInsertRows({}, first, first + count - 1);
    m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + first + count);
    endInsertRows();
}

} // namespace assent::ui
