#include "transfer/extractsheet.h"

#include "crypto/hash.h"
#include "transfer/sheet.h"
#include "transfer/subjectdata.h"

#include <map>

namespace assent {
namespace {

constexpr std::string_view kFile = "extract.json";
constexpr const char *kStyle = "body{font-size:9.5pt;color:#1a1a1a}h1{font-size:19pt}h2{font-size:13pt}h3{font-size:10.5pt}table{margin-top:8px}"
                               "td,th{padding:3px 8px 3px 0;vertical-align:top}th{text-align:left;color:#555;font-weight:normal}"
                               ".heading{font-size:10.5pt;color:#1a1a1a}.label{color:#555}.exact{font-size:8pt}.small{font-size:8pt;color:#555}";

std::string_view wordFor(Act act)
{
    switch (act) {
    case Act::Grant: return "Consent given";
    case Act::Confirm: return "Consent confirmed";
    case Act::Withdraw: return "Consent withdrawn";
    case Act::Refuse: return "Consent refused";
    case Act::Object: return "Objection made";
    case Act::Revoke: return "Consent revoked";
    case Act::Invalidate: return "Consent found invalid";
    case Act::Signal: return "Signal of the browser to stop";
    case Act::Request: return "Consent asked for";
    case Act::Defer: return "Decision put off";
    }
    return "";
}

std::string_view wordFor(ActorRole role)
{
    switch (role) {
    case ActorRole::Self: return "the person";
    case ActorRole::Agent: return "an employee, for the person";
    case ActorRole::Guardian: return "a guardian of the person";
    case ActorRole::System: return "the organisation";
    case ActorRole::Import: return "the organisation, from another system";
    }
    return "";
}

std::string_view wordFor(ServedMode mode)
{
    switch (mode) {
    case ServedMode::Screen: return "shown on a screen";
    case ServedMode::ReadAloud: return "read aloud";
    case ServedMode::Paper: return "given on paper";
    case ServedMode::Attested: return "attested by another system";
    case ServedMode::None: break;
    }
    return "";
}

/// Builds the sheet; every text that goes in is escaped where it does.
class Sheet
{
public:
    Sheet(const PointInTime &point, const SignedExtract &extract, const std::string &language)
        : m_point(point), m_extract(extract), m_language(language), m_names(*point.catalogue, language)
    {
        for (const ActAt &act : point.acts)
            m_entries.emplace(act.entry.event.hash(), act.entry.entry);
    }

    std::string build()
    {
        m_out = "<html><head><style>" + std::string(kStyle) + "</style></head><body><h1>" + htmlEscaped(extractTitle(m_language)) + "</h1>";
        head();
        choices();
        acts();
        notices();
        proof();
        return std::move(m_out) + "</body></html>";
    }

private:
    struct Line
    {
        std::string_view label;
        std::string value; ///< empty: nothing to tell
        bool exact = false; ///< for machines: small, so that it fits
    };

    std::string word(std::string_view english) const { return translated(std::string(english), m_language); }
    std::string quoted(std::string_view english) const { return htmlEscaped(word(english)); }

    /// A table whose heading stays with it at the end of a page.
    void lines(const std::vector<Line> &all, const std::string &heading = {})
    {
        m_out += "<table width=\"100%\">" + (heading.empty() ? "" : "<thead><tr><th colspan=\"2\" class=\"heading\">" + heading + "</th></tr></thead>");
        for (const Line &line : all) {
            if (!line.value.empty())
                m_out += "<tr><td width=\"28%\" class=\"label\">" + quoted(line.label) + "</td><td class=\"" + (line.exact ? "exact" : "") + "\">"
                    + htmlEscaped(line.value) + "</td></tr>";
        }
        m_out += "</table>";
    }

    std::string headingOf(const std::string &title, const std::string &beside) const
    {
        return "<b>" + title + "</b> <span class=\"small\">" + beside + "</span>";
    }

    std::string versioned(std::string_view title, int version, std::string_view language) const
    {
        return std::string(title) + " (" + word("version") + " " + std::to_string(version) + ", " + std::string(language) + ")";
    }

    void head()
    {
        const Catalogue &catalogue = *m_point.catalogue;
        lines({{"Person", m_point.subject.toString()}, {"Point in time", toRfc3339(m_point.at)}, {"Held by", catalogue.controllerName().in(m_language)},
            {"Contact", catalogue.controllerContact()}, {"Jurisdiction", m_point.jurisdiction},
            {"Catalogue", word("version") + " " + std::to_string(catalogue.version())}, {"Made on", sheetMinute(m_extract.madeAt)}});
        m_out += "<p>" + quoted("\"As decided\" counts what the person had decided by then; \"as known\" only what the organisation had received by then.")
            + "</p>";
    }

