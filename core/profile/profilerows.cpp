// The rows of one person: subject, identifier and attribute.
#include "profile/profilestore.h"
#include "vault/seal.h"

#include <array>

namespace assent {
namespace {

/// Rows that one statement writes: each statement costs as much as a row does.
constexpr std::size_t kRowsAtOnce = 16;

/// The text of an insertion of some rows; the first value of each is ?1.
class Insertion
{
public:
    Insertion(std::string_view into, int columns)
    {
        int index = 2;
        std::string text = std::string(into) + " VALUES";
        for (std::string &sql : m_texts) {
            text += index == 2 ? "(?1" : ",(?1";
            for (int i = 1; i < columns; ++i)
                text += ",?" + std::to_string(index++);
            text += ")";
            sql = text;
        }
    }

    const std::string &of(std::size_t rows) const { return m_texts[rows - 1]; }

private:
    std::array<std::string, kRowsAtOnce> m_texts;
};

template<typename IdType>
Result<std::optional<IdType>> optionalId(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::optional<IdType>{};
    ASSENT_TRY(const IdType id, IdType::fromBytes(row.blob(column)));
    return std::optional<IdType>(id);
}

/// The id must outlive the statement's run.
template<typename IdType>
void lendId(Statement &statement, int index, const std::optional<IdType> &id)
{
    if (id)
        statement.lend(index, id->bytes());
    else
        statement.bindNull(index);
}

constexpr std::size_t kIdSize = 16;

/// One behind the other; most facts have none.
Bytes bytesOf(const std::vector<AttributeId> &ids)
{
    Bytes out;
    for (const AttributeId &id : ids)
        out.insert(out.end(), id.bytes().begin(), id.bytes().end());
    return out;
}

Result<std::vector<AttributeId>> idsIn(ByteView bytes)
{
    std::vector<AttributeId> out;
    for (; bytes.size() >= kIdSize; bytes = bytes.subspan(kIdSize)) {
        ASSENT_TRY(const AttributeId id, AttributeId::fromBytes(bytes.first(kIdSize)));
        out.push_back(id);
    }
    return out;
}

std::string selectAttributes(std::string_view where)
{
    return "SELECT a.id, a.key, a.value, a.source_event, a.collected_at, a.retain_until, a.persona, a.replaces, "
        + std::string(Provenances::kColumns) + " FROM attribute a JOIN provenance p ON p.n = a.provenance WHERE " + std::string(where);
}

/// Columns as selectAttributes() has them.
Result<Attribute> readAttribute(const Statement &row)
{
    Attribute out;
    ASSENT_TRY(out.id, AttributeId::fromBytes(row.blob(0)));
    out.key = row.text(1);
    out.value = row.text(2);
    out.sourceEvent = row.text(3);
    out.collectedAt = row.time(4);
    if (!row.isNull(5))
        out.retainUntil = row.time(5);
    ASSENT_TRY(out.persona, optionalId<PersonaId>(row, 6));
    // The version that the author saw, and the others where it settles a conflict.
    ASSENT_TRY(std::vector<AttributeId> replaced, idsIn(row.blob(7)));
    if (!replaced.empty()) {
        out.replaces = replaced.front();
        out.alsoReplaces.assign(std::next(replaced.begin()), replaced.end());
    }
    Provenances::read(row, 8, out);
    return out;
}

} // namespace

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
Result<std::int64_t> ProfileStore::insertIdentifiers(std::int64_t seq, std::span<const Identifier> identifiers, std::span<const std::int64_t> lookups)
{
    static const Insertion insertion("INSERT OR IGNORE INTO identifier(subject, lookup, type, value, source, collected_at, persona)", 7);
    std::int64_t inserted = 0;
    while (!identifiers.empty()) {
        const std::size_t rows = std::min(identifiers.size(), kRowsAtOnce);
        ASSENT_TRY(Statement write, m_vault.db().prepare(insertion.of(rows)));
        write.bind(1, seq);
        int index = 2;
        for (std::size_t i = 0; i < rows; ++i) {
            const Identifier &identifier = identifiers[i];
            write.bind(index, lookups[i]).lend(index + 1, identifier.type).lend(index + 2, identifier.value);
            write.lend(index + 3, identifier.source.str()).bind(index + 4, identifier.collectedAt);
            lendId(write, index + 5, identifier.persona);
            index += 6;
        }
        ASSENT_CHECK(write.run());
        inserted += m_vault.db().changes();
        identifiers = identifiers.subspan(rows);
        lookups = lookups.subspan(rows);
    }
    return inserted;
}

Result<bool> ProfileStore::addIdentifier(std::int64_t seq, const Identifier &identifier)
{
    const std::int64_t lookup = lookupOf(identifier.type, identifier.value);
    ASSENT_TRY(const std::int64_t added, insertIdentifiers(seq, std::span(&identifier, 1), std::span(&lookup, 1)));
    if (added > 0)
        ASSENT_CHECK(count(seq, 0, 1));
    return added > 0;
}

/// Those that are there already are passed over; how many were not.
Result<std::int64_t> ProfileStore::insertAttributes(const WriteTransaction &transaction, std::int64_t seq, std::span<const Attribute> attributes)
{
    static const Insertion insertion("INSERT OR IGNORE INTO attribute(subject, id, key, value, provenance, source_event, collected_at,"
                                     " retain_until, persona, replaces)", 10);
    std::int64_t inserted = 0;
    for (; !attributes.empty(); attributes = attributes.subspan(std::min(attributes.size(), kRowsAtOnce))) {
        const std::size_t rows = std::min(attributes.size(), kRowsAtOnce);
        ASSENT_TRY(Statement write, transaction.db().prepare(insertion.of(rows)));
        write.bind(1, seq);
        int index = 2;
        for (const Attribute &attribute : attributes.first(rows)) {
            ASSENT_TRY(const std::int64_t provenance, m_provenances.numberOf(transaction, attribute));
            write.lend(index, attribute.id.bytes()).lend(index + 1, attribute.key).lend(index + 2, attribute.value).bind(index + 3, provenance);
            write.lend(index + 4, attribute.sourceEvent).bind(index + 5, attribute.collectedAt).bind(index + 6, attribute.retainUntil);
            lendId(write, index + 7, attribute.persona);
            if (attribute.alsoReplaces.empty())
                lendId(write, index + 8, attribute.replaces);
            else
                write.bind(index + 8, bytesOf(attribute.replaced()));
            index += 9;
        }
        ASSENT_CHECK(write.run());
        inserted += transaction.db().changes();
    }
    return inserted;
}

Result<std::vector<Identifier>> ProfileStore::identifiersOf(std::int64_t seq)
{
    ASSENT_TRY(Statement read, m_vault.db().prepare(
        "SELECT type, value, source, collected_at, persona FROM identifier WHERE subject = ? ORDER BY type, value"));
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
    static const std::string sql = selectAttributes("a.subject = ? ORDER BY a.id");
    ASSENT_TRY(Statement read, m_vault.db().prepare(sql));
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
    static const std::string sql = selectAttributes("a.subject = ? AND a.id = ?");
    ASSENT_TRY(const std::int64_t seq, seqOf(subject));
    ASSENT_TRY(Statement read, m_vault.db().prepare(sql));
    read.bind(1, seq).bind(2, id.bytes());
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such fact"};
    return readAttribute(read);
}

} // namespace assent
