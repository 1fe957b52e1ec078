#include "consent/audit.h"
#include "consent/ledgerproof.h"
#include "profile/erasurerequest.h"
#include "profile/people.h"
#include "sync/clientfixture.h"

using namespace assent;
using namespace assent::test;
using namespace assent::sync;

namespace {

/// Two desktops at one hub that both know Anna and Ben.
struct Pair
{
    Pair()
    {
        for (Person *person : {&anna, &ben}) {
            identify(*person, "email", person->attributes[0].value + "@example.org");
            here.put(*person);
        }
        here.enrol();
        there.enrol();
        decide(here, grantOf(offers));
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
    std::int64_t hubRows(const std::string &where) { return *hub.store().vault().db().integer("SELECT count(*) FROM " + where); }
    std::int64_t hubItemsOfAnna() { return hubRows("item WHERE hex(subject) = '" + hexOf(anna.id) + "'"); }
    static std::string hexOf(SubjectId id)
    {
        std::string text = toHex(id.bytes());
        for (char &c : text)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        return text;
    }

    TestHub hub;
    Desktop here{hub};
    Desktop there{hub};
    Person anna = someone("anna", "nowak");
    Person ben = someone("ben", "kowal");
    ConsentKey offers = lawKey(anna.persona, "offers", "email");
};

std::string faultOf(Vault &vault)
{
    NoProgress progress;
    const auto report = Ledger(vault).verify(progress, consentAudit(vault));
    const auto seals = vault.check(progress);
    return report ? report->fault + (seals ? "" : seals.error().toString()) : report.error().toString();
}

std::int64_t rows(Desktop &desktop, const char *from) { return *desktop.vault->db().integer("SELECT count(*) FROM " + std::string(from)); }

} // namespace

/// Erasures between stores and their hub.
class ClientErasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anErasureThatIsDueIsCarriedOutByTheSyncAndTravels()
    {
        Pair p;
        const auto request = requestErasure(*p.here.vault, p.anna.id, ErasedBy::Self);
        EXPECT_OK(request);
        QCOMPARE(p.here.sync()->erased, 0);
        QVERIFY(p.hubItemsOfAnna() > 0);
        p.here.clock.setTime(request->due);
        const auto report = p.here.sync();
        EXPECT_OK(report);
        QCOMPARE(report->erased, 1);
        QCOMPARE(p.hubItemsOfAnna(), 0);
        QCOMPARE(p.there.sync()->erased, 1);
        QCOMPARE((*erasureOf(*p.there.vault, p.anna.id))->id, request->id);
    }

