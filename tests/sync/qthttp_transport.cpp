// The transport against peers that behave, and peers that do not.
#include "base/expect.h"
#include "base/registry.h"
#include "sync/qthttp_server.h"
#include "sync/qthttptransport.h"

#include <thread>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

QtHttpTransport::Options quick()
{
    QtHttpTransport::Options options;
    options.timeout = std::chrono::milliseconds(300);
    options.maxAnswer = 64 * 1024;
    return options;
}

std::unique_ptr<QtHttpTransport> to(const Peer &peer, const QtHttpTransport::Options &options = quick())
{
    return *QtHttpTransport::create(peer.url(), options);
}

void answerOk(QTcpSocket &socket, const QByteArray &)
{
    say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Thing: One\r\nX-Thing: Two\r\n\r\nok");
}

Peer::Script saying(const QByteArray &bytes)
{
    return [bytes](QTcpSocket &socket, const QByteArray &) { say(socket, bytes); };
}

} // namespace

class QtHttpTransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressIsChecked_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<int>("code");
        const auto row = [](const char *url, int code) { QTest::newRow(url) << QString::fromUtf8(url) << code; };
        const int invalid = static_cast<int>(ErrorCode::Invalid);
        const int denied = static_cast<int>(ErrorCode::Denied);
        for (const char *url : {"", "hub.example", "ftp://hub.example", "https://", "https://me:secret@hub.example",
                 "https://hub.example/path", "https://hub.example?x", "https://hub.example#x", "https://hub.example:0", "file:///etc/passwd"})
            row(url, invalid);
        for (const char *url : {"http://hub.example", "http://192.168.1.1", "http://127.0.0.1.example", "http://localhost.example"})
            row(url, denied);
        for (const char *url : {"https://hub.example", "https://hub.example:8443/", "http://localhost:80", "http://127.0.0.1", "http://[::1]:1"})
            row(url, -1);
    }
    void anAddressIsChecked()
    {
        QFETCH(QString, url);
        QFETCH(int, code);
        const auto transport = QtHttpTransport::create(url.toStdString());
        QCOMPARE(transport ? -1 : static_cast<int>(transport.error().code), code);
    }

    void aFileWithoutAuthoritiesIsRefused()
    {
        QtHttpTransport::Options options;
        options.caFile = "/dev/null";
        EXPECT_ERROR(QtHttpTransport::create("https://hub.example", options), ErrorCode::Invalid);
    }

    void anAnswerComesWithStatusHeadersAndBody()
    {
        const Peer peer(answerOk);
        const auto response = to(peer)->send({"GET", "/", {}, {}});
        EXPECT_OK(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->headers.at("x-thing"), std::string("One, Two"));
        QCOMPARE(response->body, std::string("ok"));
    }

    void theRequestArrivesAsGiven()
    {
        QByteArray seen;
        const Peer peer([&](QTcpSocket &socket, const QByteArray &header) {
            seen = header;
            while (!seen.endsWith("body"))
                seen += socket.waitForReadyRead(100) ? socket.readAll() : QByteArray("body");
            answerOk(socket, header);
        });
        EXPECT_OK(to(peer)->send({"POST", "/v1/x?cursor=a-b_c&limit=5", {{"authorization", "Bearer t"}, {"content-type", "application/json"}}, "body"}));
        QVERIFY2(seen.startsWith("POST /v1/x?cursor=a-b_c&limit=5 HTTP/1.1\r\n"), seen.constData());
        for (const char *line : {"\r\nauthorization: bearer t\r\n", "\r\ncontent-length: 4\r\n", "\r\naccept-encoding: identity\r\n"})
            QVERIFY2(seen.toLower().contains(line), line);
        QVERIFY(!seen.toLower().contains("cookie"));
    }

    void anyStatusIsAnAnswer_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {201, 301, 304, 400, 401, 403, 404, 409, 413, 418, 422, 429, 500, 501, 503, 599})
            QTest::newRow(QByteArray::number(status).constData()) << status;
    }
    void anyStatusIsAnAnswer()
    {
        QFETCH(int, status);
        const QByteArray body = status == 304 ? "" : "why";
        const Peer peer(saying("HTTP/1.1 " + QByteArray::number(status) + " X\r\nLocation: http://127.0.0.1:1/\r\nSet-Cookie: a=b\r\n"
            "WWW-Authenticate: Bearer realm=\"x\"\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body));
        const auto response = to(peer)->send({"GET", "/", {}, {}});
        EXPECT_OK(response);
        QCOMPARE(response->status, status);
        QCOMPARE(response->body, body.toStdString());
        QCOMPARE(peer.connections(), 1);
    }

    void nobodyThereIsANetworkError()
    {
        std::string url;
        {
            const Peer gone(answerOk);
            url = gone.url();
        }
        EXPECT_ERROR((*QtHttpTransport::create(url, quick()))->send({"GET", "/", {}, {}}), ErrorCode::Network);
    }

    void silenceEndsInTime()
    {
        const Peer peer([](QTcpSocket &, const QByteArray &) {});
        EXPECT_ERROR(to(peer)->send({"GET", "/", {}, {}}), ErrorCode::Network);
    }

    void anAnswerThatStopsHalfwayEndsInTime()
    {
        const Peer peer(saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));
        EXPECT_ERROR(to(peer)->send({"GET", "/", {}, {}}), ErrorCode::Network);
    }

    void anAnswerThatTricklesForEverEndsAsWell()
    {
        const Peer peer([](QTcpSocket &socket, const QByteArray &) {
            say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (socket.state() == QAbstractSocket::ConnectedState) {
                say(socket, "x");
                socket.waitForReadyRead(20);
            }
        });
        EXPECT_ERROR(to(peer)->send({"GET", "/", {}, {}}), ErrorCode::Network);
    }

    void aClosedConnectionIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("half a status line") << QByteArray("HTTP/1.1 20");
        QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
        QTest::newRow("half a body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        QTest::newRow("another protocol") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n\r\n");
    }
    void aClosedConnectionIsNoAnswer()
    {
        QFETCH(QByteArray, bytes);
        const Peer peer([bytes](QTcpSocket &socket, const QByteArray &) {
            say(socket, bytes);
            socket.disconnectFromHost();
        });
        EXPECT_ERROR(to(peer)->send({"GET", "/", {}, {}}), ErrorCode::Network);
    }

    void aTooLargeAnswerIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("announced") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n");
        QTest::newRow("not announced") << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        QTest::newRow("a problem") << QByteArray("HTTP/1.1 500 X\r\nContent-Length: 200000\r\n\r\n");
    }
    void aTooLargeAnswerIsNotTaken()
    {
        QFETCH(QByteArray, header);
        const Peer peer(saying(header + QByteArray(200000, 'x')));
        EXPECT_ERROR(to(peer)->send({"GET", "/", {}, {}}), ErrorCode::Network);
    }

    void abortFromAnotherThreadCancels()
    {
        std::atomic<bool> asked{false};
        const Peer peer([&](QTcpSocket &, const QByteArray &) { asked = true; });
        QtHttpTransport::Options patient;
        const auto transport = to(peer, patient);
        std::thread other([&] {
            while (!asked)
                std::this_thread::yield();
            transport->abort();
        });
        const auto response = transport->send({"GET", "/", {}, {}});
        other.join();
        EXPECT_ERROR(response, ErrorCode::Cancelled);
    }

    // Begun, and answered while the caller does something else.
    void whatIsBegunIsAnsweredWithoutTheCallersEventLoop()
    {
        std::atomic<bool> asked{false};
        const Peer peer([&](QTcpSocket &socket, const QByteArray &header) {
            asked = true;
            answerOk(socket, header);
            socket.disconnectFromHost(); // the peer has one connection at a time
        });
        const auto transport = to(peer);
        for (int i = 0; i < 3; ++i) {
            asked = false;
            auto answer = transport->begin({"GET", "/", {}, {}});
            while (!asked)
                std::this_thread::yield();
            const auto response = answer.get();
            EXPECT_OK(response);
            QCOMPARE(response->body, std::string("ok"));
            EXPECT_OK(transport->send({"GET", "/", {}, {}})); // in turns
        }
    }

    void abortCancelsWhatIsBegunHoweverFarItIs()
    {
        const Peer peer([](QTcpSocket &, const QByteArray &) {});
        QtHttpTransport::Options patient;
        const auto transport = to(peer, patient);
        for (int i = 0; i < 20; ++i) {
            auto answer = transport->begin({"GET", "/", {}, {}});
            transport->abort();
            EXPECT_ERROR(answer.get(), ErrorCode::Cancelled);
        }
    }

    void whatIsBegunEndsWithTheTransport()
    {
        const Peer peer([](QTcpSocket &, const QByteArray &) {});
        QtHttpTransport::Options patient;
        auto transport = to(peer, patient);
        auto answer = transport->begin({"GET", "/", {}, {}});
        transport.reset();
        QCOMPARE(answer.wait_for(std::chrono::seconds(0)), std::future_status::ready);
    }

    void anAbortBeforeASendDoesNothing()
    {
        const Peer peer(answerOk);
        const auto transport = to(peer);
        transport->abort();
        EXPECT_OK(transport->send({"GET", "/", {}, {}}));
    }

    void oneTransportServesSeveralThreadsInTurn()
    {
        const Peer peer([](QTcpSocket &socket, const QByteArray &header) {
            answerOk(socket, header);
            socket.disconnectFromHost();
        });
        const auto transport = to(peer);
        EXPECT_OK(transport->send({"GET", "/", {}, {}}));
        Result<HttpResponse> response = Error{};
        std::thread other([&] { response = transport->send({"GET", "/", {}, {}}); });
        other.join();
        EXPECT_OK(response);
        EXPECT_OK(transport->send({"GET", "/", {}, {}}));
    }

    void lineBreaksDoNotReachTheWire()
    {
        const Peer peer(answerOk);
        const auto transport = to(peer);
        EXPECT_ERROR(transport->send({"GET", "/", {{"x", "a\r\nb: c"}}, {}}), ErrorCode::Invalid);
        EXPECT_ERROR(transport->send({"GET", "/a\r\nb", {}, {}}), ErrorCode::Invalid);
        EXPECT_ERROR(transport->send({"GET", "//other.example/", {}, {}}), ErrorCode::Invalid);
        EXPECT_ERROR(transport->send({"GET", "no-slash", {}, {}}), ErrorCode::Invalid);
        QCOMPARE(peer.connections(), 0);
    }
};

ASSENT_TEST_CLASS(QtHttpTransportTest);
#include "qthttp_transport.moc"
