#pragma once

#include "consent/law.h"
#include "sync/hubstore.h"

#include <list>
#include <unordered_map>

namespace assent::sync {

/// What the hub knows of one person's choices.
struct SubjectChoices
{
    SubjectId subject;
    PersonaId persona;
    Bytes pseudonymKey;
    std::string jurisdiction; ///< as the person's record says, else as the last act
    std::string language;     ///< as the person's record says
    ConsentGraph graph{{}};
};

/// The choices of those who were asked about last, read from their items. An
/// entry holds while the person's newest item is the same: a new one, and items
/// that are gone, make it read again. On the store's thread.
class HubChoices
{
public:
    explicit HubChoices(HubStore &store) : m_store(store) {}
    /// NotFound when the hub holds nothing of this person. Valid until the next call.
    Result<const SubjectChoices *> of(SubjectId subject);

private:
    struct Known
    {
        SubjectChoices choices;
        std::int64_t lastItem = 0;
    };
    Result<SubjectChoices> read(SubjectId subject);
    void forget(SubjectId subject);

    HubStore &m_store;
    std::list<Known> m_known; ///< the last used first
    std::unordered_map<SubjectId, std::list<Known>::iterator> m_index;
};

} // namespace assent::sync
