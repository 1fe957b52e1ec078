#include "crypto/subtrees.h"

#include <bit>

namespace assent::merkle {
namespace {

/// Largest power of two below `size`, which is at least 2.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

/// SUBPROOF of RFC 6962, 2.1.2, for the tree over `whole`. `known` says that the
/// verifier has the root of the old tree at hand.
void addSubproof(std::uint64_t from, Range whole, bool known, std::vector<Range> &proof)
{
    if (from == whole.count) {
        if (!known)
            proof.push_back(whole);
        return;
    }
    const std::uint64_t k = split(whole.count);
    const Range left{whole.first, k};
    const Range right{whole.first + k, whole.count - k};
    if (from <= k) {
        addSubproof(from, left, known, proof);
        proof.push_back(right);
    } else {
        addSubproof(from - k, right, false, proof);
        proof.push_back(left);
    }
}

} // namespace

std::vector<Range> inclusionRanges(std::uint64_t index, std::uint64_t size)
{
    std::vector<Range> downward;
    for (Range at{0, size}; at.count > 1;) {
        const std::uint64_t k = split(at.count);
        const Range left{at.first, k};
        const Range right{at.first + k, at.count - k};
        const bool goesLeft = index < right.first;
        downward.push_back(goesLeft ? right : left);
        at = goesLeft ? left : right;
    }
    return {downward.rbegin(), downward.rend()};
}

std::vector<Range> consistencyRanges(std::uint64_t from, std::uint64_t to)
{
    std::vector<Range> proof;
    if (from > 0 && from < to)
        addSubproof(from, {0, to}, true, proof);
    return proof;
}

} // namespace assent::merkle
