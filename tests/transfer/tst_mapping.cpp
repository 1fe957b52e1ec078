#include "base/registry.h"
#include "conformance/vectors.h"
#include "transfer/mapping.h"
#include "transfer/store.h"

using namespace assent;

namespace {

CsvRecord header(std::initializer_list<const char *> names)
{
    CsvRecord record;
    record.line = 1;
    int column = 1;
    for (const char *name : names) {
        record.cells.push_back({name, 1, column});
        column += static_cast<int>(std::string_view(name).size()) + 1;
    }
    return record;
}

const std::string kSmall = "{\n\"version\": 1,\n\"columns\": {\n\"No\": {\"record_id\": true},\n\"Mail\": {\"identifier\": \"email\"}\n}\n}";

} // namespace

class MappingTest : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalogue> m_catalogue;

    Result<Mapping> parse(const std::string &text) const { return Mapping::parse(text, "map.json", *m_catalogue); }
    /// The columns object of a mapping that is right but for this.
    Result<Mapping> parseColumns(const std::string &columns) const { return parse("{\n\"version\": 1,\n\"columns\": {\n" + columns + "\n}\n}"); }

private Q_SLOTS:
    void initTestCase() { m_catalogue = test::sampleCatalogue(); }

    void aColumnBecomesIdentifierAndAttribute()
    {
        const auto mapping = parse(kSmall);
        EXPECT_OK(mapping);
        QCOMPARE(mapping->columns.size(), std::size_t(2));
        QVERIFY(mapping->columns[0].recordId && mapping->columns[0].required);
        QCOMPARE(mapping->columns[1].identifierType, std::string("email"));
        QCOMPARE(mapping->columns[1].attributeKey, std::string("email"));
        QVERIFY(!mapping->columns[1].holding.purposes.empty());
    }

    void aColumnSaysWhyItIsHeld()
    {
        const PurposeId purpose = m_catalogue->purposes().front().id;
        const auto mapping = parseColumns("\"Mail\": {\"identifier\": \"email\", \"purposes\": [\"" + purpose.str()
            + "\"], \"basis\": \"legal_obligation\", \"retention_days\": 30}");
        EXPECT_OK(mapping);
        QVERIFY(mapping->columns[0].holding.purposes == std::vector<PurposeId>{purpose});
        QVERIFY(mapping->columns[0].holding.basis == LegalBasis::LegalObligation);
        QCOMPARE(mapping->columns[0].holding.retentionDays, 30);
    }

    void defaultsHoldForColumnsThatSayNothing()
    {
        const PurposeId purpose = m_catalogue->purposes().front().id;
        const auto mapping = parse("{\"version\":1,\"defaults\":{\"purposes\":[\"" + purpose.str()
            + "\"],\"retention_days\":9},\"columns\":{\"Mail\":{\"identifier\":\"email\"}}}");
        EXPECT_OK(mapping);
        QVERIFY(mapping->columns[0].holding.purposes == std::vector<PurposeId>{purpose});
        QCOMPARE(mapping->columns[0].holding.retentionDays, 9);
    }

    void faultsNameFileLineAndField_data()
    {
        QTest::addColumn<QByteArray>("columns");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *name, const char *columns, const char *field) { QTest::newRow(name) << QByteArray(columns) << QByteArray(field); };
        row("misspelt field", "\"Mail\": {\"identifer\": \"email\"}", "columns.Mail.identifer");
        row("unknown identifier", "\"Mail\": {\"identifier\": \"fax\"}", "columns.Mail.identifier");
        row("unknown purpose", "\"Mail\": {\"identifier\": \"email\", \"purposes\": [\"nope\"]}", "columns.Mail.purposes");
        row("no purpose", "\"Mail\": {\"identifier\": \"email\", \"purposes\": []}", "columns.Mail.purposes");
        row("unknown basis", "\"Mail\": {\"identifier\": \"email\", \"basis\": \"because\"}", "columns.Mail.basis");
        row("retention", "\"Mail\": {\"identifier\": \"email\", \"retention_days\": 0}", "columns.Mail.retention_days");
        row("kind", "\"Mail\": {\"identifier\": \"email\", \"kind\": \"x\"}", "columns.Mail.kind");
        row("form", "\"Mail\": {\"identifier\": \"email\", \"form\": \"x\"}", "columns.Mail.form");
        row("format without date", "\"Mail\": {\"identifier\": \"email\", \"format\": \"%d%m%Y\"}", "columns.Mail.format");
        row("format without year", "\"Mail\": {\"identifier\": \"email\", \"form\": \"date\", \"format\": \"%d.%m\"}", "columns.Mail.format");
        row("no meaning", "\"Mail\": {}", "columns.Mail.ignore");
        row("two meanings", "\"Mail\": {\"identifier\": \"email\", \"ignore\": true}", "columns.Mail.ignore");
        row("person", "\"Mail\": {\"person\": \"x\"}", "columns.Mail.person");
        row("key with a space", "\"Mail\": {\"attribute\": \"a b\"}", "columns.Mail.attribute");
        row("key twice", "\"Mail\": {\"identifier\": \"email\"}, \"Mail 2\": {\"identifier\": \"email\"}", "columns.Mail 2.attribute");
        const auto consent = [&row](const char *name, const char *fields, const char *field) {
            row(name, (std::string("\"Mail\": {\"identifier\": \"email\", \"consent\": {") + fields + "}}").c_str(),
                (std::string("columns.Mail.consent") + field).c_str());
        };
        consent("consent without a purpose", R"("channel": "email", "values": {"y": "grant"})", ".purpose");
        consent("consent to nothing known", R"("purpose": "x", "channel": "email", "values": {"y": "grant"})", ".purpose");
        consent("consent on no channel", R"("purpose": "newsletter", "channel": "x", "values": {"y": "grant"})", ".channel");
        consent("consent on a channel not used", R"("purpose": "newsletter", "channel": "sms", "values": {"y": "grant"})", ".channel");
        consent("consent to no recipient", R"("purpose": "newsletter", "channel": "email", "recipient": "quillmark", "values": {"y": "grant"})", ".recipient");
        consent("consent without values", R"("purpose": "newsletter", "channel": "email")", ".values");
        consent("consent by another act", R"("purpose": "newsletter", "channel": "email", "values": {"y": "confirm"})", ".values.y");
        consent("a value in two cases", R"("purpose": "newsletter", "channel": "email", "values": {"y": "grant", "Y": "grant"})", ".values.Y");
        consent("a wide grant", R"("purpose": "*", "channel": "email", "values": {"y": "grant"})", ".values");
        consent("no such notice", R"("purpose": "newsletter", "channel": "email", "values": {"y": "grant"}, "notice_version": 9)", ".notice_version");
        consent("two notices", R"("purpose": "newsletter", "channel": "email", "values": {"y": "grant"}, "notice_version": 1, "notice": "in effect at the time")", ".notice");
        consent("another word for the notice", R"("purpose": "newsletter", "channel": "email", "values": {"y": "grant"}, "notice": "yes")", ".notice");
        row("no record", "\"Name\": {\"attribute\": \"full_name\"}", "columns");
        row("not an object", "\"Mail\": 3", "columns.Mail");
    }
    void faultsNameFileLineAndField()
    {
        QFETCH(QByteArray, columns);
        QFETCH(QByteArray, field);
        const auto mapping = parseColumns(columns.toStdString());
        EXPECT_ERROR(mapping, ErrorCode::Invalid);
        QCOMPARE(mapping.error().where.field, field.toStdString());
        QCOMPARE(mapping.error().where.file, std::string("map.json"));
        QVERIFY(mapping.error().where.line == (field == "columns" ? 3 : 4));
    }

    void aFileHasOneConsentWithAStatus()
    {
        const std::string begin = R"({"version": 1, "columns": {"Mail": {"identifier": "email"}}, "consent": {"purpose": "newsletter", "channel": "email",)";
        const auto mapping = parse(begin + R"("status": "left", "values": {"left": "withdraw"}}})");
        EXPECT_OK(mapping);
        QCOMPARE(mapping->fileConsent->status, std::string("left"));
        const auto unknown = parse(begin + R"("status": "stayed", "values": {"left": "withdraw"}}})");
        EXPECT_ERROR(unknown, ErrorCode::Invalid);
        QCOMPARE(unknown.error().where.field, std::string("consent.status"));
    }

    void aColumnThatDatesAConsentIsKnownByThat()
    {
        const std::string consent = R"("Mail": {"identifier": "email", "consent": {"purpose": "newsletter", "channel": "email", "decided_at": "Changed", "values": {"y": "withdraw"}}})";
        const auto mapping = parseColumns(consent);
        EXPECT_OK(mapping);
        EXPECT_OK(mapping->bind(header({"Mail", "Changed"})));
        EXPECT_ERROR(mapping->bind(header({"Mail", "Changed", "Else"})), ErrorCode::Invalid);
    }

    void otherVersionsAndDelimitersAreRefused()
    {
        EXPECT_ERROR(parse("{\"version\":2,\"columns\":{}}"), ErrorCode::Invalid);
        EXPECT_ERROR(parse("{\"version\":1,\"delimiter\":\";;\",\"columns\":{\"Mail\":{\"identifier\":\"email\"}}}"), ErrorCode::Invalid);
        EXPECT_ERROR(parse("not json"), ErrorCode::Invalid);
    }

    void aColumnThatTheFileLacksIsRefusedUnlessOptional()
    {
        const auto mapping = parse(kSmall);
        EXPECT_ERROR(mapping->bind(header({"No"})), ErrorCode::Invalid);
        QCOMPARE(mapping->bind(header({"No"})).error().where.field, std::string("Mail"));
        const auto optional = parseColumns("\"No\": {\"record_id\": true}, \"Mail\": {\"identifier\": \"email\", \"optional\": true}");
        EXPECT_OK(optional->bind(header({"No"})));
    }

    void anUnknownColumnIsRefusedUnlessTheMappingIgnoresIt()
    {
        auto mapping = parse(kSmall);
        const auto refused = mapping->bind(header({"No", "Mail", "Shoe size"}));
        EXPECT_ERROR(refused, ErrorCode::Invalid);
        QCOMPARE(refused.error().where.field, std::string("Shoe size"));
        QCOMPARE(refused.error().where.column, 9);
        mapping->unknownColumns = Mapping::UnknownColumns::Ignore;
        const auto bound = mapping->bind(header({"No", "Mail", "Shoe size"}));
        EXPECT_OK(bound);
        QVERIFY((*bound)[0] && (*bound)[1] && !(*bound)[2]);
    }

    void usualNamesAreKnownInAnyCaseAndLanguage()
    {
        const auto mapping = Mapping::byHeader(header({"Customer ID", "E-Mail", "First Name", "NAZWISKO", "Date of birth", "Kraj", "Shoe size"}), *m_catalogue);
        EXPECT_OK(mapping);
        QCOMPARE(mapping->columns[0].identifierType, std::string("customer_number"));
        QCOMPARE(mapping->columns[1].identifierType, std::string("email"));
        QCOMPARE(mapping->columns[2].attributeKey, std::string("given_name"));
        QCOMPARE(mapping->columns[3].attributeKey, std::string("family_name"));
        QVERIFY(mapping->columns[4].form == ColumnRule::Form::Date);
        QVERIFY(mapping->columns[5].person == ColumnRule::PersonField::Jurisdiction);
        QVERIFY(mapping->columns[6].ignore);
    }

    void aHeaderWithNothingToKnowRecordsByIsRefused()
    {
        EXPECT_ERROR(Mapping::byHeader(header({"First Name", "Phone"}), *m_catalogue), ErrorCode::Invalid);
    }

    void theDocumentedExampleIsAMapping()
    {
        const std::string readme = test::fileText(test::sourceFolder() / "core" / "transfer" / "README.md");
        const auto begin = readme.find("```json\n");
        QVERIFY(begin != std::string::npos);
        const auto mapping = parse(readme.substr(begin + 8, readme.find("```", begin + 8) - begin - 8));
        EXPECT_OK(mapping);
        QCOMPARE(mapping->columns.size(), std::size_t(10));
    }

    void everyPresetIsAMapping()
    {
        for (std::string_view name : Mapping::presets())
            EXPECT_OK(Mapping::preset(name, *m_catalogue));
        EXPECT_ERROR(Mapping::preset("other", *m_catalogue), ErrorCode::NotFound);
    }
};

ASSENT_TEST_CLASS(MappingTest);
#include "tst_mapping.moc"
