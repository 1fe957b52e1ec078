#pragma once

#include "profile/profilestore.h"
#include "receipt/consentrecord.h"
#include "transfer/importpeople.h"

namespace assent {

struct RecordImportOptions
{
    SourceId source;                  ///< whose records they are, as the catalogue names it
    std::optional<SubjectId> subject; ///< whom they are about; without: whom they name
    PurposeId purpose;                ///< empty: the one that a record's purpose means
    ChannelId channel;                ///< empty: the one that it names, or the purpose's only one
    std::optional<int> notice;        ///< attests the notice: its version, or 0 for the one in effect then
    bool strict = false;              ///< one bad record refuses the whole file
    bool dryRun = false;
};

/// Why a record was refused, and where it stands.
struct RecordProblem
{
    int line = 0;
    std::string pointer;
    std::string reason;
};

struct RecordImportReport
{
    std::uint64_t records = 0;
    std::uint64_t refused = 0;
    std::uint64_t silent = 0; ///< events that decide nothing: unknown, expired
    ConsentCounts consents;
    std::vector<RecordProblem> problems;
    bool refusedWhole = false;
    bool dryRun = false;
};
json::Value toJson(const RecordImportReport &report);

/// Takes in consent records that others made, about people who are known here. They
/// are observations (DOMAIN.md section 2, consequence 9; consent/observation.h): no
/// parents, the same file twice changes nothing, one older than what is known does
/// nothing. A record is named by its @id; core/transfer/README.md has the rest.
///
/// A record with a problem stores nothing but what it closes. All that is stored is
/// one transaction. Uses the vault's thread.
Result<RecordImportReport> importRecords(Vault &vault, ProfileStore &profiles, const Catalogue &catalogue,
    const ConsentDocument &document, const RecordImportOptions &options);

} // namespace assent
