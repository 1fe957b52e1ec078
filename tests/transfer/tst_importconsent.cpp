#include "base/registry.h"
#include "consent/audit.h"
#include "consent/consentstore.h"
#include "ledger/ledger.h"
#include "profile/erasure.h"
#include "transfer/importpeople.h"
#include "transfer/store.h"
#include "vault/outbox.h"

using namespace assent;

namespace {

using Count = std::uint64_t;

/// One consent, dated by a column of its own.
const std::string kDated = R"({"version": 1, "columns": {
  "id": {"record_id": true}, "email": {"identifier": "email"},
  "status": {"consent": {"purpose": "newsletter", "channel": "email", "decided_at": "changed", "notice": "in effect at the time",
    "values": {"subscribed": "grant", "unsubscribed": "withdraw", "refused": "refuse", "pending": "request", "cleaned": "nothing"}}}}})";
/// The same without times.
const std::string kUndated = R"({"version": 1, "columns": {
  "id": {"record_id": true}, "email": {"identifier": "email"},
  "status": {"consent": {"purpose": "newsletter", "channel": "email", "notice": "in effect at the time",
    "values": {"subscribed": "grant", "unsubscribed": "withdraw"}}}}})";
/// Two consents, one of them for everything that uses the channel.
const std::string kTwoColumns = R"({"version": 1, "columns": {
  "id": {"record_id": true}, "email": {"identifier": "email", "optional": true}, "born": {"attribute": "birth_date", "form": "date", "optional": true},
  "news": {"consent": {"purpose": "newsletter", "channel": "email", "notice_version": 1, "values": {"yes": "grant", "no": "refuse"}}},
  "never write": {"consent": {"purpose": "*", "channel": "email", "recipient": "*", "values": {"x": "withdraw", "-": "nothing"}}}}})";

class StopAfter final : public Progress
{
public:
    explicit StopAfter(int reports) : m_left(reports) {}
    bool report(std::uint64_t, std::uint64_t) override { return m_left-- > 0; }

private:
    int m_left;
};

std::string dated(std::string_view status, std::string_view changed)
{
    return "id,email,status,changed\n1,anna@example.com," + std::string(status) + "," + std::string(changed) + "\n";
}
std::string undated(std::string_view status) { return "id,email,status\n1,anna@example.com," + std::string(status) + "\n"; }

} // namespace

