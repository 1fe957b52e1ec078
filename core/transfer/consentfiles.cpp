#include "transfer/csv.h"
#include "transfer/subjectdata.h"

namespace assent {
namespace {

/// DPV 2.3, "Consent Status"; the words are ISO/IEC TS 27560's.
std::string_view statusTerm(StateWord word)
{
    switch (word) {
    case StateWord::Unknown: return "dpv:ConsentUnknown";
    case StateWord::Deferred: return "dpv:ConsentRequestDeferred";
    case StateWord::Requested: return "dpv:ConsentRequested";
    case StateWord::Expired: return "dpv:ConsentExpired";
    case StateWord::Refused: return "dpv:ConsentRefused";
    case StateWord::Withdrawn: return "dpv:ConsentWithdrawn";
    case StateWord::Revoked: return "dpv:ConsentRevoked";
    case StateWord::Invalidated: return "dpv:ConsentInvalidated";
    case StateWord::Given: return "dpv:ConsentGiven";
    case StateWord::Renewed: return "dpv:RenewedConsentGiven";
    }
    return "dpv:ConsentUnknown";
}

std::string_view basisTerm(LegalBasis basis)
{
    switch (basis) {
    case LegalBasis::Consent: return "dpv:Consent";
    case LegalBasis::Contract: return "dpv:Contract";
    case LegalBasis::LegalObligation: return "dpv:LegalObligation";
    case LegalBasis::VitalInterest: return "dpv:VitalInterest";
    case LegalBasis::PublicTask: return "dpv:PublicInterest";
    case LegalBasis::LegitimateInterest: return "dpv:LegitimateInterest";
    }
    return "dpv:Consent";
}

json::Value reference(std::string id)
{
    json::Value value;
    value.set("@id", std::move(id));
    return value;
}

json::Value entity(std::string id, std::string_view type, std::string_view name)
{
    json::Value value = reference(std::move(id));
    value.set("@type", type);
    value.set("dpv:hasName", name);
    return value;
}

json::Value purposeValue(const Purpose &purpose, std::string_view language)
{
    json::Value types{json::Array{}};
    types.push("dpv:Purpose");
    if (!purpose.dpvTerm.empty())
        types.push(purpose.dpvTerm);
    json::Value value = reference("urn:assent:purpose:" + purpose.id.str());
    value.set("@type", std::move(types));
    value.set("dct:title", purpose.name.in(language));
    value.set("dct:description", purpose.description.in(language));
    value.set("assent:version", purpose.version);
    return value;
}

json::Value statusValue(const ConsentState &state)
{
    json::Value status;
    if (state.model == ConsentModel::OptOut)
        status.set("@type", state.allowed ? "dpv:LegitimateInterestNotObjected" : "dpv:LegitimateInterestObjected");
    else
        status.set("@type", statusTerm(state.word));
    if (state.since)
        status.set("dpv:isIndicatedAtTime", toRfc3339(*state.since));
    if (state.validUntil)
        status.set("assent:validUntil", toRfc3339(*state.validUntil));
    status.set("assent:allowed", state.allowed);
    status.set("assent:state", stateWordName(state.word));
    status.set("assent:conflict", state.conflict);
    return status;
}

json::Value stateRecord(const SubjectData &data, const KeyState &entry)
{
    const ConsentKey &key = entry.key;
    const Purpose *purpose = data.catalogue->purpose(key.purpose);
    const Recipient *recipient = data.catalogue->recipient(key.recipient);
    const bool consent = entry.state.model == ConsentModel::OptIn;
    json::Value record = reference("urn:assent:choice:" + data.person.id.toString() + ":" + key.persona.toString() + ":" + key.purpose.str() + ":"
        + key.channel.str() + ":" + key.recipient.str());
    record.set("@type", consent ? "dpv:ConsentRecord" : "dpv:Process");
    record.set("dpv:hasDataSubject", reference("urn:uuid:" + data.person.id.toString()));
    record.set("dpv:hasDataController",
        entity("urn:assent:controller:" + data.catalogue->controller().str(), "dpv:DataController", data.catalogue->controllerName().in(data.language)));
    if (purpose) {
        record.set("dpv:hasPurpose", purposeValue(*purpose, data.language));
        record.set("dpv:hasLegalBasis", reference(std::string(basisTerm(purpose->basis))));
    }
    if (key.recipient != kSelf)
        record.set("dpv:hasRecipient", entity("urn:assent:recipient:" + key.recipient.str(), "dpv:Recipient", recipient ? recipient->name : key.recipient.str()));
    if (purpose && !purpose->notice.empty())
        record.set("dpv:hasNotice", reference("urn:assent:notice:" + purpose->notice.str()));
    record.set("dpv:hasJurisdiction", data.person.jurisdiction);
    record.set("assent:channel", key.channel.str());
    if (consent)
        record.set("dpv:hasConsentStatus", statusValue(entry.state));
    else if (entry.state.model == ConsentModel::OptOut)
        record.set("dpv:hasStatus", statusValue(entry.state));
    return record;
}

/// The signed event itself, as its canonical texts: what proves it.
json::Value eventValue(const HistoryEntry &entry)
{
    json::Value value = reference("urn:uuid:" + entry.event.core.id.toString());
    value.set("@type", "assent:ConsentEvent");
    value.set("assent:entry", entry.entry);
    value.set("assent:core", entry.event.coreText);
    value.set("assent:salt", toBase64Url(entry.event.salt));
    value.set("assent:payload", entry.event.payloadText);
    value.set("assent:proof", toBase64Url(encode(entry.event.proof)));
    value.set("assent:receivedAt", toRfc3339(entry.receivedAt));
    return value;
}

std::string partOr(const std::optional<std::string> &part) { return part.value_or("*"); }
template<typename IdType>
std::string nameOr(const std::optional<IdType> &part)
{
    return part ? part->str() : std::string("*");
}

} // namespace

std::string consentsJsonLd(const SubjectData &data)
{
    json::Value context;
    context.set("dpv", "https://w3id.org/dpv#");
    context.set("dct", "http://purl.org/dc/terms/");
    context.set("assent", "urn:assent:term:");
    json::Value graph{json::Array{}};
    for (const KeyState &entry : data.states)
        graph.push(stateRecord(data, entry));
    for (const HistoryEntry &entry : data.history)
        graph.push(eventValue(entry));
    json::Value document;
    document.set("@context", std::move(context));
    document.set("@id", "urn:assent:export:" + data.person.id.toString());
    document.set("dct:created", toRfc3339(data.at));
    document.set("dct:language", data.language);
    document.set("@graph", std::move(graph));
    return json::pretty(document) + "\n";
}

std::string historyCsv(const SubjectData &data)
{
    CsvWriter out;
    for (const char *name : {"entry", "event_id", "act", "decided_at", "received_at", "hub_received_at", "purpose", "purpose_class", "channel",
             "recipient", "persona", "actor_role", "actor_id", "on_behalf_reason", "method", "notice", "notice_version", "locale", "legal_basis",
             "reason", "valid_until", "jurisdiction", "policy_rule", "collection_point", "device_id"})
        out.add(name);
    out.endRecord();
    for (const HistoryEntry &entry : data.history) {
        const EventCore &core = entry.event.core;
        const EventPayload &payload = entry.event.payload;
        out.add(std::to_string(entry.entry));
        out.add(core.id.toString());
        out.add(actName(core.act));
        out.add(toRfc3339(core.decidedAt));
        out.add(toRfc3339(entry.receivedAt));
        out.add(entry.hubReceivedAt ? toRfc3339(*entry.hubReceivedAt) : std::string());
        out.add(payload.key.purposeClass ? std::string() : nameOr(payload.key.purpose));
        out.add(payload.key.purposeClass ? partOr(payload.key.purposeClass) : std::string());
        out.add(nameOr(payload.key.channel));
        out.add(nameOr(payload.key.recipient));
        out.add(payload.key.persona ? payload.key.persona->toString() : std::string("*"));
        out.add(actorRoleName(payload.actorRole));
        out.add(payload.actorId);
        out.add(payload.onBehalfReason);
        out.add(consentMethodName(payload.method));
        out.add(payload.notice.str());
        out.add(payload.noticeVersion > 0 ? std::to_string(payload.noticeVersion) : std::string());
        out.add(payload.locale);
        out.add(payload.legalBasis);
        out.add(payload.reason);
        out.add(payload.validUntil ? toRfc3339(*payload.validUntil) : std::string());
        out.add(payload.jurisdiction);
        out.add(payload.policyRule);
        out.add(payload.collectionPoint);
        out.add(core.device.toString());
        out.endRecord();
    }
    return out.take();
}

} // namespace assent
