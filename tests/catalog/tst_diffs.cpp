#include "base/expect.h"
#include "base/registry.h"
#include "catalog/cataloguediff.h"
#include "catalog/noticediff.h"
#include "catalog/small.h"

using namespace assent;

namespace {

Catalogue parsed(const std::string &text)
{
    auto catalogue = Catalogue::parse(text, "acme.json");
    if (!catalogue)
        qFatal("a catalogue of the test is wrong: %s", catalogue.error().toString().c_str());
    return *std::move(catalogue);
}

std::vector<std::string> pathsOf(const std::vector<CatalogueChange> &changes)
{
    std::vector<std::string> paths;
    for (const CatalogueChange &change : changes)
        paths.push_back(change.path);
    return paths;
}

} // namespace

/// Differences between catalogues and between versions of a notice.
class DiffsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameCatalogueHasNoDifference()
    {
        const auto changes = diffCatalogues(parsed(smallCatalogue()), parsed(smallCatalogue()));
        EXPECT_OK(changes);
        QVERIFY(changes->empty());
    }

    void changesAreNamedByIdsAndVersions()
    {
        std::string after = changed(smallCatalogue(), "\"validity_days\": 90", "\"validity_days\": 60");
        after = changed(after, "15 U.S.C. 45", "15 U.S.C. 46");
        after = changed(after, "\"title\": \"Privacy\", \"body\": [\"One.\", \"Three.\"]", "\"title\": \"Privacy\", \"body\": [\"One.\", \"Four.\"]");
        const auto changes = diffCatalogues(parsed(smallCatalogue()), parsed(after));
        EXPECT_OK(changes);
        QVERIFY((pathsOf(*changes) == std::vector<std::string>{"purposes.deals.validity_days", "notices.privacy.versions.2.revisions.en.body",
            "rules.regimes.us.citation"}));
        QVERIFY(*changes->front().before == json::Value(90) && *changes->front().after == json::Value(60));
    }

    void whatWasAddedHasNoBefore()
    {
        const std::string channel = ",\n    {\"id\": \"sms\", \"name\": {\"en\": \"Text\", \"pl\": \"SMS\"}}";
        const std::string base = changed(smallCatalogue(), "[\"email\", \"sms\"]", "[\"email\"]");
        const auto added = diffCatalogues(parsed(changed(base, channel, "")), parsed(base));
        EXPECT_OK(added);
        QCOMPARE(added->size(), std::size_t{1});
        QVERIFY(added->front().path == "channels.sms" && !added->front().before && added->front().after);
        const auto removed = diffCatalogues(parsed(base), parsed(changed(base, channel, "")));
        QVERIFY(removed->size() == 1 && removed->front().before && !removed->front().after);
    }

    void aNoticeTellsItsChangeAndWhomItAsksAgain()
    {
        const Catalogue catalogue = parsed(smallCatalogue());
        const auto diff = diffNotice(catalogue, NoticeId("privacy"), 1, 2, "pl");
        EXPECT_OK(diff);
        QVERIFY(!diff->title.changed());
        QVERIFY((diff->body.changes == std::vector<TextChange>{{TextChange::Kind::Same, "Jeden.\n\n"}, {TextChange::Kind::Removed, "Dwa"},
            {TextChange::Kind::Added, "Trzy"}, {TextChange::Kind::Same, "."}}));
        QCOMPARE(diff->toggles.size(), std::size_t{4}); // news by two channels, deals to two recipients
        for (const NoticeToggle &toggle : diff->toggles)
            QCOMPARE(toggle.askedAgainBy, toggle.recipient == RecipientId("partner") ? 2 : 0);
    }

    void theOrderOfTheVersionsDoesNotMatterForTheToggles()
    {
        const Catalogue catalogue = parsed(smallCatalogue());
        const auto diff = diffNotice(catalogue, NoticeId("privacy"), 2, 1, "en");
        EXPECT_OK(diff);
        QVERIFY(std::any_of(diff->toggles.begin(), diff->toggles.end(), [](const NoticeToggle &t) { return t.askedAgainBy == 2; }));
    }

    void aMinorVersionAsksNobody()
    {
        const Catalogue catalogue = parsed(changed(smallCatalogue(),
            "\"material\": true, \"affects\": [{\"purpose\": \"deals\", \"recipient\": \"partner\"}], ", ""));
        const auto diff = diffNotice(catalogue, NoticeId("privacy"), 1, 2, "en");
        EXPECT_OK(diff);
        QVERIFY(diff->body.changed());
        QVERIFY(std::none_of(diff->toggles.begin(), diff->toggles.end(), [](const NoticeToggle &t) { return t.askedAgainBy > 0; }));
    }

    void whatDoesNotExistNamesWhatDoes_data()
    {
        QTest::addColumn<std::string>("notice");
        QTest::addColumn<int>("version");
        QTest::addColumn<std::string>("language");
        QTest::addColumn<std::string>("field");
        QTest::addColumn<std::string>("known");
        QTest::newRow("notice") << std::string("secrecy") << 2 << std::string("en") << std::string("notice") << std::string("privacy");
        QTest::newRow("version") << std::string("privacy") << 3 << std::string("en") << std::string("version") << std::string("1, 2");
        QTest::newRow("language") << std::string("privacy") << 2 << std::string("fr") << std::string("language") << std::string("en, pl");
    }

    void whatDoesNotExistNamesWhatDoes()
    {
        QFETCH(std::string, notice);
        QFETCH(int, version);
        QFETCH(std::string, language);
        QFETCH(std::string, field);
        QFETCH(std::string, known);
        const Catalogue catalogue = parsed(smallCatalogue());
        const auto diff = diffNotice(catalogue, NoticeId(notice), 1, version, language);
        EXPECT_ERROR(diff, ErrorCode::NotFound);
        QCOMPARE(diff.error().where.field, field);
        QVERIFY(diff.error().detail.ends_with(known));
    }
};

ASSENT_TEST_CLASS(DiffsTest);
#include "tst_diffs.moc"
