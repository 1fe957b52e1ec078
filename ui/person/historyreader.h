#pragma once

#include "person/words.h"
#include "profile/profilestore.h"
#include "session/openstore.h"

namespace assent::ui {

/// An act as the history shows it.
struct HistoryRow
{
    QString day, time, title, detail, icon, event;
    bool waiting = false;
    bool operator==(const HistoryRow &) const = default;
};

enum class HistoryFilter { All, Allowed, Withdrawn, ByOthers, Waiting };

/// What is looked for, and in which words. Knows no model, so that the store's
/// thread reads it.
struct HistoryQuery
{
    SubjectId subject;
    HistoryFilter filter = HistoryFilter::All;
    QString search;
    QLocale locale;
    QString language;
    Timestamp now;

    bool everything() const { return filter == HistoryFilter::All && search.isEmpty(); }
};

struct HistoryRows
{
    std::vector<HistoryRow> rows; ///< newest first
    std::optional<std::int64_t> last; ///< the ledger entry of the last row: what follows is before it
    int total = 0; ///< how many match; counted only when read from the newest
};

/// The next `wanted` rows that match, before an entry of the ledger or from the
/// newest. A filter is counted to the end, which reads the whole history.
Result<HistoryRows> readHistory(OpenStore &store, const HistoryQuery &query, std::optional<std::int64_t> before, int wanted);

/// Who, by which notice, where in the ledger: the second line of an event.
QString historyDetail(const HistoryEntry &entry, const Words &words);

} // namespace assent::ui
