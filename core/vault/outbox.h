#pragma once

#include "vault/vault.h"

namespace assent {

/// Closing acts travel in their own lane, ahead of everything else.
enum class Lane { Closing = 0, Other = 1 };

/// What an outbox row points at.
enum class ItemKind { Consent = 0, Person = 1, Attribute = 2 };

struct OutboxRow
{
    std::int64_t seq = 0;
    Lane lane = Lane::Other;
    std::int64_t n = 0; ///< per lane, from 1: with the device it names the item to the hub
    ItemKind kind = ItemKind::Consent;
    SubjectId subject; ///< whom the item is about
    Uuid item;
    Timestamp queuedAt;
    std::string setAside; ///< why the hub refused it; empty while it waits
};

struct OutboxCounts
{
    std::int64_t waitingClosings = 0;
    std::int64_t waitingOthers = 0;
    std::int64_t setAside = 0;
    std::optional<Timestamp> oldest; ///< of those that wait
};

/// What waits to be sent. A row is written in the transaction of the thing it
/// names and goes only when the hub acknowledged it. While the store belongs to
/// no hub nothing is queued; joining one queues everything (sync does that).
namespace outbox {

/// Does nothing when the store has no hub, or the item is queued already.
Result<void> enqueue(const WriteTransaction &transaction, Lane lane, ItemKind kind, SubjectId subject, const Uuid &item);
/// Up to `limit` rows of a lane that are not set aside, oldest first; those behind
/// number `after`.
Result<std::vector<OutboxRow>> waiting(Vault &vault, Lane lane, int limit, std::int64_t after = 0);
Result<std::vector<OutboxRow>> setAside(Vault &vault);
/// True when nothing is queued at all.
Result<bool> isEmpty(Vault &vault);
/// True when the item is still queued (waiting or set aside).
Result<bool> isQueued(Vault &vault, const Uuid &item);
/// Takes rows out. One that is gone already is no error.
Result<void> acknowledge(const WriteTransaction &transaction, std::span<const std::int64_t> seqs);
inline Result<void> acknowledge(const WriteTransaction &transaction, std::int64_t seq) { return acknowledge(transaction, {&seq, 1}); }
/// The item was removed from the store: its row goes, if there is one.
Result<void> drop(const WriteTransaction &transaction, const Uuid &item);
/// NotFound when the row is gone; Invalid without a reason.
Result<void> markSetAside(const WriteTransaction &transaction, std::int64_t seq, std::string_view reason);
/// Offers again what was set aside. NotFound: no such item is.
Result<void> retry(const WriteTransaction &transaction, const Uuid &item);
Result<OutboxCounts> counts(Vault &vault);

/// False when rows are missing or too many, as after a page of the store was put
/// back to an older version: everything must be queued again, then countAnew().
Result<bool> isWhole(Vault &vault);
Result<void> countAnew(const WriteTransaction &transaction);

/// The store has joined a hub: see sync.
Result<bool> hasHub(Vault &vault);

} // namespace outbox

} // namespace assent
