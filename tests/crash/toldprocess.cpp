#include "crash/toldprocess.h"

#include <QCoreApplication>

namespace assent::test {

namespace {

constexpr int kPatience = 60'000; // milliseconds; only a hang lasts so long

} // namespace

ToldProcess::ToldProcess(const QString &program, const QStringList &arguments, const std::string &input)
{
    m_process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/") + program, arguments);
    if (!m_process.waitForStarted())
        qFatal("%s does not start", qPrintable(program));
    m_process.write(input.c_str());
    m_process.closeWriteChannel();
}

bool ToldProcess::readLine(std::string &line)
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(kPatience))
            return false;
    }
    line = m_process.readLine().trimmed().toStdString();
    return true;
}

bool ToldProcess::readUntil(const std::string &word, int count)
{
    for (std::string line; readLine(line);) {
        take(line);
        if (line.starts_with(word) && --count == 0)
            return true;
    }
    return false;
}

void ToldProcess::kill()
{
    m_process.kill();
    wait();
}

int ToldProcess::wait()
{
    if (m_process.state() != QProcess::NotRunning)
        m_process.waitForFinished(kPatience);
    // The last line may be cut: it tells nothing then.
    while (m_process.canReadLine())
        take(m_process.readLine().trimmed().toStdString());
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

} // namespace assent::test
