#include "catalog/textdiff.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>

namespace assent {
namespace {

using Place = std::ptrdiff_t;

enum class Sort { Word, Space, Sign, Alone };

struct Character
{
    char32_t code = 0;
    std::size_t bytes = 1;
};

/// Bytes that are no UTF-8 count as characters of their own.
Character characterAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    if (length == 1 || at + length > text.size())
        return {first, 1};
    char32_t code = first & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return {first, 1};
        code = code << 6 | (byte(at + i) & 0x3F);
    }
    return {code, length};
}

bool within(char32_t code, char32_t low, char32_t high) { return code >= low && code <= high; }

Sort sortOf(char32_t code)
{
    if (code == ' ' || within(code, '\t', '\r') || code == 0xA0 || within(code, 0x2000, 0x200A) || code == 0x202F || code == 0x3000)
        return Sort::Space;
    if (code < 0x80) {
        const char32_t letter = code | 0x20;
        return within(letter, 'a', 'z') || within(code, '0', '9') || code == '_' ? Sort::Word : Sort::Sign;
    }
    if (within(code, 0x2E80, 0x9FFF) || within(code, 0xF900, 0xFAFF) || within(code, 0xFF00, 0xFFEF) || within(code, 0x20000, 0x3FFFF))
        return Sort::Alone;
    const bool letterAmongSigns = code == 0xAA || code == 0xB5 || code == 0xBA;
    return !letterAmongSigns && (within(code, 0xA1, 0xBF) || within(code, 0x2010, 0x206F)) ? Sort::Sign : Sort::Word;
}

/// A sign with a letter or digit on both sides, as in an address or a number.
bool joinsWord(std::string_view text, std::size_t at)
{
    constexpr std::string_view kJoining = ".,:/@-'&";
    return kJoining.find(text[at]) != std::string_view::npos && at + 1 < text.size()
        && sortOf(characterAt(text, at + 1).code) == Sort::Word;
}

bool isSpace(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
}

/// The pieces of one side that the other side has too, by number.
struct Side
{
    std::vector<std::string_view> words;
    std::vector<std::uint32_t> ids;   ///< of the words that both have
    std::vector<std::size_t> origin;  ///< index into words
    std::vector<bool> changed;        ///< by index into words
};

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

Numbers numbersOf(const std::vector<std::string_view> &words)
{
    Numbers numbers;
    for (const std::string_view word : words)
        numbers.emplace(word, static_cast<std::uint32_t>(numbers.size()));
    return numbers;
}

/// What only one side has is changed for certain, and costs no search.
void keepCommon(Side &side, const Numbers &own, const Numbers &other)
{
    side.changed.resize(side.words.size());
    for (std::size_t i = 0; i < side.words.size(); ++i) {
        const auto number = own.find(side.words[i]);
        side.changed[i] = number == own.end() || !other.contains(side.words[i]);
        if (side.changed[i])
            continue;
        side.ids.push_back(number->second);
        side.origin.push_back(i);
    }
}

/// Marks what changed between two lists of numbers. A diagonal is x - y; the
/// arrays hold the furthest x on each, seen from the start and from the end.
class Search
{
public:
    Search(Side &before, Side &after, Place effort)
        : m_before(before), m_after(after), m_a(before.ids), m_b(after.ids), m_effort(std::max<Place>(effort, 1)),
          m_zero(std::ssize(after.ids) + 1), m_forward(before.ids.size() + after.ids.size() + 3), m_backward(m_forward.size())
    {
    }

    /// False when the limit was met.
    bool run()
    {
        m_boxes.push_back({0, std::ssize(m_a), 0, std::ssize(m_b)});
        while (!m_boxes.empty()) {
            const Box box = m_boxes.back();
            m_boxes.pop_back();
            take(trimmed(box));
        }
        return m_shortest;
    }

private:
    struct Box
    {
        Place left, right, top, bottom;
    };
    struct Point
    {
        Place x, y;
    };
    /// The diagonals that one direction has reached.
    struct Front
    {
        Place low, high;
    };

