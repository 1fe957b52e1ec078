#include "profile/erasure.h"

#include "base/json.h"
#include "catalog/catalogue.h"
#include "ledger/ledger.h"
#include "vault/outbox.h"

#include <algorithm>
#include <array>
#include <map>

namespace assent {
namespace {

constexpr std::array<std::string_view, 2> kBy{"self", "agent"};

std::string canonicalOf(const Erasure &erasure)
{
    json::Value value;
    value.set("act", "erase");
    value.set("actor_role", erasedByName(erasure.by));
    value.set("at", toRfc3339(erasure.at));
    value.set("device_id", erasure.device.toString());
    value.set("erasure_id", erasure.id.toString());
    value.set("pseudonym", toBase64Url(erasure.pseudonym));
    value.set("v", 1);
    return json::canonical(value);
}

Result<std::int64_t> countOf(Database &db, const char *sql, SubjectId subject)
{
    ASSENT_TRY(Statement count, db.prepare(sql));
    ASSENT_TRY(const bool found, count.bind(1, subject.bytes()).step());
    return found ? count.integer(0) : 0;
}

Result<Erasure> signErasure(Vault &vault, SubjectId subject, ErasedBy by, const std::optional<Uuid> &request)
{
    Erasure erasure;
    erasure.at = vault.clock().now();
    erasure.id = request ? *request : makeUuidV7(erasure.at);
    erasure.device = vault.deviceId();
    erasure.by = by;
    ASSENT_TRY(erasure.pseudonym, pseudonymHere(vault.db(), subject));
    erasure.text = canonicalOf(erasure);
    ASSENT_TRY(erasure.signature, vault.deviceKey().sign(asBytes(erasure.text)));
    return erasure;
}

Result<void> eraseOne(const WriteTransaction &transaction, SubjectId subject, const Erasure &erasure)
{
    return erasures::remove(transaction, subject,
        {erasures::hashOf(transaction.vault(), subject), erasure.text, toBytes(erasure.signature), {}});
}

Result<void> mark(const WriteTransaction &transaction, const char *sql, SubjectId subject)
{
    ASSENT_TRY(Statement write, transaction.db().prepare(sql));
    return write.bind(1, erasures::hashOf(transaction.vault(), subject)).run();
}

/// Rids the file and the log of pages that held the person.
Result<bool> moveIntoFile(Vault &vault)
{
    const auto moved = vault.rebuild();
    if (!moved && moved.error().code != ErrorCode::Io)
        return moved.error();
    return moved.ok();
}

/// Of a list separated by spaces, those that are not there yet.
void addPurposes(std::vector<PurposeId> &purposes, std::string_view names)
{
    while (!names.empty()) {
        const auto end = std::min(names.find(' '), names.size());
        const PurposeId purpose{std::string(names.substr(0, end))};
        if (!purpose.empty() && std::find(purposes.begin(), purposes.end(), purpose) == purposes.end())
            purposes.push_back(purpose);
        names.remove_prefix(std::min(end + 1, names.size()));
    }
}

/// The longest time of each key; versions that others replaced count as well.
Result<std::vector<KeptByLaw>> keptByLaw(Vault &vault, SubjectId subject)
{
    std::map<std::string, KeptByLaw> kept;
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT a.key, a.retain_until, p.purposes FROM attribute a"
        " JOIN subject s ON s.seq = a.subject JOIN provenance p ON p.n = a.provenance"
        " WHERE s.id = ? AND p.basis = ? AND (a.retain_until IS NULL OR a.retain_until > ?) ORDER BY a.key, a.id"));
    read.bind(1, subject.bytes()).bind(2, legalBasisName(LegalBasis::LegalObligation)).bind(3, vault.clock().now());
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        const std::optional<Timestamp> until = read.isNull(1) ? std::nullopt : std::optional(read.time(1));
        const auto [it, isNew] = kept.try_emplace(std::string(read.text(0)));
        KeptByLaw &one = it->second;
        one.until = isNew ? until : !one.until || !until ? std::nullopt : std::max(one.until, until);
        addPurposes(one.purposes, read.text(2));
    }
    std::vector<KeptByLaw> out;
    for (auto &[key, one] : kept) {
        one.key = key;
        out.push_back(std::move(one));
    }
    return out;
}

