#include "person/findmodel.h"

#include <algorithm>
#include <utility>

namespace assent::ui {
namespace {

constexpr std::size_t kShown = 40;
constexpr int kNewestActs = 500;

bool begins(const std::string &word, const std::string &start) { return word.compare(0, start.size(), start) == 0; }

bool matches(const std::vector<std::string> &words, const std::vector<std::string> &wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const std::string &start) {
        return std::any_of(words.begin(), words.end(), [&](const std::string &word) { return begins(word, start); });
    });
}

} // namespace

int FindModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> FindModel::roleNames() const
{
    return {{KeyRole, "key"}, {TitleRole, "title"}, {DetailRole, "detail"}, {IconRole, "iconName"}, {HintRole, "hint"}};
}

QVariant FindModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry &row = *m_rows[std::size_t(index.row())];
    switch (role) {
    case KeyRole: return row.key;
    case TitleRole: return row.title;
    case DetailRole: return row.detail;
    case IconRole: return row.icon;
    case HintRole: return row.hint;
    default: return {};
    }
}

FindModel::Entry FindModel::entry(QString key, QString title, QString detail, QString icon, QString hint)
{
    const std::string text = (title + QLatin1Char(' ') + detail + QLatin1Char(' ') + hint).toStdString();
    return {std::move(key), std::move(title), std::move(detail), std::move(icon), std::move(hint), foldWords(text)};
}

void FindModel::setCommands(const QVariantList &commands)
{
    m_commands = commands;
    const std::vector<Entry> before = std::exchange(m_orders, {}); // still shown
    for (const QVariant &value : commands) {
        const QVariantMap map = value.toMap();
        const auto text = [&map](const char *name) { return map.value(QString::fromLatin1(name)).toString(); };
        m_orders.push_back(entry(text("key"), text("title"), text("detail"), text("icon"), text("hint")));
    }
    Q_EMIT commandsChanged();
    match();
}

void FindModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    match();
}

void FindModel::load()
{
    auto job = [subject = session()->subject(), locale = language()->locale(), tag = language()->tag()](OpenStore &store) {
        return entriesOf(store, subject, Words(store.catalogue, locale, tag));
    };
    read<std::vector<Entry>>(job, [this](std::vector<Entry> entries) { m_read = std::move(entries); });
}

Result<std::vector<FindModel::Entry>> FindModel::entriesOf(OpenStore &store, SubjectId subject, const Words &words)
{
    std::vector<Entry> out;
    ASSENT_TRY(const Person person, store.profiles->person(subject));
    for (const Fact &fact : survivors(person.attributes, *store.catalogue)) {
        out.push_back(entry(QStringLiteral("data:") + qs(fact.key), words.field(fact.key), words.value(fact.shown),
            QStringLiteral("user"), tr("My data")));
    }
    for (const Purpose &purpose : store.catalogue->purposes()) {
        out.push_back(entry(QStringLiteral("choices:") + qs(purpose.id.str()), words.of(purpose.name), words.of(purpose.description),
            purposeIcon(purpose.purposeClass), tr("Choices")));
    }
    for (const Recipient &recipient : store.catalogue->recipients()) {
        out.push_back(entry(QStringLiteral("organisations:") + qs(recipient.id.str()), words.recipient(recipient.id),
            words.of(recipient.description), QStringLiteral("building-2"), tr("Organisations")));
    }
    ASSENT_TRY(const HistoryPage history, store.consents->historyPage(subject, {}, kNewestActs));
    for (const HistoryEntry &event : history.entries) {
        out.push_back(entry(QStringLiteral("history:") + qs(event.event.core.id.toString()), words.act(event.event),
            words.dateTime(event.event.core.decidedAt), words.actIcon(event.event.core.act), tr("History")));
    }
    return out;
}

void FindModel::present()
{
    const std::vector<Entry> before = std::exchange(m_known, std::exchange(m_read, {})); // still shown
    match();
}

void FindModel::match()
{
    const std::vector<std::string> wanted = foldWords(m_query.toStdString());
    std::vector<const Entry *> rows;
    for (const auto *list : {&m_orders, &m_known}) {
        for (const Entry &entry : *list) {
            const bool shown = wanted.empty() ? list == &m_orders : matches(entry.words, wanted);
            if (shown && rows.size() < kShown)
                rows.push_back(&entry);
        }
    }
    show(std::move(rows));
}

/// Row by row in place: a list that is given anew makes all its rows anew, at every letter.
void FindModel::show(std::vector<const Entry *> rows)
{
    const int before = rowCount();
    const int after = int(rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    if (after > before)
        beginInsertRows({}, before, after - 1);
    m_rows = std::move(rows);
    if (after > before)
        endInsertRows();
    if (const int kept = std::min(before, after); kept > 0)
        Q_EMIT dataChanged(index(0), index(kept - 1));
}

} // namespace assent::ui
