#include "consent/audit.h"
#include "profile/people.h"
#include "profile/retention.h"
#include "vault/fixture.h"
#include "vault/pages.h"

#include <algorithm>
#include <random>

using namespace assent;
using namespace assent::test;
using namespace std::chrono_literals;

namespace {

/// A fact with an end, in days from the store's now; negative: it has come.
Attribute ending(int days, std::string key, std::string value)
{
    Attribute attribute = fact(std::move(key), std::move(value));
    attribute.retainUntil = FakeClock().now() + std::chrono::days(days);
    attribute.purposes = {PurposeId("offers")};
    return attribute;
}

/// Stops at the so manieth report.
class StopAt final : public Progress
{
public:
    explicit StopAt(int report) : m_left(report) {}
    bool report(std::uint64_t, std::uint64_t) override { return --m_left > 0; }

private:
    int m_left;
};

struct Fixture : LawStore
{
    Person somebody(std::vector<Attribute> attributes)
    {
        Person person = *Person::make(clock.now());
        person.source = SourceId("web_shop");
        person.attributes = std::move(attributes);
        return person;
    }
    Person putSomebody(std::vector<Attribute> attributes)
    {
        const Person person = somebody(std::move(attributes));
        put(person);
        return person;
    }
    Result<RetentionReport> run(const RetentionOptions &options = {})
    {
        NoProgress quiet;
        return runRetention(*vault, *people, options, quiet);
    }
    RetentionReport mustRun(const RetentionOptions &options = {})
    {
        const auto report = run(options);
        if (!report)
            qFatal("no run: %s", report.error().toString().c_str());
        return *report;
    }
    /// "city=Gdynia email=anna@example.org", sorted.
    QString held(const Person &person)
    {
        QStringList out;
        const auto found = people->person(person.id);
        if (!found)
            return QStringLiteral("nobody");
        for (const Attribute &attribute : found->attributes)
            out << QString::fromStdString(attribute.key + "=" + attribute.value);
        out.sort();
        return out.join(QLatin1Char(' '));
    }
    QString identifiers(const Person &person)
    {
        QStringList out;
        const Person found = *people->person(person.id);
        for (const Identifier &identifier : found.identifiers)
            out << QString::fromStdString(identifier.type);
        out.sort();
        return out.join(QLatin1Char(' '));
    }
    std::int64_t number(const char *sql) { return *vault->db().integer(sql); }
    json::Value entry(std::int64_t n)
    {
        return *json::parse(*vault->db().text("SELECT CAST(body AS TEXT) FROM ledger_entry WHERE n = " + std::to_string(n)));
    }
    QString fault()
    {
        NoProgress quiet;
        return QString::fromStdString(Ledger(*vault).verify(quiet, consentAudit(*vault))->fault);
    }
    Result<bool> fromHub(const Person &person)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        ASSENT_TRY(const bool isNew, people->merge(transaction, person));
        ASSENT_CHECK(transaction.commit());
        return isNew;
    }
    Result<bool> fromHub(const Person &person, const Attribute &attribute)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*vault));
        ASSENT_TRY(const bool isNew, people->addAttribute(transaction, person.id, attribute, true));
        ASSENT_CHECK(transaction.commit());
        return isNew;
    }
};

} // namespace

class RetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What goes.
    void whatHasEndedGoesAndTheRestStays()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-1, "city", "Gdynia"), ending(0, "seat", "aisle"), ending(1, "country", "PL"), fact("title", "Dr")});
        const RetentionReport report = f.mustRun();
        QCOMPARE(f.held(anna), QStringLiteral("country=PL title=Dr"));
        QCOMPARE(report.values, std::int64_t{2});
        QCOMPARE(report.people, std::int64_t{1});
        QCOMPARE(report.wholePeople, std::int64_t{0});
    }

    void aVersionThatReplacesOneThatGoesStays()
    {
        Fixture f;
        Attribute older = ending(-1, "city", "Gdynia");
        Attribute newer = ending(10, "city", "Sopot");
        newer.replaces = older.id;
        const Person anna = f.putSomebody({older, newer});
        f.mustRun();
        QCOMPARE(f.held(anna), QStringLiteral("city=Sopot"));
    }

    void anOutdatedVersionIsNotShownAgain()
    {
        Fixture f;
        const Attribute oldest = ending(30, "city", "Hel");
        Attribute older = ending(20, "city", "Gdynia");
        Attribute newest = ending(-1, "city", "Sopot");
        older.replaces = oldest.id;
        newest.replaces = older.id;
        const Person anna = f.putSomebody({oldest, older, newest, fact("title", "Dr")});
        f.mustRun();
        QCOMPARE(f.held(anna), QStringLiteral("title=Dr"));
    }

    void aVersionThatSomethingHeldReplacesStays()
    {
        Fixture f;
        const Attribute older = ending(30, "city", "Gdynia");
        Attribute gone = ending(-1, "city", "Sopot");
        Attribute kept = ending(20, "city", "Hel");
        gone.replaces = kept.replaces = older.id;
        const Person anna = f.putSomebody({older, gone, kept});
        f.mustRun();
        QCOMPARE(f.held(anna), QStringLiteral("city=Gdynia city=Hel"));
    }

    void anIdentifierGoesWithItsLastValue()
    {
        Fixture f;
        Person anna = f.somebody({ending(-1, "email", "Anna@Example.org"), ending(-1, "phone", "+48 600 100 200"),
            ending(9, "phone", "+48600100200"), fact("title", "Dr")});
        identify(anna, "email", "Anna@example.org");
        identify(anna, "phone", "+48600100200");
        anna.identifiers.push_back({"source_record", "ABCDEF", SourceId("web_shop"), f.clock.now(), {}});
        f.put(anna);
        QCOMPARE(f.mustRun().identifiers, std::int64_t{1});
        QCOMPARE(f.identifiers(anna), QStringLiteral("phone source_record"));
        QVERIFY(f.people->findByIdentifier("email", "Anna@example.org")->empty());
    }

    void everyIdentifierGoesWithTheLastFact()
    {
        Fixture f;
        Person anna = f.somebody({ending(-1, "title", "Dr")});
        anna.identifiers.push_back({"source_record", "ABCDEF", SourceId("web_shop"), f.clock.now(), {}});
        f.put(anna);
        EXPECT_OK(f.decide(anna, withdrawalOf(everything())));
        f.mustRun();
        QCOMPARE(f.held(anna), QString());
        QCOMPARE(f.identifiers(anna), QString());
    }

    void removedWordsFindNobody()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-1, "family_name", "Nowak"), ending(9, "given_name", "Anna")});
        QCOMPARE(f.people->search("nowak")->total, std::int64_t{1});
        f.mustRun();
        QCOMPARE(f.people->search("nowak")->total, std::int64_t{0});
        QCOMPARE(f.people->search("anna")->total, std::int64_t{1});
    }

    // Who goes as a whole.
    void aPersonOfWhomNothingIsLeftGoes()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-1, "given_name", "Anna")});
        QCOMPARE(f.mustRun().wholePeople, std::int64_t{1});
        QCOMPARE(f.held(anna), QStringLiteral("nobody"));
        QCOMPARE(f.number("SELECT count(*) FROM person_search"), std::int64_t{0});
    }

    void whoDecidedSomethingStaysWithTheProof()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-1, "given_name", "Anna")});
        EXPECT_OK(f.decide(anna, withdrawalOf(everything())));
        QCOMPARE(f.mustRun().wholePeople, std::int64_t{0});
        QCOMPARE(f.held(anna), QString());
        QCOMPARE(f.consents->history(anna.id)->size(), std::size_t{1});
        QCOMPARE(f.fault(), QString());
    }

    void whoWasServedANoticeStays()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-1, "given_name", "Anna")});
        const NoticeVersion *notice = f.catalogue->noticeAt(NoticeId("marketing"), f.clock.now());
        QVERIFY(notice);
        EXPECT_OK(f.consents->recordServed(anna.id, *notice, "en", ServedMode::Screen));
        QCOMPARE(f.mustRun().wholePeople, std::int64_t{0});
        QCOMPARE(f.number("SELECT count(*) FROM served_notice"), std::int64_t{1});
    }

    void whomAHubKnowsStaysBare()
    {
        Fixture f;
        f.joinHub();
        const Person anna = f.putSomebody({ending(-1, "given_name", "Anna")});
        f.acknowledgeAll();
        const Person unsent = f.putSomebody({ending(-1, "given_name", "Jan")});
        QCOMPARE(f.mustRun().wholePeople, std::int64_t{1});
        QCOMPARE(f.held(anna), QString());
        QCOMPARE(f.held(unsent), QStringLiteral("nobody"));
        QCOMPARE(outbox::counts(*f.vault)->waitingOthers, std::int64_t{0});
    }

    void whatWasNotSentYetLeavesTheQueue()
    {
        Fixture f;
        f.joinHub();
        const Person anna = f.putSomebody({ending(1, "city", "Gdynia"), fact("title", "Dr")});
        f.acknowledgeAll();
        EXPECT_OK(f.people->declare(anna.id, "city", "Sopot"));
        EXPECT_OK(f.people->declare(anna.id, "title", "Prof"));
        QCOMPARE(outbox::counts(*f.vault)->waitingOthers, std::int64_t{2});
        f.clock.advance(48h);
        f.mustRun();
        QCOMPARE(outbox::counts(*f.vault)->waitingOthers, std::int64_t{1});
    }

    // The record.
    void eachPersonHasASealedRecord()
    {
        Fixture f;
        Person anna = f.somebody({ending(-1, "email", "anna@example.org"), ending(-2, "city", "Gdynia")});
        identify(anna, "email", "anna@example.org");
        f.put(anna);
        const Person jan = f.putSomebody({ending(-1, "city", "Gdynia"), ending(9, "title", "Dr")});
        const RetentionReport report = f.mustRun();
        QCOMPARE(report.entries, std::int64_t{2});
        QCOMPARE(*report.firstEntry, std::int64_t{0});
        QCOMPARE(*report.lastEntry, std::int64_t{1});
        QCOMPARE(f.number("SELECT count(*) FROM ledger_entry WHERE kind = 1"), std::int64_t{2});

        json::Value expected;
        expected.set("at", toRfc3339(f.clock.now()));
        expected.set("identifiers", 1);
        expected.set("kind", "retention");
        expected.set("person_removed", true);
        expected.set("pseudonym", toBase64Url(pseudonymOf(anna.pseudonymKey, anna.id)));
        std::vector<std::string> ids{anna.attributes[0].id.toString(), anna.attributes[1].id.toString()};
        std::sort(ids.begin(), ids.end());
        expected.set("removed", json::Array(ids.begin(), ids.end()));
        expected.set("run", report.run->toString());
        expected.set("v", 1);
        QCOMPARE(json::canonical(f.entry(0)), json::canonical(expected));
        QCOMPARE(*f.entry(1).find("pseudonym")->string(), toBase64Url(pseudonymOf(jan.pseudonymKey, jan.id)));
        QCOMPARE(*f.entry(1).find("person_removed")->boolean(), false);
        QCOMPARE(f.fault(), QString());
        EXPECT_OK(Ledger(*f.vault).checkpoint());
        QCOMPARE(f.fault(), QString());
    }

    void aChangedRecordIsFound()
    {
        Fixture f;
        f.putSomebody({ending(-1, "city", "Gdynia")});
        f.mustRun();
        EXPECT_OK(f.vault->db().run("UPDATE ledger_entry SET body = replace(CAST(body AS TEXT), 'true', 'false') WHERE n = 0"));
        QVERIFY(!f.fault().isEmpty());
    }

    void nothingDueLeavesNoRecord()
    {
        Fixture f;
        f.putSomebody({ending(1, "city", "Gdynia"), fact("title", "Dr")});
        const RetentionReport report = f.mustRun();
        QCOMPARE(report.people, std::int64_t{0});
        QVERIFY(!report.firstEntry);
        QCOMPARE(*Ledger(*f.vault).size(), std::uint64_t{0});
    }

    void aSecondRunFindsNothing()
    {
        Fixture f;
        f.putSomebody({ending(-1, "city", "Gdynia"), fact("title", "Dr")});
        f.mustRun();
        QCOMPARE(f.mustRun().people, std::int64_t{0});
        QCOMPARE(*Ledger(*f.vault).size(), std::uint64_t{1});
    }

    // Looking only.
    void aDryRunTellsByKeyAndPurposeAndChangesNothing()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-1, "city", "Gdynia"), ending(-3, "city", "Sopot")});
        f.putSomebody({ending(-2, "city", "Hel"), ending(9, "title", "Dr")});
        const std::int64_t before = f.number("SELECT total_changes()");
        RetentionOptions look;
        look.dryRun = true;
        const RetentionReport report = f.mustRun(look);
        QCOMPARE(report.people, std::int64_t{2});
        QCOMPARE(report.wholePeople, std::int64_t{1});
        QVERIFY(!report.run && report.entries == 0);
        QCOMPARE(report.keys.size(), std::size_t{1});
        for (const RetentionTally &tally : {report.keys.at("city"), report.purposes.at(PurposeId("offers"))}) {
            QCOMPARE(tally.values, std::int64_t{3});
            QCOMPARE(tally.people, std::int64_t{2});
            QVERIFY(*tally.earliest == f.clock.now() - std::chrono::days(3));
            QVERIFY(*tally.latest == f.clock.now() - std::chrono::days(1));
        }
        QCOMPARE(f.held(anna), QStringLiteral("city=Gdynia city=Sopot"));
        QCOMPARE(f.number("SELECT total_changes()"), before);
        QCOMPARE(*Ledger(*f.vault).size(), std::uint64_t{0});
        QCOMPARE(json::canonical(toJson(f.mustRun(look))), json::canonical(toJson(report)));
    }

    void onlyADryRunLooksAhead()
    {
        Fixture f;
        f.putSomebody({ending(5, "city", "Gdynia")});
        RetentionOptions ahead{f.clock.now() + std::chrono::days(6), false};
        EXPECT_ERROR(f.run(ahead), ErrorCode::Invalid);
        ahead.dryRun = true;
        QCOMPARE(f.mustRun(ahead).values, std::int64_t{1});
    }

    void anEarlierTimeRemovesOnlyWhatEndedByThen()
    {
        Fixture f;
        const Person anna = f.putSomebody({ending(-5, "city", "Gdynia"), ending(-1, "title", "Dr")});
        f.mustRun({f.clock.now() - std::chrono::days(3), false});
        QCOMPARE(f.held(anna), QStringLiteral("title=Dr"));
    }

    // On the way.
    void aCancelledRunLeavesNothingHalfDoneAndTheNextGoesOn()
    {
        Fixture f;
        auto transaction = *WriteTransaction::begin(*f.vault);
        for (int i = 0; i < 1100; ++i)
            EXPECT_OK(f.people->add(transaction, f.somebody({ending(-1, "family_name", "Kanarek"), ending(9, "given_name", "Anna")})));
        EXPECT_OK(transaction.commit());
        StopAt second(2);
        EXPECT_ERROR(runRetention(*f.vault, *f.people, {}, second), ErrorCode::Cancelled);
        QCOMPARE(f.number("SELECT count(*) FROM attribute"), std::int64_t{2200 - 500});
        QCOMPARE(*Ledger(*f.vault).size(), std::uint64_t{500});
        QCOMPARE(f.people->search("kanarek")->total, std::int64_t{600});
        QCOMPARE(f.mustRun().people, std::int64_t{600});
        QCOMPARE(*Ledger(*f.vault).size(), std::uint64_t{1100});
        QCOMPARE(f.fault(), QString());
    }

    void removedWordsAreInNoPageOfTheFile_data()
    {
        QTest::addColumn<bool>("cancelled");
        QTest::newRow("a run to its end") << false;
        QTest::newRow("a cancelled run") << true;
    }
    void removedWordsAreInNoPageOfTheFile()
    {
        QFETCH(bool, cancelled);
        Fixture f;
        auto transaction = *WriteTransaction::begin(*f.vault);
        for (int i = 0; i < 700; ++i) {
            // Words that share no beginning: the index stores what differs.
            const std::string mark = std::string(1, static_cast<char>('a' + i % 26)) + "canarymark" + std::to_string(i);
            Person person = f.somebody({ending(-1, "family_name", mark), ending(-1, "email", mark + "@example.org"),
                ending(-1, "city", std::string(2000, 'x') + mark), fact("given_name", "staysmark")});
            identify(person, "email", mark + "@example.org");
            EXPECT_OK(f.people->add(transaction, person));
        }
        EXPECT_OK(transaction.commit());
        EXPECT_OK(f.vault->checkpoint());
        const fs::path file = fs::path(f.folder.path().toStdString()) / "store.db";
        QVERIFY(pagesWith(file, f.key, "anarymark") > 0);
        StopAt stop(cancelled ? 2 : 1'000'000);
        const auto ran = runRetention(*f.vault, *f.people, {}, stop);
        QCOMPARE(ran.ok(), !cancelled);
        QCOMPARE(pagesWith(file, f.key, "canarymark12"), 0); // of the first 500
        QCOMPARE(pagesWith(file, f.key, "canarymark612") > 0, cancelled);
        f.mustRun();
        QCOMPARE(fs::file_size(fs::path(file).concat("-wal")), std::uintmax_t{0});
        QCOMPARE(pagesWith(file, f.key, "anarymark"), 0);
        QVERIFY(pagesWith(file, f.key, "staysmark") > 0);
        QCOMPARE(f.people->search("staysmark")->total, std::int64_t{700});
    }

    // Rows of all sizes, which SQLite moves between pages while others go.
    void nothingOfWhatMovedStaysInAPage()
    {
        Fixture f;
        std::mt19937 random(11);
        const auto filling = [&random] { return std::string(random() % 1500, 'x'); };
        auto transaction = *WriteTransaction::begin(*f.vault);
        for (int i = 0; i < 300; ++i) {
            Person person = f.somebody({});
            for (int n = 0; n < 6; ++n) {
                const std::string key = "fact_" + std::to_string(n);
                person.attributes.push_back(random() % 2 == 0 ? ending(-1, key, "canarymark" + filling()) : fact(key, "staysmark" + filling()));
            }
            EXPECT_OK(f.people->add(transaction, person));
        }
        EXPECT_OK(transaction.commit());
        f.mustRun();
        const fs::path file = fs::path(f.folder.path().toStdString()) / "store.db";
        QVERIFY(pagesWith(file, f.key, "staysmark") > 0);
        QCOMPARE(pagesWith(file, f.key, "canarymark"), 0);
    }

    void aRunForgetsTheWordsOfOneThatDied()
    {
        Fixture f;
        f.putSomebody({ending(-1, "family_name", "Xcanarymark"), fact("given_name", "Anna")});
        {
            // What a run leaves that was killed before its end.
            auto transaction = *WriteTransaction::begin(*f.vault);
            const auto ids = *f.people->page({}, 1);
            const Person person = *f.people->person(ids.front());
            EXPECT_OK(f.people->remove(transaction, person.id, dueOf(person, f.clock.now())));
            EXPECT_OK(f.vault->setMeta("search.words_to_forget", "yes"));
            EXPECT_OK(transaction.commit());
        }
        QCOMPARE(f.mustRun().people, std::int64_t{0});
        QCOMPARE(pagesWith(fs::path(f.folder.path().toStdString()) / "store.db", f.key, "canarymark"), 0);
    }

    // What the hub tells.
    void whatHasEndedDoesNotComeBackFromTheHub()
    {
        Fixture f;
        Person anna = f.somebody({ending(-1, "email", "anna@example.org"), ending(9, "title", "Dr")});
        identify(anna, "email", "anna@example.org");
        QCOMPARE(*f.fromHub(anna), true);
        QCOMPARE(f.held(anna), QStringLiteral("title=Dr"));
        QCOMPARE(f.identifiers(anna), QString());
        QCOMPARE(f.people->search("anna")->total, std::int64_t{0});
        QCOMPARE(*f.fromHub(anna), false);
        QCOMPARE(*f.fromHub(anna, ending(-1, "city", "Gdynia")), false);
        QCOMPARE(f.held(anna), QStringLiteral("title=Dr"));
    }

    void anIdentifierThatIsStillNeededComesFromTheHub()
    {
        Fixture f;
        Person anna = f.somebody({ending(-1, "email", "anna@example.org"), ending(9, "email", "anna@example.org")});
        identify(anna, "email", "anna@example.org");
        QCOMPARE(*f.fromHub(anna), true);
        QCOMPARE(f.identifiers(anna), QStringLiteral("email"));
    }

    void laterFactsFindAPersonThatTheHubKnows()
    {
        Fixture f;
        f.joinHub();
        const Person anna = f.putSomebody({ending(-1, "city", "Gdynia")});
        f.acknowledgeAll();
        f.mustRun();
        QCOMPARE(*f.fromHub(anna, ending(9, "city", "Sopot")), true);
        QCOMPARE(f.held(anna), QStringLiteral("city=Sopot"));
    }

    void anEndedVersionFromTheHubStillReplacesOneThatIsHeld()
    {
        Fixture f;
        const Attribute older = ending(9, "city", "Gdynia");
        Attribute ended = ending(-1, "city", "Sopot");
        ended.replaces = older.id;
        const Person anna = f.putSomebody({older, fact("title", "Dr")});
        QCOMPARE(*f.fromHub(anna, ended), true);
        QCOMPARE(f.mustRun().values, std::int64_t{2});
        QCOMPARE(f.held(anna), QStringLiteral("title=Dr"));
        QCOMPARE(*f.fromHub(anna, ended), false);
    }
};

ASSENT_TEST_CLASS(RetentionTest);

#include "tst_retention.moc"
