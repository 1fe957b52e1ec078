#include "consent/event.h"

#include "base/canonical.h"
#include "consent/canonicalcore.h"
#include "crypto/hash.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::array<std::string_view, 10> kActs{
    "grant", "confirm", "withdraw", "refuse", "object", "revoke", "invalidate", "signal", "request", "defer"};
constexpr std::array<std::string_view, 5> kRoles{"self", "agent", "guardian", "system", "import"};
constexpr std::array<std::string_view, 5> kServed{"none", "screen", "read_aloud", "paper", "attested"};
constexpr std::array<std::string_view, 6> kMethods{"toggle", "signal", "verbal", "paper", "double_opt_in", "import"};
constexpr std::string_view kBatchContext = "assent/consent-batch/v1\n";
constexpr std::size_t kMaxBatch = 500;

template<typename Enum, std::size_t N>
std::string_view nameOf(Enum value, const std::array<std::string_view, N> &names)
{
    return names[static_cast<std::size_t>(value)];
}

template<typename Enum, std::size_t N>
Enum readEnum(json::Reader &in, std::string_view field, const std::array<std::string_view, N> &names)
{
    const std::string text = in.text(field);
    const auto it = std::find(names.begin(), names.end(), text);
    if (it == names.end()) {
        in.fail(field, "is none of the words that belong here");
        return Enum{};
    }
    return static_cast<Enum>(it - names.begin());
}

/// As toJson(key) has it.
std::string toCanonical(const KeyPattern &key)
{
    const auto part = [](const auto &name) { return name ? std::string_view(name->str()) : std::string_view("*"); };
    json::CanonicalObject out;
    out.text("channel", part(key.channel)).text("controller", key.controller.str());
    out.text("persona", key.persona ? key.persona->toString() : "*").text("purpose", part(key.purpose));
    if (key.purposeClass)
        out.text("purpose_class", *key.purposeClass);
    return std::move(out.text("recipient", part(key.recipient))).take();
}

std::string toCanonical(const Attachment &attachment)
{
    json::CanonicalObject out;
    out.text("media_type", attachment.mediaType).text("name", attachment.name).text("sha256", toBase64Url(attachment.sha256));
    return std::move(out).take();
}

std::string toCanonical(std::span<const Attachment> attachments)
{
    std::vector<std::string> values;
    for (const Attachment &attachment : attachments)
        values.push_back(toCanonical(attachment));
    return json::canonicalArray(values);
}

Result<Attachment> attachmentFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"name", "media_type", "sha256"});
    Attachment attachment{in.text("name"), in.text("media_type"), in.digest("sha256")};
    ASSENT_CHECK(in.finish());
    return attachment;
}

Bytes batchMessage(const Digest &root)
{
    Bytes message = toBytes(asBytes(kBatchContext));
    message.insert(message.end(), root.begin(), root.end());
    return message;
}

void putNumber(Bytes &out, std::uint64_t value)
{
    for (int shift = 56; shift >= 0; shift -= 8)
        out.push_back(static_cast<Byte>(value >> shift));
}

std::uint64_t takeNumber(ByteView bytes)
{
    std::uint64_t value = 0;
    for (Byte byte : bytes.first(8))
        value = value << 8 | byte;
    return value;
}

} // namespace

std::string_view actName(Act act) { return nameOf(act, kActs); }
std::string_view actorRoleName(ActorRole role) { return nameOf(role, kRoles); }
std::string_view servedModeName(ServedMode mode) { return nameOf(mode, kServed); }
std::string_view consentMethodName(ConsentMethod method) { return nameOf(method, kMethods); }

std::optional<Act> actFromName(std::string_view name)
{
    const auto it = std::find(kActs.begin(), kActs.end(), name);
    if (it == kActs.end())
        return std::nullopt;
    return static_cast<Act>(it - kActs.begin());
}

std::optional<ServedMode> servedModeFromName(std::string_view name)
{
    const auto it = std::find(kServed.begin(), kServed.end(), name);
    if (it == kServed.end())
        return std::nullopt;
    return static_cast<ServedMode>(it - kServed.begin());
}

bool isOpening(Act act) { return act == Act::Grant || act == Act::Confirm; }
bool isClosing(Act act) { return !isOpening(act) && act != Act::Request && act != Act::Defer; }

std::string toCanonical(const EventCore &core)
{
    std::vector<std::string> parents;
    for (const Digest &parent : core.parents)
        parents.push_back('"' + toBase64Url(parent) + '"');
    json::CanonicalObject out;
    out.text("act", actName(core.act)).text("decided_at", toRfc3339(core.decidedAt));
    out.text("device_id", core.device.toString()).text("event_id", core.id.toString());
    out.value("parents", json::canonicalArray(parents)).text("payload_hash", toBase64Url(core.payloadHash));
    out.text("pseudonym", toBase64Url(core.pseudonym)).integer("v", 1);
    return std::move(out).take();
}

