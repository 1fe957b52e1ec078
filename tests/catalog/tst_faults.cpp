#include "base/expect.h"
#include "base/registry.h"
#include "catalog/catalogue.h"
#include "catalog/faultcases.h"
#include "catalog/small.h"

#include <QTemporaryDir>

using namespace assent;

/// Every fault is refused, and the error says where it is.
class CatalogueFaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWholeIsRead() { EXPECT_OK(Catalogue::parse(smallCatalogue(), "acme.json")); }

    void faultsAreLocated_data()
    {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<std::string>("field");
        for (const FaultCase &fault : faultCases())
            QTest::newRow(fault.name) << fault.from << fault.to << fault.field;
    }

    void faultsAreLocated()
    {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(std::string, field);
        const std::string text = changed(smallCatalogue(), from, to);
        QVERIFY2(!text.empty(), "the text to change is not there");
        const auto catalogue = Catalogue::parse(text, "acme.json");
        EXPECT_ERROR(catalogue, ErrorCode::Invalid);
        const Location &where = catalogue.error().where;
        QCOMPARE(where.field, field);
        QCOMPARE(where.file, std::string("acme.json"));
        QVERIFY(where.line > 0);
    }

    void theLineIsThatOfTheFault()
    {
        const auto catalogue = Catalogue::parse(withUnknownTrust(), "acme.json");
        EXPECT_ERROR(catalogue, ErrorCode::Invalid);
        QCOMPARE(catalogue.error().where.line, 9);
    }

    void whatIsNoJsonIsRefusedWithItsPlace()
    {
        const auto catalogue = Catalogue::parse("{\n  \"format\": 1,\n  nonsense\n}", "acme.json");
        EXPECT_ERROR(catalogue, ErrorCode::Invalid);
        QCOMPARE(catalogue.error().where.file, std::string("acme.json"));
        QCOMPARE(catalogue.error().where.line, 3);
    }

    void aCatalogueWithoutRulesIsRefused()
    {
        const auto catalogue = Catalogue::parse("{\"format\": 1}", "acme.json");
        EXPECT_ERROR(catalogue, ErrorCode::Invalid);
        QCOMPARE(catalogue.error().where.field, std::string("rules"));
    }

    void aListIsNoCatalogue() { EXPECT_ERROR(Catalogue::parse("[]", "acme.json"), ErrorCode::Invalid); }

    void aFaultInTheRulesNamesTheirFile()
    {
        const std::string catalogueText = withoutRules();
        const std::string rulesText = someRules();
        const auto catalogue = joinCatalogue({catalogueText, "acme.json"}, {rulesText, "rules.json"});
        EXPECT_ERROR(catalogue, ErrorCode::Invalid);
        QCOMPARE(catalogue.error().where.file, std::string("rules.json"));
        QCOMPARE(catalogue.error().where.field, std::string("regimes[0].jurisdiction"));
    }

    void rulesDoNotComeFromTwoPlaces()
    {
        const auto catalogue = joinCatalogue({smallCatalogue(), "acme.json"}, {"{}", "rules.json"});
        EXPECT_ERROR(catalogue, ErrorCode::Invalid);
        QCOMPARE(catalogue.error().where.field, std::string("rules"));
    }

    void aMissingFileIsNotFound()
    {
        const QTemporaryDir folder;
        const std::string file = folder.filePath(QStringLiteral("none.json")).toStdString();
        const auto catalogue = loadCatalogueFiles(file, file);
        EXPECT_ERROR(catalogue, ErrorCode::NotFound);
        QCOMPARE(catalogue.error().where.file, file);
    }
};

ASSENT_TEST_CLASS(CatalogueFaultTest);
#include "tst_faults.moc"
