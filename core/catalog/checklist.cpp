#include "catalog/checklist.h"

#include "catalog/readerparts.h"
#include "crypto/hash.h"

#include <fstream>

namespace assent {
namespace {

using namespace reader;
using Asks = ChecklistQuestion::Asks;

std::string_view asksName(Asks asks)
{
    switch (asks) {
    case Asks::Every: return "every";
    case Asks::Consent: return "consent";
    case Asks::Recipients: return "recipients";
    case Asks::Later: return "later";
    case Asks::Material: return "material";
    }
    return "every";
}

Result<ChecklistQuestion> readQuestion(const json::Value &value, std::string path, std::set<std::string> &ids)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "clause", "question", "asks", "in_text", "required"});
    ChecklistQuestion question;
    question.id = readId(in, "question", ids);
    question.clause = filled(in, "clause");
    question.question = filled(in, "question");
    question.asks = word(in, "asks", {Asks::Every, Asks::Consent, Asks::Recipients, Asks::Later, Asks::Material}, asksName);
    question.inText = in.booleanOr("in_text", false);
    question.required = in.booleanOr("required", false);
    ASSENT_CHECK(in.finish());
    return question;
}

Error named(Error error, const std::string &file)
{
    error.where.file = file;
    return error;
}

/// The purposes that a notice speaks for and that have not ended.
std::vector<const Purpose *> purposesOf(const Catalogue &catalogue, const NoticeId &notice)
{
    std::vector<const Purpose *> out;
    for (const Purpose &purpose : catalogue.purposes()) {
        if (purpose.notice == notice && !purpose.retiredAt)
            out.push_back(&purpose);
    }
    return out;
}

std::set<RecipientId> recipientsOf(const Catalogue &catalogue, const NoticeId &notice)
{
    std::set<RecipientId> out;
    for (const Purpose *purpose : purposesOf(catalogue, notice)) {
        for (const RecipientId &recipient : purpose->recipients) {
            if (recipient != kSelf)
                out.insert(recipient);
        }
    }
    return out;
}

bool isNewest(const Catalogue &catalogue, const NoticeVersion &version)
{
    return !catalogue.notice(version.notice, version.version + 1);
}

/// Looks at one version of a notice.
class VersionCheck
{
public:
    VersionCheck(const CatalogueText &text, const Checklist &checklist, const NoticeVersion &version, const json::Value &value,
        std::string path, std::vector<CatalogueFault> &faults)
        : m_text(text), m_catalogue(text.catalogue), m_checklist(checklist), m_version(version), m_value(value),
          m_path(std::move(path)), m_faults(faults)
    {
    }

    void run()
    {
        checkAnswers();
        checkNames();
        checkTranslations();
        checkChange();
    }

private:
    void fault(const json::Value *at, const std::string &path, std::string detail)
    {
        m_faults.push_back(faultAt(m_text, at ? *at : m_value, m_path + "." + path, std::move(detail)));
    }
    std::string clause(std::string_view number) const { return " (" + m_checklist.standard() + ", " + std::string(number) + ")"; }
    const json::Value *body(const std::string &language) const { return m_value.find("revisions")->find(language)->find("body"); }

    void checkAnswers()
    {
        const json::Value *answers = m_value.find("checklist");
        for (const ChecklistQuestion &question : m_checklist.questions()) {
            if (!asks(question, m_catalogue, m_version))
                continue;
            const auto answer = m_version.checklist.find(question.id);
            const std::string path = "checklist." + question.id;
            if (answer == m_version.checklist.end())
                fault(answers, path, "is not answered" + clause(question.clause) + ": " + question.question);
            else
                checkAnswer(question, answer->second, answers->find(question.id), path);
        }
        for (const auto &[id, answer] : m_version.checklist) {
            if (!m_checklist.find(id))
                fault(answers->find(id), "checklist." + id, "answers a question that the checklist does not ask");
        }
    }

    void checkAnswer(const ChecklistQuestion &question, const ChecklistAnswer &answer, const json::Value *at, const std::string &path)
    {
        if (question.required && !answer.applies)
            fault(at, path, "cannot be left out as not applicable" + clause(question.clause) + ": " + question.question);
        if (question.inText && answer.applies && answer.paragraphs.empty())
            fault(at, path, "must name the paragraphs that say so" + clause(question.clause) + ": " + question.question);
    }

    /// Names that must stand in the text, in every language.
    void checkNames()
    {
        for (const auto &[language, revision] : m_version.revisions) {
            expectName(language, m_catalogue.controllerName().in(language), "the controller", "5.3.4");
            expectName(language, m_catalogue.controllerContact(), "the contact", "5.3.13");
            if (!isNewest(m_catalogue, m_version))
                continue; // recipients may have come later
            for (const RecipientId &id : recipientsOf(m_catalogue, m_version.notice))
                expectName(language, m_catalogue.recipient(id)->name, "the recipient", "5.3.10");
        }
    }

