#include "sync/hubstore.h"

#include "crypto/hash.h"
#include "sync/embeddedrows.h"
#include "sync/hubstate.h"

namespace assent::sync {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kCodeCharacters = 20; // of 5 bits
constexpr std::size_t kCodeGroup = 5;
constexpr std::string_view kCodeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's

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

Result<void> appendLeaf(HubRows &rows, json::Value leaf, Timestamp at)
{
    leaf.set("at", toRfc3339(at));
    leaf.set("v", 1);
    return rows.putLeaf(LeafKind::Device, json::canonical(leaf), at);
}

json::Value deviceLeaf(std::string_view act, DeviceId id)
{
    json::Value leaf;
    leaf.set("act", act);
    leaf.set("device_id", id.toString());
    return leaf;
}

Error refusedCode() { return {ErrorCode::Denied, "the code is unknown, used or expired"}; }

/// Who holds a code must not take over a device of another key or scope.
Result<void> admitAgain(const std::optional<HubDevice> &known, const HubDevice &device)
{
    if (known && (known->publicKey != device.publicKey || known->subject != device.subject))
        return Error{ErrorCode::Conflict, "a device with this id is enrolled with another key or scope"};
    return {};
}

} // namespace

HubStore::HubStore(std::unique_ptr<State> state) : m_state(std::move(state)) {}
HubStore::~HubStore() = default;
Vault &HubStore::vault() { return *m_state->rows->vault(); }
const std::string &HubStore::epoch() const { return m_state->rows->epoch(); }
std::string HubStore::logKey() const { return m_state->rows->logKey(); }
Result<void> HubStore::check() { return m_state->rows->check(); }

Result<std::unique_ptr<HubStore>> HubStore::open(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock)
{
    ASSENT_TRY(auto rows, EmbeddedRows::open(folder, key, clock));
    return over(std::move(rows), clock);
}

std::unique_ptr<HubStore> HubStore::over(std::unique_ptr<HubRows> rows, const Clock &clock)
{
    return std::unique_ptr<HubStore>(new HubStore(std::make_unique<State>(State{clock, std::move(rows)})));
}

Result<std::string> HubStore::newCode(std::optional<SubjectId> scope, std::chrono::seconds validFor)
{
    ASSENT_TRY(std::string code, makeCode());
    HubRows &rows = *m_state->rows;
    const Timestamp now = m_state->clock.now();
    const auto put = [&]() -> Result<void> {
        ASSENT_CHECK(rows.forgetCodes(now));
        return rows.putCode(sha256(asBytes(normaliseCode(code))), scope, now + validFor);
    };
    ASSENT_CHECK(rows.transact(put));
    return code;
}

Result<std::string> HubStore::redeem(const EnrolRequest &request, HubDevice &device)
{
    if (request.label.size() > kMaxDeviceLabel)
        return Error{ErrorCode::Invalid, "must have at most 200 bytes", {{}, 0, 0, "label"}};
    ASSENT_TRY(const Bytes random, randomBytes(kTokenBytes));
    std::string token = toBase64Url(random);
    HubRows &rows = *m_state->rows;
    const Timestamp now = m_state->clock.now();
    const auto enrol = [&]() -> Result<void> {
        device = HubDevice{request.device, request.publicKey, request.label, {}, false, now, {}};
        ASSENT_TRY(const auto scope, rows.useCode(sha256(asBytes(normaliseCode(request.code))), device.id, now));
        if (!scope)
            return refusedCode();
        device.subject = *scope;
        ASSENT_TRY(const auto known, rows.device(device.id));
        ASSENT_CHECK(admitAgain(known, device));
        ASSENT_CHECK(rows.putDevice(device, sha256(asBytes(token))));
        json::Value leaf = deviceLeaf("enrol", device.id);
        leaf.set("public_key", toBase64Url(device.publicKey));
        return appendLeaf(rows, std::move(leaf), now);
    };
    ASSENT_CHECK(rows.transact(enrol));
    return token;
}

Result<std::optional<HubDevice>> HubStore::deviceByToken(std::string_view token)
{
    // A look-up by hash: its time tells nothing about a token.
    return m_state->rows->deviceByToken(sha256(asBytes(token)));
}

Result<std::optional<HubDevice>> HubStore::device(DeviceId id) { return m_state->rows->device(id); }

Result<std::vector<HubDevice>> HubStore::devices() { return m_state->rows->devices(); }

Result<void> HubStore::revoke(DeviceId id)
{
    HubRows &rows = *m_state->rows;
    const Timestamp now = m_state->clock.now();
    return rows.transact([&]() -> Result<void> {
        ASSENT_TRY(const auto known, rows.device(id));
        if (!known)
            return Error{ErrorCode::NotFound, "no such device"};
        ASSENT_TRY(const bool marked, rows.markRevoked(id, now));
        return marked ? appendLeaf(rows, deviceLeaf("revoke", id), now) : Result<void>();
    });
}

Result<std::int64_t> HubStore::itemCount() { return m_state->rows->itemCount(); }

Result<std::string> HubStore::checkpoint() { return m_state->rows->checkpoint(); }

Result<std::vector<HubRows::LogEntry>> HubStore::logEntries(std::uint64_t from, int limit)
{
    return m_state->rows->logEntries(from, limit);
}

Result<void> HubStore::tidy(bool compact) { return m_state->rows->tidy(compact); }

} // namespace assent::sync
