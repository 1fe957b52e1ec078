#include "base/expect.h"
#include "base/registry.h"
#include "base/uuid.h"

#include <unordered_set>

using namespace assent;

namespace {

std::int64_t millisOf(const Uuid &uuid)
{
    std::int64_t millis = 0;
    for (std::size_t i = 0; i < 6; ++i)
        millis = millis << 8 | uuid.bytes()[i];
    return millis;
}

} // namespace

class UuidTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textReadsBackInEitherCase()
    {
        const std::string text = "01890a5d-ac96-774b-bcce-b302099a8057";
        EXPECT_OK(Uuid::parse(text));
        QCOMPARE(Uuid::parse(text)->toString(), text);
        QCOMPARE(Uuid::parse("01890A5D-AC96-774B-BCCE-B302099A8057")->toString(), text);
    }

    void otherFormsAreRefused()
    {
        for (const char *text : {"", "01890a5dac96774bbcceb302099a8057", "{01890a5d-ac96-774b-bcce-b302099a8057}",
                 "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a805g", "01890a5d-ac96-774b-bcce-b302099a80-7",
                 "01890a5da-c96-774b-bcce-b302099a8057"})
            EXPECT_ERROR(Uuid::parse(text), ErrorCode::Invalid);
    }

    void version7CarriesItsInstantVersionAndVariant()
    {
        const std::int64_t later = 4'000'000'000'000; // past every other test's clock
        const Uuid uuid = makeUuidV7(fromMillis(later));
        QCOMPARE(uuid.version(), 7);
        QCOMPARE(uuid.bytes()[8] >> 6, 2);
        QCOMPARE(millisOf(uuid), later);
    }

    void version7IncreasesWithinAMillisecond()
    {
        Uuid last = makeUuidV7(fromMillis(4'000'000'000'001));
        for (int i = 0; i < 100'000; ++i) {
            const Uuid next = makeUuidV7(fromMillis(4'000'000'000'001));
            QVERIFY(last < next);
            last = next;
        }
    }

    void version7IncreasesWhenTheClockGoesBack()
    {
        Uuid last = makeUuidV7(fromMillis(4'000'000'000'500));
        for (int i = 0; i < 1'000; ++i) {
            const Uuid next = makeUuidV7(fromMillis(4'000'000'000'500 - i % 7));
            QVERIFY(last < next);
            last = next;
        }
    }

    void version8HoldsTheFirst122BitsOfADigest()
    {
        Digest digest;
        digest.fill(0xFF);
        QCOMPARE(makeUuidV8(digest).toString(), std::string("ffffffff-ffff-8fff-bfff-ffffffffffff"));
        QCOMPARE(makeUuidV8(digest).version(), 8);
    }

    void idsOfDifferentThingsHashAndCompareByTheirBytes()
    {
        std::unordered_set<SubjectId> seen;
        const SubjectId id{makeUuidV7(fromMillis(1))};
        seen.insert(id);
        QVERIFY(seen.contains(*SubjectId::parse(id.toString())));
        QVERIFY(SubjectId{}.isNull());
    }
};

ASSENT_TEST_CLASS(UuidTest);
#include "tst_uuid.moc"
