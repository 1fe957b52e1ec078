#include "sync/feedcursor.h"

#include "base/json.h"
#include "crypto/secret.h"

namespace assent::sync {
namespace {

constexpr std::size_t kTokenBytes = 8;

Error notACursor() { return {ErrorCode::Protocol, "is not a cursor of this hub", {{}, 0, 0, "cursor"}}; }

Error mustRefetch() { return {ErrorCode::Conflict, "the cursor is of another epoch of this hub, or of a time that it lost", {{}, 0, 0, "cursor"}}; }

/// A cursor's text: {"epoch":…,"generation":…,"seen":[n]}, a place in each partition
/// of the feed; here one.
struct Place
{
    std::string epoch;
    Bytes generation;
    std::int64_t seen = 0;
};

Result<Place> parse(std::string_view text)
{
    const auto bytes = fromBase64Url(text);
    const auto value = bytes ? json::parse(asText(*bytes)) : Result<json::Value>(notACursor());
    if (!value)
        return notACursor();
    json::Reader in(*value, "cursor");
    Place place;
    place.epoch = in.text("epoch");
    // Hubs gave cursors without one; those are fetched anew.
    const auto generation = fromBase64Url(in.textOr("generation", ""));
    const json::Array &seen = in.list("seen");
    if (!in.finish() || !generation || seen.size() != 1 || !seen[0].isNumber())
        return notACursor();
    const double number = *seen[0].number();
    if (!(number >= 0 && number < 9e15))
        return notACursor();
    place.generation = *generation;
    place.seen = static_cast<std::int64_t>(number);
    return place;
}

/// The last number that was given to an item, 0 before the first.
Result<std::int64_t> lastSeq(Database &db)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT seq FROM sqlite_sequence WHERE name='item'"));
    ASSENT_TRY(const bool row, read.step());
    return row ? read.integer(0) : 0;
}

/// How far a generation went, or nothing when it is not known here.
Result<std::optional<std::int64_t>> endOf(Database &db, ByteView generation)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT (SELECT min(next.first) FROM feed_generation next WHERE next.n > g.n)"
        " FROM feed_generation g WHERE g.token = ?"));
    ASSENT_TRY(const bool known, find.bind(1, generation).step());
    if (!known)
        return std::optional<std::int64_t>();
    if (!find.isNull(0))
        return std::optional(find.integer(0));
    find.reset();
    ASSENT_TRY(const std::int64_t last, lastSeq(db));
    return std::optional(last);
}

} // namespace

Result<std::string> FeedCursor::write(Database &db, const std::string &epoch, std::int64_t seen)
{
    ASSENT_TRY(Statement newest, db.prepare("SELECT token FROM feed_generation ORDER BY n DESC LIMIT 1"));
    ASSENT_TRY(const bool found, newest.step());
    if (!found)
        return Error{ErrorCode::Corrupt, "the feed has no generation"};
    json::Value cursor;
    cursor.set("epoch", epoch);
    cursor.set("generation", toBase64Url(newest.blob(0)));
    cursor.set("seen", json::Value(json::Array{seen}));
    return toBase64Url(asBytes(json::canonical(cursor)));
}

Result<std::string> FeedCursor::writeEnd(Database &db, const std::string &epoch)
{
    ASSENT_TRY(const std::int64_t last, lastSeq(db));
    return write(db, epoch, last);
}

Result<std::int64_t> FeedCursor::read(Database &db, const std::string &epoch, std::string_view text)
{
    if (text.empty())
        return std::int64_t{0};
    ASSENT_TRY(const Place place, parse(text));
    if (place.epoch != epoch)
        return mustRefetch();
    ASSENT_TRY(const auto end, endOf(db, place.generation));
    if (!end || place.seen > *end)
        return mustRefetch();
    return place.seen;
}

Result<void> FeedCursor::beginGeneration(Vault &vault)
{
    ASSENT_TRY(const Bytes token, randomBytes(kTokenBytes));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(const std::int64_t last, lastSeq(transaction.db()));
    ASSENT_TRY(Statement put, transaction.db().prepare("INSERT INTO feed_generation(token, first) VALUES(?, ?)"));
    ASSENT_CHECK(put.bind(1, token).bind(2, last).run());
    return transaction.commit();
}

} // namespace assent::sync
