#include "profile/profilestore.h"

#include "vault/outbox.h"
#include "vault/seal.h"

#include <algorithm>
#include <future>

namespace assent {
namespace {

constexpr std::string_view kAttributeColumns = "id, key, value, kind, source, source_event, collected_at, method,"
                                               " purposes, basis, retain_until, verified, persona, replaces";

/// A setting that is there while the search entries are of an older form.
constexpr std::string_view kStaleIndex = "search_index_stale";

std::string joined(const std::vector<PurposeId> &purposes)
{
    std::string text;
    for (const PurposeId &purpose : purposes)
        text += (text.empty() ? "" : " ") + purpose.str();
    return text;
}

std::vector<PurposeId> split(std::string_view text)
{
    std::vector<PurposeId> purposes;
    while (!text.empty()) {
        const auto space = text.find(' ');
        purposes.emplace_back(std::string(text.substr(0, space)));
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return purposes;
}

template<typename IdType>
Result<std::optional<IdType>> optionalId(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::optional<IdType>{};
    ASSENT_TRY(const IdType id, IdType::fromBytes(row.blob(column)));
    return std::optional<IdType>(id);
}

template<typename IdType>
void bindId(Statement &statement, int index, const std::optional<IdType> &id)
{
    if (id)
        statement.bind(index, id->bytes());
    else
        statement.bindNull(index);
}

/// Columns as in kAttributeColumns.
Result<Attribute> readAttribute(const Statement &row)
{
    Attribute out;
    ASSENT_TRY(out.id, AttributeId::fromBytes(row.blob(0)));
    out.key = row.text(1);
    out.value = row.text(2);
    out.kind = static_cast<AttributeKind>(row.integer(3));
    out.source = SourceId(std::string(row.text(4)));
    out.sourceEvent = row.text(5);
    out.collectedAt = row.time(6);
    out.method = static_cast<CollectionMethod>(row.integer(7));
    out.purposes = split(row.text(8));
    out.basis = legalBasisFromName(row.text(9)).value_or(LegalBasis::Contract);
    if (!row.isNull(10))
        out.retainUntil = row.time(10);
    out.verified = row.integer(11) != 0;
    ASSENT_TRY(out.persona, optionalId<PersonaId>(row, 12));
    ASSENT_TRY(out.replaces, optionalId<AttributeId>(row, 13));
    return out;
}

/// How many of the things are different.
template<typename Things, typename KeyOf>
std::int64_t countDistinct(const Things &things, KeyOf keyOf)
{
    std::vector<decltype(keyOf(things.front()))> keys;
    for (const auto &thing : things)
        keys.push_back(keyOf(thing));
    std::sort(keys.begin(), keys.end());
    return std::unique(keys.begin(), keys.end()) - keys.begin();
}

} // namespace

ProfileStore::ProfileStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue)
    : m_vault(vault), m_catalogue(std::move(catalogue)), m_lookup(vault.lookupKey().view())
{
}

Result<std::int64_t> ProfileStore::seqOf(SubjectId id)
{
    ASSENT_TRY(Statement find, m_vault.db().prepare("SELECT seq FROM subject WHERE id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, id.bytes()).step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    return find.integer(0);
}

Result<std::int64_t> ProfileStore::insertSubject(const Person &person, std::int64_t facts, std::int64_t identifiers)
{
    if (person.pseudonymKey.size() != 32)
        return Error{ErrorCode::Invalid, "a person's pseudonym key has 32 bytes"};
    ASSENT_TRY(Statement write, m_vault.db().prepare("INSERT INTO subject(id, persona, pseudonym_key, jurisdiction, language,"
        " source, created_at, facts, identifiers) VALUES(?,?,?,?,?,?,?,?,?)"));
    write.bind(1, person.id.bytes()).bind(2, person.persona.bytes()).lend(3, person.pseudonymKey);
    write.lend(4, person.jurisdiction).lend(5, person.language).lend(6, person.source.str()).bind(7, person.createdAt);
    write.bind(8, facts).bind(9, identifiers);
    ASSENT_CHECK(write.run());
    return m_vault.db().lastInsertId();
}

/// Those that are there already are passed over; how many were not.
Result<std::int64_t> ProfileStore::insertIdentifiers(std::int64_t seq, std::span<const Identifier> identifiers, std::span<const Bytes> lookups)
{
    ASSENT_TRY(Statement write, m_vault.db().prepare(
        "INSERT OR IGNORE INTO identifier(subject, type, value, lookup, source, collected_at, persona) VALUES(?,?,?,?,?,?,?)"));
    write.bind(1, seq);
    std::int64_t inserted = 0;
    for (std::size_t i = 0; i < identifiers.size(); ++i) {
        const Identifier &identifier = identifiers[i];
        write.lend(2, identifier.type).lend(3, identifier.value).lend(4, lookups[i]);
        write.lend(5, identifier.source.str()).bind(6, identifier.collectedAt);
        bindId(write, 7, identifier.persona);
        ASSENT_CHECK(write.runAgain());
        inserted += m_vault.db().changes();
    }
    return inserted;
}

Result<bool> ProfileStore::addIdentifier(std::int64_t seq, const Identifier &identifier)
{
    const Bytes lookup = lookupHash(identifier.type, identifier.value);
    ASSENT_TRY(const std::int64_t added, insertIdentifiers(seq, std::span(&identifier, 1), std::span(&lookup, 1)));
    if (added > 0)
        ASSENT_CHECK(count(seq, 0, 1));
    return added > 0;
}

/// Those that are there already are passed over; how many were not.
Result<std::int64_t> ProfileStore::insertAttributes(std::int64_t seq, std::span<const Attribute> attributes)
{
    ASSENT_TRY(Statement write, m_vault.db().prepare(
        "INSERT OR IGNORE INTO attribute(subject, id, key, value, kind, source, source_event, collected_at, method,"
        " purposes, basis, retain_until, verified, persona, replaces) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    write.bind(1, seq);
    std::int64_t inserted = 0;
    std::string purposes; // of a row of a file mostly the same
    const Attribute *before = nullptr;
    for (const Attribute &attribute : attributes) {
        if (!before || before->purposes != attribute.purposes)
            write.lend(10, purposes = joined(attribute.purposes));
        before = &attribute;
        write.lend(2, attribute.id.bytes()).lend(3, attribute.key).lend(4, attribute.value);
        write.bind(5, static_cast<int>(attribute.kind)).lend(6, attribute.source.str()).lend(7, attribute.sourceEvent);
        write.bind(8, attribute.collectedAt).bind(9, static_cast<int>(attribute.method));
        write.lend(11, legalBasisName(attribute.basis)).bind(12, attribute.retainUntil).bind(13, attribute.verified ? 1 : 0);
        bindId(write, 14, attribute.persona);
        bindId(write, 15, attribute.replaces);
        ASSENT_CHECK(write.runAgain());
        inserted += m_vault.db().changes();
    }
    return inserted;
}

/// What a person's rows must add up to (vault/seal.h).
Result<void> ProfileStore::count(std::int64_t seq, std::int64_t moreFacts, std::int64_t moreIdentifiers)
{
    ASSENT_TRY(Statement write, m_vault.db().prepare(
        "UPDATE subject SET facts = facts + ?, identifiers = identifiers + ? WHERE seq = ?"));
    return write.bind(1, moreFacts).bind(2, moreIdentifiers).bind(3, seq).run();
}

PreparedPerson ProfileStore::prepare(Person person) const
{
    PreparedPerson out{std::move(person), {}, {}};
    out.entry = searchEntryOf(out.person, *m_catalogue);
    for (const Identifier &identifier : out.person.identifiers)
        out.lookups.push_back(lookupHash(identifier.type, identifier.value));
    return out;
}

Result<void> ProfileStore::add(const WriteTransaction &transaction, const Person &person) { return add(transaction, prepare(person)); }

Result<void> ProfileStore::add(const WriteTransaction &transaction, const PreparedPerson &prepared)
{
    const Person &person = prepared.person;
    const std::int64_t facts = countDistinct(person.attributes, [](const Attribute &a) { return a.id; });
    const std::int64_t identifiers = countDistinct(person.identifiers, [](const Identifier &i) { return std::pair<std::string_view, std::string_view>(i.type, i.value); });
    ASSENT_TRY(const std::int64_t seq, insertSubject(person, facts, identifiers));
    ASSENT_CHECK(insertIdentifiers(seq, person.identifiers, prepared.lookups));
    ASSENT_CHECK(insertAttributes(seq, person.attributes));
    ASSENT_CHECK(insertEntry(seq, person.id, prepared.entry));
    return outbox::enqueue(transaction, Lane::Other, ItemKind::Person, person.id, person.id.uuid());
}

Result<void> ProfileStore::addAll(const WriteTransaction &transaction, std::span<const Person> people)
{
    constexpr std::size_t atOnce = 128;
    const auto prepareFrom = [&](std::size_t first) {
        std::vector<PreparedPerson> prepared;
        for (const Person &person : people.subspan(first, std::min(atOnce, people.size() - first)))
            prepared.push_back(prepare(person));
        return prepared;
    };
    auto next = std::async(std::launch::async, prepareFrom, 0);
    for (std::size_t first = 0; first < people.size(); first += atOnce) {
        const std::vector<PreparedPerson> prepared = next.get();
        if (first + atOnce < people.size())
            next = std::async(std::launch::async, prepareFrom, first + atOnce);
        for (const PreparedPerson &person : prepared)
            ASSENT_CHECK(add(transaction, person));
    }
    return {};
}

Result<void> ProfileStore::ensureSubject(const WriteTransaction &, const Person &stub)
{
    const auto known = seqOf(stub.id);
    if (known)
        return {};
    if (known.error().code != ErrorCode::NotFound)
        return known.error();
    const auto inserted = insertSubject(stub, 0, 0);
    if (!inserted)
        return inserted.error();
    return {};
}

Result<bool> ProfileStore::merge(const WriteTransaction &transaction, const Person &told)
{
    bool isNew = !seqOf(told.id).ok();
    ASSENT_CHECK(ensureSubject(transaction, told));
    ASSENT_TRY(const std::int64_t seq, seqOf(told.id));
    ASSENT_TRY(const std::optional<Person> rest, withoutEnded(seq, told));
    const Person &person = rest ? *rest : told;
    ASSENT_TRY(Statement update, transaction.db().prepare(
        "UPDATE subject SET jurisdiction = ?, language = ?, source = ?, created_at = ? WHERE seq = ? AND source = ''"));
    update.bind(1, person.jurisdiction).bind(2, person.language).bind(3, person.source.str()).bind(4, person.createdAt).bind(5, seq);
    ASSENT_CHECK(update.run());
    isNew = isNew || m_vault.db().changes() > 0;
    for (const Identifier &identifier : person.identifiers) {
        ASSENT_TRY(const bool added, addIdentifier(seq, identifier));
        isNew = isNew || added;
    }
    for (const Attribute &attribute : person.attributes) {
        ASSENT_TRY(const std::int64_t added, insertAttributes(seq, std::span(&attribute, 1)));
        ASSENT_CHECK(count(seq, added, 0));
        isNew = isNew || added > 0;
    }
    if (isNew)
        ASSENT_CHECK(refreshEntry(seq, person.id));
    return isNew;
}

Result<bool> ProfileStore::addAttribute(const WriteTransaction &transaction, SubjectId subject, const Attribute &attribute, bool fromHub)
{
    ASSENT_TRY(const std::int64_t seq, seqOf(subject));
    if (attribute.replaces && !fromHub) {
        ASSENT_TRY(Statement find, transaction.db().prepare("SELECT 1 FROM attribute WHERE subject = ? AND id = ?"));
        find.bind(1, seq).bind(2, attribute.replaces->bytes());
        ASSENT_TRY(const bool found, find.step());
        if (!found)
            return Error{ErrorCode::NotFound, "the version that this one replaces is not here", {{}, 0, 0, attribute.key}};
    }
    ASSENT_TRY(const bool late, fromHub ? isPastUse(seq, attribute) : Result<bool>(false));
    if (late)
        return false;
    ASSENT_TRY(const std::int64_t added, insertAttributes(seq, std::span(&attribute, 1)));
    if (added == 0)
        return false;
    ASSENT_CHECK(count(seq, 1, 0));
    if (isIdentifierType(attribute.key)) {
        const auto value = normaliseIdentifier(attribute.key, attribute.value);
        if (value)
            ASSENT_CHECK(addIdentifier(seq, {attribute.key, *value, attribute.source, attribute.collectedAt, attribute.persona}));
    }
    ASSENT_CHECK(refreshEntry(seq, subject));
    if (!fromHub)
        ASSENT_CHECK(outbox::enqueue(transaction, Lane::Other, ItemKind::Attribute, subject, attribute.id.uuid()));
    return true;
}

Result<Attribute> ProfileStore::declare(SubjectId subject, std::string_view key, std::string_view value)
{
    if (!isUtf8(value) || value.find('\0') != std::string_view::npos)
        return Error{ErrorCode::Invalid, "is not text", {{}, 0, 0, std::string(key)}};
    if (value.size() > 4000)
        return Error{ErrorCode::Invalid, "is longer than 4,000 bytes", {{}, 0, 0, std::string(key)}};
    if (isIdentifierType(key)) {
        if (const auto normal = normaliseIdentifier(key, value); !normal)
            return Error{ErrorCode::Invalid, normal.error().detail, {{}, 0, 0, std::string(key)}};
    }
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const Person person, this->person(subject));
    const Timestamp now = m_vault.clock().now();
    Attribute edit;
    edit.key = key;
    for (const Fact &fact : survivors(person.attributes, *m_catalogue)) {
        if (fact.key == key) {
            edit = fact.shown; // kind, purposes, basis and end date stay those of the fact
            edit.replaces = fact.shown.id;
        }
    }
    edit.id = AttributeId(makeUuidV7(now));
    edit.value = value;
    edit.source = SourceId("person");
    edit.sourceEvent.clear();
    edit.collectedAt = now;
    edit.method = CollectionMethod::Declared;
    edit.verified = false;
    ASSENT_CHECK(addAttribute(transaction, subject, edit));
    ASSENT_CHECK(transaction.commit());
    return edit;
}

Result<std::vector<Identifier>> ProfileStore::identifiersOf(std::int64_t seq)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT type, value, source, collected_at, persona FROM identifier WHERE subject = ?"));
    read.bind(1, seq);
    std::vector<Identifier> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        Identifier identifier{std::string(read.text(0)), std::string(read.text(1)), SourceId(std::string(read.text(2))), read.time(3), {}};
        ASSENT_TRY(identifier.persona, optionalId<PersonaId>(read, 4));
        out.push_back(std::move(identifier));
    }
}

Result<std::vector<Attribute>> ProfileStore::attributesOf(std::int64_t seq)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT " + std::string(kAttributeColumns) + " FROM attribute WHERE subject = ?"));
    read.bind(1, seq);
    std::vector<Attribute> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(Attribute attribute, readAttribute(read));
        out.push_back(std::move(attribute));
    }
}

