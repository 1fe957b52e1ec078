#include "transfer/rowreader.h"

#include "consent/observation.h"
#include "transfer/celltime.h"

#include <algorithm>

namespace assent {
namespace {

constexpr std::size_t kMaxValueBytes = 4000;
constexpr std::array<std::string_view, 5> kStrong{"customer_number", "loyalty_id", "esp_record", "social_login", "email"};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

/// "pl", "zh-TW" → "zh_TW".
std::optional<std::string> languageTag(std::string_view text)
{
    const auto cut = text.find_first_of("-_");
    std::string out(text.substr(0, cut));
    const bool fits = (out.size() == 2 || out.size() == 3) && std::all_of(out.begin(), out.end(), isLetter);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    if (!fits)
        return std::nullopt;
    if (cut == std::string_view::npos)
        return out;
    std::string region(text.substr(cut + 1));
    if (region.size() != 2 || !std::all_of(region.begin(), region.end(), isLetter))
        return std::nullopt;
    std::transform(region.begin(), region.end(), region.begin(), upper);
    return out + "_" + region;
}

/// A country ("PL") or a part of one ("US-CA").
std::optional<std::string> jurisdictionCode(std::string_view text)
{
    const bool part = text.size() >= 4 && text.size() <= 6 && text[2] == '-';
    if ((text.size() != 2 && !part) || !isLetter(text[0]) || !isLetter(text[1]))
        return std::nullopt;
    const auto rest = text.substr(2);
    if (!std::all_of(rest.begin(), rest.end(), [](char c) { return isLetter(c) || c == '-' || (c >= '0' && c <= '9'); }))
        return std::nullopt;
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), upper);
    return out;
}

int number(std::string_view &text, std::size_t maxDigits)
{
    int value = 0;
    std::size_t read = 0;
    while (read < maxDigits && read < text.size() && text[read] >= '0' && text[read] <= '9')
        value = value * 10 + (text[read++] - '0');
    text.remove_prefix(read);
    return read == 0 ? -1 : value;
}

/// The date in ISO 8601, by a pattern of %d %m %Y and characters that stand for
/// themselves.
std::optional<std::string> dateBy(std::string_view pattern, std::string_view text)
{
    int d = -1;
    int m = -1;
    int y = -1;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char code = pattern[i] == '%' && i + 1 < pattern.size() ? pattern[++i] : '\0';
        if (code == 'd')
            d = number(text, 2);
        else if (code == 'm')
            m = number(text, 2);
        else if (code == 'Y')
            y = number(text, 4);
        else if (text.empty() || text.front() != pattern[i])
            return std::nullopt;
        else
            text.remove_prefix(1);
    }
    const std::chrono::year_month_day date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)}, std::chrono::day{static_cast<unsigned>(d)}};
    if (!text.empty() || d < 0 || m < 0 || y < 1000 || !date.ok())
        return std::nullopt;
    return toRfc3339(Timestamp{std::chrono::sys_days{date}}).substr(0, 10);
}

std::optional<std::string> dateOf(const ColumnRule &rule, std::string_view text)
{
    if (!rule.dateFormat.empty())
        return dateBy(rule.dateFormat, text);
    const auto iso = dateBy("%Y-%m-%d", text);
    return iso ? iso : dateBy("%Y%m%d", text);
}

Identifier sourceRecord(const SourceId &source, std::string_view recordId)
{
    return {std::string(kSourceRecord), recordDigest(source, recordId), source, {}, {}};
}

/// The digest that names a record which has no id: that of its first key. NUL is
/// in no cell, so it is no record id's.
std::string digestOfKey(const SourceId &source, const Identifier &key)
{
    return key.type == kSourceRecord ? key.value : recordDigest(source, key.type + '\0' + key.value);
}

} // namespace

RowReader::RowReader(const Mapping &mapping, std::vector<const ColumnRule *> rules, ConsentColumns consents, SourceId source)
    : m_mapping(mapping), m_rules(std::move(rules)), m_consents(std::move(consents)), m_source(std::move(source))
{
}

std::variant<RowPerson, RowProblem> RowReader::read(const CsvRecord &record, Timestamp now) const
{
    RowPerson row;
    row.language = m_mapping.language;
    row.jurisdiction = m_mapping.jurisdiction;
    const Timestamp collectedAt = collectedAtOf(record, now);
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        if (!m_rules[i])
            continue;
        const CsvCell &cell = record.cells[i];
        const std::string_view text = trimmed(cell.text);
        std::optional<std::string> fault;
        if (!text.empty())
            fault = readCell(*m_rules[i], text, collectedAt, row);
        else if (m_rules[i]->required)
            fault = "is empty";
        if (fault)
            return RowProblem{cell.line, cell.column, m_rules[i]->column, *std::move(fault)};
    }
    if (auto fault = collectKeys(row))
        return RowProblem{record.line, 1, {}, *std::move(fault)};
    for (Identifier &identifier : row.identifiers)
        identifier.collectedAt = collectedAt;
    row.collectedAt = collectedAt;
    for (Attribute &attribute : row.attributes)
        attribute.sourceEvent = row.recordId;
    auto consents = m_consents.read(record, now);
    if (auto *problem = std::get_if<RowProblem>(&consents))
        return std::move(*problem);
    row.consents = std::get<std::vector<ConsentStatement>>(std::move(consents));
    return row;
}

