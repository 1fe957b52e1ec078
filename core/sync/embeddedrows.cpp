// Opening, devices, codes and the ledger of the embedded store.
#include "sync/embeddedrows.h"
#include "sync/hubstore.h"

namespace assent::sync {
namespace {

constexpr const char *kEpochKey = "hub_epoch";

Vault::Options options()
{
    Vault::Options out;
    out.schema = hubSchema();
    out.kind = "hub";
    return out;
}

void bindSubject(Statement &statement, int index, const std::optional<SubjectId> &subject)
{
    if (subject)
        statement.bind(index, subject->bytes());
    else
        statement.bindNull(index);
}

Result<std::optional<SubjectId>> readSubject(const Statement &row, int column)
{
    if (row.isNull(column))
        return std::optional<SubjectId>();
    ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(row.blob(column)));
    return std::optional<SubjectId>(subject);
}

constexpr const char *kDeviceColumns = "id, public_key, label, subject, enrolled_at, revoked_at";

Result<HubDevice> readDevice(const Statement &row)
{
    HubDevice device;
    ASSENT_TRY(device.id, DeviceId::fromBytes(row.blob(0)));
    ASSENT_TRY(device.publicKey, toPublicKey(row.blob(1)));
    device.label = row.text(2);
    ASSENT_TRY(device.subject, readSubject(row, 3));
    device.enrolledAt = row.time(4);
    device.revoked = !row.isNull(5);
    if (device.revoked)
        device.revokedAt = row.time(5);
    return device;
}

/// The data's store; its keys must be there when it is.
Result<std::unique_ptr<Vault>> openData(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock)
{
    if (Vault::exists(folder))
        return Vault::open(folder, key, clock, options());
    return Vault::create(folder, key, clock, options());
}

Result<std::string> ensureEpoch(Vault &vault)
{
    ASSENT_TRY(auto epoch, vault.meta(kEpochKey));
    if (epoch)
        return *std::move(epoch);
    ASSENT_CHECK(vault.setMeta(kEpochKey, makeUuidV7(vault.clock().now()).toString()));
    ASSENT_TRY(epoch, vault.meta(kEpochKey));
    return *std::move(epoch);
}

} // namespace

Result<std::unique_ptr<EmbeddedRows>> EmbeddedRows::open(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock)
{
    // Keys first: data without its keys is lost, keys without data are not.
    const bool data = Vault::exists(folder);
    auto keys = SubjectKeys::open(folder, key, clock, !data);
    if (!keys && data && keys.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::Corrupt, "the store's table of keys (keys/) is missing"};
    if (!keys)
        return std::move(keys).error();
    ASSENT_TRY(auto vault, openData(folder, key, clock));
    ASSENT_TRY(std::string epoch, ensureEpoch(*vault));
    std::unique_ptr<EmbeddedRows> rows(new EmbeddedRows(std::move(vault), *std::move(keys), std::move(epoch)));
    ASSENT_CHECK(rows->beginGeneration());
    return rows;
}

std::string EmbeddedRows::logKey() const { return Ledger(*m_vault).verifierKey(); }

Result<void> EmbeddedRows::check()
{
    ASSENT_TRY([[maybe_unused]] const std::int64_t edges, db().integer("SELECT count(*) FROM ledger_edge"));
    return {};
}

Result<void> EmbeddedRows::transact(const std::function<Result<void>()> &work)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*m_vault));
    m_transaction = &transaction;
    const Result<void> done = work();
    m_transaction = nullptr;
    return done ? transaction.commit() : done;
}

Result<SubjectKeyMap> EmbeddedRows::ensureKeys(std::span<const SubjectId> subjects)
{
    ASSENT_CHECK(m_keys->ensure(subjects));
    return keys(subjects);
}

Result<SubjectKeyMap> EmbeddedRows::keys(std::span<const SubjectId> subjects)
{
    SubjectKeyMap out;
    for (const SubjectId &subject : subjects) {
        auto key = m_keys->find(subject);
        if (key)
            out.emplace(subject, *std::move(key));
        else if (key.error().code != ErrorCode::NotFound)
            return std::move(key).error();
    }
    return out;
}

Result<void> EmbeddedRows::putCode(const Digest &hash, const std::optional<SubjectId> &scope, Timestamp expiresAt)
{
    ASSENT_TRY(Statement put, db().prepare("INSERT INTO enrolment_code(hash, subject, expires_at) VALUES(?,?,?)"));
    bindSubject(put.bind(1, hash), 2, scope);
    return put.bind(3, expiresAt).run();
}

Result<void> EmbeddedRows::forgetCodes(Timestamp expiredBy)
{
    ASSENT_TRY(Statement forget, db().prepare("DELETE FROM enrolment_code WHERE expires_at <= ?"));
    return forget.bind(1, expiredBy).run();
}

