#include "profile/removal.h"

#include "profile/profilestore.h"
#include "vault/outbox.h"

#include <algorithm>
#include <map>

namespace assent {
namespace {

/// The ended versions, then those that only versions which go have replaced.
std::set<AttributeId> leaving(const std::vector<Attribute> &attributes, Timestamp at)
{
    std::map<AttributeId, const Attribute *> known;
    std::map<AttributeId, int> replacers; // of each version, those that stay
    std::vector<const Attribute *> queue;
    std::set<AttributeId> out;
    for (const Attribute &attribute : attributes) {
        known.emplace(attribute.id, &attribute);
        for (const AttributeId &older : attribute.replaced())
            ++replacers[older];
        if (hasEnded(attribute, at) && out.insert(attribute.id).second)
            queue.push_back(&attribute);
    }
    for (std::size_t i = 0; i < queue.size(); ++i) {
        for (const AttributeId &older : queue[i]->replaced()) {
            const auto found = known.find(older);
            if (--replacers[older] == 0 && found != known.end() && out.insert(older).second)
                queue.push_back(found->second);
        }
    }
    return out;
}

bool anyHolds(const std::vector<Attribute> &attributes, const Identifier &identifier)
{
    return std::any_of(attributes.begin(), attributes.end(), [&](const Attribute &attribute) {
        const auto value = normaliseIdentifier(identifier.type, attribute.value);
        return value && *value == identifier.value;
    });
}

bool isSame(const Identifier &a, const Identifier &b) { return a.type == b.type && a.value == b.value; }

} // namespace

bool hasEnded(const Attribute &attribute, Timestamp at) { return attribute.retainUntil && *attribute.retainUntil <= at; }

Removal dueOf(const Person &person, Timestamp at)
{
    Removal removal;
    const std::set<AttributeId> gone = leaving(person.attributes, at);
    if (gone.empty())
        return removal;
    std::vector<Attribute> rest;
    for (const Attribute &attribute : person.attributes)
        (gone.contains(attribute.id) ? removal.attributes : rest).push_back(attribute);
    for (const Identifier &identifier : person.identifiers) {
        if (rest.empty() || (anyHolds(removal.attributes, identifier) && !anyHolds(rest, identifier)))
            removal.identifiers.push_back(identifier);
    }
    return removal;
}

Person without(Person person, const Removal &removal)
{
    std::set<AttributeId> gone;
    for (const Attribute &attribute : removal.attributes)
        gone.insert(attribute.id);
    std::erase_if(person.attributes, [&](const Attribute &attribute) { return gone.contains(attribute.id); });
    std::erase_if(person.identifiers, [&](const Identifier &identifier) {
        return std::any_of(removal.identifiers.begin(), removal.identifiers.end(),
            [&](const Identifier &other) { return isSame(identifier, other); });
    });
    return person;
}

Result<void> ProfileStore::remove(const WriteTransaction &transaction, SubjectId subject, const Removal &removal)
{
    ASSENT_TRY(const std::int64_t seq, seqOf(subject));
    Database &db = transaction.db();
    std::int64_t facts = 0;
    std::int64_t identifiers = 0;
    for (const Attribute &attribute : removal.attributes) {
        ASSENT_TRY(Statement remove, db.prepare("DELETE FROM attribute WHERE subject = ? AND id = ?"));
        ASSENT_CHECK(remove.bind(1, seq).bind(2, attribute.id.bytes()).run());
        facts += db.changes();
        ASSENT_CHECK(outbox::drop(transaction, attribute.id.uuid()));
    }
    for (const Identifier &identifier : removal.identifiers) {
        ASSENT_TRY(Statement remove, db.prepare("DELETE FROM identifier WHERE subject = ? AND lookup = ?"));
        ASSENT_CHECK(remove.bind(1, seq).bind(2, lookupOf(identifier.type, identifier.value)).run());
        identifiers += db.changes();
    }
    ASSENT_CHECK(count(seq, -facts, -identifiers));
    return removal.wholePerson ? removePerson(transaction, seq, subject) : refreshEntry(seq, subject);
}

Result<void> ProfileStore::removePerson(const WriteTransaction &transaction, std::int64_t seq, SubjectId id)
{
    for (const char *table : {"DELETE FROM person_search WHERE rowid = ?", "DELETE FROM person_card WHERE subject = ?",
             "DELETE FROM subject WHERE seq = ?"}) {
        ASSENT_TRY(Statement remove, transaction.db().prepare(table));
        ASSENT_CHECK(remove.bind(1, seq).run());
    }
    return outbox::drop(transaction, id.uuid());
}

Result<bool> ProfileStore::isPastUse(std::int64_t seq, const Attribute &attribute)
{
    if (!hasEnded(attribute, m_vault.clock().now()))
        return false;
    if (!attribute.replaces)
        return true;
    ASSENT_TRY(Statement find, m_vault.db().prepare("SELECT 1 FROM attribute WHERE subject = ? AND id = ?"));
    ASSENT_TRY(const bool held, find.bind(1, seq).bind(2, attribute.replaces->bytes()).step());
    return !held;
}

/// What the hub tells of a person, less what has ended; nothing when all of it
/// is in time. What is held here already counts: it may need an identifier.
Result<std::optional<Person>> ProfileStore::withoutEnded(std::int64_t seq, const Person &told)
{
    const Timestamp now = m_vault.clock().now();
    const auto ended = [now](const Attribute &attribute) { return hasEnded(attribute, now); };
    if (std::none_of(told.attributes.begin(), told.attributes.end(), ended))
        return std::optional<Person>();
    Person whole = told;
    ASSENT_TRY(const std::vector<Attribute> held, attributesOf(seq));
    for (const Attribute &attribute : held) {
        const auto same = [&](const Attribute &other) { return other.id == attribute.id; };
        if (std::none_of(told.attributes.begin(), told.attributes.end(), same))
            whole.attributes.push_back(attribute);
    }
    return std::optional(without(told, dueOf(whole, now)));
}

} // namespace assent
