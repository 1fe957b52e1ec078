#include "base/registry.h"
#include "conformance/vectors.h"
#include "transfer/importpeople.h"
#include "transfer/store.h"

using namespace assent;

namespace {

class StopAfter final : public Progress
{
public:
    explicit StopAfter(int reports) : m_left(reports) {}
    bool report(std::uint64_t, std::uint64_t) override { return m_left-- > 0; }

private:
    int m_left;
};

const std::string kTwo = "id,email,first name,last name,birth date,country\n"
                         "1,anna@example.com,Anna,Nowak,1980-02-29,PL\n"
                         "2,jean@example.com,Jean,Dupont,19751231,FR\n";

} // namespace

class ImportTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Store> m_store;

    Result<ImportReport> import(std::string text, ImportOptions options, const std::optional<Mapping> &mapping = std::nullopt)
    {
        NoProgress progress;
        if (options.source.empty())
            options.source = SourceId("shop");
        return importPeople(*m_store->vault, *m_store->profiles, *m_store->catalogue, std::make_unique<TextSource>(std::move(text)), mapping, options, progress);
    }
    Result<ImportReport> import(std::string text) { return import(std::move(text), ImportOptions{}); }

    Person only(std::string_view email)
    {
        const auto found = m_store->profiles->findByIdentifier("email", email);
        return found && found->size() == 1 ? m_store->profiles->person(found->front()).value() : Person{};
    }

    static std::vector<std::string> valuesOf(const Person &person, std::string_view key)
    {
        std::vector<std::string> values;
        for (const Attribute &attribute : person.attributes) {
            if (attribute.key == key)
                values.push_back(attribute.value);
        }
        return values;
    }

