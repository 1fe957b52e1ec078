#include "transfer/mapping.h"

#include <algorithm>
#include <set>

namespace assent {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"identity", "descriptive", "behavioural", "attitudinal"};
constexpr int kMaxRetentionDays = 36'500;

Error invalid(std::string detail) { return Error{ErrorCode::Invalid, std::move(detail)}; }

int longestRetention(const std::vector<PurposeId> &purposes, const Catalogue &catalogue)
{
    int days = 0;
    for (const PurposeId &id : purposes) {
        const Purpose *purpose = catalogue.purpose(id);
        if (purpose->retentionDays == 0)
            return 0;
        days = std::max(days, purpose->retentionDays);
    }
    return days;
}

/// The catalogue's purposes on contract; none when there are none.
HoldingRule contractHolding(const Catalogue &catalogue)
{
    HoldingRule rule;
    for (const Purpose &purpose : catalogue.purposes()) {
        if (purpose.basis == LegalBasis::Contract && !purpose.retiredAt)
            rule.purposes.push_back(purpose.id);
    }
    rule.retentionDays = longestRetention(rule.purposes, catalogue);
    return rule;
}

/// Reads the JSON; the first fault wins.
class MappingReader
{
public:
    explicit MappingReader(const Catalogue &catalogue) : m_catalogue(catalogue) {}

    Result<Mapping> read(const json::Value &document)
    {
        json::Reader in(document, "");
        in.only({"version", "delimiter", "unknown_columns", "language", "jurisdiction", "defaults", "columns", "consent"});
        if (in.integer("version") != 1)
            in.fail("version", "must be 1");
        readDelimiter(in);
        const std::string unknown = in.textOr("unknown_columns", "refuse");
        if (unknown != "refuse" && unknown != "ignore")
            in.fail("unknown_columns", "must be refuse or ignore");
        m_out.unknownColumns = unknown == "ignore" ? Mapping::UnknownColumns::Ignore : Mapping::UnknownColumns::Refuse;
        m_out.language = in.textOr("language", m_out.language);
        m_out.jurisdiction = in.textOr("jurisdiction", m_out.jurisdiction);
        m_default = contractHolding(m_catalogue);
        if (in.has("defaults")) {
            const json::Value &defaults = in.child("defaults");
            json::Reader holding(defaults, "defaults");
            holding.only({"purposes", "basis", "retention_days"});
            m_default = readHolding(holding);
            ASSENT_CHECK(holding.finish());
        }
        const json::Value &columns = in.child("columns");
        ASSENT_CHECK(in.finish());
        if (!in.absent("consent"))
            ASSENT_CHECK(readFileConsent(in.child("consent")));
        for (const auto &[name, value] : *columns.object())
            ASSENT_CHECK(readColumn(name, value));
        if (!m_knowsRecords)
            return Error{ErrorCode::Invalid, "no column names the record: give one record_id or a strong identifier",
                {{}, columns.line(), 0, "columns"}};
        return std::move(m_out);
    }

private:
    void readDelimiter(json::Reader &in)
    {
        if (in.absent("delimiter"))
            return;
        const std::string text = in.text("delimiter");
        if (text.size() != 1 || static_cast<Byte>(text[0]) >= 0x80 || text == "\"" || text == "\r" || text == "\n")
            in.fail("delimiter", "must be one ASCII character, no quotation mark or line end");
        else
            m_out.delimiter = text[0];
    }

    HoldingRule readHolding(json::Reader &in)
    {
        HoldingRule rule = m_default;
        if (!in.absent("purposes")) {
            rule.purposes.clear();
            for (std::string &name : in.texts("purposes")) {
                rule.purposes.emplace_back(std::move(name));
                if (!m_catalogue.purpose(rule.purposes.back()))
                    in.fail("purposes", "names a purpose that the catalogue does not have");
            }
            if (rule.purposes.empty())
                in.fail("purposes", "must name at least one purpose");
            if (in.failed())
                return rule;
            rule.basis = m_catalogue.purpose(rule.purposes.front())->basis;
            rule.retentionDays = longestRetention(rule.purposes, m_catalogue);
        }
        if (!in.absent("basis")) {
            const auto basis = legalBasisFromName(in.text("basis"));
            if (!basis)
                in.fail("basis", "is not a legal basis");
            rule.basis = basis.value_or(rule.basis);
        }
        if (!in.absent("retention_days"))
            rule.retentionDays = static_cast<int>(in.integer("retention_days", 1, kMaxRetentionDays));
        return rule;
    }

