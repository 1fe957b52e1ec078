#pragma once

#include <QProcess>

#include <string>

namespace assent::test {

/// A program that says on standard output, line by line, what it has done, and
/// may be killed at any time.
class ToldProcess
{
public:
    virtual ~ToldProcess() = default;

    /// Reads until a line was the `count`th that begins with `word`; false when
    /// the program ended before.
    bool readUntil(const std::string &word, int count);
    /// SIGKILL, and what it had written before.
    void kill();
    /// Reads to the end of the program; its exit code, -1 when it was killed.
    int wait();
    QByteArray errors() { return m_process.readAllStandardError(); }

protected:
    /// Of the test programs' folder; `input` is all that it gets to read.
    ToldProcess(const QString &program, const QStringList &arguments, const std::string &input);
    virtual void take(const std::string &line) = 0;

private:
    bool readLine(std::string &line);

    QProcess m_process;
};

} // namespace assent::test
