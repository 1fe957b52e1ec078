#include "base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace assent::json {

Value::Value(Array value) : m_data(std::move(value)) {}
Value::Value(Object value) : m_data(std::move(value)) {}

const Value *Value::find(std::string_view name) const
{
    const Object *members = object();
    if (!members)
        return nullptr;
    const auto it = std::find_if(members->begin(), members->end(), [&](const Member &m) { return m.first == name; });
    return it == members->end() ? nullptr : &it->second;
}

void Value::set(std::string name, Value value)
{
    if (!isObject())
        m_data = Object{};
    auto &members = *object();
    const auto it = std::find_if(members.begin(), members.end(), [&](const Member &m) { return m.first == name; });
    if (it != members.end())
        it->second = std::move(value);
    else
        members.emplace_back(std::move(name), std::move(value));
}

void Value::push(Value value)
{
    if (!isArray())
        m_data = Array{};
    array()->push_back(std::move(value));
}

namespace {

/// Counts lines as nlohmann's lexer reads, so that values know where they stood.
struct Position
{
    const char *at = nullptr;
    const char *lineStart = nullptr;
    int line = 1;
};

class CountingIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, Position *position) : m_at(at), m_position(position) {}
    reference operator*() const { return *m_at; }
    CountingIterator &operator++()
    {
        if (*m_at == '\n') {
            ++m_position->line;
            m_position->lineStart = m_at + 1;
        }
        m_position->at = ++m_at;
        return *this;
    }
    CountingIterator operator++(int)
    {
        CountingIterator old = *this;
        ++*this;
        return old;
    }
    bool operator==(const CountingIterator &other) const { return m_at == other.m_at; }

private:
    const char *m_at;
    Position *m_position;
};

/// Builds Values from nlohmann's events and refuses what plain JSON leaves open.
class Builder
{
public:
    explicit Builder(const Position &position) : m_position(position) {}

    bool null() { return add(Value{}); }
    bool boolean(bool value) { return add(Value{value}); }
    bool number_integer(std::int64_t value) { return add(Value{value}, 1); }
    bool number_unsigned(std::uint64_t value) { return add(Value{value}, 1); }
    bool number_float(double value, const std::string &)
    {
        return std::isfinite(value) ? add(Value{value}, 1) : fault("a number too large for a double");
    }
    bool string(std::string &value) { return add(Value{std::move(value)}); }
    bool binary(nlohmann::json::binary_t &) { return fault("binary data"); }

    bool start_object(std::size_t) { return open(Value{Object{}}); }
    bool key(std::string &name)
    {
        if (!m_open.back().names.insert(name).second)
            return fault("a name appears twice in one object");
        m_open.back().key = std::move(name);
        return true;
    }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(Value{Array{}}); }
    bool end_array() { return close(); }

    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &failure)
    {
        // "... syntax error while parsing value - invalid literal; last read: '...'":
        // what was read may be personal and stays out.
        constexpr std::string_view opening = "syntax error ";
        std::string_view detail = failure.what();
        const auto begin = detail.find(opening);
        if (begin == std::string_view::npos) // its only other failure here
            return fault("a number too large for a double");
        detail.remove_prefix(begin + opening.size());
        detail = detail.substr(0, detail.find("; last read: '"));
        return fault("not valid JSON " + std::string(detail));
    }

    Value takeRoot() { return std::move(m_root); }
    const std::optional<Error> &error() const { return m_error; }

private:
    struct Open
    {
        Value value;
        std::string key;
        std::unordered_set<std::string> names;
    };

    bool add(Value value, int lookAhead = 0)
    {
        // A number ends at the character after it, which may begin a new line.
        const bool over = lookAhead > 0 && m_position.at == m_position.lineStart && m_position.line > 1;
        if (value.line() == 0)
            value.setLine(m_position.line - (over ? 1 : 0));
        if (m_open.empty()) {
            m_root = std::move(value);
        } else if (Open &parent = m_open.back(); parent.value.isArray()) {
            parent.value.array()->push_back(std::move(value));
        } else {
            parent.value.object()->emplace_back(std::move(parent.key), std::move(value));
        }
        return true;
    }

    bool open(Value value)
    {
        if (m_open.size() >= static_cast<std::size_t>(kMaxDepth))
            return fault("nested more than " + std::to_string(kMaxDepth) + " levels deep");
        value.setLine(m_position.line);
        m_open.push_back({std::move(value), {}, {}});
        return true;
    }

    bool close()
    {
        Value done = std::move(m_open.back().value);
        m_open.pop_back();
        return add(std::move(done));
    }

    bool fault(std::string detail)
    {
        const int column = static_cast<int>(m_position.at - m_position.lineStart);
        m_error = Error{ErrorCode::Invalid, std::move(detail), {{}, m_position.line, std::max(column, 1), {}}};
        return false;
    }

    const Position &m_position;
    std::vector<Open> m_open;
    Value m_root;
    std::optional<Error> m_error;
};

