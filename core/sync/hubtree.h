#pragma once

#include "crypto/subtrees.h"
#include "sync/hubstore.h"

namespace assent::sync {

/// The hashes of the hub's log, for tiles and proofs without reading all of it.
/// Keeps the roots of full tiles in memory (32 bytes for 256 entries), which are
/// gathered anew after a start: from those that the store keeps, else from the entries.
/// Neither is trusted by who is given a path: it has to lead to a signed checkpoint.
/// On the store's thread.
class HubTree
{
public:
    explicit HubTree(HubStore &store) : m_store(store) {}

    /// Hashes of a level of tlog tiles: 0 holds the leaves, each above the roots
    /// of the full tiles below. NotFound when there are fewer; Locked while they
    /// are being gathered.
    Result<std::vector<Digest>> hashes(int level, std::uint64_t first, std::uint64_t count);
    /// The roots of the subtrees that a proof names. Fails as hashes().
    Result<std::vector<Digest>> roots(std::span<const merkle::Range> ranges);
    /// Gathers a little more, up to a tree of this size; Locked while that was not all.
    Result<void> gather(std::uint64_t size);

private:
    Result<void> fill(int level, std::uint64_t count, int &budget);

    HubStore &m_store;
    std::vector<std::vector<Digest>> m_above{8}; ///< by level, from 1 (at 0)
};

} // namespace assent::sync
