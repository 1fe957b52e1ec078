#pragma once

#include "sync/postgres/connection.h"

namespace assent::sync::postgres {

inline constexpr int kPartitions = 256;

/// Of a 16-byte id.
int partitionOf(ByteView id);

/// Makes or migrates the tables; inside a transaction that holds the lock of
/// migrations. Newer: a later version's; nothing was touched. NotFound: there are
/// none, and `make` is false.
Result<void> migrate(Connection &connection, bool make);

} // namespace assent::sync::postgres
