// RFC 8785, JSON Canonicalization Scheme.
#include "base/canonical.h"

#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace assent::json {
namespace {

/// The escape of a character that a string may not hold as it is; empty: it may.
std::string_view escapeOf(char c)
{
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return {};
    }
}

void writeString(std::string &out, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    const auto isPlain = [](char c) { return static_cast<Byte>(c) >= 0x20 && c != '"' && c != '\\'; };
    while (!text.empty()) {
        const auto end = std::find_if_not(text.begin(), text.end(), isPlain);
        out.append(text.begin(), end);
        text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
        if (text.empty())
            break;
        const char c = text.front();
        if (const std::string_view escape = escapeOf(c); !escape.empty()) {
            out += escape;
        } else {
            out += "\\u00";
            out += digits[static_cast<Byte>(c) >> 4];
            out += digits[static_cast<Byte>(c) & 15];
        }
        text.remove_prefix(1);
    }
    out += '"';
}

/// ECMAScript Number::toString (ECMA-262, 6.1.6.1.20), which RFC 8785 3.2.2.3
/// demands: the shortest digits that read back, laid out by their exponent.
void writeNumber(std::string &out, double value)
{
    if (value == 0) { // also -0
        out += '0';
        return;
    }
    if (value < 0) {
        out += '-';
        value = -value;
    }
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    const std::string_view shortest(buffer, static_cast<std::size_t>(end - buffer));
    const auto e = shortest.find('e');
    std::string figures(shortest.substr(0, e));
    std::erase(figures, '.');
    int exponent = 0;
    std::string_view power = shortest.substr(e + 1);
    if (power.front() == '+')
        power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), exponent);

    const int count = static_cast<int>(figures.size());
    const int point = exponent + 1; // n of the standard: figures before the point
    if (point > 21 || point <= -6) {
        out += figures.substr(0, 1);
        if (count > 1)
            out += "." + figures.substr(1);
        out += exponent < 0 ? "e-" : "e+";
        out += std::to_string(std::abs(exponent));
    } else if (point >= count) {
        out += figures + std::string(static_cast<std::size_t>(point - count), '0');
    } else if (point > 0) {
        const auto at = static_cast<std::size_t>(point);
        out += figures.substr(0, at) + "." + figures.substr(at);
    } else {
        out += "0." + std::string(static_cast<std::size_t>(-point), '0') + figures;
    }
}

/// Next code point of valid UTF-8.
char32_t next(std::string_view &text)
{
    const auto lead = static_cast<Byte>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length && i < text.size(); ++i)
        point = (point << 6) | (static_cast<Byte>(text[i]) & 0x3F);
    text.remove_prefix(std::min(length, text.size()));
    return point;
}

/// Order of UTF-16 code units: like code points, except that those above the
/// basic plane (written as surrogates) sort before U+E000 to U+FFFF.
bool lessUtf16(std::string_view a, std::string_view b)
{
    const auto rank = [](char32_t c) { return c >= 0x10000 ? c - 0x10000 + 0xD800 : c >= 0xE000 ? c + 0x200000 : c; };
    while (!a.empty() && !b.empty()) {
        const char32_t x = next(a);
        const char32_t y = next(b);
        if (x != y)
            return rank(x) < rank(y);
    }
    return a.empty() && !b.empty();
}

void write(std::string &out, const Value &value)
{
    if (value.isNull()) {
        out += "null";
    } else if (const bool *flag = value.boolean()) {
        out += *flag ? "true" : "false";
    } else if (const double *number = value.number()) {
        writeNumber(out, *number);
    } else if (const std::string *text = value.string()) {
        writeString(out, *text);
    } else if (const Array *array = value.array()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i > 0)
                out += ',';
            write(out, (*array)[i]);
        }
        out += ']';
    } else {
        std::vector<const Member *> members;
        for (const Member &member : *value.object())
            members.push_back(&member);
        std::sort(members.begin(), members.end(),
            [](const Member *a, const Member *b) { return lessUtf16(a->first, b->first); });
        out += '{';
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0)
                out += ',';
            writeString(out, members[i]->first);
            out += ':';
            write(out, members[i]->second);
        }
        out += '}';
    }
}

void writePretty(std::string &out, const Value &value, std::size_t depth)
{
    const auto newline = [&out](std::size_t level) { out += '\n' + std::string(level * 2, ' '); };
    if (const Array *array = value.array(); array && !array->empty()) {
        out += '[';
        for (std::size_t i = 0; i < array->size(); ++i) {
            out += i > 0 ? "," : "";
            newline(depth + 1);
            writePretty(out, (*array)[i], depth + 1);
        }
        newline(depth);
        out += ']';
    } else if (const Object *object = value.object(); object && !object->empty()) {
        out += '{';
        for (std::size_t i = 0; i < object->size(); ++i) {
            out += i > 0 ? "," : "";
            newline(depth + 1);
            writeString(out, (*object)[i].first);
            out += ": ";
            writePretty(out, (*object)[i].second, depth + 1);
        }
        newline(depth);
        out += '}';
    } else {
        write(out, value);
    }
}

} // namespace

CanonicalObject &CanonicalObject::text(std::string_view name, std::string_view value)
{
    begin(name);
    writeString(m_text, value);
    return *this;
}

CanonicalObject &CanonicalObject::integer(std::string_view name, std::int64_t value)
{
    begin(name);
    m_text += std::to_string(value);
    return *this;
}

CanonicalObject &CanonicalObject::value(std::string_view name, std::string_view canonical)
{
    begin(name);
    m_text += canonical;
    return *this;
}

void CanonicalObject::begin(std::string_view name)
{
    if (m_text.size() > 1)
        m_text += ',';
    m_text += '"';
    m_text += name; // a name of ours: nothing in it needs an escape
    m_text += "\":";
}

std::string CanonicalObject::take() &&
{
    m_text += '}';
    return std::move(m_text);
}

std::string canonicalArray(std::span<const std::string> values)
{
    std::string text = "[";
    for (const std::string &value : values) {
        if (text.size() > 1)
            text += ',';
        text += value;
    }
    return text + ']';
}

std::string canonical(const Value &value)
{
    std::string out;
    write(out, value);
    return out;
}

std::string pretty(const Value &value)
{
    std::string out;
    writePretty(out, value, 0);
    return out;
}

} // namespace assent::json
