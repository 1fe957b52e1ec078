#include "sync/hubtree.h"

#include "ledger/tiles.h"

namespace assent::sync {
namespace {

// Everybody waits meanwhile: a tile of 256 entries takes half a millisecond or more.
constexpr int kTilesToGather = 1;
constexpr int kTilesToAnswer = 40;
constexpr int kRootsAtOnce = 256; ///< that the store keeps: as quick as one tile of entries

} // namespace

Result<void> HubTree::fill(int level, std::uint64_t count, int &budget)
{
    std::vector<Digest> &known = m_above[static_cast<std::size_t>(level - 1)];
    while (known.size() < count) {
        if (budget <= 0)
            return Error{ErrorCode::Locked, "the hashes of the log are being gathered"};
        ASSENT_TRY(const auto kept, m_store.tileRoots(level, known.size(), kRootsAtOnce));
        if (!kept.empty()) {
            known.insert(known.end(), kept.begin(), kept.end());
            --budget;
            continue;
        }
        const std::uint64_t first = known.size() * tiles::kWidth;
        if (level > 1)
            ASSENT_CHECK(fill(level - 1, first + tiles::kWidth, budget));
        budget -= level == 1 ? 1 : 0;
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

Result<std::vector<Digest>> HubTree::roots(std::span<const merkle::Range> ranges)
{
    std::vector<Digest> out;
    const auto known = [this](int level, std::uint64_t first, std::uint64_t count) { return hashes(level, first, count); };
    for (const merkle::Range &range : ranges) {
        ASSENT_TRY(const Digest hash, tiles::rootOf(range, known));
        out.push_back(hash);
    }
    return out;
}

} // namespace assent::sync
