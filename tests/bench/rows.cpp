#include "bench/rows.h"

#include "bench/measure.h"

#include <sqlite3.h>

#include <algorithm>
#include <map>

namespace assent::bench {
namespace {

void expect(int code, sqlite3 *handle)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        giveUp(std::string("SQLite: ") + sqlite3_errmsg(handle));
}

Cell cellOf(sqlite3_stmt *row, int column)
{
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER: return sqlite3_column_int64(row, column);
    case SQLITE_FLOAT: return sqlite3_column_double(row, column);
    case SQLITE_TEXT: return std::string(reinterpret_cast<const char *>(sqlite3_column_text(row, column)), size);
    case SQLITE_BLOB: {
        const auto *first = static_cast<const Byte *>(sqlite3_column_blob(row, column));
        return Bytes(first, first + size);
    }
    default: return nullptr;
    }
}

std::vector<std::vector<Cell>> query(sqlite3 *handle, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    expect(sqlite3_prepare_v2(handle, sql.c_str(), -1, &statement, nullptr), handle);
    std::vector<std::vector<Cell>> rows;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        std::vector<Cell> &cells = rows.emplace_back();
        for (int column = 0; column < sqlite3_column_count(statement); ++column)
            cells.push_back(cellOf(statement, column));
    }
    expect(code, handle);
    sqlite3_finalize(statement);
    return rows;
}

std::vector<std::string> texts(sqlite3 *handle, const std::string &sql)
{
    std::vector<std::string> out;
    for (const std::vector<Cell> &row : query(handle, sql))
        out.push_back(std::get<std::string>(row.front()));
    return out;
}

std::string joined(const std::vector<std::string> &parts)
{
    std::string out;
    for (const std::string &part : parts)
        out += (out.empty() ? "" : ",") + part;
    return out;
}

std::string quoted(const std::string &name) { return "'" + name + "'"; }

void bindAll(sqlite3_stmt *statement, const std::vector<Cell> &cells)
{
    int index = 0;
    for (const Cell &cell : cells)
        std::visit([&](const auto &value) { bindOne(statement, ++index, value); }, cell);
}

/// What SQLite and its extensions make by themselves, or only show.
constexpr const char *kOthers = "(SELECT name FROM pragma_table_list WHERE schema = 'main' AND (type = 'shadow' OR name LIKE 'sqlite%')"
                                " UNION ALL SELECT name FROM sqlite_schema WHERE sql LIKE '%USING fts5vocab%')";

} // namespace

std::size_t Row::bytes() const
{
    std::size_t sum = 0;
    for (const Cell &cell : cells) {
        if (const auto *text = std::get_if<std::string>(&cell))
            sum += text->size();
        else if (const auto *blob = std::get_if<Bytes>(&cell))
            sum += blob->size();
        else if (!std::holds_alternative<std::nullptr_t>(cell))
            sum += 8;
    }
    return sum;
}

StoreTables::StoreTables(Database &store) : m_handle(store.handle())
{
    for (const std::string &name : texts(m_handle,
             "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN " + std::string(kOthers) + " ORDER BY rowid")) {
        Table table{name, texts(m_handle, "SELECT name FROM pragma_table_info(" + quoted(name) + ")"), {}, false};
        table.fullText = !query(m_handle, "SELECT 1 FROM sqlite_schema WHERE name = " + quoted(name) + " AND sql LIKE '%USING fts5(%'").empty();
        table.subject = subjectColumn(table);
        m_tables.push_back(std::move(table));
    }
}

/// The number of subject, what refers to it, or the row of a full-text table.
std::optional<std::size_t> StoreTables::subjectColumn(const Table &table) const
{
    if (table.fullText)
        return 0;
    const std::vector<std::string> references
        = texts(m_handle, "SELECT \"from\" FROM pragma_foreign_key_list(" + quoted(table.name) + ") WHERE \"table\" = 'subject'");
    const std::string wanted = table.name == "subject" ? "seq" : references.empty() ? "subject" : references.front();
    const auto found = std::find(table.columns.begin(), table.columns.end(), wanted);
    if (found == table.columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - table.columns.begin());
}

void StoreTables::makeIn(PlainDatabase &plain) const
{
    for (const std::string &sql : texts(m_handle, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND type <> 'trigger' AND tbl_name NOT IN "
             + std::string(kOthers) + " ORDER BY rowid"))
        plain.run(sql);
    for (const Table &table : m_tables) {
        if (!table.fullText)
            continue;
        sqlite3_stmt *set = plain.prepare("INSERT INTO " + table.name + "(" + table.name + ", rank) VALUES(?, ?)");
        for (const std::vector<Cell> &setting : query(m_handle, "SELECT k, v FROM " + table.name + "_config WHERE k <> 'version'")) {
            bindAll(set, setting);
            finish(set);
        }
    }
}

