#include "base/expect.h"
#include "base/registry.h"
#include "failure.h"
#include "table.h"
#include "text.h"

using namespace assent;
using namespace assent::ctl;

/// What people see: widths, cuts, numbers; and the exit code of each failure.
class CtlTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void widthsAreThoseOfATerminal()
    {
        QCOMPARE(displayWidth("Nowak"), 5);
        QCOMPARE(displayWidth("Kraków"), 6);
        QCOMPARE(displayWidth("陳小明"), 6);
        QCOMPARE(displayWidth("e\u0301"), 1);
        QCOMPARE(displayWidth(""), 0);
    }

    void cutsNeverExceedTheirColumns()
    {
        QCOMPARE(shortened("newsletter", 10), std::string("newsletter"));
        QCOMPARE(shortened("newsletter", 5), std::string("news…"));
        QCOMPARE(shortened("陳小明先生", 6), std::string("陳小…"));
    }

    void controlAndDirectionCharactersAreMadeVisible()
    {
        QCOMPARE(printable("a\x1b[2J\u202Eb"), std::string("a\uFFFD[2J\uFFFDb"));
        QCOMPARE(printable("two\nlines"), std::string("two lines"));
    }

    void numbersAreGrouped()
    {
        QCOMPARE(grouped(0), std::string("0"));
        QCOMPARE(grouped(999), std::string("999"));
        QCOMPARE(grouped(48213), std::string("48,213"));
        QCOMPARE(grouped(-1234567), std::string("-1,234,567"));
        QCOMPARE(byteSize(3'200'000), std::string("3.2 MB"));
    }

    void columnsAlignWithWideCharacters()
    {
        Table table({{"NAME"}, {"CITY"}});
        table.add({"陳小明", "臺北"});
        table.add({"Anna", "Kraków"});
        QCOMPARE(table.toText(), std::string("NAME    CITY\n陳小明  臺北\nAnna    Kraków\n"));
    }

    void wideTablesShortenElasticColumnsOnly()
    {
        Table table({{"ID", Table::Column::Kind::Fixed}, {"TEXT"}});
        table.add({std::string(36, 'x'), std::string(200, 'y')});
        const std::string text = table.toText();
        const std::string row = text.substr(text.find('\n') + 1);
        QVERIFY(row.starts_with(std::string(36, 'x')));
        QCOMPARE(displayWidth(row.substr(0, row.size() - 1)), 100);
    }

    void emptyColumnsAreLeftOut()
    {
        Table table({{"A"}, {"B"}, {"C"}});
        table.add({"1", "", "3"});
        QCOMPARE(table.toText(), std::string("A  C\n1  3\n"));
    }

    void everyFailureHasItsExitCode()
    {
        const std::pair<ErrorCode, Exit> expected[] = {{ErrorCode::NotFound, Exit::Refused}, {ErrorCode::Conflict, Exit::Refused},
            {ErrorCode::Denied, Exit::Refused}, {ErrorCode::Locked, Exit::Locked}, {ErrorCode::Corrupt, Exit::Damaged},
            {ErrorCode::Io, Exit::Refused}, {ErrorCode::Network, Exit::Network}, {ErrorCode::Protocol, Exit::Network},
            {ErrorCode::Invalid, Exit::Refused}, {ErrorCode::Cancelled, Exit::Cancelled}, {ErrorCode::Newer, Exit::Refused}};
        for (const auto &[code, exit] : expected)
            QVERIFY(exitOf(Error{code, "x"}) == exit);
        QVERIFY(exitOf(wrongCall("--limit", "x")) == Exit::WrongCall);
    }
};

ASSENT_TEST_CLASS(CtlTextTest);
#include "ctl_text.moc"
