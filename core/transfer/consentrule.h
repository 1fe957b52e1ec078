#pragma once

#include "catalog/catalogue.h"
#include "consent/event.h"

namespace assent {

/// What one word of a source says about a consent.
struct ConsentWord
{
    std::string word;                   ///< as the mapping has it; "*": any other
    std::optional<Act> act;             ///< grant, withdraw, refuse or request; none: nothing
    std::vector<std::string> decidedAt; ///< columns, the first with a time decides
};

/// How the cells of a column, or a file as a whole, speak of one consent.
struct ConsentRule
{
    KeyPattern key; ///< without a persona: the person's default one, or all where a part is open
    std::vector<ConsentWord> words;
    /// The notice that was served is attested: this version, or 0 for the one in
    /// effect when the person decided. Without, nothing is opened.
    std::optional<int> notice;
    /// A column of times that the file lacks is passed over.
    bool lenient = false;

    /// Whatever the case; null when the rule does not know it.
    const ConsentWord *find(std::string_view word) const;
};

/// Reads a column's `consent`, or a file's, which may have a `status` (the caller
/// reads that); see README.md. Invalid with line and field.
Result<ConsentRule> consentRuleFromJson(const json::Value &value, std::string path, const Catalogue &catalogue, bool ofFile);

} // namespace assent
