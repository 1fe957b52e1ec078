#include "profile/conflicts.h"

#include <algorithm>
#include <map>

namespace assent {
namespace {

bool isByPeople(const Attribute &attribute)
{
    return attribute.method == CollectionMethod::Declared || attribute.method == CollectionMethod::Agent;
}

bool differOnOne(const Attribute &a, const Attribute &b)
{
    if (!isByPeople(a) || !isByPeople(b) || a.value == b.value)
        return false;
    const std::vector<AttributeId> replaced = a.replaced();
    return std::any_of(replaced.begin(), replaced.end(), [&b](const AttributeId &id) { return b.doesReplace(id); });
}

std::optional<Attribute> originalOf(const Person &person, const Attribute &edit)
{
    for (const Attribute &attribute : person.attributes) {
        if (edit.doesReplace(attribute.id))
            return attribute;
    }
    return std::nullopt;
}

std::vector<AttributeId> idsOf(const ProfileConflict &conflict)
{
    std::vector<AttributeId> ids;
    for (const Attribute &edit : conflict.edits)
        ids.push_back(edit.id);
    return ids;
}

/// People with two versions that replace the same one, or with one that settled this once.
Result<std::vector<SubjectId>> suspects(Database &db)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT id FROM subject WHERE seq IN (SELECT subject FROM attribute"
        " WHERE replaces IS NOT NULL GROUP BY subject, substr(replaces, 1, 16) HAVING count(*) > 1"
        " UNION SELECT subject FROM attribute WHERE length(replaces) > 16) ORDER BY id"));
    std::vector<SubjectId> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return out;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(read.blob(0)));
        out.push_back(id);
    }
}

} // namespace

std::vector<Attribute> conflictingEdits(std::span<const Attribute> current)
{
    std::vector<Attribute> out;
    for (const Attribute &attribute : current) {
        if (std::any_of(current.begin(), current.end(), [&](const Attribute &other) { return differOnOne(attribute, other); }))
            out.push_back(attribute);
    }
    std::sort(out.begin(), out.end(),
        [](const Attribute &a, const Attribute &b) { return std::tie(a.collectedAt, a.id) < std::tie(b.collectedAt, b.id); });
    return out;
}

Result<std::vector<ProfileConflict>> conflictsOf(ProfileStore &profiles, SubjectId subject, const Catalogue &catalogue)
{
    ASSENT_TRY(const Person person, profiles.person(subject));
    std::vector<ProfileConflict> out;
    const std::vector<Fact> facts = survivors(person.attributes, catalogue);
    for (const Fact &fact : facts) {
        if (!fact.conflict)
            continue;
        std::vector<Attribute> current = fact.others;
        current.push_back(fact.shown);
        ProfileConflict conflict{subject, fact.key, conflictingEdits(current), {}};
        conflict.original = originalOf(person, conflict.edits.front());
        out.push_back(std::move(conflict));
    }
    return out;
}

Result<std::vector<ProfileConflict>> allConflicts(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, Progress &progress)
{
    ASSENT_TRY(const std::vector<SubjectId> people, suspects(vault.db()));
    std::vector<ProfileConflict> out;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!progress.report(i, people.size()))
            return Error{ErrorCode::Cancelled, "the search for conflicts was cancelled"};
        ASSENT_TRY(std::vector<ProfileConflict> found, conflictsOf(profiles, people[i], catalogue));
        std::move(found.begin(), found.end(), std::back_inserter(out));
    }
    return out;
}

Result<ProfileConflict> findConflict(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, AttributeId edit)
{
    NoProgress silent;
    ASSENT_TRY(std::vector<ProfileConflict> all, allConflicts(vault, profiles, catalogue, silent));
    for (ProfileConflict &conflict : all) {
        const std::vector<AttributeId> ids = idsOf(conflict);
        if (std::find(ids.begin(), ids.end(), edit) != ids.end())
            return std::move(conflict);
    }
    return Error{ErrorCode::NotFound, "there is no conflict with this edit; it may be settled"};
}

Result<Attribute> settleConflict(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, const ProfileConflict &seen,
    std::string_view value, SettledBy by)
{
    ASSENT_CHECK(checkFactValue(seen.key, value));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(const std::vector<ProfileConflict> now, conflictsOf(profiles, seen.subject, catalogue));
    const auto same = std::find_if(now.begin(), now.end(),
        [&](const ProfileConflict &conflict) { return conflict.key == seen.key && idsOf(conflict) == idsOf(seen); });
    if (same == now.end())
        return Error{ErrorCode::Conflict, "the edits have changed since they were looked at", {{}, 0, 0, seen.key}};
    Attribute settled = same->edits.back(); // kind, purposes, basis and end date stay those of the fact
    const Timestamp at = vault.clock().now();
    settled.id = AttributeId(makeUuidV7(at));
    settled.value = value;
    settled.source = SourceId(by == SettledBy::Person ? "person" : "agent");
    settled.sourceEvent.clear();
    settled.collectedAt = at;
    settled.method = by == SettledBy::Person ? CollectionMethod::Declared : CollectionMethod::Agent;
    settled.verified = false;
    std::vector<AttributeId> replaced = idsOf(*same);
    settled.replaces = replaced.front();
    settled.alsoReplaces.assign(replaced.begin() + 1, replaced.end());
    ASSENT_TRY([[maybe_unused]] const bool added, profiles.addAttribute(transaction, seen.subject, settled));
    ASSENT_CHECK(transaction.commit());
    return settled;
}

} // namespace assent
