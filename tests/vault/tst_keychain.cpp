#include "base/expect.h"
#include "base/registry.h"
#include "vault/keychain.h"

#include <QProcess>

#include <unistd.h>

#include <csignal>
#include <thread>

using namespace assent;

/// Runs under with-keyring: a real keychain of its own.
class KeychainTest : public QObject
{
    Q_OBJECT

    QtKeyring keyring{"org.assent.test", std::chrono::seconds(10)};

    static pid_t daemon() { return static_cast<pid_t>(qEnvironmentVariableIntValue("ASSENT_KEYRING_PID")); }

private Q_SLOTS:
    void initTestCase()
    {
        if (daemon() == 0)
            QSKIP("run by tests/vault/with-keyring");
    }

    void whatWasWrittenIsRead()
    {
        const SecretBytes secret = *randomSecret(32);
        EXPECT_OK(keyring.write("entry", secret));
        const auto read = keyring.read("entry");
        EXPECT_OK(read);
        QVERIFY(equalInConstantTime(read->view(), secret.view()));
    }

    void anEntryIsReplaced()
    {
        EXPECT_OK(keyring.write("replaced", *randomSecret(32)));
        const SecretBytes secret = *randomSecret(32);
        EXPECT_OK(keyring.write("replaced", secret));
        QVERIFY(equalInConstantTime(keyring.read("replaced")->view(), secret.view()));
    }

    void anEntryThatIsNotThereIsNotFound() { EXPECT_ERROR(keyring.read("never written"), ErrorCode::NotFound); }

    void aRemovedEntryIsNotFound()
    {
        EXPECT_OK(keyring.write("removed", *randomSecret(32)));
        EXPECT_OK(keyring.remove("removed"));
        EXPECT_ERROR(keyring.read("removed"), ErrorCode::NotFound);
    }

    void servicesDoNotMix()
    {
        EXPECT_OK(keyring.write("mine", *randomSecret(32)));
        QtKeyring other("org.assent.other");
        EXPECT_ERROR(other.read("mine"), ErrorCode::NotFound);
    }

    void slotsWorkWithARealKeychain()
    {
        const auto folder = std::filesystem::temp_directory_path() / ("assent-keychain-" + std::to_string(::getpid()));
        auto slots = Slots::create(folder);
        EXPECT_OK(slots);
        EXPECT_OK(slots->setKeychain(slots->freshKey(), keyring));
        const auto opened = Slots::load(folder)->unlockWithKeychain(keyring);
        std::filesystem::remove_all(folder);
        EXPECT_OK(opened);
        QVERIFY(equalInConstantTime(opened->view(), slots->freshKey().view()));
    }

    void anyThreadMayAsk()
    {
        EXPECT_OK(keyring.write("threads", *randomSecret(32)));
        for (int i = 0; i < 3; ++i) {
            Result<SecretBytes> read = Error{};
            std::thread([&] { read = keyring.read("threads"); }).join();
            EXPECT_OK(read);
        }
    }

    void aKeychainThatHangsIsIoAndItsLateAnswerHarmless()
    {
        EXPECT_OK(keyring.write("late", *randomSecret(32)));
        QtKeyring impatient("org.assent.test", std::chrono::milliseconds(300));
        ::kill(daemon(), SIGSTOP);
        const auto hung = impatient.read("late");
        const auto behind = impatient.write("late", *randomSecret(32));
        ::kill(daemon(), SIGCONT);
        EXPECT_ERROR(hung, ErrorCode::Io);
        EXPECT_ERROR(behind, ErrorCode::Io);
        EXPECT_OK(keyring.read("late"));
    }

    // The last two: nothing unlocks it again.

    void aLockedKeychainGivesNoKey()
    {
        EXPECT_OK(keyring.write("behind a lock", *randomSecret(32)));
        QProcess lock;
        lock.start(QStringLiteral("dbus-send"),
            {QStringLiteral("--session"), QStringLiteral("--print-reply"), QStringLiteral("--dest=org.freedesktop.secrets"),
                QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service.Lock"),
                QStringLiteral("array:objpath:/org/freedesktop/secrets/collection/login")});
        QVERIFY(lock.waitForFinished() && lock.exitCode() == 0);
        QtKeyring impatient("org.assent.test", std::chrono::seconds(1));
        const auto read = impatient.read("behind a lock");
        QVERIFY(!read); // GNOME's answers that there is no such entry
    }

    void zAKeychainThatDiedIsAnError()
    {
        ::kill(daemon(), SIGKILL);
        QVERIFY(!keyring.read("entry"));
    }
};

ASSENT_TEST_CLASS(KeychainTest);
#include "tst_keychain.moc"
