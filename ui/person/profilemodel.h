#pragma once

#include "person/storemodel.h"

namespace assent::ui {

/// The facts held about the person, each with where it came from, what it is
/// for and until when it is kept.
class ProfileModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// -1: all; else a value of AttributeKind.
    Q_PROPERTY(int category READ category WRITE setCategory NOTIFY categoryChanged FINAL)
    /// [{ value, label, count }], "All" first; only those that hold something.
    Q_PROPERTY(QVariantList categories READ categories NOTIFY presented FINAL)
    Q_PROPERTY(QString savingKey READ savingKey NOTIFY savingKeyChanged FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        LabelRole,
        ValueRole,     ///< as shown
        RawRole,       ///< as edited
        SourceRole,
        SourceIconRole,
        CollectedRole, ///< a date
        PurposesRole,  ///< names, joined
        KeptRole,      ///< "Kept until 3 May 2027"
        KeptShareRole, ///< 0…1 of the time that has gone; -1 without an end
        KeptLeftRole,  ///< "10 months left"
        EditableRole,
        ConflictRole,
        SectionRole,   ///< the category's name
        FirstOfSectionRole,
        OthersRole,    ///< [{ id, value, source, icon, date, same }]
        DetailRole,    ///< [{ label, text }] for the side panel
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int category() const { return m_category; }
    void setCategory(int category);
    QVariantList categories() const { return m_categories; }
    QString savingKey() const { return qs(m_saving); }

    Q_INVOKABLE int rowOf(const QString &key) const;
    /// A row's roles by name, for a panel beside the list; empty when gone.
    Q_INVOKABLE QVariantMap fact(const QString &key) const;
    /// Records the person's own word for what is on screen. `saved` or
    /// `refused` follows.
    Q_INVOKABLE void save(const QString &key, const QString &value);
    /// Settles a conflict with the value of one of its sides.
    Q_INVOKABLE void choose(const QString &key, const QString &attributeId);

Q_SIGNALS:
    void categoryChanged();
    void savingKeyChanged();
    void saved(const QString &key, const QString &label);
    void refused(const QString &key, const QString &message);

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::vector<Fact> facts;
    };

    static Result<Snapshot> readFacts(OpenStore &store, SubjectId subject);
    QVariantMap makeRow(const Fact &fact, const Words &words) const;
    void addRetention(QVariantMap &row, const Attribute &shown, const Words &words) const;
    QVariantList othersOf(const Fact &fact, const Words &words) const;
    void makeCategories(const Words &words);
    const Fact *find(const std::string &key) const;
    void declare(const std::string &key, const std::string &value);
    void setSaving(const std::string &key);

    Snapshot m_read;
    std::vector<QVariantMap> m_rows;
    QVariantList m_categories;
    int m_category = -1;
    std::string m_saving;
};

} // namespace assent::ui
