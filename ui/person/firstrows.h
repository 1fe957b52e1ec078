#pragma once

#include <QSortFilterProxyModel>
#include <QtQml/qqmlregistration.h>

#include <limits>

namespace assent::ui {

/// The first rows of a model; more as `limit` grows. A page makes what is seen at
/// once, and what lies below it when that is on screen.
class FirstRows : public QSortFilterProxyModel
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged FINAL)
    /// Rows of the model are left out.
    Q_PROPERTY(bool leavesOut READ leavesOut NOTIFY leavesOutChanged FINAL)

public:
    explicit FirstRows(QObject *parent = nullptr);

    int limit() const { return m_limit; }
    void setLimit(int limit);
    bool leavesOut() const { return m_leavesOut; }
    void setSourceModel(QAbstractItemModel *model) override;

    Q_INVOKABLE void takeMore() { setLimit(m_limit + 2); }
    Q_INVOKABLE void takeAll() { setLimit(std::numeric_limits<int>::max()); }

Q_SIGNALS:
    void limitChanged();
    void leavesOutChanged();

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override { return row < m_limit; }

private:
    void compare();

    int m_limit = 2;
    bool m_leavesOut = false;
};

} // namespace assent::ui
