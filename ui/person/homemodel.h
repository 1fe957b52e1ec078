#pragma once

#include "consent/asking.h"
#include "person/storemodel.h"
#include "profile/erasurerequest.h"

namespace assent::ui {

/// What needs the person, how things stand, and what happened last. The rows
/// are what needs them.
class HomeModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString personName READ personName NOTIFY presented FINAL)
    Q_PROPERTY(QString organisation READ organisation NOTIFY presented FINAL)
    Q_PROPERTY(int allowed READ allowed NOTIFY presented FINAL)
    Q_PROPERTY(int choices READ choices NOTIFY presented FINAL)
    Q_PROPERTY(QString choicesText READ choicesText NOTIFY presented FINAL)
    Q_PROPERTY(int facts READ facts NOTIFY presented FINAL)
    Q_PROPERTY(QString factsText READ factsText NOTIFY presented FINAL)
    Q_PROPERTY(QString factsDetail READ factsDetail NOTIFY presented FINAL)
    Q_PROPERTY(QString historyText READ historyText NOTIFY presented FINAL)
    Q_PROPERTY(int events READ events NOTIFY presented FINAL)
    /// The last five, as the kit's Timeline takes them.
    Q_PROPERTY(QVariantList recent READ recent NOTIFY presented FINAL)

public:
    enum Role {
        TitleRole = Qt::UserRole + 1,
        DetailRole,
        IconRole,
        ToneRole,   ///< "warn" or "info"
        ActionRole, ///< the button's word
        PageRole,   ///< where it leads: "choices", "data", "history"
        TargetRole, ///< what there: a purpose or a field
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString personName() const { return m_personName; }
    QString organisation() const { return m_organisation; }
    int allowed() const { return m_allowed; }
    int choices() const { return m_choices; }
    QString choicesText() const { return m_choicesText; }
    int facts() const { return int(m_read.facts.size()); }
    QString factsText() const { return m_factsText; }
    QString factsDetail() const { return m_factsDetail; }
    QString historyText() const { return m_historyText; }
    int events() const { return int(m_read.history.total); }
    QVariantList recent() const { return m_recent; }

protected:
    void load() override;
    void present() override;

private:
    struct Snapshot
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::string name;
        std::vector<KeyState> states;
        std::vector<Asking> asked;
        std::vector<Fact> facts;
        HistoryPage history; ///< the newest few
        OutboxCounts outbox;
        std::optional<ErasureRequest> erasure;
    };
    struct Row
    {
        QString title, detail, icon, tone, action, page, target;
    };

    static Result<Snapshot> readAll(OpenStore &store, SubjectId subject);
    std::vector<Row> needs(const Words &words) const;
    void addChoices(std::vector<Row> &rows, const Words &words) const;
    void addErasure(std::vector<Row> &rows, const Words &words) const;
    void addSending(std::vector<Row> &rows, const Words &words) const;
    void summarise(const Words &words);
    void summariseFacts(const Words &words);
    QVariantList lastFive(const Words &words) const;

    Snapshot m_read;
    std::vector<Row> m_rows;
    QString m_personName, m_organisation, m_choicesText, m_factsText, m_factsDetail, m_historyText;
    QVariantList m_recent;
    int m_allowed = 0;
    int m_choices = 0;
};

} // namespace assent::ui
