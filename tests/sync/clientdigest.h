#pragma once

#include "consent/consentstore.h"
#include "profile/profilestore.h"

#include <set>

namespace assent::test {

/// What must be equal wherever the same has been heard: events, states and
/// versions of facts, of everybody, whatever the order they came in.
inline std::string digestOf(ConsentStore &consents, ProfileStore &people, Timestamp at)
{
    std::string text;
    const std::vector<SubjectId> ids = *people.page(std::nullopt, 1'000'000);
    for (SubjectId id : ids) {
        text += id.toString() + "\n";
        std::set<std::string> lines;
        const std::vector<HistoryEntry> history = *consents.history(id);
        for (const HistoryEntry &entry : history)
            lines.insert("  " + entry.event.coreText);
        const Person person = *people.person(id);
        for (const Attribute &attribute : person.attributes)
            lines.insert("  " + json::canonical(toJson(attribute)));
        for (const std::string &line : lines)
            text += line + "\n";
        for (const KeyState &held : consents.states(*consents.view(id), at))
            text += "  " + held.key.purpose.str() + "/" + held.key.channel.str() + " " + std::string(stateWordName(held.state.word))
                + (held.effective() ? " on" : " off") + (held.state.conflict ? " conflict\n" : "\n");
    }
    return text;
}

} // namespace assent::test
