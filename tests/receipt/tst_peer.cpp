#include "base/expect.h"
#include "base/registry.h"
#include "conformance/vectors.h"
#include "receipt/dpvterms.h"
#include "receipt/people.h"
#include "transfer/csv.h"
#include "transfer/exportzip.h"
#include "transfer/zip.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>

#include <set>

using namespace assent;

namespace {

QString peers() { return QString::fromStdString((test::sourceFolder() / "tests" / "peers").string()); }

/// What the outside processor says of a file; its complaint when it refuses.
struct Expanded
{
    QJsonObject json;
    QByteArray complaint;
};
Expanded expand(const QString &file)
{
    QProcess node;
    node.setWorkingDirectory(peers());
    node.start(QStringLiteral("node"), {QStringLiteral("expand.cjs"), file});
    if (!node.waitForFinished(60'000) || node.exitCode() != 0)
        return {{}, node.readAllStandardError() + node.errorString().toUtf8()};
    return {QJsonDocument::fromJson(node.readAllStandardOutput()).object(), {}};
}

std::set<std::string> vocabulary()
{
    std::set<std::string> out;
    for (const auto &file : test::filesIn("dpv/2.3", ".csv")) {
        auto reader = CsvReader::open(std::make_unique<TextSource>(test::fileText(file))).value();
        while (const CsvRecord *record = reader.next().value())
            out.insert(record->cells[2].text);
    }
    return out;
}

} // namespace

/// What we write, before an independent JSON-LD processor.
class PeerTest : public QObject
{
    Q_OBJECT

    test::People m_people;
    QTemporaryDir m_folder;

    QString write(const QString &name, const std::string &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0)
            qFatal("not written");
        return file.fileName();
    }

    void compareWithVocabulary(const QJsonObject &expanded)
    {
        const std::set<std::string> known = vocabulary();
        QVERIFY(known.size() > 1500);
        int terms = 0;
        for (const char *where : {"properties", "types", "ids"}) {
            for (const QJsonValue &value : expanded[QLatin1String(where)].toArray()) {
                const std::string iri = value.toString().toStdString();
                if (!iri.starts_with("https://w3id.org/dpv"))
                    continue;
                QVERIFY2(known.contains(iri), iri.c_str());
                ++terms;
            }
        }
        QVERIFY(terms > 10);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty() || !QFile::exists(peers() + QStringLiteral("/node_modules/jsonld")))
            QSKIP("the outside JSON-LD processor is absent (packaging/setup installs it)");
        m_people.grant(m_people.anna);
        m_people.withdrawAll(m_people.anna);
    }

    void receiptsExpandAndEveryTermIsOfTheVocabulary()
    {
        NEED_VECTORS("dpv");
        int n = 0;
        const auto receipts = m_people.receipts(m_people.anna);
        EXPECT_OK(receipts);
        for (const Receipt &receipt : *receipts) {
            const Expanded expanded = expand(write(QStringLiteral("%1.jsonld").arg(n++), json::pretty(m_people.sealed(receipt))));
            QVERIFY2(expanded.complaint.isEmpty(), expanded.complaint.constData());
            QCOMPARE(expanded.json[QStringLiteral("nodes")].toInt(), 1);
            QVERIFY(expanded.json[QStringLiteral("quads")].toInt() > 30);
            QVERIFY(expanded.json[QStringLiteral("types")].toArray().contains(QStringLiteral("https://w3id.org/dpv#ConsentReceipt")));
            QVERIFY(expanded.json[QStringLiteral("properties")].toArray().contains(QStringLiteral("urn:assent:term:seal")));
            compareWithVocabulary(expanded.json);
        }
        QCOMPARE(n, 2);
    }

    void theExportsFilesExpandAndEveryTermIsOfTheVocabulary()
    {
        NEED_VECTORS("dpv");
        NoProgress progress;
        const std::filesystem::path target = m_folder.filePath(QStringLiteral("anna.zip")).toStdString();
        EXPECT_OK(exportSubject(*m_people.store.vault, *m_people.store.profiles, m_people.consents, m_people.anna, target, {}, progress));
        const ZipFiles files = readZip(asBytes(test::fileText(target)), 1 << 30).value();
        int receipts = 0;
        for (const auto &[name, text] : files) {
            if (!name.starts_with("receipts/") && name != "consents.jsonld")
                continue;
            receipts += name == "consents.jsonld" ? 0 : 1;
            const Expanded expanded = expand(write(QStringLiteral("export.jsonld"), text));
            QVERIFY2(expanded.complaint.isEmpty(), expanded.complaint.constData());
            compareWithVocabulary(expanded.json);
        }
        QCOMPARE(receipts, 2);
    }

    void theProcessorRefusesWhatIsNoJsonLd()
    {
        const Expanded expanded = expand(write(QStringLiteral("bad.jsonld"), R"({"@context": {"a": "relative"}, "a": {"@id": 3}})"));
        QVERIFY(!expanded.complaint.isEmpty());
    }
};

ASSENT_TEST_CLASS(PeerTest);
#include "tst_peer.moc"
