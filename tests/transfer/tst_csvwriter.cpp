#include "base/expect.h"
#include "base/registry.h"
#include "transfer/csv.h"

using namespace assent;

namespace {

std::string written(std::initializer_list<std::string_view> cells)
{
    CsvWriter out;
    for (std::string_view cell : cells)
        out.add(cell);
    out.endRecord();
    return out.take();
}

} // namespace

class CsvWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plainCellsStayPlain() { QCOMPARE(written({"a", "", "b c"}), std::string("a,,b c\r\n")); }

    void cellsAreQuotedWhereNeeded()
    {
        QCOMPARE(written({"a,b", "x\"y", "1\n2", "p;q"}), std::string("\"a,b\",\"x\"\"y\",\"1\n2\",\"p;q\"\r\n"));
    }

    void formulasAreNeutralised_data()
    {
        QTest::addColumn<QByteArray>("cell");
        for (const char *cell : {"=1+1", "+48 601", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\uFF1D1", "\uFF0B1", "\uFF0D1", "\uFF201",
                 "=cmd|'/c calc'!A1", "=\"x\""})
            QTest::newRow(cell) << QByteArray(cell);
    }
    void formulasAreNeutralised()
    {
        QFETCH(QByteArray, cell);
        QCOMPARE(written({cell.toStdString()}).substr(0, 2), std::string("\"'"));
    }

    void whatIsWrittenReadsBack()
    {
        const std::string text = written({"name", "note"}) + written({"O\"Neil, A.", "one\r\ntwo"});
        auto reader = CsvReader::open(std::make_unique<TextSource>(text));
        EXPECT_OK(reader);
        const auto record = reader->next();
        EXPECT_OK(record);
        QCOMPARE((*record)->cells[0].text, std::string("O\"Neil, A."));
        QCOMPARE((*record)->cells[1].text, std::string("one\r\ntwo"));
    }
};

ASSENT_TEST_CLASS(CsvWriterTest);
#include "tst_csvwriter.moc"
