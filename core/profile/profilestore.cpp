#include "profile/profilestore.h"

#include "vault/outbox.h"

namespace assent {
namespace {

constexpr std::string_view kAttributeColumns = "id, key, value, kind, source, source_event, collected_at, method,"
                                               " purposes, basis, retain_until, verified, persona, replaces";

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

} // namespace

ProfileStore::ProfileStore(Vault &vault, std::shared_ptr<const Catalogue> catalogue)
    : m_vault(vault), m_catalogue(std::move(catalogue))
{
}

Result<Statement *> ProfileStore::prepared(std::optional<Statement> &slot, std::string_view sql)
{
    if (!slot) {
        ASSENT_TRY(slot, m_vault.db().prepare(sql));
    }
    return &*slot;
}

Result<std::int64_t> ProfileStore::seqOf(SubjectId id)
{
    ASSENT_TRY(Statement *const find, prepared(m_findSeq, "SELECT seq FROM subject WHERE id = ?"));
    find->bind(1, id.bytes());
    const auto found = find->step();
    const std::int64_t seq = found && *found ? find->integer(0) : 0;
    find->reset();
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    return seq;
}

Result<std::int64_t> ProfileStore::insertSubject(const Person &person)
{
    if (person.pseudonymKey.size() != 32)
        return Error{ErrorCode::Invalid, "a person's pseudonym key has 32 bytes"};
    ASSENT_TRY(Statement *const write, prepared(m_insertSubject,
        "INSERT INTO subject(id, persona, pseudonym_key, jurisdiction, language, source, created_at) VALUES(?,?,?,?,?,?,?)"));
    write->bind(1, person.id.bytes()).bind(2, person.persona.bytes()).bind(3, person.pseudonymKey);
    write->bind(4, person.jurisdiction).bind(5, person.language).bind(6, person.source.str()).bind(7, person.createdAt);
    ASSENT_CHECK(write->run());
    return m_vault.db().lastInsertId();
}

Result<bool> ProfileStore::insertIdentifier(std::int64_t seq, const Identifier &identifier)
{
    ASSENT_TRY(Statement *const write, prepared(m_insertIdentifier,
        "INSERT OR IGNORE INTO identifier(subject, type, value, lookup, source, collected_at, persona) VALUES(?,?,?,?,?,?,?)"));
    write->bind(1, seq).bind(2, identifier.type).bind(3, identifier.value);
    write->bind(4, lookupHash(identifier.type, identifier.value)).bind(5, identifier.source.str()).bind(6, identifier.collectedAt);
    bindId(*write, 7, identifier.persona);
    ASSENT_CHECK(write->run());
    return m_vault.db().changes() > 0;
}

Result<bool> ProfileStore::insertAttribute(std::int64_t seq, const Attribute &attribute)
{
    ASSENT_TRY(Statement *const write, prepared(m_insertAttribute,
        "INSERT OR IGNORE INTO attribute(subject, id, key, value, kind, source, source_event, collected_at, method,"
        " purposes, basis, retain_until, verified, persona, replaces) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    write->bind(1, seq).bind(2, attribute.id.bytes()).bind(3, attribute.key).bind(4, attribute.value);
    write->bind(5, static_cast<int>(attribute.kind)).bind(6, attribute.source.str()).bind(7, attribute.sourceEvent);
    write->bind(8, attribute.collectedAt).bind(9, static_cast<int>(attribute.method)).bind(10, joined(attribute.purposes));
    write->bind(11, legalBasisName(attribute.basis)).bind(12, attribute.retainUntil).bind(13, attribute.verified ? 1 : 0);
    bindId(*write, 14, attribute.persona);
    bindId(*write, 15, attribute.replaces);
    ASSENT_CHECK(write->run());
    return m_vault.db().changes() > 0;
}

Result<void> ProfileStore::add(const WriteTransaction &transaction, const Person &person)
{
    ASSENT_TRY(const std::int64_t seq, insertSubject(person));
    for (const Identifier &identifier : person.identifiers)
        ASSENT_CHECK(insertIdentifier(seq, identifier));
    for (const Attribute &attribute : person.attributes)
        ASSENT_CHECK(insertAttribute(seq, attribute));
    ASSENT_CHECK(insertWords(seq, person));
    return outbox::enqueue(transaction, Lane::Other, ItemKind::Person, person.id, person.id.uuid());
}

Result<void> ProfileStore::ensureSubject(const WriteTransaction &, const Person &stub)
{
    const auto known = seqOf(stub.id);
    if (known)
        return {};
    if (known.error().code != ErrorCode::NotFound)
        return known.error();
    const auto inserted = insertSubject(stub);
    if (!inserted)
        return inserted.error();
    return {};
}

Result<bool> ProfileStore::merge(const WriteTransaction &transaction, const Person &person)
{
    bool isNew = !seqOf(person.id).ok();
    ASSENT_CHECK(ensureSubject(transaction, person));
    ASSENT_TRY(const std::int64_t seq, seqOf(person.id));
    ASSENT_TRY(Statement update, transaction.db().prepare(
        "UPDATE subject SET jurisdiction = ?, language = ?, source = ?, created_at = ? WHERE seq = ? AND source = ''"));
    update.bind(1, person.jurisdiction).bind(2, person.language).bind(3, person.source.str()).bind(4, person.createdAt).bind(5, seq);
    ASSENT_CHECK(update.run());
    isNew = isNew || m_vault.db().changes() > 0;
    for (const Identifier &identifier : person.identifiers) {
        ASSENT_TRY(const bool added, insertIdentifier(seq, identifier));
        isNew = isNew || added;
    }
    for (const Attribute &attribute : person.attributes) {
        ASSENT_TRY(const bool added, insertAttribute(seq, attribute));
        isNew = isNew || added;
    }
    if (isNew)
        ASSENT_CHECK(refreshWords(seq, person.id));
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
    ASSENT_TRY(const bool added, insertAttribute(seq, attribute));
    if (!added)
        return false;
    if (isIdentifierType(attribute.key)) {
        const auto value = normaliseIdentifier(attribute.key, attribute.value);
        if (value)
            ASSENT_CHECK(insertIdentifier(seq, {attribute.key, *value, attribute.source, attribute.collectedAt, attribute.persona}));
    }
    ASSENT_CHECK(refreshWords(seq, subject));
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
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT seq, persona, pseudonym_key, jurisdiction, language, source, created_at FROM subject WHERE id = ?"));
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
