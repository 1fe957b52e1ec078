#pragma once

#include "base/progress.h"
#include "vault/slots.h"

namespace assent {

/// How a change of the key ended.
struct Rekeyed
{
    SecretBytes recoveryCode;   ///< as it is to be shown, once; empty: none was wanted
    std::vector<SlotKind> gone; ///< what opened the store before and does not now
    /// Why the old key's slots stand in the files still: the store has its new
    /// key, and the next unlock removes them.
    std::optional<Error> unfinished;
};

/// Gives a store another raw key, for after a compromise: every page is
/// encrypted anew. Afterwards only `wanted` opens it. Needs the store for
/// itself (KeyHolder::alone(); Io when others keep it open) and as much free
/// disk as the store takes. `key` is the present raw key.
///
/// Invalid: neither a passphrase nor a keychain is wanted (a crash could take a
/// recovery code that nobody has seen). Cancelled, and any other failure: the
/// store has its old key and slots; where a failing disk hid even that, the next
/// unlock finds out.
///
/// Safe at any crash, by this order, each step durable before the next:
///   1  slots.json gets the new key's slots beside the old       undone by an unlock
///   2  the log is moved into store.db; its pages are copied to
///      store.db.rekey under the new key, and checked            "
///   3  the empty log is removed                                 "
///   4  store.db.rekey is renamed to store.db                    finished by an unlock
///   5  slots.json keeps the new key's slots only
/// An unlock tries which key opens store.db, so it needs no record of the step.
///
/// Backups made before open with the old key still; those of migrations, beside
/// the store, are destroyed.
Result<Rekeyed> rekey(const std::filesystem::path &folder, const SecretBytes &key, const NewSlots &wanted,
    Progress &progress, int patienceMillis = 10'000);

} // namespace assent
