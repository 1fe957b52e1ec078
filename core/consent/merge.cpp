#include "consent/merge.h"

#include <algorithm>

namespace assent {

void SamePersonas::unite(const PersonaId &a, const PersonaId &b)
{
    const PersonaId from = of(b);
    const PersonaId to = of(a);
    if (from == to)
        return;
    for (auto &[persona, stands] : m_to) {
        if (stands == from)
            stands = to;
    }
    m_to.insert_or_assign(from, to);
}

PersonaId SamePersonas::of(const PersonaId &persona) const
{
    const auto found = m_to.find(persona);
    return found == m_to.end() ? persona : found->second;
}

ConsentGraph mergedGraph(std::span<const ConsentView> members, const SamePersonas &same)
{
    std::vector<GraphAct> acts;
    for (const ConsentView &member : members) {
        for (GraphAct act : member.graph.acts()) {
            if (act.payload.key.persona)
                act.payload.key.persona = same.of(*act.payload.key.persona);
            acts.push_back(std::move(act));
        }
    }
    return ConsentGraph(std::move(acts));
}

ConsentView mergedView(std::span<const ConsentView> members, const SamePersonas &same)
{
    const ConsentView &first = members.front();
    ConsentView out{first.subject, same.of(first.persona), first.jurisdiction, first.language, mergedGraph(members, same), {}};
    for (const ConsentView &member : members)
        out.unacknowledged.insert(member.unacknowledged.begin(), member.unacknowledged.end());
    return out;
}

Result<std::vector<MemberDecision>> onMembers(
    std::span<const ConsentView> members, const SamePersonas &same, const Decision &decision, SubjectId by)
{
    const auto self = std::find_if(members.begin(), members.end(), [by](const ConsentView &member) { return member.subject == by; });
    if (self == members.end())
        return Error{ErrorCode::Invalid, "who decides is not one of those who were merged"};
    const std::optional<PersonaId> about = decision.pattern.persona;
    const ConsentGraph seen = mergedGraph(members, same);
    std::vector<MemberDecision> out;
    for (const ConsentView &member : members) {
        const bool concerned = !about || *about == member.persona || same.of(*about) == same.of(member.persona);
        if (!concerned || (!isClosing(decision.act) && member.subject != by))
            continue;
        MemberDecision own{member, decision};
        own.view.graph = seen;
        if (about)
            own.decision.pattern.persona = member.persona;
        out.push_back(std::move(own));
    }
    if (!out.empty())
        return out;
    if (!isClosing(decision.act))
        return Error{ErrorCode::Invalid, "who decides has no such persona", {{}, 0, 0, "persona"}};
    out.push_back({*self, decision}); // a closing act is never blocked
    out.back().view.graph = seen;
    return out;
}

Result<std::vector<ConsentEvent>> decideMerged(ConsentStore &store, const WriteTransaction &transaction,
    std::span<const ConsentView> members, const SamePersonas &same, const Decision &decision, SubjectId by)
{
    ASSENT_TRY(const std::vector<MemberDecision> writes, onMembers(members, same, decision, by));
    std::vector<ConsentEvent> events;
    for (const MemberDecision &write : writes) {
        ASSENT_TRY(std::vector<ConsentEvent> own, store.decide(transaction, write.view, std::span(&write.decision, 1)));
        for (ConsentEvent &event : own)
            events.push_back(std::move(event));
    }
    return events;
}

} // namespace assent
