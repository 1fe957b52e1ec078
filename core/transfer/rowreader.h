#pragma once

#include "transfer/consentcolumns.h"

namespace assent {

/// What one row says about a person.
struct RowPerson
{
    std::string recordId;
    std::optional<std::string> language;
    std::optional<std::string> jurisdiction;
    std::optional<Timestamp> collectedAt;
    std::vector<Identifier> identifiers; ///< normalised
    std::vector<Attribute> attributes;   ///< without ids

    /// What names the record at its source: the identifiers to look for, in
    /// order. Never empty.
    std::vector<Identifier> keys;
    std::string digest; ///< names the record in consent events: recordDigest()
    std::vector<ConsentStatement> consents;
};

/// Type of the identifier that stands for (source, record id) in the store. Its
/// value is a digest, since normalising may not mix ids that differ in case.
inline constexpr std::string_view kSourceRecord = "source_record";

/// Turns records into people by the rules of a mapping.
class RowReader
{
public:
    RowReader(const Mapping &mapping, std::vector<const ColumnRule *> rules, ConsentColumns consents, SourceId source);

    /// A problem's place is the cell's.
    std::variant<RowPerson, RowProblem> read(const CsvRecord &record, Timestamp now) const;
    /// Of a row with a problem: its keys and what it closes, which no problem
    /// blocks. Nothing when it closes nothing or cannot be told whose it is.
    std::optional<RowPerson> closingsOf(const CsvRecord &record, Timestamp now) const;

private:
    std::optional<std::string> readCell(const ColumnRule &rule, std::string_view text, Timestamp collectedAt, RowPerson &row) const;
    std::optional<std::string> readPersonField(const ColumnRule &rule, std::string_view text, RowPerson &row) const;
    std::optional<std::string> collectKeys(RowPerson &row) const;
    Timestamp collectedAtOf(const CsvRecord &record, Timestamp now) const;

    const Mapping &m_mapping;
    std::vector<const ColumnRule *> m_rules;
    ConsentColumns m_consents;
    SourceId m_source;
};

} // namespace assent
