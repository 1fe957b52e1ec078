#pragma once

#include "person/storemodel.h"
#include "profile/erasurerequest.h"

namespace assent::ui {

/// What erasing the account takes and leaves, the wish to do so, and taking it back.
/// The rows are what goes, and what stays and why.
class ErasureModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// [{ label, text }]
    Q_PROPERTY(QVariantList facts READ facts NOTIFY presented FINAL)
    /// It was asked for and waits.
    Q_PROPERTY(bool pending READ pending NOTIFY presented FINAL)
    /// Until when it can be taken back; while nothing waits, if it were asked for now.
    Q_PROPERTY(QString until READ until NOTIFY presented FINAL)
    Q_PROPERTY(QString askedOn READ askedOn NOTIFY presented FINAL)
    Q_PROPERTY(QString reference READ reference NOTIFY presented FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged FINAL)

public:
    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_facts.size()); }
    QVariant data(const QModelIndex &index, int role) const override;

    QVariantList facts() const { return m_facts; }
    bool pending() const { return m_read.request.has_value(); }
    QString until() const { return m_until; }
    QString askedOn() const { return m_askedOn; }
    QString reference() const;
    bool busy() const { return m_busy; }

    /// Asks for it once the person has signed in again: by a passphrase or recovery
    /// code, or by the keychain. `asked` or `refused` follows, or `errorText`.
    Q_INVOKABLE void ask(const QString &secret);
    Q_INVOKABLE void askWithKeychain();
    /// Takes it back; `kept` follows.
    Q_INVOKABLE void keep();

Q_SIGNALS:
    void busyChanged();
    void asked();
    void kept();
    void refused(const QString &message);

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        ErasurePlan plan;
        std::optional<ErasureRequest> request;
    };

    Session::Confirmed confirmed();
    void askNow();
    void setBusy(bool busy);
    QString goesText(const Words &words) const;
    QVariantList makeFacts(const Words &words) const;
    QString byLaw(const Words &words) const;

    Snapshot m_read;
    QString m_until, m_askedOn;
    QVariantList m_facts;
    bool m_busy = false;
};

} // namespace assent::ui
