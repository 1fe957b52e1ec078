#include "base/expect.h"
#include "base/json.h"
#include "base/registry.h"

#include <bit>

using namespace assent;

namespace {

std::string canonicalOf(std::string_view text)
{
    const auto value = json::parse(text);
    return value ? json::canonical(*value) : value.error().toString();
}

} // namespace

class CanonicalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreWrittenAsAppendixBSays_data()
    {
        QTest::addColumn<quint64>("bits");
        QTest::addColumn<QByteArray>("text");
        const std::vector<std::pair<quint64, const char *>> samples = {{0x0000000000000000, "0"}, {0x8000000000000000, "0"},
            {0x0000000000000001, "5e-324"}, {0x8000000000000001, "-5e-324"}, {0x7fefffffffffffff, "1.7976931348623157e+308"},
            {0xffefffffffffffff, "-1.7976931348623157e+308"}, {0x4340000000000000, "9007199254740992"},
            {0xc340000000000000, "-9007199254740992"}, {0x4430000000000000, "295147905179352830000"},
            {0x44b52d02c7e14af5, "9.999999999999997e+22"}, {0x44b52d02c7e14af6, "1e+23"}, {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
            {0x444b1ae4d6e2ef4e, "999999999999999700000"}, {0x444b1ae4d6e2ef4f, "999999999999999900000"}, {0x444b1ae4d6e2ef50, "1e+21"},
            {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"}, {0x3eb0c6f7a0b5ed8d, "0.000001"}, {0x41b3de4355555553, "333333333.3333332"},
            {0x41b3de4355555554, "333333333.33333325"}, {0x41b3de4355555555, "333333333.3333333"}, {0x41b3de4355555556, "333333333.3333334"},
            {0x41b3de4355555557, "333333333.33333343"}, {0xbecbf647612f3696, "-0.0000033333333333333333"},
            {0x43143ff3c1cb0959, "1424953923781206.2"}};
        for (const auto &[bits, text] : samples)
            QTest::addRow("%016llx", bits) << bits << QByteArray(text);
    }
    void numbersAreWrittenAsAppendixBSays()
    {
        QFETCH(quint64, bits);
        QFETCH(QByteArray, text);
        QCOMPARE(json::canonical(json::Value(std::bit_cast<double>(bits))), text.toStdString());
    }

    void namesAreSortedByUtf16CodeUnits()
    {
        QCOMPARE(canonicalOf(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})"),
            std::string("{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"\xC3\xB6\":7,\"\xE2\x82\xAC\":1,\"\xF0\x9F\x98\x80\":5,\"\xEF\xAC\xB3\":3}"));
    }

    void shorterNamesComeFirst() { QCOMPARE(canonicalOf(R"({"ab":1,"a":2,"":3})"), std::string(R"({"":3,"a":2,"ab":1})")); }

    void onlyTheNeededCharactersAreEscaped()
    {
        const std::string text = "\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\\\/\\u007f\\u2028\"";
        QCOMPARE(canonicalOf(text),
            std::string("\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/\x7f\xE2\x80\xA8\""));
    }

    void whitespaceIsGone() { QCOMPARE(canonicalOf(" [ 1 , { \"a\" : true } , null ] "), std::string("[1,{\"a\":true},null]")); }

    void writtenTwiceIsWrittenAlike()
    {
        const std::string once = canonicalOf(R"({"b":[1e2,0.10,-0],"a":{"z":"\u00e9","y":null}})");
        QCOMPARE(canonicalOf(once), once);
    }
};

ASSENT_TEST_CLASS(CanonicalTest);
#include "tst_canonical.moc"
