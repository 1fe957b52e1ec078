#include "ledgerfiles.h"

#include "command.h"
#include "consent/ledgerproof.h"
#include "ledger/logfolder.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "transfer/newfile.h"

#include <cstdio>

namespace assent::ctl {
namespace {

std::string verifyHint(const std::string &path, const std::string &key)
{
    return "  assentctl ledger verify " + path + " --key " + key + "\n  assent-verify " + path + " --key " + key + "\n";
}

class Prove final : public Command
{
public:
    explicit Prove(CLI::App &parent)
        : Command(parent, "prove", "Prove that entries are in the ledger, in one file that needs no store to verify",
            "  assentctl ledger prove --entry 12 --out proof.json\n"
            "  assentctl ledger prove --event 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e > proof.json\n"
            "  assentctl ledger prove --subject anna@example.org --out anna.json    # all of a person's decisions\n"
            "  assentctl ledger prove --from 100 --out grown.json                   # the log only grew since\n"
            "  assentctl ledger verify anna.json --key VKEY")
    {
        app().add_option("--entry", m_entries, "An entry by its number, from 0")->type_name("N")->check(quietly(CLI::NonNegativeNumber));
        app().add_option("--event", m_events, "The entry of this event (\"consent history\" lists them)")->type_name("ID");
        app().add_option("--subject", m_subject, "All events of a person: id, or an identifier that only one person has")->type_name("ID");
        app().add_option("--from", m_from, "Also that the log goes on from its checkpoint of so many entries")->type_name("SIZE");
        app().add_option("--out", m_target, "The file to write (default: standard output)")->type_name("FILE");
        app().add_flag("--force", m_force, "Replace the file when there is one");
    }

    Result<void> run(Context &context) override
    {
        if (m_entries.empty() && m_events.empty() && m_subject.empty() && !m_from)
            return wrongCall("--entry", "is missing: say what to prove, with --entry, --event, --subject or --from");
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(std::vector<std::uint64_t> numbers, wanted(store));
        ProgressLine progress("Proving", "entries");
        ASSENT_TRY(const LedgerProof proof, proveEntries(*store.vault, std::move(numbers), m_from, progress));
        ASSENT_TRY(const std::string text, toText(proof));
        if (m_target.empty()) {
            // A JSON document in itself, with --json and without; only its own bytes verify.
            std::fwrite(text.data(), 1, text.size(), stdout);
            return {};
        }
        ASSENT_CHECK(write(text));
        context.console.document(summary(proof));
        context.console.print("Wrote " + m_target + ", which proves " + counted(std::ssize(proof.entries), "entry", "entries")
            + (m_from ? " and that the log goes on from " + grouped(static_cast<std::int64_t>(*m_from)) + " entries" : "")
            + ". To verify it:\n" + verifyHint(m_target, proof.verifierKey));
        return {};
    }

private:
    Result<std::vector<std::uint64_t>> wanted(OpenStore &store) const
    {
        std::vector<std::uint64_t> numbers = m_entries;
        for (const std::string &text : m_events) {
            const auto id = EventId::parse(text);
            if (!id)
                return wrongCall("--event", id.error().detail);
            ASSENT_TRY(const std::uint64_t number, entryOf(*store.vault, *id));
            numbers.push_back(number);
        }
        if (m_subject.empty())
            return numbers;
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(const std::vector<std::uint64_t> theirs, entriesOf(*store.vault, subject));
        if (theirs.empty() && numbers.empty() && !m_from)
            return Error{ErrorCode::NotFound, "this person has decided nothing yet, so there is nothing to prove", {{}, 0, 0, "--subject"}};
        numbers.insert(numbers.end(), theirs.begin(), theirs.end());
        return numbers;
    }

    Result<void> write(const std::string &text) const
    {
        ASSENT_TRY(NewFile file, NewFile::write(m_target, asBytes(text)));
        const auto taken = file.take(m_force);
        if (!taken && taken.error().code == ErrorCode::Conflict)
            return Error{ErrorCode::Conflict, m_target + " is there already; --force replaces it", {{}, 0, 0, "--out"}};
        return taken;
    }

    json::Value summary(const LedgerProof &proof) const
    {
        json::Value entries{json::Array{}};
        for (const ProvenEntry &entry : proof.entries)
            entries.push(entry.index);
        json::Value document;
        document.set("out", m_target);
        document.set("entries", std::move(entries));
        document.set("from_size", m_from ? json::Value(*m_from) : json::Value());
        document.set("verifier_key", proof.verifierKey);
        return document;
    }

    std::vector<std::uint64_t> m_entries;
    std::vector<std::string> m_events;
    std::string m_subject;
    std::optional<std::uint64_t> m_from;
    std::string m_target;
    bool m_force = false;
};

class Export final : public Command
{
public:
    explicit Export(CLI::App &parent)
        : Command(parent, "export", "Write the whole ledger as C2SP tiles, which anyone with the log's key can verify",
            "  assentctl ledger export ledger-2026\n"
            "  assentctl ledger verify ledger-2026 --key VKEY\n"
            "  assentctl ledger export damaged --as-is            # a log that does not hold, for who looks into it")
    {
        app().add_option("DIR", m_folder, "The folder to write: new, or empty")->required();
        app().add_flag("--as-is", m_asIs, "Write the log even when it does not hold; exit code 4 says so");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        ProgressLine progress("Exporting", "entries");
        const auto written = writeLogFolder(*vault, m_folder, m_asIs, progress);
        if (!written)
            return refusal(written.error());
        json::Value document = toJson(*written);
        if (!written->report.fault.empty()) {
            const Error broken{ErrorCode::Corrupt, "the ledger was written as it is, and does not hold: the first bad entry is "
                    + grouped(static_cast<std::int64_t>(written->report.firstBad.value_or(0))) + "; " + written->report.fault};
            document.set("error", ctl::toJson(broken));
            context.console.document(document);
            return broken;
        }
        context.console.document(document);
        context.console.print("Wrote " + m_folder + ".\n"
            + facts({{"Entries", grouped(static_cast<std::int64_t>(written->checkpoint.size))},
                {"Files", grouped(static_cast<std::int64_t>(written->files)) + ", " + byteSize(written->bytes)},
                {"Root", toHex(written->checkpoint.root)}})
            + "To verify it:\n" + verifyHint(m_folder, written->verifierKey));
        return {};
    }

private:
    Error refusal(Error error) const
    {
        if (error.code == ErrorCode::Conflict || error.code == ErrorCode::Invalid)
            error.where.field = "DIR";
        if (error.code == ErrorCode::Corrupt)
            error.detail += ". Nothing was written; --as-is writes it all the same";
        return error;
    }

    json::Value toJson(const WrittenLog &written) const
    {
        json::Value document;
        document.set("out", m_folder);
        document.set("whole", written.report.fault.empty());
        document.set("first_bad", written.report.firstBad ? json::Value(*written.report.firstBad) : json::Value());
        document.set("origin", written.checkpoint.origin);
        document.set("entries", written.checkpoint.size);
        document.set("root", toHex(written.checkpoint.root));
        document.set("files", written.files);
        document.set("bytes", written.bytes);
        document.set("verifier_key", written.verifierKey);
        return document;
    }

    std::string m_folder;
    bool m_asIs = false;
};

} // namespace

void addLedgerFileCommands(CLI::App &ledger, Commands &commands)
{
    commands.push_back(std::make_unique<Prove>(ledger));
    commands.push_back(std::make_unique<Export>(ledger));
}

} // namespace assent::ctl
