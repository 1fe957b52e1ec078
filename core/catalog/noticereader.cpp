#include "catalog/cataloguereader.h"

#include "catalog/readerparts.h"
#include "crypto/hash.h"

#include <algorithm>

namespace assent {

using namespace reader;

namespace {

constexpr std::string_view kYes = "yes";
constexpr std::string_view kNotApplicable = "not_applicable";

/// Paragraphs that an answer points at; every language has at least `count`.
std::vector<int> readParagraphs(json::Reader &in, int count)
{
    std::vector<int> paragraphs;
    for (const json::Value &entry : in.list("paragraphs")) {
        const double number = entry.isNumber() ? *entry.number() : 0;
        const int paragraph = number >= 1 && number <= count ? static_cast<int>(number) : 0;
        if (paragraph == 0 || paragraph != number)
            in.fail("paragraphs", "must be numbers of paragraphs that every language has, 1 to " + std::to_string(count));
        paragraphs.push_back(paragraph);
    }
    return paragraphs;
}

Result<ChecklistAnswer> readAnswer(const json::Value &value, std::string path, int paragraphs)
{
    json::Reader in(value, std::move(path));
    in.only({"answered", "paragraphs", "where", "why"});
    ChecklistAnswer answer;
    const std::string answered = in.text("answered");
    if (answered != kYes && answered != kNotApplicable)
        in.fail("answered", "must be one of: yes, not_applicable");
    answer.applies = answered == kYes;
    answer.words = filled(in, answer.applies ? "where" : "why");
    if (in.has(answer.applies ? "why" : "where"))
        in.fail(answer.applies ? "why" : "where", "belongs to the other answer");
    if (!in.absent("paragraphs"))
        answer.paragraphs = readParagraphs(in, paragraphs);
    if (!answer.applies && !answer.paragraphs.empty())
        in.fail("paragraphs", "belong to the answer \"yes\" only");
    ASSENT_CHECK(in.finish());
    return answer;
}

} // namespace

Result<void> CatalogueReader::readNotice(const json::Value &value, std::string path)
{
    json::Reader in(value, path);
    in.only({"id", "versions"});
    const NoticeId id(readId(in, "notice", m_ids));
    ASSENT_CHECK(in.finish());
    int expected = 1;
    return each(value, path, "versions", [&](const json::Value &entry, std::string entryPath) -> Result<void> {
        ASSENT_TRY(NoticeVersion version, readVersion(entry, entryPath));
        if (version.version != expected)
            return fault(*entry.find("version"), entryPath + ".version", "must be " + std::to_string(expected) + ": versions count from 1");
        if (expected > 1 && version.effective <= m_out.m_notices.back().effective)
            return fault(*entry.find("effective"), entryPath + ".effective", "must be later than that of the version before");
        if (expected == 1 && version.material)
            return fault(*entry.find("material"), entryPath + ".material", "a first version changes nothing");
        ++expected;
        version.notice = id;
        m_out.m_notices.push_back(std::move(version));
        return {};
    });
}

Result<NoticeVersion> CatalogueReader::readVersion(const json::Value &value, std::string path)
{
    json::Reader in(value, path);
    in.only({"version", "effective", "material", "affects", "revisions", "checklist"});
    NoticeVersion version;
    version.version = static_cast<int>(in.integer("version", 1, INT32_MAX));
    version.effective = in.time("effective");
    version.material = in.booleanOr("material", false);
    if (version.material == in.absent("affects"))
        in.fail("affects", version.material ? "is missing: a material version names the keys it affects" : "belongs to material versions only");
    const json::Value &revisions = in.child("revisions");
    ASSENT_CHECK(in.finish());
    if (version.material) {
        ASSENT_CHECK(each(value, path, "affects", [&](const json::Value &entry, std::string entryPath) -> Result<void> {
            ASSENT_TRY(KeyPattern pattern, readAffected(entry, std::move(entryPath)));
            version.affects.push_back(std::move(pattern));
            return {};
        }));
    }
    for (const std::string &language : m_out.m_languages) {
        if (!revisions.find(language))
            return fault(revisions, path + ".revisions", "is missing in " + language);
    }
    for (const auto &[language, entry] : *revisions.object()) {
        const std::string entryPath = path + ".revisions." + language;
        if (std::find(m_out.m_languages.begin(), m_out.m_languages.end(), language) == m_out.m_languages.end())
            return fault(entry, entryPath, "is a language that the catalogue does not name");
        ASSENT_TRY(NoticeRevision revision, readRevision(entry, entryPath));
        version.revisions.emplace(language, std::move(revision));
    }
    ASSENT_CHECK(readChecklist(value, path, version));
    return version;
}

/// Whether the questions exist is for the checklist to say: it is a file of its own.
Result<void> CatalogueReader::readChecklist(const json::Value &value, const std::string &path, NoticeVersion &version) const
{
    json::Reader in(value, path);
    if (in.absent("checklist"))
        return {};
    const json::Value &answers = in.child("checklist");
    ASSENT_CHECK(in.finish());
    std::size_t paragraphs = SIZE_MAX;
    for (const auto &[language, text] : *value.find("revisions")->object())
        paragraphs = std::min(paragraphs, text.find("body")->array()->size());
    for (const auto &[question, entry] : *answers.object()) {
        ASSENT_TRY(ChecklistAnswer answer, readAnswer(entry, in.pathOf("checklist") + "." + question, static_cast<int>(paragraphs)));
        version.checklist.emplace(question, std::move(answer));
    }
    return {};
}

Result<NoticeRevision> CatalogueReader::readRevision(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"revision", "title", "body"});
    NoticeRevision revision;
    revision.revision = static_cast<int>(in.integer("revision", 1, INT32_MAX));
    revision.title = filled(in, "title");
    for (const std::string &paragraph : in.texts("body")) {
        if (paragraph.empty())
            in.fail("body", "must not hold an empty paragraph");
        revision.body += (revision.body.empty() ? "" : "\n\n") + paragraph;
    }
    if (revision.body.empty())
        in.fail("body", "must not be empty");
    revision.hash = sha256(asBytes(revision.body));
    ASSENT_CHECK(in.finish());
    return revision;
}

