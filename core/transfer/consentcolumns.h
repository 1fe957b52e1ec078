#pragma once

#include "transfer/importpeople.h"

namespace assent {

/// What one row says about one consent.
struct ConsentStatement
{
    const ConsentRule *rule = nullptr; ///< of the mapping
    std::string word;                  ///< as the mapping has it; empty for "any other"
    Act act = Act::Withdraw;
    std::optional<Timestamp> stated;
    bool ofRecord = false; ///< the time is the row's, not the file's
    Location where;        ///< of the cell
};

/// Finds the statements of a row. Refers to the mapping and the catalogue.
class ConsentColumns
{
public:
    /// Invalid when the header lacks a column of times. `asOf` dates what the
    /// rows do not.
    static Result<ConsentColumns> bind(const Mapping &mapping, const CsvRecord &header, const Catalogue &catalogue,
        std::optional<Timestamp> asOf);

    /// At most one for each key, and none that another of the row's closes: of
    /// several the one that allows least counts. A value that the mapping does
    /// not know is a problem, and so is an opening with a time that cannot be
    /// read or is yet to come.
    std::variant<std::vector<ConsentStatement>, RowProblem> read(const CsvRecord &record, Timestamp now) const;
    /// The closing ones alone, whatever else is wrong.
    std::vector<ConsentStatement> closings(const CsvRecord &record, Timestamp now) const;

private:
    struct Column
    {
        const ConsentRule *rule;
        std::size_t cell;    ///< kWholeFile: the status of the file
        std::vector<std::vector<std::size_t>> times; ///< for each word, the cells that date it
    };
    static constexpr std::size_t kWholeFile = SIZE_MAX;
    using Read = std::variant<std::monostate, ConsentStatement, RowProblem>;

    static Result<Column> bindRule(const ConsentRule &rule, std::size_t cell, const CsvRecord &header);
    Read readColumn(const Column &column, const CsvRecord &record, Timestamp now) const;
    std::optional<RowProblem> date(
        ConsentStatement &statement, std::span<const std::size_t> cells, const CsvRecord &record, Timestamp now) const;
    bool covers(const ConsentStatement &closing, const ConsentStatement &other) const;
    std::vector<ConsentStatement> settled(std::vector<ConsentStatement> statements) const;

    std::vector<Column> m_columns;
    std::vector<std::string> m_names; ///< of the header's cells
    std::string m_status;
    const Catalogue *m_catalogue = nullptr;
    std::optional<Timestamp> m_asOf;
};

} // namespace assent
