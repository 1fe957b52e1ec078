// How the hub forgets people, over either store.
#include "sync/huberased.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

std::string wordsOf(const ErasureResult &result)
{
    return result.verdict == Verdict::Accepted ? "accepted" : result.verdict == Verdict::Duplicate ? "duplicate" : "rejected: " + result.reason;
}

std::string erase(TestHub &hub, const Phone &by, const OfferedErasure &offered)
{
    const auto device = hub.store().device(by.id);
    const auto results = device && *device ? hub.store().erase(**device, {&offered, 1}) : Result<std::vector<ErasureResult>>(Error{});
    return results && results->size() == 1 ? wordsOf(results->front()) : "failed";
}

} // namespace

class HubErasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsErasedLeavesNothingButTheLog()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who, other;
        hub.takeOne(phone, PersonItem{who.person}, 1);
        hub.takeOne(phone, phone.event(who, Act::Grant), 2);
        hub.takeOne(phone, phone.event(other, Act::Grant), 3);
        QCOMPARE(hub.log().size(), 3U);
        const OfferedErasure erasure = erasureOf(phone, who);
        QCOMPARE(erase(hub, phone, erasure), std::string("accepted"));
        const auto left = hub.pullAll(phone);
        QCOMPARE(left.size(), 1U);
        QCOMPARE(itemSubject(left.at(0).body), other.id);
        QVERIFY(hub.store().itemsOf(who.id)->empty());
        const auto log = hub.log();
        QCOMPARE(log.size(), 4U);
        QVERIFY(log.back().kind == LeafKind::Staff);
        QCOMPARE(std::string(asText(log.back().body)), erasure.erasure.text);
        QCOMPARE(erase(hub, phone, erasure), std::string("duplicate"));
    }

    void whatComesLaterOfSomeoneErasedIsDropped()
    {
        TestHub hub;
        const Phone phone = hub.enrol(), late = hub.enrol();
        const Somebody who, neverHere;
        hub.takeOne(phone, phone.event(who, Act::Grant), 1);
        for (const Somebody *one : {&who, &neverHere})
            QCOMPARE(erase(hub, phone, erasureOf(phone, *one)), std::string("accepted"));
        for (const Somebody *one : {&who, &neverHere}) {
            const auto taken = hub.take(late, Push(late).add(late.event(*one, Act::Withdraw), 1).add(PersonItem{one->person}, 1));
            EXPECT_OK(taken);
            for (const PushResult &result : *taken)
                QCOMPARE(words(result), std::string("erased"));
        }
        QVERIFY(hub.pullAll(phone).empty());
    }

    void anErasureIsRefusedWithItsReason()
    {
        TestHub hub;
        const Phone phone = hub.enrol(), stranger;
        const Somebody who, other;
        const Phone others = hub.enrol(other.id);
        hub.takeOne(phone, phone.event(who, Act::Grant), 1);
        hub.takeOne(phone, phone.event(other, Act::Grant), 2);
        QCOMPARE(erase(hub, phone, erasureOf(stranger, who)), std::string("rejected: wrong_device"));
        OfferedErasure forged = erasureOf(phone, who);
        forged.erasure.signature = erasureOf(phone, other).erasure.signature;
        QCOMPARE(erase(hub, phone, forged), std::string("rejected: bad_signature"));
        QCOMPARE(erase(hub, others, erasureOf(others, who)), std::string("rejected: out_of_scope"));
        QCOMPARE(erase(hub, others, erasureOf(phone, who)), std::string("rejected: out_of_scope"));
        OfferedErasure renamed = erasureOf(phone, Somebody());
        renamed.subject = who.id;
        QCOMPARE(erase(hub, phone, renamed), std::string("rejected: wrong_subject"));
        QCOMPARE(hub.pullAll(phone).size(), 2U);
        QCOMPARE(erase(hub, others, erasureOf(others, other)), std::string("accepted"));
    }

    void erasuresAreToldInPagesOnceEach()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        std::vector<std::string> made, told;
        std::string cursor;
        for (int i = 0; i < 5; ++i) {
            const OfferedErasure erasure = erasureOf(phone, Somebody());
            made.push_back(erasure.erasure.text);
            QCOMPARE(erase(hub, phone, erasure), std::string("accepted"));
        }
        for (bool more = true; more;) {
            const auto page = hub.store().erasures(cursor, 2);
            EXPECT_OK(page);
            for (const ToldErasure &one : page->erasures) {
                QVERIFY(isSigned(one.erasure, one.deviceKey));
                told.push_back(one.erasure.text);
            }
            cursor = page->cursor;
            more = page->more;
        }
        QCOMPARE(told, made);
        QVERIFY(hub.store().erasures(cursor, 2)->erasures.empty());
        EXPECT_ERROR(hub.store().erasures("anything", 2), ErrorCode::Protocol);
        EXPECT_OK(hub.backend().run("DELETE FROM erased_subject"));
        EXPECT_ERROR(hub.store().erasures(cursor, 2), ErrorCode::Conflict);
    }

    void aDecisionAboutSomeoneErasedIsGoneToo()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        hub.takeOne(phone, phone.event(who, Act::Grant), 1);
        HubChoices choices(hub.store());
        EXPECT_OK(choices.of(who.id)); // kept in memory from now on
        QCOMPARE(erase(hub, phone, erasureOf(phone, who)), std::string("accepted"));
        EXPECT_ERROR(choices.of(who.id), ErrorCode::NotFound);
    }
};

ASSENT_TEST_CLASS(HubErasureTest);
#include "hub_erasure.moc"
