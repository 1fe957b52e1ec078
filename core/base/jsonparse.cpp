// Reading JSON, by simdjson's "on demand" parser.
#include "base/json.h"
#include "base/jsonlist.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace assent::json {
namespace {

namespace od = simdjson::ondemand;
using simdjson::simdjson_result;

/// Objects with more members are looked through for equal names by sorting.
constexpr std::size_t kFewMembers = 8;

std::string_view wordsFor(simdjson::error_code code)
{
    switch (code) {
    case simdjson::EMPTY: return "there is nothing";
    case simdjson::UTF8_ERROR: return "not UTF-8";
    case simdjson::STRING_ERROR: return "a string with an escape or surrogate that is none";
    case simdjson::UNESCAPED_CHARS: return "a string with a control character";
    case simdjson::UNCLOSED_STRING: return "a string without an end";
    case simdjson::NUMBER_ERROR: return "a number that is none, or too large for a double";
    case simdjson::N_ATOM_ERROR: return "a word that is not true, false or null";
    case simdjson::TRAILING_CONTENT: return "something after the end";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "a list or an object without an end";
    default: return "a value, comma, colon or bracket in the wrong place";
    }
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// How many digits a text begins with.
std::size_t digits(std::string_view text) { return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), &isDigit) - text.begin()); }

/// RFC 8259, section 6.
bool isNumber(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    const std::size_t whole = digits(text);
    if (whole == 0 || (whole > 1 && text.front() == '0'))
        return false;
    text.remove_prefix(whole);
    if (text.starts_with('.')) {
        const std::size_t fraction = digits(text.substr(1));
        if (fraction == 0)
            return false;
        text.remove_prefix(1 + fraction);
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-'))
            text.remove_prefix(1);
        const std::size_t exponent = digits(text);
        return exponent > 0 && exponent == text.size();
    }
    return text.empty();
}

/// The nearest double; nothing for what is no number, or beyond all doubles.
std::optional<double> numberFrom(std::string_view text)
{
    double value = 0;
    if (!isNumber(text))
        return std::nullopt;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc())
        return value;
    // Out of range on one side or the other: what is too small is nothing.
    const auto exponent = text.find_first_of("eE");
    const bool small = exponent == std::string_view::npos ? text.find_first_of("123456789") > text.find('.') : text[exponent + 1] == '-';
    return small ? std::optional(text.starts_with('-') ? -0.0 : 0.0) : std::nullopt;
}

struct Slice
{
    std::size_t begin = 0;
    std::size_t size = 0;
};

struct Sliced
{
    Value others;
    std::vector<Slice> elements;
};

/// Turns one text into a Value, and refuses what plain JSON leaves open.
class Parse
{
public:
    explicit Parse(std::string_view text) : m_text(text), m_counted(m_text.data()) {}

    Result<Value> run()
    {
        od::document document;
        ASSENT_CHECK(begin(document));
        Value root;
        if (Result<void> read = readRoot(document, root); !read)
            return std::move(read).error();
        if (!isAtEnd())
            return notJson(simdjson::TRAILING_CONTENT, here());
        return root;
    }

    /// The outermost object, one member of which is a list whose elements stay text.
    Result<Sliced> slice(std::string_view listName)
    {
        od::document document;
        ASSENT_CHECK(begin(document));
        Object others;
        Sliced out;
        od::object members;
        if (const auto code = document.get_object().get(members))
            return notJson(code, here());
        bool found = false;
        for (simdjson_result<od::field> member : members) {
            od::field field;
            std::string_view name;
            if (const auto code = std::move(member).get(field))
                return notJson(code, here());
            if (const auto code = field.unescaped_key().get(name))
                return notJson(code, here());
            if (name == listName && std::exchange(found, true))
                return fault("a name appears twice in one object", here());
            if (name == listName) {
                ASSENT_CHECK(sliceList(field.value(), out.elements));
                continue;
            }
            others.emplace_back(std::string(name), Value{});
            ASSENT_CHECK(read(field.value(), others.back().second, 1));
        }
        if (!found || !isAtEnd() || hasTwins(others))
            return notJson(simdjson::TRAILING_CONTENT, here());
        out.others = Value(std::move(others));
        return out;
    }

private:
    Result<void> begin(od::document &document)
    {
        thread_local od::parser parser; // keeps its buffers
        // Deeper than kMaxDepth, so that it is this code that says so.
        if (parser.allocate(m_text.size(), 2 * kMaxDepth) != simdjson::SUCCESS)
            return fault("too large", m_text.data());
        if (const auto code = parser.iterate(m_text).get(document))
            return notJson(code, m_text.data());
        m_document = &document;
        return {};
    }

