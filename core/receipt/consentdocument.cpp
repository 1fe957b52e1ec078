// What holds for records of every format: their JSON, and the order of time.
#include "receipt/readers.h"

#include "receipt/dpvterms.h"

#include <algorithm>

namespace assent {
namespace {

bool isKantara(const json::Value &root)
{
    if (!root.isObject() || root.find("@type") || root.find("@context") || root.find("@graph"))
        return false;
    return root.find("consentReceiptID") || root.find("piiControllers") || root.find("piiPrincipalId");
}

Error outOfOrder(const std::string &file, const RecordEvent &event, std::string detail)
{
    return {ErrorCode::Invalid, std::move(detail), {file, event.line, 0, event.place}};
}

bool endsGiven(RecordState state)
{
    return state == RecordState::Renewed || state == RecordState::Expired || state == RecordState::Withdrawn || state == RecordState::Revoked;
}

/// What was never given cannot be renewed or withdrawn. A record that does not
/// say when it was given is not judged.
Result<void> checkEvents(const std::vector<RecordEvent> &events, const std::string &file)
{
    std::optional<Timestamp> given;
    bool undated = false;
    for (const RecordEvent &event : events) {
        if (event.state != RecordState::Given)
            continue;
        undated = undated || !event.time;
        if (event.time)
            given = std::min(given.value_or(event.time->earliest()), event.time->earliest());
    }
    for (const RecordEvent &event : events) {
        if (!event.time)
            continue;
        if (event.holds && event.holds->until && event.holds->until->latest() < event.time->earliest())
            return outOfOrder(file, event, "the consent ends before the time that it is dated");
        if (given && !undated && endsGiven(event.state) && event.time->latest() < *given)
            return outOfOrder(file, event, "consent was " + std::string(recordStateName(event.state)) + " before it was given");
    }
    return {};
}

Result<void> checkTimes(const ConsentDocument &document, const std::string &file)
{
    for (const ConsentRecord &record : document.records) {
        ASSENT_CHECK(checkEvents(record.events, file));
        for (const RecordEvent &event : record.events) {
            if (event.time && document.created && document.created->latest() < event.time->earliest())
                return outOfOrder(file, event, "happened after the receipt for it was made");
        }
    }
    return {};
}

// Empty parts are left out of the JSON.
void put(json::Value &object, const char *name, const std::string &text)
{
    if (!text.empty())
        object.set(name, text);
}
void put(json::Value &object, const char *name, const std::vector<std::string> &texts)
{
    if (texts.empty())
        return;
    json::Array array;
    for (const std::string &text : texts)
        array.emplace_back(text);
    object.set(name, std::move(array));
}
void put(json::Value &object, const char *name, const std::optional<StatedTime> &time)
{
    if (time)
        object.set(name, time->toString());
}
void put(json::Value &object, const char *name, const std::optional<std::int64_t> &number)
{
    if (number)
        object.set(name, *number);
}
template<typename Part>
void put(json::Value &object, const char *name, const std::vector<Part> &parts, json::Value (*make)(const Part &))
{
    if (parts.empty())
        return;
    json::Array array;
    for (const Part &part : parts)
        array.push_back(make(part));
    object.set(name, std::move(array));
}

json::Value termJson(const RecordTerm &term)
{
    json::Value value{json::Object{}};
    put(value, "id", term.id);
    put(value, "kinds", term.kinds);
    put(value, "title", term.title);
    put(value, "description", term.description);
    put(value, "identifier", term.identifier);
    put(value, "url", term.url);
    put(value, "necessity", term.necessity);
    put(value, "version", term.version);
    put(value, "jurisdictions", term.jurisdictions);
    return value;
}

json::Value partyJson(const RecordParty &party)
{
    json::Value value{json::Object{}};
    put(value, "id", party.id);
    put(value, "kinds", party.kinds);
    put(value, "identifiers", party.identifiers);
    put(value, "name", party.name);
    put(value, "contact", party.contact);
    put(value, "address", party.address);
    put(value, "email", party.email);
    put(value, "phone", party.phone);
    put(value, "url", party.url);
    if (party.onBehalf)
        value.set("on_behalf", true);
    put(value, "locations", party.locations);
    return value;
}

json::Value durationJson(const RecordDuration &duration)
{
    json::Value value{json::Object{}};
    put(value, "period", duration.period);
    put(value, "until", duration.until);
    put(value, "event", duration.event);
    put(value, "occurrences", duration.occurrences);
    if (duration.endless)
        value.set("endless", true);
    return value;
}

json::Value storageJson(const RecordStorage &storage)
{
    json::Value value{json::Object{}};
    put(value, "kinds", storage.kinds);
    if (storage.duration)
        value.set("duration", durationJson(*storage.duration));
    put(value, "locations", storage.locations);
    return value;
}

json::Value noticeJson(const RecordNotice &notice)
{
    json::Value value{json::Object{}};
    put(value, "id", notice.id);
    put(value, "kinds", notice.kinds);
    put(value, "title", notice.title);
    put(value, "language", notice.language);
    put(value, "date", notice.date);
    put(value, "coverage", notice.coverage);
    put(value, "url", notice.url);
    put(value, "version", notice.version);
    put(value, "revision", notice.revision);
    put(value, "sha256", notice.sha256);
    return value;
}

void putProcess(json::Value &value, const RecordProcess &process);

json::Value processJson(const RecordProcess &process)
{
    json::Value value{json::Object{}};
    putProcess(value, process);
    return value;
}

void putProcess(json::Value &value, const RecordProcess &process)
{
    put(value, "purposes", process.purposes, termJson);
    put(value, "personal_data", process.personalData, termJson);
    put(value, "processing", process.processing, termJson);
    put(value, "legal_bases", process.legalBases);
    put(value, "controllers", process.controllers, partyJson);
    put(value, "processors", process.processors, partyJson);
    put(value, "recipients", process.recipients, partyJson);
    put(value, "storage", process.storage, storageJson);
    put(value, "services", process.services, termJson);
    put(value, "rights", process.rights, termJson);
    put(value, "controls", process.controls, termJson);
    put(value, "jurisdictions", process.jurisdictions);
    put(value, "laws", process.laws);
    put(value, "channels", process.channels);
    put(value, "necessity", process.necessity);
    put(value, "processes", process.processes, processJson);
}

json::Value eventJson(const RecordEvent &event)
{
    json::Value value;
    value.set("state", recordStateName(event.state));
    put(value, "kinds", event.kinds);
    put(value, "time", event.time);
    if (event.holds)
        value.set("holds", durationJson(*event.holds));
    put(value, "by", event.by, partyJson);
    put(value, "method", event.method);
    put(value, "notices", event.notices, noticeJson);
    return value;
}

json::Value recordJson(const ConsentRecord &record)
{
    json::Value value{json::Object{}};
    put(value, "id", record.id);
    put(value, "identifier", record.identifier);
    put(value, "schema", record.schema);
    put(value, "created", record.created);
    put(value, "subjects", record.subjects, partyJson);
    put(value, "notices", record.notices, noticeJson);
    putProcess(value, record.process);
    put(value, "parties", record.parties, partyJson);
    put(value, "events", record.events, eventJson);
    if (record.sensitive)
        value.set("sensitive", true);
    put(value, "sensitive_data", record.sensitiveData);
    put(value, "missing", missingFields(record));
    return value;
}

std::string_view formatName(ConsentDocument::Format format)
{
    switch (format) {
    case ConsentDocument::Format::Dpv: return "dpv-27560";
    case ConsentDocument::Format::Kantara: return "kantara-1.1";
    case ConsentDocument::Format::Unomi: break;
    }
    return "unomi";
}

} // namespace

json::Value toJson(const ConsentDocument &document)
{
    using Kind = ConsentDocument::Kind;
    json::Value value;
    value.set("format", "assent-consent-record");
    value.set("version", 1);
    value.set("read_from", formatName(document.format));
    value.set("kind", document.kind == Kind::Receipt ? "receipt" : document.kind == Kind::Record ? "record" : "records");
    put(value, "id", document.id);
    put(value, "identifier", document.identifier);
    put(value, "schema", document.schema);
    put(value, "created", document.created);
    put(value, "publisher", document.publisher);
    put(value, "recipient", document.recipient);
    put(value, "public_key", document.publicKey);
    put(value, "language", document.language);
    json::Array records;
    for (const ConsentRecord &record : document.records)
        records.push_back(recordJson(record));
    value.set("records", std::move(records));
    put(value, "not_read", document.notRead);
    put(value, "unknown_terms", document.unknownTerms);
    return value;
}

Result<ConsentDocument> readConsentDocument(std::string_view text, std::string file)
{
    auto root = json::parse(text);
    if (!root) {
        Error error = std::move(root).error();
        error.where.file = file;
        return error;
    }
    const auto reader = isUnomi(*root) ? &readUnomi : isKantara(*root) ? &readKantara : &readDpv;
    ASSENT_TRY(ConsentDocument document, reader(*std::move(root), file));
    ASSENT_CHECK(checkTimes(document, file));
    return document;
}

} // namespace assent
