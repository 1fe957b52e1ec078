// What the hub makes of pushed items.
#include "sync/hubfixture.h"

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

class HubTakeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventIsAcceptedOnceAndThenADuplicate()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const ConsentItem grant = phone.event(Somebody(), Act::Grant);
        const PushResult first = hub.takeOne(phone, grant);
        hub.clock.advance(std::chrono::hours(1));
        const PushResult again = hub.takeOne(phone, grant);
        QCOMPARE(words(first), std::string("accepted"));
        QCOMPARE(words(again), std::string("duplicate"));
        QVERIFY(first.receivedAt && again.receivedAt == first.receivedAt);
        QCOMPARE(*hub.store().itemCount(), 1);
        QCOMPARE(hub.log().size(), 2U); // the enrolment and the event
    }

    void oneItemTwiceInABatchIsADuplicate()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const ConsentItem grant = phone.event(Somebody(), Act::Grant);
        const auto results = hub.take(phone, Push(phone).add(grant, 1).add(grant, 2));
        EXPECT_OK(results);
        QCOMPARE(words(results->at(0)), std::string("accepted"));
        QCOMPARE(words(results->at(1)), std::string("duplicate"));
    }

    void theSameNumberForAnotherItemIsAFork()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        hub.takeOne(phone, phone.event(who, Act::Withdraw), 7);
        QCOMPARE(words(hub.takeOne(phone, phone.event(who, Act::Withdraw), 7)), std::string("rejected: sequence_taken"));
        // Lanes and devices count for themselves.
        QCOMPARE(words(hub.takeOne(phone, phone.event(who, Act::Grant), 7)), std::string("accepted"));
        const Phone other = hub.enrol();
        QCOMPARE(words(hub.takeOne(other, other.event(who, Act::Withdraw), 7)), std::string("accepted"));
    }

    void anItemKeepsItsNumbersWhenItIsOfferedAgainUnderANewOne()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        const ConsentItem first = phone.event(who, Act::Withdraw);
        hub.takeOne(phone, first, 1);
        QCOMPARE(words(hub.takeOne(phone, first, 2)), std::string("duplicate"));
        QCOMPARE(words(hub.takeOne(phone, phone.event(who, Act::Withdraw), 2)), std::string("rejected: sequence_taken"));
    }

    void anotherItemUnderAKnownIdIsRefused()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        const ConsentItem first = phone.event(who, Act::Withdraw);
        hub.takeOne(phone, first, 1);
        QCOMPARE(words(hub.takeOne(phone, phone.event(who, Act::Withdraw, first.event.core.id), 2)), std::string("rejected: id_taken"));
    }

    void oneRecordImportedByTwoDevicesIsOneAct()
    {
        TestHub hub;
        const Phone one = hub.enrol();
        const Phone two = hub.enrol();
        const Somebody who;
        const EventId record(makeUuidV8({}));
        QCOMPARE(words(hub.takeOne(one, one.event(who, Act::Withdraw, record))), std::string("accepted"));
        QCOMPARE(words(hub.takeOne(two, two.event(who, Act::Withdraw, record))), std::string("duplicate"));
        QCOMPARE(words(hub.takeOne(two, two.event(who, Act::Grant, record), 2)), std::string("rejected: id_taken"));
    }

    void aPersonMayComeAgainWithMore()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        Somebody who;
        QCOMPARE(words(hub.takeOne(phone, PersonItem{who.person}, 1)), std::string("accepted"));
        who.person.attributes.push_back(attributeOf(who, "window").attribute);
        QCOMPARE(words(hub.takeOne(phone, PersonItem{who.person}, 1)), std::string("accepted"));
        QCOMPARE(words(hub.takeOne(phone, PersonItem{who.person}, 1)), std::string("duplicate"));
        QCOMPARE(hub.pullAll(phone).size(), 2U);
    }

    void anEventOfADeviceThatIsNotEnrolledIsRefused()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        QCOMPARE(words(hub.takeOne(phone, Phone().event(Somebody(), Act::Grant))), std::string("rejected: wrong_device"));
    }

    void anEventOfAnotherEnrolledDeviceIsCarried()
    {
        TestHub hub;
        const Phone before = hub.enrol();
        const Phone phone = hub.enrol();
        QCOMPARE(words(hub.takeOne(phone, before.event(Somebody(), Act::Grant))), std::string("accepted"));
        QCOMPARE(hub.pullAll(phone).at(0).deviceKey, std::optional(before.key.publicKey()));
    }

    void aSignatureOfAnotherKeyIsRefused()
    {
        TestHub hub;
        Phone phone = hub.enrol();
        phone.key = *SigningKey::generate();
        QCOMPARE(words(hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw))), std::string("rejected: bad_signature"));
    }

    void anEventIsNotMovedToAnotherSubject()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        ConsentItem moved = phone.event(Somebody(), Act::Grant);
        moved.subject = Somebody().id;
        QCOMPARE(words(hub.takeOne(phone, moved)), std::string("rejected: wrong_subject"));
    }

    void aSubjectKeepsItsPseudonym()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        Somebody who;
        hub.takeOne(phone, PersonItem{who.person}, 1);
        who.pseudonymKey = *randomBytes(32);
        QCOMPARE(words(hub.takeOne(phone, phone.event(who, Act::Withdraw), 1)), std::string("rejected: wrong_subject"));
    }

    void aPersonsDeviceSpeaksForThatPersonOnly()
    {
        TestHub hub;
        const Somebody own;
        const Phone phone = hub.enrol(own.id);
        QCOMPARE(words(hub.takeOne(phone, phone.event(own, Act::Grant), 1)), std::string("accepted"));
        QCOMPARE(words(hub.takeOne(phone, phone.event(Somebody(), Act::Withdraw), 2)), std::string("rejected: out_of_scope"));
        QCOMPARE(words(hub.takeOne(phone, attributeOf(Somebody(), "aisle"), 3)), std::string("rejected: out_of_scope"));
    }

    void aRevokedDeviceClosesFlaggedAndDoesNothingElse()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Phone watcher = hub.enrol();
        const Somebody who;
        EXPECT_OK(hub.store().revoke(phone.id));
        const auto results = hub.take(phone, Push(phone)
            .add(phone.event(who, Act::Withdraw), 1)
            .add(phone.event(who, Act::Grant), 1)
            .add(phone.event(who, Act::Request), 2)
            .add(PersonItem{who.person}, 3)
            .add(attributeOf(who, "aisle"), 4)
            .add(phone.event(who, Act::Signal), 2));
        EXPECT_OK(results);
        QCOMPARE(words(results->at(0)), std::string("accepted (flagged)"));
        for (std::size_t i = 1; i < 5; ++i)
            QCOMPARE(words(results->at(i)), std::string("rejected: device_revoked"));
        QCOMPARE(words(results->at(5)), std::string("accepted (flagged)"));
        QCOMPARE(hub.pullAll(watcher).size(), 2U);
    }

    void anOpeningSignedByARevokedDeviceIsNotCarriedByAnother()
    {
        TestHub hub;
        const Phone lost = hub.enrol();
        const Phone phone = hub.enrol();
        const Somebody who;
        EXPECT_OK(hub.store().revoke(lost.id));
        QCOMPARE(words(hub.takeOne(phone, lost.event(who, Act::Grant), 1)), std::string("rejected: device_revoked"));
        QCOMPARE(words(hub.takeOne(phone, lost.event(who, Act::Withdraw), 1)), std::string("accepted (flagged)"));
    }

    void theClosingLaneIsForClosingActs()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        const auto results = hub.take(phone, Push(phone)
            .add(phone.event(who, Act::Grant), 1, Lane::Closing)
            .add(phone.event(who, Act::Withdraw), 1, Lane::Other));
        EXPECT_OK(results);
        QCOMPARE(words(results->at(0)), std::string("rejected: wrong_lane"));
        QCOMPARE(words(results->at(1)), std::string("accepted")); // a closing act is never held up
    }

    void aBadItemDoesNotHoldUpTheOthersAndNamesItsField()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        json::Value broken = toJson(ItemBody(phone.event(who, Act::Withdraw)));
        broken.set("salt", "short");
        json::Value forged = toJson(ItemBody(phone.event(who, Act::Withdraw)));
        forged.set("payload", *toJson(ItemBody(phone.event(who, Act::Grant))).find("payload"));
        const auto results = hub.take(phone, Push(phone).addRaw(broken, 1).add(phone.event(who, Act::Withdraw), 1).addRaw(forged, 2)
            .addRaw(json::Value(json::Object{}), 3));
        EXPECT_OK(results);
        QCOMPARE(words(results->at(0)), std::string("rejected: malformed"));
        QVERIFY2(results->at(0).detail.starts_with("items[0].item.salt: "), results->at(0).detail.c_str());
        QCOMPARE(words(results->at(1)), std::string("accepted"));
        QCOMPARE(words(results->at(2)), std::string("rejected: malformed"));
        QVERIFY2(results->at(2).detail.starts_with("items[2].item.payload: "), results->at(2).detail.c_str());
        QVERIFY2(results->at(3).detail.starts_with("items[3].item.kind: "), results->at(3).detail.c_str());
    }

    void everyAcceptedEventIsALeafAndTheLedgerVerifies()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        Push push(phone);
        for (int n = 1; n <= 20; ++n)
            push.add(phone.event(Somebody(), n % 2 ? Act::Grant : Act::Withdraw), n);
        EXPECT_OK(hub.take(phone, push));
        int events = 0;
        for (const auto &entry : hub.log()) {
            events += entry.kind == LeafKind::Consent ? 1 : 0;
            QVERIFY(entry.kind == LeafKind::Device || eventCoreFromJson(asText(entry.body)).ok());
        }
        QCOMPARE(events, 20);
    }

    void aFailingBatchTakesNothing()
    {
        TestHub hub;
        const Phone phone = hub.enrol();
        const Somebody who;
        EXPECT_OK(hub.backend().refuseTheSecond());
        const ConsentItem first = phone.event(who, Act::Withdraw);
        QVERIFY(!hub.take(phone, Push(phone).add(first, 1).add(phone.event(who, Act::Withdraw), 2)));
        QCOMPARE(*hub.store().itemCount(), 0);
        QCOMPARE(hub.log().size(), 1U);
        EXPECT_OK(hub.backend().admitAll());
        QCOMPARE(words(hub.takeOne(phone, first, 1)), std::string("accepted"));
    }
};

ASSENT_TEST_CLASS(HubTakeTest);
#include "hub_take.moc"
