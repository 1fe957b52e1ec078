#pragma once

#include "crypto/merkle.h"

#include <map>

namespace assent::merkle {

/// The leaves [first, first + count) of a tree: a subtree that its proofs name.
struct Range
{
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    auto operator<=>(const Range &) const = default;
};

/// The subtrees whose roots are the audit path of leaf `index`, from the leaf
/// upward (RFC 6962, 2.1.1). Needs index < size.
std::vector<Range> inclusionRanges(std::uint64_t index, std::uint64_t size);
/// The same for the proof that the tree of `from` leaves begins the one of `to`
/// (RFC 6962, 2.1.2). Empty for 0 and for equal sizes. Needs from <= to.
std::vector<Range> consistencyRanges(std::uint64_t from, std::uint64_t to);

/// Roots of chosen subtrees of a tree too large to hold, whose leaves come one
/// after another: O(log n) of space for each.
class Subtrees
{
public:
    /// Before the first leaf: a range that inclusionRanges() or consistencyRanges() gave.
    void want(const Range &range);
    void want(const std::vector<Range> &ranges);
    void append(const Digest &leaf);
    /// All leaves so far.
    Digest root() const { return m_tree.root(); }
    std::uint64_t size() const { return m_tree.size(); }
    /// The roots of wanted ranges whose leaves have all come.
    std::vector<Digest> of(const std::vector<Range> &ranges) const;

private:
    Digest of(const Range &range) const;

    Frontier m_tree;
    std::map<Range, Digest> m_perfect; ///< the perfect subtrees that the ranges consist of
};

} // namespace assent::merkle
