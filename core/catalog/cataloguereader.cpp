#include "catalog/cataloguereader.h"

#include "crypto/hash.h"

#include <algorithm>

namespace assent {
namespace {

constexpr int kFormat = 1;
constexpr int kMaxDays = 36500;

Error fault(const json::Value &at, std::string field, std::string detail)
{
    return {ErrorCode::Invalid, std::move(detail), {{}, at.line(), 0, std::move(field)}};
}

std::string element(const std::string &path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

/// Names are what tables, payloads and command lines carry: small letters,
/// digits and underscores, so that "*" and separators can never be one.
bool isName(std::string_view text)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), allowed);
}

std::string readName(json::Reader &in, std::string_view name)
{
    std::string text = in.text(name);
    if (!isName(text))
        in.fail(name, "must be a name of small letters, digits and _");
    return text;
}

std::string filled(json::Reader &in, std::string_view name)
{
    std::string text = in.text(name);
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        in.fail(name, "must not be empty");
    return text;
}

/// Reads one of a closed list of words.
template<typename Enum, typename NameOf>
Enum word(json::Reader &in, std::string_view name, std::initializer_list<Enum> values, NameOf nameOf)
{
    const std::string text = in.text(name);
    std::string known;
    for (const Enum value : values) {
        if (nameOf(value) == text)
            return value;
        known += (known.empty() ? "" : ", ") + std::string(nameOf(value));
    }
    in.fail(name, "must be one of: " + known);
    return *values.begin();
}

/// Reads every element of a list member with `read(value, path)`.
template<typename Read>
Result<void> each(const json::Value &owner, const std::string &ownerPath, std::string_view name, Read read)
{
    json::Reader in(owner, ownerPath);
    const json::Array &list = in.list(name);
    if (!in.failed() && list.empty())
        in.fail(name, "must not be empty");
    ASSENT_CHECK(in.finish());
    for (std::size_t i = 0; i < list.size(); ++i)
        ASSENT_CHECK(read(list[i], element(in.pathOf(name), i)));
    return {};
}

/// The id of a thing that no other of its kind may have.
std::string readId(json::Reader &in, std::string_view kind, std::set<std::string> &ids)
{
    std::string id = readName(in, "id");
    if (!ids.insert(std::string(kind) + "/" + id).second)
        in.fail("id", "appears twice: " + id);
    return id;
}

} // namespace

Result<Catalogue> CatalogueReader::read(const Parts &parts, std::string source)
{
    CatalogueReader reader;
    if (auto done = reader.readDocument(parts.document); !done) {
        Error error = std::move(done).error();
        error.where.file = parts.documentName;
        return error;
    }
    if (auto done = reader.readRules(parts.rules, parts.rulesPath); !done) {
        Error error = std::move(done).error();
        error.where.file = parts.rulesName;
        return error;
    }
    reader.m_out.m_source = std::move(source);
    reader.m_out.m_hash = sha256(asBytes(json::canonical(parts.document)));
    return std::move(reader.m_out);
}

Result<void> CatalogueReader::readDocument(const json::Value &document)
{
    ASSENT_CHECK(readHead(document));
    const auto with = [this](auto method) {
        return [this, method](const json::Value &value, std::string path) { return (this->*method)(value, std::move(path)); };
    };
    ASSENT_CHECK(each(document, "", "channels", with(&CatalogueReader::readChannel)));
    ASSENT_CHECK(each(document, "", "sources", with(&CatalogueReader::readSource)));
    ASSENT_CHECK(each(document, "", "recipients", with(&CatalogueReader::readRecipient)));
    ASSENT_CHECK(checkSelf(document));
    ASSENT_CHECK(each(document, "", "purposes", with(&CatalogueReader::readPurpose)));
    ASSENT_CHECK(each(document, "", "notices", with(&CatalogueReader::readNotice)));
    // References may point forward, so they are followed when all is read.
    ASSENT_CHECK(each(document, "", "purposes", [this, i = std::size_t(0)](const json::Value &value, std::string path) mutable {
        return checkPurpose(m_out.m_purposes[i++], value, std::move(path));
    }));
    return checkAffects(document);
}

Result<void> CatalogueReader::readHead(const json::Value &document)
{
    json::Reader in(document, "");
    in.only({"format", "version", "controller", "languages", "channels", "sources", "recipients", "purposes", "notices", "rules"});
    in.integer("format", kFormat, kFormat);
    m_out.m_version = static_cast<int>(in.integer("version", 1, INT32_MAX));
    m_out.m_languages = in.texts("languages");
    if (m_out.m_languages.empty())
        in.fail("languages", "must not be empty");
    const std::set<std::string> languages(m_out.m_languages.begin(), m_out.m_languages.end());
    if (languages.size() != m_out.m_languages.size())
        in.fail("languages", "must not name a language twice");
    ASSENT_CHECK(in.finish());
    json::Reader controller(in.child("controller"), "controller");
    controller.only({"id", "name", "contact"});
    m_out.m_controller = ControllerId(readName(controller, "id"));
    m_out.m_controllerName = local(controller, "name");
    m_out.m_controllerContact = filled(controller, "contact");
    ASSENT_CHECK(in.finish());
    return controller.finish();
}

