#pragma once

#include "consent/pointintime.h"
#include "person/storemodel.h"
#include "session/savejob.h"

#include <QDate>

namespace assent::ui {

/// What was allowed on a day, at its end or now if it is today, and a signed extract
/// of it. Empty while `day` is.
class ExtractModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// As it was typed: "2026-03-20".
    Q_PROPERTY(QString day READ day WRITE setDay NOTIFY dayChanged FINAL)
    /// Why this is no day to make an extract of, in words; empty when it is one.
    Q_PROPERTY(QString refusal READ refusal NOTIFY presented FINAL)
    /// "On 20 March 2026 you allowed 3 of 8."
    Q_PROPERTY(QString summary READ summary NOTIFY presented FINAL)
    /// What is shown is of `day`.
    Q_PROPERTY(bool ready READ ready NOTIFY presented FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged FINAL)

public:
    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    QString day() const { return m_typed; }
    void setDay(const QString &typed);
    QString refusal() const;
    QString summary() const;
    bool ready() const { return m_read.point && m_read.day == m_typed; }
    bool busy() const { return m_busy; }

    Q_INVOKABLE QString today() const;
    /// Signs it and saves it: "pdf" or "json". `saving` follows.
    Q_INVOKABLE void save(const QString &form);

Q_SIGNALS:
    void dayChanged();
    void busyChanged();
    void saving(assent::ui::SaveJob *job);

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        QString day;
        std::optional<PointInTime> point;
    };

    QDate date() const { return QDate::fromString(m_typed.trimmed(), Qt::ISODate); }
    QDate now() const;
    void setBusy(bool busy);
    void start(SavedContent content);

    QString m_typed;
    Snapshot m_read;
    bool m_busy = false;
};

} // namespace assent::ui
