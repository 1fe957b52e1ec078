#include "base/expect.h"
#include "base/registry.h"
#include "profile/erasure.h"
#include "receipt/people.h"
#include "transfer/recordimport.h"

using namespace assent;

namespace {

using Count = std::uint64_t;

std::string eventText(const char *state, const char *time)
{
    return std::string("{\"@type\": \"dpv:") + state + "\"" + (time ? std::string(", \"dpv:isIndicatedAtTime\": \"") + time + "\"" : std::string()) + "}";
}
std::string record(const std::string &events, const char *purpose = "{\"@id\": \"urn:assent:purpose:newsletter\"}", const char *id = "x:1",
    const char *who = "anna@example.com")
{
    return std::string("{\"@id\": \"") + id + "\", \"@type\": \"dpv:ConsentRecord\", \"dpv:hasDataSubject\": {\"@id\": \"x:anna\", \"dct:identifier\": \"" + who
        + "\"}, \"assent:channel\": \"email\", \"dpv:hasPurpose\": " + purpose + ", \"dpv:hasConsentStatus\": [" + events + "]}";
}

} // namespace

class RecordImportTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::People> m_people;

    Result<RecordImportReport> import(const std::string &text, RecordImportOptions options = {})
    {
        ASSENT_TRY(const ConsentDocument document, readConsentDocument(text, "records.jsonld"));
        options.source = SourceId("email_service");
        m_people->store.clock.advance(std::chrono::seconds(1));
        return importRecords(*m_people->store.vault, *m_people->store.profiles, *m_people->store.catalogue, document, options);
    }
    RecordImportOptions attested() const
    {
        RecordImportOptions options;
        options.notice = 0; // the one in effect then
        return options;
    }
    StateWord word(const char *purpose = "newsletter")
    {
        const ConsentView view = *m_people->consents.view(m_people->anna);
        const ConsentKey key{m_people->store.catalogue->controller(), view.persona, PurposeId(purpose), ChannelId("email"), kSelf};
        return m_people->consents.state(view, key, m_people->store.clock.now()).state.word;
    }
    std::size_t acts() { return m_people->consents.history(m_people->anna)->size(); }
    std::string daysAgo(int days) const
    {
        return toRfc3339(m_people->store.clock.now() - std::chrono::days(days));
    }