Result<std::optional<std::optional<SubjectId>>> EmbeddedRows::useCode(const Digest &hash, DeviceId device, Timestamp now)
{
    using Scope = std::optional<SubjectId>;
    ASSENT_TRY(Statement find, db().prepare("SELECT subject FROM enrolment_code WHERE hash=? AND used_by IS NULL AND expires_at > ?"));
    ASSENT_TRY(const bool row, find.bind(1, hash).bind(2, now).step());
    if (!row)
        return std::optional<Scope>();
    ASSENT_TRY(const Scope scope, readSubject(find, 0));
    ASSENT_TRY(Statement use, db().prepare("UPDATE enrolment_code SET used_by=? WHERE hash=?"));
    ASSENT_CHECK(use.bind(1, device.bytes()).bind(2, hash).run());
    return std::optional<Scope>(scope);
}

Result<std::optional<HubDevice>> EmbeddedRows::findDevice(std::string_view column, ByteView value)
{
    ASSENT_TRY(Statement find, db().prepare("SELECT " + std::string(kDeviceColumns) + " FROM device WHERE " + std::string(column) + " = ?"));
    ASSENT_TRY(const bool row, find.bind(1, value).step());
    if (!row)
        return std::optional<HubDevice>();
    ASSENT_TRY(HubDevice device, readDevice(find));
    return std::optional<HubDevice>(std::move(device));
}

Result<std::optional<HubDevice>> EmbeddedRows::device(DeviceId id) { return findDevice("id", id.bytes()); }

Result<std::optional<HubDevice>> EmbeddedRows::deviceByToken(const Digest &tokenHash) { return findDevice("token_hash", tokenHash); }

Result<std::vector<HubDevice>> EmbeddedRows::devices()
{
    std::vector<HubDevice> out;
    ASSENT_TRY(Statement all, db().prepare("SELECT " + std::string(kDeviceColumns) + " FROM device ORDER BY enrolled_at, id"));
    for (;;) {
        ASSENT_TRY(const bool row, all.step());
        if (!row)
            return out;
        ASSENT_TRY(HubDevice device, readDevice(all));
        out.push_back(std::move(device));
    }
}

Result<void> EmbeddedRows::putDevice(const HubDevice &device, const Digest &tokenHash)
{
    ASSENT_TRY(Statement put, db().prepare(
        "INSERT INTO device(id, public_key, label, subject, token_hash, enrolled_at) VALUES(?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET label=excluded.label, token_hash=excluded.token_hash,"
        " enrolled_at=excluded.enrolled_at, revoked_at=NULL"));
    put.bind(1, device.id.bytes()).bind(2, ByteView(device.publicKey)).bind(3, device.label);
    bindSubject(put, 4, device.subject);
    return put.bind(5, tokenHash).bind(6, device.enrolledAt).run();
}

Result<bool> EmbeddedRows::markRevoked(DeviceId id, Timestamp at)
{
    ASSENT_TRY(Statement mark, db().prepare("UPDATE device SET revoked_at=? WHERE id=? AND revoked_at IS NULL"));
    ASSENT_CHECK(mark.bind(1, at).bind(2, id.bytes()).run());
    return db().changes() > 0;
}

Result<std::int64_t> EmbeddedRows::append(std::span<const Ledger::Entry> leaves)
{
    if (!m_transaction)
        return Error{ErrorCode::Conflict, "the hub's rows are written in a transaction only"};
    return leaves.empty() ? Result<std::int64_t>(0) : Ledger(*m_vault).append(*m_transaction, leaves);
}

Result<void> EmbeddedRows::putLeaf(LeafKind kind, std::string_view body, Timestamp at)
{
    const Ledger::Entry entry{kind, asBytes(body), at};
    ASSENT_TRY([[maybe_unused]] const std::int64_t n, append({&entry, 1}));
    return {};
}

Result<std::string> EmbeddedRows::checkpoint() { return Ledger(*m_vault).checkpoint(); }

Result<std::vector<HubRows::LogEntry>> EmbeddedRows::logEntries(std::uint64_t from, int limit)
{
    std::vector<LogEntry> out;
    ASSENT_TRY(Statement read, db().prepare("SELECT kind, received_at, body FROM ledger_entry WHERE n >= ? ORDER BY n LIMIT ?"));
    read.bind(1, from).bind(2, limit);
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row)
            return out;
        out.push_back({static_cast<LeafKind>(read.integer(0)), read.time(1), toBytes(read.blob(2))});
    }
}

Result<std::vector<Digest>> EmbeddedRows::tileRoots(int level, std::uint64_t first, int limit)
{
    std::vector<Digest> out;
    ASSENT_TRY(Statement read, db().prepare("SELECT n, root FROM ledger_tile WHERE level = ? AND n >= ? ORDER BY n LIMIT ?"));
    read.bind(1, level).bind(2, first).bind(3, limit);
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row || static_cast<std::uint64_t>(read.integer(0)) != first + out.size())
            return out;
        ASSENT_TRY(const Digest root, toDigest(read.blob(1)));
        out.push_back(root);
    }
}

Result<void> EmbeddedRows::tidy(bool compact)
{
    ASSENT_TRY([[maybe_unused]] const std::string note, checkpoint());
    if (!compact)
        return {};
    ASSENT_CHECK(m_keys->checkpoint());
    return m_vault->checkpoint();
}

} // namespace assent::sync
