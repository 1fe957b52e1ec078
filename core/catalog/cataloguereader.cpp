#include "catalog/cataloguereader.h"

#include "catalog/readerparts.h"
#include "crypto/hash.h"

#include <algorithm>

namespace assent {

using namespace reader;

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

} // namespace assent
