// What was allowed at an instant, and a signed extract of it.
#include "command.h"
#include "consent/extract.h"
#include "consentparts.h"
#include "failure.h"
#include "print/pdf.h"
#include "resources.h"
#include "table.h"
#include "text.h"
#include "transfer/extractsheet.h"
#include "transfer/newfile.h"
#include "transfer/subjectdata.h"

#include <algorithm>
#include <fstream>

namespace assent::ctl {
namespace {

constexpr std::size_t kMostExtractBytes = 64 << 20;

std::string answer(const ConsentState &state)
{
    const std::string word(stateWordName(state.word));
    return (state.allowed ? "yes, " : "no, ") + (state.conflict ? word + " (needs your word again)" : word);
}

std::string noticeOf(const ActAt &act)
{
    const EventPayload &payload = act.entry.event.payload;
    if (payload.noticeVersion == 0)
        return {};
    std::string text = payload.notice.str() + " v" + std::to_string(payload.noticeVersion) + " " + payload.locale;
    if (act.served)
        text += ", shown " + shortTime(act.served->servedAt);
    return text + (act.text ? "" : ", text not held");
}

class At final : public Command
{
public:
    explicit At(CLI::App &parent)
        : Command(parent, "at", "What was allowed at an instant, as decided and as known then, and what proves it",
            "  assentctl consent at --subject anna@example.org --time 2026-03-01\n"
            "  assentctl consent at --subject anna@example.org --time 2026-03-01T09:30:00Z --purpose newsletter --json\n"
            "  assentctl consent at --subject anna@example.org --time 2026-03-01 --output extract.json   # signed\n"
            "  assentctl consent at --subject anna@example.org --time 2026-03-01 --output extract.pdf --language pl")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        app().add_option("--time", m_time, "The instant, in UTC unless it says otherwise")->type_name("TIME")->required();
        m_parts.addTo(app(), true);
        app().add_option("--output", m_output, "Write an extract that is signed with the log's key: JSON; with a name in .pdf also on paper,\n"
                                               "with the JSON in it and beside it")->type_name("FILE");
        app().add_option("--language", m_language, "Of a PDF: en, zh_TW, pl or fr (default: the person's)")->type_name("L");
    }

    Result<void> run(Context &context) override
    {
        const auto at = fromRfc3339(m_time);
        if (!at)
            return wrongCall("--time", "not a time: write it as 2026-03-01T09:30:00Z or 2026-03-01");
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const KeyPattern wanted, m_parts.pattern(*store.catalogue));
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(PointInTime point, pointInTime(*store.vault, *store.consents, subject, *at));
        keep(point, wanted, *store.catalogue);
        if (!m_output.empty())
            ASSENT_CHECK(write(store, point));
        context.console.document(extractOf(point, context.clock.now()));
        context.console.print(toText(point) + written());
        return {};
    }

private:
    /// Only the choices that are asked for, and what they rest on.
    static void keep(PointInTime &point, const KeyPattern &wanted, const Catalogue &catalogue)
    {
        std::erase_if(point.keys, [&](const KeyAt &key) { return !catalogue.matches(wanted, key.key); });
        std::erase_if(point.acts, [&](const ActAt &act) {
            const Digest hash = act.entry.event.hash();
            const auto restsOn = [&](const ConsentState &state) {
                return std::count(state.liveOpenings.begin(), state.liveOpenings.end(), hash) > 0
                    || std::count(state.standingClosings.begin(), state.standingClosings.end(), hash) > 0;
            };
            return std::none_of(point.keys.begin(), point.keys.end(), [&](const KeyAt &key) { return restsOn(key.decided) || restsOn(key.known); });
        });
    }

    bool onPaper() const { return print::namesPdf(m_output); }
    /// Where the signed JSON goes: beside its PDF when one is wanted.
    std::string jsonFile() const { return onPaper() ? std::filesystem::path(m_output).replace_extension(".json").string() : m_output; }

    std::string written() const
    {
        if (m_output.empty())
            return {};
        return "Signed extract in " + jsonFile() + (onPaper() ? ", and to read in " + m_output : "") + ".\n";
    }

    Result<void> write(OpenStore &store, const PointInTime &point) const
    {
        ASSENT_TRY(const SignedExtract extract, signedExtract(*store.vault, point));
        ASSENT_TRY(NewFile json, NewFile::write(jsonFile(), asBytes(extract.text)));
        if (!onPaper())
            return taken(json, jsonFile());
        ASSENT_TRY(const Bytes pdf, toPdf(store, point, extract));
        ASSENT_TRY(NewFile paper, NewFile::write(m_output, pdf));
        ASSENT_CHECK(taken(json, jsonFile()));
        const Result<void> done = taken(paper, m_output);
        if (std::error_code ignored; !done)
            std::filesystem::remove(jsonFile(), ignored); // both or none
        return done;
    }