private Q_SLOTS:
    void init() { m_store = std::make_unique<test::Store>(); }
    void cleanup() { m_store.reset(); }

    void everyRowBecomesAPerson()
    {
        const auto report = import(kTwo);
        EXPECT_OK(report);
        QCOMPARE(report->rows, std::uint64_t(2));
        QCOMPARE(report->added, std::uint64_t(2));
        QVERIFY(report->problems.empty());
        const Person anna = only("anna@example.com");
        QCOMPARE(anna.jurisdiction, std::string("PL"));
        QCOMPARE(valuesOf(anna, "given_name"), std::vector<std::string>{"Anna"});
        QCOMPARE(valuesOf(only("jean@example.com"), "birth_date"), std::vector<std::string>{"1975-12-31"});
    }

    void everyValueHasItsProvenance()
    {
        EXPECT_OK(import(kTwo));
        for (const Attribute &attribute : only("anna@example.com").attributes) {
            QCOMPARE(attribute.source.str(), std::string("shop"));
            QCOMPARE(attribute.sourceEvent, std::string("1"));
            QVERIFY(attribute.method == CollectionMethod::Imported);
            QVERIFY(!attribute.purposes.empty());
            QCOMPARE(toMillis(attribute.collectedAt), toMillis(m_store->clock.now()));
        }
    }

    void theSameFileTwiceChangesNothing()
    {
        EXPECT_OK(import(kTwo));
        const std::string before = m_store->everything();
        const auto again = import(kTwo);
        EXPECT_OK(again);
        QCOMPARE(again->unchanged, std::uint64_t(2));
        QCOMPARE(again->added + again->updated, std::uint64_t(0));
        QCOMPARE(m_store->everything(), before);
    }

    void aChangedValueBecomesAVersionThatReplaces()
    {
        EXPECT_OK(import(kTwo));
        const auto again = import("id,email,first name\n1,anna.new@example.com,Anna\n");
        EXPECT_OK(again);
        QCOMPARE(again->updated, std::uint64_t(1));
        QCOMPARE(*m_store->profiles->count(), std::int64_t(2));
        const Person anna = only("anna.new@example.com");
        QCOMPARE(valuesOf(anna, "email").size(), std::size_t(2));
        QCOMPARE(valuesOf(anna, "given_name").size(), std::size_t(1));
        for (const Fact &fact : survivors(anna.attributes, *m_store->catalogue)) {
            if (fact.key == "email")
                QCOMPARE(fact.shown.value, std::string("anna.new@example.com"));
        }
    }

    void whatThePersonSaidStandsOverALaterImport()
    {
        EXPECT_OK(import(kTwo));
        const Person anna = only("anna@example.com");
        EXPECT_OK(m_store->profiles->declare(anna.id, "given_name", "Ania"));
        const auto same = import(kTwo);
        EXPECT_OK(same);
        QCOMPARE(same->unchanged, std::uint64_t(2));
        EXPECT_OK(import("id,email,first name\n1,anna@example.com,Hanna\n"));
        for (const Fact &fact : survivors(only("anna@example.com").attributes, *m_store->catalogue)) {
            if (fact.key == "given_name")
                QCOMPARE(fact.shown.value, std::string("Ania"));
        }
    }

    void recordIdsThatDifferInCaseAreDifferent()
    {
        const auto report = import("id,first name\nab1,A\nAB1,B\n");
        EXPECT_OK(report);
        QCOMPARE(report->added, std::uint64_t(2));
    }

    void withoutAnIdTheEmailNamesTheRecord()
    {
        EXPECT_OK(import("email,first name\nanna@example.com,Anna\n"));
        const auto again = import("email,first name\nanna@EXAMPLE.com,Hanna\n");
        EXPECT_OK(again);
        QCOMPARE(again->updated, std::uint64_t(1));
        QCOMPARE(*m_store->profiles->count(), std::int64_t(1));
    }

    void anotherSourceDoesNotTakeOverARecord()
    {
        EXPECT_OK(import(kTwo));
        const auto other = import(kTwo, {.source = SourceId("crm")});
        EXPECT_OK(other);
        QCOMPARE(other->added, std::uint64_t(2));
    }

    void badRowsAreReportedAndGoodRowsGoIn()
    {
        const auto report = import("id,email,birth date\n1,anna@example.com,\n2,not-an-address,\n,c@example.com,\n3,\"x\"y,\n4,d@example.com\n"
                                   "5,e@example.com,31.12.1999\n6,f@example.com,1999-12-31\n");
        EXPECT_OK(report);
        QCOMPARE(report->rows, std::uint64_t(7));
        QCOMPARE(report->added, std::uint64_t(2));
        QCOMPARE(report->refused, std::uint64_t(5));
        std::vector<std::string> places;
        for (const RowProblem &problem : report->problems)
            places.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) + ":" + problem.field);
        QCOMPARE(places, (std::vector<std::string>{"3:3:email", "4:1:id", "5:6:", "6:1:", "7:17:birth date"}));
    }

    void problemsDoNotShowWhatCellsHold()
    {
        const auto report = import("id,email,birth date\n1,SECRET,\n2,a@example.com,SECRET\n3,\"SECRET\"x,\nSECRET\n4,SEC\xFFRET,\n");
        EXPECT_OK(report);
        QCOMPARE(report->refused, std::uint64_t(5));
        QVERIFY(json::canonical(toJson(*report)).find("SEC") == std::string::npos);
    }

    void aRowWithNothingToKnowItByIsRefused()
    {
        const auto report = import("email,first name\n,Anna\n");
        EXPECT_OK(report);
        QCOMPARE(report->refused, std::uint64_t(1));
        QCOMPARE(report->problems.front().line, 2);
    }

    void oneBadRowRefusesAStrictImportWhole()
    {
        EXPECT_OK(import(kTwo));
        const std::string before = m_store->everything();
        const auto report = import("id,email\n1,changed@example.com\n7,new@example.com\n8,wrong\n9,also wrong\n10,x@example.com\n", {.source = {}, .strict = true});
        EXPECT_OK(report);
        QVERIFY(report->refusedWhole);
        QCOMPARE(report->refused, std::uint64_t(2));
        QCOMPARE(report->added + report->updated + report->unchanged, std::uint64_t(0));
        QCOMPARE(m_store->everything(), before);
        QVERIFY(m_store->profiles->search("new")->hits.empty());
    }

    void aStrictImportWithoutProblemsGoesIn()
    {
        const auto report = import(kTwo, {.source = {}, .strict = true});
        EXPECT_OK(report);
        QVERIFY(!report->refusedWhole);
        QCOMPARE(*m_store->profiles->count(), std::int64_t(2));
    }

    void aDryRunSaysWhatWouldHappenAndChangesNothing()
    {
        EXPECT_OK(import(kTwo));
        const std::string before = m_store->everything();
        const auto report = import("id,email\n1,changed@example.com\n2,jean@example.com\n3,new@example.com\n3,newer@example.com\n", {.source = {}, .dryRun = true});
        EXPECT_OK(report);
        QCOMPARE(report->added, std::uint64_t(1));
        QCOMPARE(report->updated, std::uint64_t(2));
        QCOMPARE(report->unchanged, std::uint64_t(1));
        QCOMPARE(m_store->everything(), before);
    }

    void cancellingKeepsWholeBatchesAndTheNextRunGoesOn()
    {
        std::string text = "id,email\n";
        for (int i = 0; i < 1000; ++i)
            text += std::to_string(i) + ",p" + std::to_string(i) + "@example.com\n";
        StopAfter progress(2);
        const auto cancelled = importPeople(*m_store->vault, *m_store->profiles, *m_store->catalogue, std::make_unique<TextSource>(text), std::nullopt,
            {.source = SourceId("shop"), .rowsPerTransaction = 100}, progress);
        EXPECT_ERROR(cancelled, ErrorCode::Cancelled);
        const std::int64_t kept = *m_store->profiles->count();
        QVERIFY(kept > 0 && kept < 1000);
        const auto report = import(text);
        EXPECT_OK(report);
        QCOMPARE(report->resumedAt, std::uint64_t(kept));
        QCOMPARE(report->rows, std::uint64_t(1000));
        QCOMPARE(report->added, std::uint64_t(1000));
        QCOMPARE(*m_store->profiles->count(), std::int64_t(1000));
    }

    void anotherFileThanTheOneBrokenOffIsReadFromItsBeginning()
    {
        std::string text = "id,email\n";
        for (int i = 0; i < 1000; ++i)
            text += std::to_string(i) + ",p" + std::to_string(i) + "@example.com\n";
        StopAfter progress(1);
        EXPECT_ERROR(importPeople(*m_store->vault, *m_store->profiles, *m_store->catalogue, std::make_unique<TextSource>(text), std::nullopt,
            {.source = SourceId("shop")}, progress), ErrorCode::Cancelled);
        text.replace(text.find("p7@"), 3, "q7@");
        const auto report = import(text);
        EXPECT_OK(report);
        QCOMPARE(report->resumedAt, std::uint64_t(0));
        QCOMPARE(report->updated, std::uint64_t(1));
        QCOMPARE(*m_store->profiles->count(), std::int64_t(1000));
    }

    void anImportThatEndedIsNotGoneOnWith()
    {
        EXPECT_OK(import(kTwo));
        const auto again = import(kTwo);
        QCOMPARE(again->resumedAt, std::uint64_t(0));
        QCOMPARE(again->unchanged, std::uint64_t(2));
    }

    void cancellingAStrictImportLeavesTheStoreAsItWas()
    {
        StopAfter progress(0);
        const auto cancelled = importPeople(*m_store->vault, *m_store->profiles, *m_store->catalogue, std::make_unique<TextSource>(kTwo), std::nullopt,
            {.source = SourceId("shop"), .strict = true}, progress);
        EXPECT_ERROR(cancelled, ErrorCode::Cancelled);
        QCOMPARE(*m_store->profiles->count(), std::int64_t(0));
    }

    void onlySoManyProblemsAreListed()
    {
        std::string text = "id,email\n";
        for (int i = 0; i < 50; ++i)
            text += std::to_string(i) + ",wrong\n";
        const auto report = import(text, {.source = {}, .maxProblems = 10});
        EXPECT_OK(report);
        QCOMPARE(report->problems.size(), std::size_t(10));
        QCOMPARE(report->refused, std::uint64_t(50));
    }

    void semicolonsAndAByteOrderMarkAreRead()
    {
        const auto report = import("\xEF\xBB\xBFid;e-mail;imię\r\n1;anna@example.com;\"Anna; Maria\"\r\n");
        EXPECT_OK(report);
        QCOMPARE(report->added, std::uint64_t(1));
        QCOMPARE(valuesOf(only("anna@example.com"), "given_name"), std::vector<std::string>{"Anna; Maria"});
    }

    void unknownColumnsAreNamedInTheReport()
    {
        const auto report = import("id,email,shoe size\n1,anna@example.com,43\n");
        EXPECT_OK(report);
        QCOMPARE(report->ignoredColumns, std::vector<std::string>{"shoe size"});
    }

    void aMappingFileRules()
    {
        const auto mapping = Mapping::parse(
            "{\"version\":1,\"delimiter\":\"|\",\"language\":\"pl\",\"columns\":{\"Nr\":{\"record_id\":true},\"Poczta\":{\"identifier\":\"email\"},"
            "\"Ur.\":{\"attribute\":\"birth_date\",\"kind\":\"identity\",\"form\":\"date\",\"format\":\"%d.%m.%Y\",\"retention_days\":10},"
            "\"Kraj\":{\"person\":\"jurisdiction\"},\"Od\":{\"person\":\"collected_at\"}}}",
            "map.json", *m_store->catalogue);
        EXPECT_OK(mapping);
        const auto report = import("Nr|Poczta|Ur.|Kraj|Od\n1|anna@example.com|1.2.1980|us-ca|2025-05-01 10:00\n2|b@example.com|1980-02-01|PL|\n3|c@example.com||Poland|\n",
            ImportOptions{}, *mapping);
        EXPECT_OK(report);
        QCOMPARE(report->added, std::uint64_t(1));
        QCOMPARE(report->refused, std::uint64_t(2));
        const Person anna = only("anna@example.com");
        QCOMPARE(anna.language, std::string("pl"));
        QCOMPARE(anna.jurisdiction, std::string("US-CA"));
        QCOMPARE(valuesOf(anna, "birth_date"), std::vector<std::string>{"1980-02-01"});
        for (const Attribute &attribute : anna.attributes) {
            QCOMPARE(toRfc3339(attribute.collectedAt), std::string("2025-05-01T10:00:00.000Z"));
            if (attribute.key == "birth_date")
                QCOMPARE(toRfc3339(*attribute.retainUntil), std::string("2025-05-11T10:00:00.000Z"));
        }
    }

    void aSourceNeedsANameAndIsNotThePerson()
    {
        for (const char *name : {"person", "a b", "\n"})
            EXPECT_ERROR(import(kTwo, {.source = SourceId(name)}), ErrorCode::Invalid);
    }

    void aMangledFileIsAnsweredInEveryTruncationAndFlip()
    {
        const std::string whole = "id,email,first name\r\n1,anna@example.com,\"An\"\"na\r\n\"\r\n2,b@example.com,B\r\n";
        for (std::size_t size = 0; size < whole.size(); size += 3)
            (void)import(whole.substr(0, size), {.source = {}, .dryRun = true}).ok();
        for (std::size_t at = 0; at < whole.size(); at += 2) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ 0x22);
            (void)import(changed, {.source = {}, .dryRun = true}).ok();
        }
        QCOMPARE(*m_store->profiles->count(), std::int64_t(0));
    }

    void naughtyStringsAreKeptAsTheyAre()
    {
        NEED_VECTORS("naughty-strings");
        const auto strings = json::parse(test::fileText(test::vectorsFolder() / "naughty-strings" / "blns.json"));
        EXPECT_OK(strings);
        std::string text = "id,name,email\r\n";
        const auto quoted = [](std::string_view cell) {
            std::string out = "\"";
            for (char c : cell)
                out += c == '"' ? "\"\"" : std::string(1, c);
            return out + "\"";
        };
        std::vector<std::string> kept;
        for (const json::Value &entry : *strings->array()) {
            const std::string &naughty = *entry.string();
            text += std::to_string(kept.size()) + "," + quoted(naughty) + ",n" + std::to_string(kept.size()) + "@example.com\r\n";
            kept.push_back(naughty);
        }
        const auto report = import(text);
        EXPECT_OK(report);
        QCOMPARE(report->added + report->refused, std::uint64_t(kept.size()));
        for (std::size_t i = 0; i < kept.size(); i += 7) {
            const auto values = valuesOf(only("n" + std::to_string(i) + "@example.com"), "full_name");
            if (!values.empty())
                QVERIFY(kept[i].find(values.front()) != std::string::npos);
        }
        EXPECT_OK(import(text));
    }
};

ASSENT_TEST_CLASS(ImportTest);
#include "tst_importpeople.moc"
