#include "profile/person.h"

#include "profile/conflicts.h"

#include "crypto/secret.h"

#include <algorithm>
#include <array>

namespace assent {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"identity", "descriptive", "behavioural", "attitudinal"};
constexpr std::array<std::string_view, 5> kMethods{"declared", "imported", "observed", "inferred", "agent"};

template<typename Enum, std::size_t N>
Enum readEnum(json::Reader &in, std::string_view field, const std::array<std::string_view, N> &names)
{
    const std::string text = in.text(field);
    const auto it = std::find(names.begin(), names.end(), text);
    if (it == names.end())
        in.fail(field, "is none of the words that belong here");
    return it == names.end() ? Enum{} : static_cast<Enum>(it - names.begin());
}

json::Value toJson(const Identifier &identifier)
{
    json::Value value;
    value.set("type", identifier.type);
    value.set("value", identifier.value);
    value.set("source", identifier.source.str());
    value.set("collected_at", toRfc3339(identifier.collectedAt));
    if (identifier.persona)
        value.set("persona", identifier.persona->toString());
    return value;
}

Result<Identifier> identifierFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"type", "value", "source", "collected_at", "persona"});
    Identifier identifier{in.text("type"), in.text("value"), SourceId(in.text("source")), in.time("collected_at"),
        in.idIf<PersonaId>("persona")};
    ASSENT_CHECK(in.finish());
    return identifier;
}

/// DOMAIN.md section 3: declared by the person > verified > agent > system > inferred.
int rank(const Attribute &attribute, const Catalogue &catalogue)
{
    if (attribute.method == CollectionMethod::Declared)
        return 4;
    if (attribute.verified)
        return 3;
    if (attribute.method == CollectionMethod::Agent)
        return 2;
    if (attribute.method == CollectionMethod::Inferred)
        return 0;
    const Source *source = catalogue.source(attribute.source);
    return source ? std::min(static_cast<int>(source->trust), 2) : 1;
}


Fact factOf(std::string key, std::vector<Attribute> current, const Catalogue &catalogue)
{
    std::sort(current.begin(), current.end(), [&](const Attribute &a, const Attribute &b) {
        const int x = rank(a, catalogue);
        const int y = rank(b, catalogue);
        if (x != y)
            return x > y;
        return std::tie(a.collectedAt, a.id) > std::tie(b.collectedAt, b.id);
    });
    Fact fact;
    fact.key = std::move(key);
    fact.conflict = !conflictingEdits(current).empty();
    fact.shown = current.front();
    fact.others.assign(current.begin() + 1, current.end());
    return fact;
}

const std::string *shownValue(const std::vector<Fact> &facts, std::string_view key)
{
    const auto it = std::find_if(facts.begin(), facts.end(), [&](const Fact &fact) { return fact.key == key; });
    return it == facts.end() ? nullptr : &it->shown.value;
}

bool isHan(const std::string &text) { return !text.empty() && static_cast<Byte>(text.front()) >= 0xE3 && static_cast<Byte>(text.front()) <= 0xE9; }

} // namespace

bool Attribute::doesReplace(const AttributeId &version) const
{
    return replaces == version || std::find(alsoReplaces.begin(), alsoReplaces.end(), version) != alsoReplaces.end();
}

std::vector<AttributeId> Attribute::replaced() const
{
    std::vector<AttributeId> out = alsoReplaces;
    if (replaces)
        out.insert(out.begin(), *replaces);
    return out;
}

