#include "transfer/consentcolumns.h"

#include "transfer/celltime.h"

#include <algorithm>

namespace assent {
namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view spaces = " \t\r\n\f\v";
    const auto first = text.find_first_not_of(spaces);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

/// What is taken for UTC may be a local time that is ahead of it.
constexpr std::chrono::hours kZones{14};

/// How much an act leaves allowed.
int openness(Act act) { return isClosing(act) ? 0 : isOpening(act) ? 2 : 1; }

/// Of two statements on one key: the one that closes, then the one that is
/// dated, then the later.
bool goesBefore(const ConsentStatement &a, const ConsentStatement &b)
{
    if (openness(a.act) != openness(b.act))
        return openness(a.act) < openness(b.act);
    if (a.ofRecord != b.ofRecord)
        return a.ofRecord;
    return a.stated > b.stated;
}

} // namespace

Result<ConsentColumns> ConsentColumns::bind(
    const Mapping &mapping, const CsvRecord &header, const Catalogue &catalogue, std::optional<Timestamp> asOf)
{
    ConsentColumns out;
    out.m_catalogue = &catalogue;
    out.m_asOf = asOf;
    for (const CsvCell &cell : header.cells)
        out.m_names.push_back(cell.text);
    for (const ColumnRule &rule : mapping.columns) {
        const auto cell = std::find(out.m_names.begin(), out.m_names.end(), rule.column);
        if (cell == out.m_names.end())
            continue; // an optional one; Mapping::bind() refuses others
        for (const ConsentRule &consent : rule.consents) {
            ASSENT_TRY(Column column, bindRule(consent, static_cast<std::size_t>(cell - out.m_names.begin()), header));
            out.m_columns.push_back(std::move(column));
        }
    }
    if (mapping.fileConsent && !mapping.fileConsent->status.empty()) {
        out.m_status = mapping.fileConsent->status;
        ASSENT_TRY(Column column, bindRule(mapping.fileConsent->rule, kWholeFile, header));
        out.m_columns.push_back(std::move(column));
    }
    return out;
}

Result<ConsentColumns::Column> ConsentColumns::bindRule(const ConsentRule &rule, std::size_t cell, const CsvRecord &header)
{
    Column column{&rule, cell, {}};
    for (const ConsentWord &word : rule.words) {
        std::vector<std::size_t> &cells = column.times.emplace_back();
        for (const std::string &name : word.decidedAt) {
            const auto time = std::find_if(header.cells.begin(), header.cells.end(), [&](const CsvCell &c) { return c.text == name; });
            if (time != header.cells.end())
                cells.push_back(static_cast<std::size_t>(time - header.cells.begin()));
            else if (!rule.lenient)
                return Error{ErrorCode::Invalid, "the file has no such column", {{}, header.line, 0, name}};
        }
    }
    return column;
}

std::variant<std::vector<ConsentStatement>, RowProblem> ConsentColumns::read(const CsvRecord &record, Timestamp now) const
{
    std::vector<ConsentStatement> statements;
    for (const Column &column : m_columns) {
        Read read = readColumn(column, record, now);
        if (auto *problem = std::get_if<RowProblem>(&read))
            return std::move(*problem);
        if (auto *statement = std::get_if<ConsentStatement>(&read))
            statements.push_back(std::move(*statement));
    }
    return settled(std::move(statements));
}

std::vector<ConsentStatement> ConsentColumns::closings(const CsvRecord &record, Timestamp now) const
{
    std::vector<ConsentStatement> statements;
    for (const Column &column : m_columns) {
        Read read = readColumn(column, record, now);
        auto *statement = std::get_if<ConsentStatement>(&read);
        if (statement && isClosing(statement->act))
            statements.push_back(std::move(*statement));
    }
    return settled(std::move(statements));
}

ConsentColumns::Read ConsentColumns::readColumn(const Column &column, const CsvRecord &record, Timestamp now) const
{
    const bool wholeFile = column.cell == kWholeFile;
    const std::string_view text = wholeFile ? std::string_view(m_status) : trimmed(record.cells[column.cell].text);
    if (text.empty())
        return {};
    ConsentStatement statement;
    statement.rule = column.rule;
    statement.where = {{}, record.line, 1, {}};
    if (!wholeFile)
        statement.where = {{}, record.cells[column.cell].line, record.cells[column.cell].column, m_names[column.cell]};
    const ConsentWord *word = column.rule->find(text);
    if (!word)
        return RowProblem{statement.where.line, statement.where.column, statement.where.field, "is no value that the mapping knows"};
    if (!word->act)
        return {};
    statement.act = *word->act;
    statement.word = word->word == "*" ? std::string() : word->word;
    if (auto problem = date(statement, column.times[static_cast<std::size_t>(word - column.rule->words.data())], record, now))
        return *std::move(problem);
    return statement;
}

std::optional<RowProblem> ConsentColumns::date(
    ConsentStatement &statement, std::span<const std::size_t> cells, const CsvRecord &record, Timestamp now) const
{
    for (const std::size_t at : cells) {
        const std::string_view text = trimmed(record.cells[at].text);
        if (text.empty())
            continue;
        const auto time = timeOfCell(text);
        if (time && *time <= now + kZones) {
            statement.stated = time;
            statement.ofRecord = true;
            return std::nullopt;
        }
        if (!isClosing(statement.act)) // which nothing may block
            return RowProblem{record.cells[at].line, record.cells[at].column, m_names[at],
                time ? "is a time to come" : "is not a date and time"};
    }
    statement.stated = m_asOf;
    return std::nullopt;
}

/// Nobody's persona is known here; each statement of a row is about the same.
bool ConsentColumns::covers(const ConsentStatement &closing, const ConsentStatement &other) const
{
    KeyPattern key = other.rule->key;
    key.persona = PersonaId{};
    const auto whole = key.concrete();
    return whole && isClosing(closing.act) && m_catalogue->matches(closing.rule->key, *whole);
}

std::vector<ConsentStatement> ConsentColumns::settled(std::vector<ConsentStatement> statements) const
{
    std::stable_sort(statements.begin(), statements.end(), goesBefore);
    std::vector<ConsentStatement> kept;
    for (ConsentStatement &statement : statements) {
        const bool said = std::any_of(kept.begin(), kept.end(), [&](const ConsentStatement &before) {
            return before.rule->key == statement.rule->key || (!isClosing(statement.act) && covers(before, statement));
        });
        if (!said)
            kept.push_back(std::move(statement));
    }
    return kept;
}

} // namespace assent
