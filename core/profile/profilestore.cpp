#include "profile/profilestore.h"

#include "profile/removal.h"
#include "vault/outbox.h"
#include "vault/seal.h"

#include <algorithm>
#include <future>

namespace assent {
namespace {

/// A setting that is there while the search entries are of an older form.
constexpr std::string_view kStaleIndex = "search_index_stale";

template<typename Key>
std::int64_t countDistinct(std::vector<Key> keys)
{
    std::sort(keys.begin(), keys.end());
    return std::unique(keys.begin(), keys.end()) - keys.begin();
}

bool anyEnded(const Person &person, Timestamp now)
{
    return std::any_of(person.attributes.begin(), person.attributes.end(), [now](const Attribute &attribute) { return hasEnded(attribute, now); });
}

std::vector<AttributeId> idsOf(const std::vector<Attribute> &attributes)
{
    std::vector<AttributeId> ids;
    for (const Attribute &attribute : attributes)
        ids.push_back(attribute.id);
    return ids;
}

} // namespace

ProfileStore::ProfileStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue)
    : m_vault(vault), m_catalogue(std::move(catalogue)), m_lookup(vault.lookupKey().view())
{
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
        out.lookups.push_back(lookupOf(identifier.type, identifier.value));
    return out;
}

Result<void> ProfileStore::add(const WriteTransaction &transaction, const Person &person) { return add(transaction, prepare(person)); }

Result<void> ProfileStore::add(const WriteTransaction &transaction, const PreparedPerson &prepared)
{
    const Person &person = prepared.person;
    ASSENT_TRY(const std::int64_t seq, insertSubject(person, countDistinct(idsOf(person.attributes)), countDistinct(prepared.lookups)));
    ASSENT_CHECK(insertIdentifiers(seq, person.identifiers, prepared.lookups));
    ASSENT_CHECK(insertAttributes(transaction, seq, person.attributes));
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
    const auto known = seqOf(told.id);
    bool isNew = !known.ok();
    if (isNew && known.error().code == ErrorCode::NotFound && !anyEnded(told, m_vault.clock().now())) {
        // Nothing to compare with: as in add().
        const PreparedPerson person = prepare(told);
        ASSENT_TRY(const std::int64_t seq, insertSubject(told, countDistinct(idsOf(told.attributes)), countDistinct(person.lookups)));
        ASSENT_CHECK(insertIdentifiers(seq, told.identifiers, person.lookups));
        ASSENT_CHECK(insertAttributes(transaction, seq, told.attributes));
        ASSENT_CHECK(insertEntry(seq, told.id, person.entry));
        return true;
    }
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
        ASSENT_TRY(const std::int64_t added, insertAttributes(transaction, seq, std::span(&attribute, 1)));
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
    ASSENT_TRY(const std::int64_t added, insertAttributes(transaction, seq, std::span(&attribute, 1)));
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

Result<void> checkFactValue(std::string_view key, std::string_view value)
{
    if (!isUtf8(value) || value.find('\0') != std::string_view::npos)
        return Error{ErrorCode::Invalid, "is not text", {{}, 0, 0, std::string(key)}};
    if (value.size() > 4000)
        return Error{ErrorCode::Invalid, "is longer than 4,000 bytes", {{}, 0, 0, std::string(key)}};
    if (isIdentifierType(key)) {
        if (const auto normal = normaliseIdentifier(key, value); !normal)
            return Error{ErrorCode::Invalid, normal.error().detail, {{}, 0, 0, std::string(key)}};
    }
    return {};
}

Result<Attribute> ProfileStore::declare(SubjectId subject, std::string_view key, std::string_view value)
{
    ASSENT_CHECK(checkFactValue(key, value));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const Person person, this->person(subject));
    const Timestamp now = m_vault.clock().now();
    Attribute edit;
    edit.key = key;
    for (const Fact &fact : survivors(person.attributes, *m_catalogue)) {
        if (fact.key == key) {
            edit = fact.shown; // kind, purposes, basis and end date stay those of the fact
            edit.replaces = fact.shown.id;
            edit.alsoReplaces.clear();
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
