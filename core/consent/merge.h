#pragma once

#include "consent/consentstore.h"

namespace assent {

/// Which personas are one and the same, as a merge of subjects says.
class SamePersonas
{
public:
    SamePersonas() = default;
    void unite(const PersonaId &a, const PersonaId &b);
    /// The one that stands for all that are the same as this one.
    PersonaId of(const PersonaId &persona) const;

private:
    std::map<PersonaId, PersonaId> m_to;
};

// Several subjects read as one person (DOMAIN.md section 2, consequence 8). Each
// member keeps its own acts, so that un-merging is to read them apart again: what
// was decided meanwhile stays with the members it was written to.

/// The union of what the members' graphs hold, on the personas that stand for them.
ConsentGraph mergedGraph(std::span<const ConsentView> members, const SamePersonas &same);

/// The members as one view, to show states of and to decide on. Who, language and
/// persona are the first member's; the jurisdiction too.
ConsentView mergedView(std::span<const ConsentView> members, const SamePersonas &same);

/// What one decision on the merged view is to be written as: a closing act to every
/// member that has the persona it is about ("*": to all), anything else to `by`
/// alone, whose credentials made it. Each view names its member and has seen the
/// whole of the merged graph. Invalid when `by` is no member, or has no such persona
/// to open anything for.
struct MemberDecision
{
    ConsentView view;
    Decision decision;
};
Result<std::vector<MemberDecision>> onMembers(
    std::span<const ConsentView> members, const SamePersonas &same, const Decision &decision, SubjectId by);

/// Records it, all of it or nothing. In the order of the members.
Result<std::vector<ConsentEvent>> decideMerged(ConsentStore &store, const WriteTransaction &transaction,
    std::span<const ConsentView> members, const SamePersonas &same, const Decision &decision, SubjectId by);

} // namespace assent
