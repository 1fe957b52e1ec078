// What HubStore hands out.
#include "sync/hubstate.h"

#include <algorithm>
#include <map>
#include <set>

namespace assent::sync {
namespace {

/// An answer ends after the item that passes this, so that it stays far below
/// what a client takes.
constexpr std::size_t kAnswerBytes = 4 * 1024 * 1024;

/// {"epoch":…,"seen":[n,…]}: a place in each partition of the feed.
std::string writeCursor(const std::string &epoch, const FeedPlaces &seen)
{
    json::Array places;
    for (const std::int64_t place : seen)
        places.push_back(place);
    json::Value cursor;
    cursor.set("epoch", epoch);
    cursor.set("seen", json::Value(std::move(places)));
    return toBase64Url(asBytes(json::canonical(cursor)));
}

Error notACursor() { return {ErrorCode::Protocol, "is not a cursor of this hub", {{}, 0, 0, "cursor"}}; }

Error mustRefetch() { return {ErrorCode::Conflict, "the cursor is of another epoch of this hub", {{}, 0, 0, "cursor"}}; }

Result<std::int64_t> readPlace(const json::Value &value)
{
    const double place = value.isNumber() ? *value.number() : -1;
    if (!(place >= 0 && place < 9e15))
        return notACursor();
    return static_cast<std::int64_t>(place);
}

Result<FeedPlaces> readCursor(std::string_view text, const std::string &epoch, std::size_t partitions)
{
    if (text.empty())
        return FeedPlaces(partitions, 0);
    const auto bytes = fromBase64Url(text);
    if (!bytes)
        return notACursor();
    const auto value = json::parse(asText(*bytes));
    if (!value)
        return notACursor();
    json::Reader in(*value, "cursor");
    const std::string of = in.text("epoch");
    const json::Array &seen = in.list("seen");
    if (!in.finish() || seen.size() != partitions)
        return notACursor();
    FeedPlaces places;
    for (const json::Value &place : seen) {
        ASSENT_TRY(const std::int64_t number, readPlace(place));
        places.push_back(number);
    }
    if (of != epoch)
        return mustRefetch();
    return places;
}

/// The seals of an answer's subjects.
Result<std::map<SubjectId, ItemSeal>> sealsOf(HubRows &rows, std::span<const FeedItem> items)
{
    std::set<SubjectId> subjects;
    for (const FeedItem &item : items)
        subjects.insert(item.subject);
    ASSENT_TRY(const SubjectKeyMap keys, rows.keys(std::vector<SubjectId>(subjects.begin(), subjects.end())));
    std::map<SubjectId, ItemSeal> seals;
    for (const auto &[subject, key] : keys) {
        ASSENT_TRY(ItemSeal seal, ItemSeal::of(key, subject));
        seals.emplace(subject, std::move(seal));
    }
    return seals;
}

Result<PulledItem> openItem(const FeedItem &item, const std::map<SubjectId, ItemSeal> &seals)
{
    const auto seal = seals.find(item.subject);
    if (seal == seals.end())
        return Error{ErrorCode::Corrupt, "an item's key is missing"};
    ASSENT_TRY(const SecretBytes plain, seal->second.open(item.id, item.body));
    ASSENT_TRY(const json::Value value, json::parse(asText(plain.view())));
    ASSENT_TRY(ItemBody body, itemFromJson(value, "item"));
    return PulledItem{std::move(body), item.receivedAt, item.deviceKey};
}

/// True when a place lies past the feed's end: a backup was put back beneath the hub.
bool isPast(const FeedPlaces &seen, const FeedPlaces &end)
{
    return !std::equal(seen.begin(), seen.end(), end.begin(), end.end(), [](std::int64_t place, std::int64_t last) { return place <= last; });
}

} // namespace

Result<PullResponse> HubStore::pull(const HubDevice &to, std::string_view cursor, int limit)
{
    HubRows &rows = *m_state->rows;
    ASSENT_TRY(FeedPlaces seen, readCursor(cursor, epoch(), rows.partitions()));
    ASSENT_TRY(const FeedPlaces end, rows.feedEnd());
    if (isPast(seen, end))
        return mustRefetch();
    ASSENT_TRY(const FeedPage page, rows.feed(seen, to.subject, std::clamp(limit, 1, kMaxPullItems), kAnswerBytes));
    ASSENT_TRY(const auto seals, sealsOf(rows, page.items));
    PullResponse response;
    for (const FeedItem &item : page.items) {
        ASSENT_TRY(PulledItem opened, openItem(item, seals));
        response.items.push_back(std::move(opened));
    }
    response.more = page.more;
    response.cursor = writeCursor(epoch(), seen);
    ASSENT_TRY(response.checkpoint, rows.checkpoint());
    return response;
}

} // namespace assent::sync
