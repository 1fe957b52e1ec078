#pragma once

#include "crypto/merkle.h"

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

} // namespace assent::merkle
