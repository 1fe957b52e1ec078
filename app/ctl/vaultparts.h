#pragma once

#include "context.h"
#include "vault/slots.h"

namespace assent::ctl {

/// What opens a store: "passphrase", …
std::vector<std::string> slotNames(const Slots &slots);
json::Array namesOf(const std::vector<SlotKind> &kinds);

/// A recovery code, or null where there is none, for the JSON document.
json::Value recoveryJson(const SecretBytes &code);
/// A recovery code with what to do with it; empty where there is none.
std::string recoveryText(const SecretBytes &code);

/// A passphrase to be: from the descriptor, or twice from a prompt where it is
/// negative. `option` is the descriptor's name. Invalid when it is empty.
Result<SecretBytes> askNewPassphrase(int descriptor, std::string option);

} // namespace assent::ctl
