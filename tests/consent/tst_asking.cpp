#include "consent/store.h"

#include "consent/asking.h"

#include <algorithm>

using namespace assent;
using namespace assent::test;

namespace {

/// The law's catalogue with something else in place of a text.
std::shared_ptr<const Catalogue> lawWith(const std::string &from, const std::string &to)
{
    std::string text(kLawCatalogue);
    const std::size_t at = text.find(from);
    auto catalogue = Catalogue::parse(at == std::string::npos ? "" : text.replace(at, from.size(), to), "lawcatalogue.json");
    if (!catalogue)
        qFatal("a catalogue of the test is wrong: %s", catalogue.error().toString().c_str());
    return std::make_shared<const Catalogue>(*std::move(catalogue));
}

struct Asked : LawStore
{
    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
    ConsentKey hotels = lawKey(anna.persona, "hotel_offers", "email");
    ConsentKey news = lawKey(anna.persona, "news", "email");

    std::vector<Asking> asked() { return keysToAsk(*consents, view(anna), clock.now()); }
    std::string reasons()
    {
        std::string text;
        for (const Asking &asking : asked())
            text += asking.key.purpose.str() + " " + std::string(askReasonName(asking.reason)) + ";";
        return text;
    }
};

} // namespace

/// Which keys need a new answer, and which rule decided when.
class AskingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsAskedAgainWhereNothingWasAnswered()
    {
        Asked f;
        f.clock.setTime(*fromRfc3339("2028-01-01"));
        QCOMPARE(f.reasons(), std::string());
    }

    void aMaterialVersionAsksForTheKeysThatItAffectsOnly()
    {
        Asked f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        f.clock.setTime(*fromRfc3339("2026-12-31"));
        QCOMPARE(f.reasons(), std::string());
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        QCOMPARE(f.reasons(), std::string("hotel_offers cut_off;"));
        const Asking asking = f.asked().front();
        QCOMPARE(asking.answeredVersion, 1);
        QCOMPARE(asking.neededVersion, 2);
        QVERIFY(asking.since == *fromRfc3339("2027-01-01"));
        QVERIFY(f.allowed(f.anna, f.offers));
    }

    void aNewAnswerEndsTheAsking()
    {
        Asked f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        QCOMPARE(f.reasons(), std::string());
    }

    void aWithdrawalEndsTheAskingToo()
    {
        Asked f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(KeyPattern::of(f.hotels))));
        QCOMPARE(f.reasons(), std::string());
    }

    void aConsentThatRanOutIsAskedAgain()
    {
        Asked f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.news)));
        const Timestamp end = f.clock.now() + std::chrono::days(30);
        f.clock.setTime(end);
        QCOMPARE(f.reasons(), std::string("news expired;"));
        QVERIFY(f.asked().front().since == end);
    }

    void whoComesOfAgeIsAskedByOneself()
    {
        Asked f;
        Decision grant = grantOf(f.offers);
        grant.actorRole = ActorRole::Guardian;
        grant.verificationId = "proof";
        grant.validUntil = f.clock.now() + std::chrono::days(10);
        EXPECT_OK(f.decide(f.anna, grant));
        f.clock.advance(std::chrono::days(11));
        QCOMPARE(f.reasons(), std::string("offers age;"));
    }

    void aConflictNeedsTheWordAgain()
    {
        Asked f;
        const ConsentView stale = f.view(f.anna);
        EXPECT_OK(f.decide(f.anna, withdrawalOf(KeyPattern::of(f.news))));
        EXPECT_OK(f.decide(stale, grantOf(f.news)));
        QCOMPARE(f.reasons(), std::string("news conflict;"));
    }

    void anUnansweredRequestIsOpen()
    {
        Asked f;
        EXPECT_OK(f.decide(f.anna, actOn(Act::Request, f.news)));
        QCOMPARE(f.reasons(), std::string("news request;"));
        EXPECT_OK(f.decide(f.anna, actOn(Act::Defer, f.news)));
        QCOMPARE(f.reasons(), std::string());
    }

    void aPurposeThatEndedAsksNobodyAndKeepsItsHistory()
    {
        Asked f;
        const ConsentKey club = lawKey(f.anna.persona, "old_club", "email");
        EXPECT_OK(f.decide(f.anna, grantOf(club)));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        QCOMPARE(f.reasons(), std::string());
        QVERIFY(!f.allowed(f.anna, club));
        const auto history = f.consents->history(f.anna.id);
        EXPECT_OK(history);
        QCOMPARE(history->size(), std::size_t{1});
        QVERIFY(history->front().event.payload.key == KeyPattern::of(club));
    }

    void aRuleGivesPeaceAfterAnOptOut()
    {
        Asked f;
        f.catalogue = lawWith("\"class\": \"*\", \"model\": \"opt_out\", \"consent_age\": 16, \"citation\": \"c\"}",
            "\"class\": \"*\", \"model\": \"opt_out\", \"consent_age\": 16, \"citation\": \"c\","
            " \"ask_again\": {\"after_days\": 365, \"citation\": \"the code\"}}");
        ConsentStore consents(*f.vault, f.catalogue);
        const Person carl = f.add("US-CA");
        const ConsentKey cars = lawKey(carl.persona, "sharing", "data", "cars");
        EXPECT_OK(f.decide(carl, withdrawalOf(KeyPattern::of(cars))));
        const Timestamp end = f.clock.now() + std::chrono::days(365);
        const auto paused = pauses(consents, f.view(carl), end - std::chrono::milliseconds(1));
        QCOMPARE(paused.size(), std::size_t{1});
        QVERIFY(paused.front().key == cars && paused.front().until == end);
        QCOMPARE(paused.front().citation, std::string("the code"));
        QVERIFY(pauses(consents, f.view(carl), end).empty());
        QVERIFY(pauses(consents, f.view(f.anna), f.clock.now()).empty()); // the EU's rule has none
    }

    void theRuleOfItsTimeStaysWithEachAct()
    {
        Asked f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.news)));
        const auto later = lawWith("{\"id\": \"eu\", \"jurisdiction\": \"EU\", \"class\": \"*\", \"model\": \"opt_in\"",
            "{\"id\": \"eu.2027\", \"jurisdiction\": \"EU\", \"class\": \"*\", \"model\": \"opt_out\"");
        ConsentStore consents(*f.vault, later);
        const Decision again = grantOf(f.offers);
        EXPECT_OK(consents.decide(f.view(f.anna), std::span(&again, 1)));
        const auto history = consents.history(f.anna.id);
        EXPECT_OK(history);
        QCOMPARE((*history)[1].event.payload.policyRule, std::string("eu"));
        QCOMPARE((*history)[0].event.payload.policyRule, std::string("eu.2027"));
        QVERIFY(f.state(f.anna, f.hotels).state.model == ConsentModel::OptIn);
        QVERIFY(consents.state(f.view(f.anna), f.hotels, f.clock.now()).state.model == ConsentModel::OptOut);
    }
};

ASSENT_TEST_CLASS(AskingTest);
#include "tst_asking.moc"
