#include "base/expect.h"
#include "base/json.h"
#include "base/registry.h"

using namespace assent;

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfValueIsRead()
    {
        const auto value = json::parse(R"({"n":null,"t":true,"i":-12,"d":1.5e3,"s":"\u20ac\ud83d\ude00","a":[],"o":{}})");
        EXPECT_OK(value);
        QVERIFY(value->find("n")->isNull());
        QVERIFY(*value->find("t")->boolean());
        QCOMPARE(*value->find("i")->number(), -12.0);
        QCOMPARE(*value->find("d")->number(), 1500.0);
        QCOMPARE(*value->find("s")->string(), std::string("\xE2\x82\xAC\xF0\x9F\x98\x80"));
        QVERIFY(value->find("a")->isArray() && value->find("o")->isObject());
        QVERIFY(value->find("absent") == nullptr);
    }

    void valuesKnowTheirLine()
    {
        const auto value = json::parse("{\n\"a\": 1,\n\"b\": [\n2\n],\n\"c\": \"x\"\n}");
        EXPECT_OK(value);
        QCOMPARE(value->line(), 1);
        QCOMPARE(value->find("a")->line(), 2);
        QCOMPARE(value->find("b")->line(), 3);
        QCOMPARE(value->find("b")->array()->front().line(), 4);
        QCOMPARE(value->find("c")->line(), 6);
    }

    void faultsAreLocated()
    {
        const auto value = json::parse("{\n  \"a\": 1,\n  \"b\": nope\n}");
        EXPECT_ERROR(value, ErrorCode::Invalid);
        QCOMPARE(value.error().where.line, 3);
        QVERIFY(value.error().where.column >= 8 && value.error().where.column <= 10);
    }

    void duplicateNamesAreRefused()
    {
        EXPECT_ERROR(json::parse(R"({"a":1,"a":2})"), ErrorCode::Invalid);
        EXPECT_ERROR(json::parse(R"([{"a":1,"b":{"\u0061":2,"a":3}}])"), ErrorCode::Invalid);
        EXPECT_OK(json::parse(R"({"a":{"a":1},"b":{"a":2}})"));
    }

    void nestingIsLimited()
    {
        const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
        EXPECT_OK(json::parse(nested(json::kMaxDepth)));
        EXPECT_ERROR(json::parse(nested(json::kMaxDepth + 1)), ErrorCode::Invalid);
        EXPECT_ERROR(json::parse(std::string(1'000'000, '[')), ErrorCode::Invalid);
    }

    void whatIsNotOneJsonTextIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", " ", "1 2", "[1,]", "{\"a\":1,}", "[01]", "[+1]", "[.5]", "[1.]", "[NaN]", "'a'", "[\"\t\"]", "// c\n1",
                 "[\"\\ud800\"]", "[\"\\udc00\\ud800\"]", "[\"\\x41\"]", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "[1e400]", "[-1e400]", "{1:2}",
                 "tru", "{\"a\" 1}", "[1}"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("NUL after the text") << QByteArray("123\0", 4);
        QTest::newRow("NUL and more") << QByteArray("[1]\0[2]", 7);
        QTest::newRow("NUL within a string") << QByteArray("\"a\0b\"", 5);
        QTest::newRow("NUL within a list") << QByteArray("[1,\0 2]", 7);
    }
    void whatIsNotOneJsonTextIsRefused()
    {
        QFETCH(QByteArray, text);
        EXPECT_ERROR(json::parse(text.toStdString()), ErrorCode::Invalid);
    }

    void errorsDoNotQuoteTheText()
    {
        for (const char *text : {"[\"Ada Lovelace\n\"]", "Lovelace", "[\"Lovelace\" 1]", "{\"x\":\"Lovelace\\q\"}", "[1] \"Lovelace\"",
                 "{\"Lovelace\":1,\"Lovelace\":2}", "[1e999]"}) {
            const auto value = json::parse(text);
            EXPECT_ERROR(value, ErrorCode::Invalid);
            QVERIFY2(value.error().detail.find("Lovelace") == std::string::npos, value.error().detail.c_str());
            QVERIFY2(value.error().detail.find("e999") == std::string::npos, value.error().detail.c_str());
        }
    }

    void setReplacesAMemberAndKeepsTheOrder()
    {
        json::Value value;
        value.set("b", 1);
        value.set("a", 2);
        value.set("b", 3);
        QCOMPARE(value.object()->size(), std::size_t(2));
        QCOMPARE(value.object()->front().first, std::string("b"));
        QCOMPARE(*value.find("b")->number(), 3.0);
    }

    void prettyTextReadsBackTheSame()
    {
        const auto value = json::parse(R"({"z":[1,{"a":[]},{}],"a":"x\ny"})");
        EXPECT_OK(value);
        const auto again = json::parse(json::pretty(*value));
        EXPECT_OK(again);
        QVERIFY(*value == *again);
        QCOMPARE(json::pretty(*value).substr(0, 8), std::string("{\n  \"z\":"));
    }
};

ASSENT_TEST_CLASS(JsonTest);
#include "tst_json.moc"
