#include "base/expect.h"
#include "base/registry.h"
#include "catalog/answered.h"

using namespace assent;
using namespace assent::test;

namespace {

std::vector<CatalogueFault> faults(const std::string &text, const Catalogue *inForce = nullptr)
{
    const auto read = readCatalogueText(text, "acme.json");
    if (!read)
        qFatal("a catalogue of the test is wrong: %s", read.error().toString().c_str());
    return checkNotices(*read, inForce, fewQuestionsRead());
}

} // namespace

/// The questions of ISO/IEC 29184 that a notice answers before it is published.
class ChecklistTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnsweredCatalogueHasNoFaults()
    {
        const auto found = faults(answeredCatalogue());
        QVERIFY2(found.empty(), found.empty() ? "" : found.front().detail.c_str());
    }

    void whatIsMissingIsLocated_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<std::string>("field");
        QTest::addColumn<std::string>("clause");
        const auto row = [](const char *name, const char *from, const char *to, const char *field, const char *clause) {
            QTest::newRow(name) << std::string(from) << std::string(to) << std::string(field) << std::string(clause);
        };
        row("an answer left out", ",\n      \"risks\": {\"answered\": \"not_applicable\", \"why\": \"There are none.\"}", "",
            "notices[0].versions[0].checklist.risks", "5.3.16");
        row("a required one not applicable", "{\"answered\": \"yes\", \"paragraphs\": [1], \"where\": \"At the top.\"}",
            "{\"answered\": \"not_applicable\", \"why\": \"No.\"}", "notices[0].versions[0].checklist.who", "5.3.4");
        row("a yes without its paragraphs", "\"paragraphs\": [1], ", "", "notices[0].versions[0].checklist.who", "5.3.4");
        row("an answer to no question", "\"risks\": {", "\"luck\": {\"answered\": \"yes\", \"where\": \"w\"}, \"risks\": {",
            "notices[0].versions[0].checklist.luck", "");
        row("a material version without its answer", ", \"renewed\": {\"answered\": \"yes\", \"where\": \"The keys stop.\"}", "",
            "notices[0].versions[1].checklist.renewed", "5.5.3");
        row("the controller is not named", "\"Acme and Partner, privacy@acme.example.\", \"Two.\"",
            "\"We and Partner, privacy@example.org.\", \"Two, privacy@acme.example.\"", "notices[0].versions[0].revisions.en.body", "5.3.4");
        row("the contact is missing", "\"Acme i Partner, privacy@acme.example.\", \"Dwa.\"", "\"Acme i Partner.\", \"Dwa.\"",
            "notices[0].versions[0].revisions.pl.body", "5.3.13");
        row("a recipient is not named", "\"Acme and Partner, privacy@acme.example.\", \"Three.\"",
            "\"Acme, privacy@acme.example.\", \"Three.\"", "notices[0].versions[1].revisions.en.body", "5.3.10");
        row("a text was not translated", "\"Acme i Partner, privacy@acme.example.\", \"Dwa.\"",
            "\"Acme and Partner, privacy@acme.example.\", \"Two.\"", "notices[0].versions[0].revisions.pl.body", "5.2.4");
        row("a version changes one language only", "\"Acme i Partner, privacy@acme.example.\", \"Trzy.\"",
            "\"Acme i Partner, privacy@acme.example.\", \"Dwa.\"", "notices[0].versions[1].revisions.pl.body", "5.5.2");
    }

    void whatIsMissingIsLocated()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(std::string, field);
        QFETCH(std::string, clause);
        const std::string text = changed(answeredCatalogue(), from, to);
        QVERIFY2(!text.empty(), "the text to change is not there");
        const auto found = faults(text);
        QVERIFY2(found.size() == 1, found.empty() ? "no fault" : toError(found).toString().c_str());
        QCOMPARE(found.front().where.field, field);
        QCOMPARE(found.front().where.file, std::string("acme.json"));
        QVERIFY(found.front().where.line > 0);
        QVERIFY(found.front().detail.find(clause) != std::string::npos);
    }

    void aCatalogueWithoutAnswersIsToldEveryQuestion()
    {
        int unanswered = 0;
        for (const CatalogueFault &fault : faults(smallCatalogue()))
            unanswered += fault.detail.starts_with("is not answered") ? 1 : 0;
        QCOMPARE(unanswered, 5); // two of version 1, three of the material version 2
    }

    void publishedOldVersionsAreNotAskedAnew()
    {
        const auto inForce = Catalogue::parse(smallCatalogue(), "old.json");
        EXPECT_OK(inForce);
        for (const CatalogueFault &fault : faults(smallCatalogue(), &*inForce))
            QVERIFY2(fault.where.field.starts_with("notices[0].versions[1]"), fault.where.field.c_str());
    }

    void consentQuestionsAreForConsent()
    {
        const auto read = readCatalogueText(smallCatalogue(), "acme.json");
        const Checklist checklist = fewQuestionsRead();
        NoticeVersion none;
        none.notice = NoticeId("of_no_purpose");
        QVERIFY(asks(*checklist.find("who"), read->catalogue, none));
        QVERIFY(!asks(*checklist.find("risks"), read->catalogue, none));
        QVERIFY(!asks(*checklist.find("renewed"), read->catalogue, none));
    }

    void faultyQuestionsAreLocated_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<std::string>("field");
        QTest::newRow("asked of nobody") << std::string("\"every\"") << std::string("\"nobody\"") << std::string("questions[0].asks");
        QTest::newRow("no clause") << std::string("\"clause\": \"5.3.16\", ") << std::string() << std::string("questions[1].clause");
        QTest::newRow("twice") << std::string("\"risks\"") << std::string("\"who\"") << std::string("questions[1].id");
        QTest::newRow("no standard") << std::string("ISO/IEC 29184:2020") << std::string() << std::string("standard");
        QTest::newRow("a field too many") << std::string("\"in_text\"") << std::string("\"text\"") << std::string("questions[0].text");
    }

    void faultyQuestionsAreLocated()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(std::string, field);
        const auto checklist = Checklist::parse(changed(fewQuestions(), from, to), "few.json");
        EXPECT_ERROR(checklist, ErrorCode::Invalid);
        QCOMPARE(checklist.error().where.field, field);
        QCOMPARE(checklist.error().where.file, std::string("few.json"));
    }

    void theShippedChecklistCoversEveryPartOfTheStandard()
    {
        const auto checklist = Checklist::load(qEnvironmentVariable("ASSENT_SOURCE_DIR").toStdString() + "/resources/rules/notice-checklist.json");
        EXPECT_OK(checklist);
        std::set<std::string> parts;
        for (const ChecklistQuestion &question : checklist->questions())
            parts.insert(question.clause.substr(0, 3));
        QVERIFY((parts == std::set<std::string>{"5.2", "5.3", "5.4", "5.5"}));
    }
};

ASSENT_TEST_CLASS(ChecklistTest);
#include "tst_checklist.moc"
