#pragma once

#include "vault/vault.h"

namespace assent::sync {

/// Where a device stands in a hub's feed, and how a hub that was put back to an
/// older copy knows that: the numbers of what it lost are given to other items, so
/// that a number alone looks right once enough has come in.
///
/// Each opening of the hub begins a *generation* of the feed with a random token
/// (table feed_generation), at the last number that there is. A cursor names the
/// generation that it was given in. After a copy was put back the newer generations
/// are unknown, and a place behind the beginning of the next one is of a feed that
/// is lost.
class FeedCursor
{
public:
    /// The place of who has everything up to `seen`, in the newest generation.
    static Result<std::string> write(Database &db, const std::string &epoch, std::int64_t seen);
    /// The place of who has everything.
    static Result<std::string> writeEnd(Database &db, const std::string &epoch);
    /// 0 for "". Protocol: no cursor. Conflict: of another epoch, or of a feed that
    /// the hub has lost.
    static Result<std::int64_t> read(Database &db, const std::string &epoch, std::string_view text);
    static Result<void> beginGeneration(Vault &vault);
};

/// The tables' part.
inline constexpr std::string_view kFeedGenerationTable = R"sql(
CREATE TABLE feed_generation(
    n INTEGER PRIMARY KEY,
    token BLOB NOT NULL UNIQUE,
    first INTEGER NOT NULL);        -- the last seq of item when it began
)sql";

} // namespace assent::sync
