#pragma once

#include "base/bytes.h"

namespace assent::test {

/// The bytes of a literal in a test; the literal is known to be hexadecimal.
inline Bytes hex(std::string_view text) { return fromHex(text).value(); }

} // namespace assent::test