Result<Person> ProfileStore::person(SubjectId id)
{
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT seq, persona, pseudonym_key, jurisdiction, language, source, created_at,"
        " facts, identifiers FROM subject WHERE id = ?"));
    read.bind(1, id.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    Person person;
    person.id = id;
    ASSENT_TRY(person.persona, PersonaId::fromBytes(read.blob(1)));
    person.pseudonymKey = toBytes(read.blob(2));
    person.jurisdiction = read.text(3);
    person.language = read.text(4);
    person.source = SourceId(std::string(read.text(5)));
    person.createdAt = read.time(6);
    ASSENT_TRY(person.identifiers, identifiersOf(read.integer(0)));
    ASSENT_TRY(person.attributes, attributesOf(read.integer(0)));
    if (std::ssize(person.attributes) != read.integer(7) || std::ssize(person.identifiers) != read.integer(8))
        return sealBroken();
    return person;
}

Result<Attribute> ProfileStore::attribute(SubjectId subject, AttributeId id)
{
    ASSENT_TRY(const std::int64_t seq, seqOf(subject));
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT " + std::string(kAttributeColumns) + " FROM attribute WHERE subject = ? AND id = ?"));
    read.bind(1, seq).bind(2, id.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such fact"};
    return readAttribute(read);
}

Result<void> ProfileStore::insertEntry(std::int64_t seq, SubjectId id, const SearchEntry &entry)
{
    ASSENT_TRY(Statement words, m_vault.db().prepare("INSERT INTO person_search(rowid, words) VALUES(?, ?)"));
    ASSENT_CHECK(words.bind(1, seq).lend(2, entry.words).run());
    ASSENT_TRY(Statement card, m_vault.db().prepare("INSERT INTO person_card(subject, id, name, email, phone) VALUES(?,?,?,?,?)"));
    return card.bind(1, seq).bind(2, id.bytes()).lend(3, entry.name).lend(4, entry.email).lend(5, entry.phone).run();
}

Result<void> ProfileStore::refreshEntry(std::int64_t seq, SubjectId id)
{
    ASSENT_TRY(const Person person, this->person(id));
    for (const char *table : {"DELETE FROM person_search WHERE rowid = ?", "DELETE FROM person_card WHERE subject = ?"}) {
        ASSENT_TRY(Statement remove, m_vault.db().prepare(table));
        ASSENT_CHECK(remove.bind(1, seq).run());
    }
    return insertEntry(seq, id, searchEntryOf(person, *m_catalogue));
}

/// A migration that changed the form of the words leaves it to be noticed here:
/// only this layer knows how to make them.
Result<void> ProfileStore::refreshStaleIndex()
{
    if (m_indexChecked)
        return {};
    ASSENT_TRY(const auto stale, m_vault.meta(kStaleIndex));
    if (!stale) {
        m_indexChecked = true;
        return {};
    }
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(Statement people, transaction.db().prepare("SELECT seq, id FROM subject"));
    for (;;) {
        ASSENT_TRY(const bool more, people.step());
        if (!more)
            break;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(people.blob(1)));
        ASSENT_CHECK(refreshEntry(people.integer(0), id));
    }
    ASSENT_CHECK(transaction.db().run("DELETE FROM meta WHERE key = '" + std::string(kStaleIndex) + "'"));
    ASSENT_CHECK(transaction.commit());
    m_indexChecked = true;
    return {};
}

