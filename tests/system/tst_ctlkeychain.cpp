#include "ctl_tool.h"

#include <csignal>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace assent;
using namespace assent::test;

/// assentctl with a real keychain; runs under with-keyring.
class CtlKeychainTest : public QObject
{
    Q_OBJECT

    static pid_t daemon() { return static_cast<pid_t>(qEnvironmentVariableIntValue("ASSENT_KEYRING_PID")); }

    /// Runs with a terminal on which `typed` is the answer to the first question.
    static QByteArray runOnTerminal(const Tool &tool, const QByteArray &typed, int &exit)
    {
        const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (terminal < 0 || ::grantpt(terminal) != 0 || ::unlockpt(terminal) != 0)
            qFatal("no terminal");
        const QByteArray name = ::ptsname(terminal);
        QProcess process;
        process.setChildProcessModifier([name] {
            ::setsid();
            ::ioctl(::open(name.constData(), O_RDWR), TIOCSCTTY, 0);
        });
        process.start(qEnvironmentVariable("ASSENT_BIN_DIR") + u"/assentctl"_s, {u"vault"_s, u"status"_s, u"--store"_s, tool.store()});
        if (!process.waitForStarted())
            qFatal("assentctl does not start");
        QByteArray asked(256, '\0');
        asked.resize(std::max<ssize_t>(0, ::read(terminal, asked.data(), 256))); // until it asks
        const QByteArray line = typed + "\n";
        if (::write(terminal, line.constData(), static_cast<std::size_t>(line.size())) != line.size())
            qFatal("the terminal does not take the answer");
        process.waitForFinished(60'000);
        exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        ::close(terminal);
        return asked + process.readAllStandardError();
    }

    static void lockKeychain()
    {
        QProcess lock;
        lock.start(u"dbus-send"_s, {u"--session"_s, u"--print-reply"_s, u"--dest=org.freedesktop.secrets"_s, u"/org/freedesktop/secrets"_s,
            u"org.freedesktop.Secret.Service.Lock"_s, u"array:objpath:/org/freedesktop/secrets/collection/login"_s});
        QVERIFY(lock.waitForFinished() && lock.exitCode() == 0);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (daemon() == 0)
            QSKIP("run by tests/vault/with-keyring");
        m_folder = std::make_unique<QTemporaryDir>();
        COMPARE_EXIT(tool().run({u"init"_s, u"--keychain"_s}), 0);
    }

    void theKeychainOpensWithoutAQuestion()
    {
        const Ended ended = tool().run({u"vault"_s, u"status"_s}, {});
        COMPARE_EXIT(ended, 0);
        QVERIFY2(ended.err.isEmpty(), ended.all());
    }

    void thePassphraseMayGoWhileTheKeychainOpens()
    {
        const Tool other(m_folder->filePath(u"other"_s));
        COMPARE_EXIT(other.run({u"init"_s, u"--keychain"_s}), 0);
        COMPARE_EXIT(other.run({u"vault"_s, u"slots"_s, u"remove"_s, u"passphrase"_s}), 0);
        COMPARE_EXIT(other.run({u"vault"_s, u"status"_s}, {}), 0);
        COMPARE_EXIT(other.run({u"vault"_s, u"rekey"_s, u"--keychain"_s, u"--no-passphrase"_s}, {}), 0);
        COMPARE_EXIT(other.run({u"vault"_s, u"status"_s}, {}), 0);
    }

    void aKeychainThatHangsFallsBackToThePassphrase()
    {
        ::kill(daemon(), SIGSTOP);
        int exit = -1;
        const QByteArray said = runOnTerminal(tool(), tool().passphrase, exit);
        ::kill(daemon(), SIGCONT);
        QVERIFY2(exit == 0, said);
        QVERIFY2(said.contains("does not answer") && said.contains("Passphrase: "), said);
    }

    // The last two: nothing unlocks it again.

    void lockedItFallsBackAndThePassphraseStays()
    {
        lockKeychain();
        const Ended alone = tool().run({u"vault"_s, u"status"_s}, {});
        COMPARE_EXIT(alone, 3);
        QVERIFY2(alone.err.contains("The keychain does not open the store"), alone.all());
        int exit = -1;
        const QByteArray said = runOnTerminal(tool(), tool().passphrase, exit);
        QVERIFY2(exit == 0, said);
        COMPARE_EXIT(tool().run({u"vault"_s, u"slots"_s, u"remove"_s, u"passphrase"_s}), 1);
        COMPARE_EXIT(tool().run({u"vault"_s, u"status"_s}), 0);
    }

    void zGoneItFallsBackAndNoKeyIsMadeAnew()
    {
        ::kill(daemon(), SIGKILL);
        const Ended alone = tool().run({u"vault"_s, u"status"_s}, {});
        COMPARE_EXIT(alone, 3);
        QVERIFY2(alone.err.contains("The keychain does not open the store"), alone.all());
        COMPARE_EXIT(tool().run({u"vault"_s, u"status"_s}), 0);
        COMPARE_EXIT(tool().run({u"init"_s}), 1);
    }

private:
    Tool tool() const { return Tool(m_folder->filePath(u"store"_s)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

ASSENT_TEST_CLASS(CtlKeychainTest);
#include "tst_ctlkeychain.moc"
