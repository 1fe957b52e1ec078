#pragma once

#include "consent/consentstore.h"
#include "context.h"
#include "profile/profilestore.h"
#include "vault/slots.h"

namespace assent::ctl {

inline constexpr int kCacheMiB = 32;
inline constexpr int kBulkCacheMiB = 128; ///< for work on many people

/// Opens the store that the command was pointed at. The key comes from the
/// passphrase descriptor, else the keychain, else a prompt. NotFound says how
/// to make a store.
Result<std::unique_ptr<Vault>> openVault(const Context &context, int cacheMiB = kCacheMiB);

/// A store with its catalogue and what reads and writes people and choices.
struct OpenStore
{
    std::unique_ptr<Vault> vault;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<ProfileStore> profiles;
    std::unique_ptr<ConsentStore> consents;
};
/// NotFound also when the store has no catalogue yet; says how to load one.
Result<OpenStore> openStore(const Context &context, int cacheMiB = kCacheMiB);
Result<OpenStore> withCatalogue(std::unique_ptr<Vault> vault);

/// How a new store is to be opened later.
struct NewKeys
{
    SecretBytes passphrase; ///< empty: no such slot
    bool keychain = false;
};
/// Reads the passphrase of a store to be made: from the descriptor or twice
/// from a prompt; with a keychain and no descriptor there is none.
Result<NewKeys> askNewKeys(const Context &context, bool keychain);
/// Conflict when there is one already. On failure no store is left behind.
Result<std::unique_ptr<Vault>> createVault(const Context &context, const NewKeys &keys);

/// A person by id or by an identifier that only one person has (e-mail, phone,
/// loyalty id, …). NotFound: nobody. Conflict: several people.
Result<SubjectId> findSubject(OpenStore &store, const std::string &idOrIdentifier, std::string argument);

} // namespace assent::ctl
