#include "transfer/receiptsheet.h"

#include "receipt/issue.h"
#include "transfer/sheet.h"
#include "transfer/subjectdata.h"

#include <algorithm>

namespace assent {
namespace {

struct Line
{
    std::string label;
    std::string value;
};
struct Section
{
    std::string title; ///< empty: the first one's is the sheet's
    std::string id;    ///< of a purpose, for who asks about it
    std::vector<Line> lines;
};

std::string_view sentenceFor(RecordState state)
{
    switch (state) {
    case RecordState::Given: return "You gave your consent.";
    case RecordState::Renewed: return "You gave your consent again.";
    case RecordState::Withdrawn: return "You withdrew your consent.";
    case RecordState::Refused: return "You said no.";
    case RecordState::Objected: return "You objected.";
    case RecordState::NotObjected: return "You took back your objection.";
    case RecordState::Requested: return "You were asked for your consent.";
    case RecordState::Deferred: return "You will decide later.";
    case RecordState::Revoked: return "Your consent was revoked.";
    case RecordState::Invalidated: return "Your consent was found invalid.";
    case RecordState::Expired: return "Your consent has ended.";
    case RecordState::Unknown: break;
    }
    return "unknown";
}

/// The parts of a receipt in the order in which they are read.
class Sheet
{
public:
    Sheet(const Receipt &receipt, std::string_view sha256, std::string_view language)
        : m_receipt(receipt), m_record(receipt.document.records.front()), m_sha256(sha256), m_language(language),
          m_names(*receipt.catalogue, m_language)
    {
    }

    std::string word(std::string_view english) const { return translated(std::string(english), m_language); }
    std::string sentence() const { return word(sentenceFor(event().state)); }
    bool canWithdraw() const
    {
        return event().state == RecordState::Given || event().state == RecordState::Renewed;
    }

    std::vector<Section> sections() const
    {
        std::vector<Section> out{decision()};
        for (const RecordProcess &process : m_record.process.processes)
            out.push_back(about(process));
        out.push_back(proof());
        for (Section &section : out)
            std::erase_if(section.lines, [](const Line &line) { return line.value.empty(); });
        return out;
    }

private:
    const RecordEvent &event() const { return m_record.events.front(); }

    Line line(std::string_view label, std::string value) const { return {word(label), std::move(value)}; }

    std::string listed(const std::vector<std::string> &parts) const { return sheetList(parts, m_language); }

    std::string actor() const
    {
        const RecordParty &by = event().by.front();
        const auto is = [&by](std::string_view kind) { return std::find(by.kinds.begin(), by.kinds.end(), kind) != by.kinds.end(); };
        if (is("dpv:Representative"))
            return word("someone who acts for you");
        if (is("dpv:GuardianOfDataSubject"))
            return word("your guardian");
        return word(is("dpv:DataController") ? "the organisation" : "yourself");
    }

    std::string notice() const
    {
        if (m_record.notices.empty())
            return {};
        const RecordNotice &notice = m_record.notices.front();
        return (notice.title.empty() ? notice.id : notice.title) + " (" + word("version") + " " + std::to_string(notice.version.value_or(0)) + ", "
            + notice.language + ")";
    }

    Section decision() const
    {
        const RecordParty &controller = m_record.process.controllers.front();
        Section out;
        out.lines = {line("When", sheetMinute(event().time->at)), line("By whom", actor()), line("How", sheetWord(event().method, m_language)),
            line("Held by", controller.name), line("Contact", controller.contact),
            line("Valid until", event().holds && event().holds->until ? sheetMinute(event().holds->until->at) : std::string()),
            line("Notice that you had", notice()), line("Jurisdiction", listed(m_record.process.jurisdictions))};
        return out;
    }

    Section about(const RecordProcess &process) const
    {
        std::vector<std::string> data, others, channels;
        for (const RecordTerm &term : process.personalData)
            data.push_back(word(term.title));
        for (const RecordParty &party : process.recipients)
            others.push_back(party.name);
        for (const std::string &channel : process.channels)
            channels.push_back(m_names.channel(ChannelId(channel)));
        const RecordTerm &purpose = process.purposes.front();
        return {purpose.title, purposeId(purpose),
            {line("Used for", purpose.description), line("Channel", listed(channels)), line("Data used", listed(data)),
                line("Shared with", listed(others)), line("Kept for", kept(process))}};
    }

