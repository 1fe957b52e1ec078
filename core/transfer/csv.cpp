#include "transfer/csv.h"

#include <algorithm>
#include <unordered_set>

namespace assent {
namespace {

constexpr std::size_t kChunk = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kEnd = -1;

Error faultAt(int line, int column, std::string detail, std::string field = {})
{
    return {ErrorCode::Invalid, std::move(detail), {{}, line, column, std::move(field)}};
}

bool runsAsFormula(std::string_view cell)
{
    const auto visible = cell.find_first_not_of(' ');
    if (visible == std::string_view::npos)
        return false;
    cell.remove_prefix(visible);
    for (std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) {
        if (cell.starts_with(sign))
            return true;
    }
    return false;
}

} // namespace

/// Cuts the bytes into records. It keeps a window that begins with the current
/// record, so that it can go back when a quotation mark turns out to be open.
class CsvReader::Scanner
{
public:
    Scanner(std::unique_ptr<ByteSource> source, CsvOptions options) : m_source(std::move(source)), m_options(options) {}
    /// At the beginning of the other's source.
    explicit Scanner(Scanner &&other) : Scanner(std::move(other.m_source), other.m_options) {}
    ByteSource &source() { return *m_source; }

    /// Null at the end.
    Result<CsvRecord *> next(std::size_t expectedCells)
    {
        for (;;) {
            begin();
            const bool any = read();
            if (m_io)
                return *m_io;
            if (m_fault)
                return recover();
            if (!any)
                return static_cast<CsvRecord *>(nullptr);
            finish();
            if (isBlank() && expectedCells != 1)
                continue;
            if (m_fault)
                return *std::move(m_fault);
            if (expectedCells > 0 && m_record.cells.size() != expectedCells)
                return wrongCount(expectedCells);
            return &m_record;
        }
    }

    /// Skips a byte order mark and finds the delimiter; call before next().
    Result<void> prepare()
    {
        while (m_window.size() < kByteOrderMark.size() && fill()) { }
        if (m_window.starts_with("\xFF\xFE") || m_window.starts_with("\xFE\xFF"))
            return faultAt(1, 1, "this is UTF-16, only UTF-8 is read");
        if (m_window.starts_with(kByteOrderMark))
            m_at = kByteOrderMark.size();
        if (m_io)
            return *m_io;
        m_delimiter = m_options.delimiter ? *m_options.delimiter : detect();
        return {};
    }

    char delimiter() const { return m_delimiter; }
    int lastLine() const { return m_lastLine; }
    std::uint64_t bytesRead() const { return m_bytes; }
    std::uint64_t bytesTotal() const { return m_source->size(); }

private:
    struct Place
    {
        std::size_t at;
        int line;
    };

    // ---- bytes

    bool fill()
    {
        if (m_done || m_io)
            return false;
        m_window.erase(0, m_start);
        m_at -= m_start;
        if (m_nextLine)
            m_nextLine->at -= m_start;
        m_start = 0;
        const std::size_t size = m_window.size();
        m_window.resize(size + kChunk);
        auto count = m_source->read({m_window.data() + size, kChunk});
        m_window.resize(size + (count ? *count : 0));
        if (!count)
            m_io = std::move(count).error();
        else if (*count == 0)
            m_done = true;
        else
            m_bytes += *count;
        return !m_io && !m_done;
    }

    int peek()
    {
        if (m_at == m_window.size() && !fill())
            return kEnd;
        return static_cast<Byte>(m_window[m_at]);
    }

    void advance()
    {
        if ((static_cast<Byte>(m_window[m_at]) & 0xC0) != 0x80)
            ++m_column;
        ++m_at;
    }

    /// Moves past CR, LF or CRLF, which must be next.
    void endLine()
    {
        const bool carriage = peek() == '\r';
        ++m_at;
        if (carriage && peek() == '\n')
            ++m_at;
        ++m_line;
        m_column = 1;
        if (!m_nextLine)
            m_nextLine = Place{m_at, m_line};
    }

