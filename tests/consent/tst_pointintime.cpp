#include "consent/extract.h"
#include "consent/merge.h"
#include "consent/store.h"

#include <algorithm>

using namespace assent;
using namespace assent::test;

namespace {

using std::chrono::hours;

struct Fixture : LawStore
{
    Fixture()
    {
        auto transaction = *WriteTransaction::begin(*vault);
        if (!publishCatalogue(transaction, *catalogue).ok() || !transaction.commit().ok())
            qFatal("no catalogue");
        clock.advance(hours(1));
        anna = add();
        offers = lawKey(anna.persona, "offers", "email");
        start = clock.now();
    }

    KeyAt at(Timestamp time, const ConsentKey &wanted)
    {
        const PointInTime point = *pointInTime(*vault, *consents, anna.id, time);
        for (const KeyAt &each : point.keys) {
            if (each.key == wanted)
                return each;
        }
        qFatal("no such key");
    }

    Person anna;
    ConsentKey offers;
    Timestamp start;
};

/// The text with one letter of a place changed.
std::string changed(std::string text, std::size_t at)
{
    text[at] = text[at] == 'a' ? 'b' : 'a';
    return text;
}

} // namespace

class PointInTimeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachInstantHasTheAnswerOfItsTime()
    {
        Fixture f;
        f.clock.advance(hours(1));
        const Timestamp granted = f.clock.now();
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        f.clock.advance(hours(1));
        const Timestamp withdrawn = f.clock.now();
        EXPECT_OK(f.decide(f.anna, actOn(Act::Withdraw, f.offers)));
        f.clock.advance(hours(1));

        QVERIFY(!f.at(granted - hours(1), f.offers).decided.allowed);
        QVERIFY(f.at(granted, f.offers).decided.allowed);
        QVERIFY(f.at(withdrawn - std::chrono::milliseconds(1), f.offers).decided.allowed);
        QVERIFY(!f.at(withdrawn, f.offers).decided.allowed);
        QVERIFY(!f.at(f.clock.now(), f.offers).known.allowed);
    }

    void whatCameLateWasDecidedThenAndKnownLater()
    {
        Fixture f;
        f.clock.advance(hours(5));
        Decision late = grantOf(f.offers);
        late.decidedAt = f.start + hours(1);
        EXPECT_OK(f.decide(f.anna, late));
        const KeyAt then = f.at(f.start + hours(2), f.offers);
        QVERIFY(then.decided.allowed && !then.known.allowed && then.differs());
        QVERIFY(!f.at(f.start, f.offers).decided.allowed);
        QVERIFY(!f.at(f.clock.now(), f.offers).differs());
    }

    void aClockThatRunsAheadDecidesNotBehindItsArrival()
    {
        Fixture f;
        Decision early = grantOf(f.offers);
        early.decidedAt = f.clock.now() + hours(24);
        EXPECT_OK(f.decide(f.anna, early));
        QVERIFY(f.at(f.clock.now(), f.offers).decided.allowed);
    }

    void aTimeToComeIsRefused()
    {
        Fixture f;
        EXPECT_ERROR(pointInTime(*f.vault, *f.consents, f.anna.id, f.clock.now() + hours(1)), ErrorCode::Invalid);
        EXPECT_ERROR(pointInTime(*f.vault, *f.consents, SubjectId(makeUuidV7(f.start)), f.start), ErrorCode::NotFound);
    }

    void theEvidenceIsWhatWasShown()
    {
        Fixture f;
        const NoticeVersion *notice = f.catalogue->notice(NoticeId("marketing"), 1);
        Decision grant = grantOf(f.offers);
        grant.served = *f.consents->recordServed(f.anna.id, *notice, "en", ServedMode::Screen);
        EXPECT_OK(f.decide(f.anna, grant));
        const PointInTime point = *pointInTime(*f.vault, *f.consents, f.anna.id, f.clock.now());
        QCOMPARE(point.acts.size(), std::size_t{1});
        QVERIFY(point.acts[0].served && point.acts[0].served->servedAt == f.clock.now() && point.acts[0].served->version == 1);
        QVERIFY(point.acts[0].text && point.acts[0].text->body == notice->revisions.at("en").body);
    }

    void actsThatDecideNothingAreNotShown()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        const PointInTime point = *pointInTime(*f.vault, *f.consents, f.anna.id, f.clock.now());
        QCOMPARE(point.acts.size(), std::size_t{1});
        QCOMPARE(f.at(f.clock.now(), f.offers).decided.word, StateWord::Renewed);
    }

    void theCatalogueOfTheTimeDecides()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        f.clock.advance(hours(1));
        std::string later(kLawCatalogue);
        later.replace(later.find("\"version\": 1"), 12, "\"version\": 2");
        const auto place = later.find("\"id\": \"offers\"");
        later.replace(later.find("\"retention_days\": 30", place), 20, "\"retention_days\": 30, \"retired_at\": \"2020-01-01T00:00:00Z\"");
        auto transaction = *WriteTransaction::begin(*f.vault);
        EXPECT_OK(insertCatalogue(transaction, *Catalogue::parse(later, "later")));
        EXPECT_OK(transaction.commit());
        QVERIFY(f.at(f.clock.now() - hours(1), f.offers).decided.allowed);
        QVERIFY(!f.at(f.clock.now(), f.offers).decided.allowed);
        QCOMPARE(pointInTime(*f.vault, *f.consents, f.anna.id, f.clock.now())->catalogue->version(), 2);
        QCOMPARE((*loadCatalogueAt(*f.vault, f.start - hours(99)))->version(), 1);
    }

    void anExtractHoldsWithoutTheStore()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        const std::string text = signedExtract(*f.vault, *pointInTime(*f.vault, *f.consents, f.anna.id, f.clock.now()))->text;
        const auto checked = checkExtract(text, Ledger(*f.vault).verifierKey());
        EXPECT_OK(checked);
        QCOMPARE(*checked->extract.find("subject")->string(), f.anna.id.toString());
        Fixture other;
        EXPECT_ERROR(checkExtract(text, Ledger(*other.vault).verifierKey()), ErrorCode::Denied);
    }

    void anExtractThatWasChangedDoesNotHold()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        const std::string text = signedExtract(*f.vault, *pointInTime(*f.vault, *f.consents, f.anna.id, f.clock.now()))->text;
        int tried = 0;
        for (std::size_t at = 0; at < text.size(); at += 7) {
            if (std::isalnum(static_cast<unsigned char>(text[at])) == 0)
                continue;
            ++tried;
            const auto checked = checkExtract(changed(text, at), std::nullopt);
            QVERIFY2(!checked.ok(), ("a change at " + std::to_string(at) + " was not noticed").c_str());
        }
        QVERIFY(tried > 300);
        EXPECT_ERROR(checkExtract("{}", std::nullopt), ErrorCode::Invalid);
        EXPECT_ERROR(checkExtract("no", std::nullopt), ErrorCode::Invalid);
    }

    void whatWasReadIsReadOnAndNotTwice()
    {
        Fixture f;
        for (int i = 0; i < 40; ++i) {
            EXPECT_OK(f.decide(f.anna, i % 2 == 0 ? grantOf(f.offers) : actOn(Act::Withdraw, f.offers)));
            ConsentStore fresh(*f.vault, f.catalogue);
            QCOMPARE(f.view(f.anna).graph.heads(), fresh.view(f.anna.id)->graph.heads());
            QCOMPARE(f.view(f.anna).graph.acts().size(), std::size_t(i + 1));
        }
    }

    void whatWasRolledBackIsForgotten()
    {
        Fixture f;
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        {
            auto transaction = *WriteTransaction::begin(*f.vault);
            const Decision withdrawal = actOn(Act::Withdraw, f.offers);
            EXPECT_OK(f.consents->decide(transaction, f.view(f.anna), std::span(&withdrawal, 1)));
            QVERIFY(!f.allowed(f.anna, f.offers)); // seen from inside
        }
        QVERIFY(f.allowed(f.anna, f.offers));
        // As many acts as before, and others.
        {
            auto transaction = *WriteTransaction::begin(*f.vault);
            const Decision withdrawal = actOn(Act::Withdraw, f.offers);
            EXPECT_OK(f.consents->decide(transaction, f.view(f.anna), std::span(&withdrawal, 1)));
            f.view(f.anna);
        }
        EXPECT_OK(f.decide(f.anna, grantOf(f.offers)));
        QVERIFY(f.allowed(f.anna, f.offers));
    }

    void aMergedDecisionIsWrittenToItsMembers()
    {
        Fixture f;
        const Person other = f.add();
        SamePersonas same;
        same.unite(f.anna.persona, other.persona);
        EXPECT_OK(f.decide(other, grantOf(lawKey(other.persona, "offers", "email"))));
        const auto members = [&] { return std::vector<ConsentView>{f.view(f.anna), f.view(other)}; };
        QVERIFY(f.consents->state(mergedView(members(), same), f.offers, f.clock.now()).state.allowed);
        {
            auto transaction = *WriteTransaction::begin(*f.vault);
            const auto events = decideMerged(*f.consents, transaction, members(), same, actOn(Act::Withdraw, f.offers), f.anna.id);
            EXPECT_OK(events);
            QCOMPARE(events->size(), std::size_t{2});
            EXPECT_OK(transaction.commit());
        }
        QVERIFY(!f.consents->state(mergedView(members(), same), f.offers, f.clock.now()).state.allowed);
        QVERIFY(!f.allowed(other, lawKey(other.persona, "offers", "email"))); // apart again: still withdrawn
    }
};

ASSENT_TEST_CLASS(PointInTimeTest);

#include "tst_pointintime.moc"
