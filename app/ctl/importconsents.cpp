#include "command.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "transfer/recordimport.h"
#include "vault/files.h"

#include <algorithm>

namespace assent::ctl {
namespace {

constexpr std::size_t kLargestFile = 64 * 1024 * 1024;
constexpr std::size_t kShownProblems = 20;

std::string countText(const RecordImportReport &report)
{
    std::vector<std::string> parts;
    const auto add = [&parts](std::uint64_t count, std::string_view what) {
        if (count > 0)
            parts.push_back(grouped(static_cast<std::int64_t>(count)) + " " + std::string(what));
    };
    add(report.consents.grants, "granted");
    add(report.consents.withdrawals, "withdrawn");
    add(report.consents.refusals, "refused");
    add(report.consents.requests, "requested");
    add(report.consents.unchanged, "as said before");
    add(report.consents.stale, "older than what was said before");
    add(report.consents.suppressed, "void, from before the person was erased");
    add(report.silent, "that decide nothing");
    return joined(parts);
}

std::string toText(const RecordImportReport &report)
{
    std::string head = report.dryRun ? "Nothing was changed; this is what an import would do.\n" : "Imported.\n";
    if (report.refusedWhole)
        head = "The whole file was refused; nothing was changed.\n";
    std::string text = head + facts({{"Records", grouped(static_cast<std::int64_t>(report.records))},
        {"Refused", grouped(static_cast<std::int64_t>(report.refused))}, {"Consents", countText(report)}});
    if (report.problems.empty())
        return text;
    Table table({{"LINE", Table::Column::Kind::Number}, {"WHERE"}, {"WHY IT WAS REFUSED"}});
    for (const RecordProblem &problem : std::span(report.problems).first(std::min(report.problems.size(), kShownProblems)))
        table.add({std::to_string(problem.line), problem.pointer, problem.reason});
    text += "\n" + table.toText();
    if (report.problems.size() > kShownProblems)
        text += "Showing " + std::to_string(kShownProblems) + " problems; --json lists all.\n";
    return text;
}

class ImportConsents final : public Command
{
public:
    explicit ImportConsents(CLI::App &parent)
        : Command(parent, "consents", "Read consent records or receipts that others made, about people who are known here",
            "  assentctl import consents record.jsonld --source crm --notice-in-effect --dry-run\n"
            "  assentctl import consents receipt.json --source crm --subject anna@example.org \\\n"
            "    --purpose newsletter --channel email --notice-version 2")
    {
        app().add_option("FILE", m_file, "ISO/IEC TS 27560 in JSON-LD with DPV, a Kantara receipt 1.1, or consents of Apache Unomi")->required();
        app().add_option("--source", m_source, "The system that the records come from, as the catalogue names it")->type_name("NAME")->required();
        app().add_option("--subject", m_subject, "Whom they are about (default: whom they name)")->type_name("ID");
        app().add_option("--purpose", m_purpose, "The purpose that they are about (default: by our id, DPV term or name)")->type_name("P");
        app().add_option("--channel", m_channel, "The channel (default: the one that they name, or the only one)")->type_name("C");
        CLI::Option *version = app().add_option("--notice-version", m_noticeVersion, "People had this version of the notice before they consented")
            ->type_name("N")->check(quietly(CLI::Range(1, 1'000'000)));
        app().add_flag("--notice-in-effect", m_noticeInEffect, "People had the notice in effect when they consented")->excludes(version);
        app().add_flag("--strict", m_strict, "One bad record refuses the whole file");
        app().add_flag("--dry-run", m_dryRun, "Say what would happen and change nothing");
    }

    Result<void> run(Context &context) override
    {
        auto read = files::read(m_file, kLargestFile);
        if (!read && read.error().code == ErrorCode::Corrupt)
            return Error{ErrorCode::Invalid, "is larger than 64 MB; split it", {m_file, 0, 0, {}}};
        ASSENT_TRY(const std::string text, std::move(read));
        ASSENT_TRY(const ConsentDocument document, readConsentDocument(text, m_file));
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const RecordImportOptions options, optionsFor(store));
        ASSENT_TRY(const RecordImportReport report, importRecords(*store.vault, *store.profiles, *store.catalogue, document, options));
        return show(context, report);
    }

private:
    Result<RecordImportOptions> optionsFor(OpenStore &store) const
    {
        RecordImportOptions options;
        options.source = SourceId(m_source);
        options.purpose = PurposeId(m_purpose);
        options.channel = ChannelId(m_channel);
        options.strict = m_strict;
        options.dryRun = m_dryRun;
        ASSENT_CHECK(checkNames(*store.catalogue));
        if (!m_subject.empty()) {
            ASSENT_TRY(options.subject, findSubject(store, m_subject, "--subject"));
        }
        if (m_noticeVersion > 0 || m_noticeInEffect)
            options.notice = m_noticeVersion;
        return options;
    }

    Result<void> checkNames(const Catalogue &catalogue) const
    {
        if (!catalogue.source(SourceId(m_source)))
            return unknownName("--source", "source", m_source, namesOf(catalogue.sources()));
        if (!m_purpose.empty() && !catalogue.purpose(PurposeId(m_purpose)))
            return unknownName("--purpose", "purpose", m_purpose, namesOf(catalogue.purposes()));
        if (!m_channel.empty() && !catalogue.channel(ChannelId(m_channel)))
            return unknownName("--channel", "channel", m_channel, namesOf(catalogue.channels()));
        return {};
    }

    template<typename Elements>
    static std::vector<std::string> namesOf(const Elements &elements)
    {
        std::vector<std::string> names;
        for (const auto &element : elements)
            names.push_back(element.id.str());
        return names;
    }

    /// The first problem, as the reason why nothing of the file counts.
    Error refusal(const RecordImportReport &report) const
    {
        const RecordProblem &first = report.problems.front();
        return {ErrorCode::Invalid, first.reason, {m_file, first.line, 0, first.pointer}};
    }

    Result<void> show(Context &context, const RecordImportReport &report) const
    {
        const bool nothing = !report.problems.empty() && (report.refusedWhole || report.refused == report.records);
        json::Value document = toJson(report);
        if (nothing)
            document.set("error", ctl::toJson(refusal(report)));
        context.console.document(document);
        context.console.print(toText(report));
        if (nothing)
            return refusal(report);
        return {};
    }

    std::string m_file;
    std::string m_source;
    std::string m_subject;
    std::string m_purpose;
    std::string m_channel;
    int m_noticeVersion = 0;
    bool m_noticeInEffect = false;
    bool m_strict = false;
    bool m_dryRun = false;
};

} // namespace

void addImportConsentsCommand(CLI::App &import, Commands &commands) { commands.push_back(std::make_unique<ImportConsents>(import)); }

} // namespace assent::ctl