    Box trimmed(Box box) const
    {
        while (box.left < box.right && box.top < box.bottom && m_a[at(box.left)] == m_b[at(box.top)])
            ++box.left, ++box.top;
        while (box.left < box.right && box.top < box.bottom && m_a[at(box.right - 1)] == m_b[at(box.bottom - 1)])
            --box.right, --box.bottom;
        return box;
    }

    void take(const Box &box)
    {
        if (box.left == box.right || box.top == box.bottom) {
            for (Place y = box.top; y < box.bottom; ++y)
                m_after.changed[m_after.origin[at(y)]] = true;
            for (Place x = box.left; x < box.right; ++x)
                m_before.changed[m_before.origin[at(x)]] = true;
            return;
        }
        const Point middle = middleOf(box);
        m_boxes.push_back({box.left, middle.x, box.top, middle.y});
        m_boxes.push_back({middle.x, box.right, middle.y, box.bottom});
    }

    Point middleOf(const Box &box)
    {
        const Place start = box.left - box.top;
        const Place end = box.right - box.bottom;
        const bool odd = ((start - end) & 1) != 0;
        Front ahead{start, start};
        Front back{end, end};
        forward(start) = box.left;
        backward(end) = box.right;
        for (Place cost = 1;; ++cost) {
            if (const auto met = stepForward(box, ahead, back, odd))
                return *met;
            if (const auto met = stepBackward(box, ahead, back, odd))
                return *met;
            if (cost >= m_effort)
                return bestSoFar(box, ahead, back);
        }
    }

    std::optional<Point> stepForward(const Box &box, Front &ahead, const Front &back, bool odd)
    {
        ahead.low > box.left - box.bottom ? forward(--ahead.low - 1) = -1 : ++ahead.low;
        ahead.high < box.right - box.top ? forward(++ahead.high + 1) = -1 : --ahead.high;
        for (Place d = ahead.high; d >= ahead.low; d -= 2) {
            Place x = forward(d - 1) < forward(d + 1) ? forward(d + 1) : forward(d - 1) + 1;
            for (Place y = x - d; x < box.right && y < box.bottom && m_a[at(x)] == m_b[at(y)]; ++y)
                ++x;
            forward(d) = x;
            if (odd && back.low <= d && d <= back.high && backward(d) <= x)
                return Point{x, x - d};
        }
        return std::nullopt;
    }

    std::optional<Point> stepBackward(const Box &box, const Front &ahead, Front &back, bool odd)
    {
        constexpr Place kFar = std::numeric_limits<Place>::max();
        back.low > box.left - box.bottom ? backward(--back.low - 1) = kFar : ++back.low;
        back.high < box.right - box.top ? backward(++back.high + 1) = kFar : --back.high;
        for (Place d = back.high; d >= back.low; d -= 2) {
            Place x = backward(d - 1) < backward(d + 1) ? backward(d - 1) : backward(d + 1) - 1;
            for (Place y = x - d; x > box.left && y > box.top && m_a[at(x - 1)] == m_b[at(y - 1)]; --y)
                --x;
            backward(d) = x;
            if (!odd && ahead.low <= d && d <= ahead.high && x <= forward(d))
                return Point{x, x - d};
        }
        return std::nullopt;
    }

    /// Where one direction came furthest: any point splits the box rightly.
    Point bestSoFar(const Box &box, const Front &ahead, const Front &back)
    {
        m_shortest = false;
        Point best{box.left, box.top};
        Place gain = 0;
        const auto offer = [&](Point point, Place progress) {
            if (progress <= gain)
                return;
            gain = progress;
            best = point;
        };
        for (Place d = ahead.high; d >= ahead.low; d -= 2) {
            const Place x = std::min({forward(d), box.right, box.bottom + d});
            offer({x, x - d}, x - box.left + x - d - box.top);
        }
        for (Place d = back.high; d >= back.low; d -= 2) {
            const Place x = std::max({backward(d), box.left, box.top + d});
            offer({x, x - d}, box.right - x + box.bottom - (x - d));
        }
        return best;
    }

