#include "catalog/catalogrecord.h"
#include "command.h"
#include "consent/audit.h"
#include "ledger/ledger.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

json::Value toJson(const Ledger::Report &report)
{
    json::Value value;
    value.set("whole", report.fault.empty());
    value.set("entries", report.entries);
    value.set("root", toHex(report.root));
    value.set("checkpoint_size", report.checkpointSize);
    value.set("first_bad", report.firstBad ? json::Value(*report.firstBad) : json::Value());
    value.set("fault", report.fault.empty() ? json::Value() : json::Value(report.fault));
    return value;
}

Error tampered(const Ledger::Report &report)
{
    std::string detail = "the ledger does not hold";
    if (report.firstBad)
        detail += ": the first bad entry is " + grouped(static_cast<std::int64_t>(*report.firstBad));
    return {ErrorCode::Corrupt, detail + "; " + report.fault};
}

std::string sealedText(const Ledger::Report &report)
{
    if (report.checkpointSize == 0)
        return "not yet: \"assentctl ledger checkpoint\" signs the tree as it is";
    const bool all = report.checkpointSize == report.entries;
    return (all ? "all of them" : "the first " + grouped(static_cast<std::int64_t>(report.checkpointSize))) + ", by the last checkpoint";
}

/// What core can tell of an entry, whatever it is about.
Ledger::Inspect audit(Vault &vault)
{
    return [consents = consentAudit(vault), catalogues = catalogueAudit(vault)](std::uint64_t n, LeafKind kind, ByteView body) {
        std::string fault = consents(n, kind, body);
        return fault.empty() ? catalogues(n, kind, body) : fault;
    };
}

class Verify final : public Command
{
public:
    explicit Verify(CLI::App &parent)
        : Command(parent, "verify", "Read every entry; compare it with its signature, the tree and the last checkpoint",
            "  assentctl ledger verify\n"
            "  assentctl ledger verify --json | jq .first_bad      # exit code 4 when tampered")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        ProgressLine progress("Verifying", "entries");
        ASSENT_TRY(const Ledger::Report report, Ledger(*vault).verify(progress, audit(*vault)));
        json::Value document = toJson(report);
        if (!report.fault.empty()) {
            document.set("error", ctl::toJson(tampered(report)));
            context.console.document(document);
            return tampered(report);
        }
        context.console.document(document);
        context.console.print("The ledger is whole.\n"
            + facts({{"Entries", grouped(static_cast<std::int64_t>(report.entries))}, {"Root", toHex(report.root)},
                {"Sealed", sealedText(report)}}));
        return {};
    }
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
}

} // namespace assent::ctl
