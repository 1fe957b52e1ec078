#pragma once

#include "base/progress.h"
#include "profile/profilestore.h"
#include "transfer/mapping.h"

namespace assent {

struct ImportOptions
{
    SourceId source;      ///< the system that the file comes from; never "person"
    bool strict = false;  ///< one bad row refuses the whole file
    bool dryRun = false;  ///< says what would happen, changes nothing
    std::optional<Timestamp> asOf = {}; ///< when what the rows do not date was so
    int rowsPerTransaction = 10'000; ///< about a second's work; others write in between
    std::size_t maxProblems = 1000; ///< how many are listed; all are counted
};

/// Why a row was refused: its place and the reason, never what a cell holds.
struct RowProblem
{
    int line = 0;
    int column = 0;
    std::string field; ///< the column's name; empty for the row as a whole
    std::string reason;
};

/// What the consent columns of a file came to.
struct ConsentCounts
{
    std::uint64_t grants = 0;
    std::uint64_t withdrawals = 0;
    std::uint64_t refusals = 0;
    std::uint64_t requests = 0;
    std::uint64_t unchanged = 0; ///< the source had said so before
    std::uint64_t stale = 0;     ///< the source had said something later
    std::uint64_t suppressed = 0; ///< from before the person was erased, or nobody knows from when
    std::uint64_t &of(Act act);  ///< of an act that an import makes
    ConsentCounts &operator+=(const ConsentCounts &other);
};

struct ImportReport
{
    std::uint64_t rows = 0; ///< records of the file without its header
    std::uint64_t resumedAt = 0; ///< rows that an import that was broken off had done; they count in all of these
    std::uint64_t added = 0;
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t refused = 0; ///< rows with a problem
    std::vector<RowProblem> problems;
    std::vector<std::string> ignoredColumns;
    ConsentCounts consents;
    /// Columns that tell consents, left out for want of a purpose, and whether
    /// the file's own status is left out, for want of one.
    std::vector<std::string> consentsLeftOut;
    bool statusLeftOut = false;
    bool dryRun = false;
    /// A strict import met a problem: nothing was stored, and what was added,
    /// updated, unchanged or decided is 0.
    bool refusedWhole = false;
};

/// {"rows","added","updated","unchanged","refused","problems":[{"line","column",
/// "field","reason"}],"ignored_columns","acts":{"grant","withdraw","refuse",
/// "request"},"observed_unchanged","stale","consent_columns_left_out",
/// "status_left_out","dry_run","refused_whole"}
json::Value toJson(const ImportReport &report);
Result<ImportReport> importReportFromJson(const json::Value &value);

/// Reads people out of a CSV file into the store, row by row; memory does not
/// grow with the file. Without a mapping the header's usual names decide.
///
/// A row is the record that this source gave before when its record id is the
/// same, or without one its customer number, loyalty id, ESP record, social
/// login or e-mail. It then gets a new version of every value that differs from
/// this source's last; an empty cell says nothing. Language and jurisdiction are
/// taken when a person is added, and left alone afterwards.
///
/// What columns tell about consents becomes acts, in the transaction of the
/// person's row: one where a status is news (consent/observation.h). A row that
/// is refused still closes what it closes, if its record is known.
///
/// Rows are committed in batches, and good rows go in beside bad ones; a strict
/// import and a dry run are one transaction. Fails with Invalid and its place
/// when header or mapping are wrong (nothing is stored), with Cancelled when
/// `progress` asks for it, or with the store's error. Batches committed before
/// that stay; the same import again goes on where it ended.
/// Uses the vault's thread.
Result<ImportReport> importPeople(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue,
    std::unique_ptr<ByteSource> source, const std::optional<Mapping> &mapping, const ImportOptions &options, Progress &progress);

} // namespace assent
