#include "base/bytes.h"
#include "base/expect.h"
#include "base/registry.h"

using namespace assent;

class BytesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hexReadsBackInBothCases()
    {
        QCOMPARE(toHex(asBytes("\x01\xAB\xff")), std::string("01abff"));
        EXPECT_OK(fromHex("01ABfF"));
        QCOMPARE(toHex(*fromHex("01ABfF")), std::string("01abff"));
    }

    void hexRefusesOddLengthAndOtherCharacters()
    {
        EXPECT_ERROR(fromHex("abc"), ErrorCode::Invalid);
        EXPECT_ERROR(fromHex("0g"), ErrorCode::Invalid);
        EXPECT_ERROR(fromHex("0 "), ErrorCode::Invalid);
    }

    void base64WritesTheExamplesOfRfc4648()
    {
        const std::vector<std::pair<std::string, std::string>> examples = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
            {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
        for (const auto &[plain, encoded] : examples) {
            QCOMPARE(toBase64(asBytes(plain)), encoded);
            EXPECT_OK(fromBase64(encoded));
            QCOMPARE(std::string(asText(*fromBase64(encoded))), plain);
        }
    }

    void base64UrlUsesItsOwnAlphabetWithoutPadding()
    {
        QCOMPARE(toBase64Url(asBytes("\xfb\xff")), std::string("-_8"));
        EXPECT_OK(fromBase64Url("-_8"));
        EXPECT_ERROR(fromBase64Url("+/8"), ErrorCode::Invalid);
        EXPECT_ERROR(fromBase64Url("-_8="), ErrorCode::Invalid);
    }

    void base64RefusesWhatItWouldNotWrite_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", " Zg==", "Z===", "====", "Zg==Zg==", "Zm-_", "Zm8=A", "=", "Zm9v===="})
            QTest::newRow(text) << QByteArray(text);
    }
    void base64RefusesWhatItWouldNotWrite()
    {
        QFETCH(QByteArray, text);
        EXPECT_ERROR(fromBase64(text.toStdString()), ErrorCode::Invalid);
    }

    void base64UrlRefusesStrayBitsAndImpossibleLengths()
    {
        EXPECT_ERROR(fromBase64Url("Zh"), ErrorCode::Invalid);
        EXPECT_ERROR(fromBase64Url("Zm9"), ErrorCode::Invalid);
        EXPECT_ERROR(fromBase64Url("Z"), ErrorCode::Invalid);
    }

    void digestHasThirtyTwoBytes()
    {
        EXPECT_OK(toDigest(Bytes(32)));
        EXPECT_ERROR(toDigest(Bytes(31)), ErrorCode::Invalid);
        EXPECT_ERROR(toDigest(Bytes(33)), ErrorCode::Invalid);
    }

    void utf8AcceptsEveryLengthOfSequence()
    {
        for (const char *text : {"", "a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF"})
            QVERIFY2(isUtf8(text), text);
    }

    void utf8RefusesWhatRfc3629Refuses()
    {
        for (const char *text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x80\x80", "\xE2\x82", "\xED\xA0\x80", "\xED\xBF\xBF",
                 "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE2\x28\xA1"})
            QVERIFY2(!isUtf8(text), text);
    }
};

ASSENT_TEST_CLASS(BytesTest);
#include "tst_bytes.moc"
