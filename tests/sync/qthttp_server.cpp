#include "sync/qthttp_server.h"

#include <QSemaphore>

namespace assent::test {

Peer::Peer(Script script) : m_script(std::move(script))
{
    QSemaphore ready;
    m_thread.reset(QThread::create([this, &ready] {
        QTcpServer server;
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("the test's peer cannot listen");
        m_port = server.serverPort();
        ready.release();
        serve(server);
    }));
    m_thread->start();
    ready.acquire();
}

Peer::~Peer()
{
    m_stop = true;
    m_thread->wait();
}

void Peer::serve(QTcpServer &server)
{
    while (!m_stop) {
        if (!server.waitForNewConnection(20))
            continue;
        const std::unique_ptr<QTcpSocket> socket(server.nextPendingConnection());
        ++m_connections;
        QByteArray header;
        while (!header.contains("\r\n\r\n") && socket->state() == QAbstractSocket::ConnectedState && !m_stop) {
            socket->waitForReadyRead(20);
            header += socket->readAll();
        }
        m_script(*socket, header);
        while (socket->state() == QAbstractSocket::ConnectedState && !m_stop)
            socket->waitForReadyRead(20);
    }
}

void say(QTcpSocket &socket, const QByteArray &bytes)
{
    socket.write(bytes);
    while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(2000)) { }
}

} // namespace assent::test
