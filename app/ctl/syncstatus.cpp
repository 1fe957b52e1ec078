#include "syncparts.h"

#include "table.h"
#include "text.h"
#include "vault/outbox.h"

namespace assent::ctl {
namespace {

std::string_view kindName(ItemKind kind)
{
    return kind == ItemKind::Consent ? "consent" : kind == ItemKind::Person ? "person" : "attribute";
}

/// What `hub.last_error` means and what to do about it.
std::string inWords(const std::string &error)
{
    if (error == "network")
        return "The hub could not be reached; what waits is sent when it can.";
    if (error == "unauthenticated")
        return "The hub does not know this device any more; enrol it anew: assentctl device enrol";
    if (error == "large_pull")
        return "The hub's news would change many people at once; agree to it with: assentctl sync --accept-changes";
    if (error == "denied")
        return "The hub does not let this device in for more than withdrawals; ask who runs it.";
    if (error == "newer")
        return "The hub speaks a newer protocol only; update Assent.";
    if (error == "protocol")
        return "The hub's answer could not be read; it may be of another version.";
    return error.empty() ? std::string() : "The last sync ended with: " + error + ".";
}

json::Value timeOrNull(std::optional<Timestamp> time) { return time ? json::Value(toRfc3339(*time)) : json::Value(); }

json::Value toJson(const OutboxRow &row)
{
    json::Value value;
    value.set("id", row.item.toString());
    value.set("kind", kindName(row.kind));
    value.set("lane", row.lane == Lane::Closing ? "closing" : "other");
    value.set("subject", row.subject.toString());
    value.set("queued_at", toRfc3339(row.queuedAt));
    value.set("reason", row.setAside);
    return value;
}

/// All that "sync status" tells.
struct Standing
{
    sync::SyncStatus status;
    std::vector<OutboxRow> aside;
    std::vector<sync::HeldItem> held;
};

json::Value toJson(const Standing &standing)
{
    const sync::SyncStatus &status = standing.status;
    json::Array aside;
    for (const OutboxRow &row : standing.aside)
        aside.push_back(toJson(row));
    json::Array held;
    for (const sync::HeldItem &item : standing.held)
        held.push_back(json::Value(json::Object{{"n", item.n}, {"reason", item.reason}, {"held_at", toRfc3339(item.heldAt)}}));
    json::Value value;
    value.set("hub", status.hasHub ? json::Value(status.hubUrl) : json::Value());
    value.set("waiting_closings", status.waiting.waitingClosings);
    value.set("waiting_others", status.waiting.waitingOthers);
    value.set("waiting_since", timeOrNull(status.waiting.oldest));
    value.set("waiting_erasures", status.erasures);
    value.set("last_contact", timeOrNull(status.lastContact));
    value.set("last_error", status.lastError.empty() ? json::Value() : json::Value(status.lastError));
    value.set("last_error_words", status.lastError.empty() ? json::Value() : json::Value(inWords(status.lastError)));
    value.set("set_aside", std::move(aside));
    value.set("held", std::move(held));
    return value;
}

std::string toText(const Standing &standing)
{
    const sync::SyncStatus &status = standing.status;
    if (!status.hasHub)
        return "This store belongs to no hub; what is decided here holds at once.\n";
    const auto since = status.waiting.oldest ? ", since " + shortTime(*status.waiting.oldest) : std::string();
    std::string text = facts({{"Hub", status.hubUrl},
        {"Waiting", counted(status.waiting.waitingClosings, "withdrawal", "withdrawals") + ", "
                + counted(status.waiting.waitingOthers, "other item", "other items") + since},
        {"Erasures waiting", status.erasures > 0 ? grouped(status.erasures) : ""},
        {"Last contact", status.lastContact ? shortTime(*status.lastContact) : "never"}, {"Last failure", inWords(status.lastError)}});
    Table aside({{"SET ASIDE", Table::Column::Kind::Fixed}, {"KIND"}, {"SINCE", Table::Column::Kind::Fixed}, {"REASON"}});
    for (const OutboxRow &row : standing.aside)
        aside.add({row.item.toString(), std::string(kindName(row.kind)), shortTime(row.queuedAt), row.setAside});
    if (!aside.empty())
        text += "\n" + aside.toText() + "\"assentctl sync retry ID\" offers one again.\n";
    if (!standing.held.empty())
        text += "\n" + counted(std::ssize(standing.held), "item", "items") + " of a newer program "
            + (standing.held.size() == 1 ? "is" : "are") + " kept until this one is updated.\n";
    return text;
}

class Status final : public Command
{
public:
    explicit Status(CLI::App &parent)
        : Command(parent, "status", "What waits, since when, and what the hub refused", "  assentctl sync status --json") {}

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        Standing standing;
        ASSENT_TRY(standing.status, sync::status(*vault));
        ASSENT_TRY(standing.aside, outbox::setAside(*vault));
        ASSENT_TRY(standing.held, sync::heldItems(*vault));
        context.console.document(toJson(standing));
        context.console.print(toText(standing));
        return {};
    }
};

class Retry final : public Command
{
public:
    explicit Retry(CLI::App &parent)
        : Command(parent, "retry", "Offer again what the hub refused", "  assentctl sync retry 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e")
    {
        app().add_option("ID", m_id, "As \"sync status\" shows it")->required();
    }

    Result<void> run(Context &context) override
    {
        const auto item = AttributeId::parse(m_id);
        if (!item)
            return wrongCall("ID", "is no id (a UUID); \"assentctl sync status\" shows them");
        ASSENT_TRY(const auto vault, openVault(context));
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        if (const auto done = outbox::retry(transaction, item->uuid()); !done)
            return Error{done.error().code, done.error().detail, {{}, 0, 0, "ID"}};
        ASSENT_CHECK(transaction.commit());
        context.console.document(json::Value(json::Object{{"id", item->toString()}, {"waiting", true}}));
        context.console.print("It is offered again at the next sync.");
        return {};
    }

private:
    std::string m_id;
};

} // namespace

void addSyncStatusCommands(CLI::App &sync, Commands &commands)
{
    commands.push_back(std::make_unique<Status>(sync));
    commands.push_back(std::make_unique<Retry>(sync));
}

} // namespace assent::ctl
