#include "sync/hubstore.h"

#include "crypto/hash.h"
#include "sync/feedcursor.h"
#include "sync/hubstate.h"

namespace assent::sync {
namespace {

constexpr const char *kEpochKey = "hub_epoch";
constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kCodeCharacters = 20; // of 5 bits
constexpr std::size_t kCodeGroup = 5;
constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's

Vault::Options options()
{
    Vault::Options out;
    out.schema = hubSchema();
    out.kind = "hub";
    return out;
}

/// What a person may type: case, blanks and dashes aside, O for 0, I and L for 1.
std::string normaliseCode(std::string_view code)
{
    std::string out;
    for (char c : code) {
        if (c == '-' || c == ' ')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        out += c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
    }
    return out;
}

Result<std::string> makeCode()
{
    ASSENT_TRY(const Bytes random, randomBytes(kCodeCharacters));
    std::string code;
    for (std::size_t i = 0; i < kCodeCharacters; ++i) {
        if (i > 0 && i % kCodeGroup == 0)
            code += '-';
        code += kCodeAlphabet[random[i] & 31];
    }
    return code;
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

Result<std::optional<HubDevice>> findDevice(Database &db, std::string_view column, ByteView value)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT " + std::string(kDeviceColumns) + " FROM device WHERE " + std::string(column) + " = ?"));
    ASSENT_TRY(const bool row, find.bind(1, value).step());
    if (!row)
        return std::optional<HubDevice>();
    ASSENT_TRY(HubDevice device, readDevice(find));
    return std::optional<HubDevice>(std::move(device));
}

Result<void> appendLeaf(const WriteTransaction &transaction, json::Value leaf, Timestamp at)
{
    leaf.set("at", toRfc3339(at));
    leaf.set("v", 1);
    const std::string body = json::canonical(leaf);
    const Ledger::Entry entry{LeafKind::Device, asBytes(body), at};
    ASSENT_TRY([[maybe_unused]] const std::int64_t n, Ledger(transaction.vault()).append(transaction, {&entry, 1}));
    return {};
}

json::Value deviceLeaf(std::string_view act, DeviceId id)
{
    json::Value leaf;
    leaf.set("act", act);
    leaf.set("device_id", id.toString());
    return leaf;
}

Error refusedCode() { return {ErrorCode::Denied, "the code is unknown, used or expired"}; }

/// Uses the code up, and gives its scope.
Result<std::optional<SubjectId>> useCode(Database &db, const EnrolRequest &request, Timestamp now)
{
    const Digest hash = sha256(asBytes(normaliseCode(request.code)));
    ASSENT_TRY(Statement find, db.prepare("SELECT subject FROM enrolment_code WHERE hash=? AND used_by IS NULL AND expires_at > ?"));
    ASSENT_TRY(const bool row, find.bind(1, hash).bind(2, now).step());
    if (!row)
        return refusedCode();
    ASSENT_TRY(auto scope, readSubject(find, 0));
    ASSENT_TRY(Statement use, db.prepare("UPDATE enrolment_code SET used_by=? WHERE hash=?"));
    ASSENT_CHECK(use.bind(1, request.device.bytes()).bind(2, hash).run());
    return scope;
}

Result<void> putDevice(Database &db, const HubDevice &device, std::string_view token)
{
    ASSENT_TRY(Statement put, db.prepare(
        "INSERT INTO device(id, public_key, label, subject, token_hash, enrolled_at) VALUES(?,?,?,?,?,?)"
        " ON CONFLICT(id) DO UPDATE SET label=excluded.label, token_hash=excluded.token_hash,"
        " enrolled_at=excluded.enrolled_at, revoked_at=NULL"));
    put.bind(1, device.id.bytes()).bind(2, ByteView(device.publicKey)).bind(3, device.label);
    bindSubject(put, 4, device.subject);
    return put.bind(5, sha256(asBytes(token))).bind(6, device.enrolledAt).run();
}

/// Who holds a code must not take over a device of another key or scope.
Result<void> admitAgain(const std::optional<HubDevice> &known, const HubDevice &device)
{
    if (known && (known->publicKey != device.publicKey || known->subject != device.subject))
        return Error{ErrorCode::Conflict, "a device with this id is enrolled with another key or scope"};
    return {};
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

HubStore::HubStore(std::unique_ptr<State> state) : m_state(std::move(state)) {}
HubStore::~HubStore() = default;
Vault &HubStore::vault() { return *m_state->vault; }
const std::string &HubStore::epoch() const { return m_state->epoch; }

Result<std::unique_ptr<HubStore>> HubStore::open(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock)
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
    ASSENT_CHECK(FeedCursor::beginGeneration(*vault));
    auto state = std::make_unique<State>(State{clock, std::move(vault), *std::move(keys), std::move(epoch)});
    return std::unique_ptr<HubStore>(new HubStore(std::move(state)));
}

Result<std::string> HubStore::newCode(std::optional<SubjectId> scope, std::chrono::seconds validFor)
{
    ASSENT_TRY(std::string code, makeCode());
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault()));
    const Timestamp now = m_state->clock.now();
    ASSENT_TRY(Statement forget, transaction.db().prepare("DELETE FROM enrolment_code WHERE expires_at <= ?"));
    ASSENT_CHECK(forget.bind(1, now).run());
    ASSENT_TRY(Statement put, transaction.db().prepare("INSERT INTO enrolment_code(hash, subject, expires_at) VALUES(?,?,?)"));
    put.bind(1, sha256(asBytes(normaliseCode(code))));
    bindSubject(put, 2, scope);
    ASSENT_CHECK(put.bind(3, now + validFor).run());
    ASSENT_CHECK(transaction.commit());
    return code;
}

