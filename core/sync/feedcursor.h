#pragma once

#include "sync/hubrows.h"

namespace assent::sync {

/// Where a device stands in a hub's feed, and how a hub that was put back to an
/// older copy knows that: the numbers of what it lost are given to other items, so
/// that a number alone looks right once enough has come in.
///
/// Each opening of the hub begins a *generation* of the feed with a random token,
/// at the feed's end then. A cursor names the generation that it was given in.
/// After a copy was put back the newer generations are unknown, and a place behind
/// the beginning of the next one is of a feed that is lost.
namespace cursor {

/// The text of a place, in the newest generation.
Result<std::string> write(HubRows &rows, const FeedPlaces &seen);
/// The beginning for "". Protocol: no cursor. Conflict: of another epoch, or of a
/// feed that the hub has lost.
Result<FeedPlaces> read(HubRows &rows, std::string_view text);

} // namespace cursor

/// A new generation's token.
Result<Bytes> makeGeneration();

/// The embedded store's part.
inline constexpr std::string_view kFeedGenerationTable = R"sql(
CREATE TABLE feed_generation(
    n INTEGER PRIMARY KEY,
    token BLOB NOT NULL UNIQUE,
    first INTEGER NOT NULL);        -- the last seq of item when it began
)sql";

} // namespace assent::sync
