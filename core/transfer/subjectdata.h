#pragma once

#include "base/progress.h"
#include "consent/consentstore.h"
#include "profile/profilestore.h"

namespace assent {

/// Everything that an export tells about one subject.
struct SubjectData
{
    Person person;
    std::shared_ptr<const Catalogue> catalogue;
    std::vector<Fact> facts;
    std::vector<KeyState> states;
    std::vector<HistoryEntry> history; ///< newest first
    Timestamp at;
    std::string language; ///< of the readable parts: en, zh_TW, pl or fr
};

// Each makes one file of the export; core/transfer/README.md documents them.
// All are UTF-8 and hold nothing that a reader of their kind would run.
std::string readmeHtml(const SubjectData &data);
std::string profileJsonLd(const SubjectData &data);
std::string profileCsv(const SubjectData &data);
std::string contactVcard(const SubjectData &data);
std::string consentsJsonLd(const SubjectData &data);
std::string historyCsv(const SubjectData &data);

/// The language to write in: the wish, else its base, else English.
std::string documentLanguage(std::string_view wish);
/// Fixed text of the readable parts, by its English wording; facts' names by
/// their key. What is not known is given back as it is.
const std::string &translated(const std::string &english, std::string_view language);
std::string factName(const std::string &key, std::string_view language);

} // namespace assent
