#pragma once

#include "consent/event.h"
#include "profile/person.h"
#include "vault/outbox.h"

#include <variant>

namespace assent::sync {

inline constexpr int kProtocol = 1;
inline constexpr int kMaxPushItems = 500;
inline constexpr std::size_t kMaxPushBytes = 1024 * 1024;
inline constexpr int kMaxPullItems = 500;

/// GET /v1/capabilities.
struct Capabilities
{
    int protocolMin = kProtocol;
    int protocolMax = kProtocol;
    std::string hubEpoch;   ///< changes when the hub lost or rebuilt its data
    std::string logKey;     ///< verifier key of the hub's ledger (C2SP)
    Timestamp serverTime;
    int maxPushItems = kMaxPushItems;
    std::size_t maxPushBytes = kMaxPushBytes;
    int maxPullItems = kMaxPullItems;
    bool longPoll = false; ///< a pull may wait for news
    std::optional<Digest> sealKey; ///< X25519: sealed.h
};

/// One thing that travels. Immutable: the hub keeps it, or has it already.
struct ConsentItem
{
    SubjectId subject;
    PersonaId persona;   ///< with the key below: enough to hold the act before
    Bytes pseudonymKey;  ///< the person's own record arrives
    ConsentEvent event;
};
struct PersonItem
{
    Person person; ///< as first added; later versions of facts are AttributeItems
};
struct AttributeItem
{
    SubjectId subject;
    Attribute attribute;
};
using ItemBody = std::variant<ConsentItem, PersonItem, AttributeItem>;

Uuid itemId(const ItemBody &body);
SubjectId itemSubject(const ItemBody &body);
ItemKind itemKind(const ItemBody &body);
/// Closing for consent events whose act closes.
Lane itemLane(const ItemBody &body);
/// {"kind":"consent","subject","persona","pseudonym_key","core","salt","payload","proof"} ·
/// {"kind":"person","person"} · {"kind":"attribute","subject","attribute"};
/// core and payload as text, bytes in base64url.
json::Value toJson(const ItemBody &body);
/// Invalid with the field's path; a consent event is checked by assembleEvent.
Result<ItemBody> itemFromJson(const json::Value &value, std::string path);

/// POST /v1/sync/push.
struct PushItem
{
    Lane lane = Lane::Other;
    std::int64_t n = 0; ///< (device, lane, n) names this item for good
    ItemBody body;
};
struct PushRequest
{
    DeviceId device;
    std::vector<PushItem> items;
};
json::Value toJson(const PushRequest &request);

/// An item as it was read, with its body in canonical JSON.
struct ReadItem
{
    Result<ItemBody> body = Error{ErrorCode::Invalid, "was not read"};
    std::string text;
};
/// A push as the hub reads it: one bad item is one bad verdict, not a bad push,
/// so bodies are decoded one by one with itemFromJson(body, path).
struct PushedItem
{
    Lane lane = Lane::Other;
    std::int64_t n = 0;
    json::Value body;
    std::string path;
    std::optional<ReadItem> read = {}; ///< where that was done already; body and path may be empty then
};
struct PushEnvelope
{
    DeviceId device;
    std::vector<PushedItem> items;
    std::string sent; ///< the place that the device's last push was answered with
};
Result<PushEnvelope> pushEnvelopeFromJson(const json::Value &value);
Result<PushedItem> pushedItemFromJson(const json::Value &value, std::size_t index);

enum class Verdict { Accepted, Duplicate, Erased, Rejected };
struct PushResult
{
    std::int64_t n = 0;
    Lane lane = Lane::Other;
    Verdict verdict = Verdict::Rejected;
    std::string reason;  ///< of a rejection: "bad_signature", "sequence_taken", …
    std::string detail;
    bool flagged = false; ///< accepted from a device that is no longer entitled
    std::optional<Timestamp> receivedAt;
};
struct PushResponse
{
    std::vector<PushResult> results; ///< in the order of the items
    std::string place; ///< of the feed; what was accepted lies before it. Opaque; give it back as `sent`
    /// A cursor: who has everything up to here has it up to `place` now. Empty: not told.
    std::string follows;
    bool lost = false; ///< the hub no longer has what the last push brought: offer everything again
};
std::string_view laneName(Lane lane);
std::string_view verdictName(Verdict verdict);
std::optional<Verdict> verdictFromName(std::string_view name);
Result<PushResponse> pushResponseFromJson(const json::Value &value);

/// GET /v1/sync/pull?cursor=…&limit=….
struct PulledItem
{
    ItemBody body;
    Timestamp receivedAt;
    std::optional<PublicKey> deviceKey; ///< of a consent event's author
};
/// An item of a kind or a version that this program does not know.
struct UnreadItem
{
    std::string text;   ///< the entry of the answer, canonical JSON
    std::string reason;
};
struct PullResponse
{
    std::vector<PulledItem> items;
    std::vector<UnreadItem> unread; ///< of an answer that was read; not written

    std::string cursor;     ///< opaque; give it back
    bool more = false;
    std::string checkpoint; ///< signed note of the hub's ledger; empty when it has none
};
json::Value toJson(const PullResponse &response);
Result<PullResponse> pullResponseFromJson(const json::Value &value);
Result<PulledItem> pulledItemFromJson(const json::Value &value, std::string path);

/// POST /v1/devices: a one-time code becomes a device's token.
struct EnrolRequest
{
    std::string code;
    DeviceId device;
    PublicKey publicKey = {};
    std::string label;
};
struct EnrolResponse
{
    std::string token; ///< bearer token for this device
    std::string hubEpoch;
    std::string logKey;
    std::optional<SubjectId> subject; ///< the only person that the device may see
};
json::Value toJson(const EnrolRequest &request);
Result<EnrolRequest> enrolRequestFromJson(const json::Value &value);
json::Value toJson(const EnrolResponse &response);
Result<EnrolResponse> enrolResponseFromJson(const json::Value &value);

json::Value toJson(const Capabilities &capabilities);
Result<Capabilities> capabilitiesFromJson(const json::Value &value);

/// RFC 9457.
struct Problem
{
    int status = 500;
    std::string type;   ///< "about:blank" or "urn:assent:problem:NAME"
    std::string title;
    std::string detail;
};
json::Value toJson(const Problem &problem);
std::optional<Problem> problemFromJson(std::string_view body);

} // namespace assent::sync
