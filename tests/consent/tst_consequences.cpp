#include "consent/store.h"

#include "crypto/hash.h"

#include <algorithm>

using namespace assent;
using namespace assent::test;

namespace {

struct Fixture : LawStore
{
    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
    ConsentKey hotels = lawKey(anna.persona, "hotel_offers", "email");
};

/// Another device with the same person.
struct SecondDevice : LawStore
{
    explicit SecondDevice(const Person &person) { put(person); }
    PublicKey publicKey() const { return vault->deviceKey().publicKey(); }
};

} // namespace

/// The consequences of DOMAIN.md section 2, by their numbers, in a store.
class ConsequencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // 1. Withdrawal wins.
    void aWithdrawalWinsOverAGrantThatHadNotSeenIt()
    {
        Fixture f;
        const ConsentView before = f.view(f.anna);
        EXPECT_OK(f.decide(before, withdrawalOf(KeyPattern::of(f.offers))));
        EXPECT_OK(f.decide(before, grantOf(f.offers)));
        QCOMPARE(f.word(f.anna, f.offers), QByteArray("withdrawn"));
    }

    void aWithdrawalWinsWhateverTheClocksSay()
    {
        Fixture f;
        const ConsentView before = f.view(f.anna);
        EXPECT_OK(f.decide(before, withdrawalOf(KeyPattern::of(f.offers))));
        Decision later = grantOf(f.offers);
        later.decidedAt = f.clock.now() + std::chrono::days(1);
        EXPECT_OK(f.decide(before, later));
        QVERIFY(!f.allowed(f.anna, f.offers));
    }

    void twoViewsTakenBeforeEitherDecidesLetTheWithdrawalWin()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        const ConsentView mine = f.view(f.anna);
        const ConsentView theirs = f.view(f.anna);
        EXPECT_OK(f.decide(mine, grantOf(f.offers)));
        EXPECT_OK(f.decide(theirs, withdrawalOf(everything())));
        QVERIFY(!f.allowed(f.anna, f.offers));
    }

    void aGrantOnAStaleViewIsAConflictToBeAskedAgain()
    {
        Fixture f;
        const ConsentView stale = f.view(f.anna);
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        EXPECT_OK(f.decide(stale, grantOf(f.offers)));
        const ConsentState state = f.state(f.anna, f.offers).state;
        QVERIFY(state.conflict && !state.allowed);
    }

    void aWithdrawalThatSawTheGrantIsNoConflict()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        QVERIFY(!f.state(f.anna, f.offers).state.conflict);
    }

    void aGrantThatSawTheWithdrawalOpensAgain()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        QCOMPARE(f.word(f.anna, f.offers), QByteArray("renewed"));
    }

    void aWithdrawalOfAPurposeCoversItsDescendants()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(KeyPattern::of(f.offers))));
        QVERIFY(!f.allowed(f.anna, f.hotels));
    }

    // 2. Order does not matter.
    void anyOrderOfArrivalGivesTheSameStates()
    {
        Fixture f;
        SecondDevice other(f.anna);
        std::vector<ConsentEvent> events;
        for (const Decision &decision : {grantOf(f.offers), grantOf(f.hotels), withdrawalOf(KeyPattern::of(f.offers)), grantOf(f.hotels)})
            events.push_back(*other.decide(f.anna, decision));
        std::vector<std::size_t> order{0, 1, 2, 3};
        do {
            LawStore store;
            store.put(f.anna);
            for (std::size_t i : order) {
                EXPECT_OK(store.append(f.anna, events[i], other.publicKey()));
                EXPECT_OK(store.append(f.anna, events[order[0]], other.publicKey())); // repeated
            }
            QCOMPARE(store.word(f.anna, f.offers), other.word(f.anna, f.offers));
            QCOMPARE(store.word(f.anna, f.hotels), other.word(f.anna, f.hotels));
        } while (std::next_permutation(order.begin(), order.end()));
    }

    // 3. Nothing is preselected.
    void nothingIsAllowedWithoutAnEvent()
    {
        Fixture f;
        for (const KeyState &key : f.consents->states(f.view(f.anna), f.clock.now()))
            QVERIFY(key.state.model != ConsentModel::OptIn || !key.state.allowed);
    }

    void lookingAtChoicesStoresNone()
    {
        Fixture f;
        f.consents->states(f.view(f.anna), f.clock.now());
        QVERIFY(f.consents->history(f.anna.id)->empty());
    }

    // 4. A closing act is never blocked.
    void aClosingIsNeverBlocked_data()
    {
        QTest::addColumn<int>("act");
        for (Act act : {Act::Withdraw, Act::Refuse, Act::Object, Act::Revoke, Act::Invalidate, Act::Signal})
            QTest::newRow(actName(act).data()) << static_cast<int>(act);
    }
    void aClosingIsNeverBlocked()
    {
        QFETCH(int, act);
        Fixture f;
        f.clock.setTime(*fromRfc3339("2027-02-01")); // the club is retired, the notice has moved on
        for (const char *purpose : {"offers", "old_club", "booking", "no_such_purpose"}) {
            for (const char *channel : {"email", "no_such_channel"}) {
                Decision closing = actOn(static_cast<Act>(act), lawKey(f.anna.persona, purpose, channel, "no_such_recipient"));
                closing.noticeVersion = 99;
                EXPECT_OK(f.decide(f.anna, closing));
            }
        }
    }

    void aClosingBySystemGuardianOrAgentNeedsNoEvidence()
    {
        Fixture f;
        for (ActorRole role : {ActorRole::System, ActorRole::Agent, ActorRole::Guardian, ActorRole::Import}) {
            Decision closing = withdrawalOf(everything());
            closing.actorRole = role;
            EXPECT_OK(f.decide(f.anna, closing));
        }
    }

    void aClosingIsRecordedOverADamagedLedger()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        EXPECT_OK(f.vault->db().run("UPDATE ledger_entry SET received_at = 0"));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        QVERIFY(!f.allowed(f.anna, f.offers));
    }

    void aClosingOfAClassCoversAllItsPurposes()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        KeyPattern marketing = everything();
        marketing.purposeClass = "marketing";
        EXPECT_OK(f.decide(f.anna, withdrawalOf(marketing)));
        QVERIFY(!f.allowed(f.anna, f.hotels));
    }

    // 5. A grant needs the notice.
    void aMaterialVersionStopsOnlyTheKeysThatItAffects()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        QVERIFY(f.allowed(f.anna, f.offers));
        QCOMPARE(f.word(f.anna, f.hotels), QByteArray("requested"));
    }

    void aNewActAfterTheMaterialVersionOpensAgain()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        QCOMPARE(f.word(f.anna, f.hotels), QByteArray("renewed"));
    }

    void aCutOffOfOneRecipientLeavesTheOther()
    {
        Fixture f;
        const ConsentKey toHotels = lawKey(f.anna.persona, "sharing", "data", "hotels");
        const ConsentKey toCars = lawKey(f.anna.persona, "sharing", "data", "cars");
        EXPECT_OK(f.decide(f.anna, grantOf(toHotels)));
        EXPECT_OK(f.decide(f.anna, grantOf(toCars)));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        QVERIFY(f.allowed(f.anna, toHotels) && !f.allowed(f.anna, toCars));
    }

    void aLapsedConsentIsExpiredSinceItsOwnDate()
    {
        Fixture f;
        const ConsentKey news = lawKey(f.anna.persona, "news", "email");
        EXPECT_OK(f.decide(f.anna, grantOf(news)));
        const Timestamp lapse = f.clock.now() + std::chrono::days(30);
        f.clock.setTime(lapse);
        QCOMPARE(f.word(f.anna, news), QByteArray("expired"));
        QVERIFY(f.state(f.anna, news).state.validUntil == lapse);
    }

    // 6. An offline grant is an overlay.
    void anOfflineGrantIsTheSameStateWithAndWithoutAHub()
    {
        Fixture alone;
        Fixture joined;
        joined.joinHub();
        EXPECT_OK(alone.decide(alone.anna, grantOf(alone.offers)));
        EXPECT_OK(joined.decide(joined.anna, grantOf(joined.offers)));
        QCOMPARE(joined.word(joined.anna, joined.offers), alone.word(alone.anna, alone.offers));
        QVERIFY(alone.state(alone.anna, alone.offers).effective() && !joined.state(joined.anna, joined.offers).effective());
    }

    // 7. Undo appends.
    void undoAppendsAndDeletesNothing()
    {
        Fixture f;
        const auto grant = f.decide(f.anna, grantOf(f.offers));
        EXPECT_OK(f.consents->decide(f.view(f.anna), *f.consents->undoOf(f.view(f.anna), grant->core.id, "en")));
        QCOMPARE(f.consents->history(f.anna.id)->size(), std::size_t{2});
        QCOMPARE(f.word(f.anna, f.offers), QByteArray("withdrawn"));
    }

    // 9. Imports are observations.
    void anImportedEventOfTheSameRecordIsTakenInOnce()
    {
        Fixture f;
        ConsentEvent event = *f.decide(f.anna, grantOf(f.offers));
        event.core.id = EventId(makeUuidV8(sha256(asBytes("source, record, key, 1"))));
        event.coreText = toCanonical(event.core);
        event.proof = signBatch(std::span(&event.coreText, 1), f.vault->deviceKey())->front();
        QCOMPARE(*f.append(f.anna, event, f.vault->deviceKey().publicKey()), true);
        QCOMPARE(*f.append(f.anna, event, f.vault->deviceKey().publicKey()), false);
    }

    void anImportedGrantDoesNotOverrideAWithdrawalHere()
    {
        Fixture f;
        const ConsentView nothing = f.view(f.anna);
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        Decision import = grantOf(f.offers);
        import.actorRole = ActorRole::Import;
        import.servedMode = ServedMode::Attested;
        import.method = ConsentMethod::Import;
        EXPECT_OK(f.decide(nothing, import));
        QVERIFY(!f.allowed(f.anna, f.offers));
    }

    // 10. A signal.
    void aSignalClosesWhereOptOutHolds()
    {
        Fixture f;
        const Person carl = f.add("US-CA");
        const ConsentKey sharing = lawKey(carl.persona, "sharing", "data", "cars");
        QVERIFY(f.allowed(carl, sharing));
        KeyPattern pattern = everything();
        pattern.purposeClass = "sharing";
        Decision signal = withdrawalOf(pattern);
        signal.act = Act::Signal;
        signal.method = ConsentMethod::Signal;
        EXPECT_OK(f.decide(carl, signal));
        QVERIFY(!f.allowed(carl, sharing));
    }

    void aSignalHasSeenNothingAndSoIsNoAnswerToAGrant()
    {
        Fixture f;
        const Person carl = f.add("US-CA");
        const ConsentKey sharing = lawKey(carl.persona, "sharing", "data", "cars");
        const ConsentView nothing = f.view(carl);
        EXPECT_OK(f.decide(carl, grantOf(sharing)));
        Decision signal = withdrawalOf(everything());
        signal.act = Act::Signal;
        EXPECT_OK(f.decide(nothing, signal));
        QVERIFY(!f.allowed(carl, sharing) && f.state(carl, sharing).state.conflict);
    }

    void theAbsenceOfASignalOpensNothing()
    {
        Fixture f;
        const Person carl = f.add("US-CA");
        Decision signal = withdrawalOf(everything());
        signal.act = Act::Signal;
        EXPECT_OK(f.decide(carl, signal));
        f.clock.advance(std::chrono::days(1000));
        QVERIFY(!f.allowed(carl, lawKey(carl.persona, "sharing", "data", "cars")));
    }
};

ASSENT_TEST_CLASS(ConsequencesTest);

#include "tst_consequences.moc"
