#include "sync/hubsigner.h"

#include "crypto/hash.h"

namespace assent::sync {
namespace {

constexpr std::size_t kSaltSize = 32;

DeviceId deviceOf(const SigningKey &key) { return DeviceId(makeUuidV8(sha256({asBytes("assent/hub-device/v1"), key.publicKey()}))); }

Digest nameOf(const SubjectChoices &who, const HubAct &act, DeviceId device)
{
    const std::string pattern = json::canonical(toJson(act.pattern));
    return sha256({device.bytes(), who.subject.bytes(), asBytes(pattern), asBytes(act.name)});
}

/// Sequence numbers only have to differ; counting them would need a place that
/// all hubs of a store share.
std::int64_t numberOf(const Digest &name)
{
    std::uint64_t n = 0;
    for (std::size_t i = 16; i < 24; ++i)
        n = n << 8 | name[i];
    return static_cast<std::int64_t>(n >> 1 | 1);
}

EventPayload payloadOf(const HubAct &act)
{
    EventPayload payload;
    payload.key = act.pattern;
    payload.actorId = "self";
    payload.locale = "en";
    payload.legalBasis = act.legalBasis;
    payload.method = act.method;
    payload.reason = act.reason;
    payload.collectionPoint = act.collectionPoint;
    payload.jurisdiction = act.jurisdiction;
    return payload;
}

} // namespace

Result<const SigningKey *> HubSigner::key()
{
    if (!m_key) {
        ASSENT_TRY(const SecretBytes seed, m_store.deriveKey("assent/hub-device/v1"));
        ASSENT_TRY(m_key, SigningKey::fromSeed(seed.view()));
    }
    if (m_enrolled)
        return &*m_key;
    const DeviceId id = deviceOf(*m_key);
    ASSENT_TRY(const auto known, m_store.device(id));
    if (!known) {
        ASSENT_TRY(const std::string code, m_store.newCode(kNobody, std::chrono::minutes(1)));
        HubDevice device;
        ASSENT_TRY([[maybe_unused]] const std::string unused, m_store.redeem({code, id, m_key->publicKey(), "the hub itself"}, device));
    }
    m_enrolled = true;
    return &*m_key;
}

Result<DeviceId> HubSigner::device()
{
    ASSENT_TRY(const SigningKey *const signing, key());
    return deviceOf(*signing);
}

Result<ConsentItem> HubSigner::sign(const SubjectChoices &who, const HubAct &act, const SigningKey &key, DeviceId device)
{
    const std::string payload = toCanonical(payloadOf(act));
    ASSENT_TRY(const Bytes salt, randomBytes(kSaltSize));
    EventCore core;
    core.id = EventId(makeUuidV8(nameOf(who, act, device)));
    core.device = device;
    core.act = act.act;
    core.parents = act.parents;
    core.decidedAt = m_clock.now();
    core.pseudonym = pseudonymOf(who.pseudonymKey, who.subject);
    core.payloadHash = sha256({salt, asBytes(payload)});
    const std::string text = toCanonical(core);
    ASSENT_TRY(const auto proofs, signBatch({&text, 1}, key));
    ASSENT_TRY(ConsentEvent event, assembleEvent(text, salt, payload, proofs.front()));
    return ConsentItem{who.subject, who.persona, who.pseudonymKey, std::move(event)};
}

Result<PushResult> HubSigner::close(const SubjectChoices &who, const HubAct &act)
{
    ASSENT_TRY(const SigningKey *const signing, key());
    const DeviceId id = deviceOf(*signing);
    ASSENT_TRY(ConsentItem item, sign(who, act, *signing, id));
    PushEnvelope push;
    push.device = id;
    push.items.push_back({Lane::Closing, numberOf(nameOf(who, act, id)), toJson(ItemBody(std::move(item))), "item"});
    HubDevice from; // without a scope: it speaks for whoever asked it
    from.id = id;
    from.publicKey = signing->publicKey();
    ASSENT_TRY(PushResponse taken, m_store.take(from, true, push));
    PushResult result = std::move(taken.results.at(0));
    if (result.verdict == Verdict::Rejected)
        return Error{ErrorCode::Corrupt, "the hub refuses an act of its own: " + result.reason};
    return result;
}

} // namespace assent::sync