private Q_SLOTS:
    void init() { m_people = std::make_unique<test::People>(); }
    void cleanup() { m_people.reset(); }

    // DOMAIN.md section 2, consequence 11.
    void whatWasGivenBeforeAnErasureIsVoid()
    {
        EXPECT_OK(eraseSubject(*m_people->store.vault, m_people->anna, ErasedBy::Self));
        m_people->store.clock.advance(std::chrono::hours(48));
        m_people->anna = m_people->add("anna@example.com"); // came back
        const auto before = import(record(eventText("ConsentGiven", daysAgo(3).c_str())), attested());
        EXPECT_OK(before);
        QCOMPARE(before->consents.suppressed, Count(1));
        QCOMPARE(acts(), 0U);
        EXPECT_OK(import(record(eventText("ConsentWithdrawn", daysAgo(3).c_str()), "{\"@id\": \"urn:assent:purpose:newsletter\"}", "x:2")));
        QCOMPARE(acts(), 1U);
        const auto since = import(record(eventText("ConsentGiven", daysAgo(1).c_str()), "{\"@id\": \"urn:assent:purpose:newsletter\"}", "x:3"), attested());
        EXPECT_OK(since);
        QCOMPARE(since->consents.suppressed, Count(0));
        QCOMPARE(since->consents.grants, Count(1));
    }

    void aGivenConsentIsTakenInOnce()
    {
        const std::string text = record(eventText("ConsentGiven", daysAgo(3).c_str()));
        const auto first = import(text, attested());
        EXPECT_OK(first);
        QCOMPARE(first->consents.grants, Count(1));
        QVERIFY(word() == StateWord::Given);
        const auto second = import(text, attested());
        EXPECT_OK(second);
        QCOMPARE(second->consents.grants, Count(0));
        QCOMPARE(second->consents.unchanged, Count(1));
        QCOMPARE(acts(), std::size_t(1));
    }

    void itsHistoryEndsInItsLastState()
    {
        const std::string text = record(eventText("ConsentWithdrawn", daysAgo(1).c_str()) + "," + eventText("ConsentGiven", daysAgo(3).c_str()));
        EXPECT_OK(import(text, attested()));
        QVERIFY(word() == StateWord::Withdrawn);
        QCOMPARE(import(text, attested())->consents.unchanged, Count(2));
        QCOMPARE(acts(), std::size_t(2));
    }

    void anImportSeesNothingAndOpensNothingThatThePersonClosed()
    {
        m_people->withdrawAll(m_people->anna);
        EXPECT_OK(import(record(eventText("ConsentGiven", daysAgo(3).c_str())), attested()));
        QVERIFY(word() == StateWord::Withdrawn);
        const auto history = *m_people->consents.history(m_people->anna);
        QVERIFY(history.front().event.core.parents.empty());
        QVERIFY(history.front().event.payload.actorRole == ActorRole::Import);
    }

    void aConsentWithoutItsNoticeIsRefused()
    {
        const auto report = import(record(eventText("ConsentGiven", daysAgo(3).c_str())));
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(1));
        QCOMPARE(report->problems.front().pointer, std::string("/dpv:hasConsentStatus/0"));
        QCOMPARE(acts(), std::size_t(0));
    }

    void aWithdrawalNeedsNothingAndCountsBesideAProblem()
    {
        const auto report = import(record(eventText("ConsentGiven", daysAgo(3).c_str()) + "," + eventText("ConsentWithdrawn", daysAgo(1).c_str())));
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(1));
        QCOMPARE(report->consents.withdrawals, Count(1));
        QVERIFY(word() == StateWord::Withdrawn);
    }

    void strictRefusesAllForOne()
    {
        RecordImportOptions options;
        options.strict = true;
        const auto report = import(record(eventText("ConsentGiven", daysAgo(3).c_str()) + "," + eventText("ConsentWithdrawn", daysAgo(1).c_str())), options);
        EXPECT_OK(report);
        QVERIFY(report->refusedWhole);
        QCOMPARE(acts(), std::size_t(0));
    }

    void aDryRunChangesNothing()
    {
        RecordImportOptions options = attested();
        options.dryRun = true;
        QCOMPARE(import(record(eventText("ConsentGiven", daysAgo(3).c_str())), options)->consents.grants, Count(1));
        QCOMPARE(acts(), std::size_t(0));
    }

    void purposesAreFoundByIdTermOrName_data()
    {
        QTest::addColumn<QByteArray>("purpose");
        QTest::addColumn<QByteArray>("reason"); // empty: found
        QTest::newRow("our id") << QByteArray("{\"@id\": \"urn:assent:purpose:surveys\"}") << QByteArray();
        QTest::newRow("a term that one has") << QByteArray("\"dpv:ResearchAndDevelopment\"") << QByteArray();
        QTest::newRow("a name") << QByteArray::fromStdString("{\"@type\": \"dpv:Purpose\", \"dct:title\": \""
            + nameOfSurveys() + "\"}") << QByteArray();
        QTest::newRow("a term that two have") << QByteArray("\"dpv:DirectMarketing\"") << QByteArray("newsletter, offers");
        QTest::newRow("a term that none has") << QByteArray("\"dpv:PaymentManagement\"") << QByteArray("no purpose");
    }
    void purposesAreFoundByIdTermOrName()
    {
        QFETCH(QByteArray, purpose);
        QFETCH(QByteArray, reason);
        const auto report = import(record(eventText("ConsentGiven", daysAgo(3).c_str()), purpose.constData()), attested());
        EXPECT_OK(report);
        if (reason.isEmpty()) {
            QVERIFY2(report->problems.empty(), report->problems.empty() ? "" : report->problems.front().reason.c_str());
            QVERIFY(word("surveys") == StateWord::Given);
        } else {
            QVERIFY2(QByteArray::fromStdString(report->problems.at(0).reason).contains(reason), report->problems.front().reason.c_str());
        }
    }

    void whoIsNotKnownIsRefused()
    {
        const auto nobody = import(record(eventText("ConsentGiven", daysAgo(3).c_str()), "{\"@id\": \"urn:assent:purpose:newsletter\"}", "x:1", "eve@example.com"), attested());
        EXPECT_OK(nobody);
        QCOMPARE(nobody->refused, Count(1));
        RecordImportOptions options = attested();
        options.subject = m_people->bert;
        const auto another = import(record(eventText("ConsentGiven", daysAgo(3).c_str())), options);
        EXPECT_OK(another);
        QCOMPARE(another->refused, Count(1));
        QCOMPARE(acts(), std::size_t(0));
    }

    void eventsWithoutATimeCountWhereTheyClose()
    {
        const auto report = import(record(eventText("ConsentGiven", nullptr) + "," + eventText("ConsentWithdrawn", nullptr)), attested());
        EXPECT_OK(report);
        QCOMPARE(report->consents.grants, Count(0));
        QCOMPARE(report->consents.withdrawals, Count(1));
        QCOMPARE(report->refused, Count(1));
    }

    void aConsentLapsesWhenItSays()
    {
        const std::string until = toRfc3339(m_people->store.clock.now() + std::chrono::days(2));
        const std::string given = "{\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"" + daysAgo(3)
            + "\", \"dpv:hasDuration\": {\"@type\": \"dpv:UntilTimeDuration\", \"rdf:value\": \"" + until + "\"}}";
        EXPECT_OK(import(record(given), attested()));
        QVERIFY(word() == StateWord::Given);
        m_people->store.clock.advance(std::chrono::days(3));
        QVERIFY(word() == StateWord::Expired);
    }

    void aKantaraReceiptIsTakenIn()
    {
        const Receipt receipt = m_people->receipt(m_people->bert, m_people->grant(m_people->bert));
        json::Value value = toKantara(receipt.document).value();
        value.set("piiPrincipalId", "anna@example.com");
        RecordImportOptions options = attested();
        options.channel = ChannelId("email");
        const auto doubtful = import(json::pretty(value), options);
        EXPECT_OK(doubtful);
        QCOMPARE(doubtful->problems.size(), std::size_t{1}); // a category that two purposes have
        options.purpose = PurposeId("newsletter");
        const auto report = import(json::pretty(value), options);
        EXPECT_OK(report);
        QVERIFY2(report->problems.empty(), report->problems.empty() ? "" : report->problems.front().reason.c_str());
        QVERIFY(word() == StateWord::Given);
    }

private:
    static std::string nameOfSurveys() { return test::sampleCatalogue()->purpose(PurposeId("surveys"))->name.in("pl"); }
};

ASSENT_TEST_CLASS(RecordImportTest);
#include "tst_recordimport.moc"
