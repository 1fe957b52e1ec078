#include "transfer/csv.h"
#include "transfer/subjectdata.h"

#include <algorithm>

namespace assent {
namespace {

const std::string *shown(const SubjectData &data, std::string_view key)
{
    const auto it = std::find_if(data.facts.begin(), data.facts.end(), [&](const Fact &fact) { return fact.key == key; });
    return it == data.facts.end() ? nullptr : &it->shown.value;
}

std::vector<std::string> identifiersOf(const Person &person, std::string_view type)
{
    std::vector<std::string> values;
    for (const Identifier &identifier : person.identifiers) {
        if (identifier.type == type)
            values.push_back(identifier.value);
    }
    return values;
}

std::string bcp47(std::string language)
{
    std::replace(language.begin(), language.end(), '_', '-');
    return language;
}

void setIf(json::Value &object, const char *name, const std::string *text)
{
    if (text)
        object.set(name, *text);
}

json::Value texts(const std::vector<std::string> &values)
{
    json::Value list{json::Array{}};
    for (const std::string &value : values)
        list.push(value);
    return list;
}

json::Value addressOf(const SubjectData &data)
{
    json::Value address;
    address.set("@type", "PostalAddress");
    const std::string *street = shown(data, "street");
    setIf(address, "streetAddress", street ? street : shown(data, "address"));
    setIf(address, "postalCode", shown(data, "postcode"));
    setIf(address, "addressLocality", shown(data, "city"));
    setIf(address, "addressRegion", shown(data, "region"));
    setIf(address, "addressCountry", shown(data, "country"));
    return address;
}

json::Value factValue(const Attribute &attribute, bool isShown)
{
    json::Value purposes{json::Array{}};
    for (const PurposeId &purpose : attribute.purposes)
        purposes.push(purpose.str());
    json::Value value;
    value.set("@id", "urn:uuid:" + attribute.id.toString());
    value.set("assent:key", attribute.key);
    value.set("assent:value", attribute.value);
    value.set("assent:shown", isShown);
    value.set("assent:kind", attributeKindName(attribute.kind));
    value.set("assent:source", attribute.source.str());
    value.set("assent:collectedAt", toRfc3339(attribute.collectedAt));
    value.set("assent:method", collectionMethodName(attribute.method));
    value.set("assent:purposes", std::move(purposes));
    value.set("assent:legalBasis", legalBasisName(attribute.basis));
    if (attribute.retainUntil)
        value.set("assent:retainUntil", toRfc3339(*attribute.retainUntil));
    return value;
}

bool isShown(const SubjectData &data, const Attribute &attribute)
{
    return std::any_of(data.facts.begin(), data.facts.end(), [&](const Fact &fact) { return fact.shown.id == attribute.id; });
}

std::string joined(const std::vector<PurposeId> &purposes)
{
    std::string text;
    for (const PurposeId &purpose : purposes)
        text += (text.empty() ? "" : " ") + purpose.str();
    return text;
}

} // namespace

std::string profileJsonLd(const SubjectData &data)
{
    json::Value terms;
    terms.set("assent", "urn:assent:term:");
    json::Value context{json::Array{}};
    context.push("https://schema.org");
    context.push(std::move(terms));

    json::Value person;
    person.set("@context", std::move(context));
    person.set("@type", "Person");
    person.set("@id", "urn:uuid:" + data.person.id.toString());
    person.set("name", displayName(data.person, *data.catalogue));
    setIf(person, "givenName", shown(data, "given_name"));
    setIf(person, "familyName", shown(data, "family_name"));
    setIf(person, "birthDate", shown(data, "birth_date"));
    setIf(person, "gender", shown(data, "gender"));
    setIf(person, "jobTitle", shown(data, "job_title"));
    if (const std::string *company = shown(data, "company")) {
        json::Value organisation;
        organisation.set("@type", "Organization");
        organisation.set("name", *company);
        person.set("worksFor", std::move(organisation));
    }
    person.set("knowsLanguage", bcp47(data.person.language));
    if (const auto emails = identifiersOf(data.person, "email"); !emails.empty())
        person.set("email", texts(emails));
    if (const auto phones = identifiersOf(data.person, "phone"); !phones.empty())
        person.set("telephone", texts(phones));
    if (json::Value address = addressOf(data); address.object()->size() > 1)
        person.set("address", std::move(address));
    json::Value identifiers{json::Array{}};
    for (const Identifier &identifier : data.person.identifiers) {
        if (identifier.type == "email" || identifier.type == "phone")
            continue;
        json::Value value;
        value.set("@type", "PropertyValue");
        value.set("propertyID", identifier.type);
        value.set("value", identifier.value);
        identifiers.push(std::move(value));
    }
    person.set("identifier", std::move(identifiers));
    json::Value facts{json::Array{}};
    for (const Attribute &attribute : data.person.attributes)
        facts.push(factValue(attribute, isShown(data, attribute)));
    person.set("assent:facts", std::move(facts));
    return json::pretty(person) + "\n";
}

std::string profileCsv(const SubjectData &data)
{
    CsvWriter out;
    for (const char *name : {"key", "value", "shown", "kind", "source", "source_event", "collected_at", "method", "purposes", "basis",
             "retain_until", "verified", "id", "replaces"})
        out.add(name);
    out.endRecord();
    for (const Attribute &attribute : data.person.attributes) {
        out.add(attribute.key);
        out.add(attribute.value);
        out.add(isShown(data, attribute) ? "yes" : "no");
        out.add(attributeKindName(attribute.kind));
        out.add(attribute.source.str());
        out.add(attribute.sourceEvent);
        out.add(toRfc3339(attribute.collectedAt));
        out.add(collectionMethodName(attribute.method));
        out.add(joined(attribute.purposes));
        out.add(legalBasisName(attribute.basis));
        out.add(attribute.retainUntil ? toRfc3339(*attribute.retainUntil) : std::string());
        out.add(attribute.verified ? "yes" : "no");
        out.add(attribute.id.toString());
        out.add(attribute.replaces ? attribute.replaces->toString() : std::string());
        out.endRecord();
    }
    for (const Identifier &identifier : data.person.identifiers) {
        out.add("identifier." + identifier.type);
        out.add(identifier.value);
        out.add("yes");
        out.add("identity");
        out.add(identifier.source.str());
        out.add("");
        out.add(toRfc3339(identifier.collectedAt));
        for (int i = 0; i < 7; ++i)
            out.add("");
        out.endRecord();
    }
    return out.take();
}

namespace {

/// Text of RFC 6350, 3.4: without the controls that its grammar leaves out.
std::string cardText(std::string_view text, bool component = false)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            continue;
        if (c == '\n' || c == '\r')
            out += "\\n";
        else if (c == '\\' || c == ',' || (c == ';' && component))
            out += {'\\', c};
        else if (static_cast<Byte>(c) >= 0x20 ? c != 0x7F : c == '\t')
            out += c;
    }
    return out;
}

