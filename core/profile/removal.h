#pragma once

#include "profile/person.h"

namespace assent {

/// What goes of one person.
struct Removal
{
    std::vector<Attribute> attributes;
    std::vector<Identifier> identifiers;
    bool wholePerson = false;
    bool empty() const { return attributes.empty(); }
};

/// What has to go at an instant (DOMAIN.md section 3):
/// - every version of a fact whose end has come, and the versions that only such
///   ones had replaced, which would else be shown again;
/// - the identifiers whose value was among them and is held no more, and every
///   identifier when no fact is left: an identifier has no end of its own.
/// A version that replaces one that goes stays. `wholePerson` is left false.
Removal dueOf(const Person &person, Timestamp at);

bool hasEnded(const Attribute &attribute, Timestamp at);

/// The person without these facts and identifiers.
Person without(Person person, const Removal &removal);

} // namespace assent
