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
    Ledger::Report report; ///< with a fault only of a log that was written as it is
};

/// Verifies the log, seals it, and writes it to a folder that is not there or is
/// empty (else Conflict). The folder appears whole and durable or not at all.
/// Corrupt when the log does not hold; with `asIs` all its entries are written,
/// up to one that is missing, under the last checkpoint, for someone who looks
/// into it. Streams.
Result<WrittenLog> writeLogFolder(Vault &vault, const std::filesystem::path &folder, bool asIs, Progress &progress);

/// Reads every file of such a folder and compares the entries with the hashes
/// and these with the signed checkpoint. `kept`: a checkpoint of this log that
/// the caller trusts, which the log must contain. NotFound: no such folder, or
/// no ledger in it. Invalid: no verifier key. Every other fault is a report.
/// Streams; trusts nothing that it reads.
Result<Ledger::Report> verifyLogFolder(const std::filesystem::path &folder, const std::string &verifierKey,
    const std::optional<Checkpoint> &kept, Progress &progress);

} // namespace assent
