#pragma once

#include "person/storemodel.h"

namespace assent::ui {

/// What happened to the person's choices, newest first, by day.
class HistoryModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Filter filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY filterChanged FINAL)
    /// How many match; rows stop at `limit`.
    Q_PROPERTY(int total READ total NOTIFY presented FINAL)
    Q_PROPERTY(bool everything READ everything NOTIFY presented FINAL)

public:
    enum Filter { All, Allowed, Withdrawn, ByOthers, Waiting };
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

private:
    struct Row
    {
        QString day, time, title, detail, icon, event;
        bool waiting = false;
        bool operator==(const Row &) const = default;
    };
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::vector<HistoryEntry> entries;
    };

    bool passes(const HistoryEntry &entry) const;
    Row makeRow(const HistoryEntry &entry, const Words &words) const;

    Snapshot m_read;
    std::vector<Row> m_rows;
    Filter m_filter = All;
    QString m_search;
    int m_total = 0;
};

/// Who, by which notice, where in the ledger: the second line of an event.
QString historyDetail(const HistoryEntry &entry, const Words &words);

} // namespace assent::ui
