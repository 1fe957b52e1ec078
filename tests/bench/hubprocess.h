#pragma once

#include "bench/measure.h"

#include <QProcess>
#include <QString>

#include <unistd.h>

namespace assent::bench {

/// A real hub process on loopback.
class HubProcess
{
public:
    HubProcess(const Settings &settings, const std::string &store, std::vector<std::string> more = {})
        : m_store(store), m_program(settings.programs + "/assent-hub")
    {
        more.insert(more.end(), {"--store", store, "--listen", "127.0.0.1:0"});
        start(m_process, more);
        if (!m_process.waitForReadyRead(30000))
            giveUp("the hub did not start");
        const json::Value line = must(json::parse(m_process.readLine().trimmed().toStdString()), "the hub's first line");
        m_port = static_cast<unsigned short>(*line.find("port")->number());
        m_url = "http://127.0.0.1:" + std::to_string(m_port);
    }
    ~HubProcess()
    {
        m_process.terminate();
        m_process.waitForFinished(15000);
    }

    const std::string &url() const { return m_url; }
    unsigned short port() const { return m_port; }
    std::string newCode(std::vector<std::string> more = {})
    {
        QProcess process;
        more.insert(more.begin(), {"code", "--store", m_store});
        start(process, more);
        if (!process.waitForFinished(30000) || process.exitCode() != 0)
            giveUp("the hub gave no enrolment code");
        return process.readAllStandardOutput().trimmed().toStdString();
    }

private:
    void start(QProcess &process, const std::vector<std::string> &arguments)
    {
        int ends[2];
        if (::pipe(ends) != 0 || ::write(ends[1], "bench passphrase\n", 17) != 17)
            giveUp("no pipe");
        ::close(ends[1]);
        QStringList list;
        for (const std::string &argument : arguments)
            list << QString::fromStdString(argument);
        list << QStringLiteral("--passphrase-fd") << QString::number(ends[0]);
        process.setStandardErrorFile(QProcess::nullDevice()); // a log that nobody reads would fill up and stop it
        process.start(QString::fromStdString(m_program), list);
        if (!process.waitForStarted())
            giveUp("cannot start " + m_program);
        ::close(ends[0]);
    }

    std::string m_store;
    std::string m_program;
    std::string m_url;
    unsigned short m_port = 0;
    QProcess m_process;
};

} // namespace assent::bench
