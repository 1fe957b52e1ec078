#pragma once

#include "catalog/catalogue.h"
#include "catalog/textdiff.h"

namespace assent {

/// One choice that rests on a notice.
struct NoticeToggle
{
    PurposeId purpose;
    ChannelId channel;
    RecipientId recipient;
    /// The newest material version between the two that affects it, whichever
    /// came first; 0: an answer given on either counts on the other.
    int askedAgainBy = 0;
};

/// What changed between two versions of a notice in one language, and for whom.
struct NoticeDiff
{
    const NoticeVersion *before = nullptr;
    const NoticeVersion *after = nullptr;
    std::string language;
    TextDiff title;
    TextDiff body;
    std::vector<NoticeToggle> toggles; ///< every choice of the notice that is one, in the catalogue's order
};

/// NotFound names the notices, versions or languages that there are. Refers to
/// the catalogue. The versions may come in either order.
Result<NoticeDiff> diffNotice(const Catalogue &catalogue, const NoticeId &notice, int before, int after, const std::string &language);

} // namespace assent