    static Result<void> taken(NewFile &file, const std::string &path)
    {
        const auto done = file.take(false);
        if (!done && done.error().code == ErrorCode::Conflict)
            return Error{ErrorCode::Conflict, path + " is there already; name another file", {{}, 0, 0, "--output"}};
        return done;
    }

    Result<Bytes> toPdf(OpenStore &store, const PointInTime &point, const SignedExtract &extract) const
    {
        ASSENT_TRY(const ConsentView view, store.consents->view(point.subject));
        const std::string language = documentLanguage(m_language.empty() ? view.language : m_language);
        ASSENT_TRY(const std::filesystem::path font, findResource("fonts/Inter-Regular.otf"));
        return print::toPdf({extractTitle(language), extractHtml(point, extract, language), language, "extract.json", "application/json", extract.text},
            font.parent_path().string());
    }

    static std::string toText(const PointInTime &point)
    {
        using Kind = Table::Column::Kind;
        if (point.keys.empty())
            return "No choice is covered by this.\n";
        Table choices({{"PURPOSE", Kind::Fixed}, {"CHANNEL", Kind::Fixed}, {"RECIPIENT"}, {"AS DECIDED"}, {"AS KNOWN"}, {"NOTE", Kind::Fixed}});
        for (const KeyAt &key : point.keys)
            choices.add({key.key.purpose.str(), key.key.channel.str(), key.key.recipient.str(), answer(key.decided), answer(key.known),
                key.differs() ? "differs" : ""});
        Table acts({{"DECIDED (UTC)", Kind::Fixed}, {"RECEIVED (UTC)", Kind::Fixed}, {"ACT", Kind::Fixed}, {"BY", Kind::Fixed}, {"NOTICE"},
            {"ENTRY", Kind::Number}});
        for (const ActAt &act : point.acts) {
            const HistoryEntry &entry = act.entry;
            acts.add({shortTime(entry.event.core.decidedAt), shortTime(entry.hubReceivedAt.value_or(entry.receivedAt)),
                std::string(actName(entry.event.core.act)), std::string(actorRoleName(entry.event.payload.actorRole)), noticeOf(act), grouped(entry.entry)});
        }
        std::string text = facts({{"At", toRfc3339(point.at)}, {"Catalogue", "version " + std::to_string(point.catalogue->version())}}) + "\n"
            + choices.toText();
        return point.acts.empty() ? text + "\nNothing had been decided.\n" : text + "\nThese rest on:\n" + acts.toText();
    }

    std::string m_subject;
    std::string m_time;
    ConsentParts m_parts;
    std::string m_output;
    std::string m_language;
};

class CheckExtract final : public Command
{
public:
    explicit CheckExtract(CLI::App &parent)
        : Command(parent, "check", "Check a signed extract; needs no store",
            "  assentctl consent check extract.json\n"
            "  assentctl consent check extract.json --key 'assent.log/0195…+1f2e3d4c+AbCd…'    # exit code 4 when it does not hold")
    {
        app().add_option("FILE", m_file, "As \"consent at --output\" wrote it")->required();
        app().add_option("--key", m_key, "The log's verifier key, from a place that you trust")->type_name("VKEY");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const std::string text, read());
        auto checked = checkExtract(text, m_key.empty() ? std::nullopt : std::optional(m_key));
        if (!checked) {
            Error error = checked.error();
            error.where.file = m_file;
            return error;
        }
        json::Value document;
        document.set("genuine", true);
        document.set("signer", checked->signer);
        document.set("extract", checked->extract);
        context.console.document(document);
        context.console.print("Genuine. Signed by " + checked->signer + ".\n"
            + (m_key.empty() ? "Compare that key with the one that the organisation publishes, or give it as --key.\n" : ""));
        return {};
    }

private:
    Result<std::string> read() const
    {
        std::error_code fault;
        const auto size = std::filesystem::file_size(m_file, fault);
        if (fault)
            return Error{ErrorCode::NotFound, "no such file", {m_file, 0, 0, {}}};
        if (size > kMostExtractBytes)
            return Error{ErrorCode::Invalid, "is too large for an extract", {m_file, 0, 0, {}}};
        std::ifstream in(m_file, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        if (in.bad() || !in.is_open())
            return Error{ErrorCode::Io, "cannot be read", {m_file, 0, 0, {}}};
        if (text.starts_with("%PDF-"))
            return Error{ErrorCode::Invalid, "is the sheet to read: what is signed is extract.json, which is attached to it", {m_file, 0, 0, {}}};
        return text;
    }

    std::string m_file;
    std::string m_key;
};

} // namespace

void addConsentAt(CLI::App &group, Commands &commands)
{
    commands.push_back(std::make_unique<At>(group));
    commands.push_back(std::make_unique<CheckExtract>(group));
}

} // namespace assent::ctl
