#pragma once

#include "person/storemodel.h"

namespace assent::ui {

/// The devices on which the person's choices were made, this computer first, and
/// where this store is synced to.
class DevicesModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// The hub's address, or that there is none.
    Q_PROPERTY(QString hubText READ hubText NOTIFY presented FINAL)

public:
    enum Role {
        TitleRole = Qt::UserRole + 1,
        DetailRole,
        IconRole,
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString hubText() const { return m_hubText; }

protected:
    void load() override;
    void present() override;

private:
    struct Seen
    {
        DeviceId id;
        int acts = 0;
        std::optional<Timestamp> last;
        bool mine = false;
    };
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::vector<Seen> devices;
        std::string hubUrl;
        std::optional<Timestamp> lastContact;
    };
    struct Row
    {
        QString title, detail, icon;
    };

    Snapshot m_read;
    std::vector<Row> m_rows;
    QString m_hubText;
};

} // namespace assent::ui
