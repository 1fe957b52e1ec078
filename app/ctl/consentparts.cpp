#include "consentparts.h"

#include "table.h"
#include "text.h"

#include <algorithm>
#include <set>

namespace assent::ctl {
namespace {

template<typename Elements>
std::vector<std::string> namesOf(const Elements &elements)
{
    std::vector<std::string> names;
    for (const auto &element : elements)
        names.push_back(element.id.str());
    return names;
}

std::vector<std::string> classesOf(const Catalogue &catalogue)
{
    std::set<std::string> classes;
    for (const Purpose &purpose : catalogue.purposes())
        classes.insert(purpose.purposeClass);
    return {classes.begin(), classes.end()};
}

/// The part that was named, or the only one there is.
template<typename Name>
Result<Name> chosen(const std::string &named, const std::vector<Name> &offered, std::string argument, std::string_view kind)
{
    std::vector<std::string> names;
    for (const Name &name : offered)
        names.push_back(name.str());
    if (named.empty() && offered.size() == 1)
        return offered.front();
    if (named.empty())
        return wrongCall(std::move(argument), "name one " + std::string(kind) + ": " + joined(names));
    if (std::find(names.begin(), names.end(), named) == names.end())
        return unknownName(std::move(argument), std::string(kind) + " for this purpose", named, names);
    return Name(named);
}

/// What the store knows beyond the law's word.
std::string noteOn(const KeyState &key)
{
    std::vector<std::string> notes;
    if (key.state.model == ConsentModel::Required)
        notes.emplace_back("no choice");
    if (key.state.conflict)
        notes.emplace_back("needs word again");
    if (key.notYetActive)
        notes.emplace_back("not yet active");
    if (key.waitingToSend)
        notes.emplace_back("waiting to send");
    return joined(notes);
}

/// "no, withdrawn"
std::string answer(const ConsentState &state)
{
    const std::string allowed = state.allowed ? "yes" : "no";
    return state.model == ConsentModel::Required ? allowed : allowed + ", " + std::string(stateWordName(state.word));
}

json::Value timeOrNull(std::optional<Timestamp> time) { return time ? json::Value(toRfc3339(*time)) : json::Value(); }

} // namespace

void ConsentParts::addTo(CLI::App &app, bool withClass)
{
    CLI::Option *purpose = app.add_option("--purpose", m_purpose, "Purpose; it covers those under it")->type_name("P");
    if (withClass)
        app.add_option("--class", m_class, "All purposes of a class (\"marketing\")")->type_name("C")->excludes(purpose);
    app.add_option("--channel", m_channel, "Channel")->type_name("C");
    app.add_option("--recipient", m_recipient, "Recipient (\"self\": the organisation itself)")->type_name("R");
}

Result<KeyPattern> ConsentParts::pattern(const Catalogue &catalogue) const
{
    KeyPattern pattern;
    pattern.controller = catalogue.controller();
    if (!m_purpose.empty()) {
        pattern.purpose = PurposeId(m_purpose);
        if (!catalogue.purpose(*pattern.purpose))
            return unknownName("--purpose", "purpose", m_purpose, namesOf(catalogue.purposes()));
    }
    if (!m_class.empty()) {
        const std::vector<std::string> classes = classesOf(catalogue);
        if (std::find(classes.begin(), classes.end(), m_class) == classes.end())
            return unknownName("--class", "class of purposes", m_class, classes);
        pattern.purposeClass = m_class;
    }
    if (!m_channel.empty()) {
        pattern.channel = ChannelId(m_channel);
        if (!catalogue.channel(*pattern.channel))
            return unknownName("--channel", "channel", m_channel, namesOf(catalogue.channels()));
    }
    if (!m_recipient.empty()) {
        pattern.recipient = RecipientId(m_recipient);
        if (*pattern.recipient != kSelf && !catalogue.recipient(*pattern.recipient))
            return unknownName("--recipient", "recipient", m_recipient, namesOf(catalogue.recipients()));
    }
    return pattern;
}

Result<ConsentKey> ConsentParts::key(const Catalogue &catalogue, const PersonaId &persona) const
{
    if (m_purpose.empty())
        return wrongCall("--purpose", "name one purpose: " + joined(namesOf(catalogue.purposes())));
    const Purpose *purpose = catalogue.purpose(PurposeId(m_purpose));
    if (!purpose)
        return unknownName("--purpose", "purpose", m_purpose, namesOf(catalogue.purposes()));
    ASSENT_TRY(const ChannelId channel, chosen(m_channel, purpose->channels, "--channel", "channel"));
    ASSENT_TRY(const RecipientId recipient, chosen(m_recipient, purpose->recipients, "--recipient", "recipient"));
    return ConsentKey{catalogue.controller(), persona, purpose->id, channel, recipient};
}

std::vector<KeyState> statesWithin(const OpenStore &store, const ConsentView &view, const KeyPattern &pattern, Timestamp at)
{
    std::vector<KeyState> states = store.consents->states(view, at);
    std::erase_if(states, [&](const KeyState &state) { return !store.catalogue->matches(pattern, state.key); });
    return states;
}

json::Value toJson(const KeyState &key)
{
    json::Value value;
    value.set("purpose", key.key.purpose.str());
    value.set("channel", key.key.channel.str());
    value.set("recipient", key.key.recipient.str());
    value.set("state", stateWordName(key.state.word));
    value.set("allowed", key.state.allowed);
    value.set("effective", key.effective());
    value.set("model", consentModelName(key.state.model));
    value.set("since", timeOrNull(key.state.since));
    value.set("valid_until", timeOrNull(key.state.validUntil));
    value.set("not_yet_active", key.notYetActive);
    value.set("waiting_to_send", key.waitingToSend);
    value.set("conflict", key.state.conflict);
    return value;
}

json::Array toJson(const std::vector<KeyState> &states)
{
    json::Array array;
    for (const KeyState &state : states)
        array.push_back(toJson(state));
    return array;
}

std::string toText(const std::vector<KeyState> &states)
{
    using Kind = Table::Column::Kind;
    Table table({{"PURPOSE", Kind::Fixed}, {"CHANNEL", Kind::Fixed}, {"RECIPIENT"}, {"ALLOWED", Kind::Fixed},
        {"SINCE", Kind::Fixed}, {"UNTIL", Kind::Fixed}, {"NOTE"}});
    for (const KeyState &key : states)
        table.add({key.key.purpose.str(), key.key.channel.str(), key.key.recipient.str(), answer(key.state),
            shortDate(key.state.since), shortDate(key.state.validUntil), noteOn(key)});
    return table.toText();
}

} // namespace assent::ctl
