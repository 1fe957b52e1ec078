// The desktop program: reads the command line and puts the parts together.
#include "base/log.h"
#include "desktop/desktop.h"
#include "desktop/measure.h"
#include "desktop/tour.h"
#include "kit/kit.h"
#include "sample/sample.h"
#include "sync/qthttptransport.h"
#include "vault/keychain.h"
#include "vault/process.h"

#include <QGuiApplication>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <string_view>

using namespace assent;

namespace {

ui::Desktop::Parts partsFor(const ui::Options &options, const Clock &clock)
{
    ui::Desktop::Parts parts{clock, options.store, {}, {}, {}, {}, true};
    parts.whoIsIt = [subject = options.subject](ui::OpenStore &store) -> Result<SubjectId> {
        if (subject)
            return *subject;
        return samplePerson(*store.vault);
    };
    parts.keyring = [] { return std::make_unique<QtKeyring>(); };
    parts.sync.hubUrl = options.hubUrl;
    parts.sync.transport = [](const std::string &url) -> Result<std::unique_ptr<sync::Transport>> {
        ASSENT_TRY(auto transport, sync::QtHttpTransport::create(url));
        return std::unique_ptr<sync::Transport>(std::move(transport));
    };
    // A tour or a measurement leaves the person's preferences alone.
    if (options.tour.isEmpty() && !options.measure)
        parts.preferencesFile = QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + QStringLiteral("/preferences.ini");
    return parts;
}

void applyOptions(const ui::Options &options, ui::Preferences &preferences)
{
    preferences.setKeeping(false);
    if (!options.language.isEmpty())
        preferences.setLanguage(options.language);
    if (options.theme >= 0)
        preferences.setTheme(options.theme);
    if (options.text > 0)
        preferences.setTextPercent(options.text);
    preferences.setKeeping(true);
}

/// A language or theme that was asked for is the only one that the tour shows.
ui::Tour::Looks looksFor(const ui::Options &options)
{
    ui::Tour::Looks looks;
    if (!options.language.isEmpty())
        looks.languages = {options.language};
    if (options.theme > 0)
        looks.themes = {options.theme};
    return looks;
}

int runGallery(const ui::Options &options)
{
    QQmlEngine engine;
    ui::initialiseKit(engine);
    const auto window = ui::makeWindow(engine, QStringLiteral("GalleryWindow.qml"),
        {{QStringLiteral("theme"), std::max(0, options.theme)}, {QStringLiteral("textScale"), std::max(100, options.text) / 100.0}});
    return window ? QGuiApplication::exec() : 1;
}

/// Help and version need no display.
bool asksForWordsOnly(int argc, char **argv)
{
    const auto asks = [](const char *argument) {
        const std::string_view text(argument);
        return text == "--help" || text == "-h" || text == "--version" || text == "-v";
    };
    return std::any_of(argv + 1, argv + argc, asks);
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("assent"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ASSENT_VERSION));
}

/// The notice viewer, which is loaded late, draws with the graphics of the windows
/// and must find them shared. Without OpenGL it needs nothing, and a context would
/// cost 57 MB at start.
void shareGraphics()
{
    if (qEnvironmentVariable("QT_QUICK_BACKEND") != QLatin1String("software"))
        QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

} // namespace

int main(int argc, char **argv)
{
    if (const auto forbidden = forbidCoreDumps(); !forbidden)
        logLine(LogLevel::Warning, "core_dumps_not_forbidden");
    nameApplication();
    if (asksForWordsOnly(argc, argv)) {
        const QCoreApplication words(argc, argv);
        ui::readOptions(words.arguments());
        return 0;
    }
    shareGraphics();
    ui::WatchedApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Assent"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.assent.Assent"));
    const ui::Options options = ui::readOptions(application.arguments());
    if (options.gallery)
        return runGallery(options);

    ui::TourClock clock; // nobody but a tour changes it
    ui::Desktop desktop(partsFor(options, clock));
    applyOptions(options, desktop.preferences());
    SecretBytes passphrase;
    if (options.passphraseFd >= 0) {
        auto read = readSecretLine(options.passphraseFd);
        if (!read) {
            std::fprintf(stderr, "assent: the passphrase cannot be read from descriptor %d\n", options.passphraseFd);
            return 3;
        }
        passphrase = std::move(*read);
    }
    if (!desktop.show(options.size))
        return 1;
    if (!options.tour.isEmpty()) {
        const auto putForward = [&clock](std::chrono::milliseconds ahead) { clock.putForward(ahead); };
        return ui::Tour(desktop, putForward, options.tour, std::move(passphrase), looksFor(options)).run();
    }
    const bool unlocks = !passphrase.empty();
    if (unlocks)
        desktop.session().unlockWith(std::move(passphrase));
    if (options.measure)
        return ui::Measurement(desktop, application, unlocks).run();
    return QGuiApplication::exec();
}
