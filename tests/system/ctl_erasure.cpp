#include "ctl_tool.h"

using namespace assent;
using namespace assent::test;

/// person erase.
class CtlErasureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_stage = std::make_unique<Stage>(); }
    void cleanup() { m_stage.reset(); }

    void aDryRunSaysWhatGoesAndChangesNothing()
    {
        const QJsonObject plan = m_stage->tool.json({u"person"_s, u"erase"_s, kAnna, u"--dry-run"_s});
        QCOMPARE(plan[u"erased"].toBool(true), false);
        QVERIFY(plan[u"gone"][u"facts"].toInt() > 0);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"show"_s, kAnna}), 0);
    }

    void nobodyIsErasedWithoutAWord()
    {
        const Ended ended = m_stage->tool.run({u"person"_s, u"erase"_s, kAnna});
        COMPARE_EXIT(ended, 1);
        QVERIFY2(ended.err.contains("--yes"), ended.all());
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"show"_s, kAnna}), 0);
    }

    void anErasureIsWholeAndProven()
    {
        COMPARE_EXIT(m_stage->tool.run({u"consent"_s, u"withdraw"_s, u"--subject"_s, kAnna}), 0);
        const QJsonObject done = m_stage->tool.json({u"person"_s, u"erase"_s, kAnna, u"--yes"_s, u"--role"_s, u"agent"_s});
        QCOMPARE(done[u"erased"].toBool(), true);
        QCOMPARE(done[u"gone"][u"decisions"].toInt(), 1);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"show"_s, kAnna}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"check"_s}), 0);
    }

    void anErasureThatWaitsIsListedAndTakenBack()
    {
        const QJsonObject asked = m_stage->tool.json({u"person"_s, u"erase"_s, kAnna, u"--wait"_s, u"--yes"_s});
        QVERIFY(asked[u"reference"].toString().size() == 9);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"erase"_s, kAnna, u"--wait"_s, u"--yes"_s}), 1);
        const QJsonArray waiting = m_stage->tool.json({u"person"_s, u"erasures"_s})[u"waiting"].toArray();
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(waiting[0][u"erasure"], asked[u"erasure"]);
        QCOMPARE(waiting[0][u"due_at"], asked[u"due_at"]);
        QCOMPARE(m_stage->tool.json({u"retention"_s, u"run"_s})[u"erased"].toInt(-1), 0);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"show"_s, kAnna}), 0);
        QCOMPARE(m_stage->tool.json({u"person"_s, u"keep"_s, kAnna})[u"kept"].toBool(), true);
        QCOMPARE(m_stage->tool.json({u"person"_s, u"erasures"_s})[u"waiting"].toArray().size(), 0);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"keep"_s, kAnna}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"check"_s}), 0);
    }

    void aRestoreErasesAgain()
    {
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"backup"_s}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"erase"_s, kAnna, u"--yes"_s}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"restore"_s}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"show"_s, kAnna}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s}), 0);
    }

    void aListGrowsAndALineThatACrashCutOffDoesNoHarm()
    {
        const QStringList all{kAnna, u"ming@example.org"_s, u"marie@example.org"_s};
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"backup"_s}), 0);
        for (const QString &one : all) {
            COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"erase"_s, one, u"--yes"_s}), 0);
            if (one != all.back())
                append("{\"core\":\"");
        }
        append(linesOfList().front() + "\n"); // someone twice
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"restore"_s}), 0);
        for (const QString &one : all)
            COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"show"_s, one}), 1);
        QCOMPARE(linesOfList().size(), 4);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"check"_s}), 0);
    }

    void aDamagedListStopsARestore()
    {
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"backup"_s}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"person"_s, u"erase"_s, kAnna, u"--yes"_s}), 0);
        QFile list(listFile());
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write("{\"core\":1}\n");
        list.close();
        const Ended ended = m_stage->tool.run({u"vault"_s, u"restore"_s});
        COMPARE_EXIT(ended, 4);
        QVERIFY2(ended.err.contains("erasures.jsonl"), ended.all());
    }

private:
    QString listFile() const { return m_stage->tool.store() + u"/erasures.jsonl"_s; }
    void append(const QByteArray &text) const
    {
        QFile list(listFile());
        QVERIFY(list.open(QIODevice::Append));
        list.write(text);
    }
    QList<QByteArray> linesOfList() const
    {
        QFile list(listFile());
        return list.open(QIODevice::ReadOnly) ? list.readAll().trimmed().split('\n') : QList<QByteArray>();
    }

    static inline const QString kAnna = u"anna@example.org"_s;
    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlErasureTest);
#include "ctl_erasure.moc"
