#pragma once

#include "base/bytes.h"
#include "base/uuid.h"

#include <cstdint>
#include <utility>
#include <variant>

namespace assent::json {

class Value;
using Array = std::vector<Value>;
using Member = std::pair<std::string, Value>;
/// Members in the order of the text; names are unique.
using Object = std::vector<Member>;

/// A JSON value (RFC 8259) within I-JSON (RFC 7493): numbers are IEEE doubles,
/// text is UTF-8. Values that were read know the line they stood on.
class Value
{
public:
    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool value) : m_data(value) {}
    Value(double value) : m_data(value) {}
    Value(int value) : m_data(static_cast<double>(value)) {}
    /// Whole numbers beyond 2^53 lose precision, as RFC 8785 says.
    Value(std::int64_t value) : m_data(static_cast<double>(value)) {}
    Value(std::uint64_t value) : m_data(static_cast<double>(value)) {}
    Value(std::string value) : m_data(std::move(value)) {}
    Value(std::string_view value) : m_data(std::string(value)) {}
    Value(const char *value) : m_data(std::string(value)) {}
    Value(Array value);
    Value(Object value);

    bool isNull() const { return std::holds_alternative<std::monostate>(m_data); }
    bool isBool() const { return std::holds_alternative<bool>(m_data); }
    bool isNumber() const { return std::holds_alternative<double>(m_data); }
    bool isString() const { return std::holds_alternative<std::string>(m_data); }
    bool isArray() const { return std::holds_alternative<Array>(m_data); }
    bool isObject() const { return std::holds_alternative<Object>(m_data); }

    // Each is null when the value is of another kind.
    const bool *boolean() const { return std::get_if<bool>(&m_data); }
    const double *number() const { return std::get_if<double>(&m_data); }
    const std::string *string() const { return std::get_if<std::string>(&m_data); }
    const Array *array() const { return std::get_if<Array>(&m_data); }
    const Object *object() const { return std::get_if<Object>(&m_data); }
    Array *array() { return std::get_if<Array>(&m_data); }
    Object *object() { return std::get_if<Object>(&m_data); }

    /// The member of this name, or null when there is none or this is no object.
    const Value *find(std::string_view name) const;
    /// Sets or adds a member; a value that is no object becomes one.
    void set(std::string name, Value value);
    /// Appends; a value that is no array becomes one.
    void push(Value value);

    /// The line of the text that this value was read from, from 1; 0 if made.
    int line() const { return m_line; }
    void setLine(int line) { m_line = line; }

    bool operator==(const Value &other) const { return m_data == other.m_data; }

private:
    std::variant<std::monostate, bool, double, std::string, Array, Object> m_data;
    int m_line = 0;
};

inline constexpr int kMaxDepth = 512;

/// Reads one JSON text, strictly: nothing after it, no duplicate names, no
/// lone surrogates, no number beyond a double, at most kMaxDepth deep. Fails
/// with Invalid and the line and column of the fault.
Result<Value> parse(std::string_view text);

/// The RFC 8785 bytes of a value.
std::string canonical(const Value &value);
/// Two spaces a level, members in their order; for people and files.
std::string pretty(const Value &value);

/// Reads fields out of an object and remembers the first that was wrong, with
/// its path and line, so that a decoder reads straight through and asks once.
///
///   Reader in(value, "event");
///   event.act = in.text("act");
///   ASSENT_CHECK(in.finish());
class Reader
{
public:
    Reader(const Value &value, std::string path);

    bool has(std::string_view name) const { return m_value.find(name) != nullptr; }
    /// True when absent or null.
    bool absent(std::string_view name) const;

    // Required fields; a fault leaves an empty value.
    std::string text(std::string_view name);
    std::int64_t integer(std::string_view name, std::int64_t low = INT64_MIN, std::int64_t high = INT64_MAX);
    double real(std::string_view name);
    bool boolean(std::string_view name);
    Timestamp time(std::string_view name);
    Bytes base64url(std::string_view name);
    Digest digest(std::string_view name);
    const Array &list(std::string_view name);
    const Value &child(std::string_view name);
    std::vector<std::string> texts(std::string_view name);
    template<typename IdType>
    IdType id(std::string_view name)
    {
        const std::string value = text(name);
        if (failed())
            return {};
        auto parsed = IdType::parse(value);
        if (!parsed)
            fail(name, parsed.error().detail);
        return parsed ? *parsed : IdType{};
    }

    // Optional fields: absent or null is the fallback.
    std::string textOr(std::string_view name, std::string fallback);
    std::int64_t integerOr(std::string_view name, std::int64_t fallback);
    bool booleanOr(std::string_view name, bool fallback);
    std::vector<std::string> textsOr(std::string_view name, std::vector<std::string> fallback);
    std::optional<Timestamp> timeIf(std::string_view name);
    template<typename IdType>
    std::optional<IdType> idIf(std::string_view name)
    {
        if (absent(name))
            return std::nullopt;
        return id<IdType>(name);
    }

    /// Refuses members that are not in the list: a misspelt field is an error.
    void only(std::initializer_list<std::string_view> names);
    /// Records a fault of the field, unless one is recorded already.
    void fail(std::string_view name, std::string detail);
    bool failed() const { return m_error.has_value(); }
    const std::string &path() const { return m_path; }
    std::string pathOf(std::string_view name) const;
    Result<void> finish() const;

private:
    const Value *require(std::string_view name);

    const Value &m_value;
    std::string m_path;
    std::optional<Error> m_error;
};

} // namespace assent::json
