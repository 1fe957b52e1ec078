#include "person/findmodel.h"

#include <algorithm>

namespace assent::ui {
namespace {

constexpr std::size_t kShown = 40;

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
    m_rows.clear();
    m_orders.clear();
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
    auto job = [subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        Snapshot out;
        out.catalogue = store.catalogue;
        ASSENT_TRY(const Person person, store.profiles->person(subject));
        out.facts = survivors(person.attributes, *store.catalogue);
        ASSENT_TRY(out.history, store.consents->history(subject));
        return out;
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void FindModel::present()
{
    const Words words = this->words(m_read.catalogue);
    m_rows.clear();
    m_known.clear();
    for (const Fact &fact : m_read.facts) {
        m_known.push_back(entry(QStringLiteral("data:") + qs(fact.key), words.field(fact.key), words.value(fact.shown),
            QStringLiteral("user"), tr("My data")));
    }
    for (const Purpose &purpose : m_read.catalogue->purposes()) {
        m_known.push_back(entry(QStringLiteral("choices:") + qs(purpose.id.str()), words.of(purpose.name), words.of(purpose.description),
            purposeIcon(purpose.purposeClass), tr("Choices")));
    }
    for (const Recipient &recipient : m_read.catalogue->recipients()) {
        m_known.push_back(entry(QStringLiteral("organisations:") + qs(recipient.id.str()), words.recipient(recipient.id),
            words.of(recipient.description), QStringLiteral("building-2"), tr("Organisations")));
    }
    addHistory(words);
    match();
}

void FindModel::addHistory(const Words &words)
{
    for (const HistoryEntry &event : m_read.history) {
        m_known.push_back(entry(QStringLiteral("history:") + qs(event.event.core.id.toString()), words.act(event.event),
            words.dateTime(event.event.core.decidedAt), words.actIcon(event.event.core.act), tr("History")));
    }
}

void FindModel::match()
{
    const std::vector<std::string> wanted = foldWords(m_query.toStdString());
    beginResetModel();
    m_rows.clear();
    for (const auto *list : {&m_orders, &m_known}) {
        for (const Entry &entry : *list) {
            const bool shown = wanted.empty() ? list == &m_orders : matches(entry.words, wanted);
            if (shown && m_rows.size() < kShown)
                m_rows.push_back(&entry);
        }
    }
    endResetModel();
}

} // namespace assent::ui
