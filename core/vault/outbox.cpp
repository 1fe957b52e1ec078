#include "vault/outbox.h"

#include <map>

namespace assent::outbox {
namespace {

constexpr const char *kColumns = "SELECT seq, lane, n, kind, item, queued_at, set_aside, subject FROM outbox ";

Result<OutboxRow> readRow(const Statement &row)
{
    OutboxRow out;
    out.seq = row.integer(0);
    out.lane = static_cast<Lane>(row.integer(1));
    out.n = row.integer(2);
    out.kind = static_cast<ItemKind>(row.integer(3));
    auto item = Uuid::fromBytes(row.blob(4));
    if (!item)
        return Error{ErrorCode::Corrupt, "an outbox row names no item"};
    out.item = *item;
    out.queuedAt = row.time(5);
    out.setAside = row.text(6);
    auto subject = SubjectId::fromBytes(row.blob(7));
    if (!subject)
        return Error{ErrorCode::Corrupt, "an outbox row names no person"};
    out.subject = *subject;
    return out;
}

Result<std::vector<OutboxRow>> readAll(Statement &rows)
{
    std::vector<OutboxRow> out;
    for (;;) {
        ASSENT_TRY(const bool more, rows.step());
        if (!more)
            return out;
        ASSENT_TRY(OutboxRow row, readRow(rows));
        out.push_back(std::move(row));
    }
}

Result<std::int64_t> nextNumber(Database &db, Lane lane)
{
    ASSENT_TRY(Statement next, db.prepare(
        "INSERT INTO outbox_lane(lane, n, waiting) VALUES(?, 1, 1)"
        " ON CONFLICT(lane) DO UPDATE SET n = n + 1, waiting = waiting + 1 RETURNING n"));
    next.bind(1, static_cast<int>(lane));
    ASSENT_TRY(const bool row, next.step());
    if (!row)
        return Error{ErrorCode::Corrupt, "the lane gave no number"};
    return next.integer(0);
}

/// How many rows each lane has lost.
using Removed = std::map<std::int64_t, std::int64_t>;

/// Runs a removal that returns the row's lane and item, if there was a row.
Result<void> remove(Database &db, Statement &removal, Removed &removed)
{
    ASSENT_TRY(const bool found, removal.step());
    if (!found)
        return {};
    ++removed[removal.integer(0)];
    ASSENT_TRY(Statement part, db.prepare("DELETE FROM parting_event WHERE id=?"));
    part.bind(1, removal.blob(1));
    removal.reset();
    return part.run();
}

Result<void> countRemoved(Database &db, const Removed &removed)
{
    ASSENT_TRY(Statement count, db.prepare("UPDATE outbox_lane SET waiting = waiting - ? WHERE lane=?"));
    for (const auto &[lane, rows] : removed)
        ASSENT_CHECK(count.bind(1, rows).bind(2, lane).run());
    return {};
}

Result<bool> contains(Database &db, const Uuid &item)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT 1 FROM outbox WHERE item=?"));
    return find.bind(1, item.bytes()).step();
}

} // namespace

Result<bool> hasHub(Vault &vault)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT 1 FROM hub"));
    return find.step();
}

Result<void> enqueue(const WriteTransaction &transaction, Lane lane, ItemKind kind, SubjectId subject, const Uuid &item)
{
    ASSENT_TRY(const bool joined, hasHub(transaction.vault()));
    if (!joined)
        return {};
    ASSENT_TRY(const bool queued, contains(transaction.db(), item));
    if (queued)
        return {};
    ASSENT_TRY(const std::int64_t n, nextNumber(transaction.db(), lane));
    ASSENT_TRY(Statement insert, transaction.db().prepare(
        "INSERT INTO outbox(lane, n, kind, item, queued_at, subject) VALUES(?, ?, ?, ?, ?, ?)"));
    insert.bind(1, static_cast<int>(lane)).bind(2, n).bind(3, static_cast<int>(kind));
    insert.bind(4, item.bytes()).bind(5, transaction.vault().clock().now()).bind(6, subject.bytes());
    return insert.run();
}

