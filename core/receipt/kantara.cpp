// Kantara Consent Receipt Specification 1.1.0.
#include "receipt/fields.h"
#include "receipt/readers.h"

#include <algorithm>
#include <cmath>

namespace assent {
namespace {

constexpr std::string_view kVersion = "KI-CR-v1.1.0";
constexpr std::string_view kExplicit = "dpv:ExplicitlyExpressedConsent";
constexpr std::string_view kImplicit = "dpv:ImpliedConsent";
/// Midnight of 1 January 2200; a time in milliseconds is beyond it.
constexpr double kLatest = 7'258'118'400.0;

bool isAbsoluteUri(std::string_view text)
{
    const auto colon = text.find(':');
    return colon != std::string_view::npos && colon > 1 && colon + 1 < text.size() && text.find(' ') == std::string_view::npos;
}

class Decoder
{
public:
    explicit Decoder(std::string file) : m_file(std::move(file)) {}

    Result<ConsentDocument> read(const json::Value &root)
    {
        Fields in = fields(root, {});
        if (in.text("version") != kVersion)
            in.fail("version", "must be " + std::string(kVersion));
        m_document.kind = ConsentDocument::Kind::Receipt;
        m_document.format = ConsentDocument::Format::Kantara;
        m_document.schema = kVersion;
        m_document.id = in.text("consentReceiptID");
        m_document.identifier = m_document.id;
        m_document.publicKey = in.textIf("publicKey");
        m_document.language = in.textIf("language");
        readRecord(in, root);
        noteUnread(root);
        if (m_error)
            return *m_error;
        return std::move(m_document);
    }

private:
    Fields fields(const json::Value &value, std::string pointer) { return {value, std::move(pointer), m_file, m_error}; }

    void readRecord(Fields &in, const json::Value &root)
    {
        ConsentRecord record;
        record.id = m_document.id;
        record.schema = kVersion;
        record.line = root.line();
        record.process.jurisdictions = {in.text("jurisdiction")};
        record.subjects = {RecordParty{}};
        record.subjects.front().id = in.text("piiPrincipalId");
        readControllers(in, record);
        readNotice(in, record);
        RecordEvent event = readEvent(in);
        for (const LdValue &service : in.list("services"))
            readService(service, record, event);
        record.sensitive = in.boolean("sensitive");
        record.sensitiveData = record.sensitive || in.has("spiCat") ? in.texts("spiCat", !record.sensitive) : std::vector<std::string>();
        record.events.push_back(std::move(event));
        m_document.records.push_back(std::move(record));
    }

    RecordEvent readEvent(Fields &in)
    {
        RecordEvent event;
        event.state = RecordState::Given;
        event.method = in.text("collectionMethod");
        event.place = in.pointer("consentTimestamp");
        const double seconds = in.number("consentTimestamp");
        if (seconds != std::floor(seconds) || seconds < 1 || seconds > kLatest)
            in.fail("consentTimestamp", "must be whole seconds since 1970-01-01 in UTC");
        else
            event.time = StatedTime::of(fromMillis(static_cast<std::int64_t>(seconds) * 1000));
        event.by = {RecordParty{}};
        event.by.front().id = "dpv:DataSubject";
        return event;
    }

    void readControllers(Fields &in, ConsentRecord &record)
    {
        for (const LdValue &value : in.list("piiControllers")) {
            Fields controller = fields(*value.value, value.pointer);
            RecordParty party;
            party.name = controller.text("piiController");
            party.contact = controller.text("contact");
            party.email = controller.text("email");
            party.phone = controller.text("phone");
            party.url = controller.textIf("piiControllerUrl");
            party.onBehalf = controller.has("onBehalf") && controller.boolean("onBehalf");
            if (const json::Value *address = controller.need("address"))
                party.address = readAddress(controller, *address);
            record.process.controllers.push_back(std::move(party));
        }
    }

    /// A PostalAddress of schema.org; here one text.
    std::string readAddress(Fields &controller, const json::Value &address)
    {
        Fields in = fields(address, controller.pointer("address"));
        std::string out;
        for (const char *part : {"streetAddress", "postOfficeBoxNumber", "postalCode", "addressLocality", "addressRegion", "addressCountry"}) {
            if (const std::string text = in.textIf(part); !text.empty())
                out += (out.empty() ? "" : ", ") + text;
        }
        if (out.empty())
            controller.fail("address", "must say where: streetAddress, addressLocality, addressCountry, …");
        return out;
    }