Result<EventCore> eventCoreFromJson(std::string_view text)
{
    if (auto core = readCanonicalCore(text))
        return *std::move(core);
    ASSENT_TRY(const json::Value value, json::parse(text));
    json::Reader in(value, "core");
    in.only({"v", "event_id", "device_id", "act", "parents", "decided_at", "pseudonym", "payload_hash"});
    in.integer("v", 1, 1);
    EventCore core;
    core.id = in.id<EventId>("event_id");
    core.device = in.id<DeviceId>("device_id");
    core.act = readEnum<Act>(in, "act", kActs);
    for (const std::string &parent : in.texts("parents")) {
        const auto bytes = fromBase64Url(parent);
        const auto digest = bytes ? toDigest(*bytes) : Result<Digest>(bytes.error());
        if (!digest)
            in.fail("parents", digest.error().detail);
        else
            core.parents.push_back(*digest);
    }
    core.decidedAt = in.time("decided_at");
    core.pseudonym = in.digest("pseudonym");
    core.payloadHash = in.digest("payload_hash");
    ASSENT_CHECK(in.finish());
    return core;
}

std::string toCanonical(const EventPayload &payload)
{
    json::CanonicalObject out;
    out.text("actor_id", payload.actorId).text("actor_role", actorRoleName(payload.actorRole)).text("app_version", payload.appVersion);
    if (!payload.attachments.empty())
        out.value("attachments", toCanonical(payload.attachments));
    out.text("collection_point", payload.collectionPoint).text("jurisdiction", payload.jurisdiction);
    out.value("key", toCanonical(payload.key)).text("legal_basis", payload.legalBasis).text("locale", payload.locale);
    out.text("method", consentMethodName(payload.method));
    if (payload.noticeVersion > 0) {
        out.text("notice_hash", toBase64Url(payload.noticeHash)).text("notice_id", payload.notice.str());
        out.integer("notice_version", payload.noticeVersion);
    }
    out.textIf("on_behalf_reason", payload.onBehalfReason).text("policy_rule", payload.policyRule);
    out.integer("purpose_version", payload.purposeVersion).textIf("reason", payload.reason);
    if (payload.served)
        out.text("served_id", payload.served->toString());
    out.text("served_mode", servedModeName(payload.servedMode)).integer("v", 1);
    if (payload.validUntil)
        out.text("valid_until", toRfc3339(*payload.validUntil));
    return std::move(out.textIf("verification_id", payload.verificationId)).take();
}

Result<EventPayload> eventPayloadFromJson(std::string_view text)
{
    if (auto payload = readCanonicalPayload(text))
        return *std::move(payload);
    ASSENT_TRY(const json::Value value, json::parse(text));
    json::Reader in(value, "payload");
    in.only({"v", "key", "actor_id", "actor_role", "on_behalf_reason", "verification_id", "notice_id",
        "notice_version", "notice_hash", "locale", "served_id", "served_mode", "purpose_version", "legal_basis",
        "method", "reason", "valid_until", "collection_point", "app_version", "attachments", "jurisdiction",
        "policy_rule"});
    in.integer("v", 1, 1);
    EventPayload payload;
    ASSENT_TRY(payload.key, keyPatternFromJson(in.child("key"), in.pathOf("key")));
    payload.actorId = in.text("actor_id");
    payload.actorRole = readEnum<ActorRole>(in, "actor_role", kRoles);
    payload.onBehalfReason = in.textOr("on_behalf_reason", {});
    payload.verificationId = in.textOr("verification_id", {});
    if (in.has("notice_id")) {
        payload.notice = NoticeId(in.text("notice_id"));
        payload.noticeVersion = static_cast<int>(in.integer("notice_version", 1, 1000000));
        payload.noticeHash = in.digest("notice_hash");
    }
    payload.locale = in.text("locale");
    payload.served = in.idIf<ServedId>("served_id");
    payload.servedMode = readEnum<ServedMode>(in, "served_mode", kServed);
    payload.purposeVersion = static_cast<int>(in.integer("purpose_version", 0, 1000000));
    payload.legalBasis = in.text("legal_basis");
    payload.method = readEnum<ConsentMethod>(in, "method", kMethods);
    payload.reason = in.textOr("reason", {});
    payload.validUntil = in.timeIf("valid_until");
    payload.collectionPoint = in.text("collection_point");
    payload.appVersion = in.text("app_version");
    if (in.has("attachments")) {
        for (const json::Value &entry : in.list("attachments")) {
            ASSENT_TRY(Attachment attachment, attachmentFromJson(entry, in.pathOf("attachments")));
            payload.attachments.push_back(std::move(attachment));
        }
    }
    payload.jurisdiction = in.text("jurisdiction");
    payload.policyRule = in.text("policy_rule");
    ASSENT_CHECK(in.finish());
    return payload;
}

