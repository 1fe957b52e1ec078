#include "base/expect.h"
#include "base/registry.h"
#include "catalog/small.h"
#include "catalog/succession.h"

#include <QRegularExpression>

using namespace assent;

namespace {

/// When the next version would be published: between the notice's two dates.
const Timestamp kNow = *fromRfc3339("2026-02-01");

std::string nextVersion(const std::string &text = smallCatalogue()) { return changed(text, "\"version\": 3", "\"version\": 4"); }

std::vector<CatalogueFault> faults(const std::string &before, const std::string &after, Timestamp now = kNow)
{
    const auto old = Catalogue::parse(before, "old.json");
    const auto next = readCatalogueText(after, "next.json");
    if (!old || !next)
        qFatal("a catalogue of the test is wrong: %s", (!old ? old.error() : next.error()).toString().c_str());
    return checkSuccession(*old, *next, now);
}

/// The small catalogue with deals retired on a day.
std::string retired(const std::string &text, const std::string &day, int version)
{
    const std::string raised = changed(text, "{\"id\": \"deals\", \"version\": 1", "{\"id\": \"deals\", \"version\": " + std::to_string(version));
    return changed(raised, "\"validity_days\": 90", "\"validity_days\": 90, \"retired_at\": \"" + day + "\"");
}

const std::string kPartner = ",\n"
    "    {\"id\": \"partner\", \"kind\": \"shared\", \"name\": \"Partner\", \"country\": \"FR\", \"description\": {\"en\": \"A partner\", \"pl\": \"Partner\"}}";
const std::string kSms = ",\n"
    "    {\"id\": \"sms\", \"name\": {\"en\": \"Text\", \"pl\": \"SMS\"}}";
const std::string kSecondVersion = ",\n"
    "    {\"version\": 2, \"effective\": \"2026-03-01T00:00:00Z\", \"material\": true, \"affects\": [{\"purpose\": \"deals\", \"recipient\": \"partner\"}], \"revisions\": {\n"
    "      \"en\": {\"revision\": 1, \"title\": \"Privacy\", \"body\": [\"One.\", \"Three.\"]},\n"
    "      \"pl\": {\"revision\": 1, \"title\": \"Prywatność\", \"body\": [\"Jeden.\", \"Trzy.\"]}}}";

std::string thirdVersion(const std::string &effective)
{
    return "\"body\": [\"Jeden.\", \"Trzy.\"]}}},\n"
    "    {\"version\": 3, \"effective\": \"" + effective + "\", \"revisions\": {\n"
    "      \"en\": {\"revision\": 1, \"title\": \"Privacy\", \"body\": [\"Four.\"]}, \"pl\": {\"revision\": 1, \"title\": \"Prywatność\", \"body\": [\"Cztery.\"]}}}";
}

} // namespace

