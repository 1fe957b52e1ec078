#pragma once

#include "catalog/catalogue.h"

namespace assent {

// What the readable documents have in common.

/// Text on its way into HTML: nothing in it is a mark.
std::string htmlEscaped(std::string_view text);
std::string sheetMinute(Timestamp time);         ///< "2026-03-01 09:30 UTC"
std::string sheetNumber(std::uint64_t number);   ///< "48,213"
/// A name out of a closed list ("double_opt_in"), in words.
std::string sheetWord(std::string_view name, std::string_view language);
std::string sheetList(const std::vector<std::string> &parts, std::string_view language);

/// What a catalogue calls things, in one language; the id where it has no name.
class CatalogueNames
{
public:
    CatalogueNames(const Catalogue &catalogue, std::string language) : m_catalogue(catalogue), m_language(std::move(language)) {}
    std::string purpose(const PurposeId &id) const;
    std::string channel(const ChannelId &id) const;
    std::string recipient(const RecipientId &id) const; ///< of "self" the controller's

private:
    const Catalogue &m_catalogue;
    std::string m_language;
};

} // namespace assent
