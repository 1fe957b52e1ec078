#pragma once

#include "ledger/ledger.h"

namespace assent {

/// What an entry is, by its body alone: the kind that is stored beside it is no part
/// of the leaf, so it proves nothing. A consent event has an `event_id` and the hash of
/// its payload, a device's leaf a `device_id` and no `kind`; all else is staff's.
LeafKind leafKindOf(ByteView body);

/// Looks behind each entry of a store's ledger, for Ledger::verify: the stored kind is
/// what the body says; of a consent event the stored payload matches the hash in the
/// signed core, and the signature is the device's. An entry whose payload was erased
/// passes on its signature's part of the tree alone. Holds a reference to the vault.
Ledger::Inspector consentAudit(const Vault &vault);

} // namespace assent
