#pragma once

#include "consent/asking.h"
#include "person/storemodel.h"

#include <set>

namespace assent::ui {

/// What needs a new answer: one row for each key, with why, both consequences
/// and what changed in the notice, word by word. Rows that are answered while
/// the page stands stay, so that nothing moves under the hand.
class AskModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// Rows that are not answered yet.
    Q_PROPERTY(int open READ open NOTIFY presented FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< names the row: "purpose/channel/recipient"
        PurposeRole,
        ChannelRole,
        RecipientRole,
        TitleRole,
        WhyRole,
        IfAllowedRole,
        IfNotAllowedRole,
        NoticeTitleRole,
        VersionsRole, ///< "Version 1 → version 2"
        ComparedRole, ///< an earlier version was answered: `text` shows what changed
        TextRole,     ///< [{ text, change }]: change is -1 removed, 0 the same, 1 added
        AnswerRole,   ///< "" while it is asked, else "allow", "refuse", "later"
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int open() const;
    Q_INVOKABLE int rowOf(const QString &key) const;
    /// The person put this one off; the row says so once it is asked no more.
    Q_INVOKABLE void deferred(const QString &key);

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::vector<Asking> asked;
        std::vector<KeyState> states;
        Timestamp at;
    };

    QVariantMap makeRow(const Asking &asking, const Words &words) const;
    QString answerOf(const ConsentKey &key) const;
    QString why(const Asking &asking, const Words &words) const;
    void addNotice(QVariantMap &row, const Asking &asking, const Words &words) const;

    Snapshot m_read;
    std::vector<Asking> m_kept; ///< what has been on the page, in its order
    std::set<QString> m_deferred;
    std::vector<QVariantMap> m_rows;
};

/// Names a key in QML: "purpose/channel/recipient".
QString keyName(const ConsentKey &key);

} // namespace assent::ui
