#include "command.h"
#include "interrupt.h"
#include "print/pdf.h"
#include "text.h"
#include "vault/backup.h"
#include "vault/process.h"

#include <QGuiApplication>

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <langinfo.h>
#include <memory>
#include <optional>
#include <unistd.h>

namespace assent::ctl {
namespace {

constexpr const char *kVersion = "assentctl " ASSENT_VERSION;

/// Qt complains on standard error where the locale is not UTF-8.
void preferUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1);
}

void addCommonOptions(CLI::App &app, Options &options)
{
    app.add_option("--store", options.store, "Folder of the store (default: the user's data folder)")->type_name("DIR")->group("Common");
    app.add_option("--passphrase-fd", options.passphraseFd, "Read the passphrase from this descriptor")
        ->type_name("N")->check(quietly(CLI::NonNegativeNumber))->group("Common");
    app.add_flag("--json", options.json, "Exactly one JSON document on standard output")->group("Common");
    for (CLI::App *command : app.get_subcommands(nullptr))
        addCommonOptions(*command, options);
}

Commands addCommands(CLI::App &app)
{
    Commands commands;
    for (const auto add : {addInitCommands, addDemoCommands, addVaultCommands, addImportCommands, addPersonCommands,
             addConsentCommands, addRetentionCommands, addExportCommands, addReceiptCommands, addSyncCommands, addConflictCommands, addDeviceCommands, addLedgerCommands, addCatalogCommands})
        add(app, commands);
    return commands;
}

/// The innermost command that was named: its help is the one to point at.
std::string namedCommand(const CLI::App &app)
{
    const auto chosen = app.get_subcommands();
    const std::string name = app.get_name();
    return chosen.empty() ? name : name + " " + namedCommand(*chosen.front());
}

/// What CLI11 says of a missing or unknown command names neither.
std::string faultOf(const CLI::App &app, const CLI::ParseError &error)
{
    const auto chosen = app.get_subcommands();
    if (!chosen.empty())
        return faultOf(*chosen.front(), error);
    const std::vector<const CLI::App *> offered = app.get_subcommands([](const CLI::App *) { return true; });
    if (offered.empty())
        return error.what();
    std::vector<std::string> names;
    for (const CLI::App *command : offered)
        names.push_back(command->get_name());
    const std::vector<std::string> rest = app.remaining();
    return (rest.empty() ? "a command is missing" : "there is no command \"" + rest.front() + "\"") + "; there are " + joined(names);
}

/// True when the arguments make a command to run; else `exit` says how it ended.
/// The parser throws, and this is where that stops.
bool parse(CLI::App &app, int argc, char **argv, Console &console, Exit &exit)
{
    try {
        app.parse(argc, argv);
        return true;
    } catch (const CLI::CallForHelp &) {
        console.print(app.help());
        exit = Exit::Done;
    } catch (const CLI::CallForAllHelp &) {
        console.print(app.help("", CLI::AppFormatMode::All));
        exit = Exit::Done;
    } catch (const CLI::CallForVersion &) {
        console.print(kVersion);
        exit = Exit::Done;
    } catch (const CLI::ParseError &error) {
        console.fail(wrongCall({}, faultOf(app, error)));
        console.note("  \"" + namedCommand(app) + " --help\" explains.");
        exit = Exit::WrongCall;
    }
    return false;
}

bool wantsJson(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) { return std::strcmp(argument, "--json") == 0; });
}

bool areUtf8(int argc, char **argv)
{
    return std::all_of(argv, argv + argc, [](const char *argument) { return isUtf8(argument); });
}

Result<void> runChosen(const Commands &commands, Context &context)
{
    for (const auto &command : commands) {
        if (command->chosen())
            return command->run(context);
    }
    return wrongCall({}, "no command was given");
}

/// What could be put back, where something is damaged.
void nameNewestBackup(Context &context)
{
    for (const BackupInfo &backup : listBackups(context.store())) {
        if (backup.fault.empty()) {
            context.console.note("  The newest backup in the store's folder is from " + shortTime(backup.madeAt) + " UTC.");
            return;
        }
    }
}

