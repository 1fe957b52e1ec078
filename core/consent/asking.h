#pragma once

#include "consent/consentstore.h"

namespace assent {

/// Why an answer that was given counts no longer, or is waited for.
enum class AskReason {
    CutOff,   ///< a material notice version affects the key
    Age,      ///< a guardian answered, and the minor came of age
    Expired,  ///< its time ran out
    Conflict, ///< a yes and a no had not seen each other
    Request,  ///< somebody asked, and no answer came
};
std::string_view askReasonName(AskReason reason); ///< "cut_off", "age", …

/// A key that needs a new answer.
struct Asking
{
    ConsentKey key;
    AskReason reason = AskReason::CutOff;
    std::optional<Timestamp> since; ///< when the old answer stopped counting, or the request was made
    NoticeId notice;
    int answeredVersion = 0; ///< of the notice; 0: none was answered
    int neededVersion = 1;   ///< the cut-off: the lowest version that an answer must be on
};

/// In the catalogue's order. What was never asked, deferred or closed is not in
/// it, nor a purpose that has ended.
std::vector<Asking> keysToAsk(const ConsentStore &store, const ConsentView &view, Timestamp at);

/// For so long nobody is shown a question again who put it off.
inline constexpr std::chrono::days kDeferredFor{30};
/// keysToAsk() without those that were put off within that time, and after the
/// question came up.
std::vector<Asking> keysToAskNow(const ConsentStore &store, const ConsentView &view, Timestamp at);

/// A closing act after which a rule gives peace for a time.
struct AskPause
{
    ConsentKey key;
    Timestamp until;
    std::string rule;
    std::string citation;
};
/// The pauses that hold at `at`, in the catalogue's order.
std::vector<AskPause> pauses(const ConsentStore &store, const ConsentView &view, Timestamp at);

} // namespace assent
