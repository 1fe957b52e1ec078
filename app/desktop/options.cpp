#include "desktop/options.h"

#include "session/language.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

namespace assent::ui {
namespace {

constexpr int kWrongCall = 2;

[[noreturn]] void refuse(const QString &why)
{
    std::fprintf(stderr, "assent: %s\nTry 'assent --help'.\n", qPrintable(why));
    std::exit(kWrongCall);
}

int numberOf(const QCommandLineParser &parser, const QString &name, int low, int high)
{
    bool ok = false;
    const int value = parser.value(name).toInt(&ok);
    if (!ok || value < low || value > high)
        refuse(QStringLiteral("--%1 takes a number from %2 to %3").arg(name).arg(low).arg(high));
    return value;
}

int themeOf(const QString &name)
{
    const QStringList names{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    const qsizetype at = names.indexOf(name.toLower());
    if (at < 0)
        refuse(QStringLiteral("--theme takes system, light or dark"));
    return int(at);
}

QSize sizeOf(const QString &text)
{
    const QStringList parts = text.toLower().split(QLatin1Char('x'));
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 480 || size.height() < 400 || size.width() > 7680 || size.height() > 4320)
        refuse(QStringLiteral("--size takes WIDTHxHEIGHT, at least 480x400"));
    return size;
}

/// The same as assentctl's.
QString defaultStore()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/assent");
}

void declare(QCommandLineParser &parser)
{
    const auto option = [&parser](const char *name, const char *text, const char *value = nullptr) {
        QCommandLineOption made(QString::fromLatin1(name), QString::fromLatin1(text));
        if (value)
            made.setValueName(QString::fromLatin1(value));
        parser.addOption(made);
    };
    parser.setApplicationDescription(QStringLiteral("See and control what organisations know about you and may do."));
    parser.addHelpOption();
    parser.addVersionOption();
    option("store", "Folder of the encrypted store (default: the user's data folder).", "DIR");
    option("hub", "Address of the hub, instead of the one that the store remembers.", "URL");
    option("subject", "Id of the person at this computer.", "ID");
    option("passphrase-fd", "Read the passphrase from this descriptor and unlock.", "N");
    option("language", "Language of this run: en, zh_TW, pl, fr.", "L");
    option("theme", "Theme of this run: system, light or dark.", "T");
    option("tour", "Walk through every page, save pictures into this folder and end.", "DIR");
    option("role", "Whose workplace the tour walks through: person.", "ROLE");
    option("size", "Size of the window, such as 1280x800.", "WxH");
    option("text", "Text size of this run, 100 to 200 per cent.", "PERCENT");
    option("gallery", "Show the design kit.");
    option("measure", "Print how long the start takes and, with a passphrase, the use of every page as JSON, and end.");
}

} // namespace

Options readOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        refuse(parser.errorText());
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp(0);
    if (parser.isSet(QStringLiteral("version")))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        refuse(QStringLiteral("unexpected argument '%1'").arg(parser.positionalArguments().first()));

    const auto given = [&parser](const char *name) { return parser.isSet(QString::fromLatin1(name)); };
    const auto value = [&parser](const char *name) { return parser.value(QString::fromLatin1(name)); };
    Options options;
    options.store = (given("store") ? value("store") : defaultStore()).toStdString();
    options.hubUrl = value("hub").toStdString();
    options.language = value("language");
    options.tour = value("tour");
    options.gallery = given("gallery");
    options.measure = given("measure");
    if (given("subject")) {
        const auto subject = SubjectId::parse(value("subject").toStdString());
        if (!subject)
            refuse(QStringLiteral("--subject takes the id of a person"));
        options.subject = *subject;
    }
    if (given("passphrase-fd"))
        options.passphraseFd = numberOf(parser, QStringLiteral("passphrase-fd"), 0, 1023);
    if (given("role") && value("role") != QLatin1String("person"))
        refuse(QStringLiteral("--role takes person"));
    if (!options.language.isEmpty() && !Language::tags().contains(options.language))
        refuse(QStringLiteral("--language takes one of %1").arg(Language::tags().join(QStringLiteral(", "))));
    if (given("theme"))
        options.theme = themeOf(value("theme"));
    if (given("size"))
        options.size = sizeOf(value("size"));
    if (given("text"))
        options.text = numberOf(parser, QStringLiteral("text"), 100, 200);
    return options;
}

} // namespace assent::ui
