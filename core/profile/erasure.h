#pragma once

#include "catalog/consentkey.h"
#include "crypto/signature.h"
#include "vault/erasures.h"

namespace assent {

/// Whose act an erasure is.
enum class ErasedBy { Self, Agent };
std::string_view erasedByName(ErasedBy by);

/// What is signed of an erasure, and is its entry (Staff) in every ledger. RFC 8785:
///
///   {"act":"erase","actor_role":"self"|"agent","at":…,"device_id":…,
///    "erasure_id":UUIDv7,"pseudonym":…,"v":1}
///
/// Whom it names only those can tell who hold the person's key, which goes.
struct Erasure
{
    Uuid id;
    DeviceId device;
    ErasedBy by = ErasedBy::Self;
    Timestamp at;
    Digest pseudonym = {};

    std::string text; ///< the canonical form
    Signature signature = {};
};
/// The name of a person of this store in every ledger; NotFound.
Result<Digest> pseudonymHere(Database &db, SubjectId subject);
/// Invalid, with the field; the signature is not checked.
Result<Erasure> erasureFromText(std::string text, ByteView signature);
bool isSigned(const Erasure &erasure, const PublicKey &device);

/// What the law obliges the controller to keep for longer in its own records: the
/// basis of a fact is a legal obligation whose time is not over. Here and at the hub
/// it goes with the rest.
struct KeptByLaw
{
    std::string key;                 ///< of the fact
    std::optional<Timestamp> until;  ///< absent: no end is known
    std::vector<PurposeId> purposes;
};

/// What an erasure takes and leaves.
struct ErasurePlan
{
    std::int64_t facts = 0;       ///< versions
    std::int64_t identifiers = 0;
    std::int64_t decisions = 0;   ///< what was decided goes, that it was stays proven
    std::int64_t notices = 0;     ///< that were shown
    std::int64_t unsentClosings = 0; ///< stay until the hub has them
    std::int64_t unsentOthers = 0;
    bool hasHub = false;
    std::vector<KeptByLaw> keptByLaw; ///< by key
};
/// NotFound when there is no such person.
Result<ErasurePlan> planErasure(Vault &vault, SubjectId subject);

struct ErasureReport
{
    Uuid erasure;
    Timestamp at;
    ErasurePlan gone;
    std::int64_t entry = 0; ///< in the ledger
    /// False when another program still reads the log: the file keeps old pages,
    /// encrypted, until the next checkpoint.
    bool inFile = true;
};
/// Erases a person as a whole (DOMAIN.md section 5), signed by this device, in one
/// transaction with the entry in the ledger; the hub hears of it at the next sync.
/// Afterwards the search index forgets the words and the log is moved into the file.
Result<ErasureReport> eraseSubject(Vault &vault, SubjectId subject, ErasedBy by);
/// The same for an erasure that waited (erasurerequest.h), under the request's id.
/// NotFound also when the request is gone: it was taken back.
Result<ErasureReport> eraseRequested(Vault &vault, SubjectId subject, ErasedBy by, const Uuid &request);

/// The erasure of a person of whom the id alone is known; nothing when there is none.
Result<std::optional<Erasure>> erasureOf(Vault &vault, SubjectId subject);

/// Erases whoever here is meant by erasures of other devices, whose signatures the
/// caller has checked; those who are not here are passed over. How many were.
Result<int> obeyErasures(const WriteTransaction &transaction, std::span<const Erasure> erasures);

/// Enters into the ledger the erasures that a restore replayed.
Result<void> sealErasures(const WriteTransaction &transaction);

} // namespace assent
