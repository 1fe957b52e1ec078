#include "notice/engine.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QOpenGLContext>
#include <QQuickWindow>
#include <QWebEngineUrlScheme>

#include <cerrno>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

// Exported by Qt Gui for Qt WebEngine, which calls it when it is set up before the application.
Q_GUI_EXPORT void qt_gl_set_global_share_context(QOpenGLContext *context);

namespace assent::notice {
namespace {

bool hasProcess()
{
    const QString named = qEnvironmentVariable("QTWEBENGINEPROCESS_PATH");
    const QString own = QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath) + QStringLiteral("/QtWebEngineProcess");
    return QFileInfo(named.isEmpty() ? own : named).isExecutable();
}

/// Whether the kernel lets this user make namespaces, which the sandbox is made of.
/// A child tries it: between fork and _exit it calls nothing that takes a lock.
bool mayMakeNamespaces()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(::unshare(CLONE_NEWUSER) == 0 && ::unshare(CLONE_NEWPID | CLONE_NEWNET) == 0 ? 0 : 1);
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) { }
    return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The engine looks for a context that all others share, whether it draws with it or
/// not. Where windows are drawn by OpenGL it must have been there before them
/// (Qt::AA_ShareOpenGLContexts); where they are not, it is made only now.
bool sharesGraphics()
{
    if (!QOpenGLContext::globalShareContext() && QQuickWindow::sceneGraphBackend() == QLatin1String("software")) {
        auto *context = new QOpenGLContext; // as long as the program: the engine keeps it
        context->create();
        qt_gl_set_global_share_context(context);
    }
    return QOpenGLContext::globalShareContext() != nullptr;
}

/// What the engine reads only once, when it starts.
bool configure()
{
    QWebEngineUrlScheme scheme(kScheme);
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Path);
    scheme.setFlags(QWebEngineUrlScheme::NoAccessAllowed);
    QWebEngineUrlScheme::registerScheme(scheme);
    // No address is ever looked up or connected to, whoever in the engine asks.
    const QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS") + " --host-resolver-rules=\"MAP * ~NOTFOUND\"";
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags.trimmed());
    return true;
}

} // namespace

QString Engine::prepare() const
{
    static const bool configured = configure();
    Q_UNUSED(configured)
    if (!hasProcess())
        return QStringLiteral("the engine's own program is not installed");
    if (!sharesGraphics())
        return QStringLiteral("the program shares no graphics with the engine");
    if (qEnvironmentVariableIntValue("QTWEBENGINE_DISABLE_SANDBOX") != 0)
        return {};
    if (::geteuid() == 0)
        return QStringLiteral("the engine has no sandbox for root");
    return mayMakeNamespaces() ? QString() : QStringLiteral("this system allows no sandbox for the engine");
}

} // namespace assent::notice
