#include "base/canonicalscanner.h"

#include <algorithm>
#include <charconv>

namespace assent::json {
namespace {

constexpr std::int64_t kMostExact = std::int64_t{1} << 53;

bool standsAsItIs(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

std::size_t plainLength(std::string_view text)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), standsAsItIs) - text.begin());
}

int hexDigit(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

/// The character of a two-character escape; 0: none.
char shortEscape(char c)
{
    switch (c) {
    case '"': return '"';
    case '\\': return '\\';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

bool hasShortEscape(int c) { return c == '\b' || c == '\f' || c == '\n' || c == '\r' || c == '\t'; }

} // namespace

std::string_view CanonicalScanner::plain()
{
    skip("\"");
    const std::size_t end = m_failed ? 0 : plainLength(m_rest);
    m_failed = m_failed || end == m_rest.size() || m_rest[end] != '"';
    if (m_failed)
        return {};
    const std::string_view out = m_rest.substr(0, end);
    m_rest.remove_prefix(end + 1);
    return out;
}

std::string CanonicalScanner::text()
{
    skip("\"");
    std::string out;
    while (!m_failed) {
        const std::size_t end = plainLength(m_rest);
        out.append(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
        if (skipIf("\""))
            return out;
        unescape(out);
    }
    return {};
}

/// One escape, in the only form that RFC 8785 has for its character.
void CanonicalScanner::unescape(std::string &out)
{
    const char shorter = m_rest.size() >= 2 && m_rest[0] == '\\' ? shortEscape(m_rest[1]) : '\0';
    if (shorter != '\0') {
        out += shorter;
        m_rest.remove_prefix(2);
        return;
    }
    const bool longer = m_rest.size() >= 6 && m_rest.starts_with("\\u00");
    const int high = longer ? hexDigit(m_rest[4]) : -1;
    const int low = longer ? hexDigit(m_rest[5]) : -1;
    const int value = high * 16 + low;
    m_failed = high < 0 || low < 0 || value >= 0x20 || hasShortEscape(value);
    if (m_failed)
        return;
    out += static_cast<char>(value);
    m_rest.remove_prefix(6);
}

std::int64_t CanonicalScanner::integer()
{
    std::int64_t value = 0;
    const char *const begin = m_rest.data();
    const auto [end, fault] = std::from_chars(begin, begin + m_rest.size(), value);
    const std::string_view written(begin, static_cast<std::size_t>(end - begin));
    m_failed = m_failed || fault != std::errc() || value > kMostExact || value < -kMostExact || written != std::to_string(value);
    if (m_failed)
        return 0;
    m_rest.remove_prefix(written.size());
    return value;
}

} // namespace assent::json
