// The real hub against clients that are wrong, slow or many.
#include "sync/hubprocess_hub.h"
#include "sync/messages.h"
#include "sync/qthttptransport.h"

#include <QElapsedTimer>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

const QByteArray kHealth = "GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n";
const QByteArray kLastHealth = "GET /healthz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";

QByteArray statusOf(const QByteArray &answer) { return answer.mid(9, 3); }

QByteArray post(const QByteArray &fields, const QByteArray &body)
{
    return "POST /v1/sync/push HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n" + fields + "\r\n" + body;
}

} // namespace

class HubHttpTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HubProgram> m_hub;

private Q_SLOTS:
    void initTestCase()
    {
        m_hub = std::make_unique<HubProgram>();
        m_hub->start({QStringLiteral("--header-timeout"), QStringLiteral("1"), QStringLiteral("--body-timeout"), QStringLiteral("1"),
            QStringLiteral("--idle-timeout"), QStringLiteral("1"), QStringLiteral("--max-connections"), QStringLiteral("20")});
    }
    void cleanupTestCase()
    {
        QCOMPARE(m_hub->stop(), 0);
        m_hub.reset();
    }

    void itIsHealthy()
    {
        const auto response = (*QtHttpTransport::create(m_hub->url()))->send({"GET", "/healthz", {}, {}});
        EXPECT_OK(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->headers.at("x-content-type-options"), std::string("nosniff"));
        QCOMPARE(response->headers.at("cache-control"), std::string("no-store"));
        EXPECT_OK(Uuid::parse(response->headers.at("x-request-id")));
    }

    void aConnectionCarriesSeveralRequests()
    {
        RawClient client(m_hub->port());
        client.write(kHealth + kHealth); // without waiting for the first answer
        QCOMPARE(client.readUntil("ok\"}HTTP/1.1 200").count("HTTP/1.1 200"), 2);
        client.write(kLastHealth);
        QCOMPARE(statusOf(client.readToEnd()), QByteArray("200"));
        QVERIFY(!client.isOpen());
    }

    void headHasNoBody()
    {
        const QByteArray answer = exchange(m_hub->port(), "HEAD /healthz HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n");
        QCOMPARE(statusOf(answer), QByteArray("200"));
        QVERIFY(answer.contains("Content-Length: 15") && answer.endsWith("\r\n\r\n"));
    }

    void aMalformedRequestIsRefusedAndTheConnectionEnds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        const auto row = [](const char *name, const QByteArray &bytes, const char *status = "400") { QTest::newRow(name) << bytes << QByteArray(status); };
        row("no HTTP", "hello\r\n\r\n");
        row("no version", "GET /healthz\r\n\r\n");
        row("HTTP/3.7", "GET / HTTP/3.7\r\nHost: h\r\n\r\n");
        row("a blank method", " / HTTP/1.1\r\nHost: h\r\n\r\n");
        row("a line feed in the target", "GET /a\nb HTTP/1.1\r\nHost: h\r\n\r\n");
        row("no Host", "GET /healthz HTTP/1.1\r\n\r\n");
        row("two Hosts", "GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        row("an absolute target", "GET http://other/healthz HTTP/1.1\r\nHost: h\r\n\r\n");
        row("an asterisk", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n");
        row("CONNECT", "CONNECT other:443 HTTP/1.1\r\nHost: h\r\n\r\n");
        row("a blank before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n");
        row("two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        row("a negative length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n");
        row("length and chunks", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        row("a broken chunk", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n");
        row("bytes of TLS", QByteArray::fromHex("16030100c8010000c40303") + "\r\n\r\n");
        row("a large header", "GET / HTTP/1.1\r\nHost: h\r\nX: " + QByteArray(9000, 'x') + "\r\n\r\n", "431");
        row("a large target", "GET /" + QByteArray(9000, 'x') + " HTTP/1.1\r\nHost: h\r\n\r\n", "431");
    }
    void aMalformedRequestIsRefusedAndTheConnectionEnds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, status);
        const QByteArray answer = exchange(m_hub->port(), bytes);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.constData());
        QVERIFY(answer.contains("application/problem+json"));
    }

    void twoMebibytesAreTooMuch_data()
    {
        QTest::addColumn<QByteArray>("request");
        const QByteArray large(2 * 1024 * 1024, ' ');
        QTest::newRow("announced") << post("Content-Length: " + QByteArray::number(large.size()) + "\r\n", large);
        QTest::newRow("in chunks") << post("Transfer-Encoding: chunked\r\n", QByteArray::number(large.size(), 16) + "\r\n" + large + "\r\n0\r\n\r\n");
        QTest::newRow("announced and never sent") << post("Content-Length: 2097152\r\n", "");
        QTest::newRow("asked first") << post("Content-Length: 2097152\r\nExpect: 100-continue\r\n", "");
        QTest::newRow("beyond counting") << post("Content-Length: 18446744073709551615\r\n", "");
    }
    void twoMebibytesAreTooMuch()
    {
        QFETCH(QByteArray, request);
        RawClient client(m_hub->port());
        client.write(request);
        const QByteArray answer = client.readUntil("}");
        QVERIFY2(answer.startsWith("HTTP/1.1 413"), answer.constData());
        QVERIFY(answer.contains("urn:assent:problem:too_large"));
    }

    void aBodyThatIsAskedForComes()
    {
        RawClient client(m_hub->port());
        client.write(post("Content-Length: 2\r\nExpect: 100-continue\r\n", ""));
        QVERIFY(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 100"));
        client.write("{}");
        QCOMPARE(statusOf(client.readUntil("}")), QByteArray("401"));
    }

    void aSlowHeaderIsCut()
    {
        RawClient client(m_hub->port());
        QElapsedTimer timer;
        timer.start();
        client.write("GET /healthz HTTP/1.1\r\n");
        while (client.isOpen() && timer.elapsed() < 10000) {
            client.write("X: y\r\n"); // never silent, never done
            client.readToEnd(100);
        }
        QVERIFY(!client.isOpen());
    }

    void aSlowBodyIsCut()
    {
        RawClient client(m_hub->port());
        QElapsedTimer timer;
        timer.start();
        client.write(post("Content-Length: 1000000\r\n", ""));
        while (client.isOpen() && timer.elapsed() < 10000) {
            client.write(" ");
            client.readToEnd(100);
        }
        QVERIFY(!client.isOpen());
    }

    void aSilentConnectionIsCut()
    {
        RawClient client(m_hub->port());
        QCOMPARE(client.readToEnd(), QByteArray());
        QVERIFY(!client.isOpen());
    }

    void connectionsBeyondTheLimitAreToldSo()
    {
        std::vector<std::unique_ptr<RawClient>> clients;
        QTRY_VERIFY(exchange(m_hub->port(), kLastHealth).startsWith("HTTP/1.1 200")); // the others have gone
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<RawClient>(m_hub->port()));
            clients.back()->write(kHealth);
            clients.back()->readUntil("ok\"}", 500);
        }
        const QByteArray answer = exchange(m_hub->port(), kHealth);
        QVERIFY2(answer.startsWith("HTTP/1.1 503"), answer.constData());
        QVERIFY(answer.toLower().contains("retry-after: "));
        clients.clear();
        QTRY_VERIFY(exchange(m_hub->port(), kLastHealth).startsWith("HTTP/1.1 200"));
    }

    void theLogTellsRoutesAndNoSecrets()
    {
        exchange(m_hub->port(), "GET /v1/sync/pull?cursor=canary-cursor HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer canary-token\r\nConnection: close\r\n\r\n");
        exchange(m_hub->port(), "CANARY /v1/subjects/canary-subject HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n");
        QTRY_VERIFY(m_hub->log().contains("\"method\":\"other\""));
        QVERIFY(m_hub->log().contains("\"route\":\"/v1/sync/pull\""));
        QVERIFY(!m_hub->log().toLower().contains("canary"));
        for (const QByteArray &line : m_hub->log().trimmed().split('\n'))
            EXPECT_OK(json::parse(line.toStdString()));
    }
};

ASSENT_TEST_CLASS(HubHttpTest);
#include "hubprocess_http.moc"
