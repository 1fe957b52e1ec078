#include "person/organisationsmodel.h"

#include <algorithm>
#include <map>

namespace assent::ui {
namespace {

const QHash<int, QByteArray> kRoles{
    {OrganisationsModel::KeyRole, "key"}, {OrganisationsModel::NameRole, "name"}, {OrganisationsModel::KindRole, "kind"},
    {OrganisationsModel::IconRole, "icon"}, {OrganisationsModel::DescriptionRole, "description"},
    {OrganisationsModel::StandingRole, "standing"}, {OrganisationsModel::HoldsRole, "holds"},
    {OrganisationsModel::UsesRole, "uses"}, {OrganisationsModel::AllowedRole, "allowed"},
    {OrganisationsModel::TotalRole, "total"}, {OrganisationsModel::OptionalRole, "optional"}};

void set(QVariantMap &map, const char *name, const QVariant &value) { map.insert(QString::fromLatin1(name), value); }

QString kindOf(const Recipient &recipient, const Words &words)
{
    switch (recipient.kind) {
    case RecipientKind::Self: return OrganisationsModel::tr("Decides why and how your data is used");
    //: %1 is an organisation
    case RecipientKind::Processor: return OrganisationsModel::tr("Works for %1, on its instructions alone").arg(words.controller());
    //: %1 is an organisation
    case RecipientKind::Shared: return OrganisationsModel::tr("Receives data from %1").arg(words.controller());
    //: %1 is an organisation
    case RecipientKind::Sold: return OrganisationsModel::tr("Buys data from %1").arg(words.controller());
    }
    return {};
}

QString iconOf(RecipientKind kind)
{
    switch (kind) {
    case RecipientKind::Self: return QStringLiteral("building-2");
    case RecipientKind::Processor: return QStringLiteral("settings");
    case RecipientKind::Shared: return QStringLiteral("users");
    case RecipientKind::Sold: return QStringLiteral("tag");
    }
    return {};
}

bool serves(const Fact &fact, const PurposeId &purpose)
{
    return std::find(fact.shown.purposes.begin(), fact.shown.purposes.end(), purpose) != fact.shown.purposes.end();
}

/// The place of a thing in a list, which it joins when it is new.
template<typename T>
int placeOf(std::vector<T> &list, const T &thing)
{
    const auto at = std::find(list.begin(), list.end(), thing);
    if (at != list.end())
        return int(at - list.begin());
    list.push_back(thing);
    return int(list.size()) - 1;
}

QVariantMap node(const QString &key, const QString &label, const QString &icon)
{
    return {{QStringLiteral("key"), key}, {QStringLiteral("label"), label}, {QStringLiteral("icon"), icon}};
}

} // namespace

int OrganisationsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> OrganisationsModel::roleNames() const { return kRoles; }

QVariant OrganisationsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_rows[std::size_t(index.row())].value(QString::fromLatin1(kRoles.value(role)));
}

int OrganisationsModel::rowOf(const QString &key) const
{
    const auto at = std::find_if(m_rows.begin(), m_rows.end(),
        [&](const QVariantMap &row) { return row.value(QStringLiteral("key")).toString() == key; });
    return at == m_rows.end() ? -1 : int(at - m_rows.begin());
}

