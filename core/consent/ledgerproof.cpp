#include "consent/ledgerproof.h"

namespace assent {
namespace {

constexpr std::string_view kFormat = "assent-ledger-proof/1";
constexpr std::int64_t kMaxNumber = (std::int64_t{1} << 53) - 1; // what JSON numbers hold exactly
constexpr std::size_t kMaxPath = 64;

json::Value toJson(std::span<const Digest> path)
{
    json::Value list{json::Array{}};
    for (const Digest &hash : path)
        list.push(toBase64Url(hash));
    return list;
}

json::Value toJson(const DeviceProof &device)
{
    json::Value value;
    value.set("key", toBase64Url(device.key));
    value.set("index", device.batch.index);
    value.set("size", device.batch.size);
    value.set("path", toJson(device.batch.path));
    value.set("signature", toBase64Url(device.batch.signature));
    return value;
}

json::Value toJson(const ProvenEntry &entry)
{
    json::Value value;
    value.set("index", entry.index);
    value.set("body", toBase64Url(entry.body));
    value.set("received_at", toMillis(entry.receivedAt));
    value.set("path", toJson(entry.path));
    if (entry.device)
        value.set("device", toJson(*entry.device));
    return value;
}

std::uint64_t readNumber(json::Reader &in, std::string_view name) { return static_cast<std::uint64_t>(in.integer(name, 0, kMaxNumber)); }

std::vector<Digest> readPath(json::Reader &in, std::string_view name)
{
    std::vector<Digest> path;
    for (const std::string &text : in.texts(name)) {
        const auto bytes = fromBase64Url(text);
        const auto hash = bytes ? toDigest(*bytes) : Result<Digest>(bytes.error());
        if (!hash)
            in.fail(name, hash.error().detail);
        else
            path.push_back(*hash);
    }
    if (path.size() > kMaxPath + 1)
        in.fail(name, "has more than " + std::to_string(kMaxPath + 1) + " hashes");
    return path;
}

template<std::size_t N>
std::array<Byte, N> readFixed(json::Reader &in, std::string_view name)
{
    const Bytes bytes = in.base64url(name);
    std::array<Byte, N> out = {};
    if (bytes.size() == N)
        std::copy(bytes.begin(), bytes.end(), out.begin());
    else
        in.fail(name, "must have " + std::to_string(N) + " bytes");
    return out;
}

Result<DeviceProof> deviceFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"key", "index", "size", "path", "signature"});
    DeviceProof device;
    device.key = readFixed<32>(in, "key");
    device.batch.index = readNumber(in, "index");
    device.batch.size = readNumber(in, "size");
    device.batch.path = readPath(in, "path");
    device.batch.signature = readFixed<64>(in, "signature");
    ASSENT_CHECK(in.finish());
    return device;
}

Result<ProvenEntry> entryFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"index", "body", "received_at", "path", "device"});
    ProvenEntry entry;
    entry.index = readNumber(in, "index");
    entry.body = in.base64url("body");
    entry.receivedAt = fromMillis(in.integer("received_at", 0, kMaxNumber));
    entry.path = readPath(in, "path");
    if (in.has("device")) {
        ASSENT_TRY(entry.device, deviceFromJson(in.child("device"), in.pathOf("device")));
    }
    ASSENT_CHECK(in.finish());
    return entry;
}

