#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::json {

/// Reads text in the one form that CanonicalObject writes, without building a
/// document: for what is read very often. Takes what is expected off the front; once
/// something else is there, nothing is taken any more. Such text may still be JSON:
/// who reads falls back on parse() of base/json.h, which also says what is wrong.
class CanonicalScanner
{
public:
    explicit CanonicalScanner(std::string_view text) : m_rest(text) {}

    bool has(std::string_view expected) const { return !m_failed && m_rest.starts_with(expected); }
    void skip(std::string_view expected) { m_failed = !skipIf(expected) || m_failed; }
    /// True when it was there, and was taken.
    bool skipIf(std::string_view expected)
    {
        if (!has(expected))
            return false;
        m_rest.remove_prefix(expected.size());
        return true;
    }
    /// A string in which nothing needs an escape, as it stands.
    std::string_view plain();
    /// Any string.
    std::string text();
    /// Whole, at most 2^53 from zero.
    std::int64_t integer();
    /// What stands behind `before`, in quotes and without escapes, through its reader:
    /// one that gives an optional or a Result.
    template<typename Value, typename Read>
    void read(std::string_view before, Value &value, Read parse)
    {
        skip(before);
        const std::string_view text = plain();
        if (m_failed)
            return;
        auto parsed = parse(text);
        m_failed = !parsed;
        if (!m_failed)
            value = *std::move(parsed);
    }
    /// What is not taken yet.
    std::string_view rest() const { return m_rest; }
    /// What was read is not what belongs there.
    void fail() { m_failed = true; }
    bool failed() const { return m_failed; }
    bool done() const { return !m_failed && m_rest.empty(); }

private:
    void unescape(std::string &out);

    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace assent::json
