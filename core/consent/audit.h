#pragma once

#include "ledger/ledger.h"

namespace assent {

/// Looks behind each consent entry of a store's ledger, for Ledger::verify: the
/// stored payload matches the hash in the signed core, and the signature is the
/// device's. An entry whose payload was erased passes on its signature's part
/// of the tree alone. Holds a reference to the vault; use it on its thread.
Ledger::Inspect consentAudit(Vault &vault);

} // namespace assent
