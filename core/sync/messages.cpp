#include "sync/messages.h"

#include <algorithm>
#include <array>

namespace assent::sync {
namespace {

constexpr std::array<std::string_view, 4> kVerdicts{"accepted", "duplicate", "erased", "rejected"};

Lane readLane(json::Reader &in)
{
    const std::string text = in.text("lane");
    if (text != "closing" && text != "other")
        in.fail("lane", "must be \"closing\" or \"other\"");
    return text == "closing" ? Lane::Closing : Lane::Other;
}

json::Value consentToJson(const ConsentItem &item)
{
    json::Value value;
    value.set("kind", "consent");
    value.set("subject", item.subject.toString());
    value.set("persona", item.persona.toString());
    value.set("pseudonym_key", toBase64Url(item.pseudonymKey));
    value.set("core", item.event.coreText);
    value.set("salt", toBase64Url(item.event.salt));
    value.set("payload", item.event.payloadText);
    value.set("proof", toBase64Url(encode(item.event.proof)));
    return value;
}

Result<ItemBody> consentFromJson(json::Reader &in)
{
    in.only({"kind", "subject", "persona", "pseudonym_key", "core", "salt", "payload", "proof"});
    ConsentItem item;
    item.subject = in.id<SubjectId>("subject");
    item.persona = in.id<PersonaId>("persona");
    const Digest key = in.digest("pseudonym_key");
    item.pseudonymKey.assign(key.begin(), key.end());
    std::string core = in.text("core");
    Bytes salt = in.base64url("salt");
    std::string payload = in.text("payload");
    const Bytes proofBytes = in.base64url("proof");
    ASSENT_CHECK(in.finish());
    auto proof = batchProofFromBytes(proofBytes);
    auto event = proof ? assembleEvent(std::move(core), std::move(salt), std::move(payload), *std::move(proof))
                       : Result<ConsentEvent>(proof.error());
    if (!event) {
        in.fail(event.error().where.field.empty() ? "proof" : event.error().where.field, event.error().detail);
        return in.finish().error();
    }
    item.event = *std::move(event);
    return ItemBody(std::move(item));
}

json::Value personToJson(const PersonItem &item)
{
    json::Value value;
    value.set("kind", "person");
    value.set("person", toJson(item.person));
    return value;
}

json::Value attributeToJson(const AttributeItem &item)
{
    json::Value value;
    value.set("kind", "attribute");
    value.set("subject", item.subject.toString());
    value.set("attribute", toJson(item.attribute));
    return value;
}

Result<PushResult> pushResultFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    PushResult result;
    result.lane = readLane(in);
    result.n = in.integer("n", 1);
    const std::string verdict = in.text("verdict");
    if (const auto known = verdictFromName(verdict))
        result.verdict = *known;
    else
        in.fail("verdict", "is no verdict");
    result.reason = in.textOr("reason", {});
    result.detail = in.textOr("detail", {});
    result.flagged = in.booleanOr("flagged", false);
    result.receivedAt = in.timeIf("received_at");
    ASSENT_CHECK(in.finish());
    return result;
}

} // namespace

std::string_view laneName(Lane lane) { return lane == Lane::Closing ? "closing" : "other"; }

