#pragma once

#include "person/storemodel.h"
#include "receipt/seal.h"
#include "session/savejob.h"

namespace assent::ui {

/// The receipt for one act: what it says, whether it is genuine, and copies of
/// it to keep. Empty while `event` is.
class ReceiptModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// Id of the act.
    Q_PROPERTY(QString event READ event WRITE setEvent NOTIFY eventChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY presented FINAL)
    Q_PROPERTY(QString decided READ decided NOTIFY presented FINAL)
    /// [{ label, text }]
    Q_PROPERTY(QVariantList facts READ facts NOTIFY presented FINAL)
    /// A notice was shown for the act.
    Q_PROPERTY(bool hasNotice READ hasNotice NOTIFY presented FINAL)
    /// The receipt shown is that of `event`.
    Q_PROPERTY(bool ready READ ready NOTIFY presented FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged FINAL)

public:
    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    QString event() const { return m_event; }
    void setEvent(const QString &id);
    QString title() const { return m_title; }
    QString decided() const { return m_decided; }
    QVariantList facts() const { return m_facts; }
    bool hasNotice() const { return ready() && m_read.entry->event.payload.noticeVersion > 0; }
    bool ready() const { return m_read.receipt && m_read.event == m_event; }
    bool busy() const { return m_busy; }

    /// Checks the receipt by itself, against this log's key and entry.
    /// `checked` follows.
    Q_INVOKABLE void check();
    /// Saves a copy: "pdf" or "jsonld".
    Q_INVOKABLE assent::ui::SaveJob *save(const QString &form);

Q_SIGNALS:
    void eventChanged();
    void busyChanged();
    void checked(bool genuine, const QString &message);

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        QString event;
        std::shared_ptr<const Catalogue> catalogue;
        std::optional<HistoryEntry> entry;
        std::optional<Receipt> receipt;
        std::string json;
        std::string log;
    };

    static Result<Snapshot> issue(OpenStore &store, SubjectId subject, const QString &event, const std::string &language);
    void setBusy(bool busy);

    QString m_event;
    Snapshot m_read;
    QString m_title, m_decided;
    QVariantList m_facts;
    bool m_busy = false;
};

} // namespace assent::ui
