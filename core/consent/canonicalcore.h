#pragma once

#include "consent/event.h"

namespace assent {

// What toCanonical() writes, read without building a document: every view of a person
// and every verification reads all their cores, and a sync all payloads. Nothing when
// the text has another form or a fault; the general reader then says which.

std::optional<EventCore> readCanonicalCore(std::string_view text);
/// Leaves attachments and purpose classes, which are rare, to the general reader.
std::optional<EventPayload> readCanonicalPayload(std::string_view text);

} // namespace assent
