#pragma once

#include "crypto/subtrees.h"

#include <functional>
#include <optional>
#include <string>

namespace assent::tiles {

// The files of C2SP tlog-tiles: tile/<L>/<N>[.p/<W>] with the hashes of a tree,
// tile/entries/<N>[.p/<W>] with its entries.

inline constexpr unsigned kWidth = 256; ///< of a full tile
inline constexpr int kEntries = -1;     ///< in the place of a level: a bundle of entries
inline constexpr std::size_t kMaxEntry = 65'535;

struct Tile
{
    int level = 0; ///< 0 holds leaf hashes; kEntries
    std::uint64_t index = 0;
    unsigned width = kWidth;
    bool operator==(const Tile &) const = default;
};

/// "tile/0/x001/x234/067.p/5"
std::string pathOf(const Tile &tile);
/// The tile of such a path, or nothing.
std::optional<Tile> tileOf(std::string_view path);
/// How many hashes (entries) the tile at this place holds in a tree of `size`:
/// 0 when there is none.
unsigned widthOf(int level, std::uint64_t index, std::uint64_t size);
/// How many leaves lie under one hash of this level: 256 to its power.
std::uint64_t span(int level);
/// The number of levels that a tree of this size has tiles of; at most 8.
int levelsOf(std::uint64_t size);

/// `count` hashes of a level, from the `first` on; all of one tile.
using Hashes = std::function<Result<std::vector<Digest>>(int level, std::uint64_t first, std::uint64_t count)>;
/// The root of a subtree that a proof names (crypto/subtrees.h), from hashes of
/// tiles; fails as they do.
Result<Digest> rootOf(const merkle::Range &range, const Hashes &hashes);

} // namespace assent::tiles
