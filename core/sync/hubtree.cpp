#include "sync/hubtree.h"

#include "ledger/tiles.h"

#include <bit>

namespace assent::sync {
namespace {

// Everybody waits meanwhile: a tile of 256 entries takes half a millisecond or more.
constexpr int kTilesToGather = 1;
constexpr int kTilesToAnswer = 40;

} // namespace

Result<void> HubTree::fill(int level, std::uint64_t count, int &budget)
{
    std::vector<Digest> &known = m_above[static_cast<std::size_t>(level - 1)];
    while (known.size() < count) {
        const std::uint64_t first = known.size() * tiles::kWidth;
        if (level > 1)
            ASSENT_CHECK(fill(level - 1, first + tiles::kWidth, budget));
        if (level == 1 && budget-- <= 0)
            return Error{ErrorCode::Locked, "the hashes of the log are being gathered"};
        const auto below = level > 1 ? hashes(level - 1, first, tiles::kWidth) : m_store.leavesFrom(first, tiles::kWidth);
        if (!below)
            return below.error();
        known.push_back(merkle::root(*below));
    }
    return {};
}

Result<void> HubTree::gather(std::uint64_t size)
{
    int budget = kTilesToGather;
    for (int level = 1; level < tiles::levelsOf(size); ++level)
        ASSENT_CHECK(fill(level, size / tiles::span(level), budget));
    return {};
}

Result<std::vector<Digest>> HubTree::hashes(int level, std::uint64_t first, std::uint64_t count)
{
    if (level == 0)
        return m_store.leavesFrom(first, count);
    int budget = kTilesToAnswer;
    ASSENT_CHECK(fill(level, first + count, budget));
    const auto begin = m_above[static_cast<std::size_t>(level - 1)].begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<Digest>(begin, begin + static_cast<std::ptrdiff_t>(count));
}

/// A perfect subtree is a run of hashes within one tile.
Result<Digest> HubTree::root(const merkle::Range &range)
{
    if (std::has_single_bit(range.count) && range.first % range.count == 0) {
        const int height = std::countr_zero(range.count);
        const int level = height / 8;
        ASSENT_TRY(const auto run, hashes(level, range.first / tiles::span(level), range.count / tiles::span(level)));
        return merkle::root(run);
    }
    const std::uint64_t left = std::bit_floor(range.count - 1);
    ASSENT_TRY(const Digest first, root({range.first, left}));
    ASSENT_TRY(const Digest second, root({range.first + left, range.count - left}));
    return merkle::nodeHash(first, second);
}

Result<std::vector<Digest>> HubTree::roots(std::span<const merkle::Range> ranges)
{
    std::vector<Digest> out;
    for (const merkle::Range &range : ranges) {
        ASSENT_TRY(const Digest hash, root(range));
        out.push_back(hash);
    }
    return out;
}

} // namespace assent::sync
