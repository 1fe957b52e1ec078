#include "command.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "transfer/importpeople.h"
#include "vault/files.h"

#include <algorithm>

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

/// What the consent columns came to; nothing when there were none.
std::string consentsText(const ConsentCounts &counts)
{
    std::vector<std::string> parts;
    const auto add = [&parts](std::uint64_t count, std::string_view what) {
        if (count > 0)
            parts.push_back(grouped(static_cast<std::int64_t>(count)) + " " + std::string(what));
    };
    add(counts.grants, "granted");
    add(counts.withdrawals, "withdrawn");
    add(counts.refusals, "refused");
    add(counts.requests, "requested");
    add(counts.unchanged, "as said before");
    add(counts.stale, "older than what was said before");
    add(counts.suppressed, "void, from before the person was erased");
    return joined(parts);
}

std::string leftOutText(const ImportReport &report)
{
    std::string text;
    if (!report.consentsLeftOut.empty())
        text += "\nConsent columns not imported: " + joined(report.consentsLeftOut) + "\n  Say --consent-purpose, and for grants --notice-version"
                " or --notice-in-effect.\n";
    if (report.statusLeftOut)
        text += "\nWhat all rows of this file have in common was not imported.\n  Say --status if everyone in it has one.\n";
    return text;
}

std::string toText(const ImportReport &report)
{
    const auto number = [](std::uint64_t n) { return grouped(static_cast<std::int64_t>(n)); };
    std::string head = report.dryRun ? "Nothing was changed; this is what an import would do.\n" : "Imported.\n";
    if (report.refusedWhole)
        head = "The whole file was refused; nothing was changed.\n";
    if (report.resumedAt > 0)
        head = "Imported, going on behind row " + number(report.resumedAt) + ", where an import was broken off.\n";
    std::string text = head + facts({{"Rows", number(report.rows)}, {"Added", number(report.added)},
        {"Updated", number(report.updated)}, {"Unchanged", number(report.unchanged)}, {"Refused", number(report.refused)},
        {"Consents", consentsText(report.consents)}, {"Ignored columns", joined(report.ignoredColumns)}});
    return text + leftOutText(report) + problemsText(report);
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
            "  assentctl import people export.csv --source crm --preset mailchimp --json\n"
            "  assentctl import people subscribed.csv --source esp --preset mailchimp --status subscribed \\\n"
            "    --consent-purpose newsletter --notice-in-effect\n"
            "  assentctl import people unsubscribed.csv --source esp --preset mailchimp --status unsubscribed \\\n"
            "    --consent-purpose newsletter")
    {
        app().add_option("FILE", m_file, "CSV in UTF-8 with a header")->required();
        app().add_option("--source", m_source, "The system that the file comes from, as the catalogue names it")->type_name("NAME")->required();
        CLI::Option *map = app().add_option("--map", m_map, "What the columns mean (default: by their usual names)")->type_name("FILE");
        app().add_option("--preset", m_preset, "The export of a known system: " + presetNames())->type_name("NAME")->excludes(map);
        addConsentOptions();
        app().add_flag("--strict", m_strict, "One bad row refuses the whole file");
        app().add_flag("--dry-run", m_dryRun, "Say what would happen and change nothing");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context, kBulkCacheMiB));
        ASSENT_CHECK(checkSource(*store.catalogue));
        ASSENT_TRY(std::optional<Mapping> mapping, readMapping(*store.catalogue));
        ASSENT_CHECK(applyStatus(mapping));
        auto source = FileSource::open(m_file);
        if (!source)
            return inFile(std::move(source).error());
        ImportOptions options;
        options.source = SourceId(m_source);
        options.strict = m_strict;
        options.dryRun = m_dryRun;
        ASSENT_TRY(options.asOf, readAsOf(*store.vault));
        ProgressLine progress(m_dryRun ? "Checking" : "Importing", "bytes");
        const auto report = importPeople(*store.vault, *store.profiles, *store.catalogue, *std::move(source), mapping, options, progress);
        if (!report)
            return report.error().code == ErrorCode::Invalid ? inFile(report.error()) : report.error();
        return show(context, *report);
    }

