#pragma once

#include "base/json.h"
#include "base/progress.h"
#include "profile/profilestore.h"
#include "profile/removal.h"

#include <map>

namespace assent {

struct RetentionOptions
{
    /// What ended at or before this goes; now, when absent. Later than now only
    /// for a dry run.
    std::optional<Timestamp> at;
    bool dryRun = false; ///< says what would go and changes nothing
};

/// Values of one key, or held for one purpose.
struct RetentionTally
{
    std::int64_t values = 0;
    std::int64_t people = 0;
    std::optional<Timestamp> earliest; ///< end; absent: these go with one that replaced them
    std::optional<Timestamp> latest;
};

struct RetentionReport
{
    bool dryRun = false;
    std::optional<Uuid> run;  ///< names the run in its ledger entries; absent in a dry run
    Timestamp at;
    std::int64_t people = 0;  ///< who had something that ended
    std::int64_t values = 0;
    std::int64_t identifiers = 0;
    std::int64_t wholePeople = 0; ///< of whom nothing is left
    std::map<std::string, RetentionTally> keys;
    std::map<PurposeId, RetentionTally> purposes; ///< a value counts with each of its purposes
    std::int64_t entries = 0; ///< in the ledger; one for each person
    std::optional<std::int64_t> firstEntry;
    std::optional<std::int64_t> lastEntry;
    /// False when another program still reads the log: the file keeps old pages,
    /// encrypted, until the next checkpoint.
    bool inFile = true;
};
json::Value toJson(const RetentionReport &report);

/// The retention run (DOMAIN.md section 3): removes what dueOf() names of every
/// person, 500 people a transaction, each with an entry in the ledger (format:
/// README.md). A person of whom nothing is left goes as a whole when nothing
/// else refers to them and no hub knows them. Consents, served notices and the
/// ledger stay: they are proof. Cancelled between transactions: what was done
/// stays done, and the next run goes on. Afterwards, cancelled or not, the search
/// index forgets the removed words and the log is moved into the file.
/// Invalid when it is to remove what has not ended yet. Uses the vault's thread.
Result<RetentionReport> runRetention(Vault &vault, ProfileStore &profiles, const RetentionOptions &options, Progress &progress);

} // namespace assent
