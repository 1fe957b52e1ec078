#pragma once

#include "sync/hubkeys.h"
#include "sync/hubstore.h"

namespace assent::sync {

/// Shared by the files that implement HubStore; not for others.
struct HubStore::State
{
    const Clock &clock;
    std::unique_ptr<HubRows> rows;
};

} // namespace assent::sync
