#include "command.h"
#include "consentparts.h"
#include "table.h"
#include "text.h"

#include <algorithm>

namespace assent::ctl {
namespace {

class Show final : public Command
{
public:
    explicit Show(CLI::App &parent)
        : Command(parent, "show", "What holds now for every choice of a person",
            "  assentctl consent show --subject anna@example.org\n"
            "  assentctl consent show --subject 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e --purpose newsletter --json")
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
        const std::vector<KeyState> states = statesWithin(store, view, pattern, now);
        json::Value document;
        document.set("subject", subject.toString());
        document.set("persona", view.persona.toString());
        document.set("jurisdiction", view.jurisdiction);
        document.set("at", toRfc3339(now));
        document.set("choices", toJson(states));
        context.console.document(document);
        context.console.print(states.empty() ? "No choice is covered by this.\n" : toText(states));
        return {};
    }

private:
    std::string m_subject;
    ConsentParts m_parts;
};

std::string partText(const KeyPattern &pattern)
{
    const std::string purpose = pattern.purpose ? pattern.purpose->str()
        : pattern.purposeClass               ? "class " + *pattern.purposeClass
                                             : std::string("*");
    return purpose + " / " + (pattern.channel ? pattern.channel->str() : "*") + " / "
        + (pattern.recipient ? pattern.recipient->str() : "*");
}

std::string noticeText(const EventPayload &payload)
{
    if (payload.noticeVersion == 0)
        return {};
    return payload.notice.str() + " v" + std::to_string(payload.noticeVersion) + " " + payload.locale + ", "
        + std::string(servedModeName(payload.servedMode));
}

json::Value toJson(const HistoryEntry &entry)
{
    const EventCore &core = entry.event.core;
    const EventPayload &payload = entry.event.payload;
    json::Value value;
    value.set("event_id", core.id.toString());
    value.set("act", actName(core.act));
    value.set("key", assent::toJson(payload.key));
    value.set("decided_at", toRfc3339(core.decidedAt));
    value.set("received_at", toRfc3339(entry.receivedAt));
    value.set("hub_received_at", entry.hubReceivedAt ? json::Value(toRfc3339(*entry.hubReceivedAt)) : json::Value());
    value.set("actor_role", actorRoleName(payload.actorRole));
    value.set("actor_id", payload.actorId);
    value.set("on_behalf_reason", payload.onBehalfReason);
    value.set("method", consentMethodName(payload.method));
    value.set("notice", payload.notice.str());
    value.set("notice_version", payload.noticeVersion);
    value.set("locale", payload.locale);
    value.set("notice_hash", payload.noticeVersion > 0 ? json::Value(toHex(payload.noticeHash)) : json::Value());
    value.set("served_id", payload.served ? json::Value(payload.served->toString()) : json::Value());
    value.set("served_mode", servedModeName(payload.servedMode));
    value.set("purpose_version", payload.purposeVersion > 0 ? json::Value(payload.purposeVersion) : json::Value());
    value.set("jurisdiction", payload.jurisdiction);
    value.set("policy_rule", payload.policyRule);
    value.set("valid_until", payload.validUntil ? json::Value(toRfc3339(*payload.validUntil)) : json::Value());
    value.set("reason", payload.reason);
    value.set("device_id", core.device.toString());
    value.set("ledger_entry", entry.entry);
    value.set("hash", toHex(entry.event.hash()));
    value.set("waiting_to_send", entry.waiting);
    return value;
}

class History final : public Command
{
public:
    explicit History(CLI::App &parent)
        : Command(parent, "history", "Every decision about a person, newest first",
            "  assentctl consent history --subject anna@example.org\n"
            "  assentctl consent history --subject anna@example.org --purpose newsletter --limit 5 --json")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        m_parts.addTo(app(), true);
        app().add_option("--limit", m_limit, "Show at most so many")->type_name("N")->check(quietly(CLI::Range(1, 10000)))->capture_default_str();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const KeyPattern wanted, m_parts.pattern(*store.catalogue));
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(const ConsentView view, store.consents->view(subject));
        ASSENT_TRY(std::vector<HistoryEntry> entries, store.consents->history(subject));
        if (!m_parts.open())
            std::erase_if(entries, [&](const HistoryEntry &entry) { return !bearsOn(store, view, entry, wanted); });
        const std::size_t total = entries.size();
        entries.resize(std::min(total, static_cast<std::size_t>(m_limit)));
        print(context, subject, entries, total);
        return {};
    }

private:
    /// True when the act decides some key that is wanted.
    static bool bearsOn(const OpenStore &store, const ConsentView &view, const HistoryEntry &entry, const KeyPattern &wanted)
    {
        const std::vector<ConsentKey> keys = store.catalogue->keysOf(view.persona);
        return std::any_of(keys.begin(), keys.end(), [&](const ConsentKey &key) {
            return store.catalogue->matches(wanted, key) && store.catalogue->matches(entry.event.payload.key, key);
        });
    }

    static void print(Context &context, SubjectId subject, const std::vector<HistoryEntry> &entries, std::size_t total)
    {
        using Kind = Table::Column::Kind;
        Table table({{"DECIDED (UTC)", Kind::Fixed}, {"ACT", Kind::Fixed}, {"PURPOSE / CHANNEL / RECIPIENT"}, {"BY", Kind::Fixed},
            {"NOTICE"}, {"ENTRY", Kind::Number}, {"NOTE", Kind::Fixed}});
        json::Array array;
        for (const HistoryEntry &entry : entries) {
            const EventPayload &payload = entry.event.payload;
            table.add({shortTime(entry.event.core.decidedAt), std::string(actName(entry.event.core.act)), partText(payload.key),
                std::string(actorRoleName(payload.actorRole)), noticeText(payload), grouped(entry.entry),
                entry.waiting ? "waiting to send" : ""});
            array.push_back(toJson(entry));
        }
        json::Value document;
        document.set("subject", subject.toString());
        document.set("events", std::move(array));
        document.set("total", total);
        context.console.document(document);
        std::string text = entries.empty() ? "Nothing was decided.\n" : table.toText();
        if (entries.size() < total)
            text += "Showing " + grouped(std::ssize(entries)) + " of " + grouped(static_cast<std::int64_t>(total)) + ".\n";
        context.console.print(text);
    }

    std::string m_subject;
    ConsentParts m_parts;
    int m_limit = 100;
};

} // namespace

void addConsentReaders(CLI::App &group, Commands &commands)
{
    commands.push_back(std::make_unique<Show>(group));
    commands.push_back(std::make_unique<History>(group));
}

} // namespace assent::ctl
