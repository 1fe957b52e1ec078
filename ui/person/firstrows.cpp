#include "person/firstrows.h"

namespace assent::ui {

FirstRows::FirstRows(QObject *parent) : QSortFilterProxyModel(parent)
{
    connect(this, &QAbstractItemModel::modelReset, this, &FirstRows::compare);
    connect(this, &QAbstractItemModel::rowsInserted, this, &FirstRows::compare);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &FirstRows::compare);
}

void FirstRows::setLimit(int limit)
{
    if (m_limit == limit)
        return;
    m_limit = limit;
    invalidateRowsFilter();
    compare();
    Q_EMIT limitChanged();
}

void FirstRows::setSourceModel(QAbstractItemModel *model)
{
    QSortFilterProxyModel::setSourceModel(model);
    if (!model)
        return;
    // Rows behind the limit change nothing here.
    connect(model, &QAbstractItemModel::rowsInserted, this, &FirstRows::compare);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &FirstRows::compare);
    compare();
}

void FirstRows::compare()
{
    const bool leavesOut = sourceModel() && sourceModel()->rowCount() > rowCount();
    if (leavesOut == m_leavesOut)
        return;
    m_leavesOut = leavesOut;
    Q_EMIT leavesOutChanged();
}

} // namespace assent::ui
