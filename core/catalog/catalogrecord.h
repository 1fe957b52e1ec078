#pragma once

#include "catalog/catalogue.h"
#include "ledger/ledger.h"

namespace assent {

/// What was done with a catalogue.
enum class CatalogueAct {
    Founded,   ///< the first of a store, put in force without a draft
    Drafted,
    Approved,
    Rejected,
    Published,
};
std::string_view catalogueActName(CatalogueAct act); ///< "founded", "drafted", …

/// The body of its leaf in the ledger, of the kind Staff; canonical JSON:
///
///   {"act":…,"at":…,"by":…,"checklist":…,"draft":…,"hash":…,"kind":"catalogue",
///    "reason_hash":…,"v":1,"version":…}
///
/// digests in base64url. `hash` is the catalogue's, rules included; `checklist`
/// the hash of the questions that were asked (null for a founded one); `reason_hash`
/// is SHA-256(salt ‖ reason), or null without a reason: words may name people.
struct CatalogueRecord
{
    CatalogueAct act = CatalogueAct::Drafted;
    std::string by; ///< empty where a program did it on its own (init, demo)
    Timestamp at;
    int draft = 0;  ///< 0: none
    int version = 0;
    Digest hash = {};
    std::optional<Digest> checklist;
    std::optional<Digest> reasonHash;
};
std::string toCanonical(const CatalogueRecord &record);
/// Nothing when the body is that of another kind of staff leaf.
Result<std::optional<CatalogueRecord>> catalogueRecordFromJson(std::string_view text);

/// Appends the leaf; gives its number.
Result<std::int64_t> writeRecord(const WriteTransaction &transaction, const CatalogueRecord &record);

/// For Ledger::verify(): every catalogue that the log says was put in force is
/// stored as it was then. Silent on other entries.
Ledger::Inspector catalogueAudit();

} // namespace assent
