#include "consent/canonicalcore.h"

#include "base/canonicalscanner.h"

namespace assent {
namespace {

constexpr std::string_view kOpen = "*";
constexpr std::int64_t kMostVersions = 1'000'000;

Result<Digest> digestFrom(std::string_view text)
{
    ASSENT_TRY(const Bytes bytes, fromBase64Url(text));
    return toDigest(bytes);
}

/// Of an enum whose names are those of its values from 0 to `last`.
template<typename Enum, typename NameOf>
auto enumReader(NameOf nameOf, Enum last)
{
    return [nameOf, last](std::string_view text) -> std::optional<Enum> {
        for (int i = 0; i <= static_cast<int>(last); ++i) {
            if (nameOf(static_cast<Enum>(i)) == text)
                return static_cast<Enum>(i);
        }
        return std::nullopt;
    };
}

/// A part of a key that has a name; an empty one is a fault.
template<typename NameType>
void readPart(json::CanonicalScanner &in, std::string_view before, std::optional<NameType> &part)
{
    in.skip(before);
    std::string name = in.text();
    if (name.empty())
        in.fail();
    else if (name != kOpen)
        part = NameType(std::move(name));
}

KeyPattern readKey(json::CanonicalScanner &in)
{
    KeyPattern key;
    readPart(in, "{\"channel\":", key.channel);
    std::optional<ControllerId> controller;
    readPart(in, ",\"controller\":", controller);
    if (controller)
        key.controller = *std::move(controller);
    else
        in.fail();
    in.skip(",\"persona\":");
    if (!in.skipIf("\"*\""))
        in.read("", key.persona, PersonaId::parse);
    readPart(in, ",\"purpose\":", key.purpose);
    readPart(in, ",\"recipient\":", key.recipient);
    in.skip("}");
    return key;
}

void readText(json::CanonicalScanner &in, std::string_view before, std::string &text)
{
    in.skip(before);
    text = in.text();
}

void readTextIf(json::CanonicalScanner &in, std::string_view before, std::string &text)
{
    if (in.has(before))
        readText(in, before, text);
}

void readVersion(json::CanonicalScanner &in, std::string_view before, std::int64_t least, int &version)
{
    in.skip(before);
    const std::int64_t number = in.integer();
    if (number < least || number > kMostVersions)
        in.fail();
    else
        version = static_cast<int>(number);
}

void readNotice(json::CanonicalScanner &in, EventPayload &payload)
{
    if (!in.has(",\"notice_hash\":"))
        return;
    in.read(",\"notice_hash\":", payload.noticeHash, digestFrom);
    std::string id;
    readText(in, ",\"notice_id\":", id);
    payload.notice = NoticeId(std::move(id));
    readVersion(in, ",\"notice_version\":", 1, payload.noticeVersion);
}

} // namespace

std::optional<EventCore> readCanonicalCore(std::string_view text)
{
    json::CanonicalScanner in(text);
    EventCore core;
    in.read("{\"act\":", core.act, actFromName);
    in.read(",\"decided_at\":", core.decidedAt, [](std::string_view time) { return fromRfc3339(time); });
    in.read(",\"device_id\":", core.device, DeviceId::parse);
    in.read(",\"event_id\":", core.id, EventId::parse);
    in.skip(",\"parents\":[");
    for (bool first = true; in.has(first ? "\"" : ","); first = false)
        in.read(first ? "" : ",", core.parents.emplace_back(), digestFrom);
    in.read("],\"payload_hash\":", core.payloadHash, digestFrom);
    in.read(",\"pseudonym\":", core.pseudonym, digestFrom);
    in.skip(",\"v\":1}");
    return in.done() ? std::optional(std::move(core)) : std::nullopt;
}

std::optional<EventPayload> readCanonicalPayload(std::string_view text)
{
    if (!isUtf8(text))
        return std::nullopt;
    json::CanonicalScanner in(text);
    EventPayload payload;
    readText(in, "{\"actor_id\":", payload.actorId);
    in.read(",\"actor_role\":", payload.actorRole, enumReader(actorRoleName, ActorRole::Import));
    readText(in, ",\"app_version\":", payload.appVersion);
    readText(in, ",\"collection_point\":", payload.collectionPoint);
    readText(in, ",\"jurisdiction\":", payload.jurisdiction);
    in.skip(",\"key\":");
    payload.key = readKey(in);
    readText(in, ",\"legal_basis\":", payload.legalBasis);
    readText(in, ",\"locale\":", payload.locale);
    in.read(",\"method\":", payload.method, enumReader(consentMethodName, ConsentMethod::Import));
    readNotice(in, payload);
    readTextIf(in, ",\"on_behalf_reason\":", payload.onBehalfReason);
    readText(in, ",\"policy_rule\":", payload.policyRule);
    readVersion(in, ",\"purpose_version\":", 0, payload.purposeVersion);
    readTextIf(in, ",\"reason\":", payload.reason);
    if (in.has(",\"served_id\":"))
        in.read(",\"served_id\":", payload.served, ServedId::parse);
    in.read(",\"served_mode\":", payload.servedMode, servedModeFromName);
    in.skip(",\"v\":1");
    if (in.has(",\"valid_until\":"))
        in.read(",\"valid_until\":", payload.validUntil, [](std::string_view time) { return fromRfc3339(time); });
    readTextIf(in, ",\"verification_id\":", payload.verificationId);
    in.skip("}");
    return in.done() ? std::optional(std::move(payload)) : std::nullopt;
}

} // namespace assent
