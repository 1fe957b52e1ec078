#pragma once

#include "catalog/catalogdrafts.h"
#include "storeaccess.h"

namespace assent::ctl {

/// The catalogue's two files with their lines; by default Assent's own rules.
Result<CatalogueText> readCatalogueFor(const std::string &catalogueFile, const std::string &rulesFile);
/// The questions that come with Assent.
Result<Checklist> noticeChecklist();

/// A published version ("3") or a draft ("d4").
struct CatalogueName
{
    bool draft = false;
    int number = 0;
};
/// Nothing when the text is neither.
std::optional<CatalogueName> catalogueName(const std::string &text);
/// WrongCall when the text is no name; NotFound when there is no such thing.
Result<Catalogue> namedCatalogue(Vault &vault, CatalogueDrafts &drafts, const std::string &name, const std::string &argument);

/// {"version","rules_version","hash",…}: what a catalogue holds, in numbers.
json::Value summary(const Catalogue &catalogue);
std::string summaryText(const Catalogue &catalogue);
json::Value arrayOf(const std::vector<std::string> &texts);

/// One line for each fault, as the tool tells errors.
std::string toText(const std::vector<CatalogueFault> &faults);
json::Array toJson(const std::vector<CatalogueFault> &faults);

} // namespace assent::ctl
