#pragma once

#include "sync/hubkeys.h"
#include "sync/hubstore.h"

namespace assent::sync {

/// Shared by the files that implement HubStore; not for others.
struct HubStore::State
{
    const Clock &clock;
    std::unique_ptr<HubRows> rows;

    /// For work that needs no rows. Two where the store has but one way to it: those of
    /// a hub with many are busy enough.
    int threads() const { return rows->partitions() == 1 ? 2 : 1; }
};

} // namespace assent::sync
