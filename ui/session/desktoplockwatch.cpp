#include "session/desktoplockwatch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusUnixFileDescriptor>
#include <QFile>
#include <QThread>

#include <array>
#include <atomic>

namespace assent::ui {
namespace {

// Each is the name of a service and of the interface that it speaks.
constexpr std::array kScreenSavers{"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver", "org.xfce.ScreenSaver"};

const QString kLogin = QStringLiteral("org.freedesktop.login1");
const QString kLoginPath = QStringLiteral("/org/freedesktop/login1");
const QString kManager = QStringLiteral("org.freedesktop.login1.Manager");
const QString kSession = QStringLiteral("org.freedesktop.login1.Session");
const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");

/// Without this an absent session bus would be started for us.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

QDBusMessage managerCall(const QString &method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kLogin, kLoginPath, kManager, method);
    call.setArguments(arguments);
    call.setAutoStartService(false);
    return call;
}

} // namespace

class DesktopLockWatch::Listener final : public QObject
{
    Q_OBJECT

public:
    Listener()
    {
        static std::atomic<int> count{0};
        const QString number = QString::number(++count);
        m_sessionBus = QStringLiteral("assent-desktop-") + number;
        m_systemBus = QStringLiteral("assent-logind-") + number;
    }
    ~Listener() override
    {
        QDBusConnection::disconnectFromBus(m_sessionBus);
        QDBusConnection::disconnectFromBus(m_systemBus);
    }

    void start()
    {
        listenToScreenSavers();
        listenToLogin();
    }
    void delaySleep(bool delay);

Q_SIGNALS:
    void away();
    void listening();

private Q_SLOTS:
    void onActive(bool active);
    void onLock() { Q_EMIT away(); }
    void onSleep(bool begins);
    void onProperties(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);

private:
    void listenToScreenSavers();
    void listenToLogin();
    void listenToSession(const QString &path);
    QDBusConnection systemBus() const { return QDBusConnection(m_systemBus); }

    QString m_sessionBus;
    QString m_systemBus;
    bool m_delay = false;
    QDBusUnixFileDescriptor m_inhibitor; ///< logind waits until it is closed
};

void DesktopLockWatch::Listener::listenToScreenSavers()
{
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_sessionBus);
    if (!bus.isConnected())
        return;
    for (const char *name : kScreenSavers) {
        const QString service = QLatin1String(name);
        bus.connect(service, {}, service, QStringLiteral("ActiveChanged"), this, SLOT(onActive(bool)));
    }
}

void DesktopLockWatch::Listener::listenToLogin()
{
    QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SystemBus, m_systemBus);
    if (!bus.isConnected()) {
        Q_EMIT listening();
        return;
    }
    bus.connect(kLogin, kLoginPath, kManager, QStringLiteral("PrepareForSleep"), this, SLOT(onSleep(bool)));
    // "auto": the session that this process belongs to, or, for one that the
    // user's service manager started, the user's own at the display.
    const QDBusPendingCall call = bus.asyncCall(managerCall(QStringLiteral("GetSession"), {QStringLiteral("auto")}));
    auto *watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> reply = *watcher;
        if (reply.isValid())
            listenToSession(reply.value().path());
        Q_EMIT listening();
    });
}

void DesktopLockWatch::Listener::listenToSession(const QString &path)
{
    QDBusConnection bus = systemBus();
    bus.connect(kLogin, path, kSession, QStringLiteral("Lock"), this, SLOT(onLock()));
    bus.connect(kLogin, path, kProperties, QStringLiteral("PropertiesChanged"), this,
        SLOT(onProperties(QString, QVariantMap, QStringList)));
}

void DesktopLockWatch::Listener::onActive(bool active)
{
    if (active)
        Q_EMIT away();
}

void DesktopLockWatch::Listener::onSleep(bool begins)
{
    if (begins)
        Q_EMIT away();
}

void DesktopLockWatch::Listener::onProperties(const QString &interface, const QVariantMap &changed, const QStringList &)
{
    const bool behind = !changed.value(QStringLiteral("Active"), true).toBool();
    const bool locked = changed.value(QStringLiteral("LockedHint"), false).toBool();
    if (interface == kSession && (behind || locked))
        Q_EMIT away();
}

void DesktopLockWatch::Listener::delaySleep(bool delay)
{
    if (m_delay == delay)
        return;
    m_delay = delay;
    m_inhibitor = {};
    if (!delay || !systemBus().isConnected())
        return;
    const QDBusPendingCall call = systemBus().asyncCall(managerCall(QStringLiteral("Inhibit"), {QStringLiteral("sleep"),
        QStringLiteral("Assent"), QStringLiteral("closes the encrypted store first"), QStringLiteral("delay")}));
    auto *watcher = new QDBusPendingCallWatcher(call, this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (m_delay && reply.isValid())
            m_inhibitor = reply.value();
    });
}

DesktopLockWatch::DesktopLockWatch(QObject *parent)
    : QObject(parent), m_thread(std::make_unique<QThread>()), m_listener(new Listener)
{
    m_thread->setObjectName(QStringLiteral("desktop"));
    m_listener->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_listener, &QObject::deleteLater);
    connect(m_listener, &Listener::away, this, &DesktopLockWatch::lockRequested);
    connect(m_listener, &Listener::listening, this, &DesktopLockWatch::listening);
    m_thread->start();
    QMetaObject::invokeMethod(m_listener, &Listener::start, Qt::QueuedConnection);
}

DesktopLockWatch::~DesktopLockWatch()
{
    m_thread->quit();
    // One that hangs in reaching a bus is left to the end of the process.
    if (!m_thread->wait(1000))
        static_cast<void>(m_thread.release());
}

void DesktopLockWatch::delaySleep(bool delay)
{
    QMetaObject::invokeMethod(m_listener, [listener = m_listener, delay] { listener->delaySleep(delay); }, Qt::QueuedConnection);
}

} // namespace assent::ui

#include "desktoplockwatch.moc"
