#include "base/json.h"

#include <algorithm>
#include <cmath>

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
