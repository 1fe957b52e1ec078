#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/uuid.h"
#include "catalog/catalogue.h"

namespace assent {

enum class AttributeKind { Identity, Descriptive, Behavioural, Attitudinal };
std::string_view attributeKindName(AttributeKind kind);

/// How a value came to be known.
enum class CollectionMethod { Declared, Imported, Observed, Inferred, Agent };
std::string_view collectionMethodName(CollectionMethod method);

/// One version of one fact about a person, with its provenance.
struct Attribute
{
    AttributeId id;
    std::string key; ///< "given_name", "email", "birth_date", "seat_preference", …
    std::string value;
    AttributeKind kind = AttributeKind::Descriptive;
    SourceId source;
    std::string sourceEvent; ///< what at the source: a record or form, by its id
    Timestamp collectedAt;
    CollectionMethod method = CollectionMethod::Imported;
    std::vector<PurposeId> purposes;
    LegalBasis basis = LegalBasis::Contract;
    std::optional<Timestamp> retainUntil;
    bool verified = false;
    std::optional<PersonaId> persona;
    std::optional<AttributeId> replaces; ///< the version that its author saw
    std::vector<AttributeId> alsoReplaces; ///< and the others, where it settles a conflict

    bool doesReplace(const AttributeId &version) const;
    /// All of them.
    std::vector<AttributeId> replaced() const;
};

struct Identifier
{
    std::string type; ///< "email", "phone", "loyalty_id", "customer_number", "esp_record", "social_login", "device"
    std::string value; ///< normalised by normaliseIdentifier()
    SourceId source;
    Timestamp collectedAt;
    std::optional<PersonaId> persona;
};

/// A subject with everything held about them but their consents.
struct Person
{
    SubjectId id;
    PersonaId persona;   ///< the default one
    Bytes pseudonymKey;  ///< 32 bytes
    std::string jurisdiction = "EU";
    std::string language = "en";
    SourceId source;
    Timestamp createdAt;
    std::vector<Identifier> identifiers;
    std::vector<Attribute> attributes; ///< all versions

    /// Fills id, persona and pseudonym key.
    static Result<Person> make(Timestamp now);
};

json::Value toJson(const Person &person);
Result<Person> personFromJson(const json::Value &value);
json::Value toJson(const Attribute &attribute);
Result<Attribute> attributeFromJson(const json::Value &value, std::string path);

/// One fact as it is shown: the surviving value, and what else is held.
struct Fact
{
    std::string key;
    Attribute shown;
    std::vector<Attribute> others; ///< other sources' current values
    bool conflict = false; ///< two people's edits of the same version differ
};

/// Survivorship (DOMAIN.md section 3): declared by the person > verified > agent
/// > system > inferred, then newest. Versions that others replace do not count.
/// Sorted by kind, then key.
std::vector<Fact> survivors(std::span<const Attribute> attributes, const Catalogue &catalogue);

/// "Anna Nowak" from given_name and family_name in the order that the language
/// uses, else full_name, else an identifier, else the id's end.
std::string displayName(const Person &person, const Catalogue &catalogue);

/// E-mail: trimmed, domain in lower case; phone: +digits; others trimmed, upper
/// case. Invalid when it cannot be one.
Result<std::string> normaliseIdentifier(std::string_view type, std::string_view value);

/// The types of identifier; a fact with such a key identifies.
bool isIdentifierType(std::string_view type);

/// NFKC, diacritics off, lower case, Chinese characters apart; the words to
/// find a text by.
std::vector<std::string> foldWords(std::string_view text);

/// A character that foldWords() sets apart, as in Chinese.
bool isOwnWord(std::string_view word);

} // namespace assent
