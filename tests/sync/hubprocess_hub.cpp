#include "sync/hubprocess_hub.h"

#include <QElapsedTimer>
#include <QFile>

#include <signal.h>
#include <unistd.h>

namespace assent::test {

HubProgram::HubProgram(const std::string &database) : m_database(QString::fromStdString(database)) {}

HubProgram::~HubProgram()
{
    if (m_process)
        kill();
}

std::unique_ptr<QProcess> HubProgram::spawn(QStringList arguments, const QByteArray &passphrase, const QString &log) const
{
    int ends[2];
    const QByteArray line = passphrase + '\n';
    if (::pipe(ends) != 0 || ::write(ends[1], line.constData(), static_cast<std::size_t>(line.size())) != line.size())
        qFatal("no pipe for the passphrase");
    ::close(ends[1]);
    auto process = std::make_unique<QProcess>();
    if (!log.isEmpty())
        process->setStandardErrorFile(log);
    process->setChildProcessModifier([ends] { ::dup2(ends[0], 3); });
    process->start(qEnvironmentVariable("ASSENT_BIN_DIR") + QStringLiteral("/assent-hub"), arguments);
    if (!process->waitForStarted())
        qFatal("assent-hub does not start");
    ::close(ends[0]);
    return process;
}

HubEnded HubProgram::run(QStringList arguments, const QByteArray &passphrase) const
{
    arguments << QStringLiteral("--store") << store() << QStringLiteral("--passphrase-fd") << QStringLiteral("3");
    const auto process = spawn(arguments, passphrase);
    if (!process->waitForFinished(30000))
        qFatal("assent-hub does not end");
    return {process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1, process->readAllStandardOutput(),
        process->readAllStandardError()};
}

void HubProgram::start(const QStringList &arguments)
{
    launch(arguments);
    awaitListening();
}

void HubProgram::launch(const QStringList &arguments)
{
    m_process = spawn(QStringList{QStringLiteral("--store"), store(), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
        QStringLiteral("--passphrase-fd"), QStringLiteral("3")} + arguments, "correct horse", path(QStringLiteral("hub.log")));
}

void HubProgram::awaitListening()
{
    while (!m_process->canReadLine() && m_process->waitForReadyRead(30000)) { }
    const auto line = json::parse(m_process->readLine().trimmed().toStdString());
    if (!line || !line->find("port"))
        qFatal("the hub does not listen: %s", log().constData());
    m_port = static_cast<quint16>(*line->find("port")->number());
    const json::Value *metrics = line->find("metrics_port");
    m_metricsPort = metrics ? static_cast<quint16>(*metrics->number()) : 0;
}

int HubProgram::stop(int limitMillis)
{
    m_process->terminate();
    if (!m_process->waitForFinished(limitMillis) || m_process->exitStatus() != QProcess::NormalExit)
        return -1;
    return m_process->exitCode();
}

void HubProgram::kill()
{
    m_process->kill();
    m_process->waitForFinished(10000);
}

QByteArray HubProgram::log() const
{
    QFile file(path(QStringLiteral("hub.log")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::string HubProgram::newCode() const
{
    return run({QStringLiteral("code")}).out.trimmed().toStdString();
}

RawClient::RawClient(quint16 port)
{
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    if (!m_socket.waitForConnected(5000))
        qFatal("the hub takes no connection");
}

void RawClient::write(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) { }
}

QByteArray RawClient::readToEnd(int limitMillis)
{
    QElapsedTimer timer;
    timer.start();
    while (isOpen() && timer.elapsed() < limitMillis)
        m_socket.waitForReadyRead(50);
    return m_socket.readAll();
}

QByteArray RawClient::readUntil(const QByteArray &text, int limitMillis)
{
    QElapsedTimer timer;
    timer.start();
    QByteArray got;
    while (!got.contains(text) && timer.elapsed() < limitMillis && (isOpen() || m_socket.bytesAvailable() > 0)) {
        m_socket.waitForReadyRead(50);
        got += m_socket.readAll();
    }
    return got;
}

QByteArray exchange(quint16 port, const QByteArray &bytes)
{
    RawClient client(port);
    client.write(bytes);
    return client.readToEnd();
}

} // namespace assent::test
