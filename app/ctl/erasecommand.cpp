#include "command.h"
#include "profile/erasurerequest.h"
#include "syncparts.h"
#include "table.h"
#include "text.h"

#include <iostream>

#include <unistd.h>

namespace assent::ctl {
namespace {

json::Value toJson(const ErasurePlan &plan)
{
    json::Value value;
    value.set("facts", plan.facts);
    value.set("identifiers", plan.identifiers);
    value.set("decisions", plan.decisions);
    value.set("notices_shown", plan.notices);
    value.set("unsent_closings", plan.unsentClosings);
    value.set("unsent_others", plan.unsentOthers);
    return value;
}

json::Value toJson(const ErasureRequest &request)
{
    json::Value value;
    value.set("subject", request.subject.toString());
    value.set("erasure", request.id.toString());
    value.set("reference", erasureReference(request.id));
    value.set("role", erasedByName(request.by));
    value.set("asked_at", toRfc3339(request.at));
    value.set("due_at", toRfc3339(request.due));
    value.set("ledger_entry", request.entry);
    return value;
}

json::Value toJson(const std::vector<KeptByLaw> &kept)
{
    json::Array list;
    for (const KeptByLaw &one : kept) {
        json::Array purposes;
        for (const PurposeId &purpose : one.purposes)
            purposes.push_back(json::Value(purpose.str()));
        json::Value value;
        value.set("fact", one.key);
        value.set("until", one.until ? json::Value(toRfc3339(*one.until)) : json::Value());
        value.set("purposes", std::move(purposes));
        list.push_back(std::move(value));
    }
    return json::Value(std::move(list));
}

std::string toText(const std::vector<KeptByLaw> &kept)
{
    std::vector<std::string> parts;
    for (const KeptByLaw &one : kept)
        parts.push_back(printable(one.key) + (one.until ? " until " + shortDate(one.until) : ""));
    return joined(parts);
}

std::string toText(const ErasurePlan &plan)
{
    std::string text = facts({{"Goes", counted(plan.facts, "value", "values") + ", " + counted(plan.identifiers, "identifier", "identifiers")
                                  + ", what was decided in " + counted(plan.decisions, "decision", "decisions") + ", "
                                  + counted(plan.notices, "notice shown", "notices shown")},
        {"Stays", "in the ledger that there were decisions, which nobody can tell whose; backups, for at most 30 days"},
        {"By law", plan.keptByLaw.empty() ? "" : "the controller keeps in its own records: " + toText(plan.keptByLaw)}});
    if (plan.unsentClosings > 0)
        text += "Still sent before it goes: " + counted(plan.unsentClosings, "withdrawal", "withdrawals") + ".\n";
    return text + (plan.hasHub ? "The hub and all its stores erase too, at the next \"assentctl sync\".\n" : "");
}

/// Cancelled unless the answer is yes; Denied where nobody can be asked.
Result<void> confirm(Context &context, const ErasurePlan &plan, bool waits)
{
    if (!::isatty(STDIN_FILENO))
        return Error{ErrorCode::Denied, "an erasure cannot be undone; say --yes where nobody can be asked"};
    context.console.note(toText(plan) + (waits ? "It can be taken back for " + std::to_string(kErasureWait.count()) + " days, and then no more."
        : std::string("This cannot be undone.")) + " Type \"erase\" to go on:");
    std::string line;
    std::getline(std::cin, line);
    if (line != "erase")
        return Error{ErrorCode::Cancelled, "nothing was erased"};
    return {};
}

class Erase final : public Command
{
public:
    explicit Erase(CLI::App &parent)
        : Command(parent, "erase", "Erase a person for good: everything about them, here and at the hub",
            "  assentctl person erase anna@example.org\n"
            "  assentctl person erase 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e --role agent --yes --json\n"
            "  assentctl person erase anna@example.org --wait        # in 14 days; \"person keep\" takes it back until then\n"
            "  assentctl person erase anna@example.org --dry-run     # what goes and what stays")
    {
        app().add_option("ID", m_id, "Id, or an identifier that only one person has")->required();
        app().add_option("--role", m_role, "Whose act it is: the person's own, or staff's on their request")
            ->type_name("self|agent")->check(quietly(CLI::IsMember({"self", "agent"})))->capture_default_str();
        app().add_flag("--yes", m_yes, "Do not ask");
        app().add_flag("--wait", m_wait, "Wait 14 days; the first sync, retention run or start of the desktop after that erases");
        app().add_flag("--dry-run", m_dryRun, "Say what goes and what stays, and change nothing");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const SubjectId id, findSubject(store, m_id, "ID"));
        ASSENT_TRY(const ErasurePlan plan, planErasure(*store.vault, id));
        if (m_dryRun) {
            show(context, id, plan, nullptr);
            return {};
        }
        if (!m_yes)
            ASSENT_CHECK(confirm(context, plan, m_wait));
        if (m_wait)
            return wait(context, *store.vault, id, plan);
        ASSENT_TRY(const ErasureReport report, eraseSubject(*store.vault, id, by()));
        sealWhatWaits(context, store);
        show(context, id, report.gone, &report);
        if (!report.inFile)
            context.console.note("Another program is reading the store; its file keeps old pages, encrypted, until that one is done.");
        return {};
    }

private:
    ErasedBy by() const { return m_role == "agent" ? ErasedBy::Agent : ErasedBy::Self; }

