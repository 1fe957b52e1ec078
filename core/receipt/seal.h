#pragma once

#include "catalog/catalogue.h"
#include "consent/event.h"
#include "ledger/ledger.h"
#include "receipt/consentrecord.h"

namespace assent {

/// What ties a receipt to the log: README.md has its form, "assent:seal".
struct ReceiptProof
{
    std::string verifierKey; ///< of the log, as a C2SP note key
    std::uint64_t entry = 0;
    Timestamp receivedAt;
    std::string core;       ///< the entry's body: the canonical core of the event
    std::string payload;    ///< empty when it tells of someone else than the person
    Bytes salt;
    std::string checkpoint; ///< a signed note
    std::vector<Digest> path;
};

/// A receipt made from an act in a store, before it is written and signed.
struct Receipt
{
    ConsentDocument document;
    ReceiptProof proof;
    std::shared_ptr<const Catalogue> catalogue; ///< in force when the act was recorded: what its ids are called
};

enum class ReceiptFormat { JsonLd, Kantara };

/// The receipt as JSON, signed by the log's key over the RFC 8785 bytes of
/// everything but the signature. Invalid when the format cannot say it.
Result<json::Value> sealReceipt(const Receipt &receipt, ReceiptFormat format, const SigningKey &logKey);

/// A receipt that proved itself.
struct CheckedReceipt
{
    ConsentDocument document;
    ReceiptProof proof;
    EventCore core;
    Checkpoint checkpoint;
};

/// Checks a sealed receipt by itself: the signature, the checkpoint, the entry's
/// place in the tree, and that the receipt says what the entry says. With a key
/// it must be that log's; without one, the key that the receipt names is used,
/// and whose it is is for the caller to know.
///
/// Denied, with the field: it is not genuine, or another log's. Invalid: it is no
/// receipt, or has no seal.
Result<CheckedReceipt> checkReceipt(std::string_view text, const std::string &file, std::string_view verifierKey);

} // namespace assent