    static std::size_t at(Place place) { return static_cast<std::size_t>(place); }
    Place &forward(Place diagonal) { return m_forward[at(diagonal + m_zero)]; }
    Place &backward(Place diagonal) { return m_backward[at(diagonal + m_zero)]; }

    Side &m_before;
    Side &m_after;
    const std::vector<std::uint32_t> &m_a;
    const std::vector<std::uint32_t> &m_b;
    Place m_effort;
    Place m_zero;
    std::vector<Place> m_forward;
    std::vector<Place> m_backward;
    std::vector<Box> m_boxes;
    bool m_shortest = true;
};

/// What stays, and what comes after it.
struct Hunk
{
    std::string same;
    std::string removed;
    std::string added;
};

std::vector<Hunk> hunksOf(const Side &before, const Side &after)
{
    std::vector<Hunk> hunks;
    std::size_t x = 0;
    std::size_t y = 0;
    while (x < before.words.size() || y < after.words.size()) {
        Hunk hunk;
        for (; x < before.words.size() && y < after.words.size() && !before.changed[x] && !after.changed[y]; ++x, ++y)
            hunk.same += before.words[x];
        for (; x < before.words.size() && before.changed[x]; ++x)
            hunk.removed += before.words[x];
        for (; y < after.words.size() && after.changed[y]; ++y)
            hunk.added += after.words[y];
        hunks.push_back(std::move(hunk));
    }
    return hunks;
}

/// "one two" for "three four" reads better as one change than as two with a
/// space between; a new paragraph stays where it is.
std::vector<Hunk> joined(std::vector<Hunk> hunks)
{
    std::vector<Hunk> out;
    for (Hunk &hunk : hunks) {
        const bool bothSides = !out.empty() && (!out.back().removed.empty() || !hunk.removed.empty())
            && (!out.back().added.empty() || !hunk.added.empty());
        const bool follows = bothSides && !(hunk.removed.empty() && hunk.added.empty());
        if (!follows || !isSpace(hunk.same) || hunk.same.find('\n') != std::string::npos) {
            out.push_back(std::move(hunk));
            continue;
        }
        out.back().removed += hunk.same + hunk.removed;
        out.back().added += hunk.same + hunk.added;
    }
    return out;
}

} // namespace

bool TextDiff::changed() const
{
    return std::any_of(changes.begin(), changes.end(), [](const TextChange &change) { return change.kind != TextChange::Kind::Same; });
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    std::vector<std::string_view> words;
    std::size_t start = 0;
    while (start < text.size()) {
        Character character = characterAt(text, start);
        const Sort sort = sortOf(character.code);
        std::size_t end = start + character.bytes;
        while ((sort == Sort::Word || sort == Sort::Space) && end < text.size()) {
            character = characterAt(text, end);
            if (sortOf(character.code) != sort && !(sort == Sort::Word && joinsWord(text, end)))
                break;
            end += character.bytes;
        }
        words.push_back(text.substr(start, end - start));
        start = end;
    }
    return words;
}

TextDiff diffWords(std::string_view before, std::string_view after, std::ptrdiff_t effort)
{
    Side old{wordsOf(before), {}, {}, {}};
    Side now{wordsOf(after), {}, {}, {}};
    // Numbers of the old side serve both: a word means the same in each.
    const Numbers numbers = numbersOf(old.words);
    const Numbers others = numbersOf(now.words);
    keepCommon(old, numbers, others);
    keepCommon(now, numbers, others);
    TextDiff diff;
    diff.shortest = Search(old, now, effort).run();
    const auto put = [&diff](TextChange::Kind kind, std::string text) {
        if (!text.empty())
            diff.changes.push_back({kind, std::move(text)});
    };
    for (Hunk &hunk : joined(hunksOf(old, now))) {
        put(TextChange::Kind::Same, std::move(hunk.same));
        put(TextChange::Kind::Removed, std::move(hunk.removed));
        put(TextChange::Kind::Added, std::move(hunk.added));
    }
    return diff;
}

} // namespace assent
