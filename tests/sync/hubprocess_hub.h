#pragma once

#include "base/expect.h"
#include "base/json.h"
#include "base/registry.h"

#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <memory>

namespace assent::test {

/// How a call of assent-hub ended.
struct HubEnded
{
    int exit = -1;
    QByteArray out;
    QByteArray err;
};

/// A folder for a hub's store, or a database, and the real program on it. Passphrases go
/// through a pipe at descriptor 3.
class HubProgram
{
public:
    explicit HubProgram(const std::string &database = {});
    ~HubProgram();

    QString store() const { return m_database.isEmpty() ? m_folder.filePath(QStringLiteral("hub")) : m_database; }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    /// Runs to the end with the store and the passphrase given.
    HubEnded run(QStringList arguments, const QByteArray &passphrase = "correct horse") const;
    /// Serves on a free port of 127.0.0.1; fails the test when it does not start.
    void start(const QStringList &arguments = {});
    /// The two halves of start(), for hubs that start at once.
    void launch(const QStringList &arguments = {});
    void awaitListening();
    /// SIGTERM and what comes of it; -1 when it does not end in time.
    int stop(int limitMillis = 15000);
    void kill();
    qint64 pid() const { return m_process->processId(); }
    QProcess &process() { return *m_process; }
    quint16 port() const { return m_port; }
    quint16 metricsPort() const { return m_metricsPort; } ///< 0 without
    /// A file takes it: a pipe that nobody reads would stop the hub.
    QByteArray log() const;
    std::string url(const char *scheme = "http") const { return scheme + ("://127.0.0.1:" + std::to_string(m_port)); }
    std::string newCode() const;

private:
    std::unique_ptr<QProcess> spawn(QStringList arguments, const QByteArray &passphrase, const QString &log = {}) const;

    QTemporaryDir m_folder;
    QString m_database;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
    quint16 m_metricsPort = 0;
};

/// A connection as a hostile or clumsy client makes it.
class RawClient
{
public:
    explicit RawClient(quint16 port);
    void write(const QByteArray &bytes);
    /// Reads until the hub closes the connection; what came.
    QByteArray readToEnd(int limitMillis = 10000);
    /// Reads until this text has come.
    QByteArray readUntil(const QByteArray &text, int limitMillis = 10000);
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }

private:
    QTcpSocket m_socket;
};

/// Sends bytes on a connection of their own, and reads to its end.
QByteArray exchange(quint16 port, const QByteArray &bytes);

} // namespace assent::test
