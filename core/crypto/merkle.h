#pragma once

#include "base/bytes.h"

#include <cstdint>

namespace assent::merkle {

/// RFC 6962, 2.1: SHA-256(0x00 ‖ entry).
Digest leafHash(ByteView entry);
/// RFC 6962, 2.1: SHA-256(0x01 ‖ left ‖ right).
Digest nodeHash(const Digest &left, const Digest &right);
/// The root of an empty tree: SHA-256 of nothing.
Digest emptyRoot();

/// Root over leaf hashes.
Digest root(std::span<const Digest> leaves);
/// Audit path of leaf `index` (RFC 6962, 2.1.1), from the leaf upward.
std::vector<Digest> inclusionPath(std::span<const Digest> leaves, std::uint64_t index);
/// The tree as a whole: its root, and the audit path of every leaf. Costs about
/// as much as one path alone.
struct Proven
{
    Digest root = {};
    std::vector<std::vector<Digest>> paths;
};
Proven prove(std::span<const Digest> leaves);
/// The root that a path leads to, or Invalid when the path does not fit the
/// size (RFC 9162, 2.1.3.2).
Result<Digest> rootFromInclusion(std::uint64_t index, std::uint64_t size, const Digest &leaf, std::span<const Digest> path);
bool verifyInclusion(std::uint64_t index, std::uint64_t size, const Digest &leaf, std::span<const Digest> path, const Digest &root);
/// RFC 9162, 2.1.4.2.
bool verifyConsistency(std::uint64_t size1, std::uint64_t size2, const Digest &root1, const Digest &root2, std::span<const Digest> proof);

/// A tree that only grows, kept as the roots of its perfect subtrees from left
/// to right: enough to append and to tell the root, O(log n) of space.
class Frontier
{
public:
    Frontier() = default;
    /// Fails with Corrupt when the number of hashes does not fit the size.
    static Result<Frontier> restore(std::uint64_t size, std::vector<Digest> hashes);

    void append(const Digest &leaf);
    std::uint64_t size() const { return m_size; }
    const std::vector<Digest> &hashes() const { return m_hashes; }
    Digest root() const;

private:
    std::uint64_t m_size = 0;
    std::vector<Digest> m_hashes;
};

} // namespace assent::merkle
