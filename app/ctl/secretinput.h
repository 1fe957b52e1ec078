#pragma once

#include "crypto/secret.h"

namespace assent::ctl {

/// One line from a descriptor, without its line break. Reads no further, so that
/// two secrets may come over one descriptor.
Result<SecretBytes> readSecretLine(int descriptor);

/// Asks on the terminal without echo. Locked when there is no terminal.
Result<SecretBytes> promptSecret(std::string_view question);
/// Asks twice. Invalid when the two differ.
Result<SecretBytes> promptNewSecret(std::string_view question);

} // namespace assent::ctl
