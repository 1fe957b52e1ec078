#include "base/clock.h"
#include "base/expect.h"
#include "base/registry.h"

using namespace assent;

class ClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rfc3339IsWrittenInUtcWithMilliseconds()
    {
        QCOMPARE(toRfc3339(fromMillis(0)), std::string("1970-01-01T00:00:00.000Z"));
        QCOMPARE(toRfc3339(fromMillis(1'772'357'400'007)), std::string("2026-03-01T09:30:00.007Z"));
        QCOMPARE(toRfc3339(fromMillis(-1)), std::string("1969-12-31T23:59:59.999Z"));
    }

    void rfc3339ReadsOffsetsAndDecimals_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("millis");
        QTest::newRow("zulu") << QByteArray("2026-03-01T09:30:00Z") << qint64(1'772'357'400'000);
        QTest::newRow("lower case") << QByteArray("2026-03-01t09:30:00z") << qint64(1'772'357'400'000);
        QTest::newRow("east") << QByteArray("2026-03-01T17:30:00+08:00") << qint64(1'772'357'400'000);
        QTest::newRow("west") << QByteArray("2026-03-01T04:00:00-05:30") << qint64(1'772'357'400'000);
        QTest::newRow("one decimal") << QByteArray("2026-03-01T09:30:00.1Z") << qint64(1'772'357'400'100);
        QTest::newRow("nine decimals are cut") << QByteArray("2026-03-01T09:30:00.123999999Z") << qint64(1'772'357'400'123);
        QTest::newRow("bare date") << QByteArray("2026-03-01") << qint64(1'772'323'200'000);
        QTest::newRow("leap day") << QByteArray("2024-02-29T00:00:00Z") << qint64(1'709'164'800'000);
    }
    void rfc3339ReadsOffsetsAndDecimals()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, millis);
        const auto read = fromRfc3339(text.toStdString());
        EXPECT_OK(read);
        QCOMPARE(qint64(toMillis(*read)), millis);
    }

    void rfc3339RefusesWhatIsNoInstant_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", "2026", "2026-3-1", "2026-02-29", "2026-13-01", "2026-00-10", "2026-03-32", "2026-03-01T",
                 "2026-03-01T09:30", "2026-03-01T09:30:00", "2026-03-01T24:00:00Z", "2026-03-01T09:60:00Z", "2026-03-01T09:30:61Z",
                 "2026-03-01T09:30:00.Z", "2026-03-01T09:30:00.1234567890Z", "2026-03-01T09:30:00+0800", "2026-03-01T09:30:00+24:00",
                 "2026-03-01T09:30:00Zx", " 2026-03-01", "2026-03-01 ", "-026-03-01"})
            QTest::newRow(text) << QByteArray(text);
    }
    void rfc3339RefusesWhatIsNoInstant()
    {
        QFETCH(QByteArray, text);
        EXPECT_ERROR(fromRfc3339(text.toStdString()), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(ClockTest);
#include "tst_clock.moc"
