#include "person/profilemodel.h"

#include "session/errortext.h"

#include <algorithm>

namespace assent::ui {
namespace {

const QHash<int, QByteArray> kRoles{
    {ProfileModel::KeyRole, "key"}, {ProfileModel::LabelRole, "label"}, {ProfileModel::ValueRole, "value"},
    {ProfileModel::RawRole, "raw"}, {ProfileModel::SourceRole, "source"}, {ProfileModel::SourceIconRole, "sourceIcon"},
    {ProfileModel::CollectedRole, "collected"}, {ProfileModel::PurposesRole, "purposes"}, {ProfileModel::KeptRole, "kept"},
    {ProfileModel::KeptShareRole, "keptShare"}, {ProfileModel::KeptLeftRole, "keptLeft"},
    {ProfileModel::EditableRole, "editable"}, {ProfileModel::ConflictRole, "conflict"},
    {ProfileModel::SectionRole, "section"}, {ProfileModel::FirstOfSectionRole, "firstOfSection"},
    {ProfileModel::OthersRole, "others"}, {ProfileModel::DetailRole, "detail"}};

void set(QVariantMap &map, const char *name, const QVariant &value) { map.insert(QString::fromLatin1(name), value); }

QString iconOf(const Attribute &attribute, const Catalogue &catalogue)
{
    const Source *source = catalogue.source(attribute.source);
    return sourceIcon(attribute.method == CollectionMethod::Declared ? SourceTrust::Person
                                                                     : source ? source->trust : SourceTrust::System);
}

QString sourceName(const Attribute &attribute, const Words &words)
{
    const bool own = attribute.source == SourceId("person");
    return own ? ProfileModel::tr("You", "the source of a fact") : words.source(attribute.source);
}

} // namespace

int ProfileModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> ProfileModel::roleNames() const { return kRoles; }

QVariant ProfileModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_rows[std::size_t(index.row())].value(QString::fromLatin1(kRoles.value(role)));
}

int ProfileModel::rowOf(const QString &key) const
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].value(QStringLiteral("key")).toString() == key)
            return int(i);
    }
    return -1;
}

QVariantMap ProfileModel::fact(const QString &key) const
{
    const int row = rowOf(key);
    return row < 0 ? QVariantMap() : m_rows[std::size_t(row)];
}

const Fact *ProfileModel::find(const std::string &key) const
{
    const auto it = std::find_if(m_read.facts.begin(), m_read.facts.end(), [&](const Fact &fact) { return fact.key == key; });
    return it == m_read.facts.end() ? nullptr : &*it;
}

void ProfileModel::setCategory(int category)
{
    if (m_category == category)
        return;
    m_category = category;
    Q_EMIT categoryChanged();
    if (loaded()) {
        present();
        Q_EMIT presented();
    }
}

Result<ProfileModel::Snapshot> ProfileModel::readFacts(OpenStore &store, SubjectId subject)
{
    ASSENT_TRY(const Person person, store.profiles->person(subject));
    return Snapshot{store.catalogue, survivors(person.attributes, *store.catalogue)};
}

void ProfileModel::load()
{
    read<Snapshot>([subject = session()->subject()](OpenStore &store) { return readFacts(store, subject); },
        [this](Snapshot snapshot) { m_read = std::move(snapshot); });
}

