#include "ctl_tool.h"

#include <QFile>

using namespace assent;
using namespace assent::test;

/// Making and opening stores, and what a call gets back when that fails.
class CtlStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void statusSaysWhatTheStoreHolds()
    {
        const QJsonObject status = m_stage->tool.json({u"vault"_s, u"status"_s});
        QCOMPARE(status[u"kind"].toString(), u"replica"_s);
        QCOMPARE(status[u"people"].toInt(), 3);
        QCOMPARE(status[u"events"].toInt(), 0);
        QCOMPARE(status[u"slots"].toArray(), QJsonArray{u"passphrase"_s});
        QVERIFY(Uuid::parse(status[u"store_id"].toString().toStdString()).ok());
        QVERIFY(status[u"size_bytes"].toInteger() > 0);
        QVERIFY(status[u"outbox"].isObject());
        QCOMPARE(status[u"has_hub"].toBool(true), false);
    }

    void statusForPeopleNamesTheController()
    {
        const Ended status = m_stage->tool.run({u"vault"_s, u"status"_s});
        COMPARE_EXIT(status, 0);
        QVERIFY2(status.out.contains("Orivane Air"), status.all());
        QVERIFY2(status.err.isEmpty(), status.all());
    }

    void wrongPassphraseIsThree()
    {
        const Ended ended = m_stage->tool.run({u"vault"_s, u"status"_s, u"--json"_s}, {"wrong"});
        COMPARE_EXIT(ended, 3);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"locked"_s);
        QVERIFY2(!ended.err.contains("wrong"), ended.all());
    }

    void noPassphraseAndNoTerminalIsThree()
    {
        const Ended ended = m_stage->tool.run({u"vault"_s, u"status"_s}, {});
        COMPARE_EXIT(ended, 3);
        QVERIFY2(ended.err.contains("--passphrase-fd"), ended.all());
    }

    void unwritableOutputIsAFailure()
    {
        const auto process = m_stage->tool.start({u"vault"_s, u"status"_s}, u"/dev/full"_s);
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 1);
    }

    void closedDescriptorIsAWrongCall()
    {
        const Ended ended = m_stage->tool.run({u"vault"_s, u"status"_s, u"--passphrase-fd"_s, u"77"_s}, {});
        COMPARE_EXIT(ended, 2);
    }

    void noStoreIsOneAndSaysHowToMakeOne()
    {
        const Ended ended = Tool(m_stage->path(u"nothing"_s)).run({u"vault"_s, u"status"_s, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"not_found"_s);
        QVERIFY2(ended.err.contains("assentctl init"), ended.all());
        QVERIFY(!QFile::exists(m_stage->path(u"nothing"_s)));
    }

    void secondInitIsRefusedAndChangesNothing()
    {
        const QByteArray before = fileOf(m_stage->tool.store() + u"/slots.json"_s);
        const Ended ended = m_stage->tool.run({u"init"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(fileOf(m_stage->tool.store() + u"/slots.json"_s), before);
    }

    void keysWithoutTheirStoreAreNotOverwritten()
    {
        const Tool copy(m_stage->copyOfStore());
        QVERIFY(QFile::remove(copy.store() + u"/store.db"_s));
        const QByteArray before = fileOf(copy.store() + u"/slots.json"_s);
        COMPARE_EXIT(copy.run({u"init"_s}), 1);
        QCOMPARE(fileOf(copy.store() + u"/slots.json"_s), before);
    }

    void emptyPassphraseMakesNoStore()
    {
        const Tool tool(m_stage->path(u"empty"_s));
        QVERIFY(tool.run({u"init"_s}, {""}).exit != 0);
        QVERIFY(!QFile::exists(tool.store() + u"/store.db"_s));
    }

    void faultyCatalogueMakesNoStore()
    {
        const Tool tool(m_stage->path(u"faulty"_s));
        const QString file = m_stage->write(u"faulty.json"_s, "{\n  \"format\": 1,\n  \"nonsense\": true\n}\n");
        const Ended ended = tool.run({u"init"_s, u"--catalog"_s, file, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"error"][u"file"].toString(), file);
        QVERIFY2(ended.json()[u"error"][u"line"].toInt() > 0, ended.all());
        QVERIFY(!QFile::exists(tool.store()));
    }

    void storeWithoutCatalogueSaysHowToLoadOne()
    {
        const Tool tool(m_stage->path(u"bare"_s));
        COMPARE_EXIT(tool.run({u"init"_s}), 0);
        const Ended search = tool.run({u"person"_s, u"search"_s, u"x"_s});
        COMPARE_EXIT(search, 1);
        QVERIFY2(search.err.contains("catalog publish"), search.all());
        COMPARE_EXIT(tool.run({u"catalog"_s, u"publish"_s, sampleFile(u"sample/catalogue.json"_s)}), 0);
        COMPARE_EXIT(tool.run({u"person"_s, u"search"_s, u"x"_s}), 0);
    }

    void damagedStoreIsFour_data()
    {
        QTest::addColumn<int>("at");
        QTest::newRow("first page") << 200;
        QTest::newRow("later page") << 9000;
    }
    void damagedStoreIsFour()
    {
        QFETCH(int, at);
        const Tool copy(m_stage->copyOfStore());
        flipByte(copy.store() + u"/store.db"_s, at);
        const Ended ended = copy.run({u"vault"_s, u"check"_s, u"--json"_s});
        COMPARE_EXIT(ended, 4);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"corrupt"_s);
    }

    void newerStoreIsRefusedAndNotTouched()
    {
        const Tool copy(m_stage->copyOfStore());
        EXPECT_OK(m_stage->database(copy.store())->run("PRAGMA user_version=9000; PRAGMA wal_checkpoint(TRUNCATE)"));
        const QByteArray before = fileOf(copy.store() + u"/store.db"_s);
        const Ended ended = copy.run({u"vault"_s, u"status"_s, u"--json"_s});
        COMPARE_EXIT(ended, 1);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"newer"_s);
        QVERIFY2(ended.err.contains("Update Assent"), ended.all());
        QCOMPARE(fileOf(copy.store() + u"/store.db"_s), before);
    }

    void checkAndLockCheckPassOnAWholeStore()
    {
        QCOMPARE(m_stage->tool.json({u"vault"_s, u"check"_s})[u"whole"].toBool(), true);
        QCOMPARE(m_stage->tool.json({u"vault"_s, u"lock-check"_s})[u"opens"].toBool(), true);
    }

    void catalogueIsListed()
    {
        const QJsonObject list = m_stage->tool.json({u"catalog"_s, u"list"_s});
        QVERIFY(list[u"purposes"].toArray().size() > 5);
        const Ended text = m_stage->tool.run({u"catalog"_s, u"list"_s});
        QVERIFY2(text.out.contains("newsletter"), text.all());
        COMPARE_EXIT(m_stage->tool.run({u"catalog"_s, u"check"_s, sampleFile(u"sample/catalogue.json"_s)}, {}), 0);
    }

    void wrongCallsAreTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList{};
        QTest::newRow("unknown command") << QStringList{u"frobnicate"_s};
        QTest::newRow("no command of a group") << QStringList{u"person"_s};
        QTest::newRow("unknown option") << QStringList{u"vault"_s, u"status"_s, u"--frob"_s};
        QTest::newRow("argument missing") << QStringList{u"person"_s, u"search"_s};
        QTest::newRow("number wrong") << QStringList{u"person"_s, u"search"_s, u"x"_s, u"--limit"_s, u"many"_s};
        QTest::newRow("no subject") << QStringList{u"consent"_s, u"show"_s};
    }
    void wrongCallsAreTwo()
    {
        QFETCH(QStringList, arguments);
        arguments << u"--json"_s;
        const Ended ended = m_stage->tool.run(arguments);
        COMPARE_EXIT(ended, 2);
        QCOMPARE(ended.json()[u"error"][u"code"].toString(), u"invalid"_s);
        QVERIFY2(ended.err.contains("--help"), ended.all());
    }

    void everyCommandHasHelpWithExamples_data()
    {
        QTest::addColumn<QStringList>("command");
        for (const char *command : {"init", "demo", "vault status", "vault check", "vault lock-check", "vault slots", "vault lock", "vault rekey",
                 "vault backup", "vault backups", "vault restore",
                 "import people", "person search",
                 "person show", "person set", "consent show", "consent grant", "consent withdraw", "consent history", "export",
                 "sync", "ledger verify", "ledger checkpoint", "catalog check", "catalog list", "catalog publish", "catalog draft", "catalog review",
                 "catalog versions", "catalog show", "catalog diff", "catalog notice list", "catalog notice diff", "consent ask-again"})
            QTest::newRow(command) << QString::fromLatin1(command).split(u' ');
    }
    void everyCommandHasHelpWithExamples()
    {
        QFETCH(QStringList, command);
        const Ended ended = m_stage->tool.run(command << u"--help"_s);
        COMPARE_EXIT(ended, 0);
        QVERIFY2(ended.out.contains("Examples:\n  assentctl "), ended.all());
        QVERIFY2(ended.out.contains("--json") && ended.out.contains("--store"), ended.all());
    }

    void versionIsOneLine()
    {
        const Ended ended = m_stage->tool.run({u"--version"_s}, {});
        COMPARE_EXIT(ended, 0);
        QCOMPARE(ended.out.count('\n'), 1);
        QVERIFY2(ended.out.startsWith("assentctl "), ended.all());
    }

private:
    static QByteArray fileOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static void flipByte(const QString &path, int at)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(at));
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        QVERIFY(file.seek(at));
        QVERIFY(file.putChar(static_cast<char>(byte ^ 0x40)));
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlStoreTest);
#include "ctl_store.moc"