    std::string stateOf(const ConsentState &state) const
    {
        if (state.model == ConsentModel::Required)
            return quoted("needed for the service");
        std::string text = "<b>" + quoted(state.allowed ? "allowed" : "not allowed") + "</b>, " + quoted(stateWordName(state.word));
        if (state.conflict)
            text += ", " + quoted("the person has to be asked again");
        if (state.since)
            text += "<br><span class=\"small\">" + quoted("Since") + " " + sheetMinute(*state.since) + "</span>";
        if (state.validUntil)
            text += "<br><span class=\"small\">" + quoted("Valid until") + " " + sheetMinute(*state.validUntil) + "</span>";
        return text;
    }

    /// The entries of the acts that a choice rests on.
    std::string entriesOf(const KeyAt &key) const
    {
        std::set<std::int64_t> entries;
        for (const ConsentState *state : {&key.decided, &key.known}) {
            for (const auto *hashes : {&state->liveOpenings, &state->standingClosings}) {
                for (const Digest &hash : *hashes) {
                    if (const auto found = m_entries.find(hash); found != m_entries.end())
                        entries.insert(found->second);
                }
            }
        }
        std::vector<std::string> texts;
        for (const std::int64_t entry : entries)
            texts.push_back(sheetNumber(static_cast<std::uint64_t>(entry)));
        return sheetList(texts, "en");
    }

    /// A table for each purpose: its channels and recipients.
    void choices()
    {
        m_out += "<h2>" + quoted("Choices") + "</h2>";
        if (m_point.keys.empty())
            m_out += "<p>" + quoted("No choice is covered by this.") + "</p>";
        const PurposeId *open = nullptr;
        for (const KeyAt &key : m_point.keys) {
            if (!open || *open != key.key.purpose)
                openChoices(key.key.purpose, open != nullptr);
            open = &key.key.purpose;
            m_out += "<tr><td>" + htmlEscaped(m_names.channel(key.key.channel)) + "</td><td>" + htmlEscaped(m_names.recipient(key.key.recipient))
                + "</td><td>" + stateOf(key.decided) + "</td><td>" + stateOf(key.known)
                + (key.differs() ? "<br><b>" + quoted("differs") + "</b>" : std::string()) + "</td><td>" + entriesOf(key) + "</td></tr>";
        }
        m_out += open ? "</table>" : "";
    }

    void openChoices(const PurposeId &purpose, bool another)
    {
        m_out += (another ? "</table>" : "") + std::string("<table width=\"100%\"><thead><tr><th colspan=\"5\" class=\"heading\">")
            + headingOf(htmlEscaped(m_names.purpose(purpose)), htmlEscaped(purpose.str())) + "</th></tr><tr>";
        constexpr std::pair<const char *, const char *> kColumns[] = {
            {"Channel", "16"}, {"Who", "17"}, {"As decided", "29"}, {"As known", "28"}, {"Ledger entry", "10"}};
        for (const auto &[title, width] : kColumns)
            m_out += "<th width=\"" + std::string(width) + "%\">" + quoted(title) + "</th>";
        m_out += "</tr></thead>";
    }

    /// What an act is about; a part that is left open is all of them.
    std::string aboutOf(const KeyPattern &key) const
    {
        const std::string all = word("all");
        const std::string purposes = key.purpose ? m_names.purpose(*key.purpose) : key.purposeClass ? *key.purposeClass : all;
        return word("Purpose") + ": " + purposes + "; " + word("Channel") + ": " + (key.channel ? m_names.channel(*key.channel) : all) + "; "
            + word("Who") + ": " + (key.recipient ? m_names.recipient(*key.recipient) : all);
    }

    std::string noticeOf(const ActAt &act) const
    {
        const EventPayload &payload = act.entry.event.payload;
        if (payload.noticeVersion == 0)
            return {};
        const std::string title = act.text ? act.text->title : payload.notice.str();
        std::string text = versioned(title, payload.noticeVersion, act.text ? act.textLanguage : payload.locale);
        const ServedMode mode = act.served ? act.served->mode : payload.servedMode;
        if (mode != ServedMode::None)
            text += ", " + word(wordFor(mode));
        return text + (act.served ? ", " + sheetMinute(act.served->servedAt) : std::string());
    }

    static std::string attachmentsOf(const EventPayload &payload)
    {
        std::string text;
        for (const Attachment &attachment : payload.attachments)
            text += (text.empty() ? "" : "; ") + attachment.name + " (" + attachment.mediaType + "), SHA-256 " + toHex(attachment.sha256);
        return text;
    }

    void acts()
    {
        m_out += "<h2 style=\"page-break-before:always\">" + quoted("What this rests on") + "</h2>";
        if (m_point.acts.empty())
            m_out += "<p>" + quoted("Nothing had been decided.") + "</p>";
        for (const ActAt &act : m_point.acts)
            addAct(act);
    }

