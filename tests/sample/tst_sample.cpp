#include "sample/sample.h"

#include "base/expect.h"
#include "base/registry.h"
#include "consent/consentstore.h"
#include "fakes/fakeclock.h"
#include "ledger/ledger.h"
#include "profile/profilestore.h"

#include <QTemporaryDir>

#include <algorithm>
#include <memory>

using namespace assent;

namespace {

constexpr int kPeople = 200;

/// A store of its own with the sample in it.
struct Store
{
    QTemporaryDir folder;
    FakeClock clock{fromMillis(1'780'000'000'000)};
    std::unique_ptr<Vault> vault;
    std::shared_ptr<const Catalogue> catalogue;
    SampleReport report;

    bool fill(int people = kPeople, std::uint64_t seed = 1)
    {
        const auto key = randomSecret(48);
        auto made = Vault::create(folder.path().toStdString(), *key, clock);
        auto read = sampleCatalogue(clock.now());
        if (!made || !read)
            return false;
        vault = *std::move(made);
        catalogue = std::make_shared<const Catalogue>(*std::move(read));
        NoProgress silent;
        auto filled = makeSample(*vault, catalogue, {people, seed, clock.now(), 60}, silent);
        if (!filled) {
            qWarning("%s", filled.error().toString().c_str());
            return false;
        }
        report = *std::move(filled);
        return true;
    }

    std::vector<SubjectId> people() const { return *ProfileStore(*vault, catalogue).page(std::nullopt, 100'000); }
};

/// One store for all tests that only read.
Store &shared()
{
    static Store store;
    if (!store.vault)
        store.fill();
    return store;
}

std::string describe(const Person &person)
{
    std::string text = person.id.toString() + person.persona.toString() + person.language + person.jurisdiction;
    for (const Identifier &identifier : person.identifiers)
        text += "|" + identifier.type + "=" + identifier.value;
    for (const Attribute &fact : person.attributes)
        text += "|" + fact.id.toString() + fact.key + "=" + fact.value + fact.source.str() + toRfc3339(fact.collectedAt);
    return text;
}

class StopAt final : public Progress
{
public:
    explicit StopAt(std::uint64_t done) : m_done(done) {}
    bool report(std::uint64_t done, std::uint64_t) override { return done < m_done; }

private:
    std::uint64_t m_done;
};

std::string wordOf(Store &store, std::string_view purpose, std::string_view channel, std::string_view recipient = "self")
{
    ConsentStore consents(*store.vault, store.catalogue);
    const auto view = consents.view(*samplePerson(*store.vault));
    const ConsentKey key{store.catalogue->controller(), view->persona, PurposeId(std::string(purpose)), ChannelId(std::string(channel)),
        RecipientId(std::string(recipient))};
    const KeyState state = consents.state(*view, key, store.clock.now());
    return std::string(stateWordName(state.state.word)) + (state.state.conflict ? ", conflict" : "");
}

} // namespace

class SampleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(shared().report.people > 0); }

    void everyPersonIsInTheStore()
    {
        QCOMPARE(shared().report.people, kPeople);
        QCOMPARE(*ProfileStore(*shared().vault, shared().catalogue).count(), kPeople);
    }

    void aPersonHasAboutThreeIdentifiersAndTenFacts()
    {
        QVERIFY(shared().report.identifiers >= 3 * kPeople);
        QVERIFY(shared().report.attributes >= 8 * kPeople && shared().report.attributes <= 16 * kPeople);
    }

    void theReportCountsWhatIsStored()
    {
        Database &db = shared().vault->db();
        QCOMPARE(shared().report.events, *db.integer("SELECT count(*) FROM consent_event"));
        QCOMPARE(shared().report.attributes, *db.integer("SELECT count(*) FROM attribute"));
        QCOMPARE(shared().report.identifiers, *db.integer("SELECT count(*) FROM identifier"));
    }

    void theSameSeedGivesTheSamePeople()
    {
        Store again;
        QVERIFY(again.fill());
        ProfileStore one(*shared().vault, shared().catalogue);
        ProfileStore two(*again.vault, again.catalogue);
        const auto people = shared().people();
        QCOMPARE(again.people(), people);
        for (const SubjectId &id : people)
            QCOMPARE(describe(*two.person(id)), describe(*one.person(id)));
    }