    Result<void> readFileConsent(const json::Value &value)
    {
        json::Reader in(value, "consent");
        FileConsent consent;
        consent.status = in.textOr("status", {});
        ASSENT_CHECK(in.finish());
        ASSENT_TRY(consent.rule, consentRuleFromJson(value, "consent", m_catalogue, true));
        if (!consent.status.empty() && !consent.rule.find(consent.status))
            in.fail("status", "is none of the values");
        m_out.fileConsent = std::move(consent);
        return in.finish();
    }

    /// One consent, or a list of them.
    Result<std::vector<ConsentRule>> readConsents(const json::Value &column, const json::Reader &in)
    {
        std::vector<ConsentRule> rules;
        if (in.absent("consent"))
            return rules;
        const json::Value &value = *column.find("consent");
        const std::span<const json::Value> all = value.array() ? std::span(*value.array()) : std::span(&value, 1);
        for (const json::Value &one : all) {
            ASSENT_TRY(ConsentRule rule, consentRuleFromJson(one, in.pathOf("consent"), m_catalogue, false));
            rules.push_back(std::move(rule));
        }
        return rules;
    }

    Result<void> readColumn(const std::string &name, const json::Value &value)
    {
        json::Reader in(value, "columns." + name);
        in.only({"record_id", "identifier", "attribute", "kind", "person", "form", "format", "ignore", "required", "optional",
            "purposes", "basis", "retention_days", "consent"});
        ColumnRule rule;
        rule.column = name;
        rule.recordId = in.booleanOr("record_id", false);
        rule.identifierType = in.textOr("identifier", {});
        rule.attributeKey = in.textOr("attribute", rule.identifierType);
        rule.ignore = in.booleanOr("ignore", false);
        rule.required = in.booleanOr("required", rule.recordId);
        rule.optional = in.booleanOr("optional", false);
        readForm(in, rule);
        readPerson(in, rule);
        readKind(in, rule);
        rule.holding = readHolding(in);
        ASSENT_CHECK(in.finish());
        ASSENT_TRY(rule.consents, readConsents(value, in));
        checkMeaning(in, rule);
        ASSENT_CHECK(in.finish());
        m_out.columns.push_back(std::move(rule));
        return {};
    }

    static void readForm(json::Reader &in, ColumnRule &rule)
    {
        const std::string form = in.textOr("form", "text");
        if (form != "text" && form != "date")
            in.fail("form", "must be text or date");
        rule.form = form == "date" ? ColumnRule::Form::Date : ColumnRule::Form::Text;
        rule.dateFormat = in.textOr("format", {});
        const auto has = [&](const char *part) { return rule.dateFormat.find(part) != std::string::npos; };
        if (!rule.dateFormat.empty() && (rule.form != ColumnRule::Form::Date || !has("%d") || !has("%m") || !has("%Y")))
            in.fail("format", "belongs to form date and needs %d, %m and %Y");
    }

    static void readPerson(json::Reader &in, ColumnRule &rule)
    {
        using Field = ColumnRule::PersonField;
        const std::string field = in.textOr("person", {});
        if (field == "language")
            rule.person = Field::Language;
        else if (field == "jurisdiction")
            rule.person = Field::Jurisdiction;
        else if (field == "collected_at")
            rule.person = Field::CollectedAt;
        else if (!field.empty())
            in.fail("person", "must be language, jurisdiction or collected_at");
    }

    static void readKind(json::Reader &in, ColumnRule &rule)
    {
        const std::string kind = in.textOr("kind", rule.identifierType.empty() ? "descriptive" : "identity");
        const auto it = std::find(kKinds.begin(), kKinds.end(), kind);
        if (it == kKinds.end())
            in.fail("kind", "must be identity, descriptive, behavioural or attitudinal");
        else
            rule.kind = static_cast<AttributeKind>(it - kKinds.begin());
    }

    void checkMeaning(json::Reader &in, const ColumnRule &rule)
    {
        const bool holds = !rule.identifierType.empty() || !rule.attributeKey.empty();
        const bool means = rule.recordId || holds || !rule.consents.empty() || rule.person != ColumnRule::PersonField::None;
        if (means == rule.ignore)
            in.fail("ignore", rule.ignore ? "stands beside another meaning" : "or another meaning must be given");
        if (!rule.identifierType.empty() && !isIdentifierType(rule.identifierType))
            in.fail("identifier", "is not a kind of identifier");
        if (!rule.identifierType.empty() && rule.attributeKey != rule.identifierType)
            in.fail("attribute", "is the identifier's own name");
        if (rule.attributeKey.size() > 64 || rule.attributeKey.find_first_of(" \t\r\n") != std::string::npos)
            in.fail("attribute", "must be a name of up to 64 bytes without spaces");
        if (holds && rule.holding.purposes.empty())
            in.fail("purposes", "must say why this is held: the catalogue has no purpose on contract");
        if (!rule.attributeKey.empty() && !m_keys.insert(rule.attributeKey).second)
            in.fail("attribute", "was given to another column");
        if (rule.recordId && std::exchange(m_hasRecordId, true))
            in.fail("record_id", "was given to another column");
        m_knowsRecords = m_knowsRecords || rule.recordId || (!rule.identifierType.empty() && rule.identifierType != "phone");
    }

