#pragma once

#include "person/storemodel.h"

namespace assent::ui {

/// What the palette finds: commands and what is known of the person. A row
/// matches when each word of the query begins a word of it, accents and case
/// aside. Without a query: the commands. Of the history only the newest; all of it
/// is found on its page.
class FindModel : public assent::ui::StoreModel // qualified: the type registrar of Qt 6.4 does not look into namespaces
{
    Q_OBJECT
    QML_ELEMENT
    /// [{ key, title, detail, icon, hint }]
    Q_PROPERTY(QVariantList commands READ commands WRITE setCommands NOTIFY commandsChanged FINAL)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)

public:
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< a command's key, or "page:target"
        TitleRole,
        DetailRole,
        IconRole,
        HintRole, ///< the shortcut, or the page that it is on
    };

    using StoreModel::StoreModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QVariantList commands() const { return m_commands; }
    void setCommands(const QVariantList &commands);
    QString query() const { return m_query; }
    void setQuery(const QString &query);

Q_SIGNALS:
    void commandsChanged();
    void queryChanged();

protected:
    void load() override;
    void present() override;
    void retranslate() override { reload(); } // the rows are made where the store is read

private:
    struct Entry
    {
        QString key, title, detail, icon, hint;
        std::vector<std::string> words; ///< folded
    };

    static Entry entry(QString key, QString title, QString detail, QString icon, QString hint);
    static Result<std::vector<Entry>> entriesOf(OpenStore &store, SubjectId subject, const Words &words);
    void match();
    void show(std::vector<const Entry *> rows);

    std::vector<Entry> m_read; ///< until they are shown
    QVariantList m_commands;
    QString m_query;
    std::vector<Entry> m_orders; ///< the commands
    std::vector<Entry> m_known;
    std::vector<const Entry *> m_rows; ///< into the two above
};

} // namespace assent::ui
