#pragma once

#include "base/json.h"

#include <algorithm>
#include <set>

/// What the parts of the catalogue's reader have in common.
namespace assent::reader {

inline constexpr int kFormat = 1;
inline constexpr int kMaxDays = 36500;

inline Error fault(const json::Value &at, std::string field, std::string detail)
{
    return {ErrorCode::Invalid, std::move(detail), {{}, at.line(), 0, std::move(field)}};
}

inline std::string element(const std::string &path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

/// Names are what tables, payloads and command lines carry: small letters,
/// digits and underscores, so that "*" and separators can never be one.
inline bool isName(std::string_view text)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed);
}

inline std::string readName(json::Reader &in, std::string_view name)
{
    std::string text = in.text(name);
    if (!isName(text))
        in.fail(name, "must be a name of small letters, digits and _");
    return text;
}

inline std::string filled(json::Reader &in, std::string_view name)
{
    std::string text = in.text(name);
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        in.fail(name, "must not be empty");
    return text;
}

/// Reads one of a closed list of words.
template<typename Enum, typename NameOf>
Enum word(json::Reader &in, std::string_view name, std::initializer_list<Enum> values, NameOf nameOf)
{
    const std::string text = in.text(name);
    std::string known;
    for (const Enum value : values) {
        if (nameOf(value) == text)
            return value;
        known += (known.empty() ? "" : ", ") + std::string(nameOf(value));
    }
    in.fail(name, "must be one of: " + known);
    return *values.begin();
}

/// Reads every element of a list member with `read(value, path)`.
template<typename Read>
Result<void> each(const json::Value &owner, const std::string &ownerPath, std::string_view name, Read read)
{
    json::Reader in(owner, ownerPath);
    const json::Array &list = in.list(name);
    if (!in.failed() && list.empty())
        in.fail(name, "must not be empty");
    ASSENT_CHECK(in.finish());
    for (std::size_t i = 0; i < list.size(); ++i)
        ASSENT_CHECK(read(list[i], element(in.pathOf(name), i)));
    return {};
}

/// The id of a thing that no other of its kind may have.
inline std::string readId(json::Reader &in, std::string_view kind, std::set<std::string> &ids)
{
    std::string id = readName(in, "id");
    if (!ids.insert(std::string(kind) + "/" + id).second)
        in.fail("id", "appears twice: " + id);
    return id;
}

} // namespace assent::reader
