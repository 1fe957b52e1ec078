#include "command.h"
#include "profile/erasure.h"
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

std::string toText(const ErasurePlan &plan)
{
    std::string text = facts({{"Goes", counted(plan.facts, "value", "values") + ", " + counted(plan.identifiers, "identifier", "identifiers")
                                  + ", what was decided in " + counted(plan.decisions, "decision", "decisions") + ", "
                                  + counted(plan.notices, "notice shown", "notices shown")},
        {"Stays", "in the ledger that there were decisions, which nobody can tell whose; backups, for at most 30 days"}});
    if (plan.unsentClosings > 0)
        text += "Still sent before it goes: " + counted(plan.unsentClosings, "withdrawal", "withdrawals") + ".\n";
    return text + (plan.hasHub ? "The hub and all its stores erase too, at the next \"assentctl sync\".\n" : "");
}

/// Cancelled unless the answer is yes; Denied where nobody can be asked.
Result<void> confirm(Context &context, const ErasurePlan &plan)
{
    if (!::isatty(STDIN_FILENO))
        return Error{ErrorCode::Denied, "an erasure cannot be undone; say --yes where nobody can be asked"};
    context.console.note(toText(plan) + "This cannot be undone. Type \"erase\" to go on:");
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
            "  assentctl person erase anna@example.org --dry-run     # what goes and what stays")
    {
        app().add_option("ID", m_id, "Id, or an identifier that only one person has")->required();
        app().add_option("--role", m_role, "Whose act it is: the person's own, or staff's on their request")
            ->type_name("self|agent")->check(quietly(CLI::IsMember({"self", "agent"})))->capture_default_str();
        app().add_flag("--yes", m_yes, "Do not ask");
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
            ASSENT_CHECK(confirm(context, plan));
        ASSENT_TRY(const ErasureReport report, eraseSubject(*store.vault, id, m_role == "agent" ? ErasedBy::Agent : ErasedBy::Self));
        sealWhatWaits(context, store);
        show(context, id, report.gone, &report);
        if (!report.inFile)
            context.console.note("Another program is reading the store; its file keeps old pages, encrypted, until that one is done.");
        return {};
    }

private:
    static void show(Context &context, SubjectId id, const ErasurePlan &plan, const ErasureReport *report)
    {
        json::Value document;
        document.set("subject", id.toString());
        document.set("erased", report != nullptr);
        document.set("erasure", report ? json::Value(report->erasure.toString()) : json::Value());
        document.set("at", report ? json::Value(toRfc3339(report->at)) : json::Value());
        document.set("ledger_entry", report ? json::Value(report->entry) : json::Value());
        document.set("in_file", report ? json::Value(report->inFile) : json::Value());
        document.set("gone", toJson(plan));
        document.set("has_hub", plan.hasHub);
        context.console.document(document);
        context.console.print((report ? "Erased; ledger entry " + std::to_string(report->entry) + ".\n" : "Nothing was changed.\n") + toText(plan));
    }

    std::string m_id;
    std::string m_role = "self";
    bool m_yes = false;
    bool m_dryRun = false;
};

} // namespace

void addEraseCommand(CLI::App &person, Commands &commands) { commands.push_back(std::make_unique<Erase>(person)); }

} // namespace assent::ctl
