#include "consent/store.h"

#include <algorithm>

using namespace assent;
using namespace assent::test;
using Fixture = AnnasStore;

class ConsentStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aViewOfAnUnknownPersonIsNotFound()
    {
        LawStore store;
        EXPECT_ERROR(store.consents->view(SubjectId(makeUuidV7(store.clock.now()))), ErrorCode::NotFound);
    }

    void aNewPersonHasDecidedNothing()
    {
        Fixture f;
        for (const KeyState &key : f.consents->states(f.view(f.anna), f.clock.now()))
            QVERIFY(key.state.word == StateWord::Unknown && !key.notYetActive && !key.waitingToSend);
    }

    void statesNameEveryKeyOfTheCatalogue()
    {
        Fixture f;
        QCOMPARE(f.consents->states(f.view(f.anna), f.clock.now()).size(), f.catalogue->keysOf(f.anna.persona).size());
    }

    void aGrantOpensItsKeyAndNoOther()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, f.grant()));
        QVERIFY(f.allowed(f.anna, f.offers));
        QVERIFY(!f.allowed(f.anna, f.hotels));
    }

    void aDecisionNamesTheHeadsOfItsView()
    {
        Fixture f;
        const auto first = f.decide(f.anna, f.grant());
        const auto second = f.decide(f.anna, grantOf(f.news));
        QVERIFY(first->core.parents.empty());
        QVERIFY(second->core.parents == std::vector<Digest>{first->hash()});
    }

    void decisionsOfOneBatchSeeTheOnesBefore()
    {
        Fixture f;
        const std::vector<Decision> both{f.grant(), withdrawalOf(everything())};
        const auto events = f.consents->decide(f.view(f.anna), both);
        EXPECT_OK(events);
        QVERIFY(events->at(1).core.parents == std::vector<Digest>{events->at(0).hash()});
        QCOMPARE(f.word(f.anna, f.offers), QByteArray("withdrawn"));
        QVERIFY(!f.state(f.anna, f.offers).state.conflict);
    }

    void aSignalNamesNoParents()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, f.grant()));
        Decision signal = withdrawalOf(everything());
        signal.act = Act::Signal;
        QVERIFY(f.decide(f.anna, signal)->core.parents.empty());
    }

    void anImportNamesNoParents()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        Decision import = f.grant();
        import.actorRole = ActorRole::Import;
        import.servedMode = ServedMode::Attested;
        QVERIFY(f.decide(f.anna, import)->core.parents.empty());
        QVERIFY(!f.allowed(f.anna, f.offers));
    }

    void whoActsAfterASignalInTheSameBatchSawItAndTheRest()
    {
        Fixture f;
        const auto first = f.decide(f.anna, f.grant());
        Decision signal = withdrawalOf(everything());
        signal.act = Act::Signal;
        const std::vector<Decision> both{signal, f.grant()};
        const auto events = f.consents->decide(f.view(f.anna), both);
        EXPECT_OK(events);
        std::vector<Digest> seen{first->hash(), events->at(0).hash()};
        std::sort(seen.begin(), seen.end());
        QVERIFY(events->at(1).core.parents == seen);
    }

    void aBatchWithOneRefusalRecordsNothing()
    {
        Fixture f;
        Decision bad = f.grant();
        bad.servedMode = ServedMode::None;
        const std::vector<Decision> both{grantOf(f.news), bad};
        EXPECT_ERROR(f.consents->decide(f.view(f.anna), both), ErrorCode::Denied);
        QCOMPARE(f.events(), 0);
    }

    void moreThanFiveHundredDecisionsAreRefused()
    {
        Fixture f;
        const std::vector<Decision> many(501, withdrawalOf(everything()));
        EXPECT_ERROR(f.consents->decide(f.view(f.anna), many), ErrorCode::Invalid);
    }

    void theStoreFillsInWhatTheCatalogueKnows()
    {
        Fixture f;
        const auto event = f.decide(f.anna, grantOf(f.hotels));
        QCOMPARE(event->payload.purposeVersion, 3);
        QCOMPARE(event->payload.notice.str(), std::string("marketing"));
        QCOMPARE(event->payload.noticeVersion, 1);
        QCOMPARE(event->payload.policyRule, std::string("eu"));
        QCOMPARE(event->payload.legalBasis, std::string("consent"));
        QVERIFY(event->payload.noticeHash == f.catalogue->notice(NoticeId("marketing"), 1)->revisions.at("en").hash);
    }

    void aPurposeThatLapsesGivesItsConsentsAnEnd()
    {
        Fixture f;
        const auto event = f.decide(f.anna, grantOf(f.news));
        QVERIFY(event->payload.validUntil == f.clock.now() + std::chrono::days(30));
    }

    void aGuardiansGrantEndsAtTheEarlierOfBothDates()
    {
        Fixture f;
        Decision decision = grantOf(f.news);
        decision.actorRole = ActorRole::Guardian;
        decision.verificationId = "v";
        decision.validUntil = f.clock.now() + std::chrono::days(400);
        QVERIFY(f.decide(f.anna, decision)->payload.validUntil == f.clock.now() + std::chrono::days(30));
    }

    // Openings that are refused.
    void anOpeningOnAPatternIsRefused()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.pattern.channel.reset();
        QCOMPARE(f.refusal(decision), ErrorCode::Invalid);
    }
    void anOpeningOnAnUnknownPurposeIsRefused()
    {
        Fixture f;
        QCOMPARE(f.refusal(grantOf(lawKey(f.anna.persona, "nothing", "email"))), ErrorCode::Invalid);
    }
    void anOpeningOnAChannelThatThePurposeLacksIsRefused()
    {
        Fixture f;
        QCOMPARE(f.refusal(grantOf(lawKey(f.anna.persona, "news", "sms"))), ErrorCode::Invalid);
    }
    void anOpeningForARecipientThatThePurposeLacksIsRefused()
    {
        Fixture f;
        QCOMPARE(f.refusal(grantOf(lawKey(f.anna.persona, "news", "email", "cars"))), ErrorCode::Invalid);
    }
    void anOpeningWithoutANoticeIsRefused()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.servedMode = ServedMode::None;
        QCOMPARE(f.refusal(decision), ErrorCode::Denied);
    }
    void anOpeningOnANoticeVersionThatDoesNotExistIsRefused()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.noticeVersion = 9;
        QCOMPARE(f.refusal(decision), ErrorCode::Denied);
    }
    void anOpeningBeforeItsNoticeIsInEffectIsRefused()
    {
        Fixture f;
        f.clock.setTime(*fromRfc3339("2024-01-01"));
        QCOMPARE(f.refusal(f.grant()), ErrorCode::Denied);
    }
    void anOpeningOnARetiredPurposeIsRefused()
    {
        Fixture f;
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        QCOMPARE(f.refusal(grantOf(lawKey(f.anna.persona, "old_club", "email"))), ErrorCode::Denied);
    }
    void anOpeningByTheSystemIsRefused()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.actorRole = ActorRole::System;
        QCOMPARE(f.refusal(decision), ErrorCode::Denied);
    }
    void anAgentsOpeningWithoutEvidenceIsRefused()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.actorRole = ActorRole::Agent;
        QCOMPARE(f.refusal(decision), ErrorCode::Denied);
        decision.onBehalfReason = "call 4711";
        EXPECT_OK(f.decide(f.anna, decision));
    }
    void aGuardiansOpeningNeedsEvidenceAndAnEnd()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.actorRole = ActorRole::Guardian;
        decision.verificationId = "v";
        QCOMPARE(f.refusal(decision), ErrorCode::Denied);
        decision.validUntil = f.clock.now() + std::chrono::days(1);
        EXPECT_OK(f.decide(f.anna, decision));
    }
    void anImportsOpeningThatAttestsNoNoticeIsRefused()
    {
        Fixture f;
        Decision decision = f.grant();
        decision.actorRole = ActorRole::Import;
        QCOMPARE(f.refusal(decision), ErrorCode::Denied);
        decision.servedMode = ServedMode::Attested;
        EXPECT_OK(f.decide(f.anna, decision));
    }
    void anOpeningWhereThereIsNoChoiceIsRefused()
    {
        Fixture f;
        QCOMPARE(f.refusal(grantOf(lawKey(f.anna.persona, "booking", "email"))), ErrorCode::Denied);
    }
    void anotherControllersKeyIsRefusedEvenForAClosing()
    {
        Fixture f;
        KeyPattern pattern = everything();
        pattern.controller = ControllerId("other");
        QCOMPARE(f.refusal(withdrawalOf(pattern)), ErrorCode::Invalid);
    }

    // The way to the hub.
    void withoutAHubAGrantIsActiveAtOnce()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, f.grant()));
        QVERIFY(f.state(f.anna, f.offers).effective());
    }

    void withAHubAGrantIsNotYetActive()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        const KeyState state = f.state(f.anna, f.offers);
        QVERIFY(state.state.allowed && state.notYetActive && !state.effective());
    }

    void anAcknowledgedGrantIsActive()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        f.acknowledgeAll();
        QVERIFY(f.state(f.anna, f.offers).effective());
    }

    void renewingOfflineKeepsWhatTheHubAcknowledgedActive()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        f.acknowledgeAll();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        QVERIFY(f.state(f.anna, f.offers).effective());
    }

    void aGrantOfflineLeavesAnOptOutKeyActive()
    {
        Fixture f;
        f.joinHub();
        const ConsentKey improvement = lawKey(f.anna.persona, "improvement", "data");
        EXPECT_OK(f.decide(f.anna, grantOf(improvement)));
        QVERIFY(f.state(f.anna, improvement).effective());
    }

    void aGrantOverAnUnsentWithdrawalIsNotYetActive()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        f.acknowledgeAll();
        EXPECT_OK(f.decide(f.anna, actOn(Act::Withdraw, f.offers)));
        EXPECT_OK(f.decide(f.anna, f.grant()));
        QVERIFY(f.state(f.anna, f.offers).notYetActive);
    }

    void anUnsentWithdrawalActsAtOnceAndIsShownAsWaiting()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        f.acknowledgeAll();
        EXPECT_OK(f.decide(f.anna, actOn(Act::Withdraw, f.offers)));
        const KeyState state = f.state(f.anna, f.offers);
        QVERIFY(!state.state.allowed && state.waitingToSend);
        f.acknowledgeAll();
        QVERIFY(!f.state(f.anna, f.offers).waitingToSend);
    }

    // Events of other devices.
    void anEventOfAnotherDeviceIsTakenInOnce()
    {
        Fixture f;
        LawStore other;
        other.put(f.anna);
        const auto event = other.decide(f.anna, f.grant());
        const PublicKey key = other.vault->deviceKey().publicKey();
        QCOMPARE(*f.append(f.anna, *event, key), true);
        QCOMPARE(*f.append(f.anna, *event, key), false);
        QCOMPARE(f.events(), 1);
        QVERIFY(f.allowed(f.anna, f.offers));
    }

    void anEventUnderAnotherPseudonymIsRefused()
    {
        Fixture f;
        LawStore other;
        Person stranger = f.anna;
        stranger.pseudonymKey = Bytes(32, 9);
        other.put(stranger);
        const auto event = other.decide(stranger, f.grant());
        EXPECT_ERROR(f.append(f.anna, *event, other.vault->deviceKey().publicKey()), ErrorCode::Invalid);
    }

    void anEventSignedByAnotherKeyIsRefused()
    {
        Fixture f;
        LawStore other;
        other.put(f.anna);
        const auto event = other.decide(f.anna, f.grant());
        EXPECT_ERROR(f.append(f.anna, *event, f.vault->deviceKey().publicKey()), ErrorCode::Invalid);
    }

    void anEventWhosePayloadWasChangedIsRefused()
    {
        Fixture f;
        LawStore other;
        other.put(f.anna);
        ConsentEvent event = *other.decide(f.anna, f.grant());
        event.payloadText.replace(event.payloadText.find("offers"), 6, "orders");
        EXPECT_ERROR(f.append(f.anna, event, other.vault->deviceKey().publicKey()), ErrorCode::Invalid);
        QCOMPARE(f.events(), 0);
    }

    void anotherEventWithAKnownIdIsAConflict()
    {
        Fixture f;
        const auto known = f.decide(f.anna, f.grant());
        ConsentEvent other = *known;
        other.core.decidedAt += std::chrono::hours(1);
        other.coreText = toCanonical(other.core);
        EXPECT_ERROR(f.append(f.anna, other, f.vault->deviceKey().publicKey()), ErrorCode::Conflict);
    }

    void theHubsTimeIsKeptAsFirstTold()
    {
        Fixture f;
        const auto event = f.decide(f.anna, f.grant());
        const Timestamp first = f.clock.now();
        EXPECT_OK(f.append(f.anna, *event, f.vault->deviceKey().publicKey()));
        f.clock.advance(std::chrono::hours(1));
        EXPECT_OK(f.append(f.anna, *event, f.vault->deviceKey().publicKey()));
        QVERIFY(f.consents->history(f.anna.id)->front().hubReceivedAt == first);
    }
};

ASSENT_TEST_CLASS(ConsentStoreTest);

#include "tst_consentstore.moc"
