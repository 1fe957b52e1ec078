#include "ctl_tool.h"

#include "vault/slots.h"
#include "vault/vault.h"

#include <QFile>

#include <csignal>

using namespace assent;
using namespace assent::test;

/// What opens a store: slots, a recovery code, another key.
class CtlKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase() { m_stage.reset(); }

    void slotsAreListed()
    {
        const Ended ended = m_stage->tool.run({u"vault"_s, u"slots"_s, u"--json"_s}, {});
        COMPARE_EXIT(ended, 0);
        const QJsonArray slots_ = ended.json()[u"slots"].toArray();
        QCOMPARE(slots_.size(), 1);
        QCOMPARE(slots_[0][u"kind"].toString(), u"passphrase"_s);
        QVERIFY(slots_[0][u"opens"].isNull());
    }

    void aRecoveryCodeOpensLikeThePassphrase()
    {
        const Tool copy(m_stage->copyOfStore());
        const QByteArray code = newCode(copy);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}, {code}), 0);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}, {code.toLower().replace('-', ' ')}), 0);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}), 0);
    }

    void aTypoInTheCodeIsNamed()
    {
        const Tool copy(m_stage->copyOfStore());
        QByteArray code = newCode(copy);
        code[0] = code[0] == '7' ? '8' : '7';
        const Ended ended = copy.run({u"vault"_s, u"status"_s}, {code});
        COMPARE_EXIT(ended, 3);
        QVERIFY2(ended.err.contains("copied wrongly"), ended.all());
        QVERIFY2(!ended.all().contains(code), ended.all());
    }

    void aSlotThatIsThereIsChangedAndNotAdded()
    {
        const Tool copy(m_stage->copyOfStore());
        const QByteArray old = newCode(copy);
        COMPARE_EXIT(copy.run({u"vault"_s, u"slots"_s, u"add"_s, u"recovery"_s}), 1);
        COMPARE_EXIT(copy.run({u"vault"_s, u"slots"_s, u"change"_s, u"recovery"_s}), 0);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}, {old}), 3);
        COMPARE_EXIT(copy.run({u"vault"_s, u"slots"_s, u"change"_s, u"keychain"_s}), 1);
    }

    void thePassphraseIsChanged()
    {
        const Tool copy(m_stage->copyOfStore());
        const Ended ended = copy.run({u"vault"_s, u"slots"_s, u"change"_s, u"passphrase"_s, u"--new-passphrase-fd"_s, u"4"_s, u"--json"_s},
            {copy.passphrase, "another horse"});
        COMPARE_EXIT(ended, 0);
        QVERIFY(ended.json()[u"recovery_code"].isNull());
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}, {"another horse"}), 0);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}), 3);
        verifyCost(copy);
    }

    void onlyWhoOpensTheStoreChangesSlots()
    {
        const QByteArray before = fileOf(m_stage->tool.store() + u"/slots.json"_s);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"slots"_s, u"add"_s, u"recovery"_s}, {"wrong"}), 3);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"slots"_s, u"change"_s, u"passphrase"_s, u"--new-passphrase-fd"_s, u"4"_s},
            {m_stage->tool.passphrase, ""}), 1);
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"slots"_s, u"add"_s}), 2);
        QCOMPARE(fileOf(m_stage->tool.store() + u"/slots.json"_s), before);
    }

    void theLastSlotStays()
    {
        const Tool copy(m_stage->copyOfStore());
        COMPARE_EXIT(copy.run({u"vault"_s, u"slots"_s, u"remove"_s, u"passphrase"_s}), 1);
        const QByteArray code = newCode(copy);
        COMPARE_EXIT(copy.run({u"vault"_s, u"slots"_s, u"remove"_s, u"passphrase"_s}), 0);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}), 3);
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}, {code}), 0);
    }

    void initMakesARecoveryCode()
    {
        const Tool tool(m_stage->path(u"recovery"_s));
        const Ended made = tool.run({u"init"_s, u"--recovery"_s});
        COMPARE_EXIT(made, 0);
        QVERIFY2(made.out.contains("Recovery code:") && made.out.contains("paper"), made.all());
        QCOMPARE(tool.json({u"vault"_s, u"status"_s})[u"slots"].toArray(), (QJsonArray{u"passphrase"_s, u"recovery"_s}));
    }

    void anotherKeyNeedsTheNewPassphrase()
    {
        const Tool copy(m_stage->copyOfStore());
        newCode(copy);
        const Ended ended = copy.run({u"vault"_s, u"rekey"_s, u"--new-passphrase-fd"_s, u"4"_s, u"--json"_s},
            {copy.passphrase, "another horse"});
        COMPARE_EXIT(ended, 0);
        QCOMPARE(ended.json()[u"slots"].toArray(), QJsonArray{u"passphrase"_s});
        QCOMPARE(ended.json()[u"gone"].toArray(), QJsonArray{u"recovery"_s});
        QVERIFY(ended.json()[u"unfinished"].isNull());
        QVERIFY2(ended.err.contains("Backups"), ended.all());
        COMPARE_EXIT(copy.run({u"vault"_s, u"status"_s}), 3);
        COMPARE_EXIT(copy.run({u"vault"_s, u"check"_s}, {"another horse"}), 0);
        const Ended status = copy.run({u"vault"_s, u"status"_s, u"--json"_s}, {"another horse"});
        QCOMPARE(status.json()[u"people"].toInt(), 3);
        verifyCost(copy);
    }

    void anotherKeyWantsAWayIn()
    {
        COMPARE_EXIT(m_stage->tool.run({u"vault"_s, u"rekey"_s, u"--no-passphrase"_s, u"--recovery"_s}), 2);
    }

    void lockSaysWhetherItIsLocked()
    {
        const Tool copy(m_stage->copyOfStore());
        const Ended locked = copy.run({u"vault"_s, u"lock"_s, u"--json"_s}, {});
        COMPARE_EXIT(locked, 0);
        QVERIFY(locked.json()[u"locked"].toBool());
        const SystemClock clock;
        auto slots_ = Slots::load(copy.store().toStdString());
        const auto key = slots_->unlockWithPassphrase(SecretBytes(std::string_view(copy.passphrase.constData())));
        auto vault = Vault::open(copy.store().toStdString(), *key, clock);
        EXPECT_OK(vault);
        const Ended held = copy.run({u"vault"_s, u"lock"_s}, {});
        COMPARE_EXIT(held, 1);
        QVERIFY2(held.err.contains("another program still has the store open"), held.all());
    }

    void aWatchEndsWhenTheStoreIsToBeLocked()
    {
        const Tool copy(m_stage->copyOfStore());
        EXPECT_OK(m_stage->database(copy.store())->run("INSERT INTO hub(id, url, epoch, token, log_key, cursor, checkpoint, last_error)"
            " VALUES(1, 'http://127.0.0.1:9', 'e', 't', '', '', '', '')"));
        const auto process = copy.start({u"sync"_s, u"--watch"_s});
        process->setReadChannel(QProcess::StandardError);
        QByteArray said;
        while (!said.contains("cannot be reached") && process->waitForReadyRead(60'000))
            said += process->readAllStandardError();
        QVERIFY2(said.contains("cannot be reached"), said);
        COMPARE_EXIT(copy.run({u"vault"_s, u"lock"_s}, {}), 0);
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 0);
    }

private:
    static QByteArray fileOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static QByteArray newCode(const Tool &tool)
    {
        return tool.json({u"vault"_s, u"slots"_s, u"add"_s, u"recovery"_s})[u"recovery_code"].toString().toLatin1();
    }

    /// The passphrase's slot costs what calibration allows, never less.
    static void verifyCost(const Tool &tool)
    {
        for (const QJsonValue &slot : QJsonDocument::fromJson(fileOf(tool.store() + u"/slots.json"_s)).object()[u"slots"].toArray()) {
            if (slot[u"kind"].toString() != u"passphrase"_s)
                continue;
            QVERIFY(slot[u"passes"].toInt() >= 2 && slot[u"memoryKiB"].toInt() >= 19 * 1024);
        }
    }

    std::unique_ptr<Stage> m_stage;
};

ASSENT_TEST_CLASS(CtlKeysTest);
#include "ctl_keys.moc"
