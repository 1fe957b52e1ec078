#include "ctl_tool.h"

#include "vault/slots.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

namespace assent::test {
namespace {

constexpr const char *kPeople =
    "customer_number,given_name,family_name,email,loyalty_id,city,language\n"
    "C-1001,Anna,Nowak,anna@example.org,L100001,Kraków,pl\n"
    "C-1002,小明,陳,ming@example.org,L100002,臺北,zh_TW\n"
    "C-1003,Marie,Dubois,marie@example.org,L100003,Lyon,fr\n";

/// The reading end of a pipe that holds a line and then ends.
int secretEnd(const QByteArray &secret)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        qFatal("no pipe");
    const QByteArray line = secret + "\n";
    if (::write(ends[1], line.constData(), static_cast<std::size_t>(line.size())) != line.size())
        qFatal("the pipe is too small");
    ::close(ends[1]);
    // Out of the way of the descriptors that the child gets.
    const int high = ::fcntl(ends[0], F_DUPFD_CLOEXEC, 20);
    ::close(ends[0]);
    return high;
}

std::unique_ptr<QProcess> prepared(const QString &store, QStringList arguments, const std::vector<int> &secrets)
{
    auto process = std::make_unique<QProcess>();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASSENT_RESOURCES"_s, qEnvironmentVariable("ASSENT_SOURCE_DIR") + u"/resources"_s);
    process->setProcessEnvironment(environment);
    process->setChildProcessModifier([secrets] {
        ::setsid(); // no terminal to ask on
        for (std::size_t i = 0; i < secrets.size(); ++i)
            ::dup2(secrets[i], 3 + static_cast<int>(i));
    });
    arguments << u"--store"_s << store;
    if (!secrets.empty())
        arguments << u"--passphrase-fd"_s << u"3"_s;
    process->setProgram(qEnvironmentVariable("ASSENT_BIN_DIR") + u"/assentctl"_s);
    process->setArguments(arguments);
    return process;
}

void startWith(QProcess &process, const std::vector<int> &secrets)
{
    process.start();
    if (!process.waitForStarted())
        qFatal("assentctl does not start");
    for (const int secret : secrets)
        ::close(secret);
}

} // namespace

QJsonObject Ended::json() const
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(out, &fault);
    if (fault.error != QJsonParseError::NoError || !document.isObject())
        return {};
    return document.object();
}

Ended Tool::run(QStringList arguments, const QByteArrayList &secrets) const
{
    std::vector<int> ends;
    for (const QByteArray &secret : secrets)
        ends.push_back(secretEnd(secret));
    const auto process = prepared(m_store, std::move(arguments), ends);
    startWith(*process, ends);
    if (!process->waitForFinished(60'000))
        qFatal("assentctl does not end");
    Ended ended{process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1, process->readAllStandardOutput(),
        process->readAllStandardError()};
    return ended;
}

QJsonObject Tool::json(QStringList arguments) const
{
    arguments << u"--json"_s;
    const Ended ended = run(arguments);
    if (ended.json().isEmpty())
        qWarning("no JSON document: %s", ended.all().constData());
    return ended.json();
}

std::unique_ptr<QProcess> Tool::start(QStringList arguments, const QString &output) const
{
    const std::vector<int> ends = {secretEnd(passphrase)};
    auto process = prepared(m_store, std::move(arguments), ends);
    if (!output.isEmpty())
        process->setStandardOutputFile(output);
    startWith(*process, ends);
    return process;
}

Stage::Stage() : tool(m_folder.filePath(u"store"_s))
{
    const Ended made = tool.run({u"init"_s, u"--catalog"_s, sampleFile(u"sample/catalogue.json"_s)});
    if (made.exit != 0)
        qFatal("no store: %s", made.all().constData());
    const Ended filled = tool.run({u"import"_s, u"people"_s, write(u"people.csv"_s, kPeople),
        u"--source"_s, u"loyalty_crm"_s, u"--strict"_s});
    if (filled.exit != 0)
        qFatal("no people: %s", filled.all().constData());
}

QString Stage::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("a file cannot be written");
    return file.fileName();
}

QString Stage::copyOfStore() const
{
    static int copies = 0;
    const QString copy = path(u"copy%1"_s.arg(++copies));
    QDir().mkpath(copy);
    for (const QString &name : QDir(tool.store()).entryList(QDir::Files))
        QFile::copy(tool.store() + QLatin1Char('/') + name, copy + QLatin1Char('/') + name);
    return copy;
}

std::unique_ptr<Database> Stage::database(const QString &store) const
{
    const std::filesystem::path folder = store.toStdString();
    auto slots = Slots::load(folder);
    auto key = slots->unlockWithPassphrase(SecretBytes(std::string_view(tool.passphrase.constData())));
    auto database = Database::open(folder / "store.db", *key, Database::Mode::ReadWrite);
    if (!database)
        qFatal("%s", database.error().toString().c_str());
    return *std::move(database);
}

QString sampleFile(const QString &name) { return qEnvironmentVariable("ASSENT_SOURCE_DIR") + u"/resources/"_s + name; }

} // namespace assent::test
