#pragma once

#include "crypto/secret.h"
#include "ledger/ledger.h"
#include "sync/messages.h"

#include <functional>
#include <map>
#include <set>

namespace assent::sync {

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

/// What a device called one of its items.
struct ItemNumber
{
    Lane lane = Lane::Other;
    std::int64_t n = 0;
    Uuid item;
};

/// An item that the hub holds.
struct StoredItem
{
    Uuid id;
    Digest content = {}; ///< tells another item of this id
    ItemKind kind = ItemKind::Consent;
    SubjectId subject;
    Timestamp receivedAt;
    bool flagged = false;
};

/// An item that comes in.
struct NewItem
{
    StoredItem row;
    std::optional<DeviceId> author; ///< who signed a consent event
    std::string_view leaf;          ///< what the ledger keeps of it; empty: nothing
    Bytes body;                     ///< sealed
};

/// An item on its way out.
struct FeedItem
{
    Uuid id;
    SubjectId subject;
    Timestamp receivedAt;
    std::optional<PublicKey> deviceKey; ///< of its author
    Bytes body;                         ///< sealed
};

/// A place in the feed: of each partition, the last number that was seen.
using FeedPlaces = std::vector<std::int64_t>;

struct FeedPage
{
    std::vector<FeedItem> items;
    bool more = false;
};

/// Somebody who was erased.
struct ErasedRow
{
    std::optional<Digest> subjectHash; ///< HubRows::erasureHash(); nothing: nothing was here of the person
    Digest pseudonym = {};
    std::string text;                  ///< what was signed
    Signature signature = {};
    DeviceId device;                   ///< that signed
    Timestamp receivedAt;
    std::optional<SubjectId> subject;  ///< until the key is destroyed
};

/// An erasure on its way out.
struct ToldRow
{
    std::int64_t seq = 0;
    std::string text;
    Bytes signature;
    PublicKey deviceKey = {};
};

/// How a person is named: by the id, and by the pseudonym where it is known.
struct Named
{
    SubjectId subject;
    std::optional<Digest> pseudonym;
};

/// Keys of subjects.
using SubjectKeyMap = std::map<SubjectId, SecretBytes>;

/// The rows of a hub, wherever they lie: what HubStore decides is written down
/// here, and nothing is decided here. Two stores implement it: the embedded one
/// (embeddedrows.h) and PostgreSQL (postgres/postgresrows.h). Belongs to one
/// thread at a time; other hubs may have the same rows open.
///
/// Failures: Io when the store cannot be reached, written or read now, Corrupt
/// when something stored does not hold. Writing outside of transact() is a
/// Conflict. To add a query: a function here, and its SQL in both stores.
class HubRows
{
public:
    virtual ~HubRows() = default;

    virtual const std::string &epoch() const = 0;
    /// The ledger's verifier key (C2SP).
    virtual std::string logKey() const = 0;
    /// The embedded store's own; null elsewhere.
    virtual Vault *vault() { return nullptr; }
    /// That the store answers.
    virtual Result<void> check() = 0;

    /// Runs `work` in one transaction, and commits when it has no error. A row
    /// that meets what another hub wrote meanwhile makes it run again from its
    /// beginning, so it must set up anew what it changes.
    virtual Result<void> transact(const std::function<Result<void>()> &work) = 0;

    // Keys of subjects. They are durable before an item is sealed with them.
    /// Makes those that are missing. Outside of a transaction.
    virtual Result<SubjectKeyMap> ensureKeys(std::span<const SubjectId> subjects) = 0;
    /// Those that are there.
    virtual Result<SubjectKeyMap> keys(std::span<const SubjectId> subjects) = 0;

    // Codes, by their hashes.
    virtual Result<void> putCode(const Digest &hash, const std::optional<SubjectId> &scope, Timestamp expiresAt) = 0;
    virtual Result<void> forgetCodes(Timestamp expiredBy) = 0;
    /// Uses a code up that is good at `now`, and gives its scope; nothing when
    /// there is none.
    virtual Result<std::optional<std::optional<SubjectId>>> useCode(const Digest &hash, DeviceId device, Timestamp now) = 0;

    // Devices.
    virtual Result<std::optional<HubDevice>> device(DeviceId id) = 0;
    virtual Result<std::optional<HubDevice>> deviceByToken(const Digest &tokenHash) = 0;
    virtual Result<std::vector<HubDevice>> devices() = 0; ///< oldest first
    /// A known one, of the same key and scope, gets the label, token and time, and
    /// is no longer revoked.
    virtual Result<void> putDevice(const HubDevice &device, const Digest &tokenHash) = 0;
    /// False when it was revoked, or is not there.
    virtual Result<bool> markRevoked(DeviceId id, Timestamp at) = 0;

