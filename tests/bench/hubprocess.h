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
        m_process.closeReadChannel(QProcess::StandardError); // a log that nobody reads would fill up and stop it
        if (!m_process.waitForReadyRead(30000))
            giveUp("the hub did not start");
        const json::Value line = must(json::parse(m_process.readLine().trimmed().toStdString()), "the hub's first line");
        m_url = "http://127.0.0.1:" + std::to_string(static_cast<int>(*line.find("port")->number()));
    }
    ~HubProcess()
    {
        m_process.terminate();
        m_process.waitForFinished(15000);
    }

    const std::string &url() const { return m_url; }
    std::string newCode()
    {
        QProcess process;
        start(process, {"code", "--store", m_store});
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
        process.setProcessChannelMode(QProcess::SeparateChannels);
        process.start(QString::fromStdString(m_program), list);
        if (!process.waitForStarted())
            giveUp("cannot start " + m_program);
        ::close(ends[0]);
    }

    std::string m_store;
    std::string m_program;
    std::string m_url;
    QProcess m_process;
};

} // namespace assent::bench
