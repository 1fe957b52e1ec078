#include "receipt/seal.h"

#include "crypto/hash.h"
#include "receipt/issue.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::string_view kSeal = "assent:seal";
/// Keeps a receipt's signature from standing for anything else that the key signs.
constexpr std::string_view kSigningContext = "assent/receipt/v1\n";

json::Value toJson(const ReceiptProof &proof)
{
    json::Array path;
    for (const Digest &hash : proof.path)
        path.emplace_back(toBase64Url(hash));
    json::Value value;
    value.set("v", 1);
    value.set("log_key", proof.verifierKey);
    value.set("entry", proof.entry);
    value.set("received_at", toRfc3339(proof.receivedAt));
    value.set("core", proof.core);
    if (!proof.payload.empty()) {
        value.set("payload", proof.payload);
        value.set("salt", toBase64Url(proof.salt));
    }
    value.set("checkpoint", proof.checkpoint);
    value.set("path", std::move(path));
    return value;
}

Result<ReceiptProof> proofFromJson(const json::Value &value)
{
    json::Reader in(value, std::string(kSeal));
    in.only({"v", "log_key", "entry", "received_at", "core", "payload", "salt", "checkpoint", "path", "signature"});
    in.integer("v", 1, 1);
    ReceiptProof proof;
    proof.verifierKey = in.text("log_key");
    proof.entry = static_cast<std::uint64_t>(in.integer("entry", 0, 1LL << 53));
    proof.receivedAt = in.time("received_at");
    proof.core = in.text("core");
    proof.payload = in.textOr("payload", {});
    if (!proof.payload.empty())
        proof.salt = in.base64url("salt");
    proof.checkpoint = in.text("checkpoint");
    for (const std::string &hash : in.texts("path")) {
        const auto bytes = fromBase64Url(hash);
        const auto digest = bytes ? toDigest(*bytes) : Result<Digest>(bytes.error());
        if (digest)
            proof.path.push_back(*digest);
        else
            in.fail("path", digest.error().detail);
    }
    ASSENT_CHECK(in.finish());
    return proof;
}

std::string signedText(const json::Value &receipt) { return std::string(kSigningContext) + json::canonical(receipt); }

/// The same receipt without its signature: what was signed.
json::Value unsignedForm(const json::Value &receipt)
{
    json::Value out = receipt;
    for (auto &[name, value] : *out.object()) {
        if (name == kSeal)
            std::erase_if(*value.object(), [](const json::Member &member) { return member.first == "signature"; });
    }
    return out;
}

Error notGenuine(std::string field, std::string detail)
{
    return {ErrorCode::Denied, std::move(detail), {{}, 0, 0, std::string(kSeal) + "." + std::move(field)}};
}

Error differs(std::string field, std::string detail) { return {ErrorCode::Denied, std::move(detail), {{}, 0, 0, std::move(field)}}; }

Result<void> checkSignature(const json::Value &receipt, const json::Value &seal, const PublicKey &key)
{
    json::Reader in(seal, std::string(kSeal));
    const Bytes signature = in.base64url("signature");
    ASSENT_CHECK(in.finish());
    if (!verifySignature(key, asBytes(signedText(unsignedForm(receipt))), signature))
        return notGenuine("signature", "does not hold: the receipt was changed after it was signed, or another log signed it");
    return {};
}

/// The entry stands in the tree that the checkpoint seals.
Result<Checkpoint> checkPlace(const ReceiptProof &proof)
{
    const auto text = openNote(proof.checkpoint, proof.verifierKey);
    if (!text)
        return notGenuine("checkpoint", text.error().detail);
    const auto checkpoint = checkpointFromText(*text);
    if (!checkpoint)
        return notGenuine("checkpoint", checkpoint.error().detail);
    const Digest leaf = ledgerLeaf(asBytes(proof.core), proof.receivedAt);
    if (!merkle::verifyInclusion(proof.entry, checkpoint->size, leaf, proof.path, checkpoint->root))
        return notGenuine("path", "does not lead to the ledger's sealed tree: no such entry is there");
    return *checkpoint;
}

std::string hexOf(const Digest &digest) { return toHex(digest); }