Result<void> stillWanted(Database &db, const Uuid &request)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT 1 FROM erasure_request WHERE id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, request.bytes()).step());
    return found ? Result<void>() : Error{ErrorCode::NotFound, "the erasure was taken back"};
}

Result<ErasureReport> erase(Vault &vault, SubjectId subject, ErasedBy by, const std::optional<Uuid> &request)
{
    ErasureReport report;
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
        if (request)
            ASSENT_CHECK(stillWanted(transaction.db(), *request));
        ASSENT_TRY(report.gone, planErasure(vault, subject));
        ASSENT_TRY(const Erasure erasure, signErasure(vault, subject, by, request));
        report.erasure = erasure.id;
        report.at = erasure.at;
        ASSENT_CHECK(eraseOne(transaction, subject, erasure));
        if (!report.gone.hasHub)
            ASSENT_CHECK(mark(transaction, "UPDATE erasure SET subject = NULL WHERE subject_hash = ?", subject));
        ASSENT_CHECK(sealErasures(transaction));
        ASSENT_TRY(const std::uint64_t size, Ledger(vault).size());
        report.entry = static_cast<std::int64_t>(size) - 1;
        ASSENT_CHECK(forgetDeletedWords(transaction));
        ASSENT_CHECK(transaction.commit());
    }
    ASSENT_TRY(report.inFile, moveIntoFile(vault));
    return report;
}

} // namespace

Result<Digest> pseudonymHere(Database &db, SubjectId subject)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT pseudonym_key FROM subject WHERE id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, subject.bytes()).step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    return pseudonymOf(find.blob(0), subject);
}

std::string_view erasedByName(ErasedBy by) { return kBy[static_cast<std::size_t>(by)]; }

Result<Erasure> erasureFromText(std::string text, ByteView signature)
{
    ASSENT_TRY(const json::Value value, json::parse(text));
    json::Reader in(value, "core");
    in.only({"act", "actor_role", "at", "device_id", "erasure_id", "pseudonym", "v"});
    Erasure erasure;
    if (in.text("act") != "erase")
        in.fail("act", "must be \"erase\"");
    const std::string by = in.text("actor_role");
    if (by != kBy[0] && by != kBy[1])
        in.fail("actor_role", "must be \"self\" or \"agent\"");
    erasure.by = by == kBy[1] ? ErasedBy::Agent : ErasedBy::Self;
    erasure.at = in.time("at");
    erasure.device = in.id<DeviceId>("device_id");
    const DeviceId id = in.id<DeviceId>("erasure_id");
    erasure.id = id.uuid();
    erasure.pseudonym = in.digest("pseudonym");
    if (in.integer("v") != 1)
        in.fail("v", "must be 1");
    ASSENT_CHECK(in.finish());
    if (canonicalOf(erasure) != text)
        return Error{ErrorCode::Invalid, "is not in canonical form", {{}, 0, 0, "core"}};
    erasure.text = std::move(text);
    ASSENT_TRY(erasure.signature, toSignature(signature));
    return erasure;
}

bool isSigned(const Erasure &erasure, const PublicKey &device) { return verifySignature(device, asBytes(erasure.text), erasure.signature); }

