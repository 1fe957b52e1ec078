#pragma once

#include "base/progress.h"
#include "crypto/merkle.h"
#include "vault/vault.h"

#include <functional>

namespace assent {

enum class LeafKind { Consent = 0, Staff = 1, Device = 2 };

/// Whom an entry is about, for those who hold the person's key alone: HMAC-SHA-256
/// of the subject's id. With the key gone nobody can tell.
Digest pseudonymOf(ByteView pseudonymKey, SubjectId subject);

/// The bytes of a leaf: body ‖ received_at, 8 bytes, big endian, milliseconds.
Bytes leafEntry(ByteView body, Timestamp receivedAt);

/// A tree head as a C2SP checkpoint: origin, size, base64 root; signed as a
/// C2SP note with the store's log key.
struct Checkpoint
{
    std::string origin;
    std::uint64_t size = 0;
    Digest root = {};
};

/// The log over everything that a store received, in the order it came in.
///
///   leaf hash = RFC 6962 leaf hash of  leafEntry(body, received_at)
///
/// Tables ledger_entry,
/// ledger_edge and ledger_checkpoint; see core/ledger/README.md.
class Ledger
{
public:
    explicit Ledger(Vault &vault) : m_vault(vault) {}

    /// Appends entries; gives the number of the first. The tree's edge moves in
    /// the same transaction.
    struct Entry
    {
        LeafKind kind = LeafKind::Consent;
        ByteView body;
        Timestamp receivedAt;
    };
    Result<std::int64_t> append(const WriteTransaction &transaction, std::span<const Entry> entries);

    Result<std::uint64_t> size();
    Result<Checkpoint> head();

    /// Signs the head, stores and returns the note. Nothing new: the last one.
    /// Corrupt when the head does not go on from the last one: a log signs no
    /// two trees of one size.
    Result<std::string> checkpoint();
    Result<std::optional<std::string>> lastCheckpoint();
    std::string origin() const;
    /// The log's verifier key in the form of C2SP signed-note.
    std::string verifierKey() const;

    /// The RFC 6962 audit paths of entries in the tree of the first `size` ones.
    /// NotFound when the log is shorter, or an entry is not below that size.
    Result<std::vector<std::vector<Digest>>> inclusionPaths(std::span<const std::uint64_t> entries, std::uint64_t size);

    struct Report
    {
        std::uint64_t entries = 0;
        std::uint64_t checkpointSize = 0;
        Digest root = {};
        /// The entry that is wrong or missing, where that can be told; else the
        /// first one that no checkpoint proves (core/ledger/README.md).
        std::optional<std::uint64_t> firstBad;
        std::string fault;                     ///< in words; empty when whole
        std::string file;                      ///< where, in a log outside of its store
    };
    /// Reads every entry and compares with the edge and the last checkpoint.
    /// `kept`: a checkpoint from elsewhere that the log must contain. A fault is a
    /// report; an Error is that the check could not be made. A long log is read on
    /// several threads.
    ///
    /// An Inspect sees entries and names the fault of one, or is silent. Each thread
    /// has one of its own, with its connection; all are made on the caller's.
    using Inspect = std::function<std::string(std::uint64_t n, LeafKind kind, ByteView body)>;
    using Inspector = std::function<Inspect(Database &db)>;
    Result<Report> verify(Progress &progress, const Inspector &inspector = {}, const std::optional<Checkpoint> &kept = {});

private:
    Vault &m_vault;
};

/// Leaf hash of an entry, as Ledger has it.
Digest ledgerLeaf(ByteView body, Timestamp receivedAt);

// C2SP signed-note.
std::string signNote(std::string_view text, std::string_view keyName, const SigningKey &key);
std::string noteVerifierKey(std::string_view keyName, const PublicKey &key);
/// The key in a verifier key, or Invalid.
Result<PublicKey> noteKeyFrom(std::string_view verifierKey);
/// The text of a note that carries a valid signature of this key, else Denied
/// (no such signature, or it does not hold) or Invalid (no note, no key).
Result<std::string> openNote(std::string_view note, std::string_view verifierKey);
std::string checkpointText(const Checkpoint &checkpoint);
Result<Checkpoint> checkpointFromText(std::string_view text);
/// The name of a verifier key, which is the origin of its log; Invalid: no key.
Result<std::string> verifierKeyName(std::string_view verifierKey);
/// The checkpoint of a note: openNote() and checkpointFromText(). Denied also
/// when its origin is not the key's name.
Result<Checkpoint> openCheckpoint(std::string_view note, std::string_view verifierKey);

} // namespace assent
