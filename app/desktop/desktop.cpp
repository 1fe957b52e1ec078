#include "desktop/desktop.h"

#include "kit/kit.h"

#include <QQmlComponent>

#include <cstdio>

namespace assent::ui {

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
{
    initialiseKit(m_engine);
    wire();
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
    connect(&m_session, &Session::stateChanged, this, [this] {
        const auto state = m_session.state();
        m_idleLock.setActive(state == Session::Unlocked || state == Session::NoPerson);
    });
    connect(&m_idleLock, &IdleLock::expired, &m_session, &Session::lock);
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