Result<std::vector<ProvenEntry>> entriesFromJson(json::Reader &in)
{
    std::vector<ProvenEntry> entries;
    for (const json::Value &value : in.list("entries")) {
        const std::string path = "entries[" + std::to_string(entries.size()) + "]";
        ASSENT_TRY(ProvenEntry entry, entryFromJson(value, path));
        if (!entries.empty() && entry.index <= entries.back().index)
            return Error{ErrorCode::Invalid, "must be above that of the entry before", {{}, value.line(), 0, path + ".index"}};
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<EarlierCheckpoint> earlierFromJson(const json::Value &value)
{
    json::Reader in(value, "from");
    in.only({"checkpoint", "path"});
    EarlierCheckpoint from{in.text("checkpoint"), readPath(in, "path")};
    ASSENT_CHECK(in.finish());
    return from;
}

json::Value toJson(const LedgerProof &proof)
{
    json::Value entries{json::Array{}};
    for (const ProvenEntry &entry : proof.entries)
        entries.push(toJson(entry));
    json::Value value;
    value.set("format", kFormat);
    value.set("checkpoint", proof.note);
    value.set("verifier_key", proof.verifierKey);
    value.set("entries", std::move(entries));
    if (proof.from) {
        json::Value from;
        from.set("checkpoint", proof.from->note);
        from.set("path", toJson(proof.from->path));
        value.set("from", std::move(from));
    }
    return value;
}

/// The checkpoint of a note in a proof; a signature that is missing or wrong is
/// noted as the fault.
Result<Checkpoint> openIn(ProofReport &report, const std::string &note, const std::string &key, std::string_view field)
{
    auto opened = openCheckpoint(note, key);
    if (opened)
        return opened;
    if (opened.error().code != ErrorCode::Denied)
        return Error{opened.error().code, opened.error().detail, {{}, 0, 0, std::string(field)}};
    if (report.fault.empty())
        report.fault = opened.error().detail;
    return Checkpoint{};
}

std::string faultOf(const ProvenEntry &entry, const Checkpoint &head)
{
    const Digest leaf = merkle::leafHash(leafEntry(entry.body, entry.receivedAt));
    if (!merkle::verifyInclusion(entry.index, head.size, leaf, entry.path, head.root))
        return "its path does not lead to the signed root";
    if (entry.device && !verifyProof(asText(entry.body), entry.device->batch, entry.device->key))
        return "the device's signature does not hold";
    return {};
}

Result<void> compareKept(ProofReport &report, const Checkpoint &kept)
{
    const bool isHead = kept.size == report.checkpoint.size;
    if (!isHead && (!report.from || kept.size != report.from->size))
        return Error{ErrorCode::Invalid, "the proof does not tell how it goes on from the given checkpoint; one made with --from "
                + std::to_string(kept.size) + " does"};
    if (kept.root != (isHead ? report.checkpoint.root : report.from->root))
        report.fault = "the proof is of another log than the given checkpoint sealed";
    return {};
}

} // namespace

Result<std::string> toText(const LedgerProof &proof)
{
    std::string text = json::canonical(toJson(proof)) + "\n";
    if (text.size() > kMaxLedgerProof)
        return Error{ErrorCode::Invalid, "a proof of " + std::to_string(proof.entries.size()) + " entries would be larger than a file may be;"
            " prove fewer at once"};
    return text;
}

Result<LedgerProof> ledgerProofFromText(std::string_view text)
{
    if (text.size() > kMaxLedgerProof)
        return Error{ErrorCode::Invalid, "is too large for a ledger proof"};
    ASSENT_TRY(const json::Value value, json::parse(text));
    json::Reader in(value, "");
    in.only({"format", "checkpoint", "verifier_key", "entries", "from"});
    if (in.text("format") != kFormat)
        in.fail("format", "must be " + std::string(kFormat));
    LedgerProof proof;
    proof.note = in.text("checkpoint");
    proof.verifierKey = in.text("verifier_key");
    ASSENT_TRY(proof.entries, entriesFromJson(in));
    if (in.has("from")) {
        ASSENT_TRY(proof.from, earlierFromJson(in.child("from")));
    }
    ASSENT_CHECK(in.finish());
    if (proof.entries.empty() && !proof.from)
        return Error{ErrorCode::Invalid, "proves nothing: it has neither entries nor an earlier checkpoint"};
    if (json::canonical(value) + "\n" != text)
        return Error{ErrorCode::Invalid, "is not in canonical form, in which a proof is written"};
    return proof;
}

Result<ProofReport> checkLedgerProof(const LedgerProof &proof, const std::string &verifierKey, const std::optional<Checkpoint> &kept)
{
    if (proof.verifierKey != verifierKey)
        return Error{ErrorCode::Denied, "the proof is of another log: its key is " + proof.verifierKey};
    ProofReport report;
    ASSENT_TRY(report.checkpoint, openIn(report, proof.note, verifierKey, "checkpoint"));
    if (!report.fault.empty() && !proof.entries.empty())
        report.firstBad = proof.entries.front().index; // nothing under it is proven
    for (const ProvenEntry &entry : proof.entries) {
        const std::string words = report.fault.empty() ? faultOf(entry, report.checkpoint) : std::string();
        if (words.empty())
            continue;
        report.firstBad = entry.index;
        report.fault = "entry " + std::to_string(entry.index) + ": " + words;
    }
    if (proof.from) {
        ASSENT_TRY(const Checkpoint from, openIn(report, proof.from->note, verifierKey, "from.checkpoint"));
        report.from = from;
        const bool begins = from.size > 0 || from.root == merkle::emptyRoot();
        if (report.fault.empty() && !(begins
                && merkle::verifyConsistency(from.size, report.checkpoint.size, from.root, report.checkpoint.root, proof.from->path)))
            report.fault = "the two checkpoints are not of one log";
    }
    if (kept && report.fault.empty())
        ASSENT_CHECK(compareKept(report, *kept));
    return report;
}

} // namespace assent
