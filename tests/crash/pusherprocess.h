#pragma once

#include <QProcess>

#include <functional>
#include <set>
#include <string>

namespace assent::test {

/// A run of assent-pusher, read line by line.
class PusherProcess
{
public:
    PusherProcess(const QString &store, const std::string &hubUrl, const std::string &keyHex, std::uint64_t seed);

    /// Reads until a line was the `count`th that begins with `word`; false when
    /// the program ended before.
    bool readUntil(const std::string &word, int count);
    /// SIGKILL, and what it had written before.
    void kill();
    /// Reads to the end of the program; its exit code, -1 when it was killed.
    int wait();

    /// Events that are durable in its store, by its word.
    const std::set<std::string> &committed() const { return m_committed; }
    /// Those of them that the hub has, by its word.
    const std::set<std::string> &synced() const { return m_synced; }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    bool readLine(std::string &line);
    void take(const std::string &line);

    QProcess m_process;
    std::set<std::string> m_committed;
    std::set<std::string> m_synced;
};

} // namespace assent::test