/// What a catalogue may not do to the one that it follows.
class SuccessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameContentUnderAHigherVersionMayFollow() { QCOMPARE(faults(smallCatalogue(), nextVersion()).size(), std::size_t{0}); }

    void whatMayNotChangeIsLocated_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<std::string>("field");
        const auto row = [](const char *name, const std::string &from, const std::string &to, const char *field) {
            QTest::newRow(name) << from << to << std::string(field);
        };
        row("no higher version", "\"version\": 4", "\"version\": 3", "version");
        row("a lower version", "\"version\": 4", "\"version\": 2", "version");
        row("another controller", "\"id\": \"acme\"", "\"id\": \"bcme\"", "controller.id");
        row("a purpose changed", "\"retention_days\": 30", "\"retention_days\": 31", "purposes[0].version");
        row("a purpose's text changed", "Deals.", "Bargains.", "purposes[1].version");
        row("a purpose loses a channel", "\"channels\": [\"email\", \"sms\"]", "\"channels\": [\"email\"]", "purposes[0].version");
        row("another class", "{\"id\": \"news\", \"version\": 1, \"class\": \"marketing\"", "{\"id\": \"news\", \"version\": 2, \"class\": \"letters\"", "purposes[0].class");
        row("no parent any more", "{\"id\": \"deals\", \"version\": 1, \"parent\": \"news\"", "{\"id\": \"deals\", \"version\": 2", "purposes[1].parent");
        row("another basis", "{\"id\": \"tuning\", \"version\": 1, \"class\": \"service\", \"basis\": \"legitimate_interest\"",
            "{\"id\": \"tuning\", \"version\": 2, \"class\": \"service\", \"basis\": \"contract\"", "purposes[3].basis");
        row("a recipient of another kind", "\"kind\": \"shared\"", "\"kind\": \"sold\"", "recipients[1].kind");
        row("a notice takes effect on another day", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "notices[0].versions[1].effective");
        row("a cut-off for other keys", "\"affects\": [{\"purpose\": \"deals\", \"recipient\": \"partner\"}]", "\"affects\": [{\"purpose\": \"deals\"}]",
            "notices[0].versions[1].affects");
        row("no cut-off any more", "\"material\": true, \"affects\": [{\"purpose\": \"deals\", \"recipient\": \"partner\"}],", "", "notices[0].versions[1].material");
        row("a published text changed", "[\"One.\", \"Two.\"]", "[\"One.\", \"Too.\"]", "notices[0].versions[0].revisions.en.body");
        row("a published title changed", "\"title\": \"Prywatność\"", "\"title\": \"Poufność\"", "notices[0].versions[0].revisions.pl.title");
        row("a notice version dropped", kSecondVersion, "", "notices[0].versions");
        row("a version in the past", "\"body\": [\"Jeden.\", \"Trzy.\"]}}}", thirdVersion("2026-03-02T00:00:00Z"), "");
        row("rules changed under their version", "15 U.S.C. 45", "15 U.S.C. 46", "rules.version");
        row("older rules", "\"version\": 7", "\"version\": 6", "rules.version");
    }

    void whatMayNotChangeIsLocated()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(std::string, field);
        const std::string text = changed(nextVersion(), from, to);
        QVERIFY2(!text.empty(), "the text to change is not there");
        const auto found = faults(smallCatalogue(), text);
        if (field.empty()) {
            QCOMPARE(found.size(), std::size_t{0}); // not yet in the past
            const auto late = faults(smallCatalogue(), text, *fromRfc3339("2026-03-03"));
            QCOMPARE(late.size(), std::size_t{1});
            QCOMPARE(late.front().where.field, std::string("notices[0].versions[2].effective"));
            return;
        }
        QVERIFY(!found.empty());
        QCOMPARE(found.front().where.field, field);
        QCOMPARE(found.front().where.file, std::string("next.json"));
        QVERIFY(found.front().where.line > 0);
    }

    void whatEventsNameIsKept_data()
    {
        QTest::addColumn<std::string>("before");
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("field");
        QTest::addColumn<std::string>("name");
        // Unused beforehand, so that the reader has nothing to say against dropping them.
        const std::string noPartner = changed(changed(smallCatalogue(), "[\"self\", \"partner\"]", "[\"self\"]"),
            "[{\"purpose\": \"deals\", \"recipient\": \"partner\"}]", "[{\"purpose\": \"deals\"}]");
        QTest::newRow("recipient") << noPartner << kPartner << std::string("recipients") << std::string("partner");
        const std::string noSms = changed(smallCatalogue(), "[\"email\", \"sms\"]", "[\"email\"]");
        QTest::newRow("channel") << noSms << kSms << std::string("channels") << std::string("sms");
        QTest::newRow("purpose") << smallCatalogue() << smallCatalogue().substr(smallCatalogue().find("    {\"id\": \"orders\""),
            smallCatalogue().find("    {\"id\": \"tuning\"") - smallCatalogue().find("    {\"id\": \"orders\"")) << std::string("purposes") << std::string("orders");
    }

    void whatEventsNameIsKept()
    {
        QFETCH(std::string, before);
        QFETCH(std::string, from);
        QFETCH(std::string, field);
        QFETCH(std::string, name);
        const auto found = faults(before, changed(nextVersion(before), from, ""));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().where.field, field);
        QVERIFY(found.front().detail.find("\"" + name + "\"") != std::string::npos);
    }

    void aLanguageIsKept()
    {
        std::string text = changed(nextVersion(), "\"languages\": [\"en\", \"pl\"]", "\"languages\": [\"en\"]");
        for (const auto &[from, to] : std::vector<std::pair<QString, QString>>{{QStringLiteral(", \"pl\": \"[^\"]*\""), {}},
                 {QStringLiteral(",\\s*\"pl\": \\{[^}]*\\}"), {}}})
            text = QString::fromStdString(text).replace(QRegularExpression(from), to).toStdString();
        const auto found = faults(smallCatalogue(), text);
        QVERIFY(!found.empty());
        QCOMPARE(found.front().where.field, std::string("languages"));
    }

    void aPurposeMayChangeUnderAHigherVersion()
    {
        const std::string text = changed(changed(nextVersion(), "{\"id\": \"news\", \"version\": 1", "{\"id\": \"news\", \"version\": 2"),
            "\"retention_days\": 30", "\"retention_days\": 31");
        QCOMPARE(faults(smallCatalogue(), text).size(), std::size_t{0});
    }

    void aPurposesVersionDoesNotFall()
    {
        const std::string high = changed(smallCatalogue(), "{\"id\": \"news\", \"version\": 1", "{\"id\": \"news\", \"version\": 5");
        const auto found = faults(high, nextVersion());
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().where.field, std::string("purposes[0].version"));
    }

    void aTextMayBeCorrectedByANewRevision()
    {
        const std::string text = changed(nextVersion(), "{\"revision\": 1, \"title\": \"Privacy\", \"body\": [\"One.\", \"Two.\"]}",
            "{\"revision\": 2, \"title\": \"Privacy\", \"body\": [\"One.\", \"Too.\"]}");
        QCOMPARE(faults(smallCatalogue(), text).size(), std::size_t{0});
        QCOMPARE(faults(text, changed(text, "\"version\": 4", "\"version\": 5")).size(), std::size_t{0});
        const auto back = faults(text, changed(nextVersion(), "\"version\": 4", "\"version\": 5"));
        QCOMPARE(back.size(), std::size_t{1});
        QCOMPARE(back.front().where.field, std::string("notices[0].versions[0].revisions.en.revision"));
    }

    void aPurposeIsRetiredFromADayOn()
    {
        QCOMPARE(faults(smallCatalogue(), retired(nextVersion(), "2026-06-01T00:00:00Z", 2)).size(), std::size_t{0});
        const auto past = faults(smallCatalogue(), retired(nextVersion(), "2026-01-31T00:00:00Z", 2));
        QCOMPARE(past.size(), std::size_t{1});
        QCOMPARE(past.front().where.field, std::string("purposes[1].retired_at"));
    }

    void aPurposeThatEndedDoesNotBeginAgain()
    {
        const std::string old = retired(smallCatalogue(), "2026-01-15T00:00:00Z", 2);
        for (const std::string &text : {changed(nextVersion(), "{\"id\": \"deals\", \"version\": 1", "{\"id\": \"deals\", \"version\": 3"),
                 retired(nextVersion(), "2027-01-01T00:00:00Z", 3)}) {
            const auto found = faults(old, text);
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found.front().where.field.starts_with("purposes[1]"), true);
        }
        QCOMPARE(faults(old, nextVersion(old)).size(), std::size_t{0});
    }

    void anEndThatHasNotComeMayMove()
    {
        const std::string old = retired(smallCatalogue(), "2026-06-01T00:00:00Z", 2);
        QCOMPARE(faults(old, retired(nextVersion(), "2026-09-01T00:00:00Z", 3)).size(), std::size_t{0});
    }

    void allFaultsAreToldAtOnce()
    {
        const std::string text = changed(changed(nextVersion(), "Deals.", "Bargains."), "[\"One.\", \"Two.\"]", "[\"One.\", \"Too.\"]");
        const auto found = faults(smallCatalogue(), text);
        QCOMPARE(found.size(), std::size_t{2});
        QVERIFY(toError(found).detail.ends_with("(and 1 more)"));
    }

    void aFaultInTheRulesNamesTheirFile()
    {
        const std::string whole = nextVersion();
        const auto at = whole.find(",\n  \"rules\": ");
        const std::string rules = changed(whole.substr(at + 12, whole.size() - at - 14), "15 U.S.C. 45", "15 U.S.C. 46");
        const auto old = Catalogue::parse(smallCatalogue(), "old.json");
        const auto next = joinCatalogueTexts({whole.substr(0, at) + "\n}", "next.json"}, {rules, "rules.json"});
        EXPECT_OK(next);
        const auto found = checkSuccession(*old, *next, kNow);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.front().where.file, std::string("rules.json"));
        QCOMPARE(found.front().where.field, std::string("version"));
    }
};

ASSENT_TEST_CLASS(SuccessionTest);
#include "tst_succession.moc"
