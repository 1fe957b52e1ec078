// The desktop's lock screen and logind lock a real session. Both buses are real
// daemons of our own; only who speaks on them is a fake.
#include "session/desktoplockwatch.h"
#include "ui/house.h"

#include <QSemaphore>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QProcess>
#include <QSemaphore>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace assent;
using namespace assent::ui;

namespace {

constexpr int kSkipped = 77;
const QString kOurs = QStringLiteral("/org/freedesktop/login1/session/_35");
const QString kAnothers = QStringLiteral("/org/freedesktop/login1/session/_36");

/// A message bus of our own.
class Bus
{
public:
    bool start(const QString &daemon, const char *variable)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(daemon, {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
        if (!m_process.waitForStarted() || !m_process.waitForReadyRead())
            return false;
        m_address = QString::fromLatin1(m_process.readLine()).trimmed();
        return qputenv(variable, m_address.toLatin1());
    }
    ~Bus()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    QString address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

/// Speaks on a bus under a name.
class Speaker
{
public:
    Speaker(const QString &address, const QString &name)
        : m_name(name), m_bus(QDBusConnection::connectToBus(address, QStringLiteral("fake ") + name))
    {
        if (!m_bus.registerService(name))
            qFatal("the name %s is taken", qPrintable(name));
    }
    ~Speaker() { QDBusConnection::disconnectFromBus(QStringLiteral("fake ") + m_name); }
    QDBusConnection &bus() { return m_bus; }
    void say(const QString &path, const QString &interface, const QString &signal, const QVariantList &arguments = {})
    {
        QDBusMessage message = QDBusMessage::createSignal(path, interface, signal);
        message.setArguments(arguments);
        m_bus.send(message);
    }

private:
    QString m_name;
    QDBusConnection m_bus;
};

/// logind, as far as it is asked.
class FakeLogin final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    explicit FakeLogin(const QString &address) : m_speaker(address, QStringLiteral("org.freedesktop.login1"))
    {
        m_speaker.bus().registerObject(QStringLiteral("/org/freedesktop/login1"), this, QDBusConnection::ExportAllSlots);
    }
    ~FakeLogin() override
    {
        if (m_held >= 0)
            close(m_held);
    }

    void session(const QString &path, const QString &signal)
    {
        m_speaker.say(path, QStringLiteral("org.freedesktop.login1.Session"), signal);
    }
    void properties(const QString &path, const QVariantMap &changed)
    {
        m_speaker.say(path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("PropertiesChanged"),
            {QStringLiteral("org.freedesktop.login1.Session"), changed, QStringList()});
    }
    void sleep(bool begins)
    {
        m_speaker.say(QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
            QStringLiteral("PrepareForSleep"), {begins});
    }
    bool delayed() const { return m_held >= 0; }
    /// Whoever delayed the sleep lets it go on.
    bool letGo() const
    {
        char nothing = 0;
        return m_held >= 0 && read(m_held, &nothing, 1) == 0;
    }

public Q_SLOTS:
    QDBusObjectPath GetSession(const QString &id)
    {
        return QDBusObjectPath(id == QLatin1String("auto") ? kOurs : kAnothers);
    }
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &, const QString &, const QString &mode)
    {
        int ends[2];
        if (what != QLatin1String("sleep") || mode != QLatin1String("delay") || pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0)
            return {};
        if (m_held >= 0)
            close(m_held);
        m_held = ends[0];
        QDBusUnixFileDescriptor given(ends[1]); // its own copy
        close(ends[1]);
        return given;
    }

private:
    Speaker m_speaker;
    int m_held = -1;
};

} // namespace

class LockWatchTest : public QObject
{
    Q_OBJECT

    QString m_sessionBus;
    QString m_systemBus;

    /// A program that is open and listens.
    struct Program
    {
        explicit Program(House &house) : desktop(parts(house)), closed(&desktop.session(), &Session::closed)
        {
            QSignalSpy listening(desktop.desktopWatch(), &DesktopLockWatch::listening);
            ready = listening.wait(30000);
            desktop.session().unlockWith(SecretBytes(kPassphrase));
            ready = ready && Hands::until([this] { return desktop.session().state() == Session::Unlocked; }, 30000);
        }
        static Desktop::Parts parts(House &house)
        {
            Desktop::Parts parts = house.parts();
            parts.listens = true;
            return parts;
        }