namespace {

/// Columns: id, name, email, phone.
Result<SearchHit> readCard(const Statement &row)
{
    SearchHit hit;
    ASSENT_TRY(hit.id, SubjectId::fromBytes(row.blob(0)));
    hit.name = row.text(1);
    hit.email = row.text(2);
    hit.phone = row.text(3);
    return hit;
}

} // namespace

Result<SearchHit> ProfileStore::card(std::int64_t seq)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT id, name, email, phone FROM person_card WHERE subject = ?"));
    ASSENT_TRY(const bool found, read.bind(1, seq).step());
    if (!found)
        return sealBroken();
    return readCard(read);
}

Result<std::vector<SearchHit>> ProfileStore::list(std::optional<SubjectId> after, int limit)
{
    ASSENT_CHECK(refreshStaleIndex());
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT s.id, c.name, c.email, c.phone FROM subject s"
        " JOIN person_card c ON c.subject = s.seq WHERE s.id > ? ORDER BY s.id LIMIT ?"));
    read.bind(1, after ? after->bytes() : ByteView{}).bind(2, limit);
    std::vector<SearchHit> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(SearchHit hit, readCard(read));
        out.push_back(std::move(hit));
    }
}

Result<std::int64_t> ProfileStore::count() { return m_vault.db().integer("SELECT count(*) FROM subject"); }

Result<std::vector<SubjectId>> ProfileStore::page(std::optional<SubjectId> after, int limit)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT id FROM subject WHERE id > ? ORDER BY id LIMIT ?"));
    read.bind(1, after ? after->bytes() : ByteView{}).bind(2, limit);
    std::vector<SubjectId> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(read.blob(0)));
        out.push_back(id);
    }
}

} // namespace assent
