// Items and the feed of a hub in PostgreSQL.
#include "sync/feedcursor.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgres/schema.h"

#include <algorithm>
#include <set>

namespace assent::sync {

using namespace postgres;

namespace {

/// Ids with the partitions of their own hash, or of another's.
struct Places
{
    explicit Places(std::size_t size) : parts(Parameters::smalls(size)), ids(Parameters::uuids(size)) {}
    void add(ByteView partitioned, ByteView id)
    {
        parts.small(postgres::partitionOf(partitioned));
        ids.bytes(id);
    }
    Parameters::List parts;
    Parameters::List ids;
};

Result<StoredItem> readStored(const Rows &rows, int row)
{
    StoredItem item;
    ASSENT_TRY(item.id, Uuid::fromBytes(rows.bytes(row, 0)));
    ASSENT_TRY(item.content, toDigest(rows.bytes(row, 1)));
    item.kind = static_cast<ItemKind>(rows.number(row, 2));
    ASSENT_TRY(item.subject, SubjectId::fromBytes(rows.bytes(row, 3)));
    item.receivedAt = rows.time(row, 4);
    item.flagged = rows.number(row, 5) != 0;
    return item;
}

Result<FeedItem> readFeedItem(const Rows &rows, int row)
{
    FeedItem item;
    ASSENT_TRY(item.subject, SubjectId::fromBytes(rows.bytes(row, 2)));
    ASSENT_TRY(item.id, Uuid::fromBytes(rows.bytes(row, 3)));
    item.receivedAt = rows.time(row, 4);
    item.body = toBytes(rows.bytes(row, 5));
    if (!rows.isNull(row, 6)) {
        ASSENT_TRY(item.deviceKey, toPublicKey(rows.bytes(row, 6)));
    }
    return item;
}

/// Rows of the feed up to the limit and to the first that has no body, which lies
/// beyond the bytes of an answer. Moves `seen` along.
Result<FeedPage> readPage(const Rows &rows, FeedPlaces &seen, int limit)
{
    FeedPage page;
    for (int row = 0; row < rows.size(); ++row) {
        page.more = row == limit || rows.isNull(row, 5);
        if (page.more)
            break;
        ASSENT_TRY(FeedItem item, readFeedItem(rows, row));
        page.items.push_back(std::move(item));
        seen[static_cast<std::size_t>(rows.number(row, 0))] = rows.number(row, 1);
    }
    return page;
}

} // namespace

Result<std::vector<ItemNumber>> PostgresRows::numbers(DeviceId device, std::span<const ItemNumber> asked)
{
    auto lanes = Parameters::smalls(asked.size());
    auto ns = Parameters::numbers(asked.size());
    for (const ItemNumber &number : asked) {
        lanes.small(static_cast<int>(number.lane));
        ns.number(number.n);
    }
    // Each by itself (OFFSET 0): a join would rather read all that the device ever sent.
    ASSENT_TRY(const Rows rows, run("SELECT s.lane, s.n, s.item FROM unnest($3::int2[], $4::int8[]) AS a(lane, n) CROSS JOIN LATERAL"
        " (SELECT lane, n, item FROM sequence WHERE part = $1::int2 AND device = $2::uuid AND lane = a.lane AND n = a.n OFFSET 0) s",
        Parameters().small(postgres::partitionOf(device.bytes())).uuid(device.uuid()).list(std::move(lanes)).list(std::move(ns))));
    std::vector<ItemNumber> out;
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(const Uuid item, Uuid::fromBytes(rows.bytes(row, 2)));
        out.push_back({static_cast<Lane>(rows.number(row, 0)), rows.number(row, 1), item});
    }
    return out;
}

Result<std::vector<StoredItem>> PostgresRows::items(std::span<const Uuid> ids)
{
    const std::set<Uuid> once(ids.begin(), ids.end());
    Places asked(once.size());
    for (const Uuid &id : once)
        asked.add(id.bytes(), id.bytes());
    ASSENT_TRY(const Rows owners, run("SELECT i.id, i.subject FROM unnest($1::int2[], $2::uuid[]) AS a(part, id) JOIN item_id i USING (part, id)",
        Parameters().list(std::move(asked.parts)).list(std::move(asked.ids))));
    std::vector<StoredItem> out;
    if (owners.size() == 0)
        return out;
    Places known(static_cast<std::size_t>(owners.size()));
    for (int row = 0; row < owners.size(); ++row)
        known.add(owners.bytes(row, 1), owners.bytes(row, 0));
    ASSENT_TRY(const Rows rows, run("SELECT i.id, i.content, i.kind, i.subject, i.received_at, i.flagged"
        " FROM unnest($1::int2[], $2::uuid[]) AS a(part, id) JOIN item i USING (part, id)",
        Parameters().list(std::move(known.parts)).list(std::move(known.ids))));
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(StoredItem item, readStored(rows, row));
        out.push_back(std::move(item));
    }
    return out;
}

