#include "desktop/desktop.h"

#include "kit/kit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QQmlComponent>

#include <cstdio>

namespace assent::ui {

namespace {

/// What was copied here goes; what another program copied stays.
void emptyClipboard()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->ownsClipboard())
        clipboard->clear(QClipboard::Clipboard);
    if (clipboard->ownsSelection())
        clipboard->clear(QClipboard::Selection);
}

} // namespace

std::unique_ptr<QQuickWindow> makeWindow(QQmlEngine &engine, const QString &file, const QVariantMap &properties)
{
    QQmlComponent component(&engine, QUrl(QStringLiteral("qrc:/qt/qml/Assent/Desktop/") + file));
    std::unique_ptr<QObject> root(component.createWithInitialProperties(properties));
    for (const QQmlError &error : component.errors())
        std::fprintf(stderr, "assent: %s\n", qPrintable(error.toString()));
    auto *window = qobject_cast<QQuickWindow *>(root.get());
    if (!window)
        return nullptr;
    root.release();
    return std::unique_ptr<QQuickWindow>(window);
}

Desktop::Desktop(Parts parts)
    : m_session({parts.store, parts.clock, parts.whoIsIt, parts.keyring})
    , m_agent(m_session, parts.sync)
    , m_preferences(parts.preferencesFile)
    , m_language(m_engine)
    , m_idleLock(parts.clock)
    , m_lockRequestWatch(parts.store)
    , m_desktopWatch(parts.listens ? std::make_unique<DesktopLockWatch>() : nullptr)
{
    initialiseKit(m_engine);
    if (!parts.noticePlace.isEmpty())
        m_engine.addImportPath(parts.noticePlace);
    wire();
    wireLocks();
}

Desktop::~Desktop() = default;

void Desktop::wire()
{
    const auto prefer = [this] {
        m_language.choose(m_preferences.language());
        m_idleLock.setMinutes(m_preferences.autoLockMinutes());
    };
    prefer();
    connect(&m_preferences, &Preferences::changed, this, prefer);
    connect(&m_language, &Language::changed, this, [this] {
        m_session.retranslate();
        m_agent.retranslate();
    });
}

void Desktop::wireLocks()
{
    connect(&m_session, &Session::stateChanged, this, [this] {
        const auto state = m_session.state();
        m_idleLock.setActive(m_session.isOpen() && state != Session::Unlocking);
        m_lockRequestWatch.setActive(m_session.isOpen());
    });
    connect(&m_session, &Session::aboutToLock, this, &emptyClipboard);
    connect(&m_session, &Session::closed, this, [this] { m_engine.collectGarbage(); });
    connect(&m_idleLock, &IdleLock::expired, &m_session, &Session::lock);
    connect(&m_lockRequestWatch, &LockRequestWatch::requested, &m_session, &Session::lock);
    if (!m_desktopWatch)
        return;
    connect(m_desktopWatch.get(), &DesktopLockWatch::lockRequested, &m_session, &Session::lock);
    connect(&m_session, &Session::stateChanged, this, [this] {
        if (m_session.isOpen())
            m_desktopWatch->delaySleep(true);
    });
    connect(&m_session, &Session::closed, this, [this] { m_desktopWatch->delaySleep(m_session.isOpen()); });
}

bool Desktop::show(QSize size)
{
    m_window = makeWindow(m_engine, QStringLiteral("Main.qml"), {
        {QStringLiteral("session"), QVariant::fromValue(&m_session)}, {QStringLiteral("agent"), QVariant::fromValue(&m_agent)},
        {QStringLiteral("preferences"), QVariant::fromValue(&m_preferences)},
        {QStringLiteral("language"), QVariant::fromValue(&m_language)},
        {QStringLiteral("idleLock"), QVariant::fromValue(&m_idleLock)},
        {QStringLiteral("width"), size.width()}, {QStringLiteral("height"), size.height()}});
    return m_window != nullptr;
}

} // namespace assent::ui
