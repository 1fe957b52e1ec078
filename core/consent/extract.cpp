#include "consent/extract.h"

#include "crypto/hash.h"
#include "ledger/ledger.h"

namespace assent {
namespace {

constexpr std::string_view kFormat = "assent-consent-extract";
constexpr std::string_view kContext = "assent/consent-extract/v1\n";

json::Value timeOrNull(const std::optional<Timestamp> &time) { return time ? json::Value(toRfc3339(*time)) : json::Value(); }

json::Value toJson(const ConsentState &state)
{
    json::Value value;
    value.set("allowed", state.allowed);
    value.set("state", stateWordName(state.word));
    value.set("conflict", state.conflict);
    value.set("since", timeOrNull(state.since));
    value.set("valid_until", timeOrNull(state.validUntil));
    return value;
}

json::Value toJson(const KeyAt &key)
{
    json::Value value;
    value.set("purpose", key.key.purpose.str());
    value.set("channel", key.key.channel.str());
    value.set("recipient", key.key.recipient.str());
    value.set("model", consentModelName(key.decided.model));
    value.set("as_decided", toJson(key.decided));
    value.set("as_known", toJson(key.known));
    value.set("differs", key.differs());
    json::Value acts{json::Array{}};
    std::set<Digest> rests;
    for (const ConsentState *state : {&key.decided, &key.known}) {
        rests.insert(state->liveOpenings.begin(), state->liveOpenings.end());
        rests.insert(state->standingClosings.begin(), state->standingClosings.end());
    }
    for (const Digest &hash : rests)
        acts.push(toHex(hash));
    value.set("rests_on", std::move(acts));
    return value;
}

json::Value toJson(const ServedNotice &served)
{
    json::Value value;
    value.set("served_id", served.id.toString());
    value.set("notice_id", served.notice.str());
    value.set("notice_version", served.version);
    value.set("language", served.language);
    value.set("notice_hash", toBase64Url(served.hash));
    value.set("mode", servedModeName(served.mode));
    value.set("served_at", toRfc3339(served.servedAt));
    return value;
}

json::Value toJson(const ActAt &act)
{
    const ConsentEvent &event = act.entry.event;
    json::Value value;
    value.set("hash", toHex(event.hash()));
    value.set("ledger_entry", act.entry.entry);
    value.set("received_at", toRfc3339(act.entry.receivedAt));
    value.set("hub_received_at", timeOrNull(act.entry.hubReceivedAt));
    value.set("core", event.coreText);
    value.set("salt", toBase64Url(event.salt));
    value.set("payload", event.payloadText);
    value.set("served", act.served ? toJson(*act.served) : json::Value());
    json::Value text;
    if (act.text) {
        text.set("language", act.textLanguage);
        text.set("title", act.text->title);
        text.set("body", act.text->body);
    }
    value.set("notice_text", std::move(text));
    return value;
}

std::string signedBytes(const json::Value &extract) { return std::string(kContext) + json::canonical(extract); }

/// The payload of an act is the one that its core was signed with.
Result<void> checkAct(const json::Value &act, std::string path)
{
    json::Reader in(act, std::move(path));
    const std::string core = in.text("core");
    const Bytes salt = in.base64url("salt");
    const std::string payload = in.text("payload");
    const std::string hash = in.text("hash");
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(const EventCore read, eventCoreFromJson(core));
    if (sha256({salt, asBytes(payload)}) != read.payloadHash)
        return Error{ErrorCode::Corrupt, "is not the payload that was signed", {{}, act.line(), 0, in.pathOf("payload")}};
    if (toHex(merkle::leafHash(asBytes(core))) != hash)
        return Error{ErrorCode::Corrupt, "is not the hash of the core", {{}, act.line(), 0, in.pathOf("hash")}};
    return {};
}

} // namespace

json::Value extractOf(const PointInTime &point, Timestamp madeAt)
{
    json::Value value;
    value.set("format", kFormat);
    value.set("version", 1);
    value.set("made_at", toRfc3339(madeAt));
    value.set("subject", point.subject.toString());
    value.set("at", toRfc3339(point.at));
    value.set("jurisdiction", point.jurisdiction);
    value.set("catalogue_version", point.catalogue->version());
    json::Value choices{json::Array{}};
    for (const KeyAt &key : point.keys)
        choices.push(toJson(key));
    value.set("choices", std::move(choices));
    json::Value acts{json::Array{}};
    for (const ActAt &act : point.acts)
        acts.push(toJson(act));
    value.set("acts", std::move(acts));
    return value;
}

Result<SignedExtract> signedExtract(Vault &vault, const PointInTime &point)
{
    Ledger ledger(vault);
    SignedExtract out;
    out.madeAt = vault.clock().now();
    out.signer = ledger.verifierKey();
    json::Value extract = extractOf(point, out.madeAt);
    ASSENT_TRY(const std::string note, ledger.checkpoint());
    ASSENT_TRY(out.checkpoint, openCheckpoint(note, out.signer));
    extract.set("checkpoint", note);
    ASSENT_TRY(out.signature, vault.logKey().sign(asBytes(signedBytes(extract))));
    json::Value document;
    document.set("extract", std::move(extract));
    document.set("signer", out.signer);
    document.set("signature", toBase64Url(out.signature));
    out.text = json::pretty(document) + "\n";
    return out;
}

Result<CheckedExtract> checkExtract(std::string_view text, const std::optional<std::string> &signer)
{
    ASSENT_TRY(const json::Value document, json::parse(text));
    json::Reader in(document, "");
    in.only({"extract", "signer", "signature"});
    CheckedExtract out;
    out.extract = in.child("extract");
    out.signer = in.text("signer");
    const Bytes signature = in.base64url("signature");
    ASSENT_CHECK(in.finish());
    json::Reader extract(out.extract, "extract");
    if (extract.text("format") != kFormat)
        extract.fail("format", "is not that of an extract");
    const json::Array &acts = extract.list("acts");
    ASSENT_CHECK(extract.finish());
    if (signer && *signer != out.signer)
        return Error{ErrorCode::Denied, "it was signed by another log: " + out.signer, {{}, 0, 0, "signer"}};
    ASSENT_TRY(const PublicKey key, noteKeyFrom(out.signer));
    if (!verifySignature(key, asBytes(signedBytes(out.extract)), signature))
        return Error{ErrorCode::Corrupt, "the signature does not hold", {{}, 0, 0, "signature"}};
    for (std::size_t i = 0; i < acts.size(); ++i)
        ASSENT_CHECK(checkAct(acts[i], "extract.acts[" + std::to_string(i) + "]"));
    return out;
}

} // namespace assent