std::string_view verdictName(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> verdictFromName(std::string_view name)
{
    const auto it = std::find(kVerdicts.begin(), kVerdicts.end(), name);
    return it == kVerdicts.end() ? std::nullopt : std::optional(static_cast<Verdict>(it - kVerdicts.begin()));
}

Uuid itemId(const ItemBody &body)
{
    if (const auto *consent = std::get_if<ConsentItem>(&body))
        return consent->event.core.id.uuid();
    if (const auto *person = std::get_if<PersonItem>(&body))
        return person->person.id.uuid();
    return std::get<AttributeItem>(body).attribute.id.uuid();
}

SubjectId itemSubject(const ItemBody &body)
{
    if (const auto *consent = std::get_if<ConsentItem>(&body))
        return consent->subject;
    if (const auto *person = std::get_if<PersonItem>(&body))
        return person->person.id;
    return std::get<AttributeItem>(body).subject;
}

ItemKind itemKind(const ItemBody &body) { return static_cast<ItemKind>(body.index()); }

Lane itemLane(const ItemBody &body)
{
    const auto *consent = std::get_if<ConsentItem>(&body);
    return consent && isClosing(consent->event.core.act) ? Lane::Closing : Lane::Other;
}

json::Value toJson(const ItemBody &body)
{
    if (const auto *consent = std::get_if<ConsentItem>(&body))
        return consentToJson(*consent);
    if (const auto *person = std::get_if<PersonItem>(&body))
        return personToJson(*person);
    return attributeToJson(std::get<AttributeItem>(body));
}

Result<ItemBody> itemFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    const std::string kind = in.text("kind");
    ASSENT_CHECK(in.finish());
    if (kind == "consent")
        return consentFromJson(in);
    if (kind == "person") {
        in.only({"kind", "person"});
        const json::Value &body = in.child("person");
        ASSENT_CHECK(in.finish());
        ASSENT_TRY(Person person, personFromJson(body));
        return ItemBody(PersonItem{std::move(person)});
    }
    if (kind == "attribute") {
        in.only({"kind", "subject", "attribute"});
        const SubjectId subject = in.id<SubjectId>("subject");
        const json::Value &body = in.child("attribute");
        ASSENT_CHECK(in.finish());
        ASSENT_TRY(Attribute attribute, attributeFromJson(body, in.pathOf("attribute")));
        return ItemBody(AttributeItem{subject, std::move(attribute)});
    }
    in.fail("kind", "is no kind of item");
    return in.finish().error();
}

json::Value toJson(const PushRequest &request)
{
    json::Value items{json::Array{}};
    for (const PushItem &item : request.items) {
        json::Value value;
        value.set("lane", laneName(item.lane));
        value.set("n", item.n);
        value.set("item", toJson(item.body));
        items.push(std::move(value));
    }
    json::Value value;
    value.set("device", request.device.toString());
    value.set("items", std::move(items));
    return value;
}

Result<PushEnvelope> pushEnvelopeFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    in.only({"device", "items", "sent"});
    PushEnvelope envelope;
    envelope.device = in.id<DeviceId>("device");
    envelope.sent = in.textOr("sent", "");
    const json::Array &items = in.list("items");
    ASSENT_CHECK(in.finish());
    for (std::size_t i = 0; i < items.size(); ++i) {
        ASSENT_TRY(PushedItem pushed, pushedItemFromJson(items[i], i));
        envelope.items.push_back(std::move(pushed));
    }
    return envelope;
}

Result<PushedItem> pushedItemFromJson(const json::Value &value, std::size_t index)
{
    json::Reader in(value, "items[" + std::to_string(index) + "]");
    in.only({"lane", "n", "item"});
    PushedItem pushed{readLane(in), in.integer("n", 1), in.child("item"), in.pathOf("item"), {}};
    ASSENT_CHECK(in.finish());
    return pushed;
}

Result<PushResponse> pushResponseFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    PushResponse response;
    response.place = in.textOr("place", "");
    response.follows = in.textOr("follows", "");
    response.lost = in.booleanOr("lost", false);
    const json::Array &results = in.list("results");
    ASSENT_CHECK(in.finish());
    for (std::size_t i = 0; i < results.size(); ++i) {
        ASSENT_TRY(PushResult result, pushResultFromJson(results[i], "results[" + std::to_string(i) + "]"));
        response.results.push_back(std::move(result));
    }
    return response;
}

Result<PulledItem> pulledItemFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    PulledItem item;
    item.receivedAt = in.time("received_at");
    if (!in.absent("device_key")) {
        const Digest key = in.digest("device_key");
        item.deviceKey = key;
    }
    const json::Value &body = in.child("item");
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(item.body, itemFromJson(body, in.pathOf("item")));
    return item;
}

json::Value toJson(const PullResponse &response)
{
    json::Value items{json::Array{}};
    for (const PulledItem &item : response.items) {
        json::Value value;
        value.set("received_at", toRfc3339(item.receivedAt));
        if (item.deviceKey)
            value.set("device_key", toBase64Url(*item.deviceKey));
        value.set("item", toJson(item.body));
        items.push(std::move(value));
    }
    json::Value value;
    value.set("items", std::move(items));
    value.set("cursor", response.cursor);
    value.set("more", response.more);
    value.set("checkpoint", response.checkpoint);
    return value;
}

