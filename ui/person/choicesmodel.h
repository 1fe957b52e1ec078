#pragma once

#include "person/storemodel.h"

#include <deque>

namespace assent::ui {

/// The purposes of the organisation and, for each, who may do what by which
/// channel. One press asks for a value; what is shown changes when the store
/// says that it is recorded.
///
/// Every act is taken on the view that was on screen: the ConsentView that the
/// rows were built from.
class ChoicesModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int allowed READ allowed NOTIFY presented FINAL)
    Q_PROPERTY(int total READ total NOTIFY presented FINAL)
    Q_PROPERTY(QString organisation READ organisation NOTIFY presented FINAL)
    Q_PROPERTY(bool busy READ busy NOTIFY busyChanged FINAL)
    Q_PROPERTY(bool canWithdrawAll READ canWithdrawAll NOTIFY presented FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1,
        TitleRole,
        DetailRole,
        IconRole,
        SummaryRole,    ///< what is allowed now, in words
        BasisRole,      ///< a sentence in place of switches; empty where there is a choice
        OptOutRole,     ///< allowed until the person objects
        AllowedRole,
        TotalRole,
        ConflictRole,   ///< a key of it needs the person's word again
        ChannelsRole,   ///< [{ key, label, icon }]
        RecipientsRole, ///< [{ key, label, detail }]
        CellsRole,      ///< [{ channel, recipient, allowed, note, enabled, basis }]
        NoticeRole,     ///< { title, body, version, effective, language, shown, fingerprint }
        IfAllowedRole,
        IfNotAllowedRole,
        FactsRole,      ///< [{ label, text }]: data, retention, safeguards
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int allowed() const { return m_allowed; }
    int total() const { return m_total; }
    QString organisation() const { return m_organisation; }
    bool busy() const { return m_deciding; }
    bool canWithdrawAll() const { return m_allowed > 0; }

    /// The notice of this purpose is on screen now. Recorded once for each
    /// version and language.
    Q_INVOKABLE void noticeShown(const QString &purpose);
    /// Asks for a value. An allowance whose notice was not on screen is not
    /// recorded; noticeNeeded says so.
    Q_INVOKABLE void choose(const QString &purpose, const QString &channel, const QString &recipient, bool allow);
    /// Answers a question: "allow", "refuse" or "later". An allowance as by
    /// choose(); a refusal also where nothing was allowed.
    Q_INVOKABLE void answer(const QString &purpose, const QString &channel, const QString &recipient, const QString &answer);
    Q_INVOKABLE void withdrawEverything();
    /// Withdraws everything that one recipient may have.
    Q_INVOKABLE void withdrawFrom(const QString &recipient);
    /// Takes back what `decided` told of last. Appends; deletes nothing.
    Q_INVOKABLE void undo();
    Q_INVOKABLE int rowOf(const QString &purpose) const;

Q_SIGNALS:
    void busyChanged();
    /// Recorded: `message` says what, for the toast; `event` is the act that a
    /// receipt is for.
    void decided(const QString &message, bool undoable, const QString &event);
    void noticeNeeded(const QString &purpose);

protected:
    void load() override;
    void present() override;

private:
    /// What was read, and what a press is an answer to.
    struct Screen
    {
        std::shared_ptr<const Catalogue> catalogue;
        std::shared_ptr<const ConsentView> view;
        std::vector<KeyState> states;
        Timestamp at;
    };
    struct Row
    {
        PurposeId purpose;
        QVariantMap values; ///< by role name
    };
    /// Notices that were on screen, by (notice, version, language). Touched on
    /// the store's thread alone, shared by the jobs that use it.
    using ServedLog = std::map<std::tuple<std::string, int, std::string>, ServedId>;
    struct Done
    {
        std::vector<ConsentEvent> events;
        Screen screen;
    };
    struct Request
    {
        std::function<Result<std::vector<Decision>>(OpenStore &, const ConsentView &)> decisions;
        std::function<bool(const ChoicesModel &)> stillWanted;
        bool undoing = false;
        bool undoable = true;
    };

    static Result<Screen> readScreen(OpenStore &store, SubjectId subject);
    static void fillServed(Decision &decision, const OpenStore &store, const ConsentView &view, const ServedLog &served);
    void enqueue(Request request);
    void startNext();
    void finished(Result<Done> done, bool undoing, bool undoable);
    QString toastFor(const Done &done, bool undoing) const;
    ConsentKey keyOf(const Purpose &purpose, const QString &channel, const QString &recipient) const;
    void decide(Decision decision, std::function<bool(const ChoicesModel &)> stillWanted, bool undoable);
    const KeyState *stateOf(const ConsentKey &key) const;
    Row makeRow(const Purpose &purpose, const Words &words) const;
    void addMatrix(Row &row, const Purpose &purpose, const Words &words) const;
    void addNotice(Row &row, const Purpose &purpose, const Words &words) const;
    std::tuple<std::string, int, std::string> noticeKey(const Purpose &purpose) const;

    std::optional<Screen> m_screen;
    std::vector<Row> m_rows;
    std::deque<Request> m_queue;
    std::shared_ptr<ServedLog> m_served = std::make_shared<ServedLog>();
    std::map<std::tuple<std::string, int, std::string>, Timestamp> m_shown; ///< on screen in this session
    std::vector<EventId> m_last;
    bool m_deciding = false;
    int m_allowed = 0;
    int m_total = 0;
    QString m_organisation;
};

} // namespace assent::ui
