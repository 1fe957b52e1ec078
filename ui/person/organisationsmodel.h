#pragma once

#include "person/storemodel.h"

namespace assent::ui {

/// Who holds or receives which facts: from which source, why, on which basis and
/// for how long. The rows are the holders, the organisation itself first.
class OrganisationsModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString organisation READ organisation NOTIFY presented FINAL)
    /// What goes where: { sources, purposes, recipients: [{ key, label, icon }],
    /// inflows: [{ from, to, count }], outflows: [{ from, to, active }] } with
    /// `from` and `to` as places in the lists.
    Q_PROPERTY(QVariantMap flow READ flow NOTIFY presented FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        NameRole,
        KindRole,     ///< what it is to the person, in words
        IconRole,
        DescriptionRole,
        StandingRole, ///< "5 of 9 uses are allowed"
        HoldsRole,    ///< [{ label, text }]
        UsesRole,     ///< [{ title, basis, state, kept, target }]
        AllowedRole,
        TotalRole,
        OptionalRole, ///< something is allowed that can be withdrawn
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString organisation() const { return m_organisation; }
    QVariantMap flow() const { return m_flow; }
    Q_INVOKABLE int rowOf(const QString &key) const;

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::vector<Fact> facts;
        std::vector<KeyState> states;
        Timestamp at;
    };
    /// One purpose as far as one recipient has a part in it.
    struct Use
    {
        const Purpose *purpose = nullptr;
        int allowed = 0;
        int total = 0;
        bool required = false;
        bool active() const { return required || allowed > 0; }
    };

    std::vector<Use> usesOf(const RecipientId &recipient) const;
    std::vector<const Fact *> factsFor(const std::vector<Use> &uses, bool activeOnly) const;
    QVariantMap makeRow(const Recipient &recipient, const Words &words) const;
    void addFacts(QVariantMap &row, const Recipient &recipient, const std::vector<Use> &uses, const Words &words) const;
    QVariantList usesOf(const std::vector<Use> &uses, const Words &words) const;
    void makeFlow(const Words &words);

    Snapshot m_read;
    std::vector<QVariantMap> m_rows;
    QString m_organisation;
    QVariantMap m_flow;
};

} // namespace assent::ui
