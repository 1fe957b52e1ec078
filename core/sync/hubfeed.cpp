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

} // namespace

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
        ASSENT_TRY(const auto seals, sealsOf(rows, page.items));
        for (const FeedItem &item : page.items) {
            ASSENT_TRY(PulledItem opened, openItem(item, seals));
            out.push_back(std::move(opened));
        }
        more = page.more;
    }
    return out;
}

Result<PullResponse> HubStore::pull(const HubDevice &to, std::string_view after, int limit, std::string_view sent)
{
    HubRows &rows = *m_state->rows;
    ASSENT_TRY(const bool kept, hasPlace(sent));
    if (!kept)
        return Error{ErrorCode::Conflict, "the hub has lost what this device sent", {{}, 0, 0, "sent"}};
    ASSENT_TRY(FeedPlaces seen, cursor::read(rows, after));
    ASSENT_TRY(const FeedPage page, rows.feed(seen, to.subject, std::clamp(limit, 1, kMaxPullItems), kAnswerBytes));
    ASSENT_TRY(const auto seals, sealsOf(rows, page.items));
    PullResponse response;
    for (const FeedItem &item : page.items) {
        ASSENT_TRY(PulledItem opened, openItem(item, seals));
        response.items.push_back(std::move(opened));
    }
    response.more = page.more;
    ASSENT_TRY(response.cursor, cursor::write(rows, seen));
    ASSENT_TRY(response.checkpoint, rows.checkpoint());
    return response;
}

} // namespace assent::sync
