#include "command.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "transfer/importpeople.h"
#include "vault/files.h"

namespace assent::ctl {
namespace {

constexpr std::size_t kLargestMapping = 1024 * 1024;
constexpr std::size_t kShownProblems = 20;

std::string problemsText(const ImportReport &report)
{
    if (report.problems.empty())
        return {};
    using Kind = Table::Column::Kind;
    Table table({{"LINE", Kind::Number}, {"COLUMN"}, {"WHY IT WAS REFUSED"}});
    const std::size_t shown = std::min(report.problems.size(), kShownProblems);
    for (const RowProblem &problem : std::span(report.problems).first(shown))
        table.add({std::to_string(problem.line), problem.field, problem.reason});
    std::string text = "\n" + table.toText();
    if (report.refused > shown)
        text += "Showing " + grouped(static_cast<std::int64_t>(shown)) + " problems; --json lists up to 1,000.\n";
    return text;
}

std::string toText(const ImportReport &report)
{
    const auto number = [](std::uint64_t n) { return grouped(static_cast<std::int64_t>(n)); };
    std::string head = report.dryRun ? "Nothing was changed; this is what an import would do.\n" : "Imported.\n";
    if (report.refusedWhole)
        head = "The whole file was refused; nothing was changed.\n";
    std::string text = head + facts({{"Rows", number(report.rows)}, {"Added", number(report.added)},
        {"Updated", number(report.updated)}, {"Unchanged", number(report.unchanged)}, {"Refused", number(report.refused)},
        {"Ignored columns", joined(report.ignoredColumns)}});
    return text + problemsText(report);
}

/// The first problem, as the reason why a strict import was refused.
Error refusal(const ImportReport &report, const std::string &file)
{
    Error error{ErrorCode::Invalid, "a row is not good, and --strict refuses the file for it", {file, 0, 0, {}}};
    if (report.problems.empty())
        return error;
    const RowProblem &first = report.problems.front();
    error.detail = first.reason;
    error.where = {file, first.line, first.column, first.field};
    return error;
}

class ImportPeople final : public Command
{
public:
    explicit ImportPeople(CLI::App &parent)
        : Command(parent, "people", "Read people from a CSV file; the same file twice changes nothing",
            "  assentctl import people customers.csv --source crm --dry-run\n"
            "  assentctl import people customers.csv --source crm --map mapping.json --strict\n"
            "  assentctl import people export.csv --source crm --preset mailchimp --json")
    {
        app().add_option("FILE", m_file, "CSV in UTF-8 with a header")->required();
        app().add_option("--source", m_source, "The system that the file comes from, as the catalogue names it")->type_name("NAME")->required();
        CLI::Option *map = app().add_option("--map", m_map, "What the columns mean (default: by their usual names)")->type_name("FILE");
        app().add_option("--preset", m_preset, "The export of a known system: " + presetNames())->type_name("NAME")->excludes(map);
        app().add_flag("--strict", m_strict, "One bad row refuses the whole file");
        app().add_flag("--dry-run", m_dryRun, "Say what would happen and change nothing");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context, kBulkCacheMiB));
        ASSENT_CHECK(checkSource(*store.catalogue));
        ASSENT_TRY(const std::optional<Mapping> mapping, readMapping(*store.catalogue));
        auto source = FileSource::open(m_file);
        if (!source)
            return inFile(std::move(source).error());
        ImportOptions options;
        options.source = SourceId(m_source);
        options.strict = m_strict;
        options.dryRun = m_dryRun;
        ProgressLine progress(m_dryRun ? "Checking" : "Importing", "bytes");
        const auto report = importPeople(*store.vault, *store.profiles, *store.catalogue, *std::move(source), mapping, options, progress);
        if (!report)
            return report.error().code == ErrorCode::Invalid ? inFile(report.error()) : report.error();
        return show(context, *report);
    }

private:
    static std::string presetNames()
    {
        std::vector<std::string> names;
        for (const std::string_view name : Mapping::presets())
            names.emplace_back(name);
        return joined(names);
    }

    Result<void> checkSource(const Catalogue &catalogue) const
    {
        if (catalogue.source(SourceId(m_source)))
            return {};
        std::vector<std::string> known;
        for (const Source &source : catalogue.sources())
            known.push_back(source.id.str());
        return unknownName("--source", "source", m_source, known);
    }

    Result<std::optional<Mapping>> readMapping(const Catalogue &catalogue) const
    {
        if (m_map.empty() && m_preset.empty())
            return std::optional<Mapping>();
        if (m_map.empty()) {
            auto preset = Mapping::preset(m_preset, catalogue);
            if (!preset && preset.error().code == ErrorCode::NotFound)
                return wrongCall("--preset", "there are " + presetNames());
            if (!preset)
                return std::move(preset).error();
            return std::optional(std::move(preset).value());
        }
        ASSENT_TRY(const std::string text, files::read(m_map, kLargestMapping));
        ASSENT_TRY(Mapping mapping, Mapping::parse(text, m_map, catalogue));
        return std::optional(std::move(mapping));
    }

    /// Names the file in a fault that is the file's.
    Error inFile(Error error) const
    {
        if (error.where.file.empty())
            error.where.file = m_file;
        return error;
    }

    Result<void> show(Context &context, const ImportReport &report) const
    {
        json::Value document = toJson(report);
        if (report.refusedWhole)
            document.set("error", ctl::toJson(refusal(report, m_file)));
        context.console.document(document);
        context.console.print(toText(report));
        if (report.refusedWhole)
            return refusal(report, m_file);
        return {};
    }

    std::string m_file;
    std::string m_source;
    std::string m_map;
    std::string m_preset;
    bool m_strict = false;
    bool m_dryRun = false;
};

} // namespace

void addImportCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "import", "Take in what other systems know");
    commands.push_back(std::make_unique<ImportPeople>(group));
}

} // namespace assent::ctl
