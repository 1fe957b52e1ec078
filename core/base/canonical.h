#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assent::json {

/// Writes one object straight into its RFC 8785 form, without a Value between: for
/// what is written very often. The caller names the members in the form's order, and
/// a test holds the text against canonical() of base/json.h.
class CanonicalObject
{
public:
    CanonicalObject &text(std::string_view name, std::string_view value);
    CanonicalObject &textIf(std::string_view name, std::string_view value) { return value.empty() ? *this : text(name, value); }
    /// Whole and at most 2^53 from zero.
    CanonicalObject &integer(std::string_view name, std::int64_t value);
    /// A value that is in its canonical form.
    CanonicalObject &value(std::string_view name, std::string_view canonical);
    std::string take() &&;

private:
    void begin(std::string_view name);

    std::string m_text = "{";
};

/// The array of values that are in their canonical form.
std::string canonicalArray(std::span<const std::string> values);

} // namespace assent::json
