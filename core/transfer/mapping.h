#pragma once

#include "profile/person.h"
#include "transfer/consentrule.h"
#include "transfer/csv.h"

namespace assent {

/// Why a value is held, on which basis, how long. Every value has one.
struct HoldingRule
{
    std::vector<PurposeId> purposes;
    LegalBasis basis = LegalBasis::Contract;
    int retentionDays = 0; ///< from the day it was collected; 0: no end
};

/// What the cells of one column are. A column may be several things at once.
struct ColumnRule
{
    enum class PersonField { None, Language, Jurisdiction, CollectedAt };
    enum class Form { Text, Date };

    std::string column;         ///< name in the header
    bool recordId = false;      ///< names the record at its source
    std::string identifierType; ///< empty: no identifier
    std::string attributeKey;   ///< empty: no attribute
    AttributeKind kind = AttributeKind::Descriptive;
    PersonField person = PersonField::None;
    Form form = Form::Text;
    std::string dateFormat;     ///< of %d %m %Y and other characters; empty: ISO 8601
    bool ignore = false;
    bool required = false;      ///< an empty cell refuses the row
    bool optional = false;      ///< the file may lack the column
    bool lenient = false;       ///< a person field that does not fit is left alone
    HoldingRule holding;
    std::vector<ConsentRule> consents; ///< what its cells say about consents
};

/// Of a file that has one status for everyone in it, as a list of those who
/// unsubscribed.
struct FileConsent
{
    ConsentRule rule;
    std::string status; ///< a word of the rule; empty: none was given
};

/// Which of the catalogue's choices a preset's statuses are about.
struct PresetConsent
{
    std::string purpose; ///< empty: the file's consents are left out
    std::string channel = "email";
    std::optional<int> notice; ///< as in ConsentRule
};

/// How a CSV file becomes people. Its JSON is documented in README.md.
struct Mapping
{
    enum class UnknownColumns { Refuse, Ignore };

    std::optional<char> delimiter;
    UnknownColumns unknownColumns = UnknownColumns::Refuse;
    std::string language = "en";
    std::string jurisdiction = "EU";
    std::vector<ColumnRule> columns;
    std::optional<FileConsent> fileConsent;
    std::string text; ///< what it was read from: tells mappings apart
    /// Columns of a preset that tell consents, left out for want of a purpose.
    std::vector<std::string> consentsLeftOut;

    /// Fails with Invalid and file, line and field: unknown fields, purposes that
    /// the catalogue lacks, a key given to two columns, nothing to know a record by.
    static Result<Mapping> parse(std::string_view text, std::string fileName, const Catalogue &catalogue);
    /// A mapping by the usual names of columns, in any case and punctuation;
    /// others are ignored. Values are held for the catalogue's purposes on
    /// contract, as long as those last; Invalid when it has none.
    static Result<Mapping> byHeader(const CsvRecord &header, const Catalogue &catalogue);
    /// Exports of well-known systems: "listmonk", "mailchimp", "hubspot".
    /// NotFound for another name.
    static Result<Mapping> preset(std::string_view name, const Catalogue &catalogue, const PresetConsent &consent = {});
    static std::vector<std::string_view> presets();

    /// The rule of each column of this header; null where it is ignored. Invalid
    /// with its place when the header lacks a column or has one that is unknown.
    Result<std::vector<const ColumnRule *>> bind(const CsvRecord &header) const;

    /// Gives the whole file a status. Invalid when the mapping has no consent
    /// for it, or does not know the word.
    Result<void> setStatus(std::string_view status);
    /// A consent takes its time from this column.
    bool isTimeOfConsent(const std::string &column) const;
};

} // namespace assent
