#include "consent/store.h"

#include <algorithm>

using namespace assent;
using namespace assent::test;

namespace {

struct Fixture : LawStore
{
    Person anna = add();
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
    ConsentKey hotels = lawKey(anna.persona, "hotel_offers", "email");
    ConsentKey news = lawKey(anna.persona, "news", "email");

    Decision grant() const { return grantOf(offers); }
    /// The code with which an opening is refused.
    ErrorCode refusal(const Decision &decision)
    {
        const auto decided = decide(anna, decision);
        return decided ? ErrorCode::Cancelled : decided.error().code;
    }
    std::int64_t events() { return *vault->db().integer("SELECT count(*) FROM consent_event"); }
};

} // namespace

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

    // Undo.
    void undoingAGrantIsAWithdrawal()
    {
        Fixture f;
        const auto event = f.decide(f.anna, f.grant());
        const auto undo = f.consents->undoOf(f.view(f.anna), event->core.id, "en");
        EXPECT_OK(undo);
        QCOMPARE(undo->size(), std::size_t{1});
        QVERIFY(undo->front().act == Act::Withdraw && undo->front().pattern == KeyPattern::of(f.offers));
    }

    void undoingAWithdrawalOpensWhatWasOpen()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, f.grant()));
        const auto event = f.decide(f.anna, actOn(Act::Withdraw, f.offers));
        const auto undo = f.consents->undoOf(f.view(f.anna), event->core.id, "en");
        EXPECT_OK(undo);
        EXPECT_OK(f.consents->decide(f.view(f.anna), *undo));
        QCOMPARE(f.word(f.anna, f.offers), QByteArray("renewed"));
    }

    void undoingAWildcardOpensOnlyTheKeysThatWereOpen()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, f.grant()));
        EXPECT_OK(f.decide(f.anna, grantOf(f.news)));
        const auto event = f.decide(f.anna, withdrawalOf(everything()));
        const auto undo = f.consents->undoOf(f.view(f.anna), event->core.id, "en");
        EXPECT_OK(undo);
        EXPECT_OK(f.consents->decide(f.view(f.anna), *undo));
        QVERIFY(f.allowed(f.anna, f.offers) && f.allowed(f.anna, f.news) && !f.allowed(f.anna, f.hotels));
    }

    void undoingAWildcardOpensOptOutKeysToo()
    {
        Fixture f;
        const auto event = f.decide(f.anna, withdrawalOf(everything()));
        const auto undo = f.consents->undoOf(f.view(f.anna), event->core.id, "en");
        EXPECT_OK(undo);
        QCOMPARE(undo->size(), std::size_t{1});
        QCOMPARE(undo->front().pattern.purpose->str(), std::string("improvement"));
    }

    void aWithdrawalOfNothingOpenCannotBeUndone()
    {
        Fixture f;
        const auto event = f.decide(f.anna, actOn(Act::Withdraw, f.offers));
        EXPECT_ERROR(f.consents->undoOf(f.view(f.anna), event->core.id, "en"), ErrorCode::Conflict);
    }

    void aWithdrawalIsNotUndoneTwice()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, f.grant()));
        const auto event = f.decide(f.anna, actOn(Act::Withdraw, f.offers));
        EXPECT_OK(f.consents->decide(f.view(f.anna), *f.consents->undoOf(f.view(f.anna), event->core.id, "en")));
        EXPECT_ERROR(f.consents->undoOf(f.view(f.anna), event->core.id, "en"), ErrorCode::Conflict);
    }

    void aWithdrawalIsNotUndoneOnceTheNoticeHasMovedOn()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.hotels)));
        const auto event = f.decide(f.anna, actOn(Act::Withdraw, f.hotels));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        EXPECT_ERROR(f.consents->undoOf(f.view(f.anna), event->core.id, "en"), ErrorCode::Conflict);
    }

    void aWithdrawalIsNotUndoneOnceThePurposeIsRetired()
    {
        Fixture f;
        const ConsentKey club = lawKey(f.anna.persona, "old_club", "email");
        EXPECT_OK(f.decide(f.anna, grantOf(club)));
        const auto event = f.decide(f.anna, actOn(Act::Withdraw, club));
        f.clock.setTime(*fromRfc3339("2027-02-01"));
        EXPECT_ERROR(f.consents->undoOf(f.view(f.anna), event->core.id, "en"), ErrorCode::Conflict);
    }

    void aRequestHasNothingToUndo()
    {
        Fixture f;
        const auto event = f.decide(f.anna, actOn(Act::Request, f.offers));
        EXPECT_ERROR(f.consents->undoOf(f.view(f.anna), event->core.id, "en"), ErrorCode::Conflict);
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

    // History.
    void historyIsNewestFirst()
    {
        Fixture f;
        const auto first = f.decide(f.anna, f.grant());
        const auto second = f.decide(f.anna, withdrawalOf(everything()));
        const auto history = f.consents->history(f.anna.id);
        EXPECT_OK(history);
        QCOMPARE(history->size(), std::size_t{2});
        QVERIFY(history->at(0).event.core.id == second->core.id && history->at(1).event.core.id == first->core.id);
        QCOMPARE(history->at(0).entry, 1);
    }

    void historyIsOfOnePersonAndNoLongerThanAsked()
    {
        Fixture f;
        const Person ben = f.add();
        EXPECT_OK(f.decide(ben, withdrawalOf(everything())));
        EXPECT_OK(f.decide(f.anna, f.grant()));
        EXPECT_OK(f.decide(f.anna, withdrawalOf(everything())));
        QCOMPARE(f.consents->history(f.anna.id)->size(), std::size_t{2});
        QCOMPARE(f.consents->history(f.anna.id, 1)->size(), std::size_t{1});
    }

    void historyIsReadOnByPages()
    {
        Fixture f;
        const Person ben = f.add();
        std::vector<EventId> made;
        for (int i = 0; i < 7; ++i) {
            made.insert(made.begin(), f.decide(f.anna, i % 2 == 0 ? f.grant() : withdrawalOf(everything()))->core.id);
            EXPECT_OK(f.decide(ben, withdrawalOf(everything())));
        }
        std::vector<EventId> read;
        std::optional<std::int64_t> before;
        for (const std::size_t size : {3u, 3u, 1u, 0u}) {
            const auto page = f.consents->historyPage(f.anna.id, before, 3);
            EXPECT_OK(page);
            QCOMPARE(page->total, 7);
            QCOMPARE(page->entries.size(), size);
            for (const HistoryEntry &entry : page->entries)
                read.push_back(entry.event.core.id);
            before = page->entries.empty() ? before : page->entries.back().entry;
        }
        QVERIFY(read == made);
    }

    void historyTellsWhatStillWaits()
    {
        Fixture f;
        f.joinHub();
        EXPECT_OK(f.decide(f.anna, f.grant()));
        QVERIFY(f.consents->history(f.anna.id)->front().waiting);
        f.acknowledgeAll();
        QVERIFY(!f.consents->history(f.anna.id)->front().waiting);
    }

    void anEventIsFoundByItsId()
    {
        Fixture f;
        const auto event = f.decide(f.anna, f.grant());
        QCOMPARE(f.consents->event(event->core.id)->coreText, event->coreText);
        QVERIFY(*f.consents->subjectOf(event->core.id) == f.anna.id);
        EXPECT_ERROR(f.consents->event(EventId(makeUuidV7(f.clock.now()))), ErrorCode::NotFound);
    }

    void aServedNoticeIsRecordedAndNamedByTheGrant()
    {
        Fixture f;
        const NoticeVersion &notice = *f.catalogue->notice(NoticeId("marketing"), 1);
        const auto served = f.consents->recordServed(f.anna.id, notice, "en", ServedMode::Screen);
        EXPECT_OK(served);
        Decision decision = f.grant();
        decision.served = *served;
        QVERIFY(f.decide(f.anna, decision)->payload.served == *served);
        QCOMPARE(*f.vault->db().text("SELECT mode FROM served_notice"), std::string("screen"));
    }

    void servingToAnUnknownPersonIsNotFound()
    {
        LawStore store;
        const NoticeVersion &notice = *store.catalogue->notice(NoticeId("marketing"), 1);
        EXPECT_ERROR(store.consents->recordServed(SubjectId(makeUuidV7(store.clock.now())), notice, "en", ServedMode::Screen),
            ErrorCode::NotFound);
    }
};

ASSENT_TEST_CLASS(ConsentStoreTest);

#include "tst_consentstore.moc"
