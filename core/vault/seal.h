#pragma once

#include "base/bytes.h"
#include "base/progress.h"
#include "vault/database.h"

namespace assent {

/// What a person's consent events add up to, in the order of their ledger
/// entries. SQLCipher proves that a page is genuine, not that it is the newest:
/// one page put back to an older version could hide a withdrawal. The seal lies
/// on another page than the events, so the two then disagree.
struct Seal
{
    std::int64_t events = 0;
    Digest chain = {}; ///< SHA-256(chain before ‖ the event's hash)

    void add(const Digest &eventHash);
    bool operator==(const Seal &) const = default;
};

/// The stored seal; an empty one when the person has no events.
Result<Seal> readSeal(Database &db, std::int64_t subject);
/// In the transaction that adds the events.
Result<void> writeSeal(Database &db, std::int64_t subject, const Seal &seal);

/// Corrupt: what is stored of a person does not add up.
Error sealBroken();

/// Seals the events that are stored. For a migration.
Result<void> sealEveryone(Database &db);
/// Compares everyone's events, facts and identifiers with what they must add
/// up to. Corrupt when something is missing or too much.
Result<void> checkSeals(Database &db, Progress &progress);

} // namespace assent
