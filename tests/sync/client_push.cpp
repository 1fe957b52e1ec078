#include "sync/clientfixture.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

/// A desktop with someone in it who decided something.
struct Fixture
{
    TestHub hub;
    Desktop desktop{hub};
    Person anna = desktop.add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");

    void grant() { decide(grantOf(offers)); }
    void withdraw() { decide(withdrawalOf(everything())); }
    void decide(const Decision &decision)
    {
        if (!desktop.decide(anna, decision).ok())
            qFatal("not decided");
    }
    void syncDown()
    {
        const auto done = desktop.sync();
        if (!done)
            qFatal("not synced: %s", done.error().toString().c_str());
    }
    /// What a second desktop hears from the hub.
    std::string heard()
    {
        Desktop other(hub);
        other.enrol();
        if (!other.sync().ok())
            qFatal("the other desktop heard nothing");
        return other.digest();
    }
};

bool isPush(const HttpRequest &request) { return request.path == "/v1/sync/push"; }

} // namespace

class ClientPushTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Joining.
    void aStoreWithoutAHubDoesNotSync()
    {
        Fixture f;
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::NotFound);
    }

    void actsThatTheQueueLostAreOfferedAgain()
    {
        Fixture f;
        f.desktop.enrol();
        f.syncDown();
        f.withdraw();
        EXPECT_OK(f.desktop.vault->db().run("DELETE FROM outbox")); // a page of an older version
        f.syncDown();
        QCOMPARE(f.heard(), f.desktop.digest());
        f.syncDown();
        QVERIFY(*outbox::isWhole(*f.desktop.vault));
    }

    void joiningOffersEverythingThatWasMadeBefore()
    {
        Fixture f;
        f.grant();
        f.withdraw();
        EXPECT_OK(f.desktop.people->declare(f.anna.id, "city", "Lodz"));
        f.desktop.enrol();
        QCOMPARE(f.desktop.waiting().waitingClosings, 1);
        QCOMPARE(f.desktop.waiting().waitingOthers, 3);
        f.syncDown();
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    void joiningAnotherHubIsAConflict()
    {
        Fixture f;
        f.desktop.enrol();
        const std::string code = *f.hub.store().newCode({}, std::chrono::minutes(5));
        EXPECT_ERROR(f.desktop.client.enrol("http://127.0.0.1:2", code, "a desktop"), ErrorCode::Conflict);
    }

    void aCodeThatIsUnknownOrUsedIsDenied()
    {
        Fixture f;
        EXPECT_ERROR(f.desktop.tryEnrol("AAAA-BBBB"), ErrorCode::Denied);
        const std::string code = *f.hub.store().newCode({}, std::chrono::minutes(5));
        Desktop other(f.hub);
        EXPECT_OK(other.tryEnrol(code));
        EXPECT_ERROR(f.desktop.tryEnrol(code), ErrorCode::Denied);
        QVERIFY(!*outbox::hasHub(*f.desktop.vault));
    }

    void whoseAnswerToJoiningWasLostJoinsWithANewCode()
    {
        Fixture f;
        f.desktop.transport.fail(Fault::LoseAnswer);
        EXPECT_ERROR(f.desktop.tryEnrol(*f.hub.store().newCode({}, std::chrono::minutes(5))), ErrorCode::Network);
        f.desktop.enrol();
        f.grant();
        f.syncDown();
        QVERIFY(f.desktop.queueIsEmpty());
    }

    // Order.
    void closingsGoFirstAndOtherThingsAfterThePull()
    {
        Fixture f;
        f.desktop.enrol();
        f.grant();
        f.withdraw();
        f.desktop.transport.log.clear();
        f.syncDown();
        const std::vector<std::string> expected{"capabilities", "push closing 1", "erasures", "pull", "push other 2"};
        QVERIFY(f.desktop.transport.log == expected);
    }

    void aGrantThatIsStuckHoldsNoWithdrawal()
    {
        Fixture f;
        f.desktop.enrol();
        f.grant();
        f.withdraw();
        f.desktop.transport.fail(Fault::Busy, 1000);
        f.desktop.transport.failWhere([](const HttpRequest &request) { return isPush(request) && request.body.find("\"closing\"") == std::string::npos; });
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Network);
        QCOMPARE(f.desktop.waiting().waitingClosings, 0);
        QCOMPARE(f.desktop.waiting().waitingOthers, 2);
    }

    void aGrantIsActiveOnceTheHubHasIt()
    {
        Fixture f;
        f.desktop.enrol();
        f.grant();
        QVERIFY(!f.desktop.state(f.anna, f.offers).effective());
        f.syncDown();
        QVERIFY(f.desktop.state(f.anna, f.offers).effective());
        QVERIFY(f.desktop.consents->history(f.anna.id)->front().hubReceivedAt.has_value());
    }

    void whatWasRemovedMeanwhileLeavesTheQueueAndHoldsNothingUp()
    {
        Fixture f;
        f.desktop.enrol();
        f.syncDown();
        EXPECT_OK(f.desktop.people->declare(f.anna.id, "city", "Lodz"));
        EXPECT_OK(f.desktop.people->declare(f.anna.id, "title", "Dr"));
        f.desktop.add();
        EXPECT_OK(f.desktop.vault->db().run("DELETE FROM attribute WHERE key = 'city'; UPDATE subject SET facts = facts - 1 WHERE seq = 1;"
                                            "DELETE FROM person_card WHERE subject = 2; DELETE FROM subject WHERE seq = 2"));
        const auto report = f.desktop.sync();
        EXPECT_OK(report);
        QCOMPARE(report->pushed, 1);
        QVERIFY(f.desktop.queueIsEmpty());
    }

    // Faults at every place.
    void anyFaultAnywhereLosesNothing_data()
    {
        QTest::addColumn<int>("fault");
        const std::pair<const char *, Fault> faults[] = {{"request lost", Fault::LoseRequest}, {"answer lost", Fault::LoseAnswer},
            {"answer cut", Fault::CutAnswer}, {"no JSON", Fault::NoJson}, {"503", Fault::Busy}, {"429", Fault::TooMany},
            {"500", Fault::Broken}, {"401", Fault::SignedOut}, {"403", Fault::Forbidden}};
        for (const auto &[name, fault] : faults)
            QTest::newRow(name) << static_cast<int>(fault);
    }
    void anyFaultAnywhereLosesNothing()
    {
        QFETCH(int, fault);
        for (int skip = 0; skip < 4; ++skip) {
            Fixture f;
            f.desktop.enrol();
            f.grant();
            f.withdraw();
            f.desktop.transport.fail(static_cast<Fault>(fault), 1, skip);
            QVERIFY(!f.desktop.sync().ok());
            f.syncDown();
            QVERIFY(f.desktop.queueIsEmpty());
            QCOMPARE(*f.hub.store().itemCount(), 3);
            QCOMPARE(f.heard(), f.desktop.digest());
        }
    }

    void aRetryAfterALostAnswerIsADuplicate()
    {
        Fixture f;
        f.desktop.enrol();
        f.grant();
        f.desktop.transport.fail(Fault::LoseAnswer);
        f.desktop.transport.failWhere(isPush);
        QVERIFY(!f.desktop.sync().ok());
        const auto report = f.desktop.sync();
        EXPECT_OK(report);
        QCOMPARE(report->duplicates, 2);
        QCOMPARE(report->pushed, 0);
    }

    void aPersonEditedAfterALostAnswerStillArrives()
    {
        Fixture f;
        f.desktop.enrol();
        f.desktop.transport.fail(Fault::LoseAnswer);
        f.desktop.transport.failWhere(isPush);
        QVERIFY(!f.desktop.sync().ok());
        EXPECT_OK(f.desktop.people->declare(f.anna.id, "city", "Lodz"));
        f.syncDown();
        QVERIFY(f.desktop.queueIsEmpty());
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    void anAnswerForFewerItemsAcknowledgesNone()
    {
        Fixture f;
        f.desktop.enrol();
        f.grant();
        f.desktop.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (isPush(request))
                answer.body = R"({"results":[]})";
        });
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Protocol);
        QCOMPARE(f.desktop.waiting().waitingOthers, 2);
    }

    void anAnswerForOtherNumbersAcknowledgesNone()
    {
        Fixture f;
        f.desktop.enrol();
        f.desktop.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (isPush(request))
                answer.body = R"({"results":[{"lane":"other","n":7,"verdict":"accepted"}]})";
        });
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Protocol);
        QCOMPARE(f.desktop.waiting().waitingOthers, 1);
    }

    void cancellingLosesNothing()
    {
        struct Stop final : Progress
        {
            bool report(std::uint64_t, std::uint64_t) override { return false; }
        } stop;
        Fixture f;
        f.desktop.enrol();
        f.withdraw();
        EXPECT_ERROR(f.desktop.client.sync(stop), ErrorCode::Cancelled);
        f.syncDown();
        QVERIFY(f.desktop.queueIsEmpty());
    }

    // What the hub does not take.
    void onlyWhatIsTooMuchIsSetAside_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QString>("reason");
        QTest::newRow("413") << static_cast<int>(Fault::TooLarge) << "too_large";
        QTest::newRow("422") << static_cast<int>(Fault::Malformed) << "malformed";
    }
    void onlyWhatIsTooMuchIsSetAside()
    {
        QFETCH(int, fault);
        QFETCH(QString, reason);
        Fixture f;
        f.desktop.enrol();
        for (int i = 0; i < 20; ++i)
            f.desktop.add();
        const std::string culprit = f.anna.id.toString();
        f.desktop.transport.fail(static_cast<Fault>(fault), 1000);
        f.desktop.transport.failWhere([&](const HttpRequest &request) { return request.body.find(culprit) != std::string::npos; });
        const auto report = f.desktop.sync();
        EXPECT_OK(report);
        QCOMPARE(report->pushed, 20);
        QCOMPARE(report->setAside, 1);
        const auto aside = outbox::setAside(*f.desktop.vault);
        QCOMPARE(aside->size(), std::size_t{1});
        QVERIFY(aside->front().subject == f.anna.id);
        QCOMPARE(aside->front().setAside, reason.toStdString());
    }

    void aNetworkThatFailsAfterA413SetsNothingAside()
    {
        Fixture f;
        f.desktop.enrol();
        f.desktop.add();
        int pushes = 0;
        f.desktop.transport.rewrite([&pushes](const HttpRequest &request, HttpResponse &answer) {
            if (isPush(request) && ++pushes == 1)
                answer = {413, {}, "{}"};
        });
        f.desktop.transport.fail(Fault::LoseRequest, 1, 1); // the push after the one that was too large
        f.desktop.transport.failWhere(isPush);
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Network);
        QCOMPARE(f.desktop.waiting().setAside, 0);
        f.desktop.transport.work();
        f.syncDown();
        QVERIFY(f.desktop.queueIsEmpty());
    }

    void whatTheHubRejectsIsListedAndTheOthersArrive()
    {
        Fixture f;
        const Person ben = f.desktop.add();
        f.desktop.enrol(f.anna.id); // the device may speak for Anna only
        f.grant();
        const auto report = f.desktop.sync();
        EXPECT_OK(report);
        QCOMPARE(report->pushed, 2);
        const auto aside = outbox::setAside(*f.desktop.vault);
        QCOMPARE(aside->size(), std::size_t{1});
        QVERIFY(aside->front().subject == ben.id && aside->front().setAside == "out_of_scope");
    }

    void whatIsSetAsideIsNotSentAgain()
    {
        Fixture f;
        f.desktop.add();
        f.desktop.enrol(f.anna.id);
        f.syncDown();
        f.desktop.transport.log.clear();
        f.syncDown();
        const std::vector<std::string> expected{"capabilities", "erasures", "pull"};
        QVERIFY(f.desktop.transport.log == expected);
    }

    void aRevokedDeviceStillCloses()
    {
        Fixture f;
        f.desktop.enrol();
        f.grant();
        f.syncDown();
        EXPECT_OK(f.hub.store().revoke(f.desktop.vault->deviceId()));
        f.withdraw();
        f.grant();
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Denied);
        QCOMPARE(f.desktop.waiting().waitingClosings, 0);
        QCOMPARE(f.desktop.waiting().waitingOthers, 1);
    }

    void aStoreThatWasPutBackStillSendsItsWithdrawals()
    {
        Fixture f;
        f.desktop.enrol();
        f.withdraw();
        f.syncDown();
        // As in a store of before: the numbers start again.
        EXPECT_OK(f.desktop.vault->db().run("DELETE FROM outbox_lane"));
        f.withdraw();
        f.withdraw();
        f.syncDown();
        QVERIFY(f.desktop.queueIsEmpty());
        QCOMPARE(f.heard(), f.desktop.digest());
    }

    // Waiting.
    void retryAfterIsHonoured_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("429") << static_cast<int>(Fault::TooMany);
        QTest::newRow("503") << static_cast<int>(Fault::Busy);
    }
    void retryAfterIsHonoured()
    {
        QFETCH(int, fault);
        Fixture f;
        f.desktop.enrol();
        f.desktop.transport.retryAfter = "3600";
        f.desktop.transport.fail(static_cast<Fault>(fault));
        EXPECT_ERROR(f.desktop.sync(), ErrorCode::Network);
        QVERIFY(f.desktop.client.backOff(1) >= std::chrono::hours(1));
        f.desktop.clock.advance(std::chrono::hours(1));
        f.syncDown();
        QVERIFY(f.desktop.client.backOff(1) <= std::chrono::seconds(1));
    }

    void waitsGrowToFiveMinutesAndNoFurther()
    {
        Fixture f;
        std::chrono::milliseconds longest{0};
        for (int i = 0; i < 200; ++i) {
            QVERIFY(f.desktop.client.backOff(1) <= std::chrono::seconds(1));
            QVERIFY(f.desktop.client.backOff(3) <= std::chrono::seconds(4));
            longest = std::max(longest, f.desktop.client.backOff(1000));
        }
        QVERIFY(longest <= std::chrono::minutes(5) && longest > std::chrono::minutes(1));
    }

    void theLastFailureIsToldUntilASyncSucceeds()
    {
        Fixture f;
        f.desktop.enrol();
        f.desktop.transport.fail(Fault::Busy);
        QVERIFY(!f.desktop.sync().ok());
        QCOMPARE(status(*f.desktop.vault)->lastError, std::string("network"));
        f.desktop.clock.advance(std::chrono::hours(1));
        f.syncDown();
        QVERIFY(status(*f.desktop.vault)->lastError.empty());
        QVERIFY(status(*f.desktop.vault)->lastContact == f.desktop.clock.now());
    }
};

ASSENT_TEST_CLASS(ClientPushTest);

#include "client_push.moc"
