#include "person/homemodel.h"

#include "person/askmodel.h"
#include "person/historyreader.h"
#include "vault/outbox.h"

#include <set>

namespace assent::ui {
namespace {

constexpr int kRecent = 5;

} // namespace

int HomeModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> HomeModel::roleNames() const
{
    return {{TitleRole, "title"}, {DetailRole, "detail"}, {IconRole, "icon"}, {ToneRole, "tone"}, {ActionRole, "action"},
        {PageRole, "page"}, {TargetRole, "target"}};
}

QVariant HomeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case TitleRole: return row.title;
    case DetailRole: return row.detail;
    case IconRole: return row.icon;
    case ToneRole: return row.tone;
    case ActionRole: return row.action;
    case PageRole: return row.page;
    case TargetRole: return row.target;
    default: return {};
    }
}

Result<HomeModel::Snapshot> HomeModel::readAll(OpenStore &store, SubjectId subject)
{
    Snapshot out;
    out.catalogue = store.catalogue;
    ASSENT_TRY(const ConsentView view, store.consents->view(subject));
    out.states = store.consents->states(view, store.vault->clock().now());
    out.asked = keysToAskNow(*store.consents, view, store.vault->clock().now());
    ASSENT_TRY(const Person person, store.profiles->person(subject));
    out.name = displayName(person, *store.catalogue);
    out.facts = survivors(person.attributes, *store.catalogue);
    ASSENT_TRY(out.history, store.consents->historyPage(subject, {}, kRecent));
    ASSENT_TRY(out.outbox, outbox::counts(*store.vault));
    ASSENT_TRY(out.erasure, erasureRequestOf(*store.vault, subject));
    return out;
}

void HomeModel::load()
{
    read<Snapshot>([subject = session()->subject()](OpenStore &store) { return readAll(store, subject); },
        [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void HomeModel::present()
{
    const Words words = this->words(m_read.catalogue);
    m_personName = qs(m_read.name);
    m_organisation = words.controller();
    summarise(words);
    summariseFacts(words);
    m_recent = lastFive(words);
    beginResetModel();
    m_rows = needs(words);
    endResetModel();
}

std::vector<HomeModel::Row> HomeModel::needs(const Words &words) const
{
    std::vector<Row> rows;
    addErasure(rows, words);
    addChoices(rows, words);
    for (const Fact &fact : m_read.facts) {
        if (!fact.conflict)
            continue;
        const QString field = words.field(fact.key);
        rows.push_back({tr("Two different values: %1").arg(field), tr("Two places hold different values. Choose which is right."),
            QStringLiteral("git-compare"), QStringLiteral("warn"), tr("Choose"), QStringLiteral("data"), qs(fact.key)});
    }
    addSending(rows, words);
    return rows;
}

void HomeModel::addChoices(std::vector<Row> &rows, const Words &words) const
{
    for (const Asking &asking : m_read.asked) {
        const QString what = words.choice(asking.key);
        const QString target = keyName(asking.key);
        if (asking.reason == AskReason::Conflict) {
            rows.push_back({tr("Needs your word again: %1").arg(what),
                tr("Two answers crossed. It is not allowed until you decide."), QStringLiteral("split"),
                QStringLiteral("warn"), tr("Decide"), QStringLiteral("ask"), target});
            continue;
        }
        const bool again = asking.reason != AskReason::Request;
        rows.push_back({(again ? tr("You are asked again: %1") : tr("You are asked: %1")).arg(what),
            asking.reason == AskReason::CutOff ? tr("The notice changed. Until you choose, nothing new starts.")
                                               : tr("%1 waits for your answer. Without one nothing starts.").arg(words.controller()),
            QStringLiteral("circle-help"), QStringLiteral("info"), tr("Read and decide"), QStringLiteral("ask"), target});
    }
}

void HomeModel::addErasure(std::vector<Row> &rows, const Words &words) const
{
    if (!m_read.erasure)
        return;
    //: %1 is a date with a time
    rows.push_back({tr("Your account will be erased after %1").arg(words.dateTime(m_read.erasure->due)),
        tr("You can keep it until then."), QStringLiteral("trash-2"), QStringLiteral("warn"), tr("Show"),
        QStringLiteral("requests"), QStringLiteral("erase")});
}

void HomeModel::addSending(std::vector<Row> &rows, const Words &words) const
{
    const int waiting = int(m_read.outbox.waitingClosings + m_read.outbox.waitingOthers);
    if (waiting > 0) {
        rows.push_back({tr("%n change(s) waiting to send", nullptr, waiting),
            tr("Withdrawals hold already. %1 is told as soon as it can be reached.").arg(words.controller()),
            QStringLiteral("clock"), QStringLiteral("info"), tr("Show"), QStringLiteral("history"), QStringLiteral("waiting")});
    }
    if (m_read.outbox.setAside > 0) {
        rows.push_back({tr("%n change(s) were not accepted", nullptr, int(m_read.outbox.setAside)),
            tr("%1 refused to take them. They stay recorded here.").arg(words.controller()), QStringLiteral("triangle-alert"),
            QStringLiteral("warn"), tr("Show"), QStringLiteral("history"), QStringLiteral("waiting")});
    }
}

void HomeModel::summarise(const Words &words)
{
    m_allowed = m_choices = 0;
    for (const KeyState &state : m_read.states) {
        if (state.state.model == ConsentModel::Required)
            continue;
        ++m_choices;
        m_allowed += state.state.allowed ? 1 : 0;
    }
    //: %1 is an organisation, %2 and %3 are counts
    m_choicesText = tr("%1: %2 of %3 allowed").arg(words.controller(), words.number(m_allowed), words.number(m_choices));
    m_historyText = m_read.history.entries.empty() ? tr("Nothing recorded yet")
        : tr("Last change: %1").arg(words.day(m_read.history.entries.front().event.core.decidedAt, now()));
}

void HomeModel::summariseFacts(const Words &words)
{
    std::set<SourceId> sources;
    const Attribute *next = nullptr;
    for (const Fact &fact : m_read.facts) {
        sources.insert(fact.shown.source);
        for (const Attribute &other : fact.others)
            sources.insert(other.source);
        const auto &until = fact.shown.retainUntil;
        if (until && *until > now() && (!next || *until < *next->retainUntil))
            next = &fact.shown;
    }
    m_factsText = tr("from %n source(s)", "facts come from so many sources", int(sources.size()));
    m_factsDetail = !next ? QString()
        //: %1 is a field such as "Last visit", %2 a date
        : tr("Next to be deleted: %1, %2").arg(words.field(next->key), words.date(*next->retainUntil));
}

QVariantList HomeModel::lastFive(const Words &words) const
{
    QVariantList list;
    for (const HistoryEntry &entry : m_read.history.entries) {
        const Timestamp at = entry.event.core.decidedAt;
        QVariantMap row;
        const auto put = [&row](const char *name, const QVariant &value) { row.insert(QString::fromLatin1(name), value); };
        put("key", qs(entry.event.core.id.toString()));
        put("day", words.day(at, now()));
        put("time", words.time(at));
        put("title", words.act(entry.event));
        put("detail", historyDetail(entry, words));
        put("icon", words.actIcon(entry.event.core.act));
        put("chip", entry.waiting ? tr("Waiting to send") : QString());
        list.append(row);
    }
    return list;
}

} // namespace assent::ui
