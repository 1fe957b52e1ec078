#pragma once

#include "crypto/hash.h"
#include "vault/vault.h"

#include <string>
#include <vector>

namespace assent::test {

/// What holds of a desktop's store whatever happened to it: its pages and tables
/// are sound, the ledger verifies, every event has its entry, and everything
/// that waits for the hub is queued, in whole batches; every person can be
/// searched for. The first breach in words, or nothing. Nothing may be erased,
/// and events are all the store's own. Writes nothing that stays.
std::string breachOf(Vault &vault);

/// A hash over all rows of all tables, or of those that are named: equal
/// stores, equal contents.
Result<Digest> contentOf(Database &db, const std::vector<std::string> &tables = {});

/// A number out of the store; the test ends when it cannot be had.
std::int64_t countOf(Database &db, const std::string &rows);

} // namespace assent::test
