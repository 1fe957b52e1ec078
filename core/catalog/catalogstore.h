#pragma once

#include "catalog/catalogue.h"
#include "vault/vault.h"

#include <memory>

namespace assent {

/// Puts a catalogue in force in a store. The version must be newer than the
/// one in force (Conflict), unless its hash is the same (nothing happens).
Result<void> publishCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue);

/// The catalogue in force. NotFound when the store has none yet.
Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault);
/// The one that was in force at an instant; the first one, when that came later.
/// `held`, where it is the same, which saves reading it.
Result<std::shared_ptr<const Catalogue>> loadCatalogueAt(
    Vault &vault, Timestamp at, const std::shared_ptr<const Catalogue> &held = nullptr);

} // namespace assent