    /// The delimiter that stands most often outside quotes on the first line.
    char detect()
    {
        constexpr std::string_view candidates = ",;\t|";
        std::array<std::size_t, candidates.size()> counts{};
        bool quoted = false;
        const std::size_t start = m_at;
        for (int c = peek(); c != kEnd && (quoted || (c != '\n' && c != '\r')) && m_at - start < m_options.maxRecordBytes; c = peek()) {
            quoted = quoted != (c == '"');
            const auto which = candidates.find(static_cast<char>(c));
            if (!quoted && which != std::string_view::npos)
                ++counts[which];
            ++m_at;
        }
        m_at = start;
        const auto best = std::max_element(counts.begin(), counts.end());
        return candidates[static_cast<std::size_t>(best - counts.begin())];
    }

    // ---- one record

    void begin()
    {
        m_start = m_at;
        m_startLine = m_line;
        m_nextLine.reset();
        m_fault.reset();
        m_rewind = false;
        m_count = 0;
        m_quotes = false;
        m_record.line = m_line;
        m_column = 1;
    }

    /// Reads up to and with the record's line end. False when there is none.
    bool read()
    {
        if (peek() == kEnd)
            return false;
        for (;;) {
            CsvCell &cell = nextCell();
            const bool quoted = peek() == '"';
            if (quoted ? !readQuoted(cell) : !readPlain(cell))
                return true;
            const int c = peek();
            if (c == m_delimiter) {
                advance();
                if (m_count == m_options.maxCells) {
                    fault(m_line, m_column, "more than " + std::to_string(m_options.maxCells) + " cells");
                    return true;
                }
                continue;
            }
            if (c == kEnd)
                return true;
            if (c == '\r' || c == '\n') {
                endLine();
                return true;
            }
            fault(m_line, m_column, "text after the closing quotation mark");
            return true;
        }
    }

    CsvCell &nextCell()
    {
        // Cells are reused from record to record: their memory is worth keeping.
        if (m_count == m_record.cells.size())
            m_record.cells.emplace_back();
        CsvCell &cell = m_record.cells[m_count++];
        cell.text.clear();
        cell.line = m_line;
        cell.column = m_column;
        return cell;
    }

    bool readPlain(CsvCell &cell)
    {
        for (int c = peek(); c != kEnd && c != m_delimiter && c != '\r' && c != '\n'; c = peek()) {
            if (!put(cell, static_cast<char>(c)))
                return false;
            advance();
        }
        return true;
    }

    bool readQuoted(CsvCell &cell)
    {
        m_quotes = true;
        advance();
        for (int c = peek();; c = peek()) {
            if (c == kEnd)
                return unclosed(cell, "the quotation mark is not closed");
            if (c == '"') {
                advance();
                if (peek() != '"')
                    return true;
            }
            if (!put(cell, static_cast<char>(c)))
                return unclosed(cell, "the quotation mark is not closed within the size of a cell or record");
            const bool isLineEnd = c == '\n' || (c == '\r' && !lineFeedFollows());
            if (isLineEnd)
                endLine();
            else
                advance();
        }
    }

    bool lineFeedFollows()
    {
        if (m_at + 1 == m_window.size())
            fill();
        return m_at + 1 < m_window.size() && m_window[m_at + 1] == '\n';
    }

    bool put(CsvCell &cell, char c)
    {
        if (cell.text.size() >= m_options.maxCellBytes || m_at - m_start >= m_options.maxRecordBytes) {
            fault(cell.line, cell.column, "longer than a cell or record may be");
            return false;
        }
        cell.text += c;
        return true;
    }

    bool unclosed(const CsvCell &cell, std::string detail)
    {
        m_fault = faultAt(cell.line, cell.column, std::move(detail));
        m_rewind = true;
        return false;
    }

    void fault(int line, int column, std::string detail)
    {
        if (!m_fault)
            m_fault = faultAt(line, column, std::move(detail));
    }

    bool isBlank() const { return m_record.cells.size() == 1 && m_record.cells.front().text.empty() && !m_quotes; }

    Error wrongCount(std::size_t expected) const
    {
        const auto &cells = m_record.cells;
        std::string detail = "has " + std::to_string(cells.size()) + " cells where the header has " + std::to_string(expected);
        if (cells.size() > expected)
            return faultAt(cells[expected].line, cells[expected].column, std::move(detail));
        return faultAt(m_record.line, 1, std::move(detail));
    }

    void finish()
    {
        m_record.cells.resize(m_count);
        m_lastLine = std::max(m_startLine, m_line - (m_column == 1 ? 1 : 0));
        for (const CsvCell &cell : m_record.cells) {
            if (cell.text.find('\0') != std::string::npos)
                return fault(cell.line, cell.column, "the cell holds a NUL");
            if (!isUtf8(cell.text))
                return fault(cell.line, cell.column, "the cell is not UTF-8");
        }
    }

