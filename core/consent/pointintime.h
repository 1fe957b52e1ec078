#pragma once

#include "consent/servednotice.h"

namespace assent {

/// One key at an instant (DOMAIN.md section 2, "Hub's record").
struct KeyAt
{
    ConsentKey key;
    ConsentState decided; ///< by the acts that were decided by then, as decided_at says, never later than received_at
    ConsentState known;   ///< by those that the system of record had received by then
    bool differs() const { return decided.allowed != known.allowed || decided.word != known.word; }
};

/// An act that one of the states rests on, with what proves it.
struct ActAt
{
    HistoryEntry entry;
    std::optional<ServedNotice> served;
    /// The text that was shown, where the catalogue of the time still has it: the
    /// hash in the act is that of this body. A language that was asked for may not
    /// have been there, so this one's is told beside it.
    std::optional<NoticeRevision> text;
    std::string textLanguage;
};

struct PointInTime
{
    SubjectId subject;
    Timestamp at;
    std::string jurisdiction;
    std::shared_ptr<const Catalogue> catalogue; ///< in force then, or the first one when that came later
    std::vector<KeyAt> keys;
    std::vector<ActAt> acts;  ///< oldest first
};

/// What was allowed for a person at an instant, and on which evidence. Invalid for a
/// time to come, NotFound when there is no such person.
Result<PointInTime> pointInTime(Vault &vault, ConsentStore &consents, SubjectId subject, Timestamp at);

} // namespace assent
