#include "base/expect.h"
#include "base/registry.h"
#include "conformance/cases.h"
#include "conformance/vectors.h"

using namespace assent;
using namespace assent::test;

namespace {

Result<std::string> run(std::string_view kind, std::string input) { return conformance::run(kind, {}, std::move(input)); }

/// The case's JSON does not belong to its CSV in the collection itself.
bool isMismatched(const std::filesystem::path &file)
{
    return file.stem() == "location_coordinates";
}

/// Line ends of the copy that is tested may have been changed on the way here.
std::string withoutReturns(std::string text)
{
    std::erase(text, '\r');
    return text;
}

json::Value withoutReturns(const json::Value &value)
{
    if (const std::string *text = value.string())
        return withoutReturns(*text);
    if (const json::Array *list = value.array()) {
        json::Array out;
        for (const json::Value &entry : *list)
            out.push_back(withoutReturns(entry));
        return out;
    }
    if (const json::Object *object = value.object()) {
        json::Object out;
        for (const auto &[name, member] : *object)
            out.emplace_back(name, withoutReturns(member));
        return out;
    }
    return value;
}

} // namespace

class FormatCases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonTestSuiteHasItsVerdicts()
    {
        NEED_VECTORS("json-test-suite");
        int seen = 0;
        for (const auto &file : filesIn("json-test-suite", ".json")) {
            const std::string name = file.filename().string();
            const auto result = run("json", fileText(file));
            // Two y_ cases have a name twice, which is refused here on purpose.
            const bool twice = name.starts_with("y_object_duplicated_key");
            if (name.starts_with("y_") && !twice)
                QVERIFY2(result.ok(), name.c_str());
            if (name.starts_with("n_") || twice)
                QVERIFY2(!result.ok(), name.c_str());
            ++seen;
        }
        QVERIFY(seen > 100);
    }

    void canonicalJsonIsByteForByte()
    {
        NEED_VECTORS("jcs");
        int seen = 0;
        for (const auto &file : filesIn("jcs/input", ".json")) {
            const auto result = run("jcs", fileText(file));
            EXPECT_OK(result);
            QCOMPARE(*result, fileText(vectorsFolder() / "jcs" / "output" / file.filename()));
            ++seen;
        }
        QVERIFY(seen > 0);
    }

    void csvSpectrumReadsAsItsJson()
    {
        NEED_VECTORS("csv-spectrum");
        for (const auto &file : filesIn("csv-spectrum/csvs", ".csv")) {
            const auto result = run("csv", fileText(file));
            EXPECT_OK(result);
            if (isMismatched(file))
                continue;
            const auto expected = json::parse(fileText(vectorsFolder() / "csv-spectrum" / "json" / (file.stem().string() + ".json")));
            EXPECT_OK(expected);
            const auto read = json::parse(*result);
            EXPECT_OK(read);
            const bool same = json::canonical(withoutReturns(*read)) == json::canonical(withoutReturns(*expected));
            QVERIFY2(same, file.filename().c_str());
        }
    }

    void csvKeepsLineEndsWithinCells()
    {
        QCOMPARE(*run("jcs", *run("csv", "a\r\n\"x\r\ny\"\r\n")), std::string(R"([{"a":"x\r\ny"}])"));
    }

    void csvWithoutRowsIsAnEmptyList() { QCOMPARE(*run("csv", "a,b\n"), std::string("[]\n")); }

    void malformedCsvIsRefused()
    {
        for (const char *text : {"", "a,b\n1\n", "a,b\n1,2,3\n", "a,b\n1,\"2\n", "a,b\n\"1\"x,2\n", "a,a\n1,2\n", "a\n\xFF\n", "\"a\n"})
            QVERIFY2(!run("csv", text).ok(), text);
    }

    void everyMerkleVerdictIsAsExpected_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("folder");
        QTest::newRow("inclusion") << QByteArray("merkle-inclusion") << QByteArray("merkle/inclusion");
        QTest::newRow("consistency") << QByteArray("merkle-consistency") << QByteArray("merkle/consistency");
    }
    void everyMerkleVerdictIsAsExpected()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, folder);
        NEED_VECTORS(folder.toStdString());
        int accepted = 0;
        int refused = 0;
        for (const auto &file : filesIn(folder.toStdString(), ".json")) {
            const auto value = json::parse(fileText(file));
            EXPECT_OK(value);
            const bool wrong = *value->find("wantErr")->boolean();
            const auto result = run(kind.toStdString(), fileText(file));
            QVERIFY2(result.ok() == !wrong, (file.string() + (result ? "" : result.error().toString())).c_str());
            ++(wrong ? refused : accepted);
        }
        QVERIFY(accepted > 0 && refused > 0);
    }

    void anyInputIsAnswered()
    {
        const std::vector<std::string> inputs = {"", "{}", "[]", "null", "1", "\"x\"", std::string(3, '\0'), "{\"key\":1,\"proof\":{}}",
            std::string(100'000, '['), "{\"leafIdx\":-1,\"treeSize\":1e300,\"proof\":[1],\"root\":\"\",\"leafHash\":\"\"}",
            "{\"password\":\"\",\"salt\":\"\",\"t\":4294967296,\"m_kib\":1e15,\"p\":0,\"length\":-1}", "\xFF\xFE\xFD", "\"", ",,,\n\"\"\"", "\r\r\r"};
        for (std::string_view kind : conformance::kinds()) {
            for (const std::string &input : inputs)
                (void)run(kind, input).ok();
        }
    }
};

ASSENT_TEST_CLASS(FormatCases);
#include "tst_formats.moc"
