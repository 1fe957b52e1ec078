#include "consent/ledgerproof.h"
#include "ledger/logtree.h"

#include <algorithm>

namespace assent {
namespace {

/// The note of the checkpoint of that size, which the log was sealed with.
Result<std::string> noteOf(Vault &vault, std::uint64_t size)
{
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT note FROM ledger_checkpoint WHERE size = ?"));
    read.bind(1, size);
    ASSENT_TRY(const bool found, read.step());
    if (found)
        return std::string(read.text(0));
    ASSENT_TRY(Statement near, vault.db().prepare("SELECT size FROM ledger_checkpoint ORDER BY abs(size - ?), size LIMIT 1"));
    near.bind(1, size);
    ASSENT_TRY(const bool any, near.step());
    return Error{ErrorCode::NotFound, "there is no checkpoint of " + std::to_string(size) + " entries"
            + (any ? "; the nearest is of " + std::to_string(near.integer(0)) : std::string())};
}

/// The signature of a consent event, while it is kept.
class Signatures
{
public:
    static Result<Signatures> of(Vault &vault)
    {
        ASSENT_TRY(Statement find, vault.db().prepare("SELECT proof FROM consent_event WHERE id = ?1"
            " UNION ALL SELECT proof FROM erased_event WHERE id = ?1"));
        ASSENT_TRY(Statement device, vault.db().prepare("SELECT public_key FROM device WHERE id = ?"));
        return Signatures(vault, std::move(find), std::move(device));
    }

    Result<std::optional<DeviceProof>> find(ByteView body)
    {
        const auto core = eventCoreFromJson(asText(body));
        if (!core)
            return std::optional<DeviceProof>();
        m_find.reset();
        ASSENT_TRY(const bool kept, m_find.bind(1, core->id.bytes()).step());
        if (!kept)
            return std::optional<DeviceProof>();
        ASSENT_TRY(BatchProof batch, batchProofFromBytes(m_find.blob(0)));
        ASSENT_TRY(const std::optional<PublicKey> key, keyOf(core->device));
        if (!key)
            return std::optional<DeviceProof>();
        return std::optional(DeviceProof{*key, std::move(batch)});
    }

private:
    Signatures(Vault &vault, Statement find, Statement device) : m_vault(vault), m_find(std::move(find)), m_device(std::move(device)) {}

    Result<std::optional<PublicKey>> keyOf(DeviceId device)
    {
        if (device == m_vault.deviceId())
            return std::optional(m_vault.deviceKey().publicKey());
        m_device.reset();
        ASSENT_TRY(const bool known, m_device.bind(1, device.bytes()).step());
        if (!known)
            return std::optional<PublicKey>();
        ASSENT_TRY(const PublicKey key, toPublicKey(m_device.blob(0)));
        return std::optional(key);
    }

    Vault &m_vault;
    Statement m_find;
    Statement m_device;
};

Result<std::vector<Digest>> pathOf(LogTree &tree, std::span<const merkle::Range> ranges)
{
    std::vector<Digest> path;
    for (const merkle::Range &range : ranges) {
        ASSENT_TRY(const Digest hash, tree.root(range));
        path.push_back(hash);
    }
    return path;
}

Result<std::vector<ProvenEntry>> wantedOf(std::vector<std::uint64_t> numbers, std::uint64_t size)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    if (!numbers.empty() && numbers.back() >= size)
        return Error{ErrorCode::NotFound, "there is no entry " + std::to_string(numbers.back()) + "; the log has " + std::to_string(size)
                + ", numbered from 0"};
    std::vector<ProvenEntry> wanted(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i)
        wanted[i].index = numbers[i];
    return wanted;
}

} // namespace

Result<LedgerProof> proveEntries(Vault &vault, std::vector<std::uint64_t> entries, std::optional<std::uint64_t> from, Progress &progress)
{
    Ledger ledger(vault);
    LedgerProof proof;
    proof.verifierKey = ledger.verifierKey();
    ASSENT_TRY(const Ledger::Report log, ledger.verify(progress));
    if (!log.fault.empty()) // and nothing is sealed that does not hold
        return Error{ErrorCode::Corrupt, "the ledger does not hold: the first bad entry is " + std::to_string(log.firstBad.value_or(0)) + "; "
                + log.fault};
    ASSENT_TRY(proof.note, ledger.checkpoint());
    ASSENT_TRY(const Checkpoint head, openCheckpoint(proof.note, proof.verifierKey));
    ASSENT_TRY(proof.entries, wantedOf(std::move(entries), head.size));
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(vault.db()));
    LogTree tree(vault.db());
    if (from) {
        ASSENT_TRY(std::string note, noteOf(vault, *from));
        ASSENT_TRY(auto path, pathOf(tree, merkle::consistencyRanges(*from, head.size)));
        proof.from = EarlierCheckpoint{std::move(note), std::move(path)};
    }
    ASSENT_TRY(Signatures signatures, Signatures::of(vault));
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT received_at, body FROM ledger_entry WHERE n = ?"));
    for (ProvenEntry &entry : proof.entries) {
        read.reset();
        ASSENT_TRY(const bool there, read.bind(1, entry.index).step());
        if (!there)
            return Error{ErrorCode::Corrupt, "the ledger changed while it was read, other than by growing"};
        entry.receivedAt = read.time(0);
        entry.body = toBytes(read.blob(1));
        ASSENT_TRY(entry.path, pathOf(tree, merkle::inclusionRanges(entry.index, head.size)));
        ASSENT_TRY(entry.device, signatures.find(entry.body));
    }
    // What does not hold here would only be found where it is needed.
    ASSENT_TRY(const ProofReport report, checkLedgerProof(proof, proof.verifierKey));
    if (!report.fault.empty())
        return Error{ErrorCode::Corrupt, report.fault};
    return proof;
}

Result<std::uint64_t> entryOf(Vault &vault, EventId event)
{
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT entry FROM consent_event WHERE id = ?"));
    ASSENT_TRY(const bool found, read.bind(1, event.bytes()).step());
    if (!found)
        return Error{ErrorCode::NotFound, "there is no such event; one that was erased is proven by the number of its entry"};
    return static_cast<std::uint64_t>(read.integer(0));
}

Result<std::vector<std::uint64_t>> entriesOf(Vault &vault, SubjectId subject)
{
    ASSENT_TRY(Statement read, vault.db().prepare(
        "SELECT e.entry FROM consent_event e JOIN subject s ON s.seq = e.subject WHERE s.id = ? ORDER BY e.entry"));
    read.bind(1, subject.bytes());
    std::vector<std::uint64_t> entries;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return entries;
        entries.push_back(static_cast<std::uint64_t>(read.integer(0)));
    }
}

} // namespace assent
