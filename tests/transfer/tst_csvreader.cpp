#include "base/expect.h"
#include "base/registry.h"
#include "transfer/csv.h"

#include <sstream>

using namespace assent;

namespace {

/// Gives few bytes at a time, so that every boundary falls between two reads.
class Trickle final : public ByteSource
{
public:
    Trickle(std::string text, std::size_t step) : m_text(std::move(text)), m_step(step) {}
    Result<std::size_t> read(std::span<char> into) override
    {
        const std::size_t count = std::min({m_step, into.size(), m_text.size() - m_at});
        std::copy_n(m_text.data() + m_at, count, into.data());
        m_at += count;
        return count;
    }

private:
    std::string m_text;
    std::size_t m_step;
    std::size_t m_at = 0;
};

class Broken final : public ByteSource
{
public:
    Result<std::size_t> read(std::span<char> into) override
    {
        if (m_reads++ > 0)
            return Error{ErrorCode::Io, "the disk failed"};
        const std::string_view text = "a,b\n1,2\n3";
        std::copy(text.begin(), text.end(), into.data());
        return text.size();
    }

private:
    int m_reads = 0;
};

struct Outcome
{
    std::vector<std::vector<std::string>> rows; ///< the header first
    std::vector<std::string> faults;            ///< "line:column"
};

Outcome readAll(std::unique_ptr<ByteSource> source, CsvOptions options = {})
{
    Outcome out;
    const auto place = [](const Error &error) { return std::to_string(error.where.line) + ":" + std::to_string(error.where.column); };
    const auto texts = [](const CsvRecord &record) {
        std::vector<std::string> row;
        for (const CsvCell &cell : record.cells)
            row.push_back(cell.text);
        return row;
    };
    auto reader = CsvReader::open(std::move(source), options);
    if (!reader) {
        out.faults.push_back("open " + place(reader.error()));
        return out;
    }
    out.rows.push_back(texts(reader->header()));
    for (;;) {
        const auto record = reader->next();
        if (!record && record.error().code != ErrorCode::Invalid) {
            out.faults.push_back(std::string(errorCodeName(record.error().code)));
            return out;
        }
        if (!record)
            out.faults.push_back(place(record.error()));
        else if (!*record)
            return out;
        else
            out.rows.push_back(texts(**record));
    }
}

Outcome readText(std::string text, CsvOptions options = {}) { return readAll(std::make_unique<TextSource>(std::move(text)), options); }

using Rows = std::vector<std::vector<std::string>>;
using Faults = std::vector<std::string>;

} // namespace

class CsvReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAreCutAtTheDelimiter() { QVERIFY(readText("a,b\n1,2\n,\n").rows == (Rows{{"a", "b"}, {"1", "2"}, {"", ""}})); }

    void theLastLineNeedsNoLineEnd() { QVERIFY(readText("a,b\n1,").rows == (Rows{{"a", "b"}, {"1", ""}})); }

    void everyLineEndEndsARecord()
    {
        for (const char *text : {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\r\n1,2\n3,4\r"})
            QVERIFY(readText(text).rows == (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
    }

    void quotedCellsKeepDelimitersQuotesAndLineBreaks()
    {
        QVERIFY(readText("a,b\r\n\"x,\"\"y\"\"\",\"1\r\n2\n3\r4\"\r\n").rows == (Rows{{"a", "b"}, {"x,\"y\"", "1\r\n2\n3\r4"}}));
    }

    void aQuoteInsideAnUnquotedCellIsText() { QVERIFY(readText("a\n37' 48\" N\n").rows == (Rows{{"a"}, {"37' 48\" N"}})); }

    void spacesBelongToTheCell() { QVERIFY(readText("a,b\n 1 , \"2\"\n").rows == (Rows{{"a", "b"}, {" 1 ", " \"2\""}})); }

    void theByteOrderMarkIsNoPartOfTheHeader()
    {
        QVERIFY(readText("\xEF\xBB\xBF" "a,b\n1,2\n").rows == (Rows{{"a", "b"}, {"1", "2"}}));
        QVERIFY(readText("\xEF\xBB\xBF\"a\",b\n").rows == (Rows{{"a", "b"}}));
    }

    void theDelimiterIsFoundOnTheHeader_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("comma") << QByteArray("x;1,b\n1,2\n");
        QTest::newRow("semicolon") << QByteArray("\"x,1,2\";b\n1;2,3\n");
        QTest::newRow("tab") << QByteArray("x\tb\n1\t2,3\n");
        QTest::newRow("bar") << QByteArray("x|b\n1|2;3\n");
    }
    void theDelimiterIsFoundOnTheHeader()
    {
        QFETCH(QByteArray, text);
        const Outcome out = readText(text.toStdString());
        QVERIFY(out.faults.empty());
        QCOMPARE(out.rows.at(1).size(), std::size_t(2));
    }

    void anExplicitDelimiterIsTakenAsItIs()
    {
        QVERIFY(readText("a;b,c\n1;2,3\n", {.delimiter = ','}).rows == (Rows{{"a;b", "c"}, {"1;2", "3"}}));
        QVERIFY(readText("a^b\n1^2\n", {.delimiter = '^'}).rows == (Rows{{"a", "b"}, {"1", "2"}}));
        for (char delimiter : {'"', '\n', '\r', '\0', '\xC3'})
            EXPECT_ERROR(CsvReader::open(std::make_unique<TextSource>("a\n"), {.delimiter = delimiter}), ErrorCode::Invalid);
    }

    void emptyLinesAreNoRecordsUnlessThereIsOneColumn()
    {
        QVERIFY(readText("\n\na,b\n\n1,2\r\n\r\n\n").rows == (Rows{{"a", "b"}, {"1", "2"}}));
        QVERIFY(readText("a\n\n1\n").rows == (Rows{{"a"}, {""}, {"1"}}));
    }

    void anEmptyFileHasNoHeader()
    {
        for (const char *text : {"", "\xEF\xBB\xBF", "\n\n"})
            QVERIFY(readText(text).rows.empty());
    }

    void columnsNeedNamesOfTheirOwn()
    {
        QCOMPARE(readText("a,b,a\n").faults, Faults{"open 1:5"});
        QCOMPARE(readText("a,,b\n").faults, Faults{"open 1:3"});
    }

    void utf16IsRefused() { QCOMPARE(readText(std::string("\xFF\xFE" "a\0,\0", 6)).faults, Faults{"open 1:1"}); }

    void recordsAndCellsKnowTheirPlace()
    {
        auto reader = CsvReader::open(std::make_unique<TextSource>("a,b,c\n\"x\ny\",\xC3\xA9\xC3\xA9,z\n1,2,3\n"));
        EXPECT_OK(reader);
        const CsvRecord first = **reader->next();
        QCOMPARE(first.line, 2);
        QCOMPARE(first.cells[1].line, 3);
        QCOMPARE(first.cells[1].column, 4);
        QCOMPARE(first.cells[2].column, 7); // characters, not bytes
        QCOMPARE(reader->lastLine(), 3);
        const CsvRecord second = **reader->next();
        QCOMPARE(second.line, 4);
        QCOMPARE(second.cells[0].column, 1);
        QCOMPARE(reader->lastLine(), 4);
    }

    void aWrongNumberOfCellsIsReportedAndReadingGoesOn()
    {
        const Outcome out = readText("a,b\n1\n1,2,3\n4,5\n");
        QCOMPARE(out.faults, (Faults{"2:1", "3:5"}));
        QVERIFY(out.rows == (Rows{{"a", "b"}, {"4", "5"}}));
    }

    void textAfterAClosingQuoteIsReportedAndTheRecordSkipped()
    {
        const Outcome out = readText("a,b\n\"1\"x,\"2\n3,4\n\"5\ny\" ,6\n7,8\n");
        QCOMPARE(out.faults, (Faults{"2:4", "5:3"}));
        QVERIFY(out.rows == (Rows{{"a", "b"}, {"3", "4"}, {"7", "8"}}));
    }

    void anUnclosedQuoteCostsOnlyItsLine()
    {
        const Outcome out = readText("a,b\n1,2\n3,\"4\n5,6\n7,8\n");
        QCOMPARE(out.faults, Faults{"3:3"});
        QVERIFY(out.rows == (Rows{{"a", "b"}, {"1", "2"}, {"5", "6"}, {"7", "8"}}));
        QCOMPARE(readText("a,b\n1,\"").faults, Faults{"2:3"});
    }

    void illFormedUtf8AndNulAreReportedWithTheirCell()
    {
        const Outcome out = readText(std::string("a,b\n1,\xFF\n2,\"x\0\"\n\xC3,3\n4,5\n", 23));
        QCOMPARE(out.faults, (Faults{"2:3", "3:3", "4:1"}));
        QVERIFY(out.rows == (Rows{{"a", "b"}, {"4", "5"}}));
    }

    void whatIsTooLongIsReportedAndReadingGoesOn()
    {
        const CsvOptions small{.delimiter = std::nullopt, .maxCellBytes = 8, .maxRecordBytes = 20, .maxCells = 3};
        const Outcome out = readText("a,b\n123456789,1\n\"1\n2345678901\",3\n1,2,3,4\n5,6\n", small);
        QCOMPARE(out.faults.front(), std::string("2:1"));
        QCOMPARE(out.rows.back(), (std::vector<std::string>{"5", "6"}));
        for (std::size_t i = 1; i < out.rows.size(); ++i)
            QCOMPARE(out.rows[i].size(), std::size_t(2));
    }

    void aLongLineDoesNotFillTheMemory()
    {
        std::istringstream stream("a,b\n" + std::string(40'000'000, 'x') + "\n1,2\n");
        const Outcome out = readAll(std::make_unique<StreamSource>(stream));
        QCOMPARE(out.faults, Faults{"2:1"});
        QVERIFY(out.rows == (Rows{{"a", "b"}, {"1", "2"}}));
    }

    void theSizeOfTheReadsDoesNotMatter()
    {
        const std::string text = "\xEF\xBB\xBF" "a,b\r\n\"x\r\n\"\"y\",\xE2\x82\xAC\r\n1,\"2\"z\r3,4\n5,\"6\n7,8\r\n";
        const Outcome whole = readText(text);
        QCOMPARE(whole.faults.size(), std::size_t(2));
        for (std::size_t step : {1U, 2U, 3U, 5U, 7U}) {
            const Outcome out = readAll(std::make_unique<Trickle>(text, step));
            QVERIFY(out.rows == whole.rows);
            QCOMPARE(out.faults, whole.faults);
        }
    }

    void aFailingDiskEndsTheReading()
    {
        const Outcome out = readAll(std::make_unique<Broken>());
        QCOMPARE(out.faults, Faults{"io"});
        QVERIFY(out.rows == (Rows{{"a", "b"}, {"1", "2"}}));
    }

    void aMissingFileIsNotFound()
    {
        EXPECT_ERROR(FileSource::open("/nonexistent/file.csv"), ErrorCode::NotFound);
        EXPECT_ERROR(FileSource::open("/"), ErrorCode::Io);
    }
};

ASSENT_TEST_CLASS(CsvReaderTest);
#include "tst_csvreader.moc"
