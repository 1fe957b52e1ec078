#include "base/registry.h"
#include "conformance/vectors.h"
#include "receipt/seal.h"
#include "transfer/csv.h"
#include "transfer/exportzip.h"
#include "transfer/store.h"
#include "transfer/subjectdata.h"
#include "transfer/zip.h"

#include <QDir>
#include <QXmlStreamReader>

#include <zip.h>

using namespace assent;

namespace {

class StopAt final : public Progress
{
public:
    explicit StopAt(int step) : m_step(step) {}
    bool report(std::uint64_t done, std::uint64_t) override { return static_cast<int>(done) < m_step; }

private:
    int m_step;
};

constexpr const char *kNasty = "<script>alert('x')</script>&\"; =1+1,\r\nline";

/// An export's file through libzip itself.
std::string unpacked(const std::filesystem::path &file, const char *name)
{
    int error = 0;
    zip_t *archive = zip_open(file.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (!archive)
        return {};
    zip_file_t *entry = zip_fopen(archive, name, 0);
    std::string text;
    char buffer[4096];
    for (zip_int64_t count = 0; entry && (count = zip_fread(entry, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(count));
    if (entry)
        zip_fclose(entry);
    zip_discard(archive);
    return text;
}

} // namespace

class ExportTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Store> m_store;
    std::unique_ptr<ConsentStore> m_consents;
    SubjectId m_subject;
    std::filesystem::path m_target;

    void addFact(Person &person, const char *key, const char *value)
    {
        Attribute attribute;
        attribute.id = AttributeId(makeUuidV7(m_store->clock.now()));
        attribute.key = key;
        attribute.value = value;
        attribute.kind = AttributeKind::Identity;
        attribute.source = SourceId("web_shop");
        attribute.collectedAt = m_store->clock.now();
        attribute.purposes = {m_store->catalogue->purposes().front().id};
        attribute.retainUntil = m_store->clock.now() + std::chrono::days{30};
        person.attributes.push_back(std::move(attribute));
    }

    void addPerson()
    {
        Person person = Person::make(m_store->clock.now()).value();
        person.language = "pl";
        person.source = SourceId("web_shop");
        person.identifiers = {{"email", "anna@example.com", person.source, m_store->clock.now(), {}},
            {"phone", "+48601234567", person.source, m_store->clock.now(), {}},
            {"customer_number", "C-1", person.source, m_store->clock.now(), {}}};
        addFact(person, "given_name", "Żaneta; Anna");
        addFact(person, "family_name", "Nowak");
        addFact(person, "birth_date", "1980-02-29");
        addFact(person, "street", "ul. Długa 5, m. 3");
        addFact(person, "note", kNasty);
        auto transaction = WriteTransaction::begin(*m_store->vault);
        EXPECT_OK(transaction);
        EXPECT_OK(m_store->profiles->add(*transaction, person));
        EXPECT_OK(transaction->commit());
        m_subject = person.id;
    }

    void decideSomething()
    {
        const Purpose *optIn = nullptr;
        for (const Purpose &purpose : m_store->catalogue->purposes()) {
            if (!optIn && purpose.basis == LegalBasis::Consent && !purpose.channels.empty())
                optIn = &purpose;
        }
        QVERIFY(optIn);
        const NoticeVersion *notice = m_store->catalogue->noticeAt(optIn->notice, m_store->clock.now());
        QVERIFY(notice);
        const auto served = m_consents->recordServed(m_subject, *notice, "pl", ServedMode::Screen);
        EXPECT_OK(served);
        const ConsentView view = m_consents->view(m_subject).value();
        Decision grant;
        grant.act = Act::Grant;
        grant.pattern = KeyPattern::of({m_store->catalogue->controller(), view.persona, optIn->id, optIn->channels.front(), optIn->recipients.front()});
        grant.servedMode = ServedMode::Screen;
        grant.served = *served;
        grant.locale = "pl";
        EXPECT_OK(m_consents->decide(view, std::vector<Decision>{grant}));
        Decision withdraw;
        withdraw.act = Act::Withdraw;
        withdraw.pattern.controller = m_store->catalogue->controller();
        withdraw.reason = "=HYPERLINK(1)";
        EXPECT_OK(m_consents->decide(m_consents->view(m_subject).value(), std::vector<Decision>{withdraw}));
    }

    Result<ExportManifest> write(const ExportOptions &options = {})
    {
        NoProgress progress;
        return exportSubject(*m_store->vault, *m_store->profiles, *m_consents, m_subject, m_target, options, progress);
    }

    std::string file(const char *name) { return unpacked(m_target, name); }

    QStringList folder() const
    {
        return QDir(QString::fromStdString(m_target.parent_path().string())).entryList(QDir::Files | QDir::Hidden);
    }

    /// Packs the export anew with one file changed.
    void tamper(const std::string &name, const std::string &content)
    {
        ZipFiles files = readZip(asBytes(test::fileText(m_target)), 1 << 30).value();
        files[name] = content;
        const Bytes zip = makeZip(files, m_store->clock.now()).value();
        std::ofstream(m_target, std::ios::binary).write(reinterpret_cast<const char *>(zip.data()), static_cast<std::streamsize>(zip.size()));
    }

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<test::Store>();
        m_consents = std::make_unique<ConsentStore>(*m_store->vault, m_store->catalogue);
        {
            auto transaction = WriteTransaction::begin(*m_store->vault);
            EXPECT_OK(transaction);
            EXPECT_OK(publishCatalogue(*transaction, *m_store->catalogue));
            EXPECT_OK(transaction->commit());
        }
        addPerson();
        decideSomething();
        const std::filesystem::path out = std::filesystem::path(m_store->folder.path().toStdString()) / "out";
        std::filesystem::create_directory(out);
        m_target = out / "anna.zip";
    }
    void cleanup()
    {
        m_consents.reset();
        m_store.reset();
    }

    void theArchiveHoldsItsFiles()
    {
        EXPECT_OK(write());
        for (const char *name : {"README.html", "profile.jsonld", "profile.csv", "contact.vcf", "consents.jsonld", "history.csv", "manifest.json"})
            QVERIFY2(!file(name).empty(), name);
        QCOMPARE(folder(), QStringList{QStringLiteral("anna.zip")});
        QCOMPARE(std::filesystem::status(m_target).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    }

    void theManifestVerifies()
    {
        const auto written = write();
        EXPECT_OK(written);
        const auto verified = verifyExport(m_target);
        EXPECT_OK(verified);
        QVERIFY(verified->subject == m_subject);
        QVERIFY(verified->key == m_store->vault->deviceKey().publicKey());
        QCOMPARE(verified->files.size(), std::size_t(8)); // two of them receipts
    }

    void everyActHasAReceiptThatProvesItself()
    {
        EXPECT_OK(write());
        const ZipFiles files = readZip(asBytes(test::fileText(m_target)), 1 << 30).value();
        int receipts = 0;
        for (const auto &[name, text] : files) {
            if (!name.starts_with("receipts/"))
                continue;
            EXPECT_OK(checkReceipt(text, name, Ledger(*m_store->vault).verifierKey()));
            ++receipts;
        }
        QCOMPARE(receipts, 2);
    }

    void aChangedAddedOrMissingFileIsFound()
    {
        EXPECT_OK(write());
        tamper("profile.csv", "key,value\r\n");
        EXPECT_ERROR(verifyExport(m_target), ErrorCode::Corrupt);
        EXPECT_OK(write({.language = {}, .overwrite = true}));
        tamper("more.txt", "x");
        EXPECT_ERROR(verifyExport(m_target), ErrorCode::Corrupt);
        EXPECT_OK(write({.language = {}, .overwrite = true}));
        std::string manifest = file("manifest.json");
        manifest.replace(manifest.find("\"pl\""), 4, "\"fr\"");
        tamper("manifest.json", manifest);
        EXPECT_ERROR(verifyExport(m_target), ErrorCode::Corrupt);
    }

    void everyTruncationAndFlipIsFound()
    {
        EXPECT_OK(write());
        const std::string whole = test::fileText(m_target);
        const auto put = [&](const std::string &bytes) { std::ofstream(m_target, std::ios::binary) << bytes; };
        for (std::size_t size = 0; size < whole.size(); size += 97) {
            put(whole.substr(0, size));
            QVERIFY(!verifyExport(m_target).ok());
        }
        for (std::size_t at = 0; at < whole.size(); at += 61) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ 0x10);
            put(changed);
            (void)verifyExport(m_target).ok(); // times and such may change unseen; never a crash
        }
    }

