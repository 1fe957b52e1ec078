#include "ctl_tool.h"

#include <QTcpServer>

#include <csignal>

using namespace assent;
using namespace assent::test;

/// sync, against hubs that are not there; with a hub it is tested in sync_*.
class CtlSyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void withoutAHubItIsAWrongCall()
    {
        const Ended ended = m_stage->tool.run({u"sync"_s});
        COMPARE_EXIT(ended, 2);
        QVERIFY2(ended.err.contains("--hub"), ended.all());
    }

    void hubThatIsDownIsFive()
    {
        const Ended ended = m_stage->tool.run({u"sync"_s, u"--hub"_s, deadHub(), u"--enrol-code-fd"_s, u"4"_s, u"--json"_s},
            {m_stage->tool.passphrase, "code-canary"});
        COMPARE_EXIT(ended, 5);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"network"_s);
        QVERIFY2(ended.err.contains("127.0.0.1") && ended.err.contains("cannot be reached"), ended.all());
        QVERIFY2(!ended.all().contains("code-canary"), ended.all());
    }

    void plainHttpBeyondThisMachineIsRefused()
    {
        const Ended ended = m_stage->tool.run({u"sync"_s, u"--hub"_s, u"http://192.0.2.1:1"_s, u"--enrol-code-fd"_s, u"4"_s},
            {m_stage->tool.passphrase, "code"});
        COMPARE_EXIT(ended, 1);
    }

    void watchThatCannotReachItsHubGoesOnUntilInterrupted()
    {
        const Tool copy(m_stage->copyOfStore());
        EXPECT_OK(m_stage->database(copy.store())->run("INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_error)"
            " VALUES(1, '" + deadHub().toStdString() + "', 'e', 't', '', '', '', '')"));
        COMPARE_EXIT(copy.run({u"sync"_s}), 5);
        const auto process = copy.start({u"sync"_s, u"--watch"_s, u"--json"_s});
        process->setReadChannel(QProcess::StandardError);
        QByteArray said;
        while (!said.contains("cannot be reached") && process->waitForReadyRead(20'000))
            said += process->readAllStandardError();
        QVERIFY2(said.contains("cannot be reached"), said);
        QCOMPARE(process->state(), QProcess::Running);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 130);
        const QJsonObject document = QJsonDocument::fromJson(process->readAllStandardOutput()).object();
        QVERIFY(document[u"failures"].toInt() > 0);
    }

private:
    /// An address on which nobody listens.
    static QString deadHub()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return u"http://127.0.0.1:%1"_s.arg(server.serverPort());
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlSyncTest);
#include "ctl_sync.moc"