    /// Ours, out of "urn:assent:purpose:newsletter".
    static std::string purposeId(const RecordTerm &purpose)
    {
        const std::string urn = purposeUrn(PurposeId());
        return purpose.id.starts_with(urn) ? purpose.id.substr(urn.size()) : purpose.id;
    }

    /// "P730D" as days.
    std::string kept(const RecordProcess &process) const
    {
        for (const RecordStorage &storage : process.storage) {
            const std::string period = storage.duration ? storage.duration->period : std::string();
            if (period.size() > 2 && period.back() == 'D')
                return period.substr(1, period.size() - 2) + " " + word("days");
        }
        return {};
    }

    Section proof() const
    {
        const ReceiptProof &proof = m_receipt.proof;
        std::string sealed;
        if (const auto note = openNote(proof.checkpoint, proof.verifierKey)) {
            if (const auto checkpoint = checkpointFromText(*note))
                sealed = sheetNumber(checkpoint->size);
        }
        return {word("Proof"), {},
            {line("Receipt number", m_receipt.document.identifier), line("Made on", sheetMinute(m_receipt.document.created->at)),
                line("Your pseudonym", toHex(pseudonym())), line("Ledger entry", sheetNumber(proof.entry)), line("Entries sealed", sealed),
                line("Key of the log", proof.verifierKey), line("SHA-256 of the attached receipt", m_sha256)}};
    }

    Bytes pseudonym() const
    {
        const auto core = eventCoreFromJson(m_receipt.proof.core);
        return core ? Bytes(core->pseudonym.begin(), core->pseudonym.end()) : Bytes();
    }

    const Receipt &m_receipt;
    const ConsentRecord &m_record;
    std::string m_sha256;
    std::string m_language;
    CatalogueNames m_names;
};

constexpr std::string_view kCommand = "assentctl receipt check receipt.jsonld";

constexpr const char *kStyle = "body{font-size:10pt;color:#1a1a1a}h1{font-size:20pt}h2{font-size:13pt}"
                               "td{padding:3px 0;vertical-align:top}.label{color:#555}.mono{font-size:8pt}";

} // namespace

std::string receiptTitle(std::string_view language) { return translated("Receipt of your choice", language); }

std::string receiptText(const Receipt &receipt, std::string_view sha256, std::string_view language)
{
    const Sheet sheet(receipt, sha256, language);
    std::string out = receiptTitle(language) + "\n" + sheet.sentence() + "\n";
    for (const Section &section : sheet.sections()) {
        out += section.title.empty() ? "\n" : "\n" + section.title + (section.id.empty() ? "" : " (" + section.id + ")") + "\n";
        for (const Line &line : section.lines)
            out += "  " + line.label + ": " + line.value + "\n";
    }
    if (sheet.canWithdraw())
        out += "\n" + sheet.word("You can withdraw at any time.") + "\n";
    return out;
}

std::string receiptHtml(const Receipt &receipt, std::string_view sha256, std::string_view language)
{
    const Sheet sheet(receipt, sha256, language);
    std::string out = "<html><head><style>" + std::string(kStyle) + "</style></head><body><h1>" + htmlEscaped(receiptTitle(language)) + "</h1><h2>"
        + htmlEscaped(sheet.sentence()) + "</h2>";
    const std::vector<Section> sections = sheet.sections();
    for (const Section &section : sections) {
        const bool proof = &section == &sections.back();
        if (proof && sheet.canWithdraw())
            out += "<p><b>" + htmlEscaped(sheet.word("You can withdraw at any time.")) + "</b></p>";
        if (!section.title.empty())
            out += "<h2>" + htmlEscaped(section.title) + "</h2>" + (section.id.empty() ? "" : "<p class=\"label\">" + htmlEscaped(section.id) + "</p>");
        out += "<table width=\"100%\">";
        for (const Line &line : section.lines)
            out += "<tr><td width=\"28%\" class=\"label\">" + htmlEscaped(line.label) + "</td><td class=\"" + (proof ? "mono" : "") + "\">"
                + htmlEscaped(line.value) + "</td></tr>";
        out += "</table>";
    }
    if (!sha256.empty())
        out += "<p>" + htmlEscaped(sheet.word("The attached file proves this receipt. Anyone can check it with the command")) + " <i>"
            + htmlEscaped(kCommand) + "</i></p>";
    return out + "</body></html>";
}

} // namespace assent