/// The receipt's words against the entry's payload, where that may be shown.
Result<void> checkPayload(const CheckedReceipt &receipt, const ConsentRecord &record)
{
    if (receipt.proof.payload.empty())
        return {};
    if (sha256({receipt.proof.salt, asBytes(receipt.proof.payload)}) != receipt.core.payloadHash)
        return notGenuine("payload", "is not what the ledger's entry holds the hash of");
    ASSENT_TRY(const EventPayload payload, eventPayloadFromJson(receipt.proof.payload));
    if (receipt.document.format == ConsentDocument::Format::Kantara)
        return {}; // its fields are words; the signature covers them
    const bool noticeSame = payload.noticeVersion == 0 ? record.notices.empty()
        : record.notices.size() == 1 && record.notices.front().version == payload.noticeVersion && record.notices.front().sha256 == hexOf(payload.noticeHash);
    if (!noticeSame)
        return differs("dpv:hasNotice", "is not the notice that the ledger's entry names");
    if (!payload.key.purpose)
        return {};
    const std::string id = purposeUrn(*payload.key.purpose);
    const auto about = [&id](const RecordProcess &process) {
        return std::any_of(process.purposes.begin(), process.purposes.end(), [&id](const RecordTerm &term) { return term.id == id; });
    };
    if (!std::any_of(record.process.processes.begin(), record.process.processes.end(), about))
        return differs("dpv:hasPurpose", "is not the purpose that the ledger's entry names");
    return {};
}

Result<void> checkWords(const CheckedReceipt &receipt)
{
    if (receipt.document.kind != ConsentDocument::Kind::Receipt || receipt.document.records.size() != 1
        || receipt.document.records.front().events.size() != 1)
        return differs("dpv:hasRecordOfActivity", "must be one record of one event");
    const ConsentRecord &record = receipt.document.records.front();
    const RecordEvent &event = record.events.front();
    const bool kantara = receipt.document.format == ConsentDocument::Format::Kantara;
    if (record.subjects.size() != 1 || record.subjects.front().id != pseudonymUrn(receipt.core.pseudonym))
        return differs(kantara ? "piiPrincipalId" : "dpv:hasDataSubject", "is not whom the ledger's entry is about");
    const Timestamp decided = kantara ? std::chrono::floor<std::chrono::seconds>(receipt.core.decidedAt) : receipt.core.decidedAt;
    if (!event.time || event.time->at != decided)
        return differs(kantara ? "consentTimestamp" : "dpv:isIndicatedAtTime", "is not the time of the ledger's entry");
    if (!canBeState(receipt.core.act, event.state))
        return differs("dpv:hasConsentStatus", "is not what the ledger's entry says: that was a " + std::string(actName(receipt.core.act)));
    if (!kantara && record.identifier != receipt.core.id.toString())
        return differs("dct:identifier", "is not the event of the ledger's entry");
    return checkPayload(receipt, record);
}

} // namespace

Result<json::Value> sealReceipt(const Receipt &receipt, ReceiptFormat format, const SigningKey &logKey)
{
    json::Value value;
    if (format == ReceiptFormat::Kantara) {
        ASSENT_TRY(value, toKantara(receipt.document));
    } else {
        value = toJsonLd(receipt.document);
    }
    json::Value seal = toJson(receipt.proof);
    value.set(std::string(kSeal), seal);
    ASSENT_TRY(const Signature signature, logKey.sign(asBytes(signedText(value))));
    seal.set("signature", toBase64Url(signature));
    value.set(std::string(kSeal), std::move(seal));
    return value;
}

Result<CheckedReceipt> checkReceipt(std::string_view text, const std::string &file, std::string_view verifierKey)
{
    CheckedReceipt receipt;
    ASSENT_TRY(receipt.document, readConsentDocument(text, file));
    ASSENT_TRY(const json::Value root, json::parse(text));
    const json::Value *seal = root.find(kSeal);
    if (!seal || !seal->isObject())
        return Error{ErrorCode::Invalid, "the receipt has no seal, so nothing can be proved about it", {file, root.line(), 0, std::string(kSeal)}};
    auto proof = proofFromJson(*seal);
    if (!proof) {
        Error error = std::move(proof).error();
        error.where.file = file;
        return error;
    }
    receipt.proof = *std::move(proof);
    if (!verifierKey.empty() && receipt.proof.verifierKey != verifierKey) {
        ASSENT_TRY([[maybe_unused]] const PublicKey wanted, noteKeyFrom(verifierKey));
        return notGenuine("log_key", "is another log's than the key that was given");
    }
    ASSENT_TRY(const PublicKey key, noteKeyFrom(receipt.proof.verifierKey));
    ASSENT_CHECK(checkSignature(root, *seal, key));
    ASSENT_TRY(receipt.checkpoint, checkPlace(receipt.proof));
    ASSENT_TRY(receipt.core, eventCoreFromJson(receipt.proof.core));
    ASSENT_CHECK(checkWords(receipt));
    return receipt;
}

} // namespace assent
