#pragma once

#include "person/historyreader.h"
#include "person/storemodel.h"

namespace assent::ui {

/// What happened to the person's choices, newest first, by day. A view that
/// reaches the last row gets more, until there are no more.
class HistoryModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Filter filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY filterChanged FINAL)
    /// How many match; rows are read as they are scrolled to.
    Q_PROPERTY(int total READ total NOTIFY presented FINAL)
    Q_PROPERTY(bool everything READ everything NOTIFY presented FINAL)

public:
    enum Filter {
        All = int(HistoryFilter::All),
        Allowed = int(HistoryFilter::Allowed),
        Withdrawn = int(HistoryFilter::Withdrawn),
        ByOthers = int(HistoryFilter::ByOthers),
        Waiting = int(HistoryFilter::Waiting),
    };
    Q_ENUM(Filter)
    enum Role {
        DayRole = Qt::UserRole + 1,
        TimeRole,
        TitleRole,
        DetailRole, ///< who, notice version and language, ledger entry
        IconRole,
        WaitingRole,
        EventRole, ///< the act's id
        FirstOfDayRole,
        LastOfDayRole,
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    /// Reads on, when there is more and none is on its way.
    Q_INVOKABLE void more() { fetchMore({}); }

    Filter filter() const { return m_filter; }
    void setFilter(Filter filter);
    QString search() const { return m_search; }
    void setSearch(const QString &text);
    int total() const { return m_total; }
    /// Nothing is left out by the filter.
    bool everything() const { return m_filter == All && m_search.isEmpty(); }

Q_SIGNALS:
    void filterChanged();

protected:
    void load() override;
    void present() override;
    void retranslate() override { reload(); } // thousands of rows are not made anew on this thread

private:
    HistoryQuery query() const;
    void changeQuery();
    void append(HistoryRows more);
    bool goesOn(const std::vector<HistoryRow> &rows, int added) const;
    void replace(std::vector<HistoryRow> &rows, int added);
    void insert(const std::vector<HistoryRow> &rows, int first, int count);

    HistoryRows m_read; ///< what was read last, until it is shown
    std::vector<HistoryRow> m_rows;
    std::optional<std::int64_t> m_last; ///< the ledger entry of the last row
    Filter m_filter = All;
    QString m_search;
    int m_total = 0;
    bool m_anew = true;      ///< another question than the one that is shown the answer of
    bool m_fetching = false;
    quint64 m_reading = 0;   ///< counts readings: more of an older one is of no use
};

} // namespace assent::ui
