#pragma once

#include "consent/event.h"
#include "sync/hubstore.h"

namespace assent::sync {

/// What a link in a letter closes.
struct Unsubscription
{
    SubjectId subject;
    ControllerId controller;
    PurposeId purpose;
    ChannelId channel;

    /// Every persona's and every recipient's: who wants no more letters wants none.
    KeyPattern pattern() const { return {controller, std::nullopt, purpose, std::nullopt, channel, std::nullopt}; }
};

/// Opaque and authenticated (AES-256-GCM under a key of the hub's); two of one
/// choice differ. Closing has no time limit, so there is none in it.
Result<std::string> toToken(HubStore &store, const Unsubscription &what);
/// NotFound when it is none of this hub's.
Result<Unsubscription> fromToken(HubStore &store, std::string_view token);

/// The pages that a person sees: no script, nothing from elsewhere.
enum class UnsubscribePage { Ask, Done, Unknown };
std::string unsubscribePage(UnsubscribePage page, std::string_view acceptLanguage, const Catalogue *catalogue, const Unsubscription *what);

} // namespace assent::sync