/// Imports are observations (DOMAIN.md section 2, consequence 9).
class ImportConsentTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Store> m_store;
    std::unique_ptr<ConsentStore> m_consents;

    Result<ImportReport> import(std::string text, const Mapping &mapping, ImportOptions options = {})
    {
        NoProgress progress;
        if (options.source.empty())
            options.source = SourceId("email_service");
        return importPeople(*m_store->vault, *m_store->profiles, *m_store->catalogue, std::make_unique<TextSource>(std::move(text)), mapping, options, progress);
    }
    Result<ImportReport> import(std::string text, const std::string &mapping, ImportOptions options = {})
    {
        ASSENT_TRY(const Mapping read, Mapping::parse(mapping, "map.json", *m_store->catalogue));
        return import(std::move(text), read, std::move(options));
    }
    Result<ImportReport> importPreset(std::string_view name, std::string_view status, std::string text, PresetConsent consent = {"newsletter", "email", 0})
    {
        ASSENT_TRY(Mapping mapping, Mapping::preset(name, *m_store->catalogue, consent));
        if (!status.empty())
            ASSENT_CHECK(mapping.setStatus(status));
        return import(std::move(text), mapping);
    }

    SubjectId subject(std::string_view email) { return m_store->profiles->findByIdentifier("email", email)->front(); }
    KeyState state(std::string_view email, const char *purpose = "newsletter", const char *channel = "email")
    {
        const ConsentView view = *m_consents->view(subject(email));
        return m_consents->state(view, {m_store->catalogue->controller(), view.persona, PurposeId(purpose), ChannelId(channel), kSelf}, m_store->clock.now());
    }
    bool allowed(std::string_view email = "anna@example.com") { return state(email).state.allowed; }
    QByteArray word(std::string_view email = "anna@example.com") { return stateWordName(state(email).state.word).data(); }
    std::vector<HistoryEntry> history(std::string_view email = "anna@example.com") { return *m_consents->history(subject(email)); }
    QByteArrayList acts(std::string_view email = "anna@example.com")
    {
        QByteArrayList names;
        for (const HistoryEntry &entry : history(email))
            names.prepend(actName(entry.event.core.act).data());
        return names;
    }
    /// What the person does on the screen.
    void decide(Act act, std::string_view email = "anna@example.com")
    {
        const ConsentView view = *m_consents->view(subject(email));
        Decision decision;
        decision.act = act;
        decision.pattern = KeyPattern::of({m_store->catalogue->controller(), view.persona, PurposeId("newsletter"), ChannelId("email"), kSelf});
        decision.servedMode = isOpening(act) ? ServedMode::Screen : ServedMode::None;
        EXPECT_OK(m_consents->decide(view, std::span(&decision, 1)));
    }
    void days(int n) { m_store->clock.advance(std::chrono::days{n}); }
    void joinHub()
    {
        EXPECT_OK(m_store->vault->db().run("INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_error)"
                                           " VALUES(1, 'http://127.0.0.1:1', 'e', 't', 'k', '', '', '')"));
    }

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<test::Store>();
        m_consents = std::make_unique<ConsentStore>(*m_store->vault, m_store->catalogue);
    }
    void cleanup()
    {
        m_consents.reset();
        m_store.reset();
    }

    // DOMAIN.md section 2, consequence 11.
    void whatWasAllowedBeforeAnErasureIsVoid()
    {
        const std::string before = dated("subscribed", toRfc3339(m_store->clock.now() - std::chrono::days(3)));
        EXPECT_OK(import(before, kDated));
        QVERIFY(allowed());
        EXPECT_OK(eraseSubject(*m_store->vault, subject("anna@example.com"), ErasedBy::Self));
        days(2);
        for (const std::string &text : {before, before}) {
            const auto again = import(text, kDated);
            EXPECT_OK(again);
            QCOMPARE(again->consents.grants, Count(0));
            QCOMPARE(again->consents.suppressed, Count(1));
            QVERIFY(!allowed());
        }
        QCOMPARE(import(undated("subscribed"), kUndated)->consents.suppressed, Count(1));
        const auto since = import(dated("subscribed", toRfc3339(m_store->clock.now() - std::chrono::days(1))), kDated);
        EXPECT_OK(since);
        QCOMPARE(since->consents.grants, Count(1));
        QVERIFY(allowed());
    }
    void whatWasWithdrawnBeforeAnErasureCounts()
    {
        const std::string before = dated("unsubscribed", toRfc3339(m_store->clock.now() - std::chrono::days(3)));
        EXPECT_OK(import(before, kDated));
        EXPECT_OK(eraseSubject(*m_store->vault, subject("anna@example.com"), ErasedBy::Self));
        days(1);
        const auto again = import(before, kDated);
        EXPECT_OK(again);
        QCOMPARE(again->consents.withdrawals, Count(1));
        QCOMPARE(again->consents.suppressed, Count(0));
    }

    void statusesBecomeActs()
    {
        const auto report = import("id,email,status,changed\n1,a@example.com,subscribed,2025-06-01 10:00:00\n2,b@example.com,Unsubscribed,2025-06-02\n"
                                   "3,c@example.com,refused,\n4,d@example.com,pending,2025-06-04T08:00:00Z\n5,e@example.com,cleaned,\n6,f@example.com,,\n", kDated);
        EXPECT_OK(report);
        QCOMPARE(report->added, Count(6));
        QCOMPARE(report->consents.grants, Count(1));
        QCOMPARE(report->consents.withdrawals, Count(1));
        QCOMPARE(report->consents.refusals, Count(1));
        QCOMPARE(report->consents.requests, Count(1));
        QVERIFY(report->ignoredColumns.empty());
        QCOMPARE(word("a@example.com"), QByteArray("given"));
        QCOMPARE(word("b@example.com"), QByteArray("withdrawn"));
        QCOMPARE(word("c@example.com"), QByteArray("refused"));
        QCOMPARE(word("d@example.com"), QByteArray("requested"));
        QCOMPARE(word("e@example.com"), QByteArray("unknown"));
        QCOMPARE(word("f@example.com"), QByteArray("unknown"));
    }

    void anActSaysWhereItComesFrom()
    {
        EXPECT_OK(import(dated("subscribed", "2025-06-01 10:00:00"), kDated));
        const ConsentEvent event = history().front().event;
        QCOMPARE(event.core.id.uuid().version(), 8);
        QVERIFY(event.core.parents.empty());
        QCOMPARE(toRfc3339(event.core.decidedAt), std::string("2025-06-01T10:00:00.000Z"));
        QVERIFY(event.payload.actorRole == ActorRole::Import);
        QVERIFY(event.payload.method == ConsentMethod::Import);
        QVERIFY(event.payload.servedMode == ServedMode::Attested);
        QCOMPARE(event.payload.actorId, std::string("email_service"));
        QCOMPARE(event.payload.noticeVersion, 1);
        QCOMPARE(event.payload.reason, std::string("subscribed"));
        const Person anna = *m_store->profiles->person(subject("anna@example.com"));
        const auto record = std::find_if(anna.identifiers.begin(), anna.identifiers.end(), [](const Identifier &i) { return i.type == "source_record"; });
        QCOMPARE(event.payload.verificationId, "record:" + record->value + "@2025-06-01T10:00:00.000Z");
    }

    void theSameFileTwiceDoesNothing()
    {
        const std::string text = "id,email,status,changed\n1,a@example.com,subscribed,2025-06-01\n2,b@example.com,unsubscribed,2025-06-02\n3,c@example.com,refused,\n";
        EXPECT_OK(import(text, kDated));
        days(1);
        const auto again = import(text, kDated);
        EXPECT_OK(again);
        QCOMPARE(again->consents.grants + again->consents.withdrawals + again->consents.refusals, Count(0));
        QCOMPARE(again->consents.unchanged, Count(3));
        QCOMPARE(again->unchanged, Count(3));
        QCOMPARE(*Ledger(*m_store->vault).size(), Count(3));
    }

    void aSecondRealUnsubscribeCounts_data()
    {
        QTest::addColumn<bool>("withTimes");
        QTest::newRow("with times") << true;
        QTest::newRow("without") << false;
    }
    void aSecondRealUnsubscribeCounts()
    {
        QFETCH(bool, withTimes);
        const char *const statuses[] = {"unsubscribed", "subscribed", "unsubscribed"};
        const char *const times[] = {"2025-06-01", "2025-07-01", "2025-08-01"};
        for (int i = 0; i < 3; ++i) {
            for (int twice = 0; twice < 2; ++twice)
                EXPECT_OK(withTimes ? import(dated(statuses[i], times[i]), kDated) : import(undated(statuses[i]), kUndated));
            days(1);
        }
        QCOMPARE(acts(), (QByteArrayList{"withdraw", "grant", "withdraw"}));
    }

    void whatThePersonGrantsAfterAnImportedUnsubscribeStays()
    {
        EXPECT_OK(import(dated("unsubscribed", "2025-06-01"), kDated));
        QVERIFY(!allowed());
        decide(Act::Grant);
        QVERIFY(allowed());
        days(1);
        EXPECT_OK(import(dated("unsubscribed", "2025-06-01"), kDated));
        QVERIFY(allowed());
        const auto older = import(dated("unsubscribed", "2025-05-01"), kDated);
        EXPECT_OK(older);
        QCOMPARE(older->consents.stale, Count(1));
        QVERIFY(allowed());
    }

    void theSameHoldsWithoutTimes()
    {
        EXPECT_OK(import(undated("unsubscribed"), kUndated));
        decide(Act::Grant);
        days(1);
        EXPECT_OK(import(undated("unsubscribed"), kUndated));
        QVERIFY(allowed());
    }

    void aLaterUnsubscribeClosesWhatThePersonGranted()
    {
        EXPECT_OK(import(dated("unsubscribed", "2025-06-01"), kDated));
        decide(Act::Grant);
        days(2);
        // The source had them back meanwhile; no file tells.
        const auto later = import(dated("unsubscribed", "2026-03-02T12:00:00Z"), kDated);
        EXPECT_OK(later);
        QCOMPARE(later->consents.withdrawals, Count(1));
        QVERIFY(!allowed());
    }

    void aFirstUnsubscribeClosesHoweverOldItIs()
    {
        EXPECT_OK(import("id,email,status,changed\n1,anna@example.com,,\n", kDated));
        decide(Act::Grant);
        EXPECT_OK(import(dated("unsubscribed", "2020-01-01"), kDated));
        QVERIFY(!allowed());
    }

    void anImportNeverOpensWhatThePersonClosed()
    {
        EXPECT_OK(import(dated("subscribed", "2025-06-01"), kDated));
        decide(Act::Withdraw);
        days(1);
        EXPECT_OK(import(dated("unsubscribed", "2025-07-01"), kDated));
        EXPECT_OK(import(dated("subscribed", "2026-03-02"), kDated));
        QCOMPARE(acts(), (QByteArrayList{"grant", "withdraw", "withdraw", "grant"}));
        QVERIFY(!allowed());
        decide(Act::Grant);
        QVERIFY(allowed());
    }

    void twoSourcesAreObservedApart()
    {
        EXPECT_OK(import(dated("unsubscribed", "2025-06-01"), kDated));
        const auto other = import("id,email,status,changed\n1,ben@example.com,unsubscribed,2025-06-01\n", kDated, {.source = SourceId("web_shop")});
        EXPECT_OK(other);
        QCOMPARE(other->consents.withdrawals, Count(1));
        QVERIFY(history().front().event.core.id != history("ben@example.com").front().event.core.id);
        const auto again = import("id,email,status,changed\n1,ben@example.com,subscribed,2025-06-02\n", kDated, {.source = SourceId("web_shop")});
        EXPECT_OK(again);
        QCOMPARE(acts(), QByteArrayList{"withdraw"});
        QCOMPARE(acts("ben@example.com"), (QByteArrayList{"withdraw", "grant"}));
    }

    void aWildcardClosesTheChannelAlone()
    {
        EXPECT_OK(import("id,email,news,never write\n1,anna@example.com,yes,-\n", kTwoColumns));
        QVERIFY(allowed());
        const auto report = import("id,email,news,never write\n1,anna@example.com,,x\n", kTwoColumns);
        EXPECT_OK(report);
        QCOMPARE(report->consents.withdrawals, Count(1));
        for (const char *purpose : {"newsletter", "offers", "surveys"})
            QCOMPARE(state("anna@example.com", purpose).state.word, StateWord::Withdrawn);
        QCOMPARE(state("anna@example.com", "offers", "sms").state.word, StateWord::Unknown);
        const auto again = import("id,email,news,never write\n1,anna@example.com,,X\n", kTwoColumns);
        EXPECT_OK(again);
        QCOMPARE(again->consents.unchanged, Count(1));
    }

    void aRowThatClosesDoesNotOpenTheSame()
    {
        const auto report = import("id,email,news,never write\n1,anna@example.com,yes,x\n", kTwoColumns);
        EXPECT_OK(report);
        QCOMPARE(report->consents.grants, Count(0));
        QCOMPARE(acts(), QByteArrayList{"withdraw"});
    }

    void unknownValuesAreProblemsOfTheirCell()
    {
        const auto report = import("id,email,status,changed\n1,anna@example.com,secret,\n2,b@example.com,subscribed,yesterday\n3,c@example.com,subscribed,2031-01-01\n", kDated);
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(3));
        QCOMPARE(report->problems[0].line, 2);
        QCOMPARE(report->problems[0].column, 20);
        QCOMPARE(report->problems[0].field, std::string("status"));
        QCOMPARE(report->problems[1].field, std::string("changed"));
        QCOMPARE(report->problems[2].field, std::string("changed"));
        QVERIFY(json::canonical(toJson(*report)).find("secret") == std::string::npos);
    }

    void aGrantNeedsTheNoticeAndAClosingDoesNot()
    {
        const std::string mapping = R"({"version": 1, "columns": {"id": {"record_id": true}, "email": {"identifier": "email"},
            "status": {"consent": {"purpose": "newsletter", "channel": "email", "values": {"subscribed": "grant", "unsubscribed": "withdraw"}}}}})";
        const auto report = import("id,email,status\n1,anna@example.com,subscribed\n2,ben@example.com,unsubscribed\n", mapping);
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(1));
        QCOMPARE(report->added, Count(1));
        QCOMPARE(report->problems[0].field, std::string("status"));
        QVERIFY(report->problems[0].reason.find("notice") != std::string::npos);
        QCOMPARE(word("ben@example.com"), QByteArray("withdrawn"));
    }

    void aGrantBeforeAnyNoticeIsRefused()
    {
        const auto report = import(dated("subscribed", "2020-06-01"), kDated);
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(1));
        QCOMPARE(report->consents.grants, Count(0));
    }

    void nothingBlocksAClosingOfAKnownRecord_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::newRow("a bad cell") << QByteArray("1,no address,,,x");
        QTest::newRow("an unknown value") << QByteArray("1,anna@example.com,,perhaps,x");
        QTest::newRow("a bad date") << QByteArray("1,anna@example.com,31.31.31,,x");
    }
    void nothingBlocksAClosingOfAKnownRecord()
    {
        QFETCH(QByteArray, row);
        EXPECT_OK(import("id,email,born,news,never write\n1,anna@example.com,,yes,-\n", kTwoColumns));
        const auto report = import("id,email,born,news,never write\n" + row.toStdString() + "\n9,new@example.com,31.31.31,,x\n", kTwoColumns);
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(2));
        QCOMPARE(report->consents.withdrawals, Count(1));
        QVERIFY(!allowed());
        QCOMPARE(*m_store->profiles->count(), std::int64_t(1));
    }

    void anUnreadableTimeDoesNotBlockAClosing()
    {
        const auto report = import(dated("unsubscribed", "long ago"), kDated);
        EXPECT_OK(report);
        QCOMPARE(report->refused, Count(0));
        QCOMPARE(word(), QByteArray("withdrawn"));
    }

    void theFilesTimeDatesWhatRowsDoNot()
    {
        const Timestamp june = *fromRfc3339("2025-06-01");
        EXPECT_OK(import(undated("subscribed"), kUndated, {.source = {}, .asOf = june}));
        QVERIFY(history().front().event.core.decidedAt == june);
        const auto older = import(undated("unsubscribed"), kUndated, {.source = {}, .asOf = june - std::chrono::days{1}});
        EXPECT_OK(older);
        QCOMPARE(older->consents.stale, Count(1));
        EXPECT_ERROR(import(undated("subscribed"), kUndated, {.source = {}, .asOf = m_store->clock.now() + std::chrono::days{1}}), ErrorCode::Invalid);
    }

    void aLocalTimeAheadOfOursIsTheSameTwice()
    {
        const std::string text = dated("unsubscribed", "2026-03-01 17:00:00"); // it is 09:00 in UTC
        EXPECT_OK(import(text, kDated));
        QVERIFY(history().front().event.core.decidedAt == m_store->clock.now());
        decide(Act::Grant);
        days(1);
        EXPECT_OK(import(text, kDated));
        QVERIFY(allowed());
    }

    void aRecordTwiceInAFileIsObservedInOrder()
    {
        const std::string text = "id,email,status,changed\n1,anna@example.com,unsubscribed,2025-06-01\n1,anna@example.com,unsubscribed,2025-06-01\n"
                                 "1,anna@example.com,subscribed,2025-06-02\n";
        const auto report = import(text, kDated);
        EXPECT_OK(report);
        QCOMPARE(report->consents.unchanged, Count(1));
        QCOMPARE(acts(), (QByteArrayList{"withdraw", "grant"}));
    }

    void aDryRunCountsTheSameAndChangesNothing()
    {
        EXPECT_OK(import(dated("subscribed", "2025-06-01"), kDated));
        const std::string text = "id,email,status,changed\n1,anna@example.com,unsubscribed,2025-07-01\n2,b@example.com,subscribed,2025-07-01\n3,c@example.com,what,\n";
        const auto dry = import(text, kDated, {.source = {}, .dryRun = true});
        EXPECT_OK(dry);
        QCOMPARE(acts(), QByteArrayList{"grant"});
        QCOMPARE(*Ledger(*m_store->vault).size(), Count(1));
        auto real = import(text, kDated);
        EXPECT_OK(real);
        real->dryRun = true;
        QCOMPARE(json::canonical(toJson(*dry)), json::canonical(toJson(*real)));
    }

    void aStrictImportThatIsRefusedDecidesNothing()
    {
        EXPECT_OK(import(dated("subscribed", "2025-06-01"), kDated));
        const auto report = import(dated("unsubscribed", "2025-07-01") + "2,b@example.com,what,\n", kDated, {.source = {}, .strict = true});
        EXPECT_OK(report);
        QVERIFY(report->refusedWhole);
        QCOMPARE(report->consents.withdrawals, Count(0));
        QVERIFY(allowed());
    }

    void closingActsWaitInTheirOwnLane()
    {
        joinHub();
        EXPECT_OK(import("id,email,status,changed\n1,a@example.com,subscribed,2025-06-01\n2,b@example.com,unsubscribed,2025-06-02\n", kDated));
        const auto counts = outbox::counts(*m_store->vault);
        EXPECT_OK(counts);
        QCOMPARE(counts->waitingClosings, std::int64_t(1));
        QCOMPARE(counts->waitingOthers, std::int64_t(3)); // two people and a grant
    }

    void anInterruptedImportGoesOnWhereItEnded()
    {
        std::string text = "id,email,status,changed\n";
        for (int i = 0; i < 1300; ++i) {
            const std::string n = std::to_string(i);
            text += n + ",p" + n + "@example.com," + (i % 2 == 0 ? "subscribed" : "unsubscribed") + ",2025-06-01\n";
        }
        StopAfter progress(2);
        const auto mapping = Mapping::parse(kDated, "map.json", *m_store->catalogue);
        const auto cut = importPeople(*m_store->vault, *m_store->profiles, *m_store->catalogue, std::make_unique<TextSource>(text), *mapping,
            {.source = SourceId("email_service"), .rowsPerTransaction = 200}, progress);
        EXPECT_ERROR(cut, ErrorCode::Cancelled);
        const Count before = *Ledger(*m_store->vault).size();
        QVERIFY(before > 0 && before < 1300);
        QCOMPARE(*m_store->profiles->count(), std::int64_t(before));
        const auto report = import(text, kDated, {.source = {}, .rowsPerTransaction = 700});
        EXPECT_OK(report);
        QCOMPARE(report->consents.grants, Count(650));
        QCOMPARE(report->consents.withdrawals, Count(650));
        const auto again = import(text, kDated);
        EXPECT_OK(again);
        QCOMPARE(again->consents.unchanged, Count(1300));
        QCOMPARE(*Ledger(*m_store->vault).size(), Count(1300));
        NoProgress quiet;
        const auto verified = Ledger(*m_store->vault).verify(quiet, consentAudit(*m_store->vault));
        EXPECT_OK(verified);
        QCOMPARE(verified->fault, std::string());
    }

    void withoutARecordIdTheAddressNamesTheRecord()
    {
        const std::string mapping = R"({"version": 1, "columns": {"email": {"identifier": "email"}},
            "consent": {"status": "unsubscribed", "purpose": "newsletter", "channel": "email", "values": {"unsubscribed": "withdraw"}}})";
        for (int i = 0; i < 2; ++i)
            EXPECT_OK(import("email\nanna@EXAMPLE.com\n", mapping));
        QCOMPARE(acts(), QByteArrayList{"withdraw"});
    }

    void listmonkTellsWhoIsBlocked()
    {
        const std::string text = "uuid,email,name,attributes,status,created_at,updated_at\n"
                                 "0b7f0a52-1c1e-4f5a-9a51-7d3a3b1c0001,anna@example.com,Anna Nowak,\"{\"\"city\"\": \"\"Kraków\"\"}\",enabled,2025-03-01 09:00:00.123456 +0000 UTC,2025-03-02 09:00:00.5 +0000 UTC\n"
                                 "0b7f0a52-1c1e-4f5a-9a51-7d3a3b1c0002,ben@example.com,Ben,{},blocklisted,2025-03-01 10:00:00.123456 +0100 CET,2025-04-02 11:00:00 +0200 CEST\n"
                                 "0b7f0a52-1c1e-4f5a-9a51-7d3a3b1c0003,cleo@example.com,Cleo,{},disabled,2025-03-01 09:00:00 +0000 +0000,2025-03-01 09:00:00 +0000 +0000\n";
        const auto all = importPreset("listmonk", {}, text);
        EXPECT_OK(all);
        QCOMPARE(all->added, Count(3));
        QCOMPARE(all->refused, Count(0));
        QVERIFY(all->statusLeftOut);
        QCOMPARE(acts("ben@example.com"), QByteArrayList{"withdraw"});
        QCOMPARE(toRfc3339(history("ben@example.com").front().event.core.decidedAt), std::string("2025-04-02T09:00:00.000Z"));
        QCOMPARE(state("ben@example.com", "offers").state.word, StateWord::Withdrawn);
        QVERIFY(acts("cleo@example.com").isEmpty());
        // The same people as the subscribers of a list: who is blocked stays so.
        const auto list = importPreset("listmonk", "confirmed", text);
        EXPECT_OK(list);
        QVERIFY(allowed());
        QCOMPARE(word("ben@example.com"), QByteArray("withdrawn"));
    }

    void mailchimpHasAFileForEachStatus()
    {
        const std::string rest = "MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION";
        const std::string facts = "2,\"2025-03-01 09:00:00\",192.0.2.1,\"2025-03-01 09:05:00\",192.0.2.1,50.06,19.94,1,2,Europe/Warsaw,PL,MA";
        const std::string head = "\"Email Address\",\"First Name\",\"Last Name\",Address,\"Phone Number\",Birthday," + rest;
        const auto subscribed = importPreset("mailchimp", "subscribed", head + ",LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
            "anna@example.com,Anna,Nowak,,,05/12," + facts + ",\"2025-09-01 08:00:00\",90498395,810826c56e,,\"\"\"vip\"\"\"\n");
        EXPECT_OK(subscribed);
        QCOMPARE(subscribed->consents.grants, Count(1));
        QCOMPARE(toRfc3339(history().front().event.core.decidedAt), std::string("2025-03-01T09:05:00.000Z"));
        QVERIFY(allowed());

        const std::string left = head + ",UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS\n"
            "anna@example.com,Anna,Nowak,,,05/12," + facts + ",\"2025-10-01 12:00:00\",Autumn,4711,NORMAL,,90498395,810826c56e,,\n";
        for (const char *status : {"unsubscribed", "", "subscribed"})
            EXPECT_OK(importPreset("mailchimp", status, left)); // even with the wrong word
        QCOMPARE(acts(), (QByteArrayList{"grant", "withdraw"}));
        QVERIFY(!allowed());

        const auto cleaned = importPreset("mailchimp", "cleaned", head + ",CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID,NOTES,TAGS\n"
            "dora@example.com,Dora,,,,," + facts + ",\"2025-10-01 12:00:00\",Autumn,4711,90498396,810826c56f,,\n");
        EXPECT_OK(cleaned);
        QCOMPARE(cleaned->added, Count(1));
        QVERIFY(acts("dora@example.com").isEmpty());
    }

    void hubSpotTellsWhoOptedOut()
    {
        const auto report = importPreset("hubspot", {}, "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Create Date,Marketing contact status,"
            "Unsubscribed from all email,Opted out of email: Marketing Information,Legal basis for processing contact's data\n"
            "101,Anna,Nowak,anna@example.com,+48 600 100 200,,2025-03-01 10:22,Marketing contact,false,,Freely given consent from contact\n"
            "102,Ben,,ben@example.com,call me,,2025-03-01 10:22,Marketing contact,true,true,\n"
            "103,Cleo,,cleo@example.com,,,2025-03-01 10:22,Non-marketing contact,,true,Legitimate interest – prospect/lead\n");
        EXPECT_OK(report);
        QCOMPARE(report->added, Count(3));
        QCOMPARE(report->consents.withdrawals, Count(3));
        QVERIFY(acts().isEmpty());
        QCOMPARE(state("ben@example.com", "offers").state.word, StateWord::Withdrawn);
        QCOMPARE(word("cleo@example.com"), QByteArray("withdrawn"));
        QCOMPARE(state("cleo@example.com", "offers").state.word, StateWord::Unknown);
    }

    void withoutAPurposeAPresetLeavesConsentsOutAndSaysSo()
    {
        const auto report = importPreset("listmonk", {}, "uuid,email,status\n1,anna@example.com,blocklisted\n", PresetConsent{});
        EXPECT_OK(report);
        QCOMPARE(report->added, Count(1));
        QVERIFY(acts().isEmpty());
        QCOMPARE(report->consentsLeftOut, std::vector<std::string>{"status"});
        QVERIFY(!report->statusLeftOut);
        EXPECT_ERROR(importPreset("listmonk", "confirmed", "uuid,email\n", PresetConsent{}), ErrorCode::Invalid);
        EXPECT_ERROR(importPreset("listmonk", "maybe", "uuid,email\n"), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(ImportConsentTest);
#include "tst_importconsent.moc"