    void theSameSeedGivesTheSameDecisions()
    {
        Store again;
        QVERIFY(again.fill());
        QVERIFY(again.report.acts == shared().report.acts);
    }

    void anotherSeedGivesOtherPeople()
    {
        Store other;
        QVERIFY(other.fill(20, 2));
        const auto others = other.people();
        for (const SubjectId &id : shared().people())
            QVERIFY(std::find(others.begin(), others.end(), id) == others.end());
    }

    void morePeopleKeepThoseThatWere()
    {
        Store fewer;
        QVERIFY(fewer.fill(20));
        auto first = shared().people();
        first.resize(20);
        QCOMPARE(fewer.people(), first);
    }

    void everyEventProvesItself()
    {
        Store &store = shared();
        ConsentStore consents(*store.vault, store.catalogue);
        std::int64_t checked = 0;
        for (const SubjectId &id : store.people()) {
            const auto history = consents.history(id);
            EXPECT_OK(history);
            for (const HistoryEntry &entry : *history) {
                QVERIFY(verifyProof(entry.event.coreText, entry.event.proof, store.vault->deviceKey().publicKey()));
                ++checked;
            }
        }
        QCOMPARE(checked, store.report.events);
    }

    void theLedgerIsWhole()
    {
        NoProgress silent;
        const auto report = Ledger(*shared().vault).verify(silent);
        EXPECT_OK(report);
        QVERIFY2(!report->firstBad, report->fault.c_str());
        QVERIFY(report->entries >= static_cast<std::uint64_t>(shared().report.events));
    }

    void decisionsLieWithinTheDays()
    {
        Store &store = shared();
        ConsentStore consents(*store.vault, store.catalogue);
        for (const SubjectId &id : store.people()) {
            const auto history = consents.history(id);
            for (const HistoryEntry &entry : *history) {
                QVERIFY(entry.event.core.decidedAt < store.clock.now());
                QVERIFY(entry.event.core.decidedAt >= store.clock.now() - std::chrono::days(60));
            }
        }
    }

    void addressesLeadNowhere()
    {
        Database &db = shared().vault->db();
        QCOMPARE(*db.integer("SELECT count(*) FROM identifier WHERE type='email' AND value NOT LIKE '%@example.com'"
                             " AND value NOT LIKE '%@example.org' AND value NOT LIKE '%@example.net'"), 0);
    }

    void nothingIsKeptPastItsTime()
    {
        Database &db = shared().vault->db();
        QCOMPARE(*db.integer("SELECT count(*) FROM attribute WHERE retain_until IS NULL OR retain_until < "
                     + std::to_string(toMillis(shared().clock.now()))), 0);
    }

    void peopleLiveInManyCountries()
    {
        QVERIFY(*shared().vault->db().integer("SELECT count(DISTINCT jurisdiction) FROM subject") >= 10);
        QCOMPARE(*shared().vault->db().integer("SELECT count(DISTINCT language) FROM subject"), 4);
    }

    void thePersonOfTheTourIsFoundAgain()
    {
        const auto id = samplePerson(*shared().vault);
        EXPECT_OK(id);
        QCOMPARE(id->toString(), shared().report.tourPerson.toString());
        const auto person = ProfileStore(*shared().vault, shared().catalogue).person(*id);
        QCOMPARE(displayName(*person, *shared().catalogue), std::string("Anna Nowak"));
    }

    void herFactsComeFromEverySource()
    {
        const auto person = ProfileStore(*shared().vault, shared().catalogue).person(*samplePerson(*shared().vault));
        std::set<std::string> sources;
        for (const Attribute &fact : person->attributes)
            sources.insert(fact.source.str());
        QCOMPARE(sources.size(), shared().catalogue->sources().size());
    }

    void herPhoneNumbersAreInConflict()
    {
        const auto person = ProfileStore(*shared().vault, shared().catalogue).person(*samplePerson(*shared().vault));
        std::vector<std::string> conflicts;
        for (const Fact &fact : survivors(person->attributes, *shared().catalogue)) {
            if (fact.conflict)
                conflicts.push_back(fact.key);
        }
        QCOMPARE(conflicts, std::vector<std::string>{"phone"});
    }

