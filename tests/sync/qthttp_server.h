#pragma once

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <functional>
#include <memory>

namespace assent::test {

/// A peer on loopback that does as a test says, on a thread of its own. The
/// script gets a connection whose request header has been read.
class Peer
{
public:
    using Script = std::function<void(QTcpSocket &, const QByteArray &header)>;
    explicit Peer(Script script);
    ~Peer();
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }
    int connections() const { return m_connections; }

private:
    void serve(QTcpServer &server);

    Script m_script;
    std::atomic<quint16> m_port{0};
    std::atomic<int> m_connections{0};
    std::atomic<bool> m_stop{false};
    std::unique_ptr<QThread> m_thread;
};

/// Writes and waits until it is gone.
void say(QTcpSocket &socket, const QByteArray &bytes);

} // namespace assent::test