Result<ErasurePlan> planErasure(Vault &vault, SubjectId subject)
{
    Database &db = vault.db();
    ErasurePlan plan;
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(db));
    ASSENT_TRY([[maybe_unused]] const Digest here, pseudonymHere(db, subject));
    ASSENT_TRY(plan.facts, countOf(db, "SELECT count(*) FROM attribute a JOIN subject s ON s.seq = a.subject WHERE s.id = ?", subject));
    ASSENT_TRY(plan.identifiers, countOf(db, "SELECT count(*) FROM identifier i JOIN subject s ON s.seq = i.subject WHERE s.id = ?", subject));
    ASSENT_TRY(plan.decisions, countOf(db, "SELECT count(*) FROM consent_event e JOIN subject s ON s.seq = e.subject WHERE s.id = ?", subject));
    ASSENT_TRY(plan.notices, countOf(db, "SELECT count(*) FROM served_notice n JOIN subject s ON s.seq = n.subject WHERE s.id = ?", subject));
    ASSENT_TRY(plan.unsentClosings, countOf(db, "SELECT count(*) FROM outbox WHERE lane = 0 AND subject = ?", subject));
    ASSENT_TRY(plan.unsentOthers, countOf(db, "SELECT count(*) FROM outbox WHERE lane <> 0 AND subject = ?", subject));
    ASSENT_TRY(plan.hasHub, outbox::hasHub(vault));
    ASSENT_TRY(plan.keptByLaw, keptByLaw(vault, subject));
    return plan;
}

Result<ErasureReport> eraseSubject(Vault &vault, SubjectId subject, ErasedBy by) { return erase(vault, subject, by, std::nullopt); }

Result<ErasureReport> eraseRequested(Vault &vault, SubjectId subject, ErasedBy by, const Uuid &request)
{
    return erase(vault, subject, by, request);
}

Result<std::optional<Erasure>> erasureOf(Vault &vault, SubjectId subject)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT core, signature FROM erasure WHERE subject_hash = ?"));
    ASSENT_TRY(const bool found, find.bind(1, erasures::hashOf(vault, subject)).step());
    if (!found)
        return std::optional<Erasure>();
    ASSENT_TRY(Erasure erasure, erasureFromText(std::string(find.text(0)), find.blob(1)));
    return std::optional(std::move(erasure));
}

Result<int> obeyErasures(const WriteTransaction &transaction, std::span<const Erasure> told)
{
    std::map<Digest, const Erasure *> wanted;
    for (const Erasure &erasure : told)
        wanted.emplace(erasure.pseudonym, &erasure);
    std::vector<std::pair<SubjectId, const Erasure *>> found;
    ASSENT_TRY(Statement people, transaction.db().prepare("SELECT id, pseudonym_key FROM subject"));
    for (;;) {
        ASSENT_TRY(const bool more, people.step());
        if (!more)
            break;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(people.blob(0)));
        const auto it = wanted.find(pseudonymOf(people.blob(1), id));
        if (it != wanted.end())
            found.emplace_back(id, it->second);
    }
    for (const auto &[id, erasure] : found) {
        ASSENT_CHECK(eraseOne(transaction, id, *erasure));
        ASSENT_CHECK(mark(transaction, "UPDATE erasure SET subject = NULL, sent = 1 WHERE subject_hash = ?", id));
    }
    if (found.empty())
        return 0;
    ASSENT_CHECK(sealErasures(transaction));
    ASSENT_CHECK(forgetDeletedWords(transaction));
    return static_cast<int>(found.size());
}

Result<void> sealErasures(const WriteTransaction &transaction)
{
    std::vector<std::pair<Digest, std::string>> bodies;
    ASSENT_TRY(Statement read, transaction.db().prepare("SELECT subject_hash, core FROM erasure WHERE entry IS NULL"));
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        ASSENT_TRY(const Digest hash, toDigest(read.blob(0)));
        bodies.emplace_back(hash, read.text(1));
    }
    if (bodies.empty())
        return {};
    std::vector<Ledger::Entry> entries;
    for (const auto &[hash, body] : bodies)
        entries.push_back({LeafKind::Staff, asBytes(body), transaction.vault().clock().now()});
    ASSENT_TRY(std::int64_t entry, Ledger(transaction.vault()).append(transaction, entries));
    ASSENT_TRY(Statement write, transaction.db().prepare("UPDATE erasure SET entry = ? WHERE subject_hash = ?"));
    for (const auto &[hash, body] : bodies)
        ASSENT_CHECK(write.bind(1, entry++).bind(2, hash).run());
    return {};
}

} // namespace assent
