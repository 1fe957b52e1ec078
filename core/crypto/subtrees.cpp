#include "crypto/subtrees.h"

#include <bit>

namespace assent::merkle {
namespace {

/// Largest power of two below `size`, which is at least 2.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

/// The perfect subtrees of a range, from left to right: only one at the right
/// edge of the tree has several.
std::vector<Range> perfectPartsOf(Range range)
{
    std::vector<Range> parts;
    while (range.count > 0) {
        const std::uint64_t count = std::bit_floor(range.count);
        parts.push_back({range.first, count});
        range = {range.first + count, range.count - count};
    }
    return parts;
}

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

void Subtrees::want(const Range &range)
{
    for (const Range &part : perfectPartsOf(range))
        m_perfect.emplace(part, Digest{});
}

void Subtrees::want(const std::vector<Range> &ranges)
{
    for (const Range &range : ranges)
        want(range);
}

void Subtrees::append(const Digest &leaf)
{
    const auto note = [this](const Range &range, const Digest &hash) {
        if (const auto wanted = m_perfect.find(range); wanted != m_perfect.end())
            wanted->second = hash;
    };
    Range range{m_tree.size(), 1};
    Digest hash = leaf;
    note(range, hash);
    // The subtrees that this leaf completes, as Frontier::append joins them.
    const std::vector<Digest> &left = m_tree.hashes();
    for (std::size_t i = left.size(); (range.first & range.count) != 0; --i) {
        hash = nodeHash(left[i - 1], hash);
        range = {range.first - range.count, range.count * 2};
        note(range, hash);
    }
    m_tree.append(leaf);
}

std::vector<Digest> Subtrees::of(const std::vector<Range> &ranges) const
{
    std::vector<Digest> hashes;
    hashes.reserve(ranges.size());
    for (const Range &range : ranges)
        hashes.push_back(of(range));
    return hashes;
}

Digest Subtrees::of(const Range &range) const
{
    const std::vector<Range> parts = perfectPartsOf(range);
    Digest hash = m_perfect.at(parts.back());
    for (std::size_t i = parts.size() - 1; i-- > 0;)
        hash = nodeHash(m_perfect.at(parts[i]), hash);
    return hash;
}

} // namespace assent::merkle