Result<Bytes> PostgresRows::itemBody(const StoredItem &item)
{
    ASSENT_TRY(const Rows rows, run("SELECT body FROM item WHERE part = $1::int2 AND id = $2::uuid AND content = $3::bytea",
        Parameters().small(postgres::partitionOf(item.subject.bytes())).uuid(item.id).bytes(item.content)));
    if (rows.size() == 0)
        return Error{ErrorCode::NotFound, "no such item"};
    return toBytes(rows.bytes(0, 0));
}

Result<std::map<SubjectId, Digest>> PostgresRows::pseudonyms(std::span<const SubjectId> subjects)
{
    Places asked(subjects.size());
    for (const SubjectId &subject : subjects)
        asked.add(subject.bytes(), subject.bytes());
    ASSENT_TRY(const Rows rows, run("SELECT s.id, s.pseudonym FROM unnest($1::int2[], $2::uuid[]) AS a(part, id) JOIN subject s USING (part, id)",
        Parameters().list(std::move(asked.parts)).list(std::move(asked.ids))));
    std::map<SubjectId, Digest> out;
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(rows.bytes(row, 0)));
        ASSENT_TRY(const Digest pseudonym, toDigest(rows.bytes(row, 1)));
        out.emplace(subject, pseudonym);
    }
    return out;
}

Result<void> PostgresRows::putPseudonyms(const std::map<SubjectId, Digest> &pseudonyms)
{
    Places places(pseudonyms.size());
    auto values = Parameters::byteas(pseudonyms.size());
    for (const auto &[subject, pseudonym] : pseudonyms) {
        places.add(subject.bytes(), subject.bytes());
        values.bytes(pseudonym);
    }
    ASSENT_TRY([[maybe_unused]] const Rows put, write("INSERT INTO subject(part, id, pseudonym)"
        " SELECT * FROM unnest($1::int2[], $2::uuid[], $3::bytea[]) ORDER BY 1, 2",
        Parameters().list(std::move(places.parts)).list(std::move(places.ids)).list(std::move(values))));
    return {};
}

Result<void> PostgresRows::putNumbers(DeviceId device, std::span<const ItemNumber> numbers)
{
    auto lanes = Parameters::smalls(numbers.size());
    auto ns = Parameters::numbers(numbers.size());
    auto items = Parameters::uuids(numbers.size());
    for (const ItemNumber &number : numbers) {
        lanes.small(static_cast<int>(number.lane));
        ns.number(number.n);
        items.bytes(number.item.bytes());
    }
    ASSENT_TRY([[maybe_unused]] const Rows put, write("INSERT INTO sequence(part, device, lane, n, item)"
        " SELECT $1::int2, $2::uuid, a.lane, a.n, a.item FROM unnest($3::int2[], $4::int8[], $5::uuid[]) AS a(lane, n, item) ORDER BY 3, 4",
        Parameters().small(postgres::partitionOf(device.bytes())).uuid(device.uuid())
            .list(std::move(lanes)).list(std::move(ns)).list(std::move(items))));
    return {};
}

/// An id that another hub took meanwhile fails its key, but for a person's, who
/// may come again.
Result<void> PostgresRows::putIds(std::span<const NewItem> items)
{
    std::map<Uuid, const StoredItem *> rows[2]; // others, persons
    for (const NewItem &item : items)
        rows[item.row.kind == ItemKind::Person ? 1 : 0].emplace(item.row.id, &item.row);
    for (const auto &some : rows) {
        if (some.empty())
            continue;
        Places places(some.size());
        auto kinds = Parameters::smalls(some.size());
        auto subjects = Parameters::uuids(some.size());
        for (const auto &[id, row] : some) {
            places.add(id.bytes(), id.bytes());
            kinds.small(static_cast<int>(row->kind));
            subjects.bytes(row->subject.bytes());
        }
        const char *sql = &some == rows
            ? "INSERT INTO item_id(part, id, kind, subject) SELECT * FROM unnest($1::int2[], $2::uuid[], $3::int2[], $4::uuid[]) ORDER BY 1, 2"
            : "INSERT INTO item_id(part, id, kind, subject) SELECT * FROM unnest($1::int2[], $2::uuid[], $3::int2[], $4::uuid[]) ORDER BY 1, 2"
              " ON CONFLICT(part, id) DO UPDATE SET kind = excluded.kind WHERE item_id.kind = excluded.kind AND item_id.subject = excluded.subject";
        ASSENT_TRY(const Rows put, write(sql,
            Parameters().list(std::move(places.parts)).list(std::move(places.ids)).list(std::move(kinds)).list(std::move(subjects))));
        if (put.changed() == static_cast<std::int64_t>(some.size()))
            continue;
        m_connection->setMetAnother();
        return Error{ErrorCode::Conflict, "an item of this id came meanwhile"};
    }
    return {};
}

