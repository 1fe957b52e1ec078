#pragma once

#include <cstdint>

namespace assent::test {

/// From now on every random byte in this process, of ids, keys, salts, nonces and
/// SQLite, follows from the seed. For one thread; for good.
void seedEverything(std::uint64_t seed);

} // namespace assent::test
