// The hub under TLS, with certificates that the test makes.
#include "sync/hubprocess_hub.h"
#include "sync/qthttptransport.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <signal.h>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

const HttpRequest kHealth{"GET", "/healthz", {}, {}};

void openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished(30000) || process.exitCode() != 0)
        qFatal("openssl failed: %s", process.readAllStandardError().constData());
}

QtHttpTransport::Options trusting(const QString &file)
{
    QtHttpTransport::Options options;
    options.caFile = file.toStdString();
    return options;
}

} // namespace

class HubTlsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<HubProgram> m_hub;

    /// A self-signed certificate NAME.pem for a host, and its key NAME.key.
    void makeCertificate(const QString &name, const QString &host)
    {
        openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
            QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"), QStringLiteral("-days"),
            QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=hub"), QStringLiteral("-addext"),
            QStringLiteral("subjectAltName=") + host, QStringLiteral("-keyout"), m_hub->path(name + QStringLiteral(".key")),
            QStringLiteral("-out"), m_hub->path(name + QStringLiteral(".pem"))});
    }
    void copy(const char *from, const char *to)
    {
        const QString target = m_hub->path(QString::fromUtf8(to));
        QFile::remove(target);
        if (!QFile::copy(m_hub->path(QString::fromUtf8(from)), target))
            qFatal("no copy of a certificate");
    }
    QSslConfiguration trustingOnly(const QString &name) const
    {
        QSslConfiguration configuration;
        configuration.setCaCertificates(QSslCertificate::fromPath(m_hub->path(name)));
        return configuration;
    }
    QStringList tls(const QString &certificate, const QString &key) const
    {
        return {QStringLiteral("--tls-cert"), m_hub->path(certificate), QStringLiteral("--tls-key"), m_hub->path(key)};
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_hub = std::make_unique<HubProgram>();
        makeCertificate(QStringLiteral("right"), QStringLiteral("IP:127.0.0.1"));
        makeCertificate(QStringLiteral("other"), QStringLiteral("IP:127.0.0.1"));
        makeCertificate(QStringLiteral("elsewhere"), QStringLiteral("DNS:elsewhere.example"));
    }
    void init() { m_hub->start(tls(QStringLiteral("right.pem"), QStringLiteral("right.key"))); }
    void cleanup() { QCOMPARE(m_hub->stop(), 0); }
    void cleanupTestCase() { m_hub.reset(); }

    void aTrustedCertificateIsAccepted()
    {
        const auto response = (*QtHttpTransport::create(m_hub->url("https"), trusting(m_hub->path(QStringLiteral("right.pem")))))->send(kHealth);
        EXPECT_OK(response);
        QCOMPARE(response->status, 200);
        QVERIFY(response->headers.contains("strict-transport-security"));
    }

    void anUnknownCertificateIsANetworkError()
    {
        EXPECT_ERROR((*QtHttpTransport::create(m_hub->url("https")))->send(kHealth), ErrorCode::Network);
        EXPECT_ERROR((*QtHttpTransport::create(m_hub->url("https"), trusting(m_hub->path(QStringLiteral("other.pem")))))->send(kHealth),
            ErrorCode::Network);
    }

    void aCertificateOfAnotherHostIsANetworkError()
    {
        QCOMPARE(m_hub->stop(), 0);
        m_hub->start(tls(QStringLiteral("elsewhere.pem"), QStringLiteral("elsewhere.key")));
        EXPECT_ERROR((*QtHttpTransport::create(m_hub->url("https"), trusting(m_hub->path(QStringLiteral("elsewhere.pem")))))->send(kHealth),
            ErrorCode::Network);
    }

    void plainHttpIsNotAnswered()
    {
        EXPECT_ERROR((*QtHttpTransport::create(m_hub->url()))->send(kHealth), ErrorCode::Network);
    }

    void oldVersionsOfTlsAreRefused()
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), {QStringLiteral("s_client"), QStringLiteral("-tls1_1"), QStringLiteral("-cipher"),
            QStringLiteral("ALL:@SECLEVEL=0"), QStringLiteral("-connect"), QStringLiteral("127.0.0.1:%1").arg(m_hub->port())});
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(15000));
        QVERIFY(process.exitCode() != 0);
    }

    void aNewCertificateIsTakenWithoutDroppingAConnection()
    {
        makeCertificate(QStringLiteral("old"), QStringLiteral("IP:127.0.0.1"));
        makeCertificate(QStringLiteral("new"), QStringLiteral("IP:127.0.0.1"));
        copy("old.pem", "live.pem");
        copy("old.key", "live.key");
        QCOMPARE(m_hub->stop(), 0);
        m_hub->start(tls(QStringLiteral("live.pem"), QStringLiteral("live.key")));
        QSslSocket open;
        open.setSslConfiguration(trustingOnly(QStringLiteral("old.pem")));
        open.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_hub->port());
        QVERIFY2(open.waitForEncrypted(15000), qPrintable(open.errorString()));

        copy("new.pem", "live.pem"); // with the old key beside it nothing changes
        ::kill(static_cast<pid_t>(m_hub->pid()), SIGHUP);
        QTRY_VERIFY(m_hub->log().contains("tls_not_renewed"));
        EXPECT_OK((*QtHttpTransport::create(m_hub->url("https"), trusting(m_hub->path(QStringLiteral("old.pem")))))->send(kHealth));
        copy("new.key", "live.key");
        ::kill(static_cast<pid_t>(m_hub->pid()), SIGHUP);
        QTRY_VERIFY(m_hub->log().contains("tls_renewed"));
        EXPECT_OK((*QtHttpTransport::create(m_hub->url("https"), trusting(m_hub->path(QStringLiteral("new.pem")))))->send(kHealth));
        EXPECT_ERROR((*QtHttpTransport::create(m_hub->url("https"), trusting(m_hub->path(QStringLiteral("old.pem")))))->send(kHealth), ErrorCode::Network);

        open.write("GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n");
        QVERIFY(open.waitForReadyRead(15000));
        QVERIFY(open.readAll().startsWith("HTTP/1.1 200"));
    }

    void aSilentHandshakeIsCut()
    {
        QCOMPARE(m_hub->stop(), 0);
        m_hub->start(tls(QStringLiteral("right.pem"), QStringLiteral("right.key")) + QStringList{QStringLiteral("--header-timeout"), QStringLiteral("1")});
        RawClient client(m_hub->port());
        client.readToEnd();
        QVERIFY(!client.isOpen());
    }

    void filesThatDoNotFitAreNamed_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("option");
        QTest::newRow("no certificate") << QStringLiteral("none.pem") << QStringLiteral("right.key") << QByteArray("--tls-cert");
        QTest::newRow("no key") << QStringLiteral("right.pem") << QStringLiteral("none.key") << QByteArray("--tls-key");
        QTest::newRow("another key") << QStringLiteral("right.pem") << QStringLiteral("other.key") << QByteArray("--tls-key");
        QTest::newRow("a key for a certificate") << QStringLiteral("right.key") << QStringLiteral("right.key") << QByteArray("--tls-cert");
    }
    void filesThatDoNotFitAreNamed()
    {
        QFETCH(QString, certificate);
        QFETCH(QString, key);
        QFETCH(QByteArray, option);
        const HubEnded ended = m_hub->run(QStringList{QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + tls(certificate, key));
        QCOMPARE(ended.exit, 2);
        QVERIFY2(ended.err.contains(option), ended.err.constData());
    }
};

ASSENT_TEST_CLASS(HubTlsTest);
#include "hubprocess_tls.moc"
