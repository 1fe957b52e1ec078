#include "sync/hubchoices.h"

namespace assent::sync {
namespace {

constexpr std::size_t kMost = 4096;

void add(const PulledItem &item, SubjectChoices &choices, std::vector<GraphAct> &acts)
{
    if (const auto *person = std::get_if<PersonItem>(&item.body)) {
        choices.persona = person->person.persona;
        choices.pseudonymKey = person->person.pseudonymKey;
        choices.jurisdiction = person->person.jurisdiction;
        choices.language = person->person.language;
    }
    if (const auto *consent = std::get_if<ConsentItem>(&item.body)) {
        if (choices.pseudonymKey.empty()) {
            choices.persona = consent->persona;
            choices.pseudonymKey = consent->pseudonymKey;
        }
        acts.push_back({consent->event.hash(), consent->event.core, consent->event.payload});
    }
}

} // namespace

Result<const SubjectChoices *> HubChoices::of(SubjectId subject)
{
    ASSENT_TRY(const std::int64_t last, m_store.lastItemOf(subject));
    const auto found = m_index.find(subject);
    if (found != m_index.end() && found->second->lastItem == last) {
        m_known.splice(m_known.begin(), m_known, found->second);
        return &m_known.front().choices;
    }
    forget(subject);
    if (last == 0)
        return Error{ErrorCode::NotFound, "the hub holds nothing of this person"};
    ASSENT_TRY(SubjectChoices choices, read(subject));
    m_known.push_front({std::move(choices), last});
    m_index[subject] = m_known.begin();
    if (m_known.size() > kMost) {
        m_index.erase(m_known.back().choices.subject);
        m_known.pop_back();
    }
    return &m_known.front().choices;
}

void HubChoices::forget(SubjectId subject)
{
    const auto found = m_index.find(subject);
    if (found == m_index.end())
        return;
    m_known.erase(found->second);
    m_index.erase(found);
}

Result<SubjectChoices> HubChoices::read(SubjectId subject)
{
    SubjectChoices choices;
    choices.subject = subject;
    std::vector<GraphAct> acts;
    ASSENT_TRY(const auto items, m_store.itemsOf(subject));
    for (const PulledItem &item : items)
        add(item, choices, acts);
    if (choices.pseudonymKey.empty())
        return Error{ErrorCode::NotFound, "the hub holds nothing of this person's choices"};
    for (auto act = acts.rbegin(); act != acts.rend() && choices.jurisdiction.empty(); ++act)
        choices.jurisdiction = act->payload.jurisdiction;
    choices.graph = ConsentGraph(std::move(acts));
    return choices;
}

} // namespace assent::sync
