#pragma once

#include "profile/erasure.h"

namespace assent {

/// How long an erasure that a person asked for waits before it is carried out: well
/// within the month of GDPR Art. 12(3), and long enough to notice one that somebody
/// else asked for.
inline constexpr std::chrono::days kErasureWait{14};

/// An erasure that was asked for and waits. It is carried out by carryOutErasures()
/// from `due` on, under the same id, unless it was taken back before that. It is kept
/// in this store alone until then, and goes with the person.
struct ErasureRequest
{
    Uuid id;
    SubjectId subject;
    ErasedBy by = ErasedBy::Self;
    Timestamp at;
    Timestamp due;
    std::int64_t entry = 0; ///< in the ledger
};

/// What people quote: "7C41-09AF", the end of the id.
std::string erasureReference(const Uuid &id);

/// Asks for it, with an entry (Staff) in the ledger, RFC 8785:
///
///   {"act":"ask_erasure"|"keep","actor_role":"self"|"agent","at":…,"due":…,
///    "erasure_id":UUIDv7,"pseudonym":…,"v":1}
///
/// NotFound: no such person. Conflict: one waits already.
Result<ErasureRequest> requestErasure(Vault &vault, SubjectId subject, ErasedBy by);
/// Takes it back, with an entry in the ledger ("keep"); also one that is due and was
/// not carried out yet. NotFound: none waits.
Result<ErasureRequest> takeBackErasure(Vault &vault, SubjectId subject);

/// Of one person; of everybody, the next one first.
Result<std::optional<ErasureRequest>> erasureRequestOf(Vault &vault, SubjectId subject);
Result<std::vector<ErasureRequest>> erasureRequests(Vault &vault);

/// Erases everybody whose erasure is due by the store's clock; what each was.
/// Called by whoever opens a store for long, and by each sync.
Result<std::vector<ErasureReport>> carryOutErasures(Vault &vault);

} // namespace assent
