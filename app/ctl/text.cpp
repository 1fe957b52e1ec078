#include "text.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <cstdio>

namespace assent::ctl {
namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

// East Asian Wide and Fullwidth (Unicode Annex 11), merged to blocks.
constexpr Range kWide[] = {{0x1100, 0x115F}, {0x231A, 0x231B}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

int columnsOf(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
    case QChar::Other_Control: return 0;
    default: break;
    }
    const auto within = [c](const Range &range) { return c >= range.first && c <= range.last; };
    return std::any_of(std::begin(kWide), std::end(kWide), within) ? 2 : 1;
}

bool isDangerous(char32_t c)
{
    const bool direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return direction || QChar::category(c) == QChar::Other_Control;
}

QList<uint> codePoints(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUcs4();
}

std::string toUtf8(const std::u32string &text)
{
    return QString::fromUcs4(text.data(), static_cast<qsizetype>(text.size())).toStdString();
}

} // namespace

int displayWidth(std::string_view text)
{
    int width = 0;
    for (const uint c : codePoints(text))
        width += columnsOf(c);
    return width;
}

std::string shortened(std::string_view text, int columns)
{
    if (displayWidth(text) <= columns)
        return std::string(text);
    std::u32string kept;
    int width = 1; // the ellipsis
    for (const uint c : codePoints(text)) {
        width += columnsOf(c);
        if (width > columns)
            break;
        kept += static_cast<char32_t>(c);
    }
    return toUtf8(kept + U'…');
}

std::string printable(std::string_view text)
{
    std::u32string safe;
    for (const uint c : codePoints(text)) {
        if (c == '\n' || c == '\t')
            safe += U' ';
        else
            safe += isDangerous(c) ? U'\uFFFD' : static_cast<char32_t>(c);
    }
    return toUtf8(safe);
}

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    const std::ptrdiff_t first = number < 0 ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string byteSize(std::uint64_t bytes)
{
    constexpr const char *kUnits[] = {"B", "kB", "MB", "GB", "TB"};
    double size = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; size >= 1000 && unit + 1 < std::size(kUnits); ++unit)
        size /= 1000;
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 ? "%.0f %s" : "%.1f %s", size, kUnits[unit]);
    return text;
}

std::string shortTime(Timestamp time)
{
    std::string text = toRfc3339(time).substr(0, 16);
    if (text.size() > 10)
        text[10] = ' ';
    return text;
}

std::string shortDate(std::optional<Timestamp> time) { return time ? toRfc3339(*time).substr(0, 10) : std::string(); }

std::string span(std::chrono::seconds time)
{
    const auto count = std::max<std::int64_t>(0, time.count());
    if (count < 60)
        return std::to_string(count) + " s";
    if (count < 3600)
        return std::to_string(count / 60) + " min " + std::to_string(count % 60) + " s";
    return std::to_string(count / 3600) + " h " + std::to_string(count / 60 % 60) + " min";
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many)
{
    return grouped(number) + " " + std::string(number == 1 ? one : many);
}

std::string joined(const std::vector<std::string> &parts, std::string_view between)
{
    std::string text;
    for (const std::string &part : parts) {
        if (!text.empty())
            text += between;
        text += part;
    }
    return text;
}

} // namespace assent::ctl
