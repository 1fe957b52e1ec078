// What HubStore hands out.
#include "sync/feedcursor.h"
#include "sync/hubstate.h"

#include <algorithm>
#include <map>
#include <set>

namespace assent::sync {
namespace {

/// An answer ends after the item that passes this, so that it stays far below
/// what a client takes.
constexpr std::size_t kAnswerBytes = 4 * 1024 * 1024;

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

Result<std::vector<OpenedItem>> openAll(HubRows &rows, std::span<const FeedItem> items)
{
    ASSENT_TRY(const auto seals, sealsOf(rows, items));
    std::vector<OpenedItem> out;
    out.reserve(items.size());
    for (const FeedItem &item : items) {
        const auto seal = seals.find(item.subject);
        if (seal == seals.end())
            return Error{ErrorCode::Corrupt, "an item's key is missing"};
        ASSENT_TRY(SecretBytes text, seal->second.open(item.id, item.body));
        out.push_back({std::move(text), item.receivedAt, item.deviceKey});
    }
    return out;
}

Result<void> readInto(std::vector<PulledItem> &out, std::span<const OpenedItem> items)
{
    for (const OpenedItem &item : items) {
        ASSENT_TRY(const json::Value value, json::parse(asText(item.text.view())));
        ASSENT_TRY(ItemBody body, itemFromJson(value, "item"));
        out.push_back({std::move(body), item.receivedAt, item.deviceKey});
    }
    return {};
}

std::string jsonString(std::string_view text) { return json::canonical(json::Value(text)); }

} // namespace

std::string toText(const OpenedPage &page)
{
    std::size_t size = 0;
    for (const OpenedItem &item : page.items)
        size += item.text.size() + 200;
    std::string out = "{\"checkpoint\":" + jsonString(page.checkpoint) + ",\"cursor\":" + jsonString(page.cursor) + ",\"items\":[";
    out.reserve(out.size() + size);
    for (const OpenedItem &item : page.items) {
        out += &item == page.items.data() ? "{" : ",{";
        if (item.deviceKey)
            out += "\"device_key\":" + jsonString(toBase64Url(*item.deviceKey)) + ',';
        out += "\"item\":";
        out += asText(item.text.view());
        out += ",\"received_at\":" + jsonString(toRfc3339(item.receivedAt)) + '}';
    }
    return out + "],\"more\":" + (page.more ? "true}" : "false}");
}

/// False when a cursor's place is of a feed that the hub has lost.
Result<bool> HubStore::hasPlace(std::string_view text)
{
    const auto seen = cursor::read(*m_state->rows, text);
    if (!seen && seen.error().code != ErrorCode::Conflict)
        return seen.error();
    return seen.ok();
}

Result<std::vector<PulledItem>> HubStore::itemsOf(SubjectId subject)
{
    HubRows &rows = *m_state->rows;
    std::vector<PulledItem> out;
    FeedPlaces seen(rows.partitions(), 0);
    for (bool more = true; more;) {
        ASSENT_TRY(const FeedPage page, rows.feed(seen, subject, kMaxPullItems, kAnswerBytes));
        ASSENT_TRY(const auto opened, openAll(rows, page.items));
        ASSENT_CHECK(readInto(out, opened));
        more = page.more;
    }
    return out;
}

Result<PullResponse> HubStore::pull(const HubDevice &to, std::string_view after, int limit, std::string_view sent)
{
    ASSENT_TRY(const OpenedPage page, openedPage(to, after, limit, sent));
    PullResponse response;
    ASSENT_CHECK(readInto(response.items, page.items));
    response.more = page.more;
    response.cursor = page.cursor;
    response.checkpoint = page.checkpoint;
    return response;
}

Result<OpenedPage> HubStore::openedPage(const HubDevice &to, std::string_view after, int limit, std::string_view sent)
{
    HubRows &rows = *m_state->rows;
    ASSENT_TRY(const bool kept, hasPlace(sent));
    if (!kept)
        return Error{ErrorCode::Conflict, "the hub has lost what this device sent", {{}, 0, 0, "sent"}};
    ASSENT_TRY(FeedPlaces seen, cursor::read(rows, after));
    ASSENT_TRY(const FeedPage page, rows.feed(seen, to.subject, std::clamp(limit, 1, kMaxPullItems), kAnswerBytes));
    OpenedPage out;
    ASSENT_TRY(out.items, openAll(rows, page.items));
    out.more = page.more;
    ASSENT_TRY(out.cursor, cursor::write(rows, seen));
    ASSENT_TRY(out.checkpoint, rows.checkpoint());
    return out;
}

} // namespace assent::sync