    void whatIsThereIsNotOverwrittenUnlessAsked()
    {
        std::ofstream(m_target) << "mine";
        EXPECT_ERROR(write(), ErrorCode::Conflict);
        QCOMPARE(test::fileText(m_target), std::string("mine"));
        EXPECT_OK(write({.language = {}, .overwrite = true}));
        EXPECT_OK(verifyExport(m_target));
        QCOMPARE(folder(), QStringList{QStringLiteral("anna.zip")});
    }

    void cancellingAtAnyStepLeavesNothing()
    {
        for (int step = 0; step < 10; ++step) {
            StopAt progress(step);
            EXPECT_ERROR(exportSubject(*m_store->vault, *m_store->profiles, *m_consents, m_subject, m_target, {}, progress), ErrorCode::Cancelled);
            QVERIFY(folder().isEmpty());
        }
        StopAt progress(10);
        EXPECT_OK(exportSubject(*m_store->vault, *m_store->profiles, *m_consents, m_subject, m_target, {}, progress));
    }

    void aFolderThatIsNotThereIsAnError()
    {
        m_target = m_target.parent_path() / "absent" / "anna.zip";
        EXPECT_ERROR(write(), ErrorCode::Io);
    }

    void anUnknownSubjectIsNotFound()
    {
        m_subject = SubjectId(makeUuidV7(m_store->clock.now()));
        EXPECT_ERROR(write(), ErrorCode::NotFound);
        QVERIFY(folder().isEmpty());
    }

