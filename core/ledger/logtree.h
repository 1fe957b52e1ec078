#pragma once

#include "crypto/subtrees.h"
#include "vault/database.h"

#include <map>

namespace assent {

/// The hashes of a store's log by the tiles of C2SP tlog-tiles, so that a proof reads
/// some hundred rows of a log of any length. The roots of full tiles are kept in the
/// table ledger_tile; one that is not there is made from the entries. What is kept is
/// not trusted: who gives a path away compares where it leads with a checkpoint, and
/// Ledger::verify() looks at all of them.
class LogTree
{
public:
    explicit LogTree(Database &db) : m_db(db) {}

    /// In the transaction of the entries: keeps the roots of tiles that a log of this
    /// size has filled. Of a log that never kept any, some at a time.
    Result<void> keep(std::uint64_t size);
    /// The root of a subtree that a proof names, in a log that reaches so far. Corrupt
    /// when an entry is missing.
    Result<Digest> root(const merkle::Range &range);
    /// Of the tiles that are kept, the first leaf under one that is not the root of
    /// those below; nothing when all are. Looks at the levels above the first, whose
    /// tiles are compared with their entries where these are read.
    Result<std::optional<std::uint64_t>> firstWrongAbove();

private:
    Result<std::vector<Digest>> hashes(int level, std::uint64_t first, std::uint64_t count);
    Result<std::vector<Digest>> leaves(std::uint64_t first, std::uint64_t count);
    Result<std::uint64_t> kept(int level);
    Result<Digest> tile(int level, std::uint64_t number);

    Database &m_db;
    std::map<merkle::Range, Digest> m_known; ///< what several paths have in common
};

} // namespace assent
