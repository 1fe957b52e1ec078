#include "ctl_tool.h"

using namespace assent;
using namespace assent::test;

/// ledger verify and checkpoint.
class CtlLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        for (int i = 0; i < 3; ++i)
            COMPARE_EXIT(m_stage->tool.run({u"consent"_s, u"withdraw"_s, u"--subject"_s, u"anna@example.org"_s}), 0);
    }
    void cleanupTestCase() { m_stage.reset(); }

    void wholeLedgerIsWhole()
    {
        const QJsonObject report = m_stage->tool.json({u"ledger"_s, u"verify"_s});
        QCOMPARE(report[u"whole"].toBool(), true);
        QCOMPARE(report[u"entries"].toInt(), 4); // the catalogue, and three withdrawals
        QVERIFY(report[u"first_bad"].isNull());
    }

    void tamperedEntryIsFourAndNamed()
    {
        const Tool copy(m_stage->copyOfStore());
        EXPECT_OK(m_stage->database(copy.store())->run("UPDATE ledger_entry SET received_at=received_at+1 WHERE n=1"));
        const Ended ended = copy.run({u"ledger"_s, u"verify"_s, u"--json"_s});
        COMPARE_EXIT(ended, 4);
        QCOMPARE(ended.json()[u"whole"].toBool(true), false);
        QVERIFY(ended.json()[u"first_bad"].isDouble());
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"corrupt"_s);
        QVERIFY2(ended.err.contains("entry"), ended.all());
    }

    void missingEntryIsNamedExactly()
    {
        const Tool copy(m_stage->copyOfStore());
        EXPECT_OK(m_stage->database(copy.store())->run("PRAGMA foreign_keys=OFF; DELETE FROM ledger_entry WHERE n=1"));
        const Ended ended = copy.run({u"ledger"_s, u"verify"_s, u"--json"_s});
        COMPARE_EXIT(ended, 4);
        QCOMPARE(ended.json()[u"first_bad"].toInt(-1), 1);
    }

    void checkpointIsASignedNote()
    {
        const QJsonObject checkpoint = m_stage->tool.json({u"ledger"_s, u"checkpoint"_s});
        QCOMPARE(checkpoint[u"size"].toInt(), 4);
        QVERIFY(checkpoint[u"note"].toString().contains(u"\n\n\u2014 "));
        const Ended text = m_stage->tool.run({u"ledger"_s, u"checkpoint"_s});
        COMPARE_EXIT(text, 0);
        QCOMPARE(QString::fromUtf8(text.out), checkpoint[u"note"].toString());
        QCOMPARE(m_stage->tool.json({u"ledger"_s, u"verify"_s})[u"checkpoint_size"].toInt(), 4);
    }

private:
    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlLedgerTest);
#include "ctl_ledger.moc"
