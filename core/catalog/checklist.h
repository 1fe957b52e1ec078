#pragma once

#include "catalog/cataloguetext.h"

namespace assent {

/// What a notice must tell and how it must be given, after ISO/IEC 29184:2020,
/// 5.2 to 5.5: questions that a notice version answers before it is published.
/// The questions are data (resources/rules/notice-checklist.json), in our words.
struct ChecklistQuestion
{
    /// Which notice versions have to answer.
    enum class Asks {
        Every,
        Consent,    ///< a purpose of the notice rests on consent
        Recipients, ///< data leaves the controller
        Later,      ///< not the first version
        Material,
    };
    std::string id;
    std::string clause;
    std::string question;
    Asks asks = Asks::Every;
    bool inText = false;    ///< a yes names the paragraphs that say so
    bool required = false;  ///< "not_applicable" is no answer
};

class Checklist
{
public:
    /// Invalid with file, line and field.
    static Result<Checklist> parse(std::string_view text, std::string fileName);
    static Result<Checklist> load(const std::filesystem::path &file);

    int version() const { return m_version; }
    const std::string &standard() const { return m_standard; }
    const Digest &hash() const { return m_hash; } ///< SHA-256 of the canonical form
    const std::vector<ChecklistQuestion> &questions() const { return m_questions; }
    const ChecklistQuestion *find(std::string_view id) const;

private:
    int m_version = 1;
    std::string m_standard;
    Digest m_hash = {};
    std::vector<ChecklistQuestion> m_questions;
};

/// What is missing before the notices of a catalogue may be published: answers,
/// and what can be seen in the texts themselves. Looked at are the newest version
/// of each notice and those that `inForce` does not hold; without one, all.
std::vector<CatalogueFault> checkNotices(const CatalogueText &text, const Catalogue *inForce, const Checklist &checklist);

/// True when a version has to answer a question.
bool asks(const ChecklistQuestion &question, const Catalogue &catalogue, const NoticeVersion &version);

} // namespace assent
