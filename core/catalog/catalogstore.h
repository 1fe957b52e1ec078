#pragma once

#include "catalog/catalogue.h"
#include "vault/vault.h"

#include <memory>

namespace assent {

/// Puts the first catalogue of a store in force and leaves its leaf in the
/// ledger; `by` names who did it, or nobody for a program. Conflict when another
/// one is in force: later ones are drafted, reviewed and published by two people
/// (catalogdrafts.h). The one in force once more is nothing.
Result<void> publishCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue, std::string_view by = {});

/// The catalogue in force. NotFound when the store has none yet, Corrupt when
/// the stored text does not match its hash.
Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault);
/// The one that was in force at an instant; the first one, when that came later.
/// `held`, where it is the same, which saves reading it.
Result<std::shared_ptr<const Catalogue>> loadCatalogueAt(
    Vault &vault, Timestamp at, const std::shared_ptr<const Catalogue> &held = nullptr);
/// One that is or was in force. NotFound names the versions that there are.
Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault, int version);

/// What is or was in force, newest first.
struct PublishedCatalogue
{
    int version = 0;
    Digest hash = {};
    Timestamp since;
};
Result<std::vector<PublishedCatalogue>> publishedCatalogues(Vault &vault);

/// Appends to the table; whether that may be is for the callers above to know.
Result<void> insertCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue);

} // namespace assent