    void expectName(const std::string &language, const std::string &name, const std::string &what, std::string_view number)
    {
        if (m_version.revisions.at(language).body.find(name) == std::string::npos)
            fault(body(language), "revisions." + language + ".body", "does not name " + what + " \"" + name + "\"" + clause(number));
    }

    void checkTranslations()
    {
        std::map<Digest, std::string> seen;
        for (const auto &[language, revision] : m_version.revisions) {
            const auto [first, isNew] = seen.emplace(revision.hash, language);
            if (!isNew)
                fault(body(language), "revisions." + language + ".body", "is the same as in " + first->second
                    + ": it was not translated" + clause("5.2.4"));
        }
    }

    /// A version that changed must have changed in every language.
    void checkChange()
    {
        const NoticeVersion *before = m_catalogue.notice(m_version.notice, m_version.version - 1);
        if (!before)
            return;
        for (const auto &[language, revision] : m_version.revisions) {
            if (before->revisions.at(language).hash == revision.hash)
                fault(body(language), "revisions." + language + ".body", "is the same as in version " + std::to_string(before->version)
                    + ": a new version says something new in every language" + clause("5.5.2"));
        }
    }

    const CatalogueText &m_text;
    const Catalogue &m_catalogue;
    const Checklist &m_checklist;
    const NoticeVersion &m_version;
    const json::Value &m_value;
    std::string m_path;
    std::vector<CatalogueFault> &m_faults;
};

} // namespace

Result<Checklist> Checklist::parse(std::string_view text, std::string fileName)
{
    const auto document = json::parse(text);
    if (!document)
        return named(document.error(), fileName);
    Checklist checklist;
    std::set<std::string> ids;
    json::Reader in(*document, "");
    in.only({"format", "version", "standard", "questions"});
    in.integer("format", kFormat, kFormat);
    checklist.m_version = static_cast<int>(in.integer("version", 1, INT32_MAX));
    checklist.m_standard = filled(in, "standard");
    Result<void> read = in.finish();
    if (read)
        read = each(*document, "", "questions", [&](const json::Value &value, std::string path) -> Result<void> {
            ASSENT_TRY(ChecklistQuestion question, readQuestion(value, std::move(path), ids));
            checklist.m_questions.push_back(std::move(question));
            return {};
        });
    if (!read)
        return named(read.error(), fileName);
    checklist.m_hash = sha256(asBytes(json::canonical(*document)));
    return checklist;
}

Result<Checklist> Checklist::load(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.bad() || !in.is_open())
        return Error{ErrorCode::NotFound, "the checklist cannot be read", {file.string(), 0, 0, {}}};
    return parse(text, file.string());
}

const ChecklistQuestion *Checklist::find(std::string_view id) const
{
    const auto it = std::find_if(m_questions.begin(), m_questions.end(), [&](const ChecklistQuestion &q) { return q.id == id; });
    return it == m_questions.end() ? nullptr : &*it;
}

bool asks(const ChecklistQuestion &question, const Catalogue &catalogue, const NoticeVersion &version)
{
    switch (question.asks) {
    case Asks::Every: return true;
    case Asks::Later: return version.version > 1;
    case Asks::Material: return version.material;
    case Asks::Recipients: return !recipientsOf(catalogue, version.notice).empty();
    case Asks::Consent: {
        const auto purposes = purposesOf(catalogue, version.notice);
        return std::any_of(purposes.begin(), purposes.end(), [](const Purpose *purpose) { return purpose->basis == LegalBasis::Consent; });
    }
    }
    return true;
}

std::vector<CatalogueFault> checkNotices(const CatalogueText &text, const Catalogue *inForce, const Checklist &checklist)
{
    std::vector<CatalogueFault> faults;
    const NoticeVersion *version = text.catalogue.notices().data();
    const json::Array &notices = *text.document.find("notices")->array();
    for (std::size_t n = 0; n < notices.size(); ++n) {
        const json::Array &versions = *notices[n].find("versions")->array();
        for (std::size_t v = 0; v < versions.size(); ++v, ++version) {
            const bool published = inForce && inForce->notice(version->notice, version->version);
            if (published && !isNewest(text.catalogue, *version))
                continue;
            VersionCheck(text, checklist, *version, versions[v], element(element("notices", n) + ".versions", v), faults).run();
        }
    }
    return faults;
}

} // namespace assent
