#pragma once

#include "vault/vault.h"

#include <filesystem>

/// People who were erased: what goes of them, and the list by which they stay
/// erased. Who may erase whom, and the entry in the ledger: profile/erasure.h.
///
/// The list is the table `erasure` and, outside of every backup, the file
/// erasures.jsonl in the store's folder: one canonical JSON object a line,
/// {"core","hash","identifiers","signature"}, by which a restore erases again. Nobody
/// can be told by it without the store's look-up key and the person's id.
///
/// The keyed hashes of the person's identifiers stay in the table `suppressed`: what
/// an import says that someone with one of them allowed before is void (DOMAIN.md
/// section 2, consequence 11).
namespace assent::erasures {

struct Entry
{
    Digest subjectHash = {};
    std::string core; ///< what was signed
    Bytes signature;
    std::vector<std::int64_t> identifiers; ///< identifier.lookup of those that the person had; remove() finds them
};

/// HMAC-SHA-256 of the subject's id under a store's look-up key, by which an erasure
/// names the person.
Digest hashOf(ByteView lookupKey, SubjectId subject);
/// The same under this store's.
Digest hashOf(const Vault &vault, SubjectId subject);
Result<bool> contains(Vault &vault, SubjectId subject);
/// When someone was erased who had an identifier of this person's; the last time.
/// Nothing: nobody was. Call it within the transaction that takes the person in.
Result<std::optional<Timestamp>> suppressedAt(Database &db, std::span<const std::int64_t> lookups);
/// True while nobody was ever erased.
Result<bool> isEmpty(Vault &vault);

/// Removes every row about the person but the cores of their decisions in the log
/// and the signatures over them, and puts the entry on the list, in the file first.
/// Outbox rows go, except those of closing acts, which are still sent (they need
/// `parting_event` until then). Words stay in the search index until
/// forgetDeletedWords(). NotFound when there is no such person.
Result<void> remove(const WriteTransaction &transaction, SubjectId subject, Entry entry);

/// Erases in a store that was put back whoever is on the list in `folder`; how
/// many were there again. Erasures that only wait begin their wait anew. Corrupt: the
/// list does not read.
Result<int> replay(Vault &vault, const std::filesystem::path &folder);

/// The file in this folder; empty when there is none.
Result<std::vector<Entry>> listed(const std::filesystem::path &folder);

} // namespace assent::erasures
