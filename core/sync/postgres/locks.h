#pragma once

#include "sync/postgres/connection.h"

namespace assent::sync::postgres {

/// What one hub at a time does. Held until the transaction ends.
enum class Lock : int { Migration = 1, Sequencer = 2, Erasure = 3 };

/// Waits for it. Others wait longer than for a row: keys are stretched under it.
Result<void> lock(Connection &connection, Lock what);
/// Waits for who holds it alone; any number may share it.
Result<void> shareLock(Connection &connection, Lock what);
/// False when another one holds it.
Result<bool> tryLock(Connection &connection, Lock what);

} // namespace assent::sync::postgres
