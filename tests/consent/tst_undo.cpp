#include "consent/store.h"

using namespace assent;
using namespace assent::test;
using Fixture = AnnasStore;

class UndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
};

ASSENT_TEST_CLASS(UndoTest);

#include "tst_undo.moc"