    const Catalogue &m_catalogue;
    HoldingRule m_default;
    Mapping m_out;
    std::set<std::string> m_keys;
    bool m_hasRecordId = false;
    bool m_knowsRecords = false;
};

/// What a column of a usual name means.
struct Usual
{
    std::string_view meaning; ///< attribute key; "#" record id; "@type" identifier; "!" person field
    AttributeKind kind;
    std::vector<std::string_view> names;
};

const std::vector<Usual> &usualNames()
{
    using enum AttributeKind;
    static const std::vector<Usual> all = {
        {"#", Identity, {"id", "record_id", "rec_id", "unique_id", "uuid", "contact_id", "user_id", "kundennummer", "identifiant"}},
        {"@customer_number", Identity, {"customer_number", "customer_no", "customer_id", "client_number", "numer_klienta", "numéro_client", "客戶編號"}},
        {"@loyalty_id", Identity, {"loyalty_id", "loyalty_number", "loyalty_card", "karta_stałego_klienta", "carte_de_fidélité", "會員編號"}},
        {"@email", Identity, {"email", "e_mail", "email_address", "e_mail_address", "mail", "adres_e_mail", "courriel", "adresse_e_mail", "電子郵件"}},
        {"@phone", Identity, {"phone", "phone_number", "telephone", "tel", "mobile", "mobile_phone", "mobile_number", "cell", "telefon", "téléphone", "電話", "手機"}},
        {"given_name", Identity, {"given_name", "first_name", "firstname", "first", "forename", "imię", "imie", "prénom", "prenom", "名字"}},
        {"family_name", Identity, {"family_name", "last_name", "lastname", "last", "surname", "nazwisko", "nom", "nom_de_famille", "姓氏"}},
        {"full_name", Identity, {"full_name", "name", "display_name", "imię_i_nazwisko", "nom_complet", "姓名"}},
        {"birth_date", Identity, {"birth_date", "date_of_birth", "birthdate", "birthday", "dob", "data_urodzenia", "date_de_naissance", "出生日期", "生日"}},
        {"gender", Descriptive, {"gender", "sex", "płeć", "sexe", "性別"}},
        {"street", Descriptive, {"street", "street_address", "address", "address_1", "address_line_1", "ulica", "rue", "adresse", "地址"}},
        {"postcode", Descriptive, {"postcode", "postal_code", "zip", "zip_code", "kod_pocztowy", "code_postal", "郵遞區號"}},
        {"city", Descriptive, {"city", "town", "locality", "miasto", "ville", "城市"}},
        {"region", Descriptive, {"region", "state", "state_region", "province", "county", "województwo", "région"}},
        {"country", Descriptive, {"country", "country_code", "country_region", "kraj", "pays", "國家"}},
        {"company", Descriptive, {"company", "company_name", "organisation", "organization", "firma", "société", "公司"}},
        {"job_title", Descriptive, {"job_title", "title", "position", "stanowisko", "poste", "職稱"}},
        {"!language", Descriptive, {"language", "lang", "locale", "preferred_language", "język", "langue", "語言"}},
        {"!collected_at", Descriptive, {"collected_at", "created_at", "created", "create_date", "signup_date", "optin_time"}},
    };
    return all;
}

/// Lower case of ASCII, other ASCII runs than letters and digits as one "_".
std::string foldedName(std::string_view name)
{
    std::string out;
    for (char c : name) {
        const auto byte = static_cast<Byte>(c);
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80)
            out += upper ? static_cast<char>(c + 32) : c;
        else if (!out.empty() && out.back() != '_')
            out += '_';
    }
    while (!out.empty() && out.back() == '_')
        out.pop_back();
    return out;
}