    // Items. A push is taken in one transaction for each partition in it.
    virtual std::size_t partitionOf(SubjectId subject) const = 0;
    /// Of those numbers that a device gave before: to which items.
    virtual Result<std::vector<ItemNumber>> numbers(DeviceId device, std::span<const ItemNumber> asked) = 0;
    /// All items under these ids.
    virtual Result<std::vector<StoredItem>> items(std::span<const Uuid> ids) = 0;
    /// The sealed body. NotFound: no such item.
    virtual Result<Bytes> itemBody(const StoredItem &item) = 0;
    virtual Result<std::map<SubjectId, Digest>> pseudonyms(std::span<const SubjectId> subjects) = 0;
    virtual Result<void> putPseudonyms(const std::map<SubjectId, Digest> &pseudonyms) = 0;
    virtual Result<void> putNumbers(DeviceId device, std::span<const ItemNumber> numbers) = 0;
    /// In their order, at the feed's end and with their leaves: last in its
    /// transaction. All are of one partition.
    virtual Result<void> putItems(std::span<const NewItem> items) = 0;
    virtual Result<std::int64_t> itemCount() = 0;

    // The feed, in the order of commits within each partition.
    virtual std::size_t partitions() const = 0;
    /// The last number that was given, of each partition; 0 before the first.
    virtual Result<FeedPlaces> feedEnd() = 0;
    /// The items after `seen` that are about `scope` (nothing: everyone): at most
    /// `limit`, and no more after the one that passes `bytes`. Moves `seen`.
    virtual Result<FeedPage> feed(FeedPlaces &seen, const std::optional<SubjectId> &scope, int limit, std::size_t bytes) = 0;
    // Its generations: sync/feedcursor.h.
    virtual Result<Bytes> newestGeneration() = 0;
    /// How far a generation went: where the next one began, else the feed's end.
    /// Nothing: it is not known here.
    virtual Result<std::optional<FeedPlaces>> generationEnd(ByteView token) = 0;

    // Erasures: huberasure.cpp has their order.
    /// Tells nobody who the person is.
    virtual Digest erasureHash(SubjectId subject) const = 0;
    virtual Result<std::optional<SubjectId>> subjectUnder(const Digest &pseudonym) = 0;
    /// Those who were erased. Within a transaction it stays so until its end.
    virtual Result<std::set<SubjectId>> erased(std::span<const Named> asked) = 0;
    virtual Result<bool> isErased(const Digest &pseudonym) = 0;
    /// At the end of the list, with its leaf.
    virtual Result<void> putErasure(const ErasedRow &row) = 0;
    /// Items, pseudonym, codes, and the names of devices. Numbers that named the
    /// person stay taken, by `inItsPlace`.
    virtual Result<void> removeSubject(SubjectId subject, const Uuid &inItsPlace) = 0;
    /// Whose keys are to be destroyed yet.
    virtual Result<std::vector<SubjectId>> halfErased() = 0;
    /// Destroys their keys, then the last trace of their ids. Outside of a transaction.
    virtual Result<void> destroyKeys(std::span<const SubjectId> subjects) = 0;
    /// In the order of their commits.
    virtual Result<std::vector<ToldRow>> erasuresAfter(std::int64_t seq, int limit) = 0;

    // Questions of the routes: hubquery.cpp.
    virtual Result<void> proveWritable() = 0;
    virtual Result<std::optional<Timestamp>> oldestUnsealed() = 0;
    virtual Result<std::optional<Timestamp>> sealedAt() = 0;
    virtual Result<std::vector<SubjectId>> newsAfter(FeedPlaces &seen, int limit) = 0;
    virtual Result<std::int64_t> lastItemOf(SubjectId subject) = 0;
    virtual Result<std::optional<std::int64_t>> entryOf(const Uuid &event) = 0;
    virtual Result<std::string> newestCheckpoint() = 0;
    virtual std::uintmax_t bytes() = 0;

    // The ledger.
    /// 32 bytes for another use of the log's key, which outlives a change of the store's.
    virtual Result<SecretBytes> deriveKey(std::string_view info) const = 0;
    virtual Result<void> putLeaf(LeafKind kind, std::string_view body, Timestamp at) = 0;
    /// The signed note to hand out with what the feed gave before. Empty: none yet.
    virtual Result<std::string> checkpoint() = 0;
    struct LogEntry
    {
        LeafKind kind = LeafKind::Consent;
        Timestamp receivedAt;
        Bytes body;
    };
    /// Entries from a number on.
    virtual Result<std::vector<LogEntry>> logEntries(std::uint64_t from, int limit) = 0;
    /// The roots of a level's full tiles from `first` on that the store keeps, without
    /// a gap; empty: it keeps none there, and they are made from the entries.
    virtual Result<std::vector<Digest>> tileRoots(int level, std::uint64_t first, int limit) = 0;

    /// HubStore::tidy().
    virtual Result<void> tidy(bool compact) = 0;
};

} // namespace assent::sync
