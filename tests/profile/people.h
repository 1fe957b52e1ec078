#pragma once

#include "consent/store.h"

namespace assent::test {

/// A fact as a source would tell it.
inline Attribute fact(std::string key, std::string value, const char *source = "web_shop",
    CollectionMethod method = CollectionMethod::Imported, int day = 0)
{
    Attribute attribute;
    const Timestamp at = *fromRfc3339("2026-01-01") + std::chrono::days(day);
    attribute.id = AttributeId(makeUuidV7(at));
    attribute.key = std::move(key);
    attribute.value = std::move(value);
    attribute.source = SourceId(source);
    attribute.collectedAt = at;
    attribute.method = method;
    return attribute;
}

/// Somebody by name, not in a store yet.
inline Person someone(const std::string &given, const std::string &family, const std::string &language = "en")
{
    Person person = *Person::make(*fromRfc3339("2026-01-01"));
    person.language = language;
    person.source = SourceId("web_shop");
    person.attributes = {fact("given_name", given), fact("family_name", family)};
    return person;
}

inline void identify(Person &person, const char *type, const std::string &value)
{
    person.identifiers.push_back({type, *normaliseIdentifier(type, value), SourceId("web_shop"), *fromRfc3339("2026-01-01"), {}});
}

} // namespace assent::test