Result<void> PostgresRows::putItems(std::span<const NewItem> items)
{
    ASSENT_CHECK(putIds(items));
    auto ids = Parameters::uuids(items.size());
    auto contents = Parameters::byteas(items.size());
    auto kinds = Parameters::smalls(items.size());
    auto subjects = Parameters::uuids(items.size());
    auto authors = Parameters::uuids(items.size());
    auto times = Parameters::numbers(items.size());
    auto flags = Parameters::smalls(items.size());
    auto bodies = Parameters::byteas(items.size());
    auto leaves = Parameters::byteas(items.size());
    for (const NewItem &item : items) {
        ids.bytes(item.row.id.bytes());
        contents.bytes(item.row.content);
        kinds.small(static_cast<int>(item.row.kind));
        subjects.bytes(item.row.subject.bytes());
        item.author ? authors.bytes(item.author->bytes()) : authors.null();
        times.number(toMillis(item.row.receivedAt));
        flags.small(item.row.flagged ? 1 : 0);
        bodies.bytes(item.body);
        item.leaf.empty() ? leaves.null() : leaves.bytes(asBytes(item.leaf));
    }
    ASSENT_TRY([[maybe_unused]] const Rows put, write(
        "WITH place AS (UPDATE feed_end SET last = last + $2::int8 WHERE part = $1::int2 RETURNING last - $2::int8 AS before),"
        " new AS MATERIALIZED (SELECT place.before + a.n AS seq, a.* FROM place,"
        "  unnest($3::uuid[], $4::bytea[], $5::int2[], $6::uuid[], $7::uuid[], $8::int8[], $9::int2[], $10::bytea[], $11::bytea[])"
        "  WITH ORDINALITY AS a(id, content, kind, subject, author, received_at, flagged, body, leaf, n)),"
        " put AS (INSERT INTO item(part, seq, id, content, kind, subject, author, received_at, flagged, body)"
        "  SELECT $1::int2, seq, id, content, kind, subject, author, received_at, flagged <> 0, body FROM new)"
        " INSERT INTO leaf_waiting(part, seq, received_at, body) SELECT $1::int2, seq, received_at, leaf FROM new WHERE leaf IS NOT NULL",
        Parameters().small(postgres::partitionOf(items.front().row.subject.bytes())).number(static_cast<std::int64_t>(items.size()))
            .list(std::move(ids)).list(std::move(contents)).list(std::move(kinds)).list(std::move(subjects)).list(std::move(authors))
            .list(std::move(times)).list(std::move(flags)).list(std::move(bodies)).list(std::move(leaves))));
    return {};
}

Result<std::int64_t> PostgresRows::itemCount()
{
    ASSENT_TRY(const Rows rows, run("SELECT count(*) FROM item"));
    return rows.number(0, 0);
}

Result<FeedPlaces> PostgresRows::feedEnd()
{
    ASSENT_TRY(const Rows rows, run("SELECT part, last FROM feed_end"));
    FeedPlaces out(kPartitions, 0);
    for (int row = 0; row < rows.size(); ++row)
        out[static_cast<std::size_t>(rows.number(row, 0))] = rows.number(row, 1);
    return out;
}

/// At the feed's end. Who writes waits until it is there: else a reader could see
/// an item from behind the end under the generation before, whose cursors end here.
Result<void> PostgresRows::beginGeneration()
{
    ASSENT_TRY(const Bytes token, makeGeneration());
    return transact([&]() -> Result<void> {
        ASSENT_CHECK(m_connection->runAll("SET LOCAL lock_timeout TO '60s'; LOCK TABLE feed_end IN SHARE MODE"));
        ASSENT_TRY([[maybe_unused]] const Rows put, run("INSERT INTO feed_generation(token, first)"
            " SELECT $1::bytea, array_agg(last ORDER BY part) FROM feed_end ON CONFLICT DO NOTHING", Parameters().bytes(token)));
        return {};
    });
}

