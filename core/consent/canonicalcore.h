#pragma once

#include "consent/event.h"

namespace assent {

/// A core in the one form that toCanonical() writes, read without building a
/// document: every view of a person and every verification reads all their cores.
/// Nothing when the text has another form or a fault; the general reader then says
/// which.
std::optional<EventCore> readCanonicalCore(std::string_view text);

} // namespace assent
