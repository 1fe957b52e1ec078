#include "command.h"
#include "profile/erasurerequest.h"
#include "profile/retention.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

using Kind = Table::Column::Kind;

Table tallyTable(const std::string &title)
{
    return Table({{title}, {"VALUES", Kind::Number}, {"PEOPLE", Kind::Number}, {"FIRST END", Kind::Fixed}, {"LAST END", Kind::Fixed}});
}

void addRow(Table &table, const std::string &name, const RetentionTally &tally)
{
    table.add({name, grouped(tally.values), grouped(tally.people), shortDate(tally.earliest), shortDate(tally.latest)});
}

std::string tablesText(const RetentionReport &report)
{
    Table keys = tallyTable("FACT");
    for (const auto &[key, tally] : report.keys)
        addRow(keys, key, tally);
    Table purposes = tallyTable("PURPOSE");
    for (const auto &[purpose, tally] : report.purposes)
        addRow(purposes, purpose.str(), tally);
    return (keys.empty() ? "" : "\n" + keys.toText()) + (purposes.empty() ? "" : "\n" + purposes.toText());
}

std::string entriesText(const RetentionReport &report)
{
    if (report.entries == 0)
        return {};
    return counted(report.entries, "entry", "entries") + ", from " + std::to_string(*report.firstEntry) + " to "
        + std::to_string(*report.lastEntry);
}

std::string sumsText(const RetentionReport &report)
{
    return facts({{"Values", grouped(report.values)}, {"Of people", grouped(report.people)},
        {"Identifiers", grouped(report.identifiers)}, {"People as a whole", grouped(report.wholePeople)},
        {"Ledger", entriesText(report)}});
}

std::string toText(const RetentionReport &report, const std::string &head, const std::string &none)
{
    return report.people == 0 ? none + "\n" : head + "\n" + sumsText(report) + tablesText(report);
}

class RunRetention final : public Command
{
public:
    explicit RunRetention(CLI::App &parent)
        : Command(parent, "run", "Remove what has passed its end date, and leave a sealed record in the ledger",
            "  assentctl retention run --dry-run\n"
            "  assentctl retention run\n"
            "  assentctl retention run --at 2026-01-01 --json      # only what ended by then\n"
            "  assentctl retention run --dry-run --at 2030-01-01   # only a dry run looks ahead")
    {
        app().add_flag("--dry-run", m_dryRun, "Say what would go and change nothing");
        app().add_option("--at", m_at, "What ended at or before this time goes (default: now)")->type_name("TIME");
    }

    Result<void> run(Context &context) override
    {
        RetentionOptions options;
        options.dryRun = m_dryRun;
        if (!m_at.empty()) {
            const auto at = fromRfc3339(m_at);
            if (!at)
                return wrongCall("--at", "is not a time such as 2026-03-01 or 2026-03-01T09:30:00Z");
            if (*at > context.clock.now() && !m_dryRun)
                return wrongCall("--at", "is still to come; what has not ended is not removed. --dry-run looks ahead.");
            options.at = *at;
        }
        ASSENT_TRY(const OpenStore store, openStore(context, kBulkCacheMiB));
        ASSENT_TRY(const std::vector<ErasureReport> erased, m_dryRun ? std::vector<ErasureReport>() : carryOutErasures(*store.vault));
        ProgressLine progress(m_dryRun ? "Looking" : "Removing", "people");
        ASSENT_TRY(const RetentionReport report, runRetention(*store.vault, *store.profiles, options, progress));
        json::Value document = toJson(report);
        document.set("erased", static_cast<std::int64_t>(erased.size()));
        context.console.document(document);
        if (!erased.empty())
            context.console.note("Erased on request: " + counted(std::ssize(erased), "person", "people") + ".");
        context.console.print(toText(report,
            m_dryRun ? "Nothing was changed; this is what a run would remove." : "Removed.", "Nothing has passed its end date."));
        if (!report.inFile)
            context.console.note("Another program is reading the store; its file keeps old pages, encrypted, until that one is done.");
        return {};
    }

private:
    bool m_dryRun = false;
    std::string m_at;
};

class ShowDue final : public Command
{
public:
    explicit ShowDue(CLI::App &parent)
        : Command(parent, "due", "What passes its end date soon, or has already",
            "  assentctl retention due\n"
            "  assentctl retention due --within 7 --json")
    {
        app().add_option("--within", m_days, "Look so many days ahead; 0: only what has ended")->type_name("DAYS")
            ->check(quietly(CLI::Range(0, 36'500)))->capture_default_str();
    }

    Result<void> run(Context &context) override
    {
        RetentionOptions options;
        options.dryRun = true;
        options.at = context.clock.now() + std::chrono::days(m_days);
        ASSENT_TRY(const OpenStore store, openStore(context, kBulkCacheMiB));
        ProgressLine progress("Looking", "people");
        ASSENT_TRY(const RetentionReport report, runRetention(*store.vault, *store.profiles, options, progress));
        context.console.document(toJson(report));
        const std::string until = shortTime(report.at);
        context.console.print(toText(report, "A run at " + until + " would remove this.", "Nothing ends before " + until + "."));
        return {};
    }

private:
    int m_days = 30;
};

} // namespace

void addRetentionCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "retention", "Facts that have passed their end date");
    commands.push_back(std::make_unique<RunRetention>(group));
    commands.push_back(std::make_unique<ShowDue>(group));
}

} // namespace assent::ctl