Result<std::vector<OutboxRow>> waiting(Vault &vault, Lane lane, int limit, std::int64_t after)
{
    ASSENT_TRY(Statement rows, vault.db().prepare(
        std::string(kColumns) + "WHERE lane=? AND set_aside IS NULL AND n>? ORDER BY n LIMIT ?"));
    rows.bind(1, static_cast<int>(lane)).bind(2, after).bind(3, limit);
    return readAll(rows);
}

Result<std::vector<OutboxRow>> setAside(Vault &vault)
{
    ASSENT_TRY(Statement rows, vault.db().prepare(std::string(kColumns) + "WHERE set_aside IS NOT NULL ORDER BY seq"));
    return readAll(rows);
}

Result<bool> isEmpty(Vault &vault)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT 1 FROM outbox"));
    ASSENT_TRY(const bool row, find.step());
    return !row;
}

Result<bool> isQueued(Vault &vault, const Uuid &item) { return contains(vault.db(), item); }

Result<void> acknowledge(const WriteTransaction &transaction, std::span<const std::int64_t> seqs)
{
    Removed removed;
    ASSENT_TRY(Statement removal, transaction.db().prepare("DELETE FROM outbox WHERE seq=? RETURNING lane, item"));
    for (const std::int64_t seq : seqs) {
        ASSENT_CHECK(remove(transaction.db(), removal.bind(1, seq), removed));
        removal.reset();
    }
    return countRemoved(transaction.db(), removed);
}

Result<void> drop(const WriteTransaction &transaction, const Uuid &item)
{
    Removed removed;
    ASSENT_TRY(Statement removal, transaction.db().prepare("DELETE FROM outbox WHERE item=? RETURNING lane, item"));
    ASSENT_CHECK(remove(transaction.db(), removal.bind(1, item.bytes()), removed));
    return countRemoved(transaction.db(), removed);
}

Result<bool> isWhole(Vault &vault)
{
    ASSENT_TRY(Statement compare, vault.db().prepare("SELECT (SELECT coalesce(sum(waiting), 0) FROM outbox_lane) = (SELECT count(*) FROM outbox)"));
    ASSENT_TRY(const bool row, compare.step());
    return row && compare.integer(0) != 0;
}

Result<void> countAnew(const WriteTransaction &transaction)
{
    return transaction.db().run("UPDATE outbox_lane SET waiting = (SELECT count(*) FROM outbox o WHERE o.lane = outbox_lane.lane)");
}

Result<void> markSetAside(const WriteTransaction &transaction, std::int64_t seq, std::string_view reason)
{
    if (reason.empty())
        return Error{ErrorCode::Invalid, "a row is set aside for a reason"};
    ASSENT_TRY(Statement mark, transaction.db().prepare("UPDATE outbox SET set_aside=? WHERE seq=?"));
    ASSENT_CHECK(mark.bind(1, reason).bind(2, seq).run());
    if (transaction.db().changes() == 0)
        return Error{ErrorCode::NotFound, "no such outbox row"};
    return {};
}

Result<void> retry(const WriteTransaction &transaction, const Uuid &item)
{
    ASSENT_TRY(Statement clear, transaction.db().prepare("UPDATE outbox SET set_aside=NULL WHERE item=? AND set_aside IS NOT NULL"));
    ASSENT_CHECK(clear.bind(1, item.bytes()).run());
    if (transaction.db().changes() == 0)
        return Error{ErrorCode::NotFound, "no such item is set aside"};
    return {};
}

Result<OutboxCounts> counts(Vault &vault)
{
    ASSENT_TRY(Statement count, vault.db().prepare(
        "SELECT count(*) FILTER (WHERE set_aside IS NULL AND lane=0), count(*) FILTER (WHERE set_aside IS NULL AND lane<>0),"
        " count(*) FILTER (WHERE set_aside IS NOT NULL), min(queued_at) FILTER (WHERE set_aside IS NULL) FROM outbox"));
    ASSENT_TRY(const bool row, count.step());
    OutboxCounts out;
    if (!row)
        return out;
    out.waitingClosings = count.integer(0);
    out.waitingOthers = count.integer(1);
    out.setAside = count.integer(2);
    if (!count.isNull(3))
        out.oldest = count.time(3);
    return out;
}

} // namespace assent::outbox
