#pragma once

#include "base/uuid.h"
#include "bench/measure.h"

namespace assent::bench {

inline constexpr int kUiEvents = 10'000; ///< in the history of who is at the computer

struct UiStore
{
    std::string folder;
    SubjectId subject; ///< who is at the computer
};

/// A store of so many people, one of whom has a long history. The kept one, where
/// there is one.
UiStore uiStore(const Settings &settings);

} // namespace assent::bench
