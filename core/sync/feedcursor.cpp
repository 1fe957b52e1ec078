#include "sync/feedcursor.h"

#include "base/json.h"
#include "crypto/secret.h"

#include <algorithm>

namespace assent::sync {
namespace {

constexpr std::size_t kTokenBytes = 8;

Error notACursor() { return {ErrorCode::Protocol, "is not a cursor of this hub", {{}, 0, 0, "cursor"}}; }

Error mustRefetch() { return {ErrorCode::Conflict, "the cursor is of another epoch of this hub, or of a time that it lost", {{}, 0, 0, "cursor"}}; }

/// A cursor's text: {"epoch":…,"generation":…,"seen":[n,…]}, a place in each
/// partition of the feed.
struct Cursor
{
    std::string epoch;
    Bytes generation;
    FeedPlaces seen;
};

Result<std::int64_t> readPlace(const json::Value &value)
{
    const double place = value.isNumber() ? *value.number() : -1;
    if (!(place >= 0 && place < 9e15))
        return notACursor();
    return static_cast<std::int64_t>(place);
}

Result<Cursor> parse(std::string_view text)
{
    const auto bytes = fromBase64Url(text);
    const auto value = bytes ? json::parse(asText(*bytes)) : Result<json::Value>(notACursor());
    if (!value)
        return notACursor();
    json::Reader in(*value, "cursor");
    Cursor cursor;
    cursor.epoch = in.text("epoch");
    // Hubs gave cursors without one; those are fetched anew.
    auto generation = fromBase64Url(in.textOr("generation", ""));
    const json::Array &seen = in.list("seen");
    if (!in.finish() || !generation)
        return notACursor();
    cursor.generation = *std::move(generation);
    for (const json::Value &place : seen) {
        ASSENT_TRY(const std::int64_t number, readPlace(place));
        cursor.seen.push_back(number);
    }
    return cursor;
}

} // namespace

Result<std::string> cursor::write(HubRows &rows, const FeedPlaces &seen)
{
    ASSENT_TRY(const Bytes generation, rows.newestGeneration());
    json::Array places;
    for (const std::int64_t place : seen)
        places.emplace_back(place);
    json::Value cursor;
    cursor.set("epoch", rows.epoch());
    cursor.set("generation", toBase64Url(generation));
    cursor.set("seen", json::Value(std::move(places)));
    return toBase64Url(asBytes(json::canonical(cursor)));
}

Result<FeedPlaces> cursor::read(HubRows &rows, std::string_view text)
{
    if (text.empty())
        return FeedPlaces(rows.partitions(), 0);
    ASSENT_TRY(Cursor cursor, parse(text));
    if (cursor.seen.size() != rows.partitions())
        return notACursor();
    if (cursor.epoch != rows.epoch())
        return mustRefetch();
    ASSENT_TRY(const auto end, rows.generationEnd(cursor.generation));
    const auto isThere = [](std::int64_t place, std::int64_t last) { return place <= last; };
    if (!end || !std::equal(cursor.seen.begin(), cursor.seen.end(), end->begin(), end->end(), isThere))
        return mustRefetch();
    return std::move(cursor.seen);
}

Result<Bytes> makeGeneration() { return randomBytes(kTokenBytes); }

} // namespace assent::sync