    Result<void> wait(Context &context, Vault &vault, SubjectId id, const ErasurePlan &plan) const
    {
        ASSENT_TRY(const ErasureRequest request, requestErasure(vault, id, by()));
        json::Value document = toJson(request);
        document.set("gone", toJson(plan));
        document.set("kept_by_law", toJson(plan.keptByLaw));
        document.set("has_hub", plan.hasHub);
        context.console.document(document);
        context.console.print("Erased after " + shortTime(request.due) + " UTC, unless \"assentctl person keep " + id.toString()
            + "\" takes it back. Reference " + erasureReference(request.id) + ".\n" + toText(plan));
        return {};
    }

    static void show(Context &context, SubjectId id, const ErasurePlan &plan, const ErasureReport *report)
    {
        json::Value document;
        document.set("subject", id.toString());
        document.set("erased", report != nullptr);
        document.set("erasure", report ? json::Value(report->erasure.toString()) : json::Value());
        document.set("at", report ? json::Value(toRfc3339(report->at)) : json::Value());
        document.set("ledger_entry", report ? json::Value(report->entry) : json::Value());
        document.set("in_file", report ? json::Value(report->inFile) : json::Value());
        document.set("reference", report ? json::Value(erasureReference(report->erasure)) : json::Value());
        document.set("gone", toJson(plan));
        document.set("kept_by_law", toJson(plan.keptByLaw));
        document.set("has_hub", plan.hasHub);
        context.console.document(document);
        context.console.print((report ? "Erased; ledger entry " + std::to_string(report->entry) + ".\n" : "Nothing was changed.\n") + toText(plan));
    }

    std::string m_id;
    std::string m_role = "self";
    bool m_yes = false;
    bool m_wait = false;
    bool m_dryRun = false;
};

class Keep final : public Command
{
public:
    explicit Keep(CLI::App &parent)
        : Command(parent, "keep", "Take back an erasure that waits", "  assentctl person keep anna@example.org")
    {
        app().add_option("ID", m_id, "Id, or an identifier that only one person has")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const SubjectId id, findSubject(store, m_id, "ID"));
        ASSENT_TRY(const ErasureRequest request, takeBackErasure(*store.vault, id));
        json::Value document = toJson(request);
        document.set("kept", true);
        context.console.document(document);
        context.console.print("Kept: the erasure " + erasureReference(request.id) + " is taken back; ledger entry " + std::to_string(request.entry) + ".");
        return {};
    }

private:
    std::string m_id;
};

class Erasures final : public Command
{
public:
    explicit Erasures(CLI::App &parent)
        : Command(parent, "erasures", "Erasures that wait, the next one first", "  assentctl person erasures --json") {}

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const OpenStore store, openStore(context));
        ASSENT_TRY(const std::vector<ErasureRequest> waiting, erasureRequests(*store.vault));
        json::Array list;
        Table table({{"REFERENCE", Table::Column::Kind::Fixed}, {"PERSON", Table::Column::Kind::Fixed}, {"ASKED", Table::Column::Kind::Fixed},
            {"DUE", Table::Column::Kind::Fixed}, {"BY"}});
        for (const ErasureRequest &request : waiting) {
            list.push_back(toJson(request));
            table.add({erasureReference(request.id), request.subject.toString(), shortTime(request.at), shortTime(request.due),
                std::string(erasedByName(request.by))});
        }
        context.console.document(json::Value(json::Object{{"waiting", json::Value(std::move(list))}}));
        context.console.print(waiting.empty() ? "No erasure waits." : table.toText());
        return {};
    }
};

} // namespace

void addEraseCommand(CLI::App &person, Commands &commands)
{
    commands.push_back(std::make_unique<Erase>(person));
    commands.push_back(std::make_unique<Keep>(person));
    commands.push_back(std::make_unique<Erasures>(person));
}

} // namespace assent::ctl