    void readNotice(Fields &in, ConsentRecord &record)
    {
        RecordNotice notice;
        notice.url = in.text("policyUrl");
        notice.language = m_document.language;
        if (!isAbsoluteUri(notice.url))
            in.fail("policyUrl", "must be an absolute URL");
        record.notices.push_back(std::move(notice));
    }

    void readService(const LdValue &value, ConsentRecord &record, RecordEvent &event)
    {
        Fields service = fields(*value.value, value.pointer);
        RecordTerm name;
        name.title = service.text("service");
        for (const LdValue &purpose : service.list("purposes"))
            record.process.processes.push_back(readPurpose(purpose, name, event));
    }

    RecordProcess readPurpose(const LdValue &value, const RecordTerm &service, RecordEvent &event)
    {
        Fields in = fields(*value.value, value.pointer);
        RecordProcess process;
        process.services = {service};
        RecordTerm purpose;
        purpose.title = in.textIf("purpose");
        purpose.kinds = in.texts("purposeCategory", false);
        if (in.has("primaryPurpose"))
            purpose.necessity = in.boolean("primaryPurpose") ? "dpv:Required" : "dpv:Optional";
        process.purposes = {std::move(purpose)};
        for (std::string &category : in.texts("piiCategory", false)) {
            process.personalData.emplace_back();
            process.personalData.back().title = std::move(category);
        }
        RecordStorage storage;
        storage.duration.emplace();
        storage.duration->event = in.text("termination");
        process.storage = {std::move(storage)};
        addKind(in.text("consentType"), event);
        readThirdParty(in, process);
        return process;
    }

    void readThirdParty(Fields &in, RecordProcess &process)
    {
        if (!in.boolean("thirdPartyDisclosure"))
            return;
        RecordParty party;
        party.kinds = {"dpv:ThirdParty"};
        party.name = in.text("thirdPartyName");
        process.recipients = {std::move(party)};
    }

    static void addKind(const std::string &type, RecordEvent &event)
    {
        const std::string kind = type == "EXPLICIT" ? std::string(kExplicit) : type == "IMPLICIT" ? std::string(kImplicit) : type;
        if (!kind.empty() && std::find(event.kinds.begin(), event.kinds.end(), kind) == event.kinds.end())
            event.kinds.push_back(kind);
    }

    void noteUnread(const json::Value &root)
    {
        constexpr std::string_view known[] = {"version", "jurisdiction", "consentTimestamp", "collectionMethod", "consentReceiptID", "publicKey",
            "language", "piiPrincipalId", "piiControllers", "policyUrl", "services", "sensitive", "spiCat"};
        if (!root.isObject())
            return;
        for (const auto &[name, value] : *root.object()) {
            if (std::find(std::begin(known), std::end(known), name) == std::end(known))
                m_document.notRead.push_back(below({}, name));
        }
    }

