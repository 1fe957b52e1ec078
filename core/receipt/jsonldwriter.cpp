// A document as JSON-LD with DPV 2.3, by the guide to ISO/IEC TS 27560.
#include "receipt/consentrecord.h"

#include "receipt/dpvterms.h"

#include <algorithm>

namespace assent {
namespace {

// Empty parts are left out.
void put(json::Value &node, const char *property, const std::string &text)
{
    if (!text.empty())
        node.set(property, text);
}
void put(json::Value &node, const char *property, const std::optional<std::int64_t> &number)
{
    if (number)
        node.set(property, *number);
}

/// One value stands alone, as the guide writes it.
void putAll(json::Value &node, const char *property, json::Array values)
{
    if (values.size() == 1)
        node.set(property, std::move(values.front()));
    else if (!values.empty())
        node.set(property, std::move(values));
}

template<typename Part, typename Make>
void putAll(json::Value &node, const char *property, const std::vector<Part> &parts, const Make &make)
{
    json::Array values;
    for (const Part &part : parts)
        values.push_back(make(part));
    putAll(node, property, std::move(values));
}

json::Value reference(const std::string &id)
{
    json::Value value;
    value.set("@id", id);
    return value;
}

/// An id that is no IRI would be resolved against where the file lies.
bool isIri(const std::string &id) { return id.find(':') != std::string::npos; }

json::Value named(const std::string &id) { return isIri(id) ? reference(id) : json::Value(id); }

json::Value text(const std::string &words) { return json::Value(words); }

json::Value time(const StatedTime &time)
{
    json::Value value;
    value.set("@type", time.precision == StatedTime::Precision::Day ? "xsd:date" : "xsd:dateTime");
    value.set("@value", time.toString());
    return value;
}

void putTime(json::Value &node, const char *property, const std::optional<StatedTime> &stated)
{
    if (stated)
        node.set(property, time(*stated));
}

json::Value node(const std::string &id, const std::vector<std::string> &types)
{
    json::Value value{json::Object{}};
    put(value, "@id", id);
    putAll(value, "@type", types, text);
    return value;
}

json::Value termNode(const RecordTerm &term)
{
    const bool bare = term == RecordTerm{.id = term.id, .kinds = {}, .title = {}, .description = {}, .identifier = {}, .url = {}, .necessity = {}, .version = {}, .jurisdictions = {}};
    if (bare)
        return named(term.id);
    json::Value value = node(term.id, term.kinds);
    put(value, "dct:title", term.title);
    put(value, "dct:description", term.description);
    put(value, "dct:identifier", term.identifier);
    if (!term.url.empty())
        value.set("dpv:isExercisedAt", named(term.url));
    if (!term.necessity.empty())
        value.set("dpv:hasNecessity", reference(term.necessity));
    put(value, "assent:version", term.version);
    putAll(value, "dpv:hasJurisdiction", term.jurisdictions, named);
    return value;
}

json::Value contactPoint(const RecordParty &party)
{
    json::Value point;
    point.set("@type", "schema:ContactPoint");
    put(point, "schema:streetAddress", party.address);
    put(point, "schema:email", party.email);
    put(point, "schema:telephone", party.phone);
    return point;
}

json::Value partyNode(const RecordParty &party)
{
    json::Value value = node(party.id, party.kinds);
    put(value, "dpv:hasName", party.name);
    putAll(value, "dpv:hasIdentifier", party.identifiers, text);
    put(value, "dpv:hasContact", party.contact);
    if (!party.url.empty())
        value.set("schema:url", named(party.url));
    if (!party.address.empty() || !party.email.empty() || !party.phone.empty())
        value.set("schema:contactPoint", contactPoint(party));
    putAll(value, "dpv:hasLocation", party.locations, named);
    if (value.object()->empty())
        return text(party.id);
    return value;
}

json::Value durationNode(const RecordDuration &duration)
{
    json::Value value;
    const auto of = [&value](const char *type, json::Value content) {
        value.set("@type", type);
        value.set("rdf:value", std::move(content));
    };
    if (duration.endless)
        value.set("@type", "dpv:EndlessDuration");
    else if (duration.until)
        of("dpv:UntilTimeDuration", time(*duration.until));
    else if (duration.occurrences)
        of("dpv:FixedOccurrencesDuration", std::to_string(*duration.occurrences));
    else if (!duration.event.empty())
        of("dpv:UntilEventDuration", duration.event);
    else
        of("dpv:TemporalDuration", duration.period);
    return value;
}

json::Value storageNode(const RecordStorage &storage)
{
    json::Value value = node({}, storage.kinds);
    if (storage.duration)
        value.set("dpv:hasDuration", durationNode(*storage.duration));
    putAll(value, "dpv:hasLocation", storage.locations, named);
    return value;
}

json::Value noticeNode(const RecordNotice &notice)
{
    json::Value value = node(notice.id, notice.kinds);
    put(value, "dct:title", notice.title);
    put(value, "dct:language", notice.language);
    putTime(value, "dct:date", notice.date);
    put(value, "dct:coverage", notice.coverage);
    if (!notice.url.empty())
        value.set("schema:url", named(notice.url));
    put(value, "assent:version", notice.version);
    put(value, "assent:revision", notice.revision);
    put(value, "assent:sha256", notice.sha256);
    if (value.object()->empty())
        return text(notice.id);
    return value;
}

void putProcess(json::Value &value, const RecordProcess &process);

json::Value processNode(const RecordProcess &process)
{
    json::Value value;
    value.set("@type", "dpv:Process");
    putProcess(value, process);
    return value;
}

void putProcess(json::Value &value, const RecordProcess &process)
{
    putAll(value, "dpv:hasPurpose", process.purposes, termNode);
    putAll(value, "dpv:hasPersonalData", process.personalData, termNode);
    putAll(value, "dpv:hasProcessing", process.processing, termNode);
    putAll(value, "dpv:hasLegalBasis", process.legalBases, named);
    putAll(value, "dpv:hasDataController", process.controllers, partyNode);
    putAll(value, "dpv:hasDataProcessor", process.processors, partyNode);
    putAll(value, "dpv:hasRecipient", process.recipients, partyNode);
    putAll(value, "dpv:hasStorageCondition", process.storage, storageNode);
    putAll(value, "dpv:hasService", process.services, termNode);
    putAll(value, "dpv:hasRight", process.rights, termNode);
    putAll(value, "dpv:hasConsentControl", process.controls, termNode);
    putAll(value, "dpv:hasJurisdiction", process.jurisdictions, named);
    putAll(value, "dpv:hasApplicableLaw", process.laws, named);
    putAll(value, "assent:channel", process.channels, text);
    if (!process.necessity.empty())
        value.set("dpv:hasNecessity", reference(process.necessity));
    putAll(value, "dpv:hasProcess", process.processes, processNode);
}

bool isOfInterest(const RecordEvent &event) { return event.state == RecordState::Objected || event.state == RecordState::NotObjected; }

json::Value eventNode(const RecordEvent &event)
{
    std::vector<std::string> types = event.kinds;
    types.insert(types.begin(), dpv::compact(recordStateTerm(event.state)));
    json::Value value = node({}, types);
    putTime(value, "dpv:isIndicatedAtTime", event.time);
    if (event.holds)
        value.set("dpv:hasDuration", durationNode(*event.holds));
    putAll(value, "dpv:isIndicatedBy", event.by, partyNode);
    put(value, "dpv:hasIndicationMethod", event.method);
    putAll(value, "dpv:hasNotice", event.notices, noticeNode);
    return value;
}

json::Value recordNode(const ConsentRecord &record)
{
    json::Value value = node(record.id, {"dpv:ConsentRecord"});
    put(value, "dct:identifier", record.identifier);
    put(value, "dct:conformsTo", record.schema);
    put(value, "dct:created", record.created);
    putAll(value, "dpv:hasDataSubject", record.subjects, partyNode);
    putAll(value, "dpv:hasNotice", record.notices, noticeNode);
    putProcess(value, record.process);
    putAll(value, "dpv:hasEntity", record.parties, partyNode);
    std::vector<RecordEvent> consent, interest;
    for (const RecordEvent &event : record.events)
        (isOfInterest(event) ? interest : consent).push_back(event);
    putAll(value, "dpv:hasConsentStatus", consent, eventNode);
    putAll(value, "dpv:hasStatus", interest, eventNode);
    return value;
}

json::Value context()
{
    json::Value value;
    for (const dpv::Prefix &prefix : dpv::prefixes()) {
        if (prefix.name != "ex" && prefix.name != "dcat" && prefix.name != "rdfs" && prefix.name != "tech")
            value.set(std::string(prefix.name), prefix.iri);
    }
    json::Value seal; // an opaque value: its own JSON is what counts
    seal.set("@id", "urn:assent:term:seal");
    seal.set("@type", "@json");
    value.set("assent:seal", std::move(seal));
    return value;
}

json::Value withContext(json::Value node)
{
    json::Value document;
    document.set("@context", context());
    for (auto &[name, value] : *node.object())
        document.set(std::move(name), std::move(value));
    return document;
}

} // namespace

json::Value toJsonLd(const ConsentDocument &document)
{
    if (document.kind == ConsentDocument::Kind::Record && document.records.size() == 1)
        return withContext(recordNode(document.records.front()));
    if (document.kind != ConsentDocument::Kind::Receipt) {
        json::Value graph{json::Object{}};
        json::Array records;
        for (const ConsentRecord &record : document.records)
            records.push_back(recordNode(record));
        graph.set("@graph", std::move(records));
        return withContext(std::move(graph));
    }
    json::Value receipt = node(document.id, {"dpv:ConsentReceipt"});
    put(receipt, "dct:identifier", document.identifier);
    put(receipt, "dct:conformsTo", document.schema);
    putTime(receipt, "dct:created", document.created);
    if (!document.publisher.empty())
        receipt.set("dct:publisher", named(document.publisher));
    if (!document.recipient.empty())
        receipt.set("schema:recipient", named(document.recipient));
    put(receipt, "dct:language", document.language);
    putAll(receipt, "dpv:hasRecordOfActivity", document.records, recordNode);
    return withContext(std::move(receipt));
}

} // namespace assent