std::optional<RowPerson> RowReader::closingsOf(const CsvRecord &record, Timestamp now) const
{
    RowPerson row;
    row.consents = m_consents.closings(record, now);
    if (row.consents.empty())
        return std::nullopt;
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        const std::string_view text = trimmed(record.cells[i].text);
        if (!m_rules[i] || text.empty())
            continue;
        if (m_rules[i]->recordId)
            row.recordId = text;
        const std::string &type = m_rules[i]->identifierType;
        if (type.empty())
            continue;
        if (auto normal = normaliseIdentifier(type, text))
            row.identifiers.push_back({type, *std::move(normal), m_source, {}, {}});
    }
    if (collectKeys(row))
        return std::nullopt;
    return row;
}

std::optional<std::string> RowReader::readCell(const ColumnRule &rule, std::string_view text, Timestamp collectedAt, RowPerson &row) const
{
    if (text.size() > kMaxValueBytes)
        return "is longer than 4,000 bytes";
    if (rule.recordId)
        row.recordId = text;
    if (rule.person != ColumnRule::PersonField::None) {
        if (auto fault = readPersonField(rule, text, row); fault && !rule.lenient)
            return fault;
    }
    std::string value(text);
    if (rule.form == ColumnRule::Form::Date) {
        auto date = dateOf(rule, text);
        if (!date)
            return "is not a date in the form expected";
        value = *std::move(date);
    }
    if (!rule.identifierType.empty()) {
        auto normal = normaliseIdentifier(rule.identifierType, text);
        if (!normal)
            return normal.error().detail;
        value = *normal;
        row.identifiers.push_back({rule.identifierType, *std::move(normal), m_source, {}, {}});
    }
    if (rule.attributeKey.empty())
        return std::nullopt;
    Attribute attribute;
    attribute.key = rule.attributeKey;
    attribute.value = std::move(value);
    attribute.kind = rule.kind;
    attribute.source = m_source;
    attribute.collectedAt = collectedAt;
    attribute.method = CollectionMethod::Imported;
    attribute.purposes = rule.holding.purposes;
    attribute.basis = rule.holding.basis;
    if (rule.holding.retentionDays > 0)
        attribute.retainUntil = collectedAt + std::chrono::days{rule.holding.retentionDays};
    row.attributes.push_back(std::move(attribute));
    return std::nullopt;
}

std::optional<std::string> RowReader::readPersonField(const ColumnRule &rule, std::string_view text, RowPerson &row) const
{
    using Field = ColumnRule::PersonField;
    if (rule.person == Field::CollectedAt)
        return timeOfCell(text) ? std::nullopt : std::optional<std::string>("is not a date and time");
    const bool language = rule.person == Field::Language;
    auto code = language ? languageTag(text) : jurisdictionCode(text);
    if (!code)
        return language ? "is not a language tag such as pl or zh-TW" : "is not a code such as PL or US-CA";
    (language ? row.language : row.jurisdiction) = std::move(code);
    return std::nullopt;
}

std::optional<std::string> RowReader::collectKeys(RowPerson &row) const
{
    if (!row.recordId.empty()) {
        row.keys.push_back(sourceRecord(m_source, row.recordId));
        row.identifiers.push_back(row.keys.back());
        row.digest = digestOfKey(m_source, row.keys.back());
        return std::nullopt;
    }
    for (std::string_view type : kStrong) {
        for (const Identifier &identifier : row.identifiers) {
            if (identifier.type == type)
                row.keys.push_back(identifier);
        }
    }
    if (row.keys.empty())
        return "has nothing to know its record by: no record id, customer number or e-mail address";
    row.digest = digestOfKey(m_source, row.keys.front());
    return std::nullopt;
}

/// Before the cells, since it dates their values.
Timestamp RowReader::collectedAtOf(const CsvRecord &record, Timestamp now) const
{
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
        if (!m_rules[i] || m_rules[i]->person != ColumnRule::PersonField::CollectedAt)
            continue;
        if (const auto time = timeOfCell(trimmed(record.cells[i].text)))
            return std::min(*time, now);
    }
    return now;
}

} // namespace assent