/// nlohmann takes a NUL for the end of the text; JSON allows it nowhere.
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
    const char *begin = text.data();
    const char *end = begin + text.size();
    Position position{begin, begin, 1};
    Builder builder(position);
    const bool done = nlohmann::json::sax_parse(
        CountingIterator(begin, &position), CountingIterator(end, &position), &builder);
    if (builder.error())
        return *builder.error();
    if (!done)
        return Error{ErrorCode::Invalid, "not valid JSON"};
    return builder.takeRoot();
}

Reader::Reader(const Value &value, std::string path) : m_value(value), m_path(std::move(path))
{
    if (!value.isObject())
        m_error = Error{ErrorCode::Invalid, "must be an object", {{}, value.line(), 0, m_path}};
}

std::string Reader::pathOf(std::string_view name) const
{
    return m_path.empty() ? std::string(name) : m_path + "." + std::string(name);
}

bool Reader::absent(std::string_view name) const
{
    const Value *value = m_value.find(name);
    return !value || value->isNull();
}

void Reader::fail(std::string_view name, std::string detail)
{
    if (m_error)
        return;
    const Value *value = m_value.find(name);
    m_error = Error{ErrorCode::Invalid, std::move(detail), {{}, value ? value->line() : m_value.line(), 0, pathOf(name)}};
}

const Value *Reader::require(std::string_view name)
{
    const Value *value = m_value.find(name);
    if (!value)
        fail(name, "is missing");
    return value;
}

std::string Reader::text(std::string_view name)
{
    const Value *value = require(name);
    if (value && !value->isString())
        fail(name, "must be text");
    return value && value->isString() ? *value->string() : std::string();
}

std::int64_t Reader::integer(std::string_view name, std::int64_t low, std::int64_t high)
{
    const Value *value = require(name);
    if (!value)
        return 0;
    const double *number = value->number();
    if (!number || std::trunc(*number) != *number || std::abs(*number) > 9007199254740992.0) {
        fail(name, "must be a whole number");
        return 0;
    }
    const auto whole = static_cast<std::int64_t>(*number);
    if (whole < low || whole > high)
        fail(name, "must be from " + std::to_string(low) + " to " + std::to_string(high));
    return whole;
}

double Reader::real(std::string_view name)
{
    const Value *value = require(name);
    if (value && !value->isNumber())
        fail(name, "must be a number");
    return value && value->isNumber() ? *value->number() : 0;
}

bool Reader::boolean(std::string_view name)
{
    const Value *value = require(name);
    if (value && !value->isBool())
        fail(name, "must be true or false");
    return value && value->isBool() && *value->boolean();
}

Timestamp Reader::time(std::string_view name)
{
    const std::string value = text(name);
    if (failed())
        return {};
    auto parsed = fromRfc3339(value);
    if (!parsed)
        fail(name, parsed.error().detail);
    return parsed ? *parsed : Timestamp{};
}

Bytes Reader::base64url(std::string_view name)
{
    const std::string value = text(name);
    if (failed())
        return {};
    auto parsed = fromBase64Url(value);
    if (!parsed)
        fail(name, parsed.error().detail);
    return parsed ? *std::move(parsed) : Bytes{};
}

Digest Reader::digest(std::string_view name)
{
    const Bytes bytes = base64url(name);
    if (failed())
        return {};
    auto parsed = toDigest(bytes);
    if (!parsed)
        fail(name, parsed.error().detail);
    return parsed ? *parsed : Digest{};
}

const Array &Reader::list(std::string_view name)
{
    static const Array none;
    const Value *value = require(name);
    if (value && !value->isArray())
        fail(name, "must be a list");
    return value && value->isArray() ? *value->array() : none;
}

const Value &Reader::child(std::string_view name)
{
    static const Value none{Object{}};
    const Value *value = require(name);
    if (value && !value->isObject())
        fail(name, "must be an object");
    return value && value->isObject() ? *value : none;
}

std::vector<std::string> Reader::texts(std::string_view name)
{
    std::vector<std::string> out;
    for (const Value &entry : list(name)) {
        if (!entry.isString())
            fail(name, "must hold text only");
        else
            out.push_back(*entry.string());
    }
    return out;
}

std::string Reader::textOr(std::string_view name, std::string fallback)
{
    return absent(name) ? std::move(fallback) : text(name);
}

std::int64_t Reader::integerOr(std::string_view name, std::int64_t fallback)
{
    return absent(name) ? fallback : integer(name);
}

bool Reader::booleanOr(std::string_view name, bool fallback) { return absent(name) ? fallback : boolean(name); }

std::vector<std::string> Reader::textsOr(std::string_view name, std::vector<std::string> fallback)
{
    return absent(name) ? std::move(fallback) : texts(name);
}

std::optional<Timestamp> Reader::timeIf(std::string_view name)
{
    if (absent(name))
        return std::nullopt;
    return time(name);
}

void Reader::only(std::initializer_list<std::string_view> names)
{
    const Object *members = m_value.object();
    if (!members)
        return;
    for (const auto &[name, value] : *members) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            fail(name, "is not a field that belongs here");
    }
}

Result<void> Reader::finish() const
{
    if (m_error)
        return *m_error;
    return {};
}

} // namespace assent::json
