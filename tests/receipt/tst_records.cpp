#include "base/expect.h"
#include "base/registry.h"
#include "conformance/vectors.h"
#include "receipt/consentrecord.h"

using namespace assent;

namespace {

/// A record with these members besides its id and type.
std::string record(const std::string &members)
{
    return "{\"@id\": \"https://example.com/1\", \"@type\": \"dpv:ConsentRecord\"" + (members.empty() ? "" : ",\n" + members) + "}";
}

const std::string kGiven = "{\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"2024-01-01T00:00:00Z\"}";

const std::string kKantara = "{\"version\": \"KI-CR-v1.1.0\", \"jurisdiction\": \"PL\", \"consentTimestamp\": 1510592400,"
            "\"collectionMethod\": \"web form\", \"consentReceiptID\": \"c1befd3e-b7e5-4ea6-8688-e9a565aade21\", \"language\": \"en\", \"piiPrincipalId\": \"anna@example.com\","
            "\"piiControllers\": [{\"piiController\": \"Times\", \"contact\": \"W\", \"address\": {\"streetAddress\": \"G 1\", \"addressCountry\": \"PL\"},"
            "\"email\": \"w@example.com\", \"phone\": \"+48 1\"}],"
            "\"policyUrl\": \"https://example.com/policy\","
            "\"services\": [{\"service\": \"News\", \"purposes\": [{\"purpose\": \"Letters\", \"purposeCategory\": [\"6 - Marketing\"], \"consentType\": \"EXPLICIT\","
            "\"piiCategory\": [\"2 - Contact\"], \"primaryPurpose\": true, \"termination\": \"Subscription end\", \"thirdPartyDisclosure\": true, \"thirdPartyName\": \"Post\"}]}],"
            "\"sensitive\": true, \"spiCat\": [\"1 - Health\"]}";

Result<ConsentDocument> read(std::string_view text) { return readConsentDocument(text, "file.json"); }
std::string canonical(std::string_view text) { return json::canonical(toJson(read(text).value())); }

/// The text with one member's value replaced, or the member taken out.
json::Value changed(const json::Value &value, const QByteArrayList &path, const std::optional<json::Value> &with)
{
    json::Value out = value;
    json::Value *at = &out;
    for (qsizetype i = 0; i + 1 < path.size(); ++i) {
        if (json::Array *array = at->array())
            at = &(*array)[static_cast<std::size_t>(path[i].toInt())];
        else
            at = const_cast<json::Value *>(at->find(path[i].toStdString()));
    }
    if (with)
        at->set(path.back().toStdString(), *with);
    else
        std::erase_if(*at->object(), [&](const json::Member &member) { return member.first == path.back().toStdString(); });
    return out;
}

} // namespace

class RecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyExampleOfTheGuideIsRead()
    {
        NEED_VECTORS("dpv-27560-examples");
        int count = 0;
        for (const auto &file : test::filesIn("dpv-27560-examples", ".json")) {
            const auto document = read(test::fileText(file));
            QVERIFY2(document.ok(), (file.string() + ": " + (document ? "" : document.error().toString())).c_str());
            QVERIFY(!document->records.empty() || document->kind == ConsentDocument::Kind::Receipt);
            ++count;
        }
        QVERIFY(count >= 40);
    }

    void badOnesAreRefusedWhereTheyAreWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        const auto bad = [](const char *name, const std::string &text, const char *where) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(where);
        };
        const auto status = [](const std::string &members) { return record("\"dpv:hasConsentStatus\": " + members); };
        bad("no type", "{\"@id\": \"x:y\"}", "the document");
        bad("another type", "{\"@id\": \"x:y\", \"@type\": \"dpv:Process\"}", "the document");
        bad("no id", "{\"@type\": \"dpv:ConsentRecord\"}", "the document");
        bad("an empty id", "{\"@id\": \"\", \"@type\": \"dpv:ConsentRecord\"}", "/@id");
        bad("both types", "{\"@id\": \"x:y\", \"@type\": [\"dpv:ConsentRecord\", \"dpv:ConsentReceipt\"]}", "the document");
        bad("an unknown state", status("\"dpv:ConsentMaybe\""), "/dpv:hasConsentStatus");
        bad("a purpose as state", status("\"dpv:Marketing\""), "/dpv:hasConsentStatus");
        bad("a state in words", status("\"given\""), "/dpv:hasConsentStatus");
        bad("a number as state", status("1"), "/dpv:hasConsentStatus");
        bad("no state in the event", status("{\"dpv:isIndicatedAtTime\": \"2024-01-01\"}"), "/dpv:hasConsentStatus");
        bad("two states at once", status("{\"@type\": [\"dpv:ConsentGiven\", \"dpv:ConsentWithdrawn\"]}"), "/dpv:hasConsentStatus");
        bad("a time in words", status("{\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"yesterday\"}"),
            "/dpv:hasConsentStatus/dpv:isIndicatedAtTime");
        bad("a day that is none", status("{\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"2024-02-30\"}"),
            "/dpv:hasConsentStatus/dpv:isIndicatedAtTime");
        bad("a time as number", status("{\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": 1700000000}"),
            "/dpv:hasConsentStatus/dpv:isIndicatedAtTime");
        bad("ended before it began", status("{\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"2024-01-01T00:00:00Z\","
            "\"dpv:hasDuration\": {\"@type\": \"dpv:UntilTimeDuration\", \"rdf:value\": \"2023-01-01\"}}"), "/dpv:hasConsentStatus");
        bad("withdrawn before it was given", status("[" + kGiven + ", {\"@type\": \"dpv:ConsentWithdrawn\", \"dpv:isIndicatedAtTime\": \"2023-01-01\"}]"),
            "/dpv:hasConsentStatus/1");
        bad("a receipt older than its event", "{\"@id\": \"x:y\", \"@type\": \"dpv:ConsentReceipt\", \"dct:created\": \"2023-01-01\","
            "\"dpv:hasRecordOfActivity\": {\"@id\": \"x:z\", \"@type\": \"dpv:ConsentRecord\", \"dpv:hasConsentStatus\":" + kGiven + "}}",
            "/dpv:hasRecordOfActivity/dpv:hasConsentStatus");
        bad("modified before it was created", record("\"dct:created\": \"2024-05-01\", \"dct:modified\": \"2024-04-01\""), "/dct:modified");
        bad("a duration in words", status("{\"@type\": \"dpv:ConsentGiven\", \"dpv:hasDuration\": {\"@type\": \"dpv:TemporalDuration\", \"rdf:value\": \"six\"}}"),
            "/dpv:hasConsentStatus/dpv:hasDuration/rdf:value");
        bad("a duration without a value", status("{\"@type\": \"dpv:ConsentGiven\", \"dpv:hasDuration\": {\"@type\": \"dpv:UntilTimeDuration\"}}"),
            "/dpv:hasConsentStatus/dpv:hasDuration");
        bad("processing as purpose", record("\"dpv:hasPurpose\": \"dpv:Collect\""), "/dpv:hasPurpose");
        bad("processing as a purpose's type", record("\"dpv:hasPurpose\": {\"@type\": \"dpv:Collect\"}"), "/dpv:hasPurpose");
        bad("a purpose as data", record("\"dpv:hasProcess\": [{\"dpv:hasPersonalData\": \"dpv:Marketing\"}]"), "/dpv:hasProcess/0/dpv:hasPersonalData");
        bad("an unknown legal basis", record("\"dpv:hasLegalBasis\": \"dpv:Consented\""), "/dpv:hasLegalBasis");
        bad("a process in words", record("\"dpv:hasProcess\": \"everything\""), "/dpv:hasProcess");
        bad("a purpose that says nothing", record("\"dpv:hasPurpose\": {}"), "/dpv:hasPurpose");
        bad("a number as identifier", record("\"dct:identifier\": 5"), "/dct:identifier");
        bad("a language that is none", record("\"dpv:hasNotice\": {\"@type\": \"dpv:ConsentNotice\", \"dct:language\": \"plain English\"}"),
            "/dpv:hasNotice/dct:language");
        bad("another thing as record", "{\"@id\": \"x:y\", \"@type\": \"dpv:ConsentReceipt\", \"dpv:hasRecordOfActivity\": {\"@type\": \"dpv:Process\"}}",
            "/dpv:hasRecordOfActivity");
        bad("the same record twice", "{\"@id\": \"x:y\", \"@type\": \"dpv:ConsentReceipt\", \"dpv:hasRecordOfActivity\": [{\"@id\": \"x:z\", \"dct:identifier\": \"1\"},"
            "{\"@id\": \"x:z\", \"dct:identifier\": \"2\"}]}", "/dpv:hasRecordOfActivity/1");
        bad("a context elsewhere", "{\"@context\": \"https://example.com/context\", \"@id\": \"x:y\", \"@type\": \"dpv:ConsentRecord\"}", "/@context");
    }
    void badOnesAreRefusedWhereTheyAreWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        const auto document = read(text.toStdString());
        EXPECT_ERROR(document, ErrorCode::Invalid);
        QCOMPARE(document.error().where.field, where.toStdString());
        QCOMPARE(document.error().where.file, std::string("file.json"));
        QVERIFY(document.error().where.line > 0);
    }

    void brokenJsonAndNamesTwiceAreRefused()
    {
        for (const char *text : {"", "{", "[1,]", "null", "3", "{\"@id\": \"x:y\", \"@id\": \"x:y\", \"@type\": \"dpv:ConsentRecord\"}", "{\"@id\": \"\xFF\"}"})
            EXPECT_ERROR(read(text), ErrorCode::Invalid);
    }

    void aFaultNamesTheLineOfItsValue()
    {
        const auto document = read(record("\"dct:title\": \"x\",\n\"dpv:hasConsentStatus\":\n  \"dpv:ConsentMaybe\""));
        EXPECT_ERROR(document, ErrorCode::Invalid);
        QCOMPARE(document.error().where.line, 4);
    }

    void theSameInOtherWordsIsTheSame()
    {
        const std::string plain = canonical(record("\"dpv:hasPurpose\": \"dpv:Marketing\", \"dpv:hasConsentStatus\": " + kGiven));
        const std::string other1 = canonical("{\"@id\": \"https://example.com/1\", \"@type\": [\"https://w3id.org/dpv#ConsentRecord\"],"
            "\"https://w3id.org/dpv#hasPurpose\": [{\"@id\": \"https://w3id.org/dpv#Marketing\"}],"
            "\"https://w3id.org/dpv#hasConsentStatus\": [{\"@type\": [\"https://w3id.org/dpv#ConsentGiven\"],"
            "\"https://w3id.org/dpv#isIndicatedAtTime\": [{\"@value\": \"2024-01-01T00:00:00Z\", \"@type\": \"http://www.w3.org/2001/XMLSchema#dateTime\"}]}]}");
        QCOMPARE(other1, plain);
        const std::string other2 = canonical("[{\"@id\": \"https://example.com/1\", \"@type\": \"dpv:ConsentRecord\", \"dpv:hasPurpose\": \"dpv:Marketing\","
            "\"dpv:hasConsentStatus\": {\"@id\": \"_:b\"}}, {\"@id\": \"_:b\", \"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"2024-01-01T00:00:00Z\"}]");
        QCOMPARE(other2, plain);
        const std::string other3 = canonical("{\"@context\": {\"@vocab\": \"https://w3id.org/dpv#\", \"d\": \"https://w3id.org/dpv#\", \"id\": \"@id\", \"type\": \"@type\","
            "\"when\": \"d:isIndicatedAtTime\"}, \"id\": \"https://example.com/1\", \"type\": \"ConsentRecord\", \"hasPurpose\": \"d:Marketing\","
            "\"hasConsentStatus\": {\"type\": \"ConsentGiven\", \"when\": \"2024-01-01T01:00:00+01:00\"}}");
        QCOMPARE(other3, plain);
    }

    void whatHasNoPlaceIsNamed()
    {
        const auto document = read(record("\"dpv:hasScale\": \"dpv:LargeScaleProcessing\", \"dpv:hasPersonalData\": \"pd:Email\""));
        EXPECT_OK(document);
        QCOMPARE(document->notRead, std::vector<std::string>{"/dpv:hasScale"});
        QCOMPARE(document->unknownTerms, std::vector<std::string>{"/dpv:hasPersonalData: pd:Email"});
    }

    void aTimeWithoutAZoneStaysWithoutOne()
    {
        const auto document = read(record("\"dpv:hasConsentStatus\": {\"@type\": \"dpv:ConsentGiven\", \"dpv:isIndicatedAtTime\": \"2023-11-05T16:18:25\"}"));
        EXPECT_OK(document);
        QCOMPARE(document->records.front().events.front().time->toString(), std::string("2023-11-05T16:18:25.000"));
    }

    void whatWasReadIsWrittenAndReadAgain()
    {
        NEED_VECTORS("dpv-27560-examples");
        for (const auto &file : test::filesIn("dpv-27560-examples", ".json")) {
            ConsentDocument first = read(test::fileText(file)).value();
            const auto again = read(json::canonical(toJsonLd(first)));
            QVERIFY2(again.ok(), (file.string() + ": " + (again ? "" : again.error().toString())).c_str());
            QVERIFY2(again->records == first.records, file.c_str());
        }
    }

    void aKantaraReceiptIsRead()
    {
        const ConsentDocument document = read(kKantara).value();
        QVERIFY(document.format == ConsentDocument::Format::Kantara);
        const ConsentRecord &only = document.records.front();
        QCOMPARE(only.subjects.front().id, std::string("anna@example.com"));
        QCOMPARE(only.events.front().time->toString(), std::string("2017-11-13T17:00:00.000Z"));
        QCOMPARE(only.process.processes.front().recipients.front().name, std::string("Post"));
        QCOMPARE(only.sensitiveData, std::vector<std::string>{"1 - Health"});
    }

    void everyRequiredKantaraFieldIsRequired()
    {
        const json::Value whole = json::parse(kKantara).value();
        const QByteArrayList required = {"version", "jurisdiction", "consentTimestamp", "collectionMethod", "consentReceiptID", "piiPrincipalId",
            "piiControllers", "policyUrl", "services", "sensitive", "spiCat", "piiControllers/0/piiController", "piiControllers/0/contact",
            "piiControllers/0/address", "piiControllers/0/email", "piiControllers/0/phone", "services/0/service", "services/0/purposes",
            "services/0/purposes/0/purposeCategory", "services/0/purposes/0/consentType", "services/0/purposes/0/piiCategory",
            "services/0/purposes/0/termination", "services/0/purposes/0/thirdPartyDisclosure", "services/0/purposes/0/thirdPartyName"};
        for (const QByteArray &field : required) {
            const std::string pointer = "/" + field.toStdString();
            for (const std::optional<json::Value> &with : {std::optional<json::Value>(), std::optional<json::Value>(json::Array{7})}) {
                const auto document = read(json::pretty(changed(whole, field.split('/'), with)));
                QVERIFY2(!document.ok(), field.constData());
                QVERIFY2(document.error().where.field.starts_with(pointer), document.error().toString().c_str());
            }
        }
        for (const char *optional : {"language", "services/0/purposes/0/purpose", "services/0/purposes/0/primaryPurpose"})
            EXPECT_OK(read(json::pretty(changed(whole, QByteArray(optional).split('/'), std::nullopt))));
    }

    void aKantaraTimeIsWholeSeconds()
    {
        const json::Value whole = json::parse(kKantara).value();
        for (const json::Value &wrong : {json::Value("1510592400"), json::Value(-1), json::Value(1.5), json::Value(1510592400000.0)})
            EXPECT_ERROR(read(json::pretty(changed(whole, {"consentTimestamp"}, wrong))), ErrorCode::Invalid);
    }

    void anyInputIsAnswered()
    {
        const std::string whole = json::canonical(json::parse(kKantara).value());
        for (std::size_t size = 0; size < whole.size(); size += 7)
            QVERIFY(!read(whole.substr(0, size)).ok());
        for (std::size_t at = 0; at < whole.size(); ++at) {
            std::string flipped = whole;
            flipped[at] = static_cast<char>(flipped[at] ^ 0x04);
            (void)read(flipped).ok(); // another letter may stand in a text; never a crash
        }
        std::string deep = record({});
        for (int i = 0; i < 40; ++i)
            deep = "{\"@type\": \"dpv:Process\", \"dpv:hasProcess\": " + (i == 0 ? std::string("{}") : deep) + "}";
        EXPECT_ERROR(read(record("\"dpv:hasProcess\": " + deep)), ErrorCode::Invalid);
        // It refers to itself.
        EXPECT_ERROR(read("{\"@id\": \"x:y\", \"@type\": \"dpv:ConsentRecord\", \"dpv:hasNotice\": {\"@id\": \"x:y\"}}"), ErrorCode::Invalid);
        EXPECT_ERROR(read("{\"@id\": \"x:y\", \"@type\": \"dpv:ConsentRecord\", \"dpv:hasProcess\": {\"@id\": \"x:y\"}}"), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(RecordsTest);
#include "tst_records.moc"