    void herHistoryHoldsEveryKindOfAct()
    {
        const auto history = ConsentStore(*shared().vault, shared().catalogue).history(*samplePerson(*shared().vault));
        EXPECT_OK(history);
        std::set<Act> acts;
        for (const HistoryEntry &entry : *history)
            acts.insert(entry.event.core.act);
        QCOMPARE(acts.size(), 10U);
    }

    void herChoicesAreInEveryState_data()
    {
        QTest::addColumn<std::string>("purpose");
        QTest::addColumn<std::string>("channel");
        QTest::addColumn<std::string>("recipient");
        QTest::addColumn<std::string>("word");
        const auto row = [](const char *purpose, const char *channel, const char *recipient, const char *word) {
            QTest::addRow("%s by %s to %s", purpose, channel, recipient)
                << std::string(purpose) << std::string(channel) << std::string(recipient) << std::string(word);
        };
        row("newsletter", "email", "self", "given");
        row("offers", "email", "self", "renewed");
        row("surveys", "email", "self", "given");
        row("data_sharing", "data", "calmora_hotels", "given");
        row("offers", "sms", "self", "withdrawn");
        row("offers", "phone", "self", "withdrawn");
        row("newsletter", "post", "self", "revoked");
        row("surveys", "phone", "self", "invalidated");
        row("data_sharing", "data", "tarvel_cars", "requested");
        row("third_party_ads", "online", "kestaro_media", "requested");
        row("surveys", "sms", "self", "requested");
        row("price_alerts", "push", "self", "expired");
        row("profiling", "data", "self", "deferred");
        row("personalisation", "email", "self", "unknown");
        row("partner_hotel_offers", "email", "self", "withdrawn, conflict");
    }

    void herChoicesAreInEveryState()
    {
        QFETCH(std::string, purpose);
        QFETCH(std::string, channel);
        QFETCH(std::string, recipient);
        QFETCH(std::string, word);
        QCOMPARE(wordOf(shared(), purpose, channel, recipient), word);
    }

    void aStoreWithoutSampleHasNoPersonOfTheTour()
    {
        const QTemporaryDir folder;
        const FakeClock clock;
        const auto vault = Vault::create(folder.path().toStdString(), *randomSecret(48), clock);
        EXPECT_OK(vault);
        EXPECT_ERROR(samplePerson(**vault), ErrorCode::NotFound);
    }

    void theSampleIsNotMadeTwice()
    {
        Store store;
        QVERIFY(store.fill(3));
        NoProgress silent;
        EXPECT_ERROR(makeSample(*store.vault, store.catalogue, {3, 1, store.clock.now(), 60}, silent), ErrorCode::Conflict);
        QCOMPARE(store.people().size(), 3U);
    }

    void cancellingKeepsWholeBatches()
    {
        Store store;
        QVERIFY(store.fill(1));
        StopAt afterOne(kSampleBatch);
        const auto made = makeSample(*store.vault, store.catalogue, {kSampleBatch + 1, 7, store.clock.now(), 60}, afterOne);
        EXPECT_ERROR(made, ErrorCode::Cancelled);
        QCOMPARE(store.people().size(), static_cast<std::size_t>(kSampleBatch) + 1);
    }

    void noticesMoveToTheDayOfTheSample()
    {
        const Timestamp now = fromMillis(1'900'000'000'000);
        const auto catalogue = sampleCatalogue(now);
        EXPECT_OK(catalogue);
        const NoticeVersion *changed = catalogue->noticeAt(NoticeId("sharing"), now);
        QVERIFY(changed && changed->version == 2);
        QVERIFY(now - changed->effective > std::chrono::days(20) && now - changed->effective < std::chrono::days(35));
    }

    void howFastPeopleAreMade()
    {
        if (qEnvironmentVariableIsEmpty("ASSENT_BENCH"))
            QSKIP("a measurement: set ASSENT_BENCH to print it");
        QBENCHMARK_ONCE {
            Store store;
            QVERIFY(store.fill(5000));
        }
    }
};

ASSENT_TEST_CLASS(SampleTest);
#include "tst_sample.moc"
