#include "ctl_tool.h"

#include <csignal>

using namespace assent;
using namespace assent::test;

/// demo: made-up people, and what Ctrl+C leaves behind.
class CtlDemoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_folder.reset(); }

    void demoMakesAStoreThatIsWhole()
    {
        const Tool tool(m_folder->filePath(u"demo"_s));
        const QJsonObject report = tool.json({u"demo"_s, u"--people"_s, u"60"_s, u"--seed"_s, u"7"_s});
        QCOMPARE(report[u"people"].toInt(), 60);
        QVERIFY(report[u"events"].toInt() > 60);
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"people"].toInt(), 60);
        QCOMPARE(tool.json({u"ledger"_s, u"verify"_s})[u"entries"].toInt(), report[u"events"].toInt() + 1); // and the catalogue
        const QString tour = report[u"tour_person"].toString();
        QVERIFY(!tool.json({u"consent"_s, u"show"_s, u"--subject"_s, tour})[u"choices"].toArray().isEmpty());
    }

    void demoTwiceIsRefused()
    {
        const Tool tool(m_folder->filePath(u"demo"_s));
        COMPARE_EXIT(tool.run({u"demo"_s, u"--people"_s, u"10"_s}), 0);
        COMPARE_EXIT(tool.run({u"demo"_s, u"--people"_s, u"10"_s}), 1);
    }

    void interruptedDemoIs130AndLeavesAStoreThatWorks()
    {
        const Tool tool(m_folder->filePath(u"demo"_s));
        COMPARE_EXIT(tool.run({u"init"_s, u"--catalog"_s, sampleFile(u"sample/catalogue.json"_s)}), 0);
        const auto process = tool.start({u"demo"_s, u"--people"_s, u"1000000"_s, u"--json"_s});
        waitForPeople(tool);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished(60'000));
        const QByteArray out = process->readAllStandardOutput();
        QVERIFY2(process->exitCode() == 130, process->readAllStandardError());
        QCOMPARE(QJsonDocument::fromJson(out)[u"error"][u"code"].toString(), u"cancelled"_s);

        const int people = tool.json({u"vault"_s, u"status"_s})[u"people"].toInt();
        QVERIFY(people > 0 && people < 1'000'000);
        QCOMPARE(tool.json({u"vault"_s, u"check"_s})[u"whole"].toBool(), true);
        QCOMPARE(tool.json({u"ledger"_s, u"verify"_s})[u"whole"].toBool(), true);
        QVERIFY(tool.json({u"person"_s, u"search"_s, u"anna"_s})[u"total"].toInt() > 0);
    }

private:
    /// Until the running demo has committed some.
    static void waitForPeople(const Tool &tool)
    {
        for (int tries = 0; tries < 200; ++tries) {
            if (tool.json({u"vault"_s, u"status"_s})[u"people"].toInt() > 0)
                return;
        }
        QFAIL("the demo adds nobody");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

ASSENT_TEST_CLASS(CtlDemoTest);
#include "ctl_demo.moc"
