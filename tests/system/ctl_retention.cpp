#include "ctl_tool.h"

using namespace assent;
using namespace assent::test;

namespace {

constexpr const char *kMapping = R"({
  "version": 1,
  "defaults": {"purposes": ["booking_messages"], "retention_days": 30},
  "columns": {
    "no": {"record_id": true, "identifier": "customer_number", "retention_days": 36500},
    "mail": {"identifier": "email"},
    "name": {"attribute": "family_name"},
    "since": {"person": "collected_at"}
  }
})";

/// Zofia's address and name ended in 2020, Piotr's end 30 days from today.
constexpr const char *kPeople = "no,mail,name,since\n"
                                "R-1,zofia@example.org,Zielińska,2020-01-01\n"
                                "R-2,piotr@example.org,Piotrowski,\n";

} // namespace

/// retention run and due.
class CtlRetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<Stage>();
        m_stage->write(u"map.json"_s, kMapping);
        COMPARE_EXIT(m_stage->tool.run({u"import"_s, u"people"_s, m_stage->write(u"old.csv"_s, kPeople), u"--source"_s, u"loyalty_crm"_s,
                         u"--map"_s, m_stage->path(u"map.json"_s), u"--strict"_s}), 0);
    }
    void cleanup() { m_stage.reset(); }

    void dryRunTellsWhatWouldGo()
    {
        const QJsonObject report = retention({u"run"_s, u"--dry-run"_s});
        QCOMPARE(report[u"dry_run"].toBool(), true);
        QCOMPARE(report[u"values"].toInt(), 2);
        QCOMPARE(report[u"people"].toInt(), 1);
        QCOMPARE(report[u"identifiers"].toInt(), 1);
        QVERIFY(report[u"ledger"].isNull());
        const QJsonObject mail = report[u"keys"][0].toObject();
        QCOMPARE(mail[u"key"].toString(), u"email"_s);
        QCOMPARE(mail[u"earliest"].toString(), u"2020-01-31T00:00:00.000Z"_s);
        QCOMPARE(report[u"purposes"][0][u"purpose"].toString(), u"booking_messages"_s);
        QCOMPARE(report[u"purposes"][0][u"values"].toInt(), 2);
        QCOMPARE(found(u"zofia@example.org"_s), 1);
    }

    void runRemovesAndSeals()
    {
        const QJsonObject report = retention({u"run"_s});
        QCOMPARE(report[u"values"].toInt(), 2);
        QCOMPARE(report[u"ledger"][u"first"].toInt(-1), 1); // after the catalogue
        QCOMPARE(report[u"ledger"][u"last"].toInt(-1), 1);
        QCOMPARE(report[u"in_file"].toBool(), true);
        QCOMPARE(found(u"zofia@example.org"_s), 0);
        QCOMPARE(found(u"R-1"_s), 1);
        QCOMPARE(found(u"piotr@example.org"_s), 1);
        const QJsonObject ledger = m_stage->tool.json({u"ledger"_s, u"verify"_s});
        QCOMPARE(ledger[u"whole"].toBool(), true);
        QCOMPARE(ledger[u"entries"].toInt(), 2);
        QCOMPARE(retention({u"run"_s})[u"values"].toInt(), 0);
    }

    void runTellsPeopleTheSame()
    {
        const Ended ended = m_stage->tool.run({u"retention"_s, u"run"_s});
        COMPARE_EXIT(ended, 0);
        for (const char *word : {"Removed.", "email", "family_name", "booking_messages", "2020-01-31", "1 entry, from 1 to 1"})
            QVERIFY2(ended.out.contains(word), ended.all());
        const Ended again = m_stage->tool.run({u"retention"_s, u"run"_s});
        COMPARE_EXIT(again, 0);
        QVERIFY2(again.out.contains("Nothing has passed"), again.all());
    }

    void removedValuesAreInNoTable()
    {
        retention({u"run"_s});
        const auto database = m_stage->database(m_stage->tool.store());
        auto tables = database->prepare("SELECT name FROM sqlite_schema WHERE type='table' AND sql NOT LIKE 'CREATE VIRTUAL%'");
        EXPECT_OK(tables);
        while (*tables->step())
            QCOMPARE(rowsWith(*database, std::string(tables->text(0))), QString());
    }

    void earlierTimeRemovesOnlyWhatEndedByThen()
    {
        QCOMPARE(retention({u"run"_s, u"--at"_s, u"2020-01-30"_s})[u"values"].toInt(), 0);
        QCOMPARE(retention({u"run"_s, u"--at"_s, u"2020-01-31"_s})[u"values"].toInt(), 2);
    }

    void onlyADryRunLooksAhead()
    {
        const Ended refused = m_stage->tool.run({u"retention"_s, u"run"_s, u"--at"_s, u"2200-01-01"_s, u"--json"_s});
        COMPARE_EXIT(refused, 2);
        QCOMPARE(refused.json()[u"error"][u"field"].toString(), u"--at"_s);
        COMPARE_EXIT(m_stage->tool.run({u"retention"_s, u"run"_s, u"--at"_s, u"soon"_s}), 2);
        QVERIFY(retention({u"run"_s, u"--dry-run"_s, u"--at"_s, u"2200-01-01"_s})[u"values"].toInt() > 2);
    }

    void dueLooksAhead()
    {
        QCOMPARE(retention({u"due"_s, u"--within"_s, u"0"_s})[u"values"].toInt(), 2);
        const QJsonObject ahead = retention({u"due"_s, u"--within"_s, u"36500"_s});
        QVERIFY(ahead[u"people"].toInt() >= 2);
        QCOMPARE(ahead[u"dry_run"].toBool(), true);
        COMPARE_EXIT(m_stage->tool.run({u"retention"_s, u"due"_s, u"--within"_s, u"-1"_s}), 2);
        QCOMPARE(found(u"zofia@example.org"_s), 1);
    }

private:
    QJsonObject retention(QStringList arguments) const { return m_stage->tool.json(QStringList{u"retention"_s} + arguments); }
    int found(const QString &query) const { return m_stage->tool.json({u"person"_s, u"search"_s, query})[u"total"].toInt(); }

    /// The columns of a table in which something of Zofia's stands, shadow tables
    /// of the search too.
    static QString rowsWith(Database &database, const std::string &table)
    {
        auto columns = database.prepare("SELECT name FROM pragma_table_info('" + table + "')");
        QString found;
        while (*columns->step()) {
            const std::string column(columns->text(0));
            const auto rows = database.integer("SELECT count(*) FROM \"" + table + "\" WHERE instr(lower(CAST(\"" + column
                + "\" AS BLOB)), 'zofia') OR instr(CAST(\"" + column + "\" AS BLOB), CAST('Zieli' AS BLOB))"
                + " OR instr(CAST(\"" + column + "\" AS BLOB), CAST('ielinsk' AS BLOB))");
            if (!rows.ok() || *rows > 0)
                found += QString::fromStdString(table + "." + column + " ");
        }
        return found;
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlRetentionTest);
#include "ctl_retention.moc"