    /// Goes on behind a malformed record.
    Error recover()
    {
        if (m_rewind && m_nextLine) {
            m_at = m_nextLine->at;
            m_line = m_nextLine->line;
        } else {
            skipLine();
        }
        m_lastLine = std::max(m_startLine, m_line - 1);
        return *std::move(m_fault);
    }

    void skipLine()
    {
        for (int c = peek(); c != kEnd; c = peek()) {
            if (c == '\r' || c == '\n')
                return endLine();
            m_start = ++m_at; // nothing before this is needed any more
        }
        ++m_line;
    }

    std::unique_ptr<ByteSource> m_source;
    CsvOptions m_options;
    char m_delimiter = ',';

    std::string m_window;
    std::size_t m_start = 0; ///< of the record, within the window
    std::size_t m_at = 0;
    bool m_done = false;
    std::optional<Error> m_io;
    std::uint64_t m_bytes = 0;

    int m_line = 1;
    int m_column = 1;
    int m_startLine = 1;
    int m_lastLine = 1;
    std::optional<Place> m_nextLine; ///< first line break within the record
    CsvRecord m_record;
    std::size_t m_count = 0;
    std::optional<Error> m_fault;
    bool m_rewind = false;
    bool m_quotes = false; ///< the record has a quoted cell
};

CsvReader::CsvReader() = default;
CsvReader::CsvReader(CsvReader &&) noexcept = default;
CsvReader &CsvReader::operator=(CsvReader &&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<bool> CsvReader::restart()
{
    if (!m_scanner->source().rewind())
        return false;
    m_scanner = std::make_unique<Scanner>(std::move(*m_scanner));
    ASSENT_CHECK(m_scanner->prepare());
    ASSENT_CHECK(readHeader());
    return true;
}

Result<CsvReader> CsvReader::open(std::unique_ptr<ByteSource> source, CsvOptions options)
{
    if (options.delimiter && std::string_view("\"\r\n\0", 4).find(*options.delimiter) != std::string_view::npos)
        return Error{ErrorCode::Invalid, "this character cannot delimit cells"};
    if (options.delimiter && static_cast<Byte>(*options.delimiter) >= 0x80)
        return Error{ErrorCode::Invalid, "a delimiter is an ASCII character"};
    CsvReader reader;
    reader.m_scanner = std::make_unique<Scanner>(std::move(source), options);
    ASSENT_CHECK(reader.m_scanner->prepare());
    ASSENT_CHECK(reader.readHeader());
    return reader;
}

Result<void> CsvReader::readHeader()
{
    ASSENT_TRY(const CsvRecord *record, m_scanner->next(0));
    if (!record)
        return faultAt(1, 1, "the file has no header");
    std::unordered_set<std::string_view> names;
    for (const CsvCell &cell : record->cells) {
        if (cell.text.empty())
            return faultAt(cell.line, cell.column, "a column without a name");
        if (!names.insert(cell.text).second)
            return faultAt(cell.line, cell.column, "a column of this name was there before");
    }
    m_header = *record;
    return {};
}

const CsvRecord &CsvReader::header() const { return m_header; }
char CsvReader::delimiter() const { return m_scanner->delimiter(); }
int CsvReader::lastLine() const { return m_scanner->lastLine(); }
std::uint64_t CsvReader::bytesRead() const { return m_scanner->bytesRead(); }
std::uint64_t CsvReader::bytesTotal() const { return m_scanner->bytesTotal(); }

Result<const CsvRecord *> CsvReader::next()
{
    ASSENT_TRY(CsvRecord * record, m_scanner->next(m_header.cells.size()));
    return static_cast<const CsvRecord *>(record);
}

void CsvWriter::add(std::string_view cell)
{
    if (!m_first)
        m_text += ',';
    m_first = false;
    const bool formula = runsAsFormula(cell);
    if (!formula && cell.find_first_of(",\"\r\n;\t|") == std::string_view::npos) {
        m_text += cell;
        return;
    }
    m_text += formula ? "\"'" : "\"";
    for (char c : cell) {
        if (c == '"')
            m_text += '"';
        m_text += c;
    }
    m_text += '"';
}

void CsvWriter::endRecord()
{
    m_text += "\r\n";
    m_first = true;
}

} // namespace assent
