// What HubStore hands out.
#include "sync/feedcursor.h"
#include "sync/hubstate.h"

#include <algorithm>
#include <map>

namespace assent::sync {
namespace {

/// An answer ends after the item that passes this, so that it stays far below
/// what a client takes.
constexpr std::size_t kAnswerBytes = 4 * 1024 * 1024;

/// The seals of an answer's subjects, made once.
using Seals = std::map<SubjectId, ItemSeal>;

Result<const ItemSeal *> sealOf(SubjectKeys &keys, SubjectId subject, Seals &seals)
{
    const auto found = seals.find(subject);
    if (found != seals.end())
        return &found->second;
    auto seal = ItemSeal::of(keys, subject);
    if (!seal && seal.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::Corrupt, "an item's key is missing"};
    if (!seal)
        return std::move(seal).error();
    return &seals.emplace(subject, *std::move(seal)).first->second;
}

Result<PulledItem> readItem(SubjectKeys &keys, const Statement &row, Seals &seals)
{
    ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(row.blob(1)));
    ASSENT_TRY(const Uuid id, Uuid::fromBytes(row.blob(2)));
    ASSENT_TRY(const ItemSeal *const seal, sealOf(keys, subject, seals));
    ASSENT_TRY(const SecretBytes plain, seal->open(id, row.blob(4)));
    ASSENT_TRY(const json::Value value, json::parse(asText(plain.view())));
    ASSENT_TRY(ItemBody body, itemFromJson(value, "item"));
    PulledItem item{std::move(body), row.time(3), std::nullopt};
    if (!row.isNull(5)) {
        ASSENT_TRY(item.deviceKey, toPublicKey(row.blob(5)));
    }
    return item;
}

constexpr std::string_view kFeed =
    "SELECT i.seq, i.subject, i.id, i.received_at, i.body, d.public_key"
    " FROM item i LEFT JOIN device d ON d.id = i.author WHERE i.seq > ?1";

/// Items after `seen`; moves it, and tells whether there are more.
Result<bool> read(HubStore::State &state, const HubDevice &to, int limit, std::int64_t &seen, std::vector<PulledItem> &items)
{
    const std::string scope = to.subject ? " AND i.subject = ?3" : "";
    ASSENT_TRY(Statement feed, state.db().prepare(std::string(kFeed) + scope + " ORDER BY i.seq LIMIT ?2"));
    feed.bind(1, seen).bind(2, limit + 1);
    if (to.subject)
        feed.bind(3, to.subject->bytes());
    Seals seals;
    std::size_t bytes = 0;
    for (;;) {
        ASSENT_TRY(const bool row, feed.step());
        if (!row)
            return false;
        if (static_cast<int>(items.size()) == limit || bytes > kAnswerBytes)
            return true;
        bytes += feed.blob(4).size();
        ASSENT_TRY(PulledItem item, readItem(*state.keys, feed, seals));
        items.push_back(std::move(item));
        seen = feed.integer(0);
    }
}

} // namespace

Result<std::string> HubStore::place() { return FeedCursor::writeEnd(m_state->db(), epoch()); }

Result<bool> HubStore::hasPlace(std::string_view cursor)
{
    const auto seen = FeedCursor::read(m_state->db(), epoch(), cursor);
    if (!seen && seen.error().code != ErrorCode::Conflict)
        return seen.error();
    return seen.ok();
}

Result<PullResponse> HubStore::pull(const HubDevice &to, std::string_view cursor, int limit)
{
    ASSENT_TRY(std::int64_t seen, FeedCursor::read(m_state->db(), epoch(), cursor));
    PullResponse response;
    ASSENT_TRY(response.more, read(*m_state, to, std::clamp(limit, 1, kMaxPullItems), seen, response.items));
    ASSENT_TRY(response.cursor, FeedCursor::write(m_state->db(), epoch(), seen));
    ASSENT_TRY(response.checkpoint, Ledger(vault()).checkpoint());
    return response;
}

} // namespace assent::sync
