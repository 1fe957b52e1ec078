#include "command.h"
#include "crypto/hash.h"
#include "print/pdf.h"
#include "receipt/issue.h"
#include "resources.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "transfer/newfile.h"
#include "transfer/receiptsheet.h"
#include "transfer/sheet.h"
#include "transfer/subjectdata.h"
#include "vault/files.h"

#include <algorithm>

namespace assent::ctl {
namespace {

constexpr std::size_t kLargestReceipt = 4 * 1024 * 1024;

/// The acts of one person with their receipts.
struct Issued
{
    SubjectId subject;
    std::string language;
    std::vector<Receipt> receipts;
};

Result<Issued> issue(OpenStore &store, const std::string &person, std::span<const EventId> wanted, const std::string &language)
{
    Issued out;
    ASSENT_TRY(out.subject, findSubject(store, person, "--subject"));
    ASSENT_TRY(const ConsentView view, store.consents->view(out.subject)); // refuses a store whose events are not whole
    out.language = documentLanguage(language.empty() ? view.language : language);
    ASSENT_TRY(const std::vector<HistoryEntry> history, store.consents->history(out.subject));
    ASSENT_TRY(out.receipts, issueReceipts(*store.vault, history, wanted, out.language));
    return out;
}

/// One name, or the first of several.
std::string shortList(const std::vector<std::string> &names)
{
    return names.size() > 2 ? names.front() + " and " + std::to_string(names.size() - 1) + " others" : joined(names);
}

/// What a receipt is about, once each.
struct Names
{
    std::vector<std::string> purposes;
    std::vector<std::string> channels;
    std::vector<std::string> recipients; ///< besides the organisation itself
};

void addOnce(std::vector<std::string> &names, const std::string &name)
{
    if (std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

Names namesOf(const Receipt &receipt, const std::string &language)
{
    const CatalogueNames named(*receipt.catalogue, language);
    Names out;
    for (const RecordProcess &process : receipt.document.records.front().process.processes) {
        addOnce(out.purposes, process.purposes.front().title);
        for (const std::string &channel : process.channels)
            addOnce(out.channels, named.channel(ChannelId(channel)));
        for (const RecordParty &recipient : process.recipients)
            addOnce(out.recipients, recipient.name);
    }
    return out;
}

json::Value textsOf(const std::vector<std::string> &texts)
{
    json::Array array;
    for (const std::string &text : texts)
        array.emplace_back(text);
    return array;
}

const RecordEvent &eventOf(const Receipt &receipt) { return receipt.document.records.front().events.front(); }

class List final : public Command
{
public:
    explicit List(CLI::App &parent)
        : Command(parent, "list", "The receipts of a person, one for each decision, newest first",
            "  assentctl receipt list --subject anna@example.org\n"
            "  assentctl receipt list --subject anna@example.org --json | jq -r '.receipts[].event_id'")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const Issued issued, issue(store, m_subject, {}, {}));
        Table table({{"DECIDED (UTC)", Table::Column::Kind::Fixed}, {"STATE", Table::Column::Kind::Fixed}, {"PURPOSE"},
            {"EVENT", Table::Column::Kind::Fixed}, {"ENTRY", Table::Column::Kind::Number}});
        json::Array receipts;
        for (const Receipt &receipt : issued.receipts) {
            const RecordEvent &event = eventOf(receipt);
            const std::string id = receipt.document.records.front().identifier;
            const Names names = namesOf(receipt, issued.language);
            table.add({shortTime(event.time->at), std::string(recordStateName(event.state)), shortList(names.purposes), id,
                grouped(static_cast<std::int64_t>(receipt.proof.entry))});
            json::Value value;
            value.set("event_id", id);
            value.set("receipt_id", receipt.document.identifier);
            value.set("decided_at", toRfc3339(event.time->at));
            value.set("state", recordStateName(event.state));
            value.set("purposes", textsOf(names.purposes));
            value.set("channels", textsOf(names.channels));
            value.set("shared_with", textsOf(names.recipients));
            value.set("ledger_entry", receipt.proof.entry);
            receipts.push_back(std::move(value));
        }
        json::Value document;
        document.set("subject", issued.subject.toString());
        document.set("receipts", std::move(receipts));
        context.console.document(document);
        context.console.print(issued.receipts.empty() ? "Nothing was decided yet, so there is no receipt.\n" : table.toText());
        return {};
    }

private:
    std::string m_subject;
};

class Show final : public Command
{
public:
    explicit Show(CLI::App &parent)
        : Command(parent, "show", "The signed receipt for one decision, which anyone can check without a store",
            "  assentctl receipt show --subject anna@example.org --event 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e\n"
            "  assentctl receipt show --subject anna@example.org --event 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e \\\n"
            "      --format pdf --language pl --output receipt.pdf")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        app().add_option("--event", m_event, "The decision, as \"receipt list\" shows it")->type_name("ID")->required();
        app().add_option("--format", m_format, "jsonld (ISO/IEC TS 27560 with DPV), kantara (1.1), text or pdf")
            ->type_name("FORMAT")->check(quietly(CLI::IsMember({"jsonld", "kantara", "text", "pdf"})))->capture_default_str();
        app().add_option("--language", m_language, "en, zh_TW, pl or fr (default: the person's)")->type_name("L");
        app().add_option("--output", m_output, "Write it to this file; a PDF needs one")->type_name("FILE");
        app().add_flag("--force", m_overwrite, "Replace the file when there is one");
    }