LocalText CatalogueReader::local(json::Reader &in, std::string_view name) const
{
    LocalText text;
    const json::Value &value = in.child(name);
    if (in.failed())
        return text;
    for (const auto &[language, entry] : *value.object()) {
        if (std::find(m_out.m_languages.begin(), m_out.m_languages.end(), language) == m_out.m_languages.end())
            in.fail(name, "is in a language that the catalogue does not name: " + language);
        else if (!entry.isString() || entry.string()->empty())
            in.fail(name, "must be text in " + language);
        else
            text.byLanguage.emplace(language, *entry.string());
    }
    for (const std::string &language : m_out.m_languages) {
        if (!text.byLanguage.contains(language))
            in.fail(name, "is missing in " + language);
    }
    return text;
}

template<typename IdType>
std::vector<IdType> CatalogueReader::idList(json::Reader &in, std::string_view name) const
{
    std::vector<IdType> ids;
    for (std::string &id : in.texts(name)) {
        if (std::any_of(ids.begin(), ids.end(), [&](const IdType &known) { return known.str() == id; }))
            in.fail(name, "names twice: " + id);
        ids.emplace_back(std::move(id));
    }
    if (ids.empty())
        in.fail(name, "must not be empty");
    return ids;
}

Result<void> CatalogueReader::readChannel(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "name"});
    Channel channel;
    channel.id = ChannelId(readId(in, "channel", m_ids));
    channel.name = local(in, "name");
    m_out.m_channels.push_back(std::move(channel));
    return in.finish();
}

Result<void> CatalogueReader::readSource(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "name", "trust"});
    Source source;
    source.id = SourceId(readId(in, "source", m_ids));
    source.name = local(in, "name");
    source.trust = word(in, "trust",
        {SourceTrust::Inferred, SourceTrust::System, SourceTrust::Agent, SourceTrust::Verified, SourceTrust::Person}, sourceTrustName);
    m_out.m_sources.push_back(std::move(source));
    return in.finish();
}

Result<void> CatalogueReader::readRecipient(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "kind", "name", "country", "description"});
    Recipient recipient;
    recipient.id = RecipientId(readId(in, "recipient", m_ids));
    recipient.kind = word(in, "kind",
        {RecipientKind::Self, RecipientKind::Processor, RecipientKind::Shared, RecipientKind::Sold}, recipientKindName);
    recipient.name = filled(in, "name");
    recipient.country = filled(in, "country");
    recipient.description = local(in, "description");
    if ((recipient.id == kSelf) != (recipient.kind == RecipientKind::Self))
        in.fail("kind", "\"self\" is the kind of the recipient \"self\" and of no other");
    m_out.m_recipients.push_back(std::move(recipient));
    return in.finish();
}

Result<void> CatalogueReader::checkSelf(const json::Value &document) const
{
    if (m_out.recipient(kSelf))
        return {};
    return fault(*document.find("recipients"), "recipients", "must hold \"self\", the controller's own use");
}

Result<void> CatalogueReader::readPurpose(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "version", "parent", "class", "basis", "name", "description", "if_allowed", "if_not_allowed", "data_categories",
        "channels", "recipients", "retention_days", "validity_days", "jurisdictions", "minimum_age", "dpv_term", "safeguards",
        "notice", "retired_at"});
    Purpose purpose;
    purpose.id = PurposeId(readId(in, "purpose", m_ids));
    purpose.version = static_cast<int>(in.integer("version", 1, INT32_MAX));
    if (!in.absent("parent"))
        purpose.parent = PurposeId(in.text("parent"));
    purpose.purposeClass = readName(in, "class");
    purpose.basis = word(in, "basis", {LegalBasis::Consent, LegalBasis::Contract, LegalBasis::LegalObligation,
        LegalBasis::VitalInterest, LegalBasis::PublicTask, LegalBasis::LegitimateInterest}, legalBasisName);
    purpose.name = local(in, "name");
    purpose.description = local(in, "description");
    purpose.ifAllowed = local(in, "if_allowed");
    purpose.ifNotAllowed = local(in, "if_not_allowed");
    readUse(in, purpose);
    ASSENT_CHECK(in.finish());
    m_out.m_purposeIndex.emplace(purpose.id.str(), m_out.m_purposes.size());
    m_out.m_purposes.push_back(std::move(purpose));
    return {};
}

