#pragma once

#include "consent/consentstore.h"
#include "receipt/seal.h"

namespace assent {

/// Makes receipts for some acts of one person: those of `history`, which is all
/// of theirs, that are in `wanted` (all of them when it is empty), in the order
/// of `history`. Titles are in `language` where the catalogue has it.
///
/// A receipt names the person by the pseudonym of the ledger alone, and nobody
/// else: who acted for the person is told by role, and what an act holds about
/// them stays out. It is about the catalogue in force when the act was recorded
/// and the notice revision that was served.
///
/// Signs a checkpoint when the last one does not reach the newest act. NotFound:
/// one that is wanted is not this person's. Uses the vault's thread.
Result<std::vector<Receipt>> issueReceipts(Vault &vault, std::span<const HistoryEntry> history, std::span<const EventId> wanted,
    const std::string &language);

/// The state that an act brings about in a receipt for it.
bool canBeState(Act act, RecordState state);

std::string purposeUrn(const PurposeId &purpose);
std::string pseudonymUrn(const Digest &pseudonym);

} // namespace assent