/// A connection that comes back may meet a database that was put back meanwhile.
Result<Bytes> PostgresRows::newestGeneration()
{
    if (m_generationOf != m_connection->lives()) {
        ASSENT_CHECK(beginGeneration());
        m_generationOf = m_connection->lives();
    }
    ASSENT_TRY(const Rows rows, run("SELECT token FROM feed_generation ORDER BY n DESC LIMIT 1"));
    if (rows.size() == 0)
        return Error{ErrorCode::Corrupt, "the feed has no generation"};
    return toBytes(rows.bytes(0, 0));
}

Result<std::optional<FeedPlaces>> PostgresRows::generationEnd(ByteView token)
{
    ASSENT_TRY(const Rows known, run("SELECT n FROM feed_generation WHERE token = $1::bytea", Parameters().bytes(token)));
    if (known.size() == 0)
        return std::optional<FeedPlaces>();
    ASSENT_TRY(const Rows next, run("SELECT place.last FROM (SELECT first FROM feed_generation WHERE n > $1::int8 ORDER BY n LIMIT 1) g,"
        " unnest(g.first) WITH ORDINALITY AS place(last, at) ORDER BY place.at", Parameters().number(known.number(0, 0))));
    if (next.size() == 0) {
        ASSENT_TRY(FeedPlaces end, feedEnd());
        return std::optional(std::move(end));
    }
    FeedPlaces end;
    for (int row = 0; row < next.size(); ++row)
        end.push_back(next.number(row, 0));
    return std::optional(std::move(end));
}

Result<FeedPage> PostgresRows::feedOf(SubjectId subject, FeedPlaces &seen, int limit, std::size_t bytes)
{
    const int part = postgres::partitionOf(subject.bytes());
    // A body is fetched when those before it do not fill the answer yet.
    ASSENT_TRY(const Rows rows, run(
        "SELECT i.part, i.seq, i.subject, i.id, i.received_at, CASE WHEN i.before <= $5::int8 THEN i.body END, d.public_key"
        " FROM (SELECT *, sum(octet_length(body)) OVER (ORDER BY seq) - octet_length(body) AS before FROM"
        "  (SELECT * FROM item WHERE part = $1::int2 AND subject = $2::uuid AND seq > $3::int8 ORDER BY seq LIMIT $4::int8) f) i"
        " LEFT JOIN device d ON d.id = i.author ORDER BY i.seq",
        Parameters().small(part).uuid(subject.uuid()).number(seen[static_cast<std::size_t>(part)]).number(limit + 1)
            .number(static_cast<std::int64_t>(bytes))));
    return readPage(rows, seen, limit);
}

Result<FeedPage> PostgresRows::feed(FeedPlaces &seen, const std::optional<SubjectId> &scope, int limit, std::size_t bytes)
{
    if (scope)
        return feedOf(*scope, seen, limit, bytes);
    ASSENT_TRY(const FeedPlaces end, feedEnd());
    // As many of the partitions with news as fill the page.
    std::vector<std::size_t> asked;
    bool all = true;
    std::int64_t news = 0;
    for (std::size_t part = 0; part < end.size(); ++part) {
        if (end[part] <= seen[part])
            continue;
        all = news <= limit;
        if (!all)
            break;
        asked.push_back(part);
        news += end[part] - seen[part];
    }
    if (asked.empty())
        return FeedPage();
    auto parts = Parameters::smalls(asked.size());
    auto places = Parameters::numbers(asked.size());
    for (const std::size_t part : asked) {
        parts.small(static_cast<int>(part));
        places.number(seen[part]);
    }
    ASSENT_TRY(const Rows rows, run(
        "SELECT i.part, i.seq, i.subject, i.id, i.received_at, CASE WHEN i.before <= $4::int8 THEN i.body END, d.public_key"
        " FROM (SELECT *, sum(octet_length(body)) OVER (ORDER BY part, seq) - octet_length(body) AS before FROM"
        "  (SELECT f.* FROM unnest($1::int2[], $2::int8[]) AS a(part, seen)"
        "   CROSS JOIN LATERAL (SELECT * FROM item WHERE part = a.part AND seq > a.seen ORDER BY seq LIMIT $3::int8) f"
        "   ORDER BY f.part, f.seq LIMIT $3::int8) g) i"
        " LEFT JOIN device d ON d.id = i.author ORDER BY i.part, i.seq",
        Parameters().list(std::move(parts)).list(std::move(places)).number(limit + 1).number(static_cast<std::int64_t>(bytes))));
    ASSENT_TRY(FeedPage page, readPage(rows, seen, limit));
    if (page.more)
        return page;
    // All of these partitions were read: numbers whose items are gone are behind, too.
    for (const std::size_t part : asked)
        seen[part] = std::max(seen[part], end[part]);
    page.more = !all;
    return page;
}

} // namespace assent::sync
