#include "ledger/logtree.h"

#include "ledger/ledger.h"
#include "ledger/tiles.h"

#include <algorithm>

namespace assent {
namespace {

/// Somebody waits for the entries of this transaction: a tile takes about half a
/// millisecond.
constexpr std::uint64_t kTilesAtOnce = 16;

} // namespace

Result<void> LogTree::keep(std::uint64_t size)
{
    ASSENT_TRY(Statement write, m_db.prepare("INSERT INTO ledger_tile(level, n, root) VALUES(?,?,?)"));
    for (int level = 1; level < tiles::levelsOf(size); ++level) {
        ASSENT_TRY(const std::uint64_t first, kept(level));
        const std::uint64_t full = size / tiles::span(level);
        for (std::uint64_t n = first; n < std::min(full, first + kTilesAtOnce); ++n) {
            ASSENT_TRY(const Digest root, tile(level, n));
            ASSENT_CHECK(write.bind(1, level).bind(2, n).bind(3, root).run());
        }
        if (first + kTilesAtOnce < full)
            return {};
    }
    return {};
}

Result<std::uint64_t> LogTree::kept(int level)
{
    ASSENT_TRY(Statement read, m_db.prepare("SELECT coalesce(max(n) + 1, 0) FROM ledger_tile WHERE level = ?"));
    ASSENT_TRY([[maybe_unused]] const bool row, read.bind(1, level).step());
    return static_cast<std::uint64_t>(read.integer(0));
}

Result<Digest> LogTree::tile(int level, std::uint64_t number)
{
    ASSENT_TRY(const auto below, hashes(level - 1, number * tiles::kWidth, tiles::kWidth));
    return merkle::root(below);
}

Result<Digest> LogTree::root(const merkle::Range &range)
{
    if (const auto known = m_known.find(range); known != m_known.end())
        return known->second;
    ASSENT_TRY(const Digest hash, tiles::rootOf(range,
        [this](int level, std::uint64_t first, std::uint64_t count) { return hashes(level, first, count); }));
    m_known.emplace(range, hash);
    return hash;
}

Result<std::vector<Digest>> LogTree::hashes(int level, std::uint64_t first, std::uint64_t count)
{
    if (level == 0)
        return leaves(first, count);
    std::vector<std::optional<Digest>> known(count);
    ASSENT_TRY(Statement read, m_db.prepare("SELECT n, root FROM ledger_tile WHERE level = ? AND n >= ? AND n < ?"));
    read.bind(1, level).bind(2, first).bind(3, first + count);
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        ASSENT_TRY(known[static_cast<std::uint64_t>(read.integer(0)) - first], toDigest(read.blob(1)));
    }
    std::vector<Digest> out;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!known[i]) {
            ASSENT_TRY(known[i], tile(level, first + i));
        }
        out.push_back(*known[i]);
    }
    return out;
}

Result<std::vector<Digest>> LogTree::leaves(std::uint64_t first, std::uint64_t count)
{
    ASSENT_TRY(Statement read, m_db.prepare("SELECT received_at, body FROM ledger_entry WHERE n >= ? AND n < ? ORDER BY n"));
    read.bind(1, first).bind(2, first + count);
    std::vector<Digest> out;
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        out.push_back(ledgerLeaf(read.blob(1), read.time(0)));
    }
    if (out.size() != count)
        return Error{ErrorCode::Corrupt, "the ledger lacks entries between " + std::to_string(first) + " and " + std::to_string(first + count)};
    return out;
}

Result<std::optional<std::uint64_t>> LogTree::firstWrongAbove()
{
    ASSENT_TRY(Statement read, m_db.prepare("SELECT level, n, root FROM ledger_tile WHERE level > 1 ORDER BY level, n"));
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            return std::optional<std::uint64_t>();
        const int level = static_cast<int>(read.integer(0));
        const auto n = static_cast<std::uint64_t>(read.integer(1));
        ASSENT_TRY(const Digest root, toDigest(read.blob(2)));
        ASSENT_TRY(const Digest made, tile(level, n));
        if (made != root)
            return std::optional(n * tiles::span(level));
    }
}

} // namespace assent
