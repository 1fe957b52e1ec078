#include "base/expect.h"
#include "base/json.h"
#include "base/registry.h"

using namespace assent;

namespace {

json::Value read(std::string_view text) { return json::parse(text).value(); }

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWholeObjectIsReadStraightThrough()
    {
        const auto value = read(R"({"s":"x","n":7,"b":true,"t":"2026-03-01","l":["p","q"],"d":1.5,"id":"01890a5d-ac96-774b-bcce-b302099a8057"})");
        json::Reader in(value, "event");
        QCOMPARE(in.text("s"), std::string("x"));
        QCOMPARE(in.integer("n", 0, 10), std::int64_t(7));
        QVERIFY(in.boolean("b"));
        QCOMPARE(toRfc3339(in.time("t")), std::string("2026-03-01T00:00:00.000Z"));
        QCOMPARE(in.texts("l").size(), std::size_t(2));
        QCOMPARE(in.real("d"), 1.5);
        QVERIFY(!in.id<SubjectId>("id").isNull());
        EXPECT_OK(in.finish());
    }

    void theFirstFaultIsKeptWithPathAndLine()
    {
        const auto value = read("{\n\"a\": 1,\n\"b\": \"x\"\n}");
        json::Reader in(value, "rule[2]");
        (void)in.text("a");
        (void)in.integer("b");
        (void)in.text("c");
        EXPECT_ERROR(in.finish(), ErrorCode::Invalid);
        QCOMPARE(in.finish().error().where.field, std::string("rule[2].a"));
        QCOMPARE(in.finish().error().where.line, 2);
    }

    void aMissingFieldPointsAtItsObject()
    {
        const auto value = read("\n\n{}");
        json::Reader in(value, "");
        (void)in.text("name");
        QCOMPARE(in.finish().error().toString(), std::string("line 3: name: is missing"));
    }

    void wholeNumbersAreWholeAndWithinTheirRange()
    {
        const auto value = read(R"({"half":1.5,"huge":1e300,"ten":10})");
        for (const char *name : {"half", "huge"}) {
            json::Reader in(value, "");
            (void)in.integer(name);
            EXPECT_ERROR(in.finish(), ErrorCode::Invalid);
        }
        json::Reader in(value, "");
        (void)in.integer("ten", 0, 9);
        EXPECT_ERROR(in.finish(), ErrorCode::Invalid);
    }

    void absentAndNullAreTheFallback()
    {
        const auto value = read(R"({"a":null})");
        json::Reader in(value, "");
        QCOMPARE(in.textOr("a", "x"), std::string("x"));
        QCOMPARE(in.integerOr("b", 4), std::int64_t(4));
        QVERIFY(in.booleanOr("c", true));
        QVERIFY(!in.timeIf("a") && !in.idIf<EventId>("a"));
        EXPECT_OK(in.finish());
    }

    void aPresentOptionalFieldMustStillBeRight()
    {
        const auto value = read(R"({"a":5})");
        json::Reader in(value, "");
        (void)in.textOr("a", "x");
        EXPECT_ERROR(in.finish(), ErrorCode::Invalid);
    }

    void aMisspeltFieldIsRefused()
    {
        const auto value = read(R"({"purpose":"x","pupose":"y"})");
        json::Reader in(value, "");
        in.only({"purpose"});
        QCOMPARE(in.finish().error().where.field, std::string("pupose"));
    }

    void whatIsNoObjectIsRefused()
    {
        const auto value = read("[1]");
        json::Reader in(value, "event");
        (void)in.text("a");
        EXPECT_ERROR(in.finish(), ErrorCode::Invalid);
        QCOMPARE(in.finish().error().where.field, std::string("event"));
    }
};

ASSENT_TEST_CLASS(ReaderTest);
#include "tst_reader.moc"
