#include "ctl_tool.h"

using namespace assent;
using namespace assent::test;

/// import and person.
class CtlPeopleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void importingTheSameFileAgainChangesNothing()
    {
        const QJsonObject report = import(u"people.csv"_s, {});
        QCOMPARE(report[u"added"].toInt(), 0);
        QCOMPARE(report[u"unchanged"].toInt(), 3);
    }

    void badRowIsNamedAndGoodOnesGoIn()
    {
        m_stage->write(u"mixed.csv"_s, "customer_number,email\nC-2001,bea@example.org\nC-2002,not an address\n");
        const QJsonObject report = import(u"mixed.csv"_s, {});
        QCOMPARE(report[u"added"].toInt(), 1);
        QCOMPARE(report[u"refused"].toInt(), 1);
        const QJsonObject problem = report[u"problems"][0].toObject();
        QCOMPARE(problem[u"line"].toInt(), 3);
        QCOMPARE(problem[u"field"].toString(), u"email"_s);
        QCOMPARE(found(u"bea@example.org"_s), 1);
    }

    void badRowIsShownToPeopleWithoutItsContent()
    {
        m_stage->write(u"bad.csv"_s, "customer_number,email\nC-2003,secret-canary\n");
        const Ended ended = m_stage->tool.run({u"import"_s, u"people"_s, m_stage->path(u"bad.csv"_s), u"--source"_s, u"web_shop"_s});
        COMPARE_EXIT(ended, 0);
        QVERIFY2(ended.out.contains("email"), ended.all());
        QVERIFY2(!ended.all().contains("secret-canary"), ended.all());
    }

    void strictImportRefusesTheWholeFile()
    {
        m_stage->write(u"strict.csv"_s, "customer_number,email\nC-3001,cecil@example.org\nC-3002,not an address\n");
        const Ended ended = m_stage->tool.run({u"import"_s, u"people"_s, m_stage->path(u"strict.csv"_s), u"--source"_s,
            u"web_shop"_s, u"--strict"_s, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"refused_whole"].toBool(), true);
        QCOMPARE(ended.json()[u"error"][u"line"].toInt(), 3);
        QCOMPARE(found(u"cecil@example.org"_s), 0);
    }

    void dryRunChangesNothing()
    {
        m_stage->write(u"dry.csv"_s, "customer_number,email\nC-4001,dora@example.org\n");
        const QJsonObject before = m_stage->tool.json({u"vault"_s, u"status"_s});
        const QJsonObject report = import(u"dry.csv"_s, {u"--dry-run"_s});
        QCOMPARE(report[u"added"].toInt(), 1);
        QCOMPARE(report[u"dry_run"].toBool(), true);
        QCOMPARE(m_stage->tool.json({u"vault"_s, u"status"_s})[u"people"], before[u"people"]);
        QCOMPARE(found(u"dora@example.org"_s), 0);
    }

    void unknownSourceNamesTheKnownOnes()
    {
        const Ended ended = m_stage->tool.run({u"import"_s, u"people"_s, m_stage->path(u"people.csv"_s), u"--source"_s, u"nowhere"_s});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("web_shop") && ended.err.contains("loyalty_crm"), ended.all());
    }

    void missingFileIsOneAndIsNamed()
    {
        const Ended ended = m_stage->tool.run({u"import"_s, u"people"_s, m_stage->path(u"none.csv"_s), u"--source"_s, u"web_shop"_s});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("none.csv"), ended.all());
    }

    void searchFindsByFoldedBeginnings()
    {
        const QJsonObject result = m_stage->tool.json({u"person"_s, u"search"_s, u"now ann"_s});
        QCOMPARE(result[u"total"].toInt(), 1);
        QCOMPARE(result[u"hits"][0][u"email"].toString(), u"anna@example.org"_s);
    }

    void wideCharactersAreAligned()
    {
        const Ended ended = m_stage->tool.run({u"person"_s, u"search"_s, u"example.org"_s});
        COMPARE_EXIT(ended, 0);
        for (const QByteArray &line : ended.out.split('\n'))
            QVERIFY2(QString::fromUtf8(line).size() <= 100, ended.all());
    }

    void showTakesAnIdOrAnIdentifier()
    {
        const QJsonObject byMail = m_stage->tool.json({u"person"_s, u"show"_s, u"anna@example.org"_s});
        QVERIFY(!byMail[u"facts"].toArray().isEmpty());
        const QJsonObject byId = m_stage->tool.json({u"person"_s, u"show"_s, byMail[u"id"].toString()});
        QCOMPARE(byId, byMail);
        QCOMPARE(m_stage->tool.json({u"person"_s, u"show"_s, u"l100001"_s}), byMail);
    }

    void nobodyAndBadIdsAreOne_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("unknown id") << u"0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e"_s;
        QTest::newRow("no id") << u"0195a1c2-7b1e"_s;
        QTest::newRow("unknown address") << u"canary@example.org"_s;
    }
    void nobodyAndBadIdsAreOne()
    {
        QFETCH(QString, id);
        const Ended ended = m_stage->tool.run({u"person"_s, u"show"_s, id, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"not_found"_s);
        QCOMPARE(ended.json()[u"error"][u"field"].toString(), u"ID"_s);
        QVERIFY2(!ended.all().contains("canary"), ended.all());
    }

    void whatAPersonDeclaresIsShownAndTheOldValueKept()
    {
        const QJsonObject set = m_stage->tool.json({u"person"_s, u"set"_s, u"marie@example.org"_s, u"city"_s, u"Genève"_s});
        QCOMPARE(set[u"value"].toString(), u"Genève"_s);
        const QJsonObject person = m_stage->tool.json({u"person"_s, u"show"_s, u"marie@example.org"_s});
        QStringList cities;
        for (const QJsonValue &attribute : person[u"attributes"].toArray()) {
            if (attribute[u"key"].toString() == u"city")
                cities << attribute[u"value"].toString();
        }
        cities.sort();
        QCOMPARE(cities, (QStringList{u"Genève"_s, u"Lyon"_s}));
        for (const QJsonValue &fact : person[u"facts"].toArray()) {
            if (fact[u"key"].toString() == u"city")
                QCOMPARE(fact[u"shown"][u"value"].toString(), u"Genève"_s);
        }
    }

    void controlCharactersDoNotReachTheTerminal()
    {
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"set"_s, u"ming@example.org"_s, u"city"_s, u"a\x1b[2Jb"_s}), 0);
        const Ended ended = m_stage->tool.run({u"person"_s, u"show"_s, u"ming@example.org"_s});
        COMPARE_EXIT(ended, 0);
        QVERIFY2(!ended.out.contains('\x1b'), ended.all());
    }

private:
    QJsonObject import(const QString &name, QStringList more) const
    {
        more = QStringList{u"import"_s, u"people"_s, m_stage->path(name), u"--source"_s, u"loyalty_crm"_s} + more;
        return m_stage->tool.json(more);
    }
    int found(const QString &query) const { return m_stage->tool.json({u"person"_s, u"search"_s, query})[u"total"].toInt(); }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlPeopleTest);
#include "ctl_people.moc"
