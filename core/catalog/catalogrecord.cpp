#include "catalog/catalogrecord.h"

#include "crypto/hash.h"

#include <array>

namespace assent {
namespace {

constexpr std::string_view kKind = "catalogue";
constexpr std::array<CatalogueAct, 5> kActs{
    CatalogueAct::Founded, CatalogueAct::Drafted, CatalogueAct::Approved, CatalogueAct::Rejected, CatalogueAct::Published};

json::Value digestOrNull(const std::optional<Digest> &digest) { return digest ? json::Value(toBase64Url(*digest)) : json::Value(); }

std::optional<Digest> digestIf(json::Reader &in, std::string_view name)
{
    return in.absent(name) ? std::nullopt : std::optional(in.digest(name));
}

CatalogueAct readAct(json::Reader &in)
{
    const std::string name = in.text("act");
    for (const CatalogueAct act : kActs) {
        if (catalogueActName(act) == name)
            return act;
    }
    in.fail("act", "is not known");
    return CatalogueAct::Drafted;
}

/// The stored text of a version, hashed anew: the column beside it proves nothing.
Result<std::optional<Digest>> storedHash(Database &db, int version)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT body FROM catalogue WHERE version = ?"));
    ASSENT_TRY(const bool found, read.bind(1, version).step());
    if (!found)
        return std::optional<Digest>();
    ASSENT_TRY(const json::Value document, json::parse(read.text(0)));
    return std::optional(sha256(asBytes(json::canonical(document))));
}

std::string faultOf(Database &db, ByteView body)
{
    const auto record = catalogueRecordFromJson(asText(body));
    if (!record)
        return "the entry about a catalogue cannot be read: " + record.error().detail;
    if (!*record || ((*record)->act != CatalogueAct::Founded && (*record)->act != CatalogueAct::Published))
        return {};
    const auto hash = storedHash(db, (*record)->version);
    if (hash && *hash == (*record)->hash)
        return {};
    return "catalogue version " + std::to_string((*record)->version) + " is not stored as it was published";
}

} // namespace

std::string_view catalogueActName(CatalogueAct act)
{
    switch (act) {
    case CatalogueAct::Founded: return "founded";
    case CatalogueAct::Drafted: return "drafted";
    case CatalogueAct::Approved: return "approved";
    case CatalogueAct::Rejected: return "rejected";
    case CatalogueAct::Published: return "published";
    }
    return "drafted";
}

std::string toCanonical(const CatalogueRecord &record)
{
    json::Value body;
    body.set("v", 1);
    body.set("kind", kKind);
    body.set("act", catalogueActName(record.act));
    body.set("by", record.by);
    body.set("at", toRfc3339(record.at));
    body.set("draft", record.draft);
    body.set("version", record.version);
    body.set("hash", toBase64Url(record.hash));
    body.set("checklist", digestOrNull(record.checklist));
    body.set("reason_hash", digestOrNull(record.reasonHash));
    return json::canonical(body);
}

Result<std::optional<CatalogueRecord>> catalogueRecordFromJson(std::string_view text)
{
    ASSENT_TRY(const json::Value body, json::parse(text));
    const json::Value *kind = body.find("kind");
    if (!kind || !kind->isString() || *kind->string() != kKind)
        return std::optional<CatalogueRecord>();
    json::Reader in(body, "");
    in.integer("v", 1, 1);
    CatalogueRecord record;
    record.act = readAct(in);
    record.by = in.text("by");
    record.at = in.time("at");
    record.draft = static_cast<int>(in.integer("draft", 0, INT32_MAX));
    record.version = static_cast<int>(in.integer("version", 1, INT32_MAX));
    record.hash = in.digest("hash");
    record.checklist = digestIf(in, "checklist");
    record.reasonHash = digestIf(in, "reason_hash");
    ASSENT_CHECK(in.finish());
    return std::optional(std::move(record));
}

Result<std::int64_t> writeRecord(const WriteTransaction &transaction, const CatalogueRecord &record)
{
    const std::string body = toCanonical(record);
    const Ledger::Entry entry{LeafKind::Staff, asBytes(body), transaction.vault().clock().now()};
    return Ledger(transaction.vault()).append(transaction, std::span(&entry, 1));
}

Ledger::Inspector catalogueAudit()
{
    return [](Database &db) -> Ledger::Inspect {
        return [&db](std::uint64_t, LeafKind kind, ByteView body) { return kind == LeafKind::Staff ? faultOf(db, body) : std::string(); };
    };
}

} // namespace assent