ColumnRule usualRule(const std::string &column)
{
    ColumnRule rule;
    rule.column = column;
    const std::string name = foldedName(column);
    for (const Usual &usual : usualNames()) {
        if (std::find(usual.names.begin(), usual.names.end(), name) == usual.names.end())
            continue;
        rule.kind = usual.kind;
        const std::string_view meaning = usual.meaning;
        if (meaning == "#") {
            rule.recordId = true;
        } else if (meaning.front() == '@') {
            rule.identifierType = meaning.substr(1);
            rule.attributeKey = rule.identifierType;
        } else if (meaning.front() == '!') {
            rule.person = meaning == "!language" ? ColumnRule::PersonField::Language : ColumnRule::PersonField::CollectedAt;
        } else {
            rule.attributeKey = meaning;
        }
        if (meaning == "country")
            rule.person = ColumnRule::PersonField::Jurisdiction;
        if (meaning == "birth_date")
            rule.form = ColumnRule::Form::Date;
        rule.required = rule.recordId;
        rule.lenient = true;
        return rule;
    }
    rule.ignore = true;
    return rule;
}

} // namespace

Result<Mapping> Mapping::parse(std::string_view text, std::string fileName, const Catalogue &catalogue)
{
    const auto read = [&]() -> Result<Mapping> {
        ASSENT_TRY(const json::Value document, json::parse(text));
        return MappingReader(catalogue).read(document);
    };
    auto mapping = read();
    if (mapping) {
        mapping->text = text;
        return mapping;
    }
    Error error = mapping.error();
    error.where.file = std::move(fileName);
    return error;
}

Result<Mapping> Mapping::byHeader(const CsvRecord &header, const Catalogue &catalogue)
{
    const HoldingRule holding = contractHolding(catalogue);
    if (holding.purposes.empty())
        return invalid("the catalogue has no purpose on contract: a mapping file must say why the values are held");
    Mapping mapping;
    mapping.unknownColumns = UnknownColumns::Ignore;
    std::set<std::string> taken;
    bool knowsRecords = false;
    for (const CsvCell &cell : header.cells) {
        ColumnRule rule = usualRule(cell.text);
        rule.holding = holding;
        const std::string meaning = rule.recordId ? "#" : rule.attributeKey + "!" + std::to_string(static_cast<int>(rule.person));
        if (!rule.ignore && !taken.insert(meaning).second) {
            rule = {};
            rule.column = cell.text;
            rule.ignore = true;
        }
        knowsRecords = knowsRecords || rule.recordId || (!rule.identifierType.empty() && rule.identifierType != "phone");
        mapping.columns.push_back(std::move(rule));
    }
    if (!knowsRecords)
        return Error{ErrorCode::Invalid, "no column is known that names a record, such as id or email: a mapping file is needed",
            {{}, header.line, 0, {}}};
    return mapping;
}

Result<std::vector<const ColumnRule *>> Mapping::bind(const CsvRecord &header) const
{
    std::vector<const ColumnRule *> bound(header.cells.size(), nullptr);
    for (const ColumnRule &rule : columns) {
        const auto cell = std::find_if(header.cells.begin(), header.cells.end(), [&](const CsvCell &c) { return c.text == rule.column; });
        if (cell != header.cells.end())
            bound[static_cast<std::size_t>(cell - header.cells.begin())] = &rule;
        else if (!rule.optional)
            return Error{ErrorCode::Invalid, "the file has no such column", {{}, header.line, 0, rule.column}};
    }
    for (std::size_t i = 0; i < bound.size(); ++i) {
        if (!bound[i] && unknownColumns == UnknownColumns::Refuse && !isTimeOfConsent(header.cells[i].text))
            return Error{ErrorCode::Invalid, "the mapping does not name this column",
                {{}, header.cells[i].line, header.cells[i].column, header.cells[i].text}};
        if (bound[i] && bound[i]->ignore)
            bound[i] = nullptr;
    }
    return bound;
}

Result<void> Mapping::setStatus(std::string_view status)
{
    if (!fileConsent)
        return invalid("the mapping has no consent for a file as a whole");
    if (!fileConsent->rule.find(status))
        return invalid("the mapping does not know this status");
    fileConsent->status = status;
    return {};
}

bool Mapping::isTimeOfConsent(const std::string &column) const
{
    const auto dates = [&](const ConsentRule &rule) {
        return std::any_of(rule.words.begin(), rule.words.end(), [&](const ConsentWord &word) {
            return std::find(word.decidedAt.begin(), word.decidedAt.end(), column) != word.decidedAt.end();
        });
    };
    return (fileConsent && dates(fileConsent->rule))
        || std::any_of(columns.begin(), columns.end(),
            [&](const ColumnRule &rule) { return std::any_of(rule.consents.begin(), rule.consents.end(), dates); });
}

} // namespace assent
