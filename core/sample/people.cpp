#include "sample/people.h"

#include "crypto/secret.h"
#include "sample/names.h"

#include <algorithm>
#include <cstdio>

namespace assent::sample {
namespace {

/// How each fact is held, whoever holds it.
struct FactTerms
{
    std::string_view key;
    AttributeKind kind;
    LegalBasis basis;
    int keptDays;
    std::string_view purposes; ///< separated by |
};

constexpr FactTerms kTerms[] = {
    {"given_name", AttributeKind::Identity, LegalBasis::Contract, 1095, "booking_messages|fraud_and_safety|newsletter"},
    {"family_name", AttributeKind::Identity, LegalBasis::Contract, 1095, "booking_messages|fraud_and_safety|newsletter"},
    {"birth_date", AttributeKind::Identity, LegalBasis::LegalObligation, 1825, "fraud_and_safety"},
    {"email", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "booking_messages|newsletter|offers|data_sharing"},
    {"phone", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "booking_messages|offers"},
    {"street", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "booking_messages|offers"},
    {"postcode", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "booking_messages|offers"},
    {"city", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "booking_messages|offers"},
    {"country", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "booking_messages|offers"},
    {"loyalty_tier", AttributeKind::Descriptive, LegalBasis::Contract, 1095, "loyalty_statements"},
    {"home_airport", AttributeKind::Descriptive, LegalBasis::LegitimateInterest, 730, "price_alerts|service_improvement"},
    {"seat_preference", AttributeKind::Attitudinal, LegalBasis::Contract, 730, "booking_messages|personalisation"},
    {"meal_preference", AttributeKind::Attitudinal, LegalBasis::Contract, 730, "booking_messages|personalisation"},
    {"last_route", AttributeKind::Behavioural, LegalBasis::LegitimateInterest, 1095, "service_improvement|personalisation"},
    {"travel_interest", AttributeKind::Behavioural, LegalBasis::Consent, 395, "profiling|data_sale"},
    {"survey_rating", AttributeKind::Attitudinal, LegalBasis::Consent, 365, "surveys"},
};

const FactTerms &termsOf(std::string_view key)
{
    const auto it = std::find_if(std::begin(kTerms), std::end(kTerms), [&](const FactTerms &terms) { return terms.key == key; });
    return it == std::end(kTerms) ? kTerms[3] : *it;
}

CollectionMethod methodOf(std::string_view source, std::string_view key)
{
    if (source == "person")
        return CollectionMethod::Declared;
    if (source == "agent" || source == "call_centre")
        return CollectionMethod::Agent;
    if (source == "social_account")
        return CollectionMethod::Inferred;
    return key == "last_route" || key == "travel_interest" ? CollectionMethod::Observed : CollectionMethod::Imported;
}

std::string_view recordOf(std::string_view source)
{
    if (source == "web_shop")
        return "booking";
    if (source == "loyalty_crm")
        return "member";
    if (source == "email_service")
        return "subscriber";
    return source == "call_centre" ? "call" : source == "social_account" ? "sign-in" : "form";
}

std::string padded(std::uint64_t number, int width)
{
    std::string text = std::to_string(number);
    return text.size() >= static_cast<std::size_t>(width) ? text : std::string(width - text.size(), '0') + text;
}

/// Puts digits for #, from a number that no neighbour shares.
std::string filledIn(const std::string &pattern, std::uint64_t number)
{
    std::string out = pattern;
    for (auto it = out.rbegin(); it != out.rend(); ++it) {
        if (*it != '#')
            continue;
        *it = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return out;
}

std::string phoneOf(const Country &country, std::uint64_t index, std::uint64_t salt)
{
    const std::string &range = country.phones[index % country.phones.size()];
    // 7 has no factor of 10: a step through all numbers of the range.
    return filledIn(range, index / country.phones.size() * 7 + salt);
}

/// Polish surnames in -ski agree with the person's sex.
Spelling familyOf(const Country &country, const Spelling &family, bool woman)
{
    const bool declined = country.code == "PL" && woman
        && (family.text.ends_with("ski") || family.text.ends_with("cki"));
    if (!declined)
        return family;
    const std::string text = family.text.substr(0, family.text.size() - 1) + "a";
    return {text, text};
}

std::string streetOf(const Country &country, const std::string &street, int number)
{
    const std::string n = std::to_string(number);
    if (country.code == "FR" || country.code == "GB" || country.code == "US")
        return n + " " + street;
    if (country.code == "TW")
        return street + " " + n + " 號";
    return street + (country.code == "ES" || country.code == "BR" ? ", " : " ") + n;
}

/// Letters and digits as addresses use them: "Łucja" is "lucja".
std::string addressPart(const std::string &name)
{
    std::string out;
    for (const std::string &word : foldWords(name))
        out += word;
    return out;
}

std::string birthDate(Random &random, Timestamp now)
{
    const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(now));
    // A bell over 19 to 84, most of them about 45.
    const int age = 19 + (random.between(0, 65) + random.between(0, 65) + random.between(0, 65)) / 3;
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(today.year()) - age, random.between(1, 12), random.between(1, 28));
    return text;
}

const Country &countryOf(Random &random)
{
    int total = 0;
    for (const Country &country : countries())
        total += country.share;
    int at = random.between(1, total);
    for (const Country &country : countries()) {
        at -= country.share;
        if (at <= 0)
            return country;
    }
    return countries().front();
}

const std::string_view kDomains[] = {"example.com", "example.org", "example.net"};
const std::string_view kTiers[] = {"Blue", "Blue", "Blue", "Blue", "Silver", "Silver", "Gold", "Platinum"};
const std::string_view kSeats[] = {"window", "window", "aisle", "aisle", "exit row", "front rows"};
const std::string_view kMeals[] = {"vegetarian", "vegan", "gluten free", "halal", "kosher", "no preference", "no preference"};
const std::string_view kInterests[] = {"city breaks", "beach", "family travel", "winter sports", "food and wine", "hiking"};

/// What the web shop knows of everybody.
struct Basics
{
    std::string given;
    std::string family;
    std::string email;
    std::string phone;
};

Basics shopRecord(PersonBuilder &builder, const Country &country, const City &city, std::uint64_t index, int daysAgo, Timestamp now)
{
    Random &random = builder.random();
    const bool woman = random.chance(51);
    const Spelling &given = random.pick(woman ? country.women : country.men);
    const Spelling family = familyOf(country, random.pick(country.families), woman);
    Basics basics{given.text, family.text, {}, phoneOf(country, index, random.next() % 7)};
    basics.email = addressPart(given.latin) + "." + addressPart(family.latin) + "." + std::to_string(index) + "@" + std::string(random.pick(kDomains));
    builder.hold({"web_shop", "given_name", basics.given, daysAgo});
    builder.hold({"web_shop", "family_name", basics.family, daysAgo});
    builder.hold({"web_shop", "email", basics.email, daysAgo});
    builder.hold({"web_shop", "phone", basics.phone, daysAgo});
    builder.hold({"web_shop", "birth_date", birthDate(random, now), daysAgo});
    builder.hold({"web_shop", "street", streetOf(country, random.pick(country.streets), random.between(1, 140)), daysAgo});
    builder.hold({"web_shop", "postcode", filledIn(city.postcode, random.next() % 10'000), daysAgo});
    builder.hold({"web_shop", "city", city.name, daysAgo});
    builder.hold({"web_shop", "country", country.code, daysAgo});
    builder.identify("email", basics.email, "web_shop", daysAgo);
    builder.identify("phone", basics.phone, "web_shop", daysAgo);
    builder.identify("customer_number", "C" + padded(100'000 + index, 8), "web_shop", daysAgo);
    return basics;
}

void memberRecord(PersonBuilder &builder, const Basics &basics, const Country &country, std::uint64_t index, int daysAgo)
{
    Random &random = builder.random();
    builder.identify("loyalty_id", "OC" + padded(index * 13 + 700'000'000, 9), "loyalty_crm", daysAgo);
    builder.hold({"loyalty_crm", "loyalty_tier", std::string(random.pick(kTiers)), std::min(daysAgo, random.between(1, 360))});
    builder.hold({"loyalty_crm", "seat_preference", std::string(random.pick(kSeats)), std::min(daysAgo, random.between(1, 600))});
    if (random.chance(50))
        builder.hold({"loyalty_crm", "meal_preference", std::string(random.pick(kMeals)), std::min(daysAgo, random.between(1, 600))});
    if (random.chance(25))
        builder.hold({"loyalty_crm", "home_airport", random.pick(country.airports), std::min(daysAgo, random.between(1, 600))});
    if (random.chance(10))
        builder.hold({"loyalty_crm", "phone", phoneOf(country, index, 3 + random.next() % 7), daysAgo});
    if (random.chance(8))
        builder.hold({"loyalty_crm", "given_name", basics.given.substr(0, basics.given.find_first_of("- ")), daysAgo});
}

/// Systems that know some of the people, and not always the same.
void otherRecords(PersonBuilder &builder, const Country &country, std::uint64_t index, int daysAgo)
{
    Random &random = builder.random();
    if (random.chance(70)) {
        builder.identify("esp_record", "mf-" + padded(index * 17 + 40'000, 8), "email_service", daysAgo);
        if (random.chance(10)) {
            const std::string older = "mail." + std::to_string(index) + "@" + std::string(random.pick(kDomains));
            builder.hold({"email_service", "email", older, daysAgo + 10});
            builder.identify("email", older, "email_service", daysAgo + 10);
        }
    }
    if (random.chance(9))
        builder.hold({"call_centre", "phone", phoneOf(country, index, 11 + random.next() % 7), std::min(daysAgo, random.between(1, 300))});
    if (random.chance(11)) {
        builder.identify("social_login", "social-" + padded(index * 29 + 5'000, 9), "social_account", daysAgo);
        builder.hold({"social_account", "travel_interest", std::string(random.pick(kInterests)), random.between(1, 300)});
    }
    if (random.chance(30))
        builder.hold({"web_shop", "last_route", random.pick(country.airports) + "-" + random.pick(random.pick(countries()).airports), random.between(1, 400)});
    if (random.chance(12))
        builder.hold({"person", "meal_preference", std::string(random.pick(kMeals)), random.between(1, 200)});
}

} // namespace

PersonBuilder::PersonBuilder(const Catalogue &catalogue, Timestamp now, std::uint64_t seed, std::uint64_t index)
    : m_catalogue(catalogue), m_now(now), m_index(index), m_random(seed, index)
{
}

Result<void> PersonBuilder::begin(std::string language, std::string jurisdiction)
{
    const Timestamp stamp = m_now - std::chrono::days(1000) + std::chrono::milliseconds(m_index);
    m_person.id = SubjectId(m_random.uuid(stamp));
    m_person.persona = PersonaId(m_random.uuid(stamp));
    ASSENT_TRY(m_person.pseudonymKey, randomBytes(32));
    m_person.language = std::move(language);
    m_person.jurisdiction = std::move(jurisdiction);
    return {};
}

void PersonBuilder::setCreated(std::string_view source, int daysAgo)
{
    m_person.source = SourceId(std::string(source));
    m_person.createdAt = this->daysAgo(daysAgo);
}

std::vector<PurposeId> PersonBuilder::purposesOf(std::string_view key) const
{
    std::vector<PurposeId> purposes;
    std::string_view rest = termsOf(key).purposes;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        PurposeId id{std::string(rest.substr(0, end))};
        if (m_catalogue.purpose(id))
            purposes.push_back(std::move(id));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return purposes;
}

AttributeId PersonBuilder::hold(Held held, std::optional<AttributeId> replaces)
{
    const FactTerms &terms = termsOf(held.key);
    Attribute fact;
    fact.collectedAt = daysAgo(held.daysAgo);
    fact.id = AttributeId(m_random.uuid(fact.collectedAt));
    fact.key = held.key;
    fact.value = std::move(held.value);
    fact.kind = terms.kind;
    fact.source = SourceId(std::string(held.source));
    fact.sourceEvent = std::string(recordOf(held.source)) + "-" + std::to_string(m_index * 31 + 1000 + static_cast<std::uint64_t>(held.daysAgo));
    fact.method = methodOf(held.source, held.key);
    fact.purposes = purposesOf(held.key);
    fact.basis = terms.basis;
    fact.retainUntil = fact.collectedAt + std::chrono::days(terms.keptDays);
    fact.verified = held.source == "loyalty_crm" && (held.key == "email" || held.key == "phone");
    fact.replaces = replaces;
    const AttributeId id = fact.id;
    m_person.attributes.push_back(std::move(fact));
    return id;
}

void PersonBuilder::identify(std::string_view type, std::string_view value, std::string_view source, int daysAgo)
{
    if (auto normal = normaliseIdentifier(type, value))
        m_person.identifiers.push_back({std::string(type), *std::move(normal), SourceId(std::string(source)), this->daysAgo(daysAgo), std::nullopt});
}

Result<Person> makePerson(const Catalogue &catalogue, Timestamp now, std::uint64_t seed, std::uint64_t index)
{
    PersonBuilder builder(catalogue, now, seed, index);
    Random &random = builder.random();
    const Country &country = countryOf(random);
    const City &city = random.pick(country.cities);
    ASSENT_CHECK(builder.begin(random.pick(country.languages), city.jurisdiction));
    const int known = random.between(70, 980);
    const bool member = random.chance(60);
    builder.setCreated(member && random.chance(30) ? "loyalty_crm" : "web_shop", known);
    const Basics basics = shopRecord(builder, country, city, index, known, now);
    if (member)
        memberRecord(builder, basics, country, index, known);
    otherRecords(builder, country, index, known);
    return builder.take();
}

} // namespace assent::sample
