#pragma once

#include "profile/person.h"
#include "sample/random.h"

namespace assent::sample {

/// Fills a Person: where values come from decides method, basis, purposes and
/// how long they are kept.
class PersonBuilder
{
public:
    PersonBuilder(const Catalogue &catalogue, Timestamp now, std::uint64_t seed, std::uint64_t index);

    /// Id, persona and key; a subject's id follows the index, so that rows are
    /// written in the order of their ids.
    Result<void> begin(std::string language, std::string jurisdiction);

    struct Held
    {
        std::string_view source;
        std::string_view key;
        std::string value;
        int daysAgo = 0;
    };
    /// Adds a fact as this source holds it; returns its id.
    AttributeId hold(Held held, std::optional<AttributeId> replaces = std::nullopt);
    /// Adds an identifier, unless it cannot be one.
    void identify(std::string_view type, std::string_view value, std::string_view source, int daysAgo);

    Timestamp daysAgo(int days) { return m_now - std::chrono::days(days) - std::chrono::seconds(m_random.between(0, 36'000)); }
    Random &random() { return m_random; }
    Person take() { return std::move(m_person); }
    void setCreated(std::string_view source, int daysAgo);

private:
    std::vector<PurposeId> purposesOf(std::string_view key) const;

    const Catalogue &m_catalogue;
    Timestamp m_now;
    std::uint64_t m_index;
    Random m_random;
    Person m_person;
};

/// The made-up person of this index.
Result<Person> makePerson(const Catalogue &catalogue, Timestamp now, std::uint64_t seed, std::uint64_t index);
/// The fixed one.
Result<Person> makeTourPerson(const Catalogue &catalogue, Timestamp now, std::uint64_t seed);

} // namespace assent::sample