    Result<void> sliceList(od::value value, std::vector<Slice> &elements)
    {
        od::array list;
        if (const auto code = value.get_array().get(list))
            return notJson(code, here());
        for (simdjson_result<od::value> element : list) {
            od::object object;
            std::string_view text;
            if (const auto code = element.get_object().get(object))
                return notJson(code, here());
            if (const auto code = object.raw_json().get(text))
                return notJson(code, here());
            elements.push_back({static_cast<std::size_t>(text.data() - m_text.data()), text.size()});
        }
        return {};
    }

    Result<void> readRoot(od::document &document, Value &into)
    {
        od::json_type type;
        if (const auto code = document.type().get(type))
            return notJson(code, here());
        into.setLine(lineAt(here()));
        switch (type) {
        case od::json_type::array: return readArray(document.get_array(), into, 1);
        case od::json_type::object: return readObject(document.get_object(), into, 1);
        case od::json_type::string: return readString(document.get_string(), into);
        default: return readBare(document.raw_json_token(), into);
        }
    }

    Result<void> read(od::value value, Value &into, int depth)
    {
        od::json_type type;
        if (const auto code = value.type().get(type))
            return notJson(code, here());
        into.setLine(lineAt(here()));
        switch (type) {
        case od::json_type::array: return readArray(value.get_array(), into, depth + 1);
        case od::json_type::object: return readObject(value.get_object(), into, depth + 1);
        case od::json_type::string: return readString(value.get_string(), into);
        default: return readBare(value.raw_json_token(), into);
        }
    }

    Result<void> readArray(simdjson_result<od::array> elements, Value &into, int depth)
    {
        if (depth > kMaxDepth)
            return tooDeep();
        Array array;
        for (simdjson_result<od::value> element : elements) {
            od::value value;
            if (const auto code = std::move(element).get(value))
                return notJson(code, here());
            array.emplace_back();
            ASSENT_CHECK(read(value, array.back(), depth));
        }
        assign(into, std::move(array));
        return {};
    }

    Result<void> readObject(simdjson_result<od::object> members, Value &into, int depth)
    {
        if (depth > kMaxDepth)
            return tooDeep();
        Object object;
        for (simdjson_result<od::field> member : members) {
            od::field field;
            if (const auto code = std::move(member).get(field))
                return notJson(code, here());
            std::string_view name;
            if (const auto code = field.unescaped_key().get(name))
                return notJson(code, here());
            object.emplace_back(std::string(name), Value{});
            ASSENT_CHECK(read(field.value(), object.back().second, depth));
        }
        if (hasTwins(object))
            return fault("a name appears twice in one object", here());
        assign(into, std::move(object));
        return {};
    }

    static bool hasTwins(const Object &object)
    {
        if (object.size() <= kFewMembers) {
            for (std::size_t i = 1; i < object.size(); ++i) {
                if (std::any_of(object.begin(), object.begin() + static_cast<std::ptrdiff_t>(i), [&](const Member &m) { return m.first == object[i].first; }))
                    return true;
            }
            return false;
        }
        std::vector<std::string_view> names;
        for (const Member &member : object)
            names.push_back(member.first);
        std::sort(names.begin(), names.end());
        return std::adjacent_find(names.begin(), names.end()) != names.end();
    }