    Result<void> run(Context &context) override
    {
        if (m_format == "pdf" && m_output.empty())
            return wrongCall("--output", "a PDF goes to a file: say which one");
        const auto event = EventId::parse(m_event);
        if (!event)
            return wrongCall("--event", "is no id (a UUID); \"assentctl receipt list\" shows them");
        ASSENT_TRY(OpenStore store, openStore(context));
        auto issued = issue(store, m_subject, std::span(&*event, 1), m_language);
        if (!issued && issued.error().code == ErrorCode::NotFound && issued.error().where.field.empty())
            return Error{ErrorCode::NotFound, "this person has no such event; \"assentctl receipt list\" shows theirs", {{}, 0, 0, "--event"}};
        if (!issued)
            return std::move(issued).error();
        const ReceiptFormat form = m_format == "kantara" ? ReceiptFormat::Kantara : ReceiptFormat::JsonLd;
        const Receipt &receipt = issued->receipts.front();
        auto sealed = sealReceipt(receipt, form, store.vault->logKey());
        if (!sealed && sealed.error().code == ErrorCode::Invalid)
            return Error{ErrorCode::Denied, sealed.error().detail, {{}, 0, 0, "--format"}};
        if (!sealed)
            return std::move(sealed).error();
        return show(context, receipt, *sealed, issued->language);
    }

private:
    Result<void> show(Context &context, const Receipt &receipt, const json::Value &sealed, const std::string &language) const
    {
        const std::string json = json::pretty(sealed) + "\n";
        ASSENT_TRY(const std::string content, contentOf(receipt, json, language));
        if (!m_output.empty())
            return write(context, receipt, content);
        context.console.document(sealed);
        context.console.print(content);
        return {};
    }

    Result<std::string> contentOf(const Receipt &receipt, const std::string &json, const std::string &language) const
    {
        if (m_format == "text")
            return receiptText(receipt, {}, language);
        if (m_format != "pdf")
            return json;
        ASSENT_TRY(const std::filesystem::path font, findResource("fonts/Inter-Regular.otf"));
        const print::Paper paper{receiptTitle(language), receiptHtml(receipt, toHex(sha256(asBytes(json))), language), language, "receipt.jsonld",
            "application/ld+json", json};
        ASSENT_TRY(const Bytes pdf, print::toPdf(paper, font.parent_path().string()));
        return std::string(asText(pdf));
    }

