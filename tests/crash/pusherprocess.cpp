#include "crash/pusherprocess.h"

#include <QCoreApplication>

#include <sstream>

namespace assent::test {

namespace {

constexpr int kPatience = 60'000; // milliseconds; only a hang lasts so long

} // namespace

PusherProcess::PusherProcess(const QString &store, const std::string &hubUrl, const std::string &keyHex, std::uint64_t seed)
{
    m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/assent-pusher"),
        {store, QString::fromStdString(hubUrl), QString::number(seed)});
    if (!m_process.waitForStarted())
        qFatal("assent-pusher does not start");
    m_process.write((keyHex + "\n").c_str());
    m_process.closeWriteChannel();
}

bool PusherProcess::readLine(std::string &line)
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kPatience))
            return false;
    }
    line = m_process.readLine().trimmed().toStdString();
    return true;
}

void PusherProcess::take(const std::string &line)
{
    if (line == "synced")
        m_synced = m_committed;
    if (!line.starts_with("committed "))
        return;
    std::istringstream ids(line.substr(line.find(' ')));
    for (std::string id; ids >> id;)
        m_committed.insert(id);
}

bool PusherProcess::readUntil(const std::string &word, int count)
{
    for (std::string line; readLine(line);) {
        take(line);
        if (line.starts_with(word) && --count == 0)
            return true;
    }
    return false;
}

void PusherProcess::kill()
{
    m_process.kill();
    wait();
}

int PusherProcess::wait()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(kPatience);
    // The last line may be cut: it tells nothing then.
    while (m_process.canReadLine())
        take(m_process.readLine().trimmed().toStdString());
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

} // namespace assent::test
