#include "ctl_tool.h"
#include "sync/hubprocess_hub.h"

using namespace assent;
using namespace assent::test;

/// Two stores and a real hub, by the tool alone.
class CtlHubTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_hub = std::make_unique<HubProgram>();
        m_hub->start();
        m_one = std::make_unique<Stage>();
        m_two = std::make_unique<Stage>();
        for (Stage *stage : {m_one.get(), m_two.get()})
            COMPARE_EXIT(enrol(*stage, {u"--hub"_s, QString::fromStdString(m_hub->url())}), 0);
        sync();
        m_anna = m_one->tool.json({u"person"_s, u"show"_s, u"L100001"_s})[u"id"].toString();
        if (m_anna.isEmpty()) // both stores brought an Anna
            m_anna = m_one->tool.json({u"person"_s, u"search"_s, u"anna"_s})[u"hits"][0][u"id"].toString();
        QVERIFY(!m_anna.isEmpty());
    }
    void cleanupTestCase()
    {
        m_one.reset();
        m_two.reset();
        m_hub.reset();
    }

    void statusTellsWhatWaits()
    {
        COMPARE_EXIT(m_one->tool.run({u"person"_s, u"set"_s, m_anna, u"city"_s, u"Gdynia"_s}), 0);
        COMPARE_EXIT(m_one->tool.run({u"consent"_s, u"withdraw"_s, u"--subject"_s, m_anna}), 0);
        const QJsonObject status = m_one->tool.json({u"sync"_s, u"status"_s});
        QCOMPARE(status[u"waiting_closings"].toInt(), 1);
        QCOMPARE(status[u"waiting_others"].toInt(), 1);
        QVERIFY(status[u"waiting_since"].isString() && status[u"last_contact"].isString());
        QVERIFY(status[u"last_error"].isNull());
        const Ended text = m_one->tool.run({u"sync"_s, u"status"_s});
        QVERIFY2(text.out.contains("1 withdrawal, 1 other item"), text.all());
    }

    void aWithdrawalIsSentWithoutThePassphrase()
    {
        QVERIFY(QFile::exists(m_one->tool.store() + u"/closings.sealed"_s));
        QProcess process;
        process.start(qEnvironmentVariable("ASSENT_BIN_DIR") + u"/assentctl"_s,
            {u"sync"_s, u"--sealed-only"_s, u"--store"_s, m_one->tool.store(), u"--json"_s});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(QJsonDocument::fromJson(process.readAllStandardOutput()).object()[u"sent"].toBool());
        QVERIFY(!QFile::exists(m_one->tool.store() + u"/closings.sealed"_s));
        const QJsonObject done = m_one->tool.json({u"sync"_s});
        QCOMPARE(done[u"duplicates"].toInt(), 1);
        QCOMPARE(done[u"pushed"].toInt(), 1);
        QCOMPARE(done[u"waiting"].toInt(), 0);
    }

    void aConflictIsListedAndSettled()
    {
        sync();
        COMPARE_EXIT(m_one->tool.run({u"person"_s, u"set"_s, m_anna, u"city"_s, u"Lodz"_s}), 0);
        COMPARE_EXIT(m_two->tool.run({u"person"_s, u"set"_s, m_anna, u"city"_s, u"Opole"_s}), 0);
        sync();
        const QJsonObject listed = m_two->tool.json({u"conflict"_s, u"list"_s});
        QCOMPARE(listed[u"conflicts"].toArray().size(), 1);
        const QJsonObject conflict = listed[u"conflicts"][0].toObject();
        QCOMPARE(conflict[u"key"].toString(), u"city"_s);
        const QString id = conflict[u"id"].toString();
        COMPARE_EXIT(m_two->tool.run({u"conflict"_s, u"show"_s, id}), 0);
        COMPARE_EXIT(m_two->tool.run({u"conflict"_s, u"resolve"_s, id}), 2);
        COMPARE_EXIT(m_two->tool.run({u"conflict"_s, u"resolve"_s, id, u"--take"_s, m_anna}), 1);
        COMPARE_EXIT(m_two->tool.run({u"conflict"_s, u"resolve"_s, id, u"--take"_s, id}), 0);
        COMPARE_EXIT(m_two->tool.run({u"conflict"_s, u"show"_s, id}), 1);
        sync();
        for (const Stage *stage : {m_one.get(), m_two.get()})
            QCOMPARE(stage->tool.json({u"conflict"_s, u"list"_s, u"--subject"_s, m_anna})[u"conflicts"].toArray().size(), 0);
    }

    void whatIsSetAsideIsTriedAgain()
    {
        COMPARE_EXIT(m_one->tool.run({u"sync"_s, u"retry"_s, u"x"_s}), 2);
        COMPARE_EXIT(m_one->tool.run({u"sync"_s, u"retry"_s, m_anna}), 1);
        COMPARE_EXIT(m_one->tool.run({u"person"_s, u"set"_s, m_anna, u"city"_s, u"Radom"_s}), 0);
        EXPECT_OK(m_one->database(m_one->tool.store())->run("UPDATE outbox SET set_aside = 'malformed'"));
        const QJsonObject aside = m_one->tool.json({u"sync"_s, u"status"_s})[u"set_aside"][0].toObject();
        QCOMPARE(aside[u"reason"].toString(), u"malformed"_s);
        QCOMPARE(m_one->tool.json({u"sync"_s})[u"pushed"].toInt(), 0);
        COMPARE_EXIT(m_one->tool.run({u"sync"_s, u"retry"_s, aside[u"id"].toString()}), 0);
        QCOMPARE(m_one->tool.json({u"sync"_s})[u"pushed"].toInt(), 1);
    }

    void anErasureReachesTheOtherStore()
    {
        COMPARE_EXIT(m_one->tool.run({u"person"_s, u"erase"_s, m_anna, u"--yes"_s}), 0);
        QCOMPARE(m_one->tool.json({u"sync"_s, u"status"_s})[u"waiting_erasures"].toInt(), 1);
        COMPARE_EXIT(m_one->tool.run({u"sync"_s}), 0);
        QCOMPARE(m_two->tool.json({u"sync"_s})[u"erased"].toInt(), 1);
        COMPARE_EXIT(m_two->tool.run({u"person"_s, u"show"_s, m_anna}), 1);
        COMPARE_EXIT(m_two->tool.run({u"ledger"_s, u"verify"_s}), 0);
    }

    void devicesAreListedAndLockedOut()
    {
        const QJsonArray devices = m_one->tool.json({u"device"_s, u"list"_s})[u"devices"].toArray();
        QCOMPARE(devices.size(), 2);
        QString other;
        for (const QJsonValue &device : devices) {
            if (!device[u"own"].toBool())
                other = device[u"id"].toString();
        }
        COMPARE_EXIT(m_one->tool.run({u"device"_s, u"revoke"_s, u"nobody"_s}), 2);
        COMPARE_EXIT(m_one->tool.run({u"device"_s, u"revoke"_s, other}), 0);
        COMPARE_EXIT(m_two->tool.run({u"sync"_s}), 1);
        QVERIFY(m_two->tool.json({u"sync"_s, u"status"_s})[u"last_error_words"].isString());
        COMPARE_EXIT(enrol(*m_two, {}), 0); // anew
        COMPARE_EXIT(m_two->tool.run({u"sync"_s}), 0);
    }

private:
    Ended enrol(const Stage &stage, const QStringList &where) const
    {
        return stage.tool.run(QStringList{u"device"_s, u"enrol"_s, u"--enrol-code-fd"_s, u"4"_s} + where,
            {stage.tool.passphrase, QByteArray::fromStdString(m_hub->newCode())});
    }
    /// Until both have everything.
    void sync() const
    {
        for (const Stage *stage : {m_one.get(), m_two.get(), m_one.get()})
            COMPARE_EXIT(stage->tool.run({u"sync"_s}), 0);
    }

    std::unique_ptr<HubProgram> m_hub;
    std::unique_ptr<Stage> m_one;
    std::unique_ptr<Stage> m_two;
    QString m_anna;
};

ASSENT_TEST_CLASS(CtlHubTest);
#include "ctl_hub.moc"
