#include "base/expect.h"
#include "base/registry.h"
#include "receipt/people.h"
#include "transfer/recordimport.h"

using namespace assent;

namespace {

using Count = std::uint64_t;

std::string consent(const char *status, const std::string &more = {}, const char *type = "newsletter")
{
    return std::string("{\"scope\": \"shop\", \"typeIdentifier\": \"") + type + "\", \"status\": \"" + status + "\"" + more + "}";
}
std::string at(const char *member, const std::string &time) { return std::string(", \"") + member + "\": \"" + time + "\""; }
std::string profile(const std::string &consents)
{
    return "{\"itemId\": \"profile-7\", \"itemType\": \"profile\", \"properties\": {\"email\": \"anna@example.com\"},\n\"consents\": {" + consents + "}}";
}
std::string modify(const std::string &consent, const std::string &more = {}, const char *who = "anna@example.com")
{
    return std::string("{\"eventType\": \"modifyConsent\", \"scope\": \"shop\", \"profileId\": \"") + who + "\"" + more
        + ",\n\"properties\": {\"consent\": " + consent + "}}";
}
Result<ConsentDocument> read(const std::string &text) { return readConsentDocument(text, "unomi.json"); }

} // namespace

/// Consents of Apache Unomi.
class UnomiTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::People> m_people;

    Result<RecordImportReport> import(const std::string &text)
    {
        ASSENT_TRY(const ConsentDocument document, read(text));
        RecordImportOptions options;
        options.source = SourceId("email_service");
        options.channel = ChannelId("email");
        options.notice = 0;
        m_people->store.clock.advance(std::chrono::seconds(1));
        return importRecords(*m_people->store.vault, *m_people->store.profiles, *m_people->store.catalogue, document, options);
    }
    StateWord word()
    {
        const ConsentView view = *m_people->consents.view(m_people->anna);
        const ConsentKey key{m_people->store.catalogue->controller(), view.persona, PurposeId("newsletter"), ChannelId("email"), kSelf};
        return m_people->consents.state(view, key, m_people->store.clock.now()).state.word;
    }
    std::string daysAgo(int days) const { return toRfc3339(m_people->store.clock.now() - std::chrono::days(days)); }

private Q_SLOTS:
    void init() { m_people = std::make_unique<test::People>(); }
    void cleanup() { m_people.reset(); }

    void aProfileTellsItsConsents()
    {
        const auto document = read(profile("\"shop/newsletter\": " + consent("GRANTED", at("statusDate", "2026-01-02T03:04:05Z") + at("revokeDate", "2028-01-02T03:04:05Z"))
            + ", \"shop/ads\": " + consent("DENIED", at("metadata", "x"), "ads")));
        EXPECT_OK(document);
        QVERIFY(document->format == ConsentDocument::Format::Unomi);
        QCOMPARE(document->records.size(), 2U);
        const auto *given = document->records[0].process.purposes.front().title == "newsletter" ? &document->records[0] : &document->records[1];
        QVERIFY(given->events.front().state == RecordState::Given);
        QCOMPARE(given->events.front().time->toString(), std::string("2026-01-02T03:04:05.000Z"));
        QCOMPARE(given->events.front().holds->until->toString(), std::string("2028-01-02T03:04:05.000Z"));
        QCOMPARE(given->id, std::string("urn:unomi:consent:profile-7/shop/newsletter"));
        QCOMPARE(document->notRead, std::vector<std::string>{"/consents/shop~1ads/metadata"});
        QCOMPARE(json::canonical(toJson(*document)).find("\"read_from\":\"unomi\"") != std::string::npos, true);
    }

    void eventsOfOneConsentAreOneRecordInOrder()
    {
        const auto document = read("[" + modify(consent("REVOKED", at("statusDate", "2026-02-01T00:00:00Z"))) + ", {\"eventType\": \"view\"}, "
            + modify(consent("GRANTED"), at("timeStamp", "2026-01-01T00:00:00Z")) + "]");
        EXPECT_OK(document);
        QCOMPARE(document->records.size(), 1U);
        QVERIFY(document->records[0].events[0].state == RecordState::Given);
        QVERIFY(document->records[0].events[1].state == RecordState::Withdrawn);
        QCOMPARE(document->notRead, std::vector<std::string>{"/1"});
    }

    void theyBecomeActs()
    {
        const std::string given = profile("\"shop/newsletter\": " + consent("GRANTED", at("statusDate", daysAgo(3))));
        const auto first = import(given);
        EXPECT_OK(first);
        QCOMPARE(first->consents.grants, Count(1));
        QVERIFY(word() == StateWord::Given);
        const auto again = import(given);
        EXPECT_OK(again);
        QCOMPARE(again->consents.unchanged, Count(1));
        const auto revoked = import("{\"events\": [" + modify(consent("REVOKED", at("statusDate", daysAgo(1)))) + "]}");
        EXPECT_OK(revoked);
        QCOMPARE(revoked->consents.withdrawals, Count(1));
        QVERIFY(word() == StateWord::Withdrawn);
    }

    void whatTheCatalogueDoesNotKnowIsRefusedWithItsPlace()
    {
        const auto report = import(profile("\"shop/pigeons\": " + consent("GRANTED", at("statusDate", daysAgo(3)), "pigeons")));
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(1));
        QCOMPARE(report->problems.front().pointer, std::string("/consents/shop~1pigeons"));
        QVERIFY(report->problems.front().reason.find("pigeons") != std::string::npos);
        QCOMPARE(report->problems.front().line, 2);
    }

    void whatBreaksTheFormatIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const std::string &text, const char *field) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromLatin1(field);
        };
        row("a status that is none", modify(consent("MAYBE")), "/properties/consent/status");
        row("no status", modify("{\"typeIdentifier\": \"newsletter\"}"), "/properties/consent/status");
        row("no type", modify("{\"status\": \"GRANTED\"}"), "/properties/consent/typeIdentifier");
        row("a time that is none", modify(consent("GRANTED", at("statusDate", "yesterday"))), "/properties/consent/statusDate");
        row("ends before it is given", modify(consent("GRANTED", at("statusDate", "2026-01-02T00:00:00Z") + at("revokeDate", "2026-01-01T00:00:00Z"))),
            "/properties/consent");
        row("no consent", "{\"eventType\": \"modifyConsent\", \"properties\": {}}", "/properties/consent");
        row("a consent that is a text", modify("\"GRANTED\""), "/properties/consent");
        row("consents in a list", "{\"itemType\": \"profile\", \"itemId\": \"p\", \"consents\": []}", "/consents");
        row("a profile without an id", "{\"itemType\": \"profile\", \"consents\": {}}", "/itemId");
        row("events that are none", "[{\"eventType\": \"view\"}]", "");
        row("an event that is a number", "[" + modify(consent("DENIED")) + ", 7]", "/1");
    }
    void whatBreaksTheFormatIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, field);
        const auto document = read(text.toStdString());
        EXPECT_ERROR(document, ErrorCode::Invalid);
        QCOMPARE(QString::fromStdString(document.error().where.field), field);
        QCOMPARE(document.error().where.file, std::string("unomi.json"));
        QVERIFY(document.error().where.line > 0);
    }
};

ASSENT_TEST_CLASS(UnomiTest);
#include "tst_unomi.moc"
