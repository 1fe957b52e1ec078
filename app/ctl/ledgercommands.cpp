#include "catalog/catalogrecord.h"
#include "consent/audit.h"
#include "consent/ledgerproof.h"
#include "ledger/logfolder.h"
#include "ledgerfiles.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "vault/files.h"

namespace assent::ctl {
namespace {

json::Value documentOf(const Ledger::Report &report, std::string_view kind, const std::string &origin)
{
    json::Value value;
    value.set("whole", report.fault.empty());
    value.set("kind", kind);
    value.set("origin", origin);
    value.set("entries", report.entries);
    value.set("root", toHex(report.root));
    value.set("checkpoint_size", report.checkpointSize);
    value.set("first_bad", report.firstBad ? json::Value(*report.firstBad) : json::Value());
    value.set("file", report.file.empty() ? json::Value() : json::Value(report.file));
    value.set("fault", report.fault.empty() ? json::Value() : json::Value(report.fault));
    return value;
}

Error tampered(const Ledger::Report &report, std::string_view kind)
{
    std::string detail = "the " + std::string(kind) + " does not hold";
    if (report.firstBad)
        detail += ": the first bad entry is " + grouped(static_cast<std::int64_t>(*report.firstBad));
    return {ErrorCode::Corrupt, printable(detail + "; " + report.fault), {printable(report.file), 0, 0, {}}}; // from files of others
}

std::string sealedText(const Ledger::Report &report)
{
    if (report.checkpointSize == 0)
        return "not yet: \"assentctl ledger checkpoint\" signs the tree as it is";
    const bool all = report.checkpointSize == report.entries;
    return (all ? "all of them" : "the first " + grouped(static_cast<std::int64_t>(report.checkpointSize))) + ", by the last checkpoint";
}

/// What core can tell of an entry, whatever it is about.
Ledger::Inspector audit(const Vault &vault)
{
    return [&vault](Database &db) -> Ledger::Inspect {
        return [consents = consentAudit(vault)(db), catalogues = catalogueAudit()(db)](std::uint64_t n, LeafKind kind, ByteView body) {
            std::string fault = consents(n, kind, body);
            return fault.empty() ? catalogues(n, kind, body) : fault;
        };
    };
}

class Verify final : public Command
{
public:
    explicit Verify(CLI::App &parent)
        : Command(parent, "verify", "Check a ledger: the store's own, an exported one, or a proof",
            "  assentctl ledger verify                            # the store's, every entry with its signature\n"
            "  assentctl ledger verify --json | jq .first_bad     # exit code 4 when tampered\n"
            "  assentctl ledger verify ledger-2026 --key VKEY     # a folder of \"ledger export\"; needs no store\n"
            "  assentctl ledger verify proof.json --key VKEY --checkpoint march.txt")
    {
        app().add_option("PATH,--dir", m_path, "A folder of \"ledger export\" or a file of \"ledger prove\"")->type_name("PATH");
        app().add_option("--key", m_key, "The log's verifier key, name+hash+key; get it from someone you trust")->type_name("VKEY");
        app().add_option("--checkpoint", m_checkpoint, "A checkpoint that you kept: the log must contain what it sealed")
            ->type_name("FILE");
    }

    Result<void> run(Context &context) override
    {
        if (m_path.empty())
            return verifyStore(context);
        if (m_key.empty())
            return wrongCall("--key", "is missing: without the log's key nothing outside of the store can be verified");
        if (const auto name = verifierKeyName(m_key); !name)
            return wrongCall("--key", name.error().detail);
        ASSENT_TRY(const std::optional<Checkpoint> kept, readKept(m_key));
        std::error_code fault;
        return std::filesystem::is_directory(m_path, fault) ? verifyFolder(context, kept) : verifyFile(context, kept);
    }

private:
    Result<void> verifyStore(Context &context) const
    {
        if (!m_key.empty())
            return wrongCall("--key", "is for a folder or a file; the store knows its own");
        ASSENT_TRY(const auto vault, openVault(context));
        Ledger ledger(*vault);
        ASSENT_TRY(const std::optional<Checkpoint> kept, readKept(ledger.verifierKey()));
        ProgressLine progress("Verifying", "entries");
        ASSENT_TRY(const Ledger::Report report, ledger.verify(progress, audit(*vault), kept));
        return tell(context, report, "ledger", documentOf(report, "store", ledger.origin()));
    }

    Result<void> verifyFolder(Context &context, const std::optional<Checkpoint> &kept) const
    {
        ProgressLine progress("Verifying", "entries");
        const auto report = verifyLogFolder(m_path, m_key, kept, progress);
        if (!report)
            return located(report.error());
        return tell(context, *report, "export", documentOf(*report, "export", *verifierKeyName(m_key)));
    }

