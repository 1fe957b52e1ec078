#include "ctl_tool.h"

#include <QDir>
#include <QFile>

using namespace assent;
using namespace assent::test;

/// ledger verify, checkpoint, prove and export; assent-verify on what they write.
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

    void proofOfAPersonVerifiesWithoutTheStore()
    {
        const QString proof = m_stage->path(u"anna.json"_s);
        const QJsonObject made = m_stage->tool.json({u"ledger"_s, u"prove"_s, u"--subject"_s, u"anna@example.org"_s, u"--out"_s, proof});
        QCOMPARE(made[u"entries"].toArray().size(), 3);
        const Tool nowhere(m_stage->path(u"no store"_s));
        const QJsonObject verified = nowhere.json({u"ledger"_s, u"verify"_s, proof, u"--key"_s, key()});
        QCOMPARE(verified[u"whole"].toBool(), true);
        QCOMPARE(verified[u"kind"].toString(), u"proof"_s);
        QCOMPARE(verified[u"proven"].toArray().size(), 3);
        QCOMPARE(verified[u"proven"][0][u"body"][u"act"].toString(), u"withdraw"_s);
        QCOMPARE(verified[u"proven"][0][u"device_signed"].toBool(), true);
        QCOMPARE(otherVerifier({proof, u"--key"_s, key()}).exit, 0);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--entry"_s, u"0"_s, u"--out"_s, proof}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--entry"_s, u"0"_s, u"--out"_s, proof, u"--force"_s}), 0);
    }

    void proofOnStandardOutputIsTheFile()
    {
        const Ended shown = m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--entry"_s, u"2"_s, u"--entry"_s, u"0"_s});
        COMPARE_EXIT(shown, 0);
        const QString proof = m_stage->write(u"shown.json"_s, shown.out);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s, proof, u"--key"_s, key()}), 0);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--entry"_s, u"2"_s, u"--json"_s}), 0);
        QByteArray changed = shown.out;
        changed.replace("\"index\":2", "\"index\":1");
        const QString bad = m_stage->write(u"changed.json"_s, changed);
        const Ended refused = m_stage->tool.run({u"ledger"_s, u"verify"_s, bad, u"--key"_s, key(), u"--json"_s});
        COMPARE_EXIT(refused, 4);
        QCOMPARE(refused.json()[u"first_bad"].toInt(-1), 1);
        QVERIFY2(!refused.err.contains("restore"), refused.all()); // no advice for a damaged store
        QCOMPARE(otherVerifier({bad, u"--key"_s, key()}).exit, 4);
    }

    void proofOfAnEventIsOfItsEntry()
    {
        const QJsonObject history = m_stage->tool.json({u"consent"_s, u"history"_s, u"--subject"_s, u"anna@example.org"_s});
        const QJsonObject newest = history[u"events"][0].toObject();
        QVERIFY2(newest.contains(u"event_id"_s), QJsonDocument(history).toJson());
        const QString proof = m_stage->path(u"event.json"_s);
        const QJsonObject made
            = m_stage->tool.json({u"ledger"_s, u"prove"_s, u"--event"_s, newest[u"event_id"].toString(), u"--out"_s, proof});
        QCOMPARE(made[u"entries"][0].toInt(-1), 3);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--event"_s, u"0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e"_s}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--event"_s, u"x"_s}), 2);
    }

    void growthIsProvenFromOneCheckpointToTheNext()
    {
        const Tool copy(m_stage->copyOfStore());
        const QString kept = m_stage->write(u"kept.txt"_s, copy.run({u"ledger"_s, u"checkpoint"_s}).out);
        COMPARE_EXIT(copy.run({u"consent"_s, u"withdraw"_s, u"--subject"_s, u"marie@example.org"_s}), 0);
        const QString proof = m_stage->path(u"grown.json"_s);
        COMPARE_EXIT(copy.run({u"ledger"_s, u"prove"_s, u"--from"_s, u"4"_s, u"--out"_s, proof}), 0);
        COMPARE_EXIT(copy.run({u"ledger"_s, u"verify"_s, proof, u"--key"_s, key(), u"--checkpoint"_s, kept}), 0);
        QCOMPARE(otherVerifier({proof, u"--key"_s, key(), u"--checkpoint"_s, kept}).exit, 0);
        COMPARE_EXIT(copy.run({u"ledger"_s, u"verify"_s, u"--checkpoint"_s, kept}), 0);
        const Ended unknown = copy.run({u"ledger"_s, u"prove"_s, u"--from"_s, u"2"_s});
        COMPARE_EXIT(unknown, 1);
        QVERIFY2(unknown.err.contains("the nearest is of 4"), unknown.all());
    }

    void exportedLedgerVerifiesWithoutTheStore()
    {
        const QString folder = m_stage->path(u"exported"_s);
        const QJsonObject made = m_stage->tool.json({u"ledger"_s, u"export"_s, folder});
        QCOMPARE(made[u"entries"].toInt(), 4);
        QCOMPARE(made[u"files"].toInt(), 3);
        const Tool nowhere(m_stage->path(u"no store"_s));
        COMPARE_EXIT(nowhere.run({u"ledger"_s, u"verify"_s, folder, u"--key"_s, key()}), 0);
        const QJsonObject report = nowhere.json({u"ledger"_s, u"verify"_s, u"--dir"_s, folder, u"--key"_s, key()});
        const Ended other = otherVerifier({folder, u"--key"_s, key(), u"--json"_s});
        COMPARE_EXIT(other, 0);
        QCOMPARE(other.json(), report); // member by member
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"export"_s, folder}), 1);

        QFile bundle(folder + u"/tile/entries/000.p/4"_s);
        QVERIFY(bundle.open(QIODevice::ReadWrite) && bundle.seek(bundle.size() / 2) && bundle.putChar('#'));
        bundle.close();
        const Ended tampered = nowhere.run({u"ledger"_s, u"verify"_s, folder, u"--key"_s, key(), u"--json"_s});
        COMPARE_EXIT(tampered, 4);
        QCOMPARE(tampered.json()[u"first_bad"].toInt(-1), 2);
        QCOMPARE(tampered.json()[u"file"].toString(), u"tile/entries/000.p/4"_s);
        const Ended also = otherVerifier({folder, u"--key"_s, key(), u"--json"_s});
        COMPARE_EXIT(also, 4);
        QCOMPARE(also.json()[u"first_bad"].toInt(-1), 2);
    }

    void tamperedStoreIsExportedOnlyAsItIs()
    {
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"checkpoint"_s}), 0);
        const Tool copy(m_stage->copyOfStore());
        EXPECT_OK(m_stage->database(copy.store())->run("UPDATE ledger_entry SET received_at=received_at+1 WHERE n=1"));
        const QString folder = m_stage->path(u"damaged"_s);
        const Ended refused = copy.run({u"ledger"_s, u"export"_s, folder});
        COMPARE_EXIT(refused, 4);
        QVERIFY2(refused.err.contains("--as-is") && !QDir(folder).exists(), refused.all());
        COMPARE_EXIT(copy.run({u"ledger"_s, u"prove"_s, u"--entry"_s, u"0"_s}), 4);
        COMPARE_EXIT(copy.run({u"ledger"_s, u"export"_s, folder, u"--as-is"_s}), 4);
        COMPARE_EXIT(copy.run({u"ledger"_s, u"verify"_s, folder, u"--key"_s, key()}), 4);
        QCOMPARE(otherVerifier({folder, u"--key"_s, key()}).exit, 4);
    }

    void wrongCallsSayWhatIsMissing()
    {
        const QString folder = m_stage->path(u""_s);
        for (const QStringList &call : {QStringList{u"verify"_s, folder}, {u"verify"_s, folder, u"--key"_s, u"no key"_s}, {u"verify"_s, u"--key"_s, key()},
                 {u"prove"_s}, {u"prove"_s, u"--entry"_s, u"-1"_s}, {u"export"_s}}) {
            const Ended ended = m_stage->tool.run(QStringList{u"ledger"_s} + call);
            COMPARE_EXIT(ended, 2);
        }
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s, folder, u"--key"_s, key()}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"verify"_s, folder + u"/none"_s, u"--key"_s, key()}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"ledger"_s, u"prove"_s, u"--entry"_s, u"99"_s}), 1);
        for (const QStringList &call : {QStringList{}, {folder}, {u"--key"_s, key()}, {folder, u"--key"_s}, {folder, u"--key"_s, u"no key"_s},
                 {folder, u"more"_s, u"--key"_s, key()}, {folder, u"--key"_s, key(), u"--what"_s}})
            COMPARE_EXIT(otherVerifier(call), 2);
        COMPARE_EXIT(otherVerifier({folder, u"--key"_s, key()}), 1);
        COMPARE_EXIT(otherVerifier({u"--help"_s}), 0);
    }

private:
    QString key() const
    {
        if (m_key.isEmpty())
            m_key = m_stage->tool.json({u"ledger"_s, u"checkpoint"_s})[u"verifier_key"].toString();
        return m_key;
    }
    static Ended otherVerifier(const QStringList &arguments)
    {
        QProcess process;
        process.start(qEnvironmentVariable("ASSENT_BIN_DIR") + u"/assent-verify"_s, arguments);
        if (!process.waitForFinished(60'000))
            qFatal("assent-verify does not end");
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }

    std::unique_ptr<Stage> m_stage;
    mutable QString m_key;
};

ASSENT_TEST_CLASS(CtlLedgerTest);
#include "ctl_ledger.moc"