Result<KeyPattern> CatalogueReader::readAffected(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"purpose", "purpose_class", "channel", "recipient"});
    KeyPattern pattern;
    pattern.controller = m_out.m_controller;
    if (!in.absent("purpose"))
        pattern.purpose = PurposeId(in.text("purpose"));
    if (!in.absent("purpose_class"))
        pattern.purposeClass = in.text("purpose_class");
    if (!in.absent("channel"))
        pattern.channel = ChannelId(in.text("channel"));
    if (!in.absent("recipient"))
        pattern.recipient = RecipientId(in.text("recipient"));
    if (pattern.purpose && pattern.purposeClass)
        in.fail("purpose_class", "stands only where no purpose is named");
    ASSENT_CHECK(in.finish());
    return pattern;
}

bool CatalogueReader::touches(const KeyPattern &pattern, const NoticeId &notice) const
{
    const auto keys = m_out.keysOf(PersonaId());
    return std::any_of(keys.begin(), keys.end(), [&](const ConsentKey &key) {
        return m_out.purpose(key.purpose)->notice == notice && m_out.matches(pattern, key);
    });
}

/// A pattern that touches none of its notice's keys would never ask anybody
/// again: a misspelt name must not pass as that.
Result<void> CatalogueReader::checkAffects(const json::Value &document) const
{
    const NoticeVersion *version = m_out.m_notices.data();
    const json::Array &notices = *document.find("notices")->array();
    for (std::size_t n = 0; n < notices.size(); ++n) {
        const json::Array &versions = *notices[n].find("versions")->array();
        for (std::size_t v = 0; v < versions.size(); ++v, ++version) {
            for (std::size_t i = 0; i < version->affects.size(); ++i) {
                if (touches(version->affects[i], version->notice))
                    continue;
                const std::string path = element(element("notices", n) + ".versions", v) + ".affects";
                return fault((*versions[v].find("affects")->array())[i], element(path, i), "matches no key of this notice");
            }
        }
    }
    return {};
}

} // namespace assent