    void theReadmeIsWellFormedAndRunsNothing()
    {
        for (const char *language : {"en", "zh_TW", "pl", "fr"}) {
            EXPECT_OK(write({.language = language, .overwrite = true}));
            const std::string html = file("README.html");
            QVERIFY(html.find("<script") == std::string::npos);
            QVERIFY(html.find("&lt;script&gt;") != std::string::npos);
            // The page is written so that it also reads as XML, but for its void elements.
            QString xml = QString::fromStdString(html).remove(QStringLiteral("<!DOCTYPE html>\n"));
            xml.replace(QRegularExpression(QStringLiteral("<(meta[^>]*)>")), QStringLiteral("<\\1/>"));
            QXmlStreamReader reader(xml);
            while (!reader.atEnd())
                reader.readNext();
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        }
    }

    void theReadmeIsInThePersonsLanguage()
    {
        EXPECT_OK(write());
        QVERIFY(file("README.html").find("Twoje dane") != std::string::npos);
        QVERIFY(file("README.html").find("<html lang=\"pl\">") != std::string::npos);
        EXPECT_OK(write({.language = "zh-TW", .overwrite = true}));
        QVERIFY(file("README.html").find("<html lang=\"zh-TW\">") != std::string::npos);
        EXPECT_OK(write({.language = "de", .overwrite = true}));
        QVERIFY(file("README.html").find("Your data") != std::string::npos);
    }

    void theProfileIsAPersonOfSchemaOrg()
    {
        EXPECT_OK(write());
        const auto person = json::parse(file("profile.jsonld"));
        EXPECT_OK(person);
        QCOMPARE(*person->find("@type")->string(), std::string("Person"));
        QCOMPARE(*person->find("givenName")->string(), std::string("Żaneta; Anna"));
        QCOMPARE(*person->find("email")->array()->front().string(), std::string("anna@example.com"));
        QCOMPARE(*person->find("address")->find("streetAddress")->string(), std::string("ul. Długa 5, m. 3"));
        QCOMPARE(person->find("assent:facts")->array()->size(), std::size_t(5));
    }

    void spreadsheetsRunNothing()
    {
        EXPECT_OK(write());
        for (const char *name : {"profile.csv", "history.csv"}) {
            auto reader = CsvReader::open(std::make_unique<TextSource>(file(name)));
            EXPECT_OK(reader);
            int rows = 0;
            for (;; ++rows) {
                const auto record = reader->next();
                EXPECT_OK(record);
                if (!*record)
                    break;
                for (const CsvCell &cell : (*record)->cells)
                    QVERIFY2(cell.text.empty() || std::string_view("=+-@\t\r").find(cell.text.front()) == std::string_view::npos, name);
            }
            QVERIFY(rows > 0);
        }
    }

