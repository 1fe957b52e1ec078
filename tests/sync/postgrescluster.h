#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace assent::test {

/// A private PostgreSQL in a temporary folder, reached by a Unix socket only. It
/// ends with the program, whatever ends that.
class PostgresCluster
{
public:
    /// The folder of PostgreSQL's programs, of version 15 or newer; empty: none
    /// is installed.
    static QString programs();
    /// The one of this program's tests: nothing of it survives a power cut.
    static PostgresCluster &instance();
    /// Settings beyond PostgreSQL's own, NAME=VALUE.
    PostgresCluster(const QString &folder, QStringList settings);
    ~PostgresCluster();

    /// An empty database of its own: its connection string.
    std::string makeDatabase();
    void start();
    /// At once, as a crash would; committed rows stay.
    void stop();
    /// Runs a program of PostgreSQL's, and gives what it prints; fails the test
    /// when it fails.
    QByteArray run(const QString &program, const QStringList &arguments);

private:
    std::unique_ptr<QProcess> spawn(const QString &program, const QStringList &arguments);
    QString dataFolder() const { return m_folder.filePath(QStringLiteral("data")); }

    QTemporaryDir m_folder;
    QStringList m_settings;
    std::unique_ptr<QProcess> m_server;
    int m_databases = 0;
};

} // namespace assent::test
