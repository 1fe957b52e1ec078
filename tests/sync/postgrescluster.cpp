#include "sync/postgrescluster.h"

#include "sync/postgres/connection.h"

#include <QDir>

#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace assent::test {
namespace {

/// PostgreSQL refuses to run as root.
const passwd *otherUser() { return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr; }

} // namespace

QString PostgresCluster::programs()
{
    QString best;
    int newest = 14;
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &name : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = versions.filePath(name) + QStringLiteral("/bin");
        if (name.toInt() > newest && QFile::exists(folder + QStringLiteral("/initdb"))) {
            newest = name.toInt();
            best = folder;
        }
    }
    return best;
}

PostgresCluster &PostgresCluster::instance()
{
    static PostgresCluster cluster(QStringLiteral("/tmp"), {QStringLiteral("fsync=off"), QStringLiteral("max_locks_per_transaction=256")});
    return cluster;
}

PostgresCluster::PostgresCluster(const QString &folder, QStringList settings)
    : m_folder(folder + QStringLiteral("/assent-postgres-XXXXXX")), m_settings(std::move(settings))
{
    if (const passwd *user = otherUser(); user && ::chown(m_folder.path().toUtf8().constData(), user->pw_uid, user->pw_gid) != 0)
        qFatal("the cluster's folder cannot be given to the user postgres");
    run(QStringLiteral("initdb"), {QStringLiteral("--no-sync"), QStringLiteral("--auth=trust"), QStringLiteral("--username=postgres"),
        QStringLiteral("--encoding=UTF8"), QStringLiteral("--no-locale"), QStringLiteral("-D"), dataFolder()});
    start();
}

PostgresCluster::~PostgresCluster()
{
    if (m_server)
        stop();
}

std::unique_ptr<QProcess> PostgresCluster::spawn(const QString &program, const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    const passwd *user = otherUser();
    const pid_t parent = ::getpid();
    process->setWorkingDirectory(m_folder.path());
    process->setChildProcessModifier([user, parent] {
        if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 || ::setuid(user->pw_uid) != 0))
            ::_exit(126);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
        if (::getppid() != parent)
            ::_exit(126);
    });
    process->start(programs() + QLatin1Char('/') + program, arguments);
    if (!process->waitForStarted())
        qFatal("%s does not start", qPrintable(program));
    return process;
}

QByteArray PostgresCluster::run(const QString &program, const QStringList &arguments)
{
    const auto process = spawn(program, arguments);
    if (!process->waitForFinished(60000) || process->exitStatus() != QProcess::NormalExit || process->exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process->readAllStandardError().constData());
    return process->readAllStandardOutput();
}

void PostgresCluster::start()
{
    QStringList arguments{QStringLiteral("-D"), dataFolder(), QStringLiteral("-k"), m_folder.path(), QStringLiteral("-c"),
        QStringLiteral("listen_addresses=")};
    for (const QString &setting : m_settings)
        arguments << QStringLiteral("-c") << setting;
    m_server = spawn(QStringLiteral("postgres"), arguments);
    m_server->setReadChannel(QProcess::StandardError);
    QByteArray log;
    while (!log.contains("ready to accept connections")) {
        if (!m_server->waitForReadyRead(60000))
            qFatal("postgres does not come up: %s", log.constData());
        log += m_server->readAllStandardError();
    }
    // Nobody reads the rest: a pipe that fills up would stop it.
    m_server->closeReadChannel(QProcess::StandardError);
    m_server->closeReadChannel(QProcess::StandardOutput);
}

void PostgresCluster::stop()
{
    ::kill(static_cast<pid_t>(m_server->processId()), SIGQUIT);
    m_server->waitForFinished(30000);
    m_server.reset();
}

std::string PostgresCluster::makeDatabase()
{
    const std::string end = "?host=" + m_folder.path().toStdString() + "&user=postgres";
    const auto admin = sync::postgres::Connection::open("postgresql:///postgres" + end);
    const std::string name = "hub" + std::to_string(++m_databases);
    const auto made = admin ? (*admin)->runAll("CREATE DATABASE " + name) : Result<void>(admin.error());
    if (!made)
        qFatal("no database: %s", made.error().toString().c_str());
    return "postgresql:///" + name + end;
}

} // namespace assent::test