    void theContactCardIsFoldedAndEscaped()
    {
        EXPECT_OK(write());
        const std::string card = file("contact.vcf");
        QVERIFY(card.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\n"));
        QVERIFY(card.ends_with("END:VCARD\r\n"));
        QVERIFY(card.find("N:Nowak;Żaneta\\; Anna;;;\r\n") != std::string::npos);
        QVERIFY(card.find("TEL;VALUE=uri:tel:+48601234567\r\n") != std::string::npos);
        QVERIFY(card.find("BDAY:19800229\r\n") != std::string::npos);
        QVERIFY(card.find("ADR:;;ul. Długa 5\\, m. 3;;;;\r\n") != std::string::npos);
        QVERIFY(card.find("REV:20260301T090000Z\r\n") != std::string::npos);
    }

    void longLinesOfTheCardAreFoldedBetweenCharacters()
    {
        SubjectData data;
        data.person = m_store->profiles->person(m_subject).value();
        data.catalogue = m_store->catalogue;
        data.person.attributes.clear();
        std::string name;
        for (int i = 0; i < 100; ++i)
            name += "名";
        addFact(data.person, "full_name", name.c_str());
        data.facts = survivors(data.person.attributes, *data.catalogue);
        const std::string card = contactVcard(data);
        std::string unfolded;
        for (const QByteArray &line : QByteArray::fromStdString(card).split('\n')) {
            QVERIFY(line.size() <= 76); // 75 and the CR
            QVERIFY(isUtf8(line.toStdString()));
            const bool continued = line.startsWith(' ');
            unfolded += (continued ? "" : "\n") + line.mid(continued ? 1 : 0).chopped(line.endsWith('\r') ? 1 : 0).toStdString();
        }
        QVERIFY(unfolded.find("\nFN:" + name) != std::string::npos);
    }

    void everyTermOfTheConsentsExists()
    {
        EXPECT_OK(write());
        const auto document = json::parse(file("consents.jsonld"));
        EXPECT_OK(document);
        QVERIFY(document->find("@graph")->array()->size() > 3);
        NEED_VECTORS("dpv");
        std::set<std::string> known;
        for (const auto &path : test::filesIn("dpv", ".csv")) {
            const QString text = QString::fromStdString(test::fileText(path));
            static const QRegularExpression iri(QStringLiteral("\"(https://w3id\\.org/dpv[^\"]*)\""));
            for (auto it = iri.globalMatch(text); it.hasNext();)
                known.insert(it.next().captured(1).toStdString());
        }
        const QString text = QString::fromStdString(json::canonical(*document));
        static const QRegularExpression used(QStringLiteral("\"(dpv:|https://w3id\\.org/dpv#)([A-Za-z]+)\""));
        int terms = 0;
        for (auto it = used.globalMatch(text); it.hasNext(); ++terms) {
            const QString term = it.next().captured(2);
            QVERIFY2(known.contains("https://w3id.org/dpv#" + term.toStdString()), qPrintable(term));
        }
        QVERIFY(terms > 10);
    }

    void theHistoryHoldsEveryAct()
    {
        EXPECT_OK(write());
        auto reader = CsvReader::open(std::make_unique<TextSource>(file("history.csv")));
        EXPECT_OK(reader);
        const auto newest = reader->next();
        EXPECT_OK(newest);
        QCOMPARE((*newest)->cells[2].text, std::string("withdraw"));
        QCOMPARE((*newest)->cells[6].text, std::string("*"));
        const auto oldest = reader->next();
        EXPECT_OK(oldest);
        QCOMPARE((*oldest)->cells[2].text, std::string("grant"));
    }

    void naughtyStringsComeThrough()
    {
        NEED_VECTORS("naughty-strings");
        const auto strings = json::parse(test::fileText(test::vectorsFolder() / "naughty-strings" / "blns.json"));
        EXPECT_OK(strings);
        SubjectData data;
        data.person = m_store->profiles->person(m_subject).value();
        data.catalogue = m_store->catalogue;
        data.person.attributes.clear();
        for (const json::Value &entry : *strings->array())
            addFact(data.person, ("n" + std::to_string(data.person.attributes.size())).c_str(), entry.string()->c_str());
        addFact(data.person, "full_name", "a\nb\rc\x01\x7f");
        data.facts = survivors(data.person.attributes, *data.catalogue);
        data.language = "en";
        EXPECT_OK(json::parse(profileJsonLd(data)));
        const std::string html = readmeHtml(data);
        QVERIFY(html.find("<script") == std::string::npos && html.find("<img") == std::string::npos && html.find("<svg") == std::string::npos);
        auto reader = CsvReader::open(std::make_unique<TextSource>(profileCsv(data)));
        EXPECT_OK(reader);
        std::size_t rows = 0;
        for (auto record = reader->next();; record = reader->next(), ++rows) {
            EXPECT_OK(record);
            if (!*record)
                break;
        }
        QCOMPARE(rows, data.person.attributes.size() + data.person.identifiers.size());
        QVERIFY(contactVcard(data).find("FN:a\\nb\\nc\r\n") != std::string::npos);
    }

    void aBombOrAStrayPathIsRefused()
    {
        const Bytes bomb = makeZip({{"a", std::string(1'000'000, 'a')}}, m_store->clock.now()).value();
        QVERIFY(bomb.size() < 10'000);
        EXPECT_ERROR(readZip(bomb, 999'999), ErrorCode::Corrupt);
        EXPECT_OK(readZip(bomb, 1'000'000));
        for (const char *name : {"../a", "/a", "a/../../b"})
            EXPECT_ERROR(readZip(makeZip({{name, "x"}}, m_store->clock.now()).value(), 100), ErrorCode::Invalid);
        EXPECT_ERROR(readZip(asBytes("not a zip"), 100), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(ExportTest);
#include "tst_exportzip.moc"