Exit runTool(int argc, char **argv)
{
    const SystemClock clock;
    Context context{{}, {}, clock};
    CLI::App app("Assent on the command line: people, their choices, and proof of them.", "assentctl");
    app.require_subcommand(1);
    app.set_help_flag("-h,--help", "Show help and stop");
    app.set_version_flag("--version", kVersion);
    app.get_formatter()->column_width(34);
    app.footer("\"assentctl COMMAND --help\" shows a command's options and examples.\n"
               "Exit codes: 0 done, 1 refused or not found, 2 wrong call, 3 store locked or wrong key,\n"
               "4 damaged, 5 network, 130 cancelled.");
    const Commands commands = addCommands(app);
    addCommonOptions(app, context.options);

    Exit exit = Exit::Done;
    context.console.setJson(wantsJson(argc, argv));
    if (!areUtf8(argc, argv)) {
        context.console.fail(wrongCall({}, "the arguments are not UTF-8"));
        return Exit::WrongCall;
    }
    if (!parse(app, argc, argv, context.console, exit))
        return exit;
    context.console.setJson(context.options.json);
    Result<void> done = runChosen(commands, context);
    if (done)
        done = context.console.finish();
    if (done)
        return Exit::Done;
    context.console.fail(done.error());
    if (done.error().code == ErrorCode::Corrupt && done.error().where.file.empty())
        nameNewestBackup(context);
    return exitOf(done.error());
}

/// A private folder that Qt takes for the session's while this lives. Where there is
/// none, or another user's, Qt complains, and leaves one of its own under /tmp.
class SessionFolder
{
public:
    SessionFolder()
    {
        std::error_code fault;
        m_path = (std::filesystem::temp_directory_path(fault) / "assent-XXXXXX").string();
        if (fault || !::mkdtemp(m_path.data()))
            return;
        if (const char *before = std::getenv(kName))
            m_before = before;
        m_made = ::setenv(kName, m_path.c_str(), 1) == 0;
    }
    SessionFolder(const SessionFolder &) = delete;
    SessionFolder &operator=(const SessionFolder &) = delete;
    ~SessionFolder()
    {
        if (!m_made)
            return;
        m_before ? ::setenv(kName, m_before->c_str(), 1) : ::unsetenv(kName);
        ::rmdir(m_path.c_str());
    }

private:
    static constexpr const char *kName = "XDG_RUNTIME_DIR";
    std::string m_path;
    std::optional<std::string> m_before;
    bool m_made = false;
};

/// A PDF is drawn with fonts, which need Qt's graphics; nothing else loads them.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    const auto isPdf = [](const char *argument) {
        return std::strcmp(argument, "pdf") == 0 || std::strcmp(argument, "--format=pdf") == 0 || print::namesPdf(argument);
    };
    static int shown = 1; // Qt keeps a reference; its own options are not ours
    if (!std::any_of(argv + 1, argv + argc, isPdf))
        return std::make_unique<QCoreApplication>(shown, argv);
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    const SessionFolder folder;
    return std::make_unique<QGuiApplication>(shown, argv);
}

} // namespace
} // namespace assent::ctl

int main(int argc, char **argv)
{
    // Secrets pass through this process. Where the system refuses, work goes on.
    (void)assent::forbidCoreDumps();
    assent::ctl::preferUtf8();
    assent::ctl::interrupt::install();
    const std::unique_ptr<QCoreApplication> application = assent::ctl::makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("assentctl"));
    try {
        return static_cast<int>(assent::ctl::runTool(argc, argv));
    } catch (const std::exception &fault) {
        // Out of memory, or a fault of a library: nothing of ours throws.
        std::fprintf(stderr, "assentctl: %s\n", fault.what());
        return static_cast<int>(assent::ctl::Exit::Refused);
    }
}
