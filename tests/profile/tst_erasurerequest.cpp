#include "consent/audit.h"
#include "profile/erasurerequest.h"
#include "profile/people.h"
#include "vault/erasures.h"

using namespace assent;
using namespace assent::test;
using namespace std::chrono_literals;

namespace {

/// A store with Anna in it.
struct Store : LawStore
{
    Store() { put(anna); }
    ErasureRequest ask(ErasedBy by = ErasedBy::Self)
    {
        const auto asked = requestErasure(*vault, anna.id, by);
        if (!asked)
            qFatal("not asked for: %s", asked.error().toString().c_str());
        return *asked;
    }
    std::vector<ErasureReport> carryOut()
    {
        const auto done = carryOutErasures(*vault);
        if (!done)
            qFatal("not carried out: %s", done.error().toString().c_str());
        return *done;
    }
    bool isHere() { return people->person(anna.id).ok(); }
    /// A member of the body of a ledger entry.
    std::string said(std::int64_t n, const char *member)
    {
        const auto body = json::parse(*vault->db().text("SELECT body FROM ledger_entry WHERE n = " + std::to_string(n)));
        return *body->find(member)->string();
    }

    Person anna = someone("anna", "nowak");
};

} // namespace

/// Erasures that wait until they are due.
class ErasureRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGoesBeforeItIsDue()
    {
        Store store;
        const ErasureRequest request = store.ask();
        QCOMPARE(request.due, store.clock.now() + kErasureWait);
        store.clock.setTime(request.due - 1ms);
        QCOMPARE(store.carryOut().size(), 0u);
        QVERIFY(store.isHere());
        store.clock.setTime(request.due);
        const auto done = store.carryOut();
        QCOMPARE(done.size(), 1u);
        QVERIFY(!store.isHere());
        QCOMPARE(done[0].erasure, request.id); // under the reference that the person was given
        QCOMPARE(done[0].gone.facts, 2);
        QCOMPARE(store.carryOut().size(), 0u);
    }

    void whatWasTakenBackIsNotCarriedOut()
    {
        Store store;
        const ErasureRequest request = store.ask();
        EXPECT_OK(takeBackErasure(*store.vault, store.anna.id));
        store.clock.setTime(request.due + 24h);
        QCOMPARE(store.carryOut().size(), 0u);
        QVERIFY(store.isHere());
        EXPECT_ERROR(takeBackErasure(*store.vault, store.anna.id), ErrorCode::NotFound);
        EXPECT_ERROR(eraseRequested(*store.vault, store.anna.id, ErasedBy::Self, request.id), ErrorCode::NotFound);
        QVERIFY(store.isHere());
    }

    void aWishThatIsDueCanBeTakenBackWhileNothingIsGone()
    {
        Store store;
        const ErasureRequest request = store.ask();
        store.clock.setTime(request.due + 1ms);
        EXPECT_OK(takeBackErasure(*store.vault, store.anna.id));
        QCOMPARE(store.carryOut().size(), 0u);
    }

    void oneWaitsAtATime()
    {
        Store store;
        const ErasureRequest request = store.ask();
        EXPECT_ERROR(requestErasure(*store.vault, store.anna.id, ErasedBy::Self), ErrorCode::Conflict);
        QCOMPARE((*erasureRequestOf(*store.vault, store.anna.id))->id, request.id);
        EXPECT_ERROR(requestErasure(*store.vault, SubjectId(makeUuidV7(store.clock.now())), ErasedBy::Self), ErrorCode::NotFound);
    }

    void onlyThoseWhoAreDueGo()
    {
        Store store;
        const Person ben = store.add();
        store.ask();
        store.clock.advance(48h);
        EXPECT_OK(requestErasure(*store.vault, ben.id, ErasedBy::Agent));
        const auto waiting = erasureRequests(*store.vault);
        EXPECT_OK(waiting);
        QCOMPARE(waiting->size(), 2u);
        QCOMPARE(waiting->front().subject, store.anna.id);
        QCOMPARE(waiting->back().by, ErasedBy::Agent);
        store.clock.setTime(waiting->front().due);
        QCOMPARE(store.carryOut().size(), 1u);
        QVERIFY(!store.isHere());
        EXPECT_OK(store.people->person(ben.id));
    }

    void theLedgerSaysThatItWasAskedForAndTakenBack()
    {
        Store store;
        const ErasureRequest request = store.ask();
        QCOMPARE(store.said(request.entry, "act"), std::string("ask_erasure"));
        QCOMPARE(store.said(request.entry, "erasure_id"), request.id.toString());
        const auto kept = takeBackErasure(*store.vault, store.anna.id);
        EXPECT_OK(kept);
        QCOMPARE(kept->entry, request.entry + 1);
        QCOMPARE(store.said(kept->entry, "act"), std::string("keep"));
        NoProgress progress;
        const auto report = Ledger(*store.vault).verify(progress, consentAudit(*store.vault));
        EXPECT_OK(report);
        QCOMPARE(report->fault, std::string());
    }

    void anErasureAtOnceTakesTheWishWithIt()
    {
        Store store;
        const ErasureRequest request = store.ask();
        EXPECT_OK(eraseSubject(*store.vault, store.anna.id, ErasedBy::Agent));
        QCOMPARE(erasureRequests(*store.vault)->size(), 0u);
        store.clock.setTime(request.due);
        QCOMPARE(store.carryOut().size(), 0u);
    }

    void whoWasErasedIsKnownByTheIdAlone()
    {
        Store store;
        QVERIFY(!erasureOf(*store.vault, store.anna.id)->has_value());
        const ErasureRequest request = store.ask();
        store.clock.setTime(request.due);
        store.carryOut();
        const auto erasure = erasureOf(*store.vault, store.anna.id);
        EXPECT_OK(erasure);
        QCOMPARE((*erasure)->id, request.id);
        QCOMPARE((*erasure)->at, request.due);
    }

    void theReferenceIsTheEndOfTheId()
    {
        const auto id = Uuid::parse("0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e");
        EXPECT_OK(id);
        QCOMPARE(erasureReference(*id), std::string("1C0A-4B5E"));
    }

    void thePlanNamesWhatTheLawKeeps()
    {
        Store store;
        Person ben = someone("ben", "kowal");
        const auto add = [&](const char *key, LegalBasis basis, std::optional<int> days) {
            Attribute attribute = fact(key, "a value");
            attribute.basis = basis;
            attribute.purposes = {PurposeId("offers")};
            if (days)
                attribute.retainUntil = store.clock.now() + std::chrono::days(*days);
            ben.attributes.push_back(attribute);
        };
        add("invoice", LegalBasis::LegalObligation, 10);
        add("invoice", LegalBasis::LegalObligation, 30);
        add("passport_check", LegalBasis::LegalObligation, std::nullopt);
        add("old_invoice", LegalBasis::LegalObligation, -1);
        add("city", LegalBasis::Contract, 400);
        store.put(ben);
        const auto plan = planErasure(*store.vault, ben.id);
        EXPECT_OK(plan);
        QCOMPARE(plan->keptByLaw.size(), 2u);
        QCOMPARE(plan->keptByLaw[0].key, std::string("invoice"));
        QCOMPARE(*plan->keptByLaw[0].until, store.clock.now() + std::chrono::days(30));
        QCOMPARE(plan->keptByLaw[0].purposes.size(), 1u);
        QVERIFY(!plan->keptByLaw[1].until);
    }

    void aWishOutOfABackupWaitsAnew()
    {
        Store store;
        const ErasureRequest request = store.ask();
        store.clock.setTime(request.due + 24h);
        QTemporaryDir elsewhere;
        EXPECT_OK(erasures::replay(*store.vault, elsewhere.path().toStdString()));
        QCOMPARE(store.carryOut().size(), 0u);
        QVERIFY(store.isHere());
        QCOMPARE((*erasureRequestOf(*store.vault, store.anna.id))->due, store.clock.now() + kErasureWait);
    }
};

ASSENT_TEST_CLASS(ErasureRequestTest);
#include "tst_erasurerequest.moc"
