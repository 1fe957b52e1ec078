#pragma once

#include "catalog/catalogue.h"
#include "receipt/consentrecord.h"

namespace assent {

/// What a record of someone else's is about, in this catalogue's words.
struct RecordKey
{
    KeyPattern pattern;    ///< open where the record and the options leave it open
    std::string openParts; ///< why no consent can be taken for it; empty when none is open
};
struct RecordKeys
{
    std::vector<RecordKey> keys;
    std::vector<std::string> problems; ///< purposes that mean none here, or several
};
/// A purpose is the one that is named (`purpose`), or that a record names by our id,
/// by a DPV term that one purpose alone has, or by its name in some language.
RecordKeys recordKeys(const ConsentRecord &record, const Catalogue &catalogue, const PurposeId &purpose, const ChannelId &channel);

/// When a consent that a record tells of ends; never later than it says.
struct ConsentEnd
{
    std::optional<Timestamp> at;
    std::string fault; ///< it says so in a way that cannot be kept
};
ConsentEnd consentEndOf(const RecordEvent &event, const ConsentRecord &record, Timestamp from);

} // namespace assent