/// RFC 6350, 3.2: lines of up to 75 octets; a character is not cut.
void addLine(std::string &card, std::string_view line)
{
    std::size_t room = 75;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 1 && (static_cast<Byte>(line[cut]) & 0xC0) == 0x80)
            --cut;
        card += line.substr(0, cut);
        card += "\r\n ";
        line.remove_prefix(cut);
        room = 74; // the space counts
    }
    card += line;
    card += "\r\n";
}

std::string component(const SubjectData &data, std::string_view key)
{
    const std::string *text = shown(data, key);
    return text ? cardText(*text, true) : std::string();
}

bool isIsoDate(const std::string &text) { return text.size() == 10 && fromRfc3339(text).ok(); }

std::string genderOf(const std::string &text)
{
    static const std::map<std::string, std::string> codes = {{"male", "M"}, {"m", "M"}, {"female", "F"}, {"f", "F"}, {"other", "O"}, {"none", "N"}, {"unknown", "U"}};
    std::string folded = text;
    std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const auto code = codes.find(folded);
    return code == codes.end() ? ";" + cardText(text, true) : code->second;
}

/// A telephone URI of RFC 3966 needs the international form.
std::string telephone(const std::string &number)
{
    const bool global = number.starts_with('+') && number.find_first_not_of("0123456789", 1) == std::string::npos;
    return global ? "TEL;VALUE=uri:tel:" + number : "TEL;VALUE=text:" + cardText(number);
}

} // namespace

std::string contactVcard(const SubjectData &data)
{
    std::string card;
    const auto line = [&](const std::string &text) { addLine(card, text); };
    line("BEGIN:VCARD");
    line("VERSION:4.0");
    line("KIND:individual");
    line("UID:urn:uuid:" + data.person.id.toString());
    line("FN:" + cardText(displayName(data.person, *data.catalogue)));
    const std::string family = component(data, "family_name");
    const std::string given = component(data, "given_name");
    if (!family.empty() || !given.empty())
        line("N:" + family + ";" + given + ";;;");
    for (const std::string &email : identifiersOf(data.person, "email"))
        line("EMAIL:" + cardText(email));
    for (const std::string &phone : identifiersOf(data.person, "phone"))
        line(telephone(phone));
    if (const std::string *birth = shown(data, "birth_date")) {
        std::string basic = *birth;
        std::erase(basic, '-');
        line(isIsoDate(*birth) ? "BDAY:" + basic : "BDAY;VALUE=text:" + cardText(*birth));
    }
    if (const std::string *gender = shown(data, "gender"))
        line("GENDER:" + genderOf(*gender));
    const std::string street = shown(data, "street") ? component(data, "street") : component(data, "address");
    const std::string address = ";;" + street + ";" + component(data, "city") + ";" + component(data, "region") + ";"
        + component(data, "postcode") + ";" + component(data, "country");
    if (address.find_first_not_of(';') != std::string::npos)
        line("ADR:" + address);
    if (const std::string company = component(data, "company"); !company.empty())
        line("ORG:" + company);
    if (const std::string *title = shown(data, "job_title"))
        line("TITLE:" + cardText(*title));
    line("LANG:" + bcp47(data.person.language));
    std::string revised = toRfc3339(data.at).substr(0, 19) + "Z"; // 20260301T090000Z
    std::erase_if(revised, [](char c) { return c == '-' || c == ':'; });
    line("REV:" + revised);
    line("END:VCARD");
    return card;
}

} // namespace assent
