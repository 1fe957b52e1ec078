#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "catalog/catalogue.h"
#include "catalog/consentkey.h"
#include "crypto/merkle.h"
#include "crypto/signature.h"

#include <set>
#include <tuple>

namespace assent {

/// DOMAIN.md section 2. Opening: Grant, Confirm. Neutral: Request, Defer. All
/// others close.
enum class Act { Grant, Confirm, Withdraw, Refuse, Object, Revoke, Invalidate, Signal, Request, Defer };
std::string_view actName(Act act); ///< "grant", "confirm", …
std::optional<Act> actFromName(std::string_view name);
bool isOpening(Act act);
bool isClosing(Act act);

enum class ActorRole { Self, Agent, Guardian, System, Import };
std::string_view actorRoleName(ActorRole role);

/// How the notice reached the person. Attested: an import says that it did.
enum class ServedMode { None, Screen, ReadAloud, Paper, Attested };
std::string_view servedModeName(ServedMode mode);
std::optional<ServedMode> servedModeFromName(std::string_view name);

enum class ConsentMethod { Toggle, Signal, Verbal, Paper, DoubleOptIn, Import };
std::string_view consentMethodName(ConsentMethod method);

struct Attachment
{
    std::string name;
    std::string mediaType;
    Digest sha256 = {};
    bool operator==(const Attachment &) const = default;
};

/// The signed part of a consent event: no text that could be guessed, so that
/// erasing the payload really erases. Its canonical JSON:
///
///   {"act":…,"decided_at":…,"device_id":…,"event_id":…,"parents":[…],
///    "payload_hash":…,"pseudonym":…,"v":1}
///
/// digests in base64url, times in RFC 3339.
struct EventCore
{
    EventId id;         ///< UUIDv7; v8 for an import
    DeviceId device;
    Act act = Act::Withdraw;
    std::vector<Digest> parents; ///< hashes of the acts that headed the view acted on; sorted
    Timestamp decidedAt;
    Digest pseudonym = {};   ///< pseudonymOf() of ledger.h
    Digest payloadHash = {}; ///< SHA-256(salt ‖ payload)
};

struct EventPayload
{
    KeyPattern key; ///< of an opening or neutral act always concrete
    std::string actorId;
    ActorRole actorRole = ActorRole::Self;
    std::string onBehalfReason;
    std::string verificationId;
    NoticeId notice;
    int noticeVersion = 0; ///< 0: no notice
    std::string locale;
    Digest noticeHash = {};
    std::optional<ServedId> served;
    ServedMode servedMode = ServedMode::None;
    int purposeVersion = 0;
    std::string legalBasis;
    ConsentMethod method = ConsentMethod::Toggle;
    std::string reason;
    std::optional<Timestamp> validUntil;
    std::string collectionPoint;
    std::string appVersion;
    std::vector<Attachment> attachments;
    std::string jurisdiction;
    std::string policyRule;
};

std::string toCanonical(const EventCore &core);
Result<EventCore> eventCoreFromJson(std::string_view canonicalText);
std::string toCanonical(const EventPayload &payload);
Result<EventPayload> eventPayloadFromJson(std::string_view text);

/// The signature over a batch of cores committed together: Ed25519 over
/// "assent/consent-batch/v1\n" ‖ the RFC 6962 root of the cores, with the path
/// of this core in that tree, so that each event proves itself.
struct BatchProof
{
    std::uint64_t index = 0;
    std::uint64_t size = 1;
    std::vector<Digest> path;
    Signature signature = {};
};
Bytes encode(const BatchProof &proof);
Result<BatchProof> batchProofFromBytes(ByteView bytes);

/// A consent event whole, as it is stored and travels.
struct ConsentEvent
{
    std::string coreText; ///< canonical bytes, as signed
    EventCore core;
    Bytes salt;           ///< 32 bytes; empty when erased
    std::string payloadText;
    EventPayload payload;
    BatchProof proof;

    /// RFC 6962 leaf hash of the core: what `parents` of later acts name.
    Digest hash() const { return merkle::leafHash(asBytes(coreText)); }
};

/// Signs cores as one batch. At most 500.
Result<std::vector<BatchProof>> signBatch(std::span<const std::string> coreTexts, const SigningKey &key);
/// True when the event's own proof holds under the device's key.
bool verifyProof(std::string_view coreText, const BatchProof &proof, const PublicKey &deviceKey);
/// verifyProof() for many events: of those that were signed together the signature
/// is checked once, and what follows needs hashes only.
class BatchVerifier
{
public:
    bool holds(std::string_view coreText, const BatchProof &proof, const PublicKey &deviceKey);

private:
    std::set<std::tuple<PublicKey, Digest, Signature>> m_held; ///< roots whose signature holds
};
/// Rebuilds an event from its parts and checks that core and payload agree:
/// payload hash, canonical form, concrete key of an opening. Not the signature.
Result<ConsentEvent> assembleEvent(std::string coreText, Bytes salt, std::string payloadText, BatchProof proof);

} // namespace assent
