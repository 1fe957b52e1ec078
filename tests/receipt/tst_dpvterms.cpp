#include "base/expect.h"
#include "base/registry.h"
#include "conformance/vectors.h"
#include "receipt/dpvterms.h"
#include "transfer/csv.h"

#include <map>
#include <set>

using namespace assent;
using dpv::TermKind;

namespace {

struct Row
{
    std::string type;
    std::vector<std::string> above;
};

void split(std::string_view text, std::vector<std::string> &out)
{
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        if (end > 0)
            out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// The vocabulary's own tables.
std::map<std::string, Row> readTables()
{
    std::map<std::string, Row> out;
    for (const auto &file : test::filesIn("dpv/2.3", ".csv")) {
        auto reader = CsvReader::open(std::make_unique<TextSource>(test::fileText(file)));
        if (!reader)
            qFatal("%s: %s", file.c_str(), reader.error().toString().c_str());
        std::map<std::string, std::size_t> columns;
        for (std::size_t i = 0; i < reader->header().cells.size(); ++i)
            columns[reader->header().cells[i].text] = i;
        while (const CsvRecord *record = reader->next().value()) {
            const auto cell = [&](const char *name) { return record->cells[columns.at(name)].text; };
            Row row{cell("type"), {}};
            for (const char *name : {"dpvtype", "subclassof", "hasbroader"})
                split(cell(name), row.above);
            out.emplace(cell("iri"), std::move(row));
        }
    }
    return out;
}

bool isBelow(const std::map<std::string, Row> &tables, const std::string &iri, const std::string &ancestor, std::set<std::string> &seen)
{
    if (iri == ancestor)
        return true;
    const auto it = tables.find(iri);
    if (it == tables.end() || !seen.insert(iri).second)
        return false;
    return std::any_of(it->second.above.begin(), it->second.above.end(), [&](const std::string &above) { return isBelow(tables, above, ancestor, seen); });
}

} // namespace

class DpvTermsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTermOfTheVocabularyIsKnown()
    {
        NEED_VECTORS("dpv");
        const std::set<std::string> abstract{"ConsentStatus", "ConsentStatusInvalidForProcessing", "ConsentStatusValidForProcessing"};
        int known = 0;
        for (const auto &[iri, row] : readTables()) {
            if (!dpv::isCovered(iri) || abstract.contains(iri.substr(iri.find('#') + 1)))
                continue;
            QVERIFY2(dpv::isTerm(iri), iri.c_str());
            QCOMPARE(dpv::isTermOf(iri, TermKind::Property), row.type == "property");
            ++known;
        }
        QVERIFY(known > 1500);
    }

    void rolesAreThoseOfTheVocabulary_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("ancestor");
        const std::pair<TermKind, const char *> all[] = {{TermKind::Purpose, "Purpose"}, {TermKind::LegalBasis, "LegalBasis"},
            {TermKind::ConsentStatus, "ConsentStatus"}, {TermKind::Processing, "Processing"}, {TermKind::PersonalData, "PersonalData"},
            {TermKind::Right, "Right"}, {TermKind::Entity, "Entity"}, {TermKind::Duration, "Duration"}, {TermKind::Notice, "Notice"},
            {TermKind::Control, "ConsentControl"}, {TermKind::Storage, "StorageCondition"}, {TermKind::Necessity, "Necessity"}};
        for (const auto &[kind, name] : all)
            QTest::newRow(name) << static_cast<int>(kind) << QByteArray(name);
    }
    void rolesAreThoseOfTheVocabulary()
    {
        NEED_VECTORS("dpv");
        QFETCH(int, kind);
        QFETCH(QByteArray, ancestor);
        const auto tables = readTables();
        const std::string top = std::string(dpv::kDpv) + ancestor.toStdString();
        int found = 0;
        for (const auto &[iri, row] : tables) {
            if (!dpv::isTerm(iri) || row.type == "property")
                continue;
            std::set<std::string> seen;
            const bool below = isBelow(tables, iri, top, seen);
            QVERIFY2(dpv::isTermOf(iri, static_cast<TermKind>(kind)) == below, iri.c_str());
            found += below ? 1 : 0;
        }
        QVERIFY(found >= 3);
    }

    void namesThatTheVocabularyHasNotAreNoTerms()
    {
        QVERIFY(!dpv::isTerm("https://w3id.org/dpv#ConsentMaybe"));
        QVERIFY(!dpv::isTerm("https://w3id.org/dpv#"));
        QVERIFY(!dpv::isTerm("https://w3id.org/dpv/pd#Email"));
        QVERIFY(dpv::isTermOf("https://w3id.org/dpv#Marketing", TermKind::Purpose));
        QVERIFY(!dpv::isTermOf("https://w3id.org/dpv#Collect", TermKind::Purpose));
    }

    void compactingKeepsWhatNoPrefixCovers()
    {
        QCOMPARE(dpv::compact("https://w3id.org/dpv#Marketing"), std::string("dpv:Marketing"));
        QCOMPARE(dpv::compact("https://w3id.org/dpv/pd#Name"), std::string("pd:Name"));
        QCOMPARE(dpv::compact("https://example.com/x"), std::string("https://example.com/x"));
    }
};

ASSENT_TEST_CLASS(DpvTermsTest);
#include "tst_dpvterms.moc"
