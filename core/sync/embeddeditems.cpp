// Items and the feed of the embedded store.
#include "sync/embeddedrows.h"
#include "sync/feedcursor.h"

#include <algorithm>
#include <set>

namespace assent::sync {

Result<std::vector<ItemNumber>> EmbeddedRows::numbers(DeviceId device, std::span<const ItemNumber> asked)
{
    std::vector<ItemNumber> out;
    ASSENT_TRY(Statement find, db().prepare("SELECT item FROM sequence WHERE device=? AND lane=? AND n=?"));
    for (const ItemNumber &number : asked) {
        ASSENT_TRY(const bool row, find.bind(1, device.bytes()).bind(2, static_cast<int>(number.lane)).bind(3, number.n).step());
        if (row) {
            ASSENT_TRY(const Uuid item, Uuid::fromBytes(find.blob(0)));
            out.push_back({number.lane, number.n, item});
        }
        find.reset();
    }
    return out;
}

Result<std::vector<StoredItem>> EmbeddedRows::items(std::span<const Uuid> ids)
{
    std::vector<StoredItem> out;
    std::set<Uuid> looked;
    ASSENT_TRY(Statement find, db().prepare("SELECT content, kind, subject, received_at, flagged FROM item WHERE id=?"));
    for (const Uuid &id : ids) {
        if (!looked.insert(id).second)
            continue;
        find.bind(1, id.bytes());
        for (;;) {
            ASSENT_TRY(const bool row, find.step());
            if (!row)
                break;
            ASSENT_TRY(const Digest content, toDigest(find.blob(0)));
            ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(find.blob(2)));
            out.push_back({id, content, static_cast<ItemKind>(find.integer(1)), subject, find.time(3), find.integer(4) != 0});
        }
        find.reset();
    }
    return out;
}

Result<Bytes> EmbeddedRows::itemBody(const StoredItem &item)
{
    ASSENT_TRY(Statement find, db().prepare("SELECT body FROM item WHERE id=? AND content=?"));
    ASSENT_TRY(const bool row, find.bind(1, item.id.bytes()).bind(2, item.content).step());
    if (!row)
        return Error{ErrorCode::NotFound, "no such item"};
    return toBytes(find.blob(0));
}

Result<std::map<SubjectId, Digest>> EmbeddedRows::pseudonyms(std::span<const SubjectId> subjects)
{
    std::map<SubjectId, Digest> out;
    ASSENT_TRY(Statement find, db().prepare("SELECT pseudonym FROM subject WHERE id=?"));
    for (const SubjectId &subject : subjects) {
        ASSENT_TRY(const bool row, find.bind(1, subject.bytes()).step());
        if (row) {
            ASSENT_TRY(const Digest pseudonym, toDigest(find.blob(0)));
            out.emplace(subject, pseudonym);
        }
        find.reset();
    }
    return out;
}

Result<void> EmbeddedRows::putPseudonyms(const std::map<SubjectId, Digest> &pseudonyms)
{
    ASSENT_TRY(Statement put, db().prepare("INSERT INTO subject(id, pseudonym) VALUES(?,?)"));
    for (const auto &[subject, pseudonym] : pseudonyms)
        ASSENT_CHECK(put.bind(1, subject.bytes()).bind(2, pseudonym).run());
    return {};
}

Result<void> EmbeddedRows::putNumbers(DeviceId device, std::span<const ItemNumber> numbers)
{
    ASSENT_TRY(Statement put, db().prepare("INSERT INTO sequence(device, lane, n, item) VALUES(?,?,?,?)"));
    for (const ItemNumber &number : numbers) {
        put.bind(1, device.bytes()).bind(2, static_cast<int>(number.lane)).bind(3, number.n);
        ASSENT_CHECK(put.bind(4, number.item.bytes()).run());
    }
    return {};
}