Result<PullResponse> pullResponseFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    PullResponse response;
    response.cursor = in.text("cursor");
    response.more = in.boolean("more");
    response.checkpoint = in.textOr("checkpoint", {});
    const json::Array &items = in.list("items");
    ASSENT_CHECK(in.finish());
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto item = pulledItemFromJson(items[i], "item");
        if (item)
            response.items.push_back(*std::move(item));
        else
            response.unread.push_back({json::canonical(items[i]), item.error().toString()});
    }
    return response;
}

json::Value toJson(const EnrolRequest &request)
{
    json::Value value;
    value.set("code", request.code);
    value.set("device", request.device.toString());
    value.set("public_key", toBase64Url(request.publicKey));
    value.set("label", request.label);
    return value;
}

Result<EnrolRequest> enrolRequestFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    in.only({"code", "device", "public_key", "label"});
    EnrolRequest request;
    request.code = in.text("code");
    request.device = in.id<DeviceId>("device");
    request.publicKey = in.digest("public_key");
    request.label = in.text("label");
    if (request.label.size() > 200)
        in.fail("label", "is longer than 200 bytes");
    ASSENT_CHECK(in.finish());
    return request;
}

json::Value toJson(const EnrolResponse &response)
{
    json::Value value;
    value.set("token", response.token);
    value.set("hub_epoch", response.hubEpoch);
    value.set("log_key", response.logKey);
    if (response.subject)
        value.set("subject", response.subject->toString());
    return value;
}

Result<EnrolResponse> enrolResponseFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    EnrolResponse response;
    response.token = in.text("token");
    response.hubEpoch = in.text("hub_epoch");
    response.logKey = in.text("log_key");
    response.subject = in.idIf<SubjectId>("subject");
    ASSENT_CHECK(in.finish());
    return response;
}

json::Value toJson(const Capabilities &capabilities)
{
    json::Value protocol;
    protocol.set("min", capabilities.protocolMin);
    protocol.set("max", capabilities.protocolMax);
    json::Value limits;
    limits.set("push_items", capabilities.maxPushItems);
    limits.set("push_bytes", static_cast<std::int64_t>(capabilities.maxPushBytes));
    limits.set("pull_items", capabilities.maxPullItems);
    json::Value value;
    value.set("protocol", std::move(protocol));
    value.set("limits", std::move(limits));
    value.set("hub_epoch", capabilities.hubEpoch);
    value.set("log_key", capabilities.logKey);
    value.set("server_time", toRfc3339(capabilities.serverTime));
    if (capabilities.longPoll)
        value.set("long_poll", true);
    if (capabilities.sealKey)
        value.set("seal_key", toBase64Url(*capabilities.sealKey));
    return value;
}

Result<Capabilities> capabilitiesFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    Capabilities out;
    json::Reader protocol(in.child("protocol"), "protocol");
    out.protocolMin = static_cast<int>(protocol.integer("min", 0, 1000));
    out.protocolMax = static_cast<int>(protocol.integer("max", 0, 1000));
    json::Reader limits(in.child("limits"), "limits");
    out.maxPushItems = static_cast<int>(limits.integer("push_items", 1, 100000));
    out.maxPushBytes = static_cast<std::size_t>(limits.integer("push_bytes", 1024));
    out.maxPullItems = static_cast<int>(limits.integer("pull_items", 1, 100000));
    out.hubEpoch = in.text("hub_epoch");
    out.logKey = in.text("log_key");
    out.serverTime = in.time("server_time");
    out.longPoll = in.booleanOr("long_poll", false);
    if (!in.absent("seal_key"))
        out.sealKey = in.digest("seal_key");
    ASSENT_CHECK(in.finish());
    ASSENT_CHECK(protocol.finish());
    ASSENT_CHECK(limits.finish());
    return out;
}

json::Value toJson(const Problem &problem)
{
    json::Value value;
    value.set("type", problem.type);
    value.set("title", problem.title);
    value.set("status", problem.status);
    if (!problem.detail.empty())
        value.set("detail", problem.detail);
    return value;
}

std::optional<Problem> problemFromJson(std::string_view body)
{
    const auto value = json::parse(body);
    if (!value || !value->isObject())
        return std::nullopt;
    json::Reader in(*value, "");
    Problem problem;
    problem.type = in.textOr("type", "about:blank");
    problem.title = in.textOr("title", {});
    problem.detail = in.textOr("detail", {});
    problem.status = static_cast<int>(in.integerOr("status", 0));
    if (!in.finish().ok())
        return std::nullopt;
    return problem;
}

} // namespace assent::sync
