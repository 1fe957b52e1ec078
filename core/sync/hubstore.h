#pragma once

#include "crypto/sealedbox.h"
#include "sync/erasuremessages.h"
#include "sync/hubrows.h"

#include <memory>

namespace assent::sync {

/// The tables of the embedded store; see sync/hubschema.cpp, which documents each.
std::span<const Migration> hubSchema();

inline constexpr std::size_t kMaxDeviceLabel = 200; ///< bytes

/// An item on its way out, as the hub keeps it.
struct OpenedItem
{
    SecretBytes text; ///< canonical JSON of the body
    Timestamp receivedAt;
    std::optional<PublicKey> deviceKey;
};
/// A PullResponse whose bodies nobody has read.
struct OpenedPage
{
    std::vector<OpenedItem> items;
    std::string cursor;
    bool more = false;
    std::string checkpoint;
};
/// The same as toJson() of what it says, in canonical JSON.
std::string toText(const OpenedPage &page);

/// The hub's rules, over rows that lie in the embedded store or in PostgreSQL
/// (hubrows.h). Payloads are sealed under a key per subject, which lives apart
/// from the data, so that a backup of the data holds no readable payload and
/// erasing a key erases for good. Belongs to one thread at a time; other
/// programs may have the same store open.
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
    /// The rules over rows that are open.
    static std::unique_ptr<HubStore> over(std::unique_ptr<HubRows> rows, const Clock &clock);
    ~HubStore();

    Vault &vault(); ///< of the embedded store only
    const std::string &epoch() const;
    /// The verifier key of the hub's ledger (C2SP).
    std::string logKey() const;
    /// That the store answers.
    Result<void> check();

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

    /// Takes a batch, in one transaction for each partition of the rows; a verdict
    /// each, in their order. What was sent before and is lost is told, and refuses
    /// nothing; Protocol: `sent` is no place. On an error the embedded store has taken nothing; of
    /// PostgreSQL's partitions some may have, and tell so when it comes again.
    /// Reasons of rejections:
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
    Result<PushResponse> take(const HubDevice &from, bool entitled, PushEnvelope push);
    /// Reads a push as readPush() of messagetext.h does.
    std::optional<PushEnvelope> readPush(std::string_view text);
    /// Items after a cursor ("" is the beginning) that the device may see, in
    /// the order in which they were committed. Protocol: not a cursor. Conflict:
    /// of another epoch, or from a time that the hub has lost; the same of `sent`,
    /// the place that the device's last push was answered with.
    Result<PullResponse> pull(const HubDevice &to, std::string_view cursor, int limit, std::string_view sent = {});
    /// The same as the hub keeps it, for an answer that nobody here reads.
    Result<OpenedPage> openedPage(const HubDevice &to, std::string_view cursor, int limit, std::string_view sent = {});
    /// Everything of one person, as pull() gives it.
    Result<std::vector<PulledItem>> itemsOf(SubjectId subject);
    Result<std::int64_t> itemCount();
    /// The ledger's last signed note, as HubRows::checkpoint().
    Result<std::string> checkpoint();
    /// The ledger's entries from a number on, as HubRows::logEntries().
    Result<std::vector<HubRows::LogEntry>> logEntries(std::uint64_t from, int limit);

    /// Forgets people (huberasure.cpp): their items and keys go, and what is pushed
    /// of them later gets the verdict Erased. Entries in the log stay, with one more
    /// for the erasure. By a device that may see the person; a result each.
    Result<std::vector<ErasureResult>> erase(const HubDevice &from, std::span<const OfferedErasure> offered);
    /// All of them after a cursor, in the order in which they were committed.
    /// Protocol and Conflict as for pull().
    Result<ErasurePage> erasures(std::string_view cursor, int limit);
    /// Opens what was sealed for this hub (sealed.h); the same for the life of the store.
    Result<SealKey> sealKey();

    // Questions of the routes (hubquery.cpp).

    /// Writes to the disk. Io when that cannot be done.
    Result<void> proveWritable();
    /// When the oldest entry came that no checkpoint seals yet; nothing when all are.
    Result<std::optional<Timestamp>> oldestUnsealed();
    /// When the newest checkpoint was made; nothing without one.
    Result<std::optional<Timestamp>> sealedAt();
    /// The feed's end.
    Result<FeedPlaces> feedEnd();
    /// Whom items after a place are about; moves the place behind them.
    Result<std::vector<SubjectId>> newsAfter(FeedPlaces &seen, int limit);
    /// The number of a subject's newest item, 0 when there is none.
    Result<std::int64_t> lastItemOf(SubjectId subject);
    /// The ledger's number of a consent event; nothing when the hub does not have it.
    Result<std::optional<std::int64_t>> entryOf(EventId event);
    /// Leaf hashes of the ledger's entries from `first` on. NotFound when there are fewer.
    Result<std::vector<Digest>> leavesFrom(std::uint64_t first, std::uint64_t count);
    /// As HubRows::tileRoots().
    Result<std::vector<Digest>> tileRoots(int level, std::uint64_t first, int limit);
    /// The newest checkpoint; "" without one. Signs nothing.
    Result<std::string> newestCheckpoint();
    /// 32 bytes for another use of the hub's key, named by `info`.
    Result<SecretBytes> deriveKey(std::string_view info) const;
    /// Bytes on the disk.
    std::uintmax_t bytes() const;

    /// Numbers what is new for the ledger and seals it with a signed checkpoint;
    /// with `compact` also moves the embedded store's write-ahead logs into their
    /// files. To be called every few seconds.
    Result<void> tidy(bool compact);

    struct State; ///< for the files that implement this class

private:
    explicit HubStore(std::unique_ptr<State> state);
    Result<bool> hasPlace(std::string_view cursor);
    std::unique_ptr<State> m_state;
};

} // namespace assent::sync