Bytes encode(const BatchProof &proof)
{
    Bytes out;
    out.reserve(16 + 64 + proof.path.size() * 32);
    putNumber(out, proof.index);
    putNumber(out, proof.size);
    out.insert(out.end(), proof.signature.begin(), proof.signature.end());
    for (const Digest &hash : proof.path)
        out.insert(out.end(), hash.begin(), hash.end());
    return out;
}

Result<BatchProof> batchProofFromBytes(ByteView bytes)
{
    if (bytes.size() < 80 || (bytes.size() - 80) % 32 != 0 || bytes.size() > 80 + 32 * 64)
        return Error{ErrorCode::Invalid, "a batch proof has 80 bytes and 32 for each step"};
    BatchProof proof;
    proof.index = takeNumber(bytes);
    proof.size = takeNumber(bytes.subspan(8));
    std::copy_n(bytes.begin() + 16, 64, proof.signature.begin());
    for (std::size_t at = 80; at < bytes.size(); at += 32) {
        ASSENT_TRY(const Digest hash, toDigest(bytes.subspan(at, 32)));
        proof.path.push_back(hash);
    }
    return proof;
}

Result<std::vector<BatchProof>> signBatch(std::span<const std::string> coreTexts, const SigningKey &key)
{
    if (coreTexts.size() > kMaxBatch)
        return Error{ErrorCode::Invalid, "a batch has at most 500 events"};
    std::vector<Digest> leaves;
    leaves.reserve(coreTexts.size());
    for (const std::string &text : coreTexts)
        leaves.push_back(merkle::leafHash(asBytes(text)));
    merkle::Proven tree = merkle::prove(leaves);
    ASSENT_TRY(const Signature signature, key.sign(batchMessage(tree.root)));
    std::vector<BatchProof> proofs;
    proofs.reserve(leaves.size());
    for (std::size_t i = 0; i < leaves.size(); ++i)
        proofs.push_back({i, leaves.size(), std::move(tree.paths[i]), signature});
    return proofs;
}

bool verifyProof(std::string_view coreText, const BatchProof &proof, const PublicKey &deviceKey)
{
    const auto root = merkle::rootFromInclusion(proof.index, proof.size, merkle::leafHash(asBytes(coreText)), proof.path);
    return root && verifySignature(deviceKey, batchMessage(*root), proof.signature);
}

bool BatchVerifier::holds(std::string_view coreText, const BatchProof &proof, const PublicKey &deviceKey)
{
    constexpr std::size_t kMost = 500; // of a request with as many batches
    const auto root = merkle::rootFromInclusion(proof.index, proof.size, merkle::leafHash(asBytes(coreText)), proof.path);
    if (!root)
        return false;
    const std::tuple known(deviceKey, *root, proof.signature);
    if (m_held.contains(known))
        return true;
    if (!verifySignature(deviceKey, batchMessage(*root), proof.signature))
        return false;
    if (m_held.size() >= kMost)
        m_held.clear();
    m_held.insert(known);
    return true;
}

Result<ConsentEvent> assembleEvent(std::string coreText, Bytes salt, std::string payloadText, BatchProof proof)
{
    ConsentEvent event;
    ASSENT_TRY(event.core, eventCoreFromJson(coreText));
    if (toCanonical(event.core) != coreText)
        return Error{ErrorCode::Invalid, "is not in canonical form", {{}, 0, 0, "core"}};
    if (salt.size() != 32)
        return Error{ErrorCode::Invalid, "must have 32 bytes", {{}, 0, 0, "salt"}};
    if (sha256({salt, asBytes(payloadText)}) != event.core.payloadHash)
        return Error{ErrorCode::Invalid, "does not match the hash in the core", {{}, 0, 0, "payload"}};
    ASSENT_TRY(event.payload, eventPayloadFromJson(payloadText));
    if (!isClosing(event.core.act) && !event.payload.key.concrete())
        return Error{ErrorCode::Invalid, "must be concrete for an act that is not a closing one", {{}, 0, 0, "payload.key"}};
    event.coreText = std::move(coreText);
    event.salt = std::move(salt);
    event.payloadText = std::move(payloadText);
    event.proof = std::move(proof);
    return event;
}

} // namespace assent
