#pragma once

#include "profile/profilestore.h"

namespace assent {

/// Of versions that none replaces: the edits by people that replace a version in
/// common and differ (DOMAIN.md section 3), oldest first. Empty: no conflict. What
/// machines say never conflicts; survivors() has the rule.
std::vector<Attribute> conflictingEdits(std::span<const Attribute> current);

/// Two or more people's edits of one version of a fact, all of them kept, until a
/// person settles it.
struct ProfileConflict
{
    SubjectId subject;
    std::string key;
    std::vector<Attribute> edits;      ///< oldest first
    std::optional<Attribute> original; ///< the version that they replace; absent when it is not here
    AttributeId id() const { return edits.front().id; } ///< names the conflict while it lasts
};

/// Of one person; NotFound when there is none.
Result<std::vector<ProfileConflict>> conflictsOf(ProfileStore &profiles, SubjectId subject, const Catalogue &catalogue);
/// Of everybody, by person.
Result<std::vector<ProfileConflict>> allConflicts(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, Progress &progress);
/// The one with this edit in it. NotFound: none, or it is settled.
Result<ProfileConflict> findConflict(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, AttributeId edit);

/// Who settles it: the person, or staff for them.
enum class SettledBy { Person, Agent };
/// Settles a conflict with a value, one of the edits' or another: a version that
/// replaces all of them and travels as any edit. Invalid: no value for this key.
/// Conflict: the edits are no longer the ones that were looked at.
Result<Attribute> settleConflict(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue, const ProfileConflict &seen,
    std::string_view value, SettledBy by);

} // namespace assent
