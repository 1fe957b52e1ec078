#pragma once

#include "consent/consentstore.h"
#include "context.h"
#include "profile/profilestore.h"
#include "vault/slots.h"

namespace assent::ctl {

inline constexpr int kCacheMiB = 32;
inline constexpr int kBulkCacheMiB = 128; ///< for work on many people

/// NotFound, which says how to make a store, unless the command was pointed at one.
Result<void> requireStore(const Context &context);
Result<Slots> loadSlots(const Context &context);
/// The raw key of the store. A passphrase or recovery code comes from the
/// descriptor, else the keychain gives a key, else a prompt asks; a keychain
/// that does not is noted.
Result<SecretBytes> unlockStore(Context &context);
/// Opens the store that the command was pointed at, with that key.
Result<std::unique_ptr<Vault>> openVault(Context &context, int cacheMiB = kCacheMiB);

/// The raw key of a backup, by the backup's own slots or by those of the store
/// as it is, which may know a newer passphrase. Locked: neither opens it.
Result<SecretBytes> keyOfBackup(const Context &context, const std::filesystem::path &backup);

/// A store with its catalogue and what reads and writes people and choices.
struct OpenStore
{
    std::unique_ptr<Vault> vault;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<ProfileStore> profiles;
    std::unique_ptr<ConsentStore> consents;
};
/// NotFound also when the store has no catalogue yet; says how to load one.
Result<OpenStore> openStore(Context &context, int cacheMiB = kCacheMiB);
Result<OpenStore> withCatalogue(std::unique_ptr<Vault> vault);

/// How a new store is to be opened later.
struct NewKeys
{
    SecretBytes passphrase; ///< empty: no such slot
    bool keychain = false;
    bool recovery = false;
};
struct NewStore
{
    std::unique_ptr<Vault> vault;
    SecretBytes recoveryCode; ///< as it is to be shown; empty: none was wanted
};
/// Reads the passphrase of a store to be made: from the descriptor or twice
/// from a prompt; with a keychain and no descriptor there is none.
Result<NewKeys> askNewKeys(const Context &context, bool keychain);
/// Conflict when there is one already. On failure no store is left behind.
Result<NewStore> createStore(const Context &context, const NewKeys &keys);

/// A person by id or by an identifier that only one person has (e-mail, phone,
/// loyalty id, …). NotFound: nobody. Conflict: several people.
Result<SubjectId> findSubject(OpenStore &store, const std::string &idOrIdentifier, std::string argument);

} // namespace assent::ctl
