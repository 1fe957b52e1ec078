#include "command.h"
#include "consent/asking.h"
#include "consentparts.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

using Kind = Table::Column::Kind;

std::string why(const Asking &asking)
{
    switch (asking.reason) {
    case AskReason::CutOff:
        return "answered on " + asking.notice.str() + " v" + std::to_string(asking.answeredVersion) + ", v"
            + std::to_string(asking.neededVersion) + " changed it";
    case AskReason::Age: return "a guardian answered; the person is of age now";
    case AskReason::Expired: return "the consent ran out";
    case AskReason::Conflict: return "a yes and a no crossed each other";
    case AskReason::Request: return "asked, not answered";
    }
    return {};
}

void setKey(json::Value &value, const ConsentKey &key)
{
    value.set("purpose", key.purpose.str());
    value.set("channel", key.channel.str());
    value.set("recipient", key.recipient.str());
}

json::Value toJson(const Asking &asking)
{
    json::Value value;
    setKey(value, asking.key);
    value.set("reason", askReasonName(asking.reason));
    value.set("since", asking.since ? json::Value(toRfc3339(*asking.since)) : json::Value());
    value.set("notice", asking.notice.str());
    value.set("answered_version", asking.answeredVersion > 0 ? json::Value(asking.answeredVersion) : json::Value());
    value.set("needed_version", asking.neededVersion);
    return value;
}

json::Value toJson(const AskPause &pause)
{
    json::Value value;
    setKey(value, pause.key);
    value.set("until", toRfc3339(pause.until));
    value.set("rule", pause.rule);
    value.set("citation", pause.citation);
    return value;
}

template<typename Things>
json::Array arrayOf(const Things &things)
{
    json::Array array;
    for (const auto &thing : things)
        array.push_back(toJson(thing));
    return array;
}

std::string toText(const std::vector<Asking> &asked)
{
    if (asked.empty())
        return "No answer is needed anew.\n";
    Table table({{"PURPOSE", Kind::Fixed}, {"CHANNEL", Kind::Fixed}, {"RECIPIENT"}, {"SINCE", Kind::Fixed}, {"WHY"}});
    for (const Asking &asking : asked)
        table.add({asking.key.purpose.str(), asking.key.channel.str(), asking.key.recipient.str(), shortDate(asking.since), why(asking)});
    return counted(std::ssize(asked), "choice needs", "choices need") + " a new answer, and nothing happens before it:\n\n" + table.toText();
}

std::string toText(const std::vector<AskPause> &paused)
{
    if (paused.empty())
        return {};
    Table table({{"PURPOSE", Kind::Fixed}, {"CHANNEL", Kind::Fixed}, {"RECIPIENT"}, {"NOT BEFORE", Kind::Fixed}, {"RULE"}, {"CITATION"}});
    for (const AskPause &pause : paused)
        table.add({pause.key.purpose.str(), pause.key.channel.str(), pause.key.recipient.str(), shortDate(pause.until), pause.rule,
            pause.citation});
    return "\nNot to be asked again yet:\n\n" + table.toText();
}

class AskAgainCommand final : public Command
{
public:
    explicit AskAgainCommand(CLI::App &parent)
        : Command(parent, "ask-again", "Which choices of a person need a new answer and why, and which must not be asked yet",
            "  assentctl consent ask-again --subject anna@example.org\n"
            "  assentctl consent ask-again --subject anna@example.org --class sharing --json")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        m_parts.addTo(app(), true);
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const KeyPattern pattern, m_parts.pattern(*store.catalogue));
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(const ConsentView view, store.consents->view(subject));
        const Timestamp now = context.clock.now();
        std::vector<Asking> asked = keysToAsk(*store.consents, view, now);
        std::vector<AskPause> paused = pauses(*store.consents, view, now);
        const auto isLeftOut = [&](const auto &thing) { return !store.catalogue->matches(pattern, thing.key); };
        std::erase_if(asked, isLeftOut);
        std::erase_if(paused, isLeftOut);
        json::Value document;
        document.set("subject", subject.toString());
        document.set("at", toRfc3339(now));
        document.set("ask", arrayOf(asked));
        document.set("paused", arrayOf(paused));
        context.console.document(document);
        context.console.print(toText(asked) + toText(paused));
        return {};
    }

private:
    std::string m_subject;
    ConsentParts m_parts;
};

} // namespace

void addConsentAsking(CLI::App &consent, Commands &commands) { commands.push_back(std::make_unique<AskAgainCommand>(consent)); }

} // namespace assent::ctl