        Desktop desktop;
        QSignalSpy closed;
        bool ready = false;
    };

public:
    LockWatchTest(QString sessionBus, QString systemBus) : m_sessionBus(std::move(sessionBus)), m_systemBus(std::move(systemBus)) {}

private Q_SLOTS:
    void theLockScreenOfADesktopLocks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("path");
        QTest::newRow("freedesktop") << "org.freedesktop.ScreenSaver" << "/org/freedesktop/ScreenSaver";
        QTest::newRow("Plasma's other path") << "org.freedesktop.ScreenSaver" << "/ScreenSaver";
        QTest::newRow("GNOME") << "org.gnome.ScreenSaver" << "/org/gnome/ScreenSaver";
    }

    void theLockScreenOfADesktopLocks()
    {
        QFETCH(QString, name);
        QFETCH(QString, path);
        House house;
        Speaker saver(m_sessionBus, name);
        Program program(house);
        QVERIFY(program.ready);
        saver.say(path, name, QStringLiteral("ActiveChanged"), {false}); // it went: no reason to lock
        saver.say(path, name, QStringLiteral("ActiveChanged"), {true});
        QVERIFY(program.closed.wait(30000));
        QCOMPARE(program.desktop.session().state(), Session::Locked);
    }

    void aLockScreenThatStartsLaterIsHeard()
    {
        House house;
        Program program(house);
        QVERIFY(program.ready);
        Speaker saver(m_sessionBus, QStringLiteral("org.gnome.ScreenSaver"));
        saver.say(QStringLiteral("/org/gnome/ScreenSaver"), QStringLiteral("org.gnome.ScreenSaver"), QStringLiteral("ActiveChanged"), {true});
        QVERIFY(program.closed.wait(30000));
    }

    void logindLocks_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : {"lock", "behind", "locked", "sleep"})
            QTest::newRow(what) << QString::fromLatin1(what);
    }

    void logindLocks()
    {
        QFETCH(QString, what);
        House house;
        FakeLogin login(m_systemBus);
        Program program(house);
        QVERIFY(program.ready);
        if (what == QLatin1String("lock"))
            login.session(kOurs, QStringLiteral("Lock"));
        else if (what == QLatin1String("behind"))
            login.properties(kOurs, {{QStringLiteral("Active"), false}});
        else if (what == QLatin1String("locked"))
            login.properties(kOurs, {{QStringLiteral("LockedHint"), true}});
        else
            login.sleep(true);
        QVERIFY(program.closed.wait(30000));
        QCOMPARE(program.desktop.session().state(), Session::Locked);
    }

    void whatConcernsOthersDoesNotLock()
    {
        House house;
        FakeLogin login(m_systemBus);
        Program program(house);
        QVERIFY(program.ready);
        QSignalSpy asked(program.desktop.desktopWatch(), &DesktopLockWatch::lockRequested);
        login.session(kAnothers, QStringLiteral("Lock"));
        login.properties(kAnothers, {{QStringLiteral("Active"), false}});
        login.properties(kOurs, {{QStringLiteral("Active"), true}, {QStringLiteral("LockedHint"), false}});
        login.properties(kOurs, {{QStringLiteral("IdleHint"), true}});
        login.session(kOurs, QStringLiteral("Unlock"));
        login.sleep(false);
        QCOMPARE(program.desktop.session().state(), Session::Unlocked);
        login.session(kOurs, QStringLiteral("Lock")); // behind all of those
        QVERIFY(program.closed.wait(30000));
        QCOMPARE(asked.count(), 1);
    }

    void aSleepWaitsUntilTheKeyIsGone()
    {
        House house;
        FakeLogin login(m_systemBus);
        Program program(house);
        QVERIFY(program.ready);
        QVERIFY(Hands::until([&] { return login.delayed(); }));
        QVERIFY(!login.letGo());
        login.sleep(true);
        QVERIFY(program.closed.wait(30000));
        QVERIFY(Hands::until([&] { return login.letGo(); }));
    }

    void anUnlockingIsBrokenOff()
    {
        House house;
        FakeLogin login(m_systemBus);
        Program program(house);
        QVERIFY(program.ready);
        Session &session = program.desktop.session();
        session.lock();
        QVERIFY(program.closed.wait(30000));
        connect(&session, &Session::stateChanged, this, [&] {
            if (session.state() == Session::Unlocking)
                login.session(kOurs, QStringLiteral("Lock"));
        });
        QSemaphore goOn;
        session.store().compute<int>(this, [&goOn]() -> Result<int> {
            goOn.acquire(); // so that the signal comes first
            return 1;
        }, [](Result<int>) {});
        session.unlockWith(SecretBytes(kPassphrase));
        QVERIFY(Hands::until([&] { return session.state() == Session::Locked; }));
        goOn.release();
        QVERIFY(program.closed.wait(30000));
        QCOMPARE(session.state(), Session::Locked);
    }
};

int main(int argc, char **argv)
{
    const QString daemon = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (daemon.isEmpty()) {
        std::puts("skipped: there is no dbus-daemon");
        return kSkipped;
    }
    Bus sessionBus, systemBus;
    if (!sessionBus.start(daemon, "DBUS_SESSION_BUS_ADDRESS") || !systemBus.start(daemon, "DBUS_SYSTEM_BUS_ADDRESS"))
        return 1;
    QGuiApplication application(argc, argv);
    LockWatchTest test(sessionBus.address(), systemBus.address());
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lockwatch.moc"