    void anErasureTravels()
    {
        Pair p;
        QVERIFY(p.hubItemsOfAnna() > 0);
        const auto done = eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self);
        EXPECT_OK(done);
        QCOMPARE(done->gone.decisions, 1);
        QCOMPARE(done->gone.facts, 2);
        EXPECT_OK(p.here.sync());
        const auto report = p.there.sync();
        EXPECT_OK(report);
        QCOMPARE(report->erased, 1);
        QCOMPARE(p.hubItemsOfAnna(), 0);
        QCOMPARE(p.hubRows("erased_subject WHERE subject IS NULL"), 1);
        for (Desktop *desktop : {&p.here, &p.there}) {
            EXPECT_ERROR(desktop->people->person(p.anna.id), ErrorCode::NotFound);
            EXPECT_OK(desktop->people->person(p.ben.id));
            QCOMPARE(rows(*desktop, "consent_event"), 0);
            QCOMPARE(rows(*desktop, "erased_event"), 1);
            QCOMPARE(rows(*desktop, "erasure WHERE sent = 1 AND subject IS NULL AND entry IS NOT NULL"), 1);
            QCOMPARE(desktop->people->search("nowak")->total, 0);
            QCOMPARE(faultOf(*desktop->vault), std::string());
            QVERIFY(desktop->queueIsEmpty());
        }
        NoProgress progress;
        QCOMPARE(Ledger(p.hub.store().vault()).verify(progress)->fault, std::string());
    }

    void theEntriesOfSomeoneErasedAreStillProvenWithTheirSignatures()
    {
        Pair p;
        const std::vector<std::uint64_t> entries = *entriesOf(*p.here.vault, p.anna.id);
        EXPECT_OK(eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self));
        NoProgress progress;
        const auto proof = proveEntries(*p.here.vault, entries, std::nullopt, progress);
        EXPECT_OK(proof);
        QVERIFY(proof->entries.at(0).device.has_value());
        QCOMPARE(checkLedgerProof(*proof, proof->verifierKey)->fault, std::string());
    }

    void aStoreThatWasAwayForAYearObeysBeforeItSends()
    {
        Pair p;
        EXPECT_OK(p.there.people->declare(p.anna.id, "city", "Lodz"));
        EXPECT_OK(p.there.people->declare(p.ben.id, "city", "Lodz"));
        EXPECT_OK(eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Agent));
        EXPECT_OK(p.here.sync());
        for (FakeClock *clock : {&p.hub.clock, &p.here.clock, &p.there.clock})
            clock->advance(std::chrono::days(365));
        p.there.transport.log.clear();
        QCOMPARE(p.there.sync()->erased, 1);
        const std::vector<std::string> expected{"capabilities", "erasures", "pull", "push other 1"};
        QCOMPARE(p.there.transport.log, expected);
        EXPECT_ERROR(p.there.people->person(p.anna.id), ErrorCode::NotFound);
        QVERIFY(p.there.queueIsEmpty());
        EXPECT_OK(p.here.sync());
        QCOMPARE(p.here.digest(), p.there.digest());
    }

    void aWithdrawalOfSomeoneErasedElsewhereIsNoObstacle()
    {
        Pair p;
        p.decide(p.there, withdrawalOf(everything()));
        EXPECT_OK(p.there.decide(p.ben, withdrawalOf(everything())));
        EXPECT_OK(eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self));
        EXPECT_OK(p.here.sync());
        const auto report = p.there.sync();
        EXPECT_OK(report);
        QCOMPARE(report->pushed, 1); // Ben's
        QCOMPARE(report->setAside, 0);
        QCOMPARE(report->erased, 1);
        QVERIFY(p.there.queueIsEmpty());
        QCOMPARE(p.hubItemsOfAnna(), 0);
    }

    void anUnsentWithdrawalIsSentBeforeTheErasure()
    {
        Pair p;
        p.decide(p.here, withdrawalOf(KeyPattern::of(p.offers)));
        EXPECT_OK(p.here.people->declare(p.anna.id, "city", "Lodz"));
        const std::int64_t before = p.hubRows("ledger_entry WHERE kind = 0");
        const auto done = eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self);
        EXPECT_OK(done);
        QCOMPARE(done->gone.unsentClosings, 1);
        QCOMPARE(p.here.waiting().waitingClosings, 1);
        QCOMPARE(p.here.waiting().waitingOthers, 0);
        const auto report = p.here.sync();
        EXPECT_OK(report);
        QCOMPARE(report->pushed, 1);
        QCOMPARE(p.hubRows("ledger_entry WHERE kind = 0"), before + 1);
        QCOMPARE(p.hubItemsOfAnna(), 0);
        QVERIFY(p.here.queueIsEmpty());
        QCOMPARE(rows(p.here, "parting_event"), 0);
        QCOMPARE(faultOf(*p.here.vault), std::string());
    }

    void whatIsPushedLaterIsErased()
    {
        Pair p;
        const Phone phone = p.hub.enrol();
        EXPECT_OK(eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self));
        EXPECT_OK(p.here.sync());
        Attribute late = fact("city", "Lodz");
        QCOMPARE(words(p.hub.takeOne(phone, AttributeItem{p.anna.id, late})), std::string("erased"));
        QCOMPARE(words(p.hub.takeOne(phone, PersonItem{p.anna}, 2)), std::string("erased"));
        QCOMPARE(p.hubItemsOfAnna(), 0);
        for (const PulledItem &item : p.hub.pullAll(phone))
            QVERIFY(itemSubject(item.body) != p.anna.id);
    }

    void aDeviceOfOnePersonErasesNobodyElse()
    {
        Pair p;
        Desktop own(p.hub);
        own.enrol(p.ben.id);
        EXPECT_OK(own.sync());
        own.put(p.anna); // from elsewhere, not from the hub
        EXPECT_OK(eraseSubject(*own.vault, p.anna.id, ErasedBy::Self));
        const auto report = own.sync();
        EXPECT_OK(report);
        QCOMPARE(report->erasureRefusal, std::string("out_of_scope"));
        QVERIFY(p.hubItemsOfAnna() > 0);
        EXPECT_OK(eraseSubject(*own.vault, p.ben.id, ErasedBy::Self));
        EXPECT_OK(own.sync());
        EXPECT_OK(p.here.sync());
        EXPECT_ERROR(p.here.people->person(p.ben.id), ErrorCode::NotFound);
        EXPECT_OK(p.here.people->person(p.anna.id));
    }

    void anErasureThatNobodySignedIsNotObeyed()
    {
        Pair p;
        EXPECT_OK(eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self));
        EXPECT_OK(p.here.sync());
        p.there.transport.rewrite([](const HttpRequest &request, HttpResponse &answer) {
            if (!request.path.starts_with("/v1/erasures"))
                return;
            const auto at = answer.body.find("self");
            if (at != std::string::npos)
                answer.body.replace(at, 4, "agent");
        });
        const auto report = p.there.sync();
        EXPECT_OK(report);
        QCOMPARE(report->erased, 0);
        QCOMPARE(report->refused, 1);
        EXPECT_OK(p.there.people->person(p.anna.id));
    }

    void aHubThatLostAnErasureIsToldAgain()
    {
        Pair p;
        EXPECT_OK(eraseSubject(*p.here.vault, p.anna.id, ErasedBy::Self));
        p.both();
        EXPECT_OK(p.hub.store().vault().db().run("DELETE FROM erased_subject"));
        EXPECT_OK(p.hub.store().vault().setMeta("hub_epoch", "another"));
        p.hub.reopen();
        p.both();
        QCOMPARE(p.hubRows("erased_subject"), 1);
        const Phone phone = p.hub.enrol();
        QCOMPARE(words(p.hub.takeOne(phone, PersonItem{p.anna})), std::string("erased"));
    }
};

ASSENT_TEST_CLASS(ClientErasureTest);
#include "client_erasure.moc"
