#pragma once

#include "catalog/catalogue.h"

namespace assent {

/// A catalogue with the text that it was read from, so that what is found wrong
/// with it later still has a file, a line and a field.
struct CatalogueText
{
    Catalogue catalogue;
    json::Value document;  ///< the rules in it; every value knows its line in its own file
    std::string name;      ///< of the catalogue's file
    std::string rulesName; ///< of the rules' file; the same when the rules stood in it
};

/// As loadCatalogueFiles(), joinCatalogue() and Catalogue::parse().
Result<CatalogueText> readCatalogueFiles(const std::filesystem::path &catalogueFile, const std::filesystem::path &rulesFile);
Result<CatalogueText> joinCatalogueTexts(const NamedText &catalogue, const NamedText &rules);
Result<CatalogueText> readCatalogueText(std::string_view text, std::string name);

/// Something that keeps a catalogue from being published, and where it stands.
struct CatalogueFault
{
    std::string detail;
    Location where;
};
/// A fault at a value of the document; `path` as the document has it ("rules.version").
CatalogueFault faultAt(const CatalogueText &text, const json::Value &value, std::string path, std::string detail);
/// The first as an error that says how many there are; faults must not be empty.
Error toError(const std::vector<CatalogueFault> &faults);

} // namespace assent