void CatalogueReader::readUse(json::Reader &in, Purpose &purpose) const
{
    purpose.dataCategories = in.texts("data_categories");
    purpose.channels = idList<ChannelId>(in, "channels");
    purpose.recipients = idList<RecipientId>(in, "recipients");
    purpose.retentionDays = static_cast<int>(in.integer("retention_days", 1, kMaxDays));
    if (!in.absent("validity_days"))
        purpose.validityDays = static_cast<int>(in.integer("validity_days", 1, kMaxDays));
    purpose.jurisdictions = in.textsOr("jurisdictions", {});
    purpose.minimumAge = in.absent("minimum_age") ? 0 : static_cast<int>(in.integer("minimum_age", 0, 120));
    purpose.dpvTerm = in.text("dpv_term");
    purpose.safeguards = in.textsOr("safeguards", {});
    purpose.notice = NoticeId(in.textOr("notice", ""));
    purpose.retiredAt = in.timeIf("retired_at");
    if (!purpose.dpvTerm.starts_with("https://w3id.org/dpv"))
        in.fail("dpv_term", "must be an IRI of the Data Privacy Vocabulary, https://w3id.org/dpv…");
    if (purpose.basis == LegalBasis::Consent && purpose.notice.empty())
        in.fail("notice", "is missing: a consent needs a notice");
}

bool CatalogueReader::endsInCycle(const Purpose &purpose) const
{
    std::size_t steps = 0;
    for (const Purpose *at = &purpose; at && at->parent; at = m_out.purpose(*at->parent)) {
        if (++steps > m_out.m_purposes.size())
            return true;
    }
    return false;
}

bool CatalogueReader::hasNotice(const NoticeId &id) const { return m_out.notice(id, 1) != nullptr; }

Result<void> CatalogueReader::checkPurpose(const Purpose &purpose, const json::Value &value, std::string path) const
{
    json::Reader in(value, std::move(path));
    for (const ChannelId &channel : purpose.channels) {
        if (!m_out.channel(channel))
            in.fail("channels", "names a channel that does not exist: " + channel.str());
    }
    for (const RecipientId &recipient : purpose.recipients) {
        if (!m_out.recipient(recipient))
            in.fail("recipients", "names a recipient that does not exist: " + recipient.str());
    }
    if (purpose.parent && !m_out.purpose(*purpose.parent))
        in.fail("parent", "names a purpose that does not exist: " + purpose.parent->str());
    if (endsInCycle(purpose))
        in.fail("parent", "makes the purpose its own ancestor");
    if (!purpose.notice.empty() && !hasNotice(purpose.notice))
        in.fail("notice", "names a notice that does not exist: " + purpose.notice.str());
    return in.finish();
}

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
    in.only({"version", "effective", "material", "affects", "revisions"});
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
    return version;
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

Result<void> CatalogueReader::readRules(const json::Value &rules, std::string path)
{
    json::Reader in(rules, path);
    in.only({"format", "version", "regions", "regimes"});
    in.integer("format", kFormat, kFormat);
    m_out.m_rulesVersion = static_cast<int>(in.integer("version", 1, INT32_MAX));
    const json::Value &regions = in.child("regions");
    ASSENT_CHECK(in.finish());
    ASSENT_CHECK(readRegions(regions, in.pathOf("regions")));
    ASSENT_CHECK(each(rules, path, "regimes", [this](const json::Value &value, std::string entryPath) {
        return readRule(value, std::move(entryPath));
    }));
    if (!m_out.m_ruleIndex.contains({"*", "*"}))
        return fault(*rules.find("regimes"), in.pathOf("regimes"), "leave a case open: no rule for jurisdiction \"*\" and class \"*\"");
    return {};
}

Result<void> CatalogueReader::readRegions(const json::Value &regions, std::string path)
{
    json::Reader in(regions, std::move(path));
    for (const auto &[region, members] : *regions.object()) {
        for (const std::string &member : in.texts(region)) {
            if (!m_out.m_regions[region].insert(member).second)
                in.fail(region, "names twice: " + member);
        }
    }
    return in.finish();
}

Result<void> CatalogueReader::readRule(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "jurisdiction", "class", "model", "consent_age", "citation"});
    RegimeRule rule;
    rule.id = filled(in, "id");
    rule.jurisdiction = filled(in, "jurisdiction");
    rule.purposeClass = filled(in, "class");
    rule.model = word(in, "model", {ConsentModel::OptIn, ConsentModel::OptOut}, consentModelName);
    rule.consentAge = static_cast<int>(in.integer("consent_age", 0, 21));
    rule.citation = filled(in, "citation");
    if (!m_ids.insert("rule/" + rule.id).second)
        in.fail("id", "appears twice: " + rule.id);
    if (!m_out.m_ruleIndex.emplace(std::pair(rule.jurisdiction, rule.purposeClass), m_out.m_rules.size()).second)
        in.fail("class", "has a rule in " + rule.jurisdiction + " already");
    m_out.m_rules.push_back(std::move(rule));
    return in.finish();
}

} // namespace assent
