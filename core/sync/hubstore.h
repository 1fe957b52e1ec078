#pragma once

#include "ledger/ledger.h"
#include "sync/messages.h"

#include <memory>

namespace assent::sync {

/// The tables of a hub; see sync/hubschema.cpp, which documents each.
std::span<const Migration> hubSchema();

struct HubDevice
{
    DeviceId id;
    PublicKey publicKey = {};
    std::string label;
    std::optional<SubjectId> subject; ///< scope: this person only
    bool revoked = false;
    Timestamp enrolledAt;
    std::optional<Timestamp> revokedAt;
};

inline constexpr std::size_t kMaxDeviceLabel = 200; ///< bytes

/// The hub's data. Payloads are sealed under a key per subject, which lives in a
/// store of its own (keys/), so that a backup of the data holds no readable
/// payload and erasing a key erases for good. Belongs to one thread at a time;
/// other programs may have the same store open.
///
/// Devices, their revocations and every accepted consent event are leaves of the
/// hub's ledger. A device's leaf is canonical JSON:
///
///   {"act":"enrol","at":…,"device_id":…,"public_key":…,"v":1}
///   {"act":"revoke","at":…,"device_id":…,"v":1}
class HubStore
{
public:
    /// Opens, or makes, the embedded store in a folder; `key` opens both files.
    /// Corrupt when one of the two is missing. A store that was made has a new
    /// epoch.
    static Result<std::unique_ptr<HubStore>> open(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock);
    ~HubStore();

    Vault &vault();
    const std::string &epoch() const;

    /// A code that enrols one device once, within its time. Only its hash is
    /// kept. Case, dashes and blanks do not matter when it is given back.
    Result<std::string> newCode(std::optional<SubjectId> scope, std::chrono::seconds validFor);
    /// Denied when unknown, used or expired. Gives the token; only its hash is
    /// kept. A device that is known enrols again, and is no longer revoked, with
    /// the same key and scope; else Conflict. Invalid: a label that is too long.
    Result<std::string> redeem(const EnrolRequest &request, HubDevice &device);
    Result<std::optional<HubDevice>> deviceByToken(std::string_view token);
    Result<std::optional<HubDevice>> device(DeviceId id);
    /// All devices, oldest first.
    Result<std::vector<HubDevice>> devices();
    /// NotFound when unknown. Revoking again changes nothing.
    Result<void> revoke(DeviceId id);

    /// Takes a batch in one transaction; a verdict each, in their order. On an
    /// error nothing was taken. Reasons of rejections:
    ///
    ///   malformed       the body cannot be read; the detail names the field
    ///   wrong_device    not signed by the pushing device or another enrolled one
    ///   bad_signature   the signature does not hold
    ///   wrong_subject   the pseudonym is not this subject's
    ///   out_of_scope    about another person than the device's
    ///   device_revoked  from or signed by a revoked device, and no closing act
    ///   wrong_lane      in the closing lane, and no closing act
    ///   sequence_taken  (device, lane, n) named another item before: a fork
    ///   id_taken        another item has this id
    ///
    /// A closing act of a revoked device is accepted, flagged, and effective. An
    /// item is a duplicate when its content is the same, or when both are the
    /// imported act of one record (UUIDv8). A person may come again with more.
    Result<std::vector<PushResult>> take(const HubDevice &from, bool entitled, const PushEnvelope &push);
    /// Items after a cursor ("" is the beginning) that the device may see, in
    /// the order in which they were committed. Protocol: not a cursor. Conflict:
    /// of another epoch, or from a time that the hub has lost.
    Result<PullResponse> pull(const HubDevice &to, std::string_view cursor, int limit);
    Result<std::int64_t> itemCount();

    // Questions of the routes (hubquery.cpp).

    /// Writes to the disk. Io when that cannot be done.
    Result<void> proveWritable();
    /// When the oldest entry came that no checkpoint seals yet; nothing when all are.
    Result<std::optional<Timestamp>> oldestUnsealed();
    /// When the newest checkpoint was made; nothing without one.
    Result<std::optional<Timestamp>> sealedAt();
    /// The number of the newest item, 0 before the first.
    Result<std::int64_t> lastItem();
    /// Numbers and subjects of items after this number, in the order of the feed.
    Result<std::vector<std::pair<std::int64_t, SubjectId>>> itemsAfter(std::int64_t seq, int limit);
    /// The number of a subject's newest item, 0 when there is none.
    Result<std::int64_t> lastItemOf(SubjectId subject);
    /// The ledger's number of a consent event; nothing when the hub does not have it.
    Result<std::optional<std::int64_t>> entryOf(EventId event);
    /// Leaf hashes of the ledger's entries from `first` on. NotFound when there are fewer.
    Result<std::vector<Digest>> leavesFrom(std::uint64_t first, std::uint64_t count);
    /// The newest checkpoint; "" without one. Signs nothing.
    Result<std::string> newestCheckpoint();
    /// 32 bytes for another use of the hub's key, named by `info`.
    Result<SecretBytes> deriveKey(std::string_view info) const;
    /// Bytes on the disk.
    std::uintmax_t bytes() const;

    /// Seals what is new with a signed checkpoint; with `compact` also moves the
    /// write-ahead logs into their files. To be called every few seconds.
    Result<void> tidy(bool compact);

    struct State; ///< for the files that implement this class

private:
    explicit HubStore(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace assent::sync
