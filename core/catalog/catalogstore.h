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

/// The catalogue that was in force at a time: what an act of then was about.
/// Before the first one it is that one.
Result<std::shared_ptr<const Catalogue>> loadCatalogueAt(Vault &vault, Timestamp at);

} // namespace assent