Result<std::string> HubStore::redeem(const EnrolRequest &request, HubDevice &device)
{
    if (request.label.size() > kMaxDeviceLabel)
        return Error{ErrorCode::Invalid, "must have at most 200 bytes", {{}, 0, 0, "label"}};
    ASSENT_TRY(const Bytes random, randomBytes(kTokenBytes));
    std::string token = toBase64Url(random);
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault()));
    const Timestamp now = m_state->clock.now();
    device = HubDevice{request.device, request.publicKey, request.label, {}, false, now, {}};
    ASSENT_TRY(device.subject, useCode(transaction.db(), request, now));
    ASSENT_TRY(const auto known, this->device(request.device));
    ASSENT_CHECK(admitAgain(known, device));
    ASSENT_CHECK(putDevice(transaction.db(), device, token));
    json::Value leaf = deviceLeaf("enrol", device.id);
    leaf.set("public_key", toBase64Url(device.publicKey));
    ASSENT_CHECK(appendLeaf(transaction, std::move(leaf), now));
    ASSENT_CHECK(transaction.commit());
    return token;
}

Result<std::optional<HubDevice>> HubStore::deviceByToken(std::string_view token)
{
    // A look-up by hash: its time tells nothing about a token.
    return findDevice(m_state->db(), "token_hash", sha256(asBytes(token)));
}

Result<std::optional<HubDevice>> HubStore::device(DeviceId id) { return findDevice(m_state->db(), "id", id.bytes()); }

Result<std::vector<HubDevice>> HubStore::devices()
{
    std::vector<HubDevice> out;
    ASSENT_TRY(Statement all, m_state->db().prepare("SELECT " + std::string(kDeviceColumns) + " FROM device ORDER BY enrolled_at, id"));
    for (;;) {
        ASSENT_TRY(const bool row, all.step());
        if (!row)
            return out;
        ASSENT_TRY(HubDevice device, readDevice(all));
        out.push_back(std::move(device));
    }
}

Result<void> HubStore::revoke(DeviceId id)
{
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault()));
    ASSENT_TRY(const auto known, device(id));
    if (!known)
        return Error{ErrorCode::NotFound, "no such device"};
    if (known->revoked)
        return {};
    const Timestamp now = m_state->clock.now();
    ASSENT_TRY(Statement mark, transaction.db().prepare("UPDATE device SET revoked_at=? WHERE id=?"));
    ASSENT_CHECK(mark.bind(1, now).bind(2, id.bytes()).run());
    ASSENT_CHECK(appendLeaf(transaction, deviceLeaf("revoke", id), now));
    return transaction.commit();
}

Result<std::int64_t> HubStore::itemCount() { return m_state->db().integer("SELECT count(*) FROM item"); }

Result<void> HubStore::tidy(bool compact)
{
    ASSENT_TRY([[maybe_unused]] const std::string note, Ledger(vault()).checkpoint());
    if (!compact)
        return {};
    ASSENT_CHECK(m_state->keys->checkpoint());
    return vault().checkpoint();
}

} // namespace assent::sync
