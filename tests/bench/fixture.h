#pragma once

#include "bench/measure.h"
#include "catalog/catalogue.h"
#include "consent/consentstore.h"
#include "profile/person.h"
#include "vault/slots.h"
#include "vault/vault.h"

#include <filesystem>
#include <memory>

namespace assent::bench {

/// A person with 8 attributes and 3 identifiers, the same for the same number,
/// ids and keys aside.
Person makePerson(int number, Timestamp now);
/// The value of a fact or an identifier, or nothing.
std::string valueOf(const Person &person, std::string_view key);

/// The sample catalogue.
std::shared_ptr<const Catalogue> sampleCatalogue();

inline constexpr std::string_view kPassphrase = "seven quiet herons over the weir";
struct OpenStore
{
    Slots slots; ///< a passphrase at the lowest cost
    SecretBytes key;
    std::unique_ptr<Vault> vault;
};
/// A new encrypted store with the sample catalogue in force.
OpenStore newStore(const std::filesystem::path &folder, const Catalogue &catalogue, const Clock &clock, int cacheMiB = 32);

/// The keys that a person may open, of which there are some.
std::vector<ConsentKey> choosableKeys(const ConsentStore &consents, const ConsentView &view);
/// A grant with its notice read on screen, or a withdrawal.
Decision toggle(const ConsentKey &key, bool grant);

} // namespace assent::bench
