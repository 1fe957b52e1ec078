#pragma once

#include "bench/plain.h"
#include "profile/profilestore.h"

#include <variant>

namespace assent::bench {

/// A value as SQLite holds it, and a row of them.
using Cell = std::variant<std::nullptr_t, std::int64_t, double, std::string, Bytes>;
struct Row
{
    std::size_t table = 0;    ///< in StoreTables
    std::int64_t subject = 0; ///< whose it is, by subject.seq; 0 where the table is not about people
    std::vector<Cell> cells;

    /// Bytes of the values; a whole number counts as 8.
    std::size_t bytes() const;
};

/// A store's tables, ordinary and full-text, as its own file tells, so that the
/// baseline follows every change of the schema.
class StoreTables
{
public:
    explicit StoreTables(Database &store);

    /// Makes the tables and indexes in a plain file, full text set up the same.
    void makeIn(PlainDatabase &plain) const;

    std::size_t size() const { return m_tables.size(); }
    std::size_t find(std::string_view name) const;
    bool isEmpty(std::size_t table) const;
    /// The first full-text table, if any.
    std::optional<std::string> fullTextTable() const;
    /// The rows of one table; of a full-text table, which holds no text, the
    /// words of each row from its index.
    std::vector<Row> read(std::size_t table, const std::string &where = "1") const;
    /// "INSERT INTO t(a,b) VALUES(?,?)"
    std::string insertion(std::size_t table) const;
    /// Moves a row to another person.
    void shift(Row &row, std::int64_t by) const;
    /// Whether its rows are some person's, or what people have in common.
    bool isAboutPeople(std::size_t table) const { return m_tables[table].subject.has_value(); }

private:
    struct Table
    {
        std::string name;
        std::vector<std::string> columns;
        std::optional<std::size_t> subject; ///< the column that says whose a row is
        bool fullText = false;
    };
    std::vector<Row> readWords(std::size_t table) const;
    std::optional<std::size_t> subjectColumn(const Table &table) const;

    sqlite3 *m_handle;
    std::vector<Table> m_tables;
};

/// Inserts rows into a plain file with the same tables.
class RowInserter
{
public:
    RowInserter(PlainDatabase &plain, const StoreTables &tables);
    void insert(std::span<const Row> rows) const;

private:
    std::vector<sqlite3_stmt *> m_statements;
};

/// Makes the very rows that Assent writes for people, outside any clock: adds
/// them to a store of its own, reads what it wrote, and rolls back.
class RowMaker
{
public:
    RowMaker(Vault &scratch, const std::shared_ptr<const Catalogue> &catalogue);
    /// Person by person; the first becomes subject.seq `firstSeq`.
    std::vector<Row> rowsOf(std::span<const Person> people, std::int64_t firstSeq);

private:
    Vault &m_scratch;
    ProfileStore m_profiles;
    StoreTables m_tables;
    std::vector<std::size_t> m_about; ///< the tables that are empty before there are people
    bool m_gaveCommon = false;        ///< what people have in common is the same in every batch
};

} // namespace assent::bench