    void addAct(const ActAt &act)
    {
        const ConsentEvent &event = act.entry.event;
        const EventPayload &payload = event.payload;
        const std::string number = sheetNumber(static_cast<std::uint64_t>(act.entry.entry));
        lines({{"About", aboutOf(payload.key)}, {"Decided", sheetMinute(event.core.decidedAt)},
            {"Received", sheetMinute(act.entry.hubReceivedAt.value_or(act.entry.receivedAt))},
            {"By whom", word(wordFor(payload.actorRole)) + (payload.actorId.empty() ? "" : " (" + payload.actorId + ")")},
            {"How", sheetWord(consentMethodName(payload.method), m_language)}, {"Where", payload.collectionPoint}, {"On behalf because", payload.onBehalfReason},
            {"Reason", payload.reason}, {"Verification", payload.verificationId}, {"Legal basis", sheetWord(payload.legalBasis, m_language)},
            {"Rule", payload.policyRule}, {"Jurisdiction", payload.jurisdiction},
            {"Valid until", payload.validUntil ? sheetMinute(*payload.validUntil) : std::string()}, {"Notice", noticeOf(act)},
            {"Attachments", attachmentsOf(payload)},
            {"SHA-256 of the notice", payload.noticeVersion > 0 ? toHex(payload.noticeHash) : std::string(), true},
            {"Event", event.core.id.toString(), true}, {"Hash of the event", toHex(event.hash()), true}},
            headingOf(quoted(wordFor(event.core.act)), quoted("Ledger entry") + " " + number));
    }

    /// The text of each notice once, however many acts it was shown for.
    void notices()
    {
        std::set<Digest> told;
        for (const ActAt &act : m_point.acts) {
            const EventPayload &payload = act.entry.event.payload;
            if (payload.noticeVersion == 0 || !told.insert(payload.noticeHash).second)
                continue;
            if (told.size() == 1)
                m_out += "<h2>" + quoted("Notices that were shown") + "</h2>";
            const std::string title = act.text ? act.text->title : payload.notice.str();
            m_out += "<h3>" + htmlEscaped(versioned(title, payload.noticeVersion, act.text ? act.textLanguage : payload.locale))
                + "</h3><p class=\"small\">SHA-256 " + toHex(payload.noticeHash) + "</p>";
            paragraphs(act.text ? act.text->body : word("The catalogue of that time does not hold this text."));
        }
    }

    void paragraphs(std::string_view text)
    {
        while (!text.empty()) {
            const std::size_t end = text.find('\n');
            if (const std::string_view paragraph = text.substr(0, end); !paragraph.empty())
                m_out += "<p>" + htmlEscaped(paragraph) + "</p>";
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
    }

    void command(std::string_view what, std::string_view text)
    {
        m_out += "<p>" + quoted(what) + "<br><i>" + htmlEscaped(text) + "</i></p>";
    }

    void proof()
    {
        std::vector<std::string> numbers;
        for (const ActAt &act : m_point.acts)
            numbers.push_back(sheetNumber(static_cast<std::uint64_t>(act.entry.entry)));
        m_out += "<h2>" + quoted("Proof") + "</h2>";
        lines({{"Ledger entries", sheetList(numbers, "en"), true}, {"Entries sealed", sheetNumber(m_extract.checkpoint.size), true},
            {"Root of the sealed tree", toHex(m_extract.checkpoint.root), true}, {"Key of the log", m_extract.signer, true},
            {"Signature (Ed25519)", toBase64Url(m_extract.signature), true},
            {"SHA-256 of the attached extract", toHex(sha256(asBytes(m_extract.text))), true}});
        m_out += "<p>" + quoted("The signature is over the attached file, not over these pages. It is the same file when it has the SHA-256 above.") + "</p>";
        command("Anyone can check it with this command; KEY is the key of the log as the organisation publishes it:",
            "assentctl consent check " + std::string(kFile) + " --key KEY");
        if (!numbers.empty())
            command("Who holds the store can prove that an entry is in the log:",
                "assentctl ledger prove --entry " + std::to_string(m_point.acts.front().entry.entry) + " --out proof.json");
    }

    const PointInTime &m_point;
    const SignedExtract &m_extract;
    const std::string &m_language;
    CatalogueNames m_names;
    std::map<Digest, std::int64_t> m_entries; ///< by the hash of the event
    std::string m_out;
};

} // namespace

std::string extractTitle(std::string_view language) { return translated("Consent at a point in time", language); }

std::string extractHtml(const PointInTime &point, const SignedExtract &extract, const std::string &language)
{
    return Sheet(point, extract, language).build();
}

} // namespace assent