Result<void> EmbeddedRows::putItems(std::span<const NewItem> items)
{
    std::vector<Ledger::Entry> leaves;
    for (const NewItem &item : items) {
        if (!item.leaf.empty())
            leaves.push_back({LeafKind::Consent, asBytes(item.leaf), item.row.receivedAt});
    }
    ASSENT_TRY(std::int64_t entry, append(leaves));
    ASSENT_TRY(Statement put, db().prepare(
        "INSERT INTO item(id, content, kind, subject, author, received_at, flagged, entry, body) VALUES(?,?,?,?,?,?,?,?,?)"));
    for (const NewItem &item : items) {
        const StoredItem &row = item.row;
        put.bind(1, row.id.bytes()).bind(2, row.content).bind(3, static_cast<int>(row.kind)).bind(4, row.subject.bytes());
        put.bindNull(5).bind(6, row.receivedAt).bind(7, row.flagged ? 1 : 0).bindNull(8).lend(9, ByteView(item.body));
        if (item.author)
            put.bind(5, item.author->bytes());
        if (!item.leaf.empty())
            put.bind(8, entry++);
        ASSENT_CHECK(put.run());
    }
    return {};
}

Result<std::int64_t> EmbeddedRows::itemCount() { return db().integer("SELECT count(*) FROM item"); }

Result<FeedPlaces> EmbeddedRows::feedEnd()
{
    ASSENT_TRY(Statement read, db().prepare("SELECT seq FROM sqlite_sequence WHERE name='item'"));
    ASSENT_TRY(const bool row, read.step());
    return FeedPlaces{row ? read.integer(0) : 0};
}

Result<void> EmbeddedRows::beginGeneration()
{
    ASSENT_TRY(const Bytes token, makeGeneration());
    return transact([&]() -> Result<void> {
        ASSENT_TRY(const FeedPlaces end, feedEnd());
        ASSENT_TRY(Statement put, db().prepare("INSERT INTO feed_generation(token, first) VALUES(?, ?)"));
        return put.bind(1, token).bind(2, end.front()).run();
    });
}

Result<Bytes> EmbeddedRows::newestGeneration()
{
    ASSENT_TRY(Statement newest, db().prepare("SELECT token FROM feed_generation ORDER BY n DESC LIMIT 1"));
    ASSENT_TRY(const bool found, newest.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "the feed has no generation"};
    return toBytes(newest.blob(0));
}

Result<std::optional<FeedPlaces>> EmbeddedRows::generationEnd(ByteView token)
{
    ASSENT_TRY(Statement find, db().prepare("SELECT (SELECT min(next.first) FROM feed_generation next WHERE next.n > g.n)"
        " FROM feed_generation g WHERE g.token = ?"));
    ASSENT_TRY(const bool known, find.bind(1, token).step());
    if (!known)
        return std::optional<FeedPlaces>();
    if (!find.isNull(0))
        return std::optional(FeedPlaces{find.integer(0)});
    ASSENT_TRY(FeedPlaces end, feedEnd());
    return std::optional(std::move(end));
}

namespace {

constexpr std::string_view kFeed =
    "SELECT i.seq, i.subject, i.id, i.received_at, i.body, d.public_key"
    " FROM item i LEFT JOIN device d ON d.id = i.author WHERE i.seq > ?1";

Result<FeedItem> readItem(const Statement &row)
{
    FeedItem item;
    ASSENT_TRY(item.subject, SubjectId::fromBytes(row.blob(1)));
    ASSENT_TRY(item.id, Uuid::fromBytes(row.blob(2)));
    item.receivedAt = row.time(3);
    item.body = toBytes(row.blob(4));
    if (!row.isNull(5)) {
        ASSENT_TRY(item.deviceKey, toPublicKey(row.blob(5)));
    }
    return item;
}

} // namespace

Result<FeedPage> EmbeddedRows::feed(FeedPlaces &seen, const std::optional<SubjectId> &scope, int limit, std::size_t bytes)
{
    ASSENT_TRY(Statement read, db().prepare(std::string(kFeed) + (scope ? " AND i.subject = ?3" : "") + " ORDER BY i.seq LIMIT ?2"));
    read.bind(1, seen.front()).bind(2, limit + 1);
    if (scope)
        read.bind(3, scope->bytes());
    // Read first: what comes after it is no longer skipped over.
    ASSENT_TRY(const FeedPlaces end, feedEnd());
    FeedPage page;
    std::size_t size = 0;
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row) {
            seen.front() = std::max(seen.front(), end.front()); // the rest is not about this scope
            return page;
        }
        page.more = static_cast<int>(page.items.size()) == limit || size > bytes;
        if (page.more)
            return page;
        ASSENT_TRY(FeedItem item, readItem(read));
        size += item.body.size();
        page.items.push_back(std::move(item));
        seen.front() = read.integer(0);
    }
}

} // namespace assent::sync
