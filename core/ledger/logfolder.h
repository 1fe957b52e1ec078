#pragma once

#include "ledger/ledger.h"

#include <filesystem>

namespace assent {

// A log outside of its store: a folder of C2SP tlog-tiles, which anyone can
// verify who has the log's verifier key. See core/ledger/README.md.

struct WrittenLog
{
    Checkpoint checkpoint;
    std::string note;
    std::string verifierKey;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    /// False only of a log that was written as it is: it does not hold.
    bool whole = true;
};

/// Writes the log up to its head, which it seals first, to a folder that is not
/// there or is empty (else Conflict). The folder appears whole and durable or
/// not at all. Corrupt when the entries are not those that were sealed; with
/// `asIs` they are written all the same, under the last checkpoint, for someone
/// who looks into it. Streams.
Result<WrittenLog> writeLogFolder(Vault &vault, const std::filesystem::path &folder, bool asIs, Progress &progress);

/// Reads every file of such a folder and compares the entries with the hashes
/// and these with the signed checkpoint. `kept`: a checkpoint of this log that
/// the caller trusts, which the log must contain. NotFound: no such folder, or
/// no ledger in it. Invalid: no verifier key. Every other fault is a report.
/// Streams; trusts nothing that it reads.
Result<Ledger::Report> verifyLogFolder(const std::filesystem::path &folder, const std::string &verifierKey,
    const std::optional<Checkpoint> &kept, Progress &progress);

} // namespace assent