private:
    void addConsentOptions()
    {
        CLI::Option *purpose = app().add_option("--consent-purpose", m_consent.purpose, "The purpose that a preset's consents are about")->type_name("P");
        app().add_option("--consent-channel", m_consent.channel, "Their channel (default: email)")->type_name("C")->needs(purpose);
        CLI::Option *version = app().add_option("--notice-version", m_noticeVersion, "People had this version of the notice before they consented")
            ->type_name("N")->check(CLI::Range(1, 1'000'000))->needs(purpose);
        app().add_flag("--notice-in-effect", m_noticeInEffect, "People had the notice in effect when they consented")->needs(purpose)->excludes(version);
        app().add_option("--status", m_status, "The one status that everyone in this file has, such as unsubscribed")->type_name("WORD");
        app().add_option("--as-of", m_asOf, "When the file was made: the time of a status that its row does not date")->type_name("TIME");
    }

    /// Names the known ones when the catalogue does not hold a name.
    Result<PresetConsent> presetConsent(const Catalogue &catalogue) const
    {
        PresetConsent consent = m_consent;
        const Purpose *purpose = catalogue.purpose(PurposeId(consent.purpose));
        if (!consent.purpose.empty() && !purpose)
            return unknownName("--consent-purpose", "purpose", consent.purpose, namesOf(catalogue.purposes()));
        const auto hasChannel = [&](const ChannelId &channel) { return channel.str() == consent.channel; };
        if (purpose && std::none_of(purpose->channels.begin(), purpose->channels.end(), hasChannel)) {
            std::vector<std::string> channels;
            for (const ChannelId &channel : purpose->channels)
                channels.push_back(channel.str());
            return unknownName("--consent-channel", "channel for this purpose", consent.channel, channels);
        }
        if (purpose && m_noticeVersion > 0 && !catalogue.notice(purpose->notice, m_noticeVersion))
            return wrongCall("--notice-version", "the purpose's notice has no such version");
        if (m_noticeVersion > 0 || m_noticeInEffect)
            consent.notice = m_noticeVersion;
        return consent;
    }

    Result<void> applyStatus(std::optional<Mapping> &mapping) const
    {
        if (m_status.empty())
            return {};
        if (!mapping || !mapping->fileConsent)
            return wrongCall("--status", "needs a mapping with a consent for the file as a whole, or --preset with --consent-purpose");
        std::vector<std::string> words;
        for (const ConsentWord &word : mapping->fileConsent->rule.words)
            words.push_back(word.word);
        if (!mapping->setStatus(m_status))
            return wrongCall("--status", "known are " + joined(words));
        return {};
    }

    Result<std::optional<Timestamp>> readAsOf(const Vault &vault) const
    {
        if (m_asOf.empty())
            return std::optional<Timestamp>();
        const auto time = fromRfc3339(m_asOf);
        if (!time || *time > vault.clock().now())
            return wrongCall("--as-of", "must be a past time such as 2026-03-01T09:30:00Z, or a date");
        return std::optional(*time);
    }

    template<typename Elements>
    static std::vector<std::string> namesOf(const Elements &elements)
    {
        std::vector<std::string> names;
        for (const auto &element : elements)
            names.push_back(element.id.str());
        return names;
    }

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
        return unknownName("--source", "source", m_source, namesOf(catalogue.sources()));
    }

    Result<std::optional<Mapping>> readMapping(const Catalogue &catalogue) const
    {
        if (!m_consent.purpose.empty() && m_preset.empty())
            return wrongCall("--consent-purpose", "is for a --preset; a mapping file names its purposes itself");
        if (m_map.empty() && m_preset.empty())
            return std::optional<Mapping>();
        if (m_map.empty()) {
            ASSENT_TRY(const PresetConsent consent, presetConsent(catalogue));
            auto preset = Mapping::preset(m_preset, catalogue, consent);
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
    PresetConsent m_consent;
    int m_noticeVersion = 0;
    bool m_noticeInEffect = false;
    std::string m_status;
    std::string m_asOf;
    bool m_strict = false;
    bool m_dryRun = false;
};

} // namespace

void addImportCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "import", "Take in what other systems know");
    commands.push_back(std::make_unique<ImportPeople>(group));
    addImportConsentsCommand(group, commands);
}

} // namespace assent::ctl