    Result<void> write(Context &context, const Receipt &receipt, const std::string &content) const
    {
        ASSENT_TRY(NewFile file, NewFile::write(m_output, asBytes(content)));
        const auto taken = file.take(m_overwrite);
        if (!taken && taken.error().code == ErrorCode::Conflict)
            return Error{ErrorCode::Conflict, m_output + " is there already; --force replaces it", {{}, 0, 0, "--output"}};
        ASSENT_CHECK(taken);
        json::Value document;
        document.set("out", m_output);
        document.set("format", m_format);
        document.set("receipt_id", receipt.document.identifier);
        document.set("ledger_entry", receipt.proof.entry);
        document.set("verifier_key", receipt.proof.verifierKey);
        context.console.document(document);
        context.console.print("Wrote " + m_output + ".\n");
        return {};
    }

    std::string m_subject;
    std::string m_event;
    std::string m_format = "jsonld";
    std::string m_language;
    std::string m_output;
    bool m_overwrite = false;
};

class Check final : public Command
{
public:
    explicit Check(CLI::App &parent)
        : Command(parent, "check", "Check a receipt by itself: no store, no network, no passphrase",
            "  assentctl receipt check receipt.jsonld\n"
            "  assentctl receipt check receipt.jsonld --key \"$(cat log.vkey)\"    # and that it is this organisation's")
    {
        app().add_option("FILE", m_file, "A receipt in JSON-LD or Kantara form")->required();
        app().add_option("--key", m_key, "The log's verifier key, as \"ledger checkpoint\" shows it")->type_name("VKEY");
    }

    Result<void> run(Context &context) override
    {
        if (!m_key.empty() && !noteKeyFrom(m_key))
            return wrongCall("--key", "is no verifier key: it has the form name+hash+key");
        auto read = files::read(m_file, kLargestReceipt);
        if (!read && read.error().code == ErrorCode::Corrupt)
            return Error{ErrorCode::Invalid, "is too large for a receipt", {m_file, 0, 0, {}}};
        ASSENT_TRY(const std::string text, std::move(read));
        auto checked = checkReceipt(text, m_file, m_key);
        if (!checked) {
            if (checked.error().where.file.empty())
                checked = Error{checked.error().code, "not genuine: " + checked.error().detail, {m_file, 0, 0, checked.error().where.field}};
            return std::move(checked).error();
        }
        context.console.document(documentOf(*checked));
        context.console.print("Genuine. Matches ledger entry " + grouped(static_cast<std::int64_t>(checked->proof.entry)) + ".\n" + details(*checked));
        if (m_key.empty())
            context.console.note("The key is the one that the receipt names. Whose it is you know when the organisation publishes the same one;\n"
                                 "  --key KEY compares them.");
        return {};
    }

private:
    json::Value documentOf(const CheckedReceipt &checked) const
    {
        const RecordEvent &event = checked.document.records.front().events.front();
        json::Value document;
        document.set("genuine", true);
        document.set("key_given", !m_key.empty());
        document.set("verifier_key", checked.proof.verifierKey);
        document.set("ledger_entry", checked.proof.entry);
        document.set("tree_size", checked.checkpoint.size);
        document.set("event_id", checked.core.id.toString());
        document.set("act", actName(checked.core.act));
        document.set("state", recordStateName(event.state));
        document.set("decided_at", toRfc3339(checked.core.decidedAt));
        document.set("content_bound", !checked.proof.payload.empty());
        return document;
    }

    static std::string details(const CheckedReceipt &checked)
    {
        const RecordEvent &event = checked.document.records.front().events.front();
        return facts({{"Decision", std::string(recordStateName(event.state)) + ", " + shortTime(checked.core.decidedAt) + " UTC"},
            {"Log", checked.checkpoint.origin}, {"Tree", counted(static_cast<std::int64_t>(checked.checkpoint.size), "entry", "entries")},
            {"Key", checked.proof.verifierKey}});
    }

    std::string m_file;
    std::string m_key;
};

} // namespace

void addReceiptCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "receipt", "What people keep: signed records of their decisions");
    commands.push_back(std::make_unique<List>(group));
    commands.push_back(std::make_unique<Show>(group));
    commands.push_back(std::make_unique<Check>(group));
}

} // namespace assent::ctl
