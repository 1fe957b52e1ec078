#include "sync/clientfixture.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

/// Two desktops at one hub that both know Anna.
struct Pair
{
    Pair()
    {
        here.enrol();
        there.enrol();
        both();
    }
    void both()
    {
        for (Desktop *desktop : {&here, &there, &here}) {
            const auto done = desktop->sync();
            if (!done)
                qFatal("not synced: %s", done.error().toString().c_str());
        }
    }
    void decide(Desktop &desktop, const Decision &decision)
    {
        const auto done = desktop.decide(anna, decision);
        if (!done)
            qFatal("not decided: %s", done.error().toString().c_str());
    }

    TestHub hub;
    Desktop here{hub};
    Desktop there{hub};
    Person anna = here.add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
};

bool isPull(const HttpRequest &request) { return request.path.starts_with("/v1/sync/pull"); }

/// Replaces the first occurrence.
void replace(std::string &text, std::string_view what, std::string_view with)
{
    if (const auto at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), with);
}

} // namespace

class ClientPullTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDecidedHereIsHeardThere()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        p.both();
        QVERIFY(p.there.state(p.anna, p.offers).effective());
        QCOMPARE(p.there.digest(), p.here.digest());
    }

    void whatCameFromHereIsNotCountedAsReceived()
    {
        Pair p;
        EXPECT_OK(p.here.people->declare(p.anna.id, "city", "Lodz"));
        EXPECT_OK(p.here.sync());
        const auto again = p.here.sync();
        EXPECT_OK(again);
        QCOMPARE(again->pulled, 0);
    }

    void aConcurrentWithdrawalWinsOnBothSides()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        p.decide(p.there, withdrawalOf(KeyPattern::of(p.offers)));
        p.both();
        QVERIFY(!p.here.allowed(p.anna, p.offers) && p.here.state(p.anna, p.offers).state.conflict);
        QCOMPARE(p.there.digest(), p.here.digest());
    }

    void whatAStoreSentItDoesNotFetch()
    {
        Pair p;
        p.both();
        std::size_t fetched = 0;
        p.here.transport.rewrite([&](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                fetched += json::parse(answer.body)->find("items")->array()->size();
        });
        EXPECT_OK(p.here.decide(p.anna, withdrawalOf(everything())));
        EXPECT_OK(p.here.sync());
        QCOMPARE(fetched, 0U);
        // What others sent meanwhile it fetches.
        EXPECT_OK(p.there.sync());
        EXPECT_OK(p.there.decide(p.anna, grantOf(lawKey(p.anna.persona, "offers", "email"))));
        EXPECT_OK(p.there.sync());
        EXPECT_OK(p.here.decide(p.anna, withdrawalOf(everything())));
        EXPECT_OK(p.here.sync());
        QVERIFY(fetched > 0);
        EXPECT_OK(p.there.sync());
        QCOMPARE(p.there.digest(), p.here.digest());
    }

    void editsOfOneVersionOnBothSidesAreAConflictOnBoth()
    {
        Pair p;
        EXPECT_OK(p.here.people->declare(p.anna.id, "city", "Lodz"));
        p.both();
        EXPECT_OK(p.here.people->declare(p.anna.id, "city", "Krakow"));
        EXPECT_OK(p.there.people->declare(p.anna.id, "city", "Gdansk"));
        p.both();
        for (Desktop *desktop : {&p.here, &p.there}) {
            const auto facts = survivors(desktop->people->person(p.anna.id)->attributes, *desktop->catalogue);
            QVERIFY(facts.size() == 1 && facts[0].conflict);
        }
        QCOMPARE(p.there.digest(), p.here.digest());
    }

    void pullingAgainChangesNothing()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        p.both();
        const std::string before = p.there.digest();
        EXPECT_OK(p.there.vault->db().run("UPDATE hub SET cursor = ''"));
        p.both();
        QCOMPARE(p.there.digest(), before);
    }

    void anEventComesBeforeItsPerson()
    {
        Pair p;
        const Person ben = p.here.add();
        EXPECT_OK(p.here.decide(ben, withdrawalOf(everything())));
        p.here.transport.fail(Fault::Busy, 1000);
        p.here.transport.failWhere([](const HttpRequest &request) { return request.body.find("\"other\"") != std::string::npos; });
        QVERIFY(!p.here.sync().ok()); // only the withdrawal gets through
        EXPECT_OK(p.there.sync());
        QCOMPARE(p.there.word(ben, lawKey(ben.persona, "offers", "email")), QByteArray("withdrawn"));
        p.here.transport.work();
        p.both();
        QCOMPARE(p.there.digest(), p.here.digest());
    }

    void manyItemsComeInPages()
    {
        Pair p;
        for (int i = 0; i < 12; ++i)
            p.here.add();
        EXPECT_OK(p.here.sync());
        p.there.transport.log.clear();
        p.there.transport.rewrite([&p](const HttpRequest &request, HttpResponse &answer) {
            if (!isPull(request))
                return;
            HttpRequest smaller = request;
            replace(smaller.path, "limit=500", "limit=5");
            answer = p.hub.service().handle(smaller);
        });
        EXPECT_OK(p.there.sync());
        QCOMPARE(p.there.transport.log.size(), std::size_t{5});
        QCOMPARE(*p.there.people->count(), 13);
    }

    // A hub that is not to be trusted.
    void anEventThatDoesNotHoldIsRefusedAndTheOthersAreTaken()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        const Person ben = p.here.add();
        EXPECT_OK(p.here.sync());
        p.there.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                replace(answer.body, "grant", "defer"); // changes the signed core
        });
        const auto report = p.there.sync();
        EXPECT_OK(report);
        QCOMPARE(report->refused, 1);
        QVERIFY(!p.there.allowed(p.anna, p.offers));
        EXPECT_OK(p.there.people->person(ben.id));
    }

    void aRefusedEventLeavesNobodyBehind()
    {
        Pair p;
        const Person ben = p.here.add();
        EXPECT_OK(p.here.decide(ben, withdrawalOf(everything())));
        p.here.transport.fail(Fault::Busy, 1000);
        p.here.transport.failWhere([](const HttpRequest &request) { return request.body.find("\"other\"") != std::string::npos; });
        QVERIFY(!p.here.sync().ok());
        p.there.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                replace(answer.body, "withdraw", "refuse");
        });
        QCOMPARE(p.there.sync()->refused, 1);
        QCOMPARE(*p.there.people->count(), 1);
    }

    void aFalseKeyOfADeviceIsNotRemembered()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        EXPECT_OK(p.here.sync());
        const std::string real = toBase64Url(p.here.vault->deviceKey().publicKey());
        const std::string wrong = toBase64Url(SigningKey::generate()->publicKey());
        p.there.transport.rewrite([&](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                replace(answer.body, real, wrong);
        });
        QCOMPARE(p.there.sync()->refused, 1);
        p.there.transport.work();
        p.decide(p.here, withdrawalOf(everything()));
        EXPECT_OK(p.here.sync());
        QCOMPARE(p.there.sync()->refused, 0);
        QVERIFY(!p.there.allowed(p.anna, p.offers));
    }

    void anotherKeyOfAKnownDeviceIsRefused()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        p.both();
        p.decide(p.here, withdrawalOf(everything()));
        EXPECT_OK(p.here.sync());
        p.there.transport.rewrite([&](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                replace(answer.body, toBase64Url(p.here.vault->deviceKey().publicKey()), toBase64Url(SigningKey::generate()->publicKey()));
        });
        QCOMPARE(p.there.sync()->refused, 1);
    }

    void aHubThatPromisesMoreForEverIsLeft()
    {
        Pair p;
        p.there.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (isPull(request))
                replace(answer.body, "\"more\":false", "\"more\":true");
        });
        EXPECT_ERROR(p.there.sync(), ErrorCode::Protocol);
    }

    void aHubOfANewerProtocolIsToldApart()
    {
        Pair p;
        p.there.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (request.path == "/v1/capabilities") {
                replace(answer.body, "\"min\":1", "\"min\":2");
                replace(answer.body, "\"max\":1", "\"max\":2");
            }
        });
        EXPECT_ERROR(p.there.sync(), ErrorCode::Newer);
    }

    // A hub that lost something.
    void aNewEpochGetsEverythingAgain()
    {
        Pair p;
        p.decide(p.here, grantOf(p.offers));
        p.decide(p.there, withdrawalOf(everything()));
        EXPECT_OK(p.here.people->declare(p.anna.id, "city", "Lodz"));
        p.both();
        const std::string before = p.here.digest();
        Database &db = p.hub.store().vault().db();
        EXPECT_OK(db.run("DELETE FROM sequence; DELETE FROM item; DELETE FROM subject"));
        EXPECT_OK(p.hub.store().vault().setMeta("hub_epoch", "another"));
        p.hub.reopen();
        p.both();
        QCOMPARE(p.here.digest(), before);
        QCOMPARE(p.there.digest(), before);
        Desktop third(p.hub);
        third.enrol();
        EXPECT_OK(third.sync());
        QCOMPARE(third.digest(), before);
    }

    void whatALostDeviceSaidIsOfferedByWhoHeardIt()
    {
        Pair p;
        p.decide(p.there, withdrawalOf(everything()));
        p.both();
        Database &db = p.hub.store().vault().db();
        EXPECT_OK(db.run("DELETE FROM sequence; DELETE FROM item; DELETE FROM subject"));
        EXPECT_OK(p.hub.store().vault().setMeta("hub_epoch", "another"));
        p.hub.reopen();
        EXPECT_OK(p.here.sync()); // and `there` never comes back
        QVERIFY(p.here.queueIsEmpty());
        Desktop third(p.hub);
        third.enrol();
        EXPECT_OK(third.sync());
        QCOMPARE(third.digest(), p.here.digest());
    }

    void aHubThatWasPutBackGetsWhatItLost()
    {
        Pair p;
        Database &db = p.hub.store().vault().db();
        const std::string last = std::to_string(*db.integer("SELECT max(seq) FROM item"));
        p.decide(p.here, grantOf(p.offers));
        p.decide(p.there, withdrawalOf(everything()));
        p.both();
        const std::string before = p.here.digest();
        EXPECT_OK(db.run("DELETE FROM sequence WHERE item IN (SELECT id FROM item WHERE seq > " + last + "); DELETE FROM item WHERE seq > " + last
            + "; UPDATE sqlite_sequence SET seq = " + last + " WHERE name = 'item'"));
        p.both();
        p.both();
        QCOMPARE(p.here.digest(), before);
        Desktop third(p.hub);
        third.enrol();
        EXPECT_OK(third.sync());
        QCOMPARE(third.digest(), before);
    }
};

ASSENT_TEST_CLASS(ClientPullTest);

#include "client_pull.moc"
