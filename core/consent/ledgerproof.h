#pragma once

#include "consent/event.h"
#include "ledger/ledger.h"

namespace assent {

// That entries are in a store's log, as one file that can be verified without
// the store: core/ledger/README.md has the format.

inline constexpr std::size_t kMaxLedgerProof = 16 * 1024 * 1024; ///< bytes of a file

/// The signature that a consent event was made under.
struct DeviceProof
{
    PublicKey key = {};
    BatchProof batch;
};

struct ProvenEntry
{
    std::uint64_t index = 0;
    Bytes body;
    Timestamp receivedAt;
    std::vector<Digest> path;
    std::optional<DeviceProof> device; ///< none: no consent event, or one that was erased
};

struct EarlierCheckpoint
{
    std::string note;
    std::vector<Digest> path; ///< that the log goes on from it
};

struct LedgerProof
{
    std::string note;
    std::string verifierKey;
    std::vector<ProvenEntry> entries; ///< in the order of the log
    std::optional<EarlierCheckpoint> from;
};

/// Canonical JSON and a line's end. Invalid when it would be larger than kMaxLedgerProof.
Result<std::string> toText(const LedgerProof &proof);
/// Invalid, with the field, for anything that toText() does not write: no byte
/// can be changed without another meaning or a refusal.
Result<LedgerProof> ledgerProofFromText(std::string_view text);

/// What a proof shows. A fault is a report, as of Ledger::verify.
struct ProofReport
{
    Checkpoint checkpoint;
    std::optional<Checkpoint> from;
    std::optional<std::uint64_t> firstBad; ///< an entry
    std::string fault;                     ///< in words; empty when all holds
};
/// Denied: of another log. Invalid: a note in it is none, or the proof does not
/// say how it goes on from `kept`, a checkpoint that the caller trusts.
Result<ProofReport> checkLedgerProof(const LedgerProof &proof, const std::string &verifierKey,
    const std::optional<Checkpoint> &kept = {});

/// Proves these entries under the log's head, which it verifies and seals first;
/// with `from` also that the log goes on from the checkpoint of that size.
/// Streams. NotFound: no such entry or checkpoint. Corrupt: the log does not hold.
Result<LedgerProof> proveEntries(Vault &vault, std::vector<std::uint64_t> entries, std::optional<std::uint64_t> from,
    Progress &progress);

/// The number of an event's entry. NotFound also when it was erased.
Result<std::uint64_t> entryOf(Vault &vault, EventId event);
/// The entries of all of a person's events.
Result<std::vector<std::uint64_t>> entriesOf(Vault &vault, SubjectId subject);

} // namespace assent