    /// A number or a word. By the library's own hands only to find where it ends:
    /// simdjson 3.0 takes some numbers of more than 19 digits for others, and
    /// "nulll" alone for null.
    Result<void> readBare(simdjson_result<std::string_view> token, Value &into)
    {
        std::string_view text;
        if (const auto code = std::move(token).get(text))
            return notJson(code, here());
        const char *const place = text.data();
        text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
        m_end = place + text.size();
        if (text == "true" || text == "false") {
            assign(into, text == "true");
        } else if (text != "null") {
            const auto number = numberFrom(text);
            if (!number)
                return notJson(isDigit(text.back()) ? simdjson::NUMBER_ERROR : simdjson::N_ATOM_ERROR, place);
            assign(into, *number);
        }
        return {};
    }

    Result<void> readString(simdjson_result<std::string_view> text, Value &into)
    {
        std::string_view value;
        if (const auto code = std::move(text).get(value))
            return notJson(code, here());
        assign(into, std::string(value));
        return {};
    }

    template<typename T>
    static void assign(Value &into, T &&content)
    {
        const int line = into.line();
        into = Value(std::forward<T>(content));
        into.setLine(line);
    }

    const char *here()
    {
        const char *at = nullptr;
        const bool known = m_document && m_document->current_location().get(at) == simdjson::SUCCESS;
        return known ? at : m_text.data() + m_text.size();
    }

    bool isAtEnd()
    {
        const char *const end = m_text.data() + m_text.size();
        const char *const rest = std::max(m_end, here());
        return rest >= end || std::string_view(rest, static_cast<std::size_t>(end - rest)).find_first_not_of(" \t\r\n") == std::string_view::npos;
    }

    /// Of a place at or behind the last one asked for, or before it.
    int lineAt(const char *place)
    {
        if (place < m_counted) {
            m_counted = m_text.data();
            m_line = 1;
        }
        m_line += static_cast<int>(std::count(m_counted, place, '\n'));
        m_counted = place;
        return m_line;
    }

    Error fault(std::string detail, const char *place)
    {
        const std::string_view before(m_text.data(), static_cast<std::size_t>(place - m_text.data()));
        const auto lineStart = before.rfind('\n') + 1; // npos + 1 is 0
        return {ErrorCode::Invalid, std::move(detail), {{}, lineAt(place), static_cast<int>(before.size() - lineStart) + 1, {}}};
    }

    Error notJson(simdjson::error_code code, const char *place)
    {
        if (code == simdjson::DEPTH_ERROR)
            return tooDeep();
        return fault("not valid JSON: " + std::string(wordsFor(code)), place);
    }

    Error tooDeep() { return fault("nested more than " + std::to_string(kMaxDepth) + " levels deep", here()); }

    simdjson::padded_string m_text;
    od::document *m_document = nullptr;
    const char *m_end = nullptr; ///< of the last number or word
    const char *m_counted;
    int m_line = 1;
};

/// JSON allows a NUL nowhere.
Error nulAt(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    return {ErrorCode::Invalid, "not valid JSON: a NUL", {{}, static_cast<int>(line), static_cast<int>(at - lineStart) + 1, {}}};
}

} // namespace

Result<Value> parse(std::string_view text)
{
    if (const auto at = text.find('\0'); at != std::string_view::npos)
        return nulAt(text, at);
    return Parse(text).run();
}

std::optional<LongList> parseLongList(std::string_view text, std::string_view name)
{
    if (text.find('\0') != std::string_view::npos)
        return std::nullopt;
    Result<Sliced> sliced = Parse(text).slice(name);
    if (!sliced)
        return std::nullopt;
    LongList out{std::move(sliced->others), {}};
    out.elements.reserve(sliced->elements.size());
    for (const Slice &slice : sliced->elements)
        out.elements.push_back(text.substr(slice.begin, slice.size));
    return out;
}

} // namespace assent::json