std::string_view attributeKindName(AttributeKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view collectionMethodName(CollectionMethod method) { return kMethods[static_cast<std::size_t>(method)]; }

Result<Person> Person::make(Timestamp now)
{
    Person person;
    person.id = SubjectId(makeUuidV7(now));
    person.persona = PersonaId(makeUuidV7(now));
    ASSENT_TRY(person.pseudonymKey, randomBytes(32));
    person.createdAt = now;
    return person;
}

json::Value toJson(const Attribute &attribute)
{
    json::Value purposes{json::Array{}};
    for (const PurposeId &purpose : attribute.purposes)
        purposes.push(purpose.str());
    json::Value value;
    value.set("id", attribute.id.toString());
    value.set("key", attribute.key);
    value.set("value", attribute.value);
    value.set("kind", attributeKindName(attribute.kind));
    value.set("source", attribute.source.str());
    value.set("source_event", attribute.sourceEvent);
    value.set("collected_at", toRfc3339(attribute.collectedAt));
    value.set("method", collectionMethodName(attribute.method));
    value.set("purposes", std::move(purposes));
    value.set("basis", legalBasisName(attribute.basis));
    if (attribute.retainUntil)
        value.set("retain_until", toRfc3339(*attribute.retainUntil));
    value.set("verified", attribute.verified);
    if (attribute.persona)
        value.set("persona", attribute.persona->toString());
    if (attribute.replaces)
        value.set("replaces", attribute.replaces->toString());
    if (!attribute.alsoReplaces.empty()) {
        json::Value others{json::Array{}};
        for (const AttributeId &id : attribute.alsoReplaces)
            others.push(id.toString());
        value.set("also_replaces", std::move(others));
    }
    return value;
}

Result<Attribute> attributeFromJson(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    in.only({"id", "key", "value", "kind", "source", "source_event", "collected_at", "method", "purposes", "basis",
        "retain_until", "verified", "persona", "replaces", "also_replaces"});
    Attribute out;
    out.id = in.id<AttributeId>("id");
    out.key = in.text("key");
    out.value = in.text("value");
    out.kind = readEnum<AttributeKind>(in, "kind", kKinds);
    out.source = SourceId(in.text("source"));
    out.sourceEvent = in.textOr("source_event", {});
    out.collectedAt = in.time("collected_at");
    out.method = readEnum<CollectionMethod>(in, "method", kMethods);
    for (std::string &purpose : in.textsOr("purposes", {}))
        out.purposes.emplace_back(std::move(purpose));
    const auto basis = legalBasisFromName(in.text("basis"));
    if (!basis)
        in.fail("basis", "is not a legal basis");
    out.basis = basis.value_or(LegalBasis::Contract);
    out.retainUntil = in.timeIf("retain_until");
    out.verified = in.booleanOr("verified", false);
    out.persona = in.idIf<PersonaId>("persona");
    out.replaces = in.idIf<AttributeId>("replaces");
    for (const std::string &text : in.textsOr("also_replaces", {})) {
        const auto other = AttributeId::parse(text);
        if (!other)
            in.fail("also_replaces", other.error().detail);
        else
            out.alsoReplaces.push_back(*other);
    }
    ASSENT_CHECK(in.finish());
    return out;
}

json::Value toJson(const Person &person)
{
    json::Value identifiers{json::Array{}};
    for (const Identifier &identifier : person.identifiers)
        identifiers.push(toJson(identifier));
    json::Value attributes{json::Array{}};
    for (const Attribute &attribute : person.attributes)
        attributes.push(toJson(attribute));
    json::Value value;
    value.set("id", person.id.toString());
    value.set("persona", person.persona.toString());
    value.set("pseudonym_key", toBase64Url(person.pseudonymKey));
    value.set("jurisdiction", person.jurisdiction);
    value.set("language", person.language);
    value.set("source", person.source.str());
    value.set("created_at", toRfc3339(person.createdAt));
    value.set("identifiers", std::move(identifiers));
    value.set("attributes", std::move(attributes));
    return value;
}

Result<Person> personFromJson(const json::Value &value)
{
    json::Reader in(value, "person");
    in.only({"id", "persona", "pseudonym_key", "jurisdiction", "language", "source", "created_at", "identifiers", "attributes"});
    Person person;
    person.id = in.id<SubjectId>("id");
    person.persona = in.id<PersonaId>("persona");
    const Digest key = in.digest("pseudonym_key");
    person.pseudonymKey.assign(key.begin(), key.end());
    person.jurisdiction = in.text("jurisdiction");
    person.language = in.text("language");
    person.source = SourceId(in.text("source"));
    person.createdAt = in.time("created_at");
    for (const json::Value &entry : in.list("identifiers")) {
        ASSENT_TRY(Identifier identifier, identifierFromJson(entry, in.pathOf("identifiers")));
        person.identifiers.push_back(std::move(identifier));
    }
    for (const json::Value &entry : in.list("attributes")) {
        ASSENT_TRY(Attribute attribute, attributeFromJson(entry, in.pathOf("attributes")));
        person.attributes.push_back(std::move(attribute));
    }
    ASSENT_CHECK(in.finish());
    return person;
}

std::vector<Fact> survivors(std::span<const Attribute> attributes, const Catalogue &catalogue)
{
    std::set<AttributeId> replaced;
    for (const Attribute &attribute : attributes) {
        for (const AttributeId &id : attribute.replaced())
            replaced.insert(id);
    }
    std::map<std::string, std::vector<Attribute>> byKey;
    for (const Attribute &attribute : attributes) {
        if (!replaced.contains(attribute.id))
            byKey[attribute.key].push_back(attribute);
    }
    std::vector<Fact> facts;
    for (auto &[key, current] : byKey)
        facts.push_back(factOf(key, std::move(current), catalogue));
    std::stable_sort(facts.begin(), facts.end(), [](const Fact &a, const Fact &b) { return a.shown.kind < b.shown.kind; });
    return facts;
}

std::string displayName(const Person &person, const Catalogue &catalogue)
{
    const std::vector<Fact> facts = survivors(person.attributes, catalogue);
    const std::string *given = shownValue(facts, "given_name");
    const std::string *family = shownValue(facts, "family_name");
    if (given && family) {
        const bool familyFirst = isHan(*family) || person.language.starts_with("zh");
        if (isHan(*family) && isHan(*given))
            return *family + *given;
        return familyFirst && isHan(*given) ? *family + " " + *given : *given + " " + *family;
    }
    if (const std::string *full = shownValue(facts, "full_name"))
        return *full;
    if (given || family)
        return given ? *given : *family;
    if (!person.identifiers.empty())
        return person.identifiers.front().value;
    return person.id.toString().substr(24);
}

} // namespace assent