void OrganisationsModel::load()
{
    auto job = [subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        Snapshot out{store.catalogue, {}, {}, store.vault->clock().now()};
        ASSENT_TRY(const ConsentView view, store.consents->view(subject));
        out.states = store.consents->states(view, out.at);
        ASSENT_TRY(const Person person, store.profiles->person(subject));
        out.facts = survivors(person.attributes, *store.catalogue);
        return out;
    };
    read<Snapshot>(job, [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

std::vector<OrganisationsModel::Use> OrganisationsModel::usesOf(const RecipientId &recipient) const
{
    std::vector<Use> uses;
    for (const Purpose &purpose : m_read.catalogue->purposes()) {
        const bool ended = purpose.retiredAt && *purpose.retiredAt <= m_read.at;
        if (ended || std::find(purpose.recipients.begin(), purpose.recipients.end(), recipient) == purpose.recipients.end())
            continue;
        Use use{&purpose, 0, 0, false};
        for (const KeyState &state : m_read.states) {
            if (state.key.purpose != purpose.id || state.key.recipient != recipient)
                continue;
            use.required = use.required || state.state.model == ConsentModel::Required;
            ++use.total;
            use.allowed += state.state.allowed ? 1 : 0;
        }
        uses.push_back(use);
    }
    return uses;
}

std::vector<const Fact *> OrganisationsModel::factsFor(const std::vector<Use> &uses, bool activeOnly) const
{
    std::vector<const Fact *> out;
    for (const Fact &fact : m_read.facts) {
        const bool used = std::any_of(uses.begin(), uses.end(),
            [&](const Use &use) { return (!activeOnly || use.active()) && serves(fact, use.purpose->id); });
        if (used)
            out.push_back(&fact);
    }
    return out;
}

void OrganisationsModel::present()
{
    const Words words = this->words(m_read.catalogue);
    m_organisation = words.controller();
    std::vector<QVariantMap> rows;
    for (const RecipientKind kind : {RecipientKind::Self, RecipientKind::Shared, RecipientKind::Sold, RecipientKind::Processor}) {
        for (const Recipient &recipient : m_read.catalogue->recipients()) {
            if (recipient.kind == kind)
                rows.push_back(makeRow(recipient, words));
        }
    }
    makeFlow(words);
    if (rows.size() == m_rows.size()) {
        // In place, so that the button in use keeps the focus.
        std::swap(m_rows, rows);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            tellChanges(int(i), rows[i], m_rows[i]);
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QVariantMap OrganisationsModel::makeRow(const Recipient &recipient, const Words &words) const
{
    QVariantMap row;
    const std::vector<Use> uses = usesOf(recipient.id);
    int allowed = 0, total = 0;
    for (const Use &use : uses) {
        allowed += use.required ? 0 : use.allowed;
        total += use.required ? 0 : use.total;
    }
    set(row, "key", qs(recipient.id.str()));
    set(row, "name", words.recipient(recipient.id));
    set(row, "kind", kindOf(recipient, words));
    set(row, "icon", iconOf(recipient.kind));
    set(row, "description", words.of(recipient.description));
    set(row, "allowed", allowed);
    set(row, "total", total);
    set(row, "optional", allowed > 0);
    //: %1 and %2 are counts
    set(row, "standing", total == 0 ? QString() : tr("%1 of %2 choices allowed").arg(words.number(allowed), words.number(total)));
    addFacts(row, recipient, uses, words);
    set(row, "uses", usesOf(uses, words));
    return row;
}

void OrganisationsModel::addFacts(QVariantMap &row, const Recipient &recipient, const std::vector<Use> &uses, const Words &words) const
{
    QVariantList list;
    const auto add = [&list](const QString &label, const QString &text) {
        if (!text.isEmpty())
            list.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
    };
    const bool own = recipient.kind == RecipientKind::Self;
    QStringList fields, sources;
    for (const Fact *fact : factsFor(uses, !own)) {
        fields.append(words.field(fact->key));
        const QString source = fact->shown.source == SourceId("person") ? tr("You", "the source of a fact") : words.source(fact->shown.source);
        if (!sources.contains(source))
            sources.append(source);
    }
    if (own)
        add(tr("Holds"), words.list(fields));
    else if (!uses.empty())
        add(tr("Receives"), fields.isEmpty() ? tr("Nothing, as long as you do not allow it.") : words.list(fields));
    add(tr("Where it comes from"), words.list(sources));
    add(tr("Country"), qs(recipient.country));
    set(row, "holds", list);
}

QVariantList OrganisationsModel::usesOf(const std::vector<Use> &uses, const Words &words) const
{
    QVariantList list;
    for (const Use &use : uses) {
        QVariantMap map;
        set(map, "title", words.of(use.purpose->name));
        set(map, "target", qs(use.purpose->id.str()));
        set(map, "basis", words.basis(use.purpose->basis));
        set(map, "kept", use.purpose->retentionDays > 0 ? tr("Kept for %1").arg(words.span(std::chrono::days(use.purpose->retentionDays))) : QString());
        set(map, "active", use.active());
        set(map, "state", use.required ? tr("No choice") : use.allowed == 0 ? tr("Not allowed", "state of a use")
            : use.allowed == use.total ? tr("Allowed", "state of a use")
            //: %1 and %2 are counts
            : tr("%1 of %2 allowed").arg(words.number(use.allowed), words.number(use.total)));
        list.append(map);
    }
    return list;
}

void OrganisationsModel::makeFlow(const Words &words)
{
    std::vector<SourceId> sources;
    std::vector<PurposeId> purposes;
    std::map<std::pair<int, int>, int> inflows;
    for (const Fact &fact : m_read.facts) {
        for (const PurposeId &purpose : fact.shown.purposes) {
            if (m_read.catalogue->purpose(purpose))
                ++inflows[{placeOf(sources, fact.shown.source), placeOf(purposes, purpose)}];
        }
    }
    QVariantList in, out, from, why, to;
    for (const auto &[link, count] : inflows)
        in.append(QVariantMap{{QStringLiteral("from"), link.first}, {QStringLiteral("to"), link.second}, {QStringLiteral("count"), count}});
    for (const SourceId &id : sources) {
        const Source *source = m_read.catalogue->source(id);
        const bool own = id == SourceId("person");
        from.append(node(qs(id.str()), own ? tr("You", "the source of a fact") : words.source(id),
            sourceIcon(own ? SourceTrust::Person : source ? source->trust : SourceTrust::System)));
    }
    for (const PurposeId &id : purposes)
        why.append(node(qs(id.str()), words.purpose(id), purposeIcon(m_read.catalogue->purpose(id)->purposeClass)));
    for (const Recipient &recipient : m_read.catalogue->recipients()) {
        QVariantList links;
        for (const Use &use : usesOf(recipient.id)) {
            const auto at = std::find(purposes.begin(), purposes.end(), use.purpose->id);
            if (at != purposes.end())
                links.append(QVariantMap{{QStringLiteral("from"), int(at - purposes.begin())}, {QStringLiteral("to"), int(to.size())},
                    {QStringLiteral("active"), use.active()}});
        }
        if (links.isEmpty())
            continue;
        to.append(node(qs(recipient.id.str()), words.recipient(recipient.id), iconOf(recipient.kind)));
        out += links;
    }
    m_flow = {{QStringLiteral("sources"), from}, {QStringLiteral("purposes"), why}, {QStringLiteral("recipients"), to},
        {QStringLiteral("inflows"), in}, {QStringLiteral("outflows"), out}};
}

} // namespace assent::ui
