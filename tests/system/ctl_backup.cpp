#include "ctl_tool.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <sys/resource.h>

using namespace assent;
using namespace assent::test;

/// vault backup, backups and restore.
class CtlBackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void damagedStoreIsRestored()
    {
        const Tool tool(m_stage->copyOfStore());
        withdraw(tool);
        const QJsonObject made = tool.json({u"vault"_s, u"backup"_s});
        QVERIFY(QFile::exists(made[u"folder"].toString() + u"/store.db"_s));
        damage(tool.store() + u"/store.db"_s);
        const Ended broken = tool.run({u"vault"_s, u"status"_s});
        COMPARE_EXIT(broken, 4);
        QVERIFY2(broken.err.contains("assentctl vault restore") && broken.err.contains("The newest backup"), broken.all());

        const Ended restored = tool.run({u"vault"_s, u"restore"_s});
        COMPARE_EXIT(restored, 0);
        QVERIFY2(restored.out.contains("The store is as it was on ") && restored.out.contains("whole, 2 entries"), restored.all());
        QVERIFY2(restored.out.contains("there is no hub"), restored.all());
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"events"].toInt(), 1);
        COMPARE_EXIT(tool.run({u"ledger"_s, u"verify"_s}), 0);
        QCOMPARE(QDir(tool.store()).entryList({u"damaged-*"_s}, QDir::Dirs).size(), 1);
    }

    void restoreAnswersInOneDocument()
    {
        const Tool tool(m_stage->copyOfStore());
        tool.json({u"vault"_s, u"backup"_s});
        withdraw(tool);
        const QJsonObject dry = tool.json({u"vault"_s, u"restore"_s, u"--dry-run"_s});
        QCOMPARE(dry[u"restored"].toBool(true), false);
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"events"].toInt(), 1);
        const QJsonObject restored = tool.json({u"vault"_s, u"restore"_s, u"latest"_s});
        QCOMPARE(restored[u"restored"].toBool(), true);
        QCOMPARE(restored[u"people"].toInt(), 3);
        QCOMPARE(restored[u"events"].toInt(), 0);
        QCOMPARE(restored[u"has_hub"].toBool(true), false);
        QVERIFY(restored[u"put_aside"].toString().startsWith(tool.store()));
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"events"].toInt(), 0);
    }

    void backupsAreListedWithoutAPassphrase()
    {
        const Tool tool(m_stage->copyOfStore());
        QVERIFY(tool.run({u"vault"_s, u"backups"_s}, {}).out.contains("There is no backup"));
        const QJsonObject made = tool.json({u"vault"_s, u"backup"_s});
        damage(tool.store() + u"/store.db"_s);
        const Ended list = tool.run({u"vault"_s, u"backups"_s, u"--json"_s}, {});
        COMPARE_EXIT(list, 0);
        const QJsonArray backups = list.json()[u"backups"].toArray();
        QCOMPARE(backups.size(), 1);
        QCOMPARE(backups[0], made);
        const Ended text = tool.run({u"vault"_s, u"backups"_s}, {});
        QVERIFY2(text.out.contains("0 min") && text.out.contains(QDir(made[u"folder"].toString()).dirName().toUtf8()), text.all());
    }

    void backupElsewhereMakesTheStoreOnAnotherMachine()
    {
        const Tool tool(m_stage->copyOfStore());
        const QString disk = m_stage->path(u"disk"_s);
        COMPARE_EXIT(tool.run({u"vault"_s, u"backup"_s, u"--out"_s, disk}), 0);
        COMPARE_EXIT(tool.run({u"vault"_s, u"backup"_s, u"--out"_s, disk}), 1);
        const QJsonObject known = tool.json({u"vault"_s, u"backups"_s, u"--elsewhere"_s});
        QCOMPARE(known[u"backups"].toArray()[0][u"folder"].toString(), disk);
        const Tool machine(m_stage->path(u"machine"_s));
        COMPARE_EXIT(machine.run({u"vault"_s, u"restore"_s}), 1);
        QVERIFY(!QFile::exists(machine.store()));
        COMPARE_EXIT(machine.run({u"vault"_s, u"restore"_s, disk}), 0);
        QCOMPARE(machine.json({u"vault"_s, u"status"_s})[u"people"].toInt(), 3);
        COMPARE_EXIT(tool.run({u"vault"_s, u"backups"_s, u"--gone"_s, disk}), 0);
        COMPARE_EXIT(tool.run({u"vault"_s, u"backups"_s, u"--gone"_s, disk}), 1);
    }

    void wrongPassphraseIsThreeAndTouchesNothing()
    {
        const Tool tool(m_stage->copyOfStore());
        tool.json({u"vault"_s, u"backup"_s});
        withdraw(tool);
        const Ended ended = tool.run({u"vault"_s, u"restore"_s, u"--json"_s}, {"wrong"});
        COMPARE_EXIT(ended, 3);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"locked"_s);
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"events"].toInt(), 1);
    }

    void changedBackupIsFourAndTouchesNothing_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("store") << u"store.db"_s;
        QTest::newRow("manifest") << u"backup.json"_s;
    }
    void changedBackupIsFourAndTouchesNothing()
    {
        QFETCH(QString, file);
        const Tool tool(m_stage->copyOfStore());
        const QString backup = tool.json({u"vault"_s, u"backup"_s})[u"folder"].toString();
        withdraw(tool);
        damage(backup + u'/' + file);
        COMPARE_EXIT(tool.run({u"vault"_s, u"restore"_s, backup}), 4);
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"events"].toInt(), 1);
    }

    void tamperedLedgerIsNotRestored()
    {
        const Tool tool(m_stage->copyOfStore());
        withdraw(tool);
        EXPECT_OK(m_stage->database(tool.store())->run("UPDATE ledger_entry SET received_at = received_at - 1"));
        tool.json({u"vault"_s, u"backup"_s});
        const Ended ended = tool.run({u"vault"_s, u"restore"_s});
        COMPARE_EXIT(ended, 4);
        QVERIFY2(ended.err.contains("ledger"), ended.all());
        QVERIFY(QDir(tool.store()).entryList({u"damaged-*"_s}, QDir::Dirs).isEmpty());
    }

    void backupWhileAnotherProgramWrites()
    {
        const Tool tool(m_stage->copyOfStore());
        const auto writer = tool.start({u"demo"_s, u"--people"_s, u"3000"_s});
        int backups = 0;
        while (writer->state() == QProcess::Running && !writer->waitForFinished(1)) {
            COMPARE_EXIT(tool.run({u"vault"_s, u"backup"_s}), 0);
            ++backups;
        }
        QCOMPARE(writer->exitCode(), 0);
        QVERIFY(backups > 0);
        COMPARE_EXIT(tool.run({u"vault"_s, u"restore"_s}), 0);
        COMPARE_EXIT(tool.run({u"vault"_s, u"check"_s}), 0);
    }

    void interruptedBackupIs130AndLeavesNothing()
    {
        const Tool tool(m_stage->copyOfStore());
        COMPARE_EXIT(tool.run({u"demo"_s, u"--people"_s, u"2000"_s}), 0);
        const auto process = tool.start({u"vault"_s, u"backup"_s});
        const QDir folder(tool.store() + u"/backups"_s);
        while (process->state() == QProcess::Running && folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty())
            process->waitForFinished(1);
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        QVERIFY(process->waitForFinished());
        if (process->exitCode() == 0)
            QSKIP("the backup was faster");
        QCOMPARE(process->exitCode(), 130);
        QVERIFY(folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    }

    void fullDiskIsOneAndLeavesNothing()
    {
        const Tool tool(m_stage->copyOfStore());
        std::signal(SIGXFSZ, SIG_IGN); // children keep it
        rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tight{60'000, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &tight);
        const Ended ended = tool.run({u"vault"_s, u"backup"_s, u"--json"_s});
        ::setrlimit(RLIMIT_FSIZE, &before);
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"io"_s);
        QVERIFY2(ended.err.contains("could not write") || ended.err.contains("disk"), ended.all());
        QVERIFY(QDir(tool.store() + u"/backups"_s).isEmpty());
    }

private:
    static void withdraw(const Tool &tool)
    {
        COMPARE_EXIT(tool.run({u"consent"_s, u"withdraw"_s, u"--subject"_s, u"anna@example.org"_s}), 0);
    }

    static void damage(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(100));
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        QVERIFY(file.seek(100));
        QVERIFY(file.putChar(static_cast<char>(byte ^ 0x40)));
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlBackupTest);
#include "ctl_backup.moc"
