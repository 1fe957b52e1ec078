#pragma once

#include "crypto/signature.h"
#include "vault/vault.h"

#include <optional>

namespace assent::sync {

/// The key of the device that signed something: the hub's word for it, unless this
/// store knew another one first (Denied). Protocol: neither knows one.
Result<PublicKey> rememberDevice(const WriteTransaction &transaction, DeviceId device, const std::optional<PublicKey> &told);

} // namespace assent::sync
