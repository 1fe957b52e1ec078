#pragma once

#include "transfer/source.h"

#include <memory>
#include <optional>

namespace assent {

struct CsvCell
{
    std::string text;
    int line = 0;   ///< where the cell begins, from 1
    int column = 0; ///< in characters, from 1
};

struct CsvRecord
{
    int line = 0; ///< where the record begins, from 1
    std::vector<CsvCell> cells;
};

struct CsvOptions
{
    /// Without one it is the one of , ; tab | that the header has most of.
    std::optional<char> delimiter;
    std::size_t maxCellBytes = 1024 * 1024;
    std::size_t maxRecordBytes = 4 * 1024 * 1024;
    std::size_t maxCells = 4096;
};

/// Reads CSV (RFC 4180) in UTF-8, with or without a byte order mark, one record
/// at a time; memory is bounded by the options, not by the file.
///
/// Beyond the RFC: LF and CR alone end a line as CRLF does; a quotation mark
/// inside an unquoted cell is text; an empty line is no record where the header
/// has more than one column.
class CsvReader
{
public:
    /// Reads the header. Fails with Invalid and its place when there is none or
    /// it is malformed, names a column twice or leaves one without a name.
    static Result<CsvReader> open(std::unique_ptr<ByteSource> source, CsvOptions options = {});
    CsvReader(CsvReader &&) noexcept;
    CsvReader &operator=(CsvReader &&) noexcept;
    ~CsvReader();

    const CsvRecord &header() const;
    char delimiter() const;

    /// Back to the first record. False where the source cannot go back.
    Result<bool> restart();

    /// The next record, valid until the next call, or null at the end. It has as
    /// many cells as the header. A malformed record is an Invalid error with
    /// line and column, and the call after it goes on:
    /// - at the next line, after a quotation mark that is never closed (what
    ///   followed it is read again) and after a record that is too long;
    /// - behind the record otherwise.
    /// After an error of another code there is nothing more to read.
    Result<const CsvRecord *> next();

    /// Line at which the record last returned or refused ended.
    int lastLine() const;
    /// Bytes taken from the source so far, and its size or 0: for progress.
    std::uint64_t bytesRead() const;
    std::uint64_t bytesTotal() const;

private:
    class Scanner;
    CsvReader();
    Result<void> readHeader();
    std::unique_ptr<Scanner> m_scanner;
    CsvRecord m_header;
};

/// Makes CSV (RFC 4180: comma, CRLF, quotes where needed).
class CsvWriter
{
public:
    /// A cell that begins with = + - @ (also full-width), tab, CR or LF would run
    /// as a formula in a spreadsheet; it gets an apostrophe in front (OWASP, "CSV
    /// Injection"). The same holds behind spaces, which spreadsheets skip.
    void add(std::string_view cell);
    void endRecord();

    const std::string &text() const { return m_text; }
    std::string take() { return std::move(m_text); }

private:
    std::string m_text;
    bool m_first = true;
};

} // namespace assent