std::size_t StoreTables::find(std::string_view name) const
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(), [&](const Table &table) { return table.name == name; });
    if (found == m_tables.end())
        giveUp("the store has no table " + std::string(name));
    return static_cast<std::size_t>(found - m_tables.begin());
}

bool StoreTables::isEmpty(std::size_t table) const { return query(m_handle, "SELECT 1 FROM " + m_tables[table].name + " LIMIT 1").empty(); }

std::optional<std::string> StoreTables::fullTextTable() const
{
    const auto found = std::find_if(m_tables.begin(), m_tables.end(), [](const Table &table) { return table.fullText; });
    return found == m_tables.end() ? std::nullopt : std::optional(found->name);
}

std::vector<Row> StoreTables::read(std::size_t number, const std::string &where) const
{
    const Table &table = m_tables[number];
    if (table.fullText)
        return readWords(number);
    std::vector<Row> rows;
    for (std::vector<Cell> &cells : query(m_handle, "SELECT " + joined(table.columns) + " FROM " + table.name + " WHERE " + where)) {
        const std::int64_t subject = table.subject ? std::get<std::int64_t>(cells[*table.subject]) : 0;
        rows.push_back({number, subject, std::move(cells)});
    }
    return rows;
}

std::vector<Row> StoreTables::readWords(std::size_t number) const
{
    const Table &table = m_tables[number];
    if (table.columns.size() != 1)
        giveUp("cannot tell the columns of " + table.name + " apart");
    const std::string vocabulary = "temp." + table.name + "_vocabulary";
    expect(sqlite3_exec(m_handle, ("CREATE VIRTUAL TABLE IF NOT EXISTS " + vocabulary + " USING fts5vocab('main', "
        + quoted(table.name) + ", 'instance')").c_str(), nullptr, nullptr, nullptr), m_handle);
    std::map<std::int64_t, std::string> words;
    for (const std::vector<Cell> &found : query(m_handle, "SELECT doc, term FROM " + vocabulary))
        words[std::get<std::int64_t>(found[0])] += std::get<std::string>(found[1]) + ' ';
    std::vector<Row> rows;
    for (auto &[row, text] : words)
        rows.push_back({number, row, {row, std::move(text)}});
    return rows;
}

std::string StoreTables::insertion(std::size_t number) const
{
    const Table &table = m_tables[number];
    std::vector<std::string> columns = table.columns;
    if (table.fullText)
        columns.insert(columns.begin(), "rowid");
    return "INSERT INTO " + table.name + "(" + joined(columns) + ") VALUES(" + joined(std::vector<std::string>(columns.size(), "?")) + ")";
}

void StoreTables::shift(Row &row, std::int64_t by) const
{
    const Table &table = m_tables[row.table];
    if (!table.subject)
        giveUp("cannot tell whose the rows of " + table.name + " are");
    row.subject += by;
    row.cells[*table.subject] = row.subject;
}

RowInserter::RowInserter(PlainDatabase &plain, const StoreTables &tables)
{
    for (std::size_t table = 0; table < tables.size(); ++table)
        m_statements.push_back(plain.prepare(tables.insertion(table)));
}

void RowInserter::insert(std::span<const Row> rows) const
{
    for (const Row &row : rows) {
        bindAll(m_statements[row.table], row.cells);
        finish(m_statements[row.table]);
    }
}

RowMaker::RowMaker(Vault &scratch, const std::shared_ptr<const Catalogue> &catalogue)
    : m_scratch(scratch), m_profiles(scratch, catalogue), m_tables(scratch.db())
{
    for (std::size_t table = 0; table < m_tables.size(); ++table) {
        if (m_tables.isEmpty(table))
            m_about.push_back(table);
    }
}

std::vector<Row> RowMaker::rowsOf(std::span<const Person> people, std::int64_t firstSeq)
{
    auto transaction = must(WriteTransaction::begin(m_scratch), "a transaction");
    for (const Person &person : people)
        must(m_profiles.add(transaction, person), "a person");
    std::vector<Row> rows;
    for (std::size_t table : m_about) {
        for (Row &row : m_tables.read(table)) {
            if (m_tables.isAboutPeople(table))
                m_tables.shift(row, firstSeq - 1);
            if (m_tables.isAboutPeople(table) || !m_gaveCommon)
                rows.push_back(std::move(row));
        }
    }
    m_gaveCommon = true;
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.subject < b.subject; });
    return rows;
}

} // namespace assent::bench