    Result<void> verifyFile(Context &context, const std::optional<Checkpoint> &kept) const
    {
        ASSENT_TRY(const std::string text, readInput(m_path, kMaxLedgerProof));
        const auto proof = ledgerProofFromText(text);
        if (!proof)
            return located(proof.error());
        const auto checked = checkLedgerProof(*proof, m_key, kept);
        if (!checked)
            return located(checked.error());
        const Ledger::Report report{proof->entries.size(), checked->checkpoint.size, checked->checkpoint.root, checked->firstBad,
            checked->fault, checked->fault.empty() ? std::string() : m_path};
        json::Value document = documentOf(report, "proof", *verifierKeyName(m_key));
        json::Value proven{json::Array{}};
        for (const ProvenEntry &entry : proof->entries)
            proven.push(toJson(entry));
        document.set("proven", std::move(proven));
        document.set("from_size", checked->from ? json::Value(checked->from->size) : json::Value());
        return tell(context, report, "proof", document);
    }

    /// What an entry says, for who reads it: a body that is text as text.
    static json::Value toJson(const ProvenEntry &entry)
    {
        json::Value value;
        value.set("entry", entry.index);
        value.set("received_at", toRfc3339(entry.receivedAt));
        value.set("device_signed", entry.device.has_value());
        const auto body = json::parse(asText(entry.body));
        value.set("body", body ? *body : json::Value(toBase64Url(entry.body)));
        return value;
    }
    static Result<void> tell(Context &context, const Ledger::Report &report, std::string_view what, json::Value document)
    {
        if (!report.fault.empty()) {
            document.set("error", ctl::toJson(tampered(report, what)));
            context.console.document(document);
            return tampered(report, what);
        }
        context.console.document(document);
        context.console.print("The " + std::string(what) + " is whole.\n"
            + facts({{"Entries", grouped(static_cast<std::int64_t>(report.entries))}, {"Root", toHex(report.root)},
                {"Sealed", what == "proof" ? "under a checkpoint of " + grouped(static_cast<std::int64_t>(report.checkpointSize)) : sealedText(report)}}));
        return {};
    }

    Result<std::optional<Checkpoint>> readKept(const std::string &key) const
    {
        if (m_checkpoint.empty())
            return std::optional<Checkpoint>();
        ASSENT_TRY(const std::string note, readInput(m_checkpoint, kMaxKept));
        const auto kept = openCheckpoint(note, key);
        if (!kept)
            return Error{kept.error().code, kept.error().detail, {m_checkpoint, 0, 0, {}}};
        return std::optional(*kept);
    }

    static Result<std::string> readInput(const std::string &path, std::size_t limit)
    {
        auto text = files::read(path, limit);
        if (!text) // too large is no damage of a store
            return Error{text.error().code == ErrorCode::Corrupt ? ErrorCode::Invalid : text.error().code, text.error().detail, {path, 0, 0, {}}};
        return text;
    }

    Error located(Error error) const
    {
        error.where.file = m_path;
        error.detail = printable(error.detail);
        return error;
    }

    static constexpr std::size_t kMaxKept = 1'000'000;
    std::string m_path;
    std::string m_key;
    std::string m_checkpoint;
};

class Seal final : public Command
{
public:
    explicit Seal(CLI::App &parent)
        : Command(parent, "checkpoint", "Sign the tree as it is now, and show the note",
            "  assentctl ledger checkpoint > checkpoint.txt\n"
            "  assentctl ledger checkpoint --json | jq -r .verifier_key")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        Ledger ledger(*vault);
        ASSENT_TRY(const std::string note, ledger.checkpoint());
        ASSENT_TRY(const std::string text, openNote(note, ledger.verifierKey()));
        ASSENT_TRY(const Checkpoint checkpoint, checkpointFromText(text));
        json::Value document;
        document.set("note", note);
        document.set("origin", checkpoint.origin);
        document.set("size", checkpoint.size);
        document.set("root", toHex(checkpoint.root));
        document.set("verifier_key", ledger.verifierKey());
        context.console.document(document);
        context.console.print(note);
        if (!context.console.json())
            context.console.note("Verifier key: " + ledger.verifierKey());
        return {};
    }
};

} // namespace

void addLedgerCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "ledger", "The append-only log of decisions");
    commands.push_back(std::make_unique<Verify>(group));
    commands.push_back(std::make_unique<Seal>(group));
    addLedgerFileCommands(group, commands);
}

} // namespace assent::ctl