    std::string m_file;
    ConsentDocument m_document;
    std::optional<Error> m_error;
};

// --- writing ---

/// What the format demands and nobody told us.
constexpr std::string_view kNotStated = "not stated";

std::string orNotStated(const std::string &text) { return text.empty() ? std::string(kNotStated) : text; }

json::Array textArray(const std::vector<std::string> &texts)
{
    json::Array out;
    for (const std::string &text : texts)
        out.emplace_back(text);
    return out;
}

json::Value controllerValue(const RecordParty &party)
{
    json::Value address;
    address.set("streetAddress", orNotStated(party.address));
    json::Value value;
    value.set("piiController", orNotStated(party.name));
    value.set("contact", orNotStated(party.contact));
    value.set("address", std::move(address));
    value.set("email", orNotStated(party.email));
    value.set("phone", orNotStated(party.phone));
    if (!party.url.empty())
        value.set("piiControllerUrl", party.url);
    return value;
}

std::string consentType(const RecordEvent &event)
{
    for (const std::string &kind : event.kinds) {
        if (kind == kImplicit)
            return "IMPLICIT";
    }
    return "EXPLICIT";
}

std::string terminationOf(const RecordProcess &process)
{
    for (const RecordStorage &storage : process.storage) {
        if (!storage.duration)
            continue;
        if (!storage.duration->event.empty())
            return storage.duration->event;
        if (!storage.duration->period.empty())
            return storage.duration->period;
        if (storage.duration->until)
            return storage.duration->until->toString();
    }
    return std::string(kNotStated);
}

std::string nameOf(const RecordTerm &term) { return term.title.empty() ? orNotStated(term.id) : term.title; }

/// Each purpose of a process is one of the service.
void addPurposes(const RecordProcess &process, const RecordEvent &event, json::Array &out)
{
    for (const RecordTerm &term : process.purposes) {
        std::vector<std::string> data, others;
        for (const RecordTerm &item : process.personalData)
            data.push_back(nameOf(item));
        for (const RecordParty &party : process.recipients)
            others.push_back(party.name.empty() ? orNotStated(party.id) : party.name);
        json::Value value;
        value.set("purpose", nameOf(term));
        value.set("purposeCategory", textArray(term.kinds.empty() ? std::vector{orNotStated(term.id)} : term.kinds));
        value.set("consentType", consentType(event));
        value.set("piiCategory", textArray(data.empty() ? std::vector{std::string(kNotStated)} : data));
        value.set("primaryPurpose", term.necessity == "dpv:Required");
        value.set("termination", terminationOf(process));
        value.set("thirdPartyDisclosure", !others.empty());
        std::string names;
        for (const std::string &other : others)
            names += (names.empty() ? "" : ", ") + other;
        if (!names.empty())
            value.set("thirdPartyName", names);
        out.push_back(std::move(value));
    }
    for (const RecordProcess &inner : process.processes)
        addPurposes(inner, event, out);
}

json::Value serviceValue(const ConsentRecord &record, const RecordEvent &event)
{
    std::string name;
    for (const RecordParty &party : record.process.controllers)
        name = name.empty() ? party.name : name;
    for (const RecordProcess &process : record.process.processes) {
        if (!process.services.empty())
            name = nameOf(process.services.front());
    }
    json::Array purposes;
    addPurposes(record.process, event, purposes);
    json::Value service;
    service.set("service", orNotStated(name));
    service.set("purposes", std::move(purposes));
    return service;
}

} // namespace

Result<ConsentDocument> readKantara(json::Value root, std::string file) { return Decoder(std::move(file)).read(root); }

Result<json::Value> toKantara(const ConsentDocument &document)
{
    const Error refused{ErrorCode::Invalid, "a Kantara receipt can only say that consent was given; use the JSON-LD form for other choices"};
    if (document.records.size() != 1 || document.records.front().events.size() != 1)
        return refused;
    const ConsentRecord &record = document.records.front();
    const RecordEvent &event = record.events.front();
    const bool given = event.state == RecordState::Given || event.state == RecordState::Renewed;
    if (!given || !event.time || record.subjects.empty())
        return refused;
    const RecordNotice notice = record.notices.empty() ? RecordNotice{} : record.notices.front();
    json::Array controllers;
    for (const RecordParty &party : record.process.controllers)
        controllers.push_back(controllerValue(party));
    json::Value value;
    value.set("version", kVersion);
    value.set("jurisdiction", orNotStated(record.process.jurisdictions.empty() ? std::string() : record.process.jurisdictions.front()));
    value.set("consentTimestamp", toMillis(event.time->at) / 1000);
    value.set("collectionMethod", orNotStated(event.method));
    value.set("consentReceiptID", document.identifier.empty() ? document.id : document.identifier);
    if (!document.publicKey.empty())
        value.set("publicKey", document.publicKey);
    if (!document.language.empty())
        value.set("language", document.language);
    value.set("piiPrincipalId", record.subjects.front().id);
    value.set("piiControllers", std::move(controllers));
    value.set("policyUrl", notice.url.empty() ? notice.id : notice.url);
    value.set("services", json::Array{serviceValue(record, event)});
    value.set("sensitive", record.sensitive);
    value.set("spiCat", textArray(record.sensitiveData));
    return value;
}

} // namespace assent
