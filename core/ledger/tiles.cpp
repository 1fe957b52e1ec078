#include "ledger/tiles.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

namespace assent::tiles {
namespace {

constexpr int kMaxLevel = 7; // 256^8 is beyond what a size can count

std::string threeDigits(std::uint64_t n)
{
    const std::string digits = std::to_string(n);
    return std::string(3 - digits.size(), '0') + digits;
}

/// Takes the text up to the next slash off the front.
std::string_view takePart(std::string_view &rest)
{
    const auto slash = rest.find('/');
    const std::string_view part = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash + 1);
    return part;
}

/// A decimal number without sign or needless zeroes.
std::optional<std::uint64_t> number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    return value;
}

} // namespace

std::string pathOf(const Tile &tile)
{
    std::string index = threeDigits(tile.index % 1000);
    for (std::uint64_t rest = tile.index / 1000; rest > 0; rest /= 1000)
        index = "x" + threeDigits(rest % 1000) + "/" + index;
    std::string path = "tile/" + (tile.level == kEntries ? "entries" : std::to_string(tile.level)) + "/" + index;
    if (tile.width < kWidth)
        path += ".p/" + std::to_string(tile.width);
    return path;
}

std::optional<Tile> tileOf(std::string_view path)
{
    std::string_view rest = path;
    Tile tile;
    if (takePart(rest) != "tile")
        return std::nullopt;
    const std::string_view level = takePart(rest);
    const auto known = number(level);
    if (level != "entries" && (!known || *known > kMaxLevel))
        return std::nullopt;
    tile.level = level == "entries" ? kEntries : static_cast<int>(*known);
    while (!rest.empty()) {
        std::string_view part = takePart(rest);
        if (part.ends_with(".p")) {
            part.remove_suffix(2);
            const auto width = number(takePart(rest));
            if (!width || *width == 0 || *width >= kWidth || !rest.empty())
                return std::nullopt;
            tile.width = static_cast<unsigned>(*width);
        }
        if (part.starts_with('x'))
            part.remove_prefix(1);
        std::uint64_t digits = 0;
        if (part.size() != 3 || std::from_chars(part.data(), part.data() + 3, digits).ptr != part.data() + 3)
            return std::nullopt;
        if (tile.index > (std::numeric_limits<std::uint64_t>::max() - digits) / 1000)
            return std::nullopt;
        tile.index = tile.index * 1000 + digits;
    }
    // What is written in another way than pathOf() does is no name of a tile.
    return pathOf(tile) == path ? std::optional(tile) : std::nullopt;
}

std::uint64_t span(int level) { return std::uint64_t{1} << (8 * std::max(level, 0)); }

unsigned widthOf(int level, std::uint64_t index, std::uint64_t size)
{
    const std::uint64_t hashes = size / span(level);
    const std::uint64_t before = index > hashes / kWidth ? hashes : index * kWidth;
    return static_cast<unsigned>(std::min<std::uint64_t>(hashes - before, kWidth));
}

int levelsOf(std::uint64_t size)
{
    int levels = 0;
    while (levels <= kMaxLevel && size / span(levels) > 0)
        ++levels;
    return levels;
}

Result<Digest> rootOf(const merkle::Range &range, const Hashes &hashes)
{
    // A perfect subtree is a run of hashes within one tile.
    if (std::has_single_bit(range.count) && range.first % range.count == 0) {
        const int level = std::countr_zero(range.count) / 8;
        ASSENT_TRY(const auto run, hashes(level, range.first / span(level), range.count / span(level)));
        return merkle::root(run);
    }
    const std::uint64_t left = std::bit_floor(range.count - 1);
    ASSENT_TRY(const Digest first, rootOf({range.first, left}, hashes));
    ASSENT_TRY(const Digest second, rootOf({range.first + left, range.count - left}, hashes));
    return merkle::nodeHash(first, second);
}

} // namespace assent::tiles