void ProfileModel::present()
{
    const Words words = this->words(m_read.catalogue);
    std::vector<QVariantMap> rows;
    std::optional<AttributeKind> section;
    for (const Fact &fact : m_read.facts) {
        if (m_category >= 0 && int(fact.shown.kind) != m_category)
            continue;
        QVariantMap row = makeRow(fact, words);
        set(row, "firstOfSection", section != fact.shown.kind);
        section = fact.shown.kind;
        rows.push_back(std::move(row));
    }
    makeCategories(words);
    const auto key = [](const QVariantMap &row) { return row.value(QStringLiteral("key")); };
    const bool sameRows = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
        [&key](const QVariantMap &a, const QVariantMap &b) { return key(a) == key(b); });
    if (sameRows) {
        std::swap(m_rows, rows);
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            tellChanges(int(i), rows[i], m_rows[i]);
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void ProfileModel::makeCategories(const Words &words)
{
    std::map<AttributeKind, int> counts;
    for (const Fact &fact : m_read.facts)
        ++counts[fact.shown.kind];
    const auto entry = [](int value, const QString &label, int count) {
        return QVariantMap{{QStringLiteral("value"), value}, {QStringLiteral("label"), label}, {QStringLiteral("count"), count}};
    };
    m_categories = {entry(-1, tr("All", "all facts"), int(m_read.facts.size()))};
    for (const auto &[kind, count] : counts)
        m_categories.append(entry(int(kind), words.category(kind), count));
}

QVariantMap ProfileModel::makeRow(const Fact &fact, const Words &words) const
{
    QVariantMap row;
    const Attribute &shown = fact.shown;
    QStringList purposes;
    for (const PurposeId &purpose : shown.purposes)
        purposes.append(words.purpose(purpose));
    set(row, "key", qs(fact.key));
    set(row, "label", words.field(fact.key));
    set(row, "value", words.value(shown));
    set(row, "raw", qs(shown.value));
    set(row, "source", sourceName(shown, words));
    set(row, "sourceIcon", iconOf(shown, *m_read.catalogue));
    set(row, "collected", words.date(shown.collectedAt));
    set(row, "purposes", words.list(purposes));
    set(row, "editable", shown.method == CollectionMethod::Declared && !fact.conflict);
    set(row, "conflict", fact.conflict);
    set(row, "section", words.category(shown.kind));
    set(row, "others", othersOf(fact, words));
    QVariantList detail;
    const auto add = [&detail](const QString &label, const QString &text) {
        if (!text.isEmpty())
            detail.append(QVariantMap{{QStringLiteral("label"), label}, {QStringLiteral("text"), text}});
    };
    add(tr("Where it came from"), sourceName(shown, words));
    add(tr("How"), words.method(shown.method));
    add(tr("When"), words.dateTime(shown.collectedAt));
    add(tr("What it is used for"), words.list(purposes));
    add(tr("Legal basis"), words.basis(shown.basis));
    if (shown.verified)
        add(tr("Checked"), tr("Yes, it was verified."));
    set(row, "detail", detail);
    addRetention(row, shown, words);
    return row;
}

void ProfileModel::addRetention(QVariantMap &row, const Attribute &shown, const Words &words) const
{
    if (!shown.retainUntil) {
        set(row, "kept", tr("Kept as long as your account exists"));
        set(row, "keptShare", -1.0);
        set(row, "keptLeft", QString());
        return;
    }
    const double whole = double((*shown.retainUntil - shown.collectedAt).count());
    const double gone = double((now() - shown.collectedAt).count());
    const auto left = std::chrono::duration_cast<std::chrono::days>(*shown.retainUntil - now());
    set(row, "kept", tr("Kept until %1").arg(words.date(*shown.retainUntil)));
    set(row, "keptShare", whole > 0 ? std::clamp(gone / whole, 0.0, 1.0) : 1.0);
    //: %1 is a length of time: "3 months"
    set(row, "keptLeft", left.count() >= 0 ? tr("%1 left").arg(words.span(left)) : tr("Due for deletion"));
}

QVariantList ProfileModel::othersOf(const Fact &fact, const Words &words) const
{
    QVariantList list;
    const auto add = [&](const Attribute &attribute) {
        QVariantMap other;
        set(other, "id", qs(attribute.id.toString()));
        set(other, "value", words.value(attribute));
        set(other, "source", sourceName(attribute, words));
        set(other, "icon", iconOf(attribute, *m_read.catalogue));
        set(other, "date", words.date(attribute.collectedAt));
        set(other, "same", attribute.value == fact.shown.value);
        list.append(other);
    };
    if (fact.conflict)
        add(fact.shown);
    for (const Attribute &attribute : fact.others)
        add(attribute);
    return list;
}

void ProfileModel::save(const QString &key, const QString &value)
{
    const Fact *fact = find(key.toStdString());
    const std::string wanted = value.trimmed().toStdString();
    if (!fact || !m_saving.empty())
        return;
    if (wanted.empty())
        return Q_EMIT refused(key, tr("Enter a value."));
    if (wanted == fact->shown.value)
        return Q_EMIT saved(key, QString());
    declare(fact->key, wanted);
}

void ProfileModel::choose(const QString &key, const QString &attributeId)
{
    const Fact *fact = find(key.toStdString());
    if (!fact || !m_saving.empty())
        return;
    const std::string id = attributeId.toStdString();
    if (fact->shown.id.toString() == id)
        return declare(fact->key, fact->shown.value);
    for (const Attribute &other : fact->others) {
        if (other.id.toString() == id)
            return declare(fact->key, other.value);
    }
}

void ProfileModel::declare(const std::string &key, const std::string &value)
{
    setSaving(key);
    const AttributeId onScreen = find(key)->shown.id;
    auto job = [key, value, onScreen, subject = session()->subject()](OpenStore &store) -> Result<Snapshot> {
        ASSENT_TRY(const Snapshot before, readFacts(store, subject));
        for (const Fact &fact : before.facts) {
            if (fact.key == key && fact.shown.id != onScreen)
                return Error{ErrorCode::Conflict, "another version is shown by now"};
        }
        ASSENT_TRY(const Attribute edit, store.profiles->declare(subject, key, value));
        return readFacts(store, subject);
    };
    session()->store().run<Snapshot>(this, job, [this, key](Result<Snapshot> read) {
        setSaving({});
        if (!read) {
            Q_EMIT refused(qs(key), ui::errorText(read.error().code));
            return reload();
        }
        m_read = std::move(*read);
        present();
        Q_EMIT presented();
        Q_EMIT saved(qs(key), words(m_read.catalogue).field(key));
        session()->announceChange();
    });
}

void ProfileModel::setSaving(const std::string &key)
{
    m_saving = key;
    Q_EMIT savingKeyChanged();
}

} // namespace assent::ui
