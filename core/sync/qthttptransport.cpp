#include "sync/qthttptransport.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QThread>
#include <QTimer>
#include <QUrl>

#include <mutex>

namespace assent::sync {
namespace {

/// A transfer that always moves a little must end as well.
constexpr int kWholeTimeouts = 10;

struct Hub
{
    QUrl url;
    bool loopback = false;
};

bool isLoopback(const QString &host)
{
    if (host == QLatin1String("localhost"))
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

Result<Hub> parseHub(const std::string &text)
{
    const Error bad{ErrorCode::Invalid, "the hub's address must be https://HOST[:PORT]"};
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    const bool bare = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment()
        && (url.path().isEmpty() || url.path() == QLatin1String("/"));
    if (!url.isValid() || !web || !bare || url.host().isEmpty() || url.port(1) == 0)
        return bad;
    const bool loopback = isLoopback(url.host());
    if (url.scheme() == QLatin1String("http") && !loopback)
        return Error{ErrorCode::Denied, "plain http is for a hub on this machine only; use https"};
    return Hub{url, loopback};
}

Result<QSslConfiguration> makeTls(const std::string &caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (caFile.empty())
        return tls;
    const QList<QSslCertificate> further = QSslCertificate::fromPath(QString::fromStdString(caFile));
    if (further.isEmpty())
        return Error{ErrorCode::Invalid, "the file of certificate authorities holds none", {caFile, 0, 0, {}}};
    tls.addCaCertificates(further);
    return tls;
}

/// Lower-case names; what Qt joined with line feeds is joined with commas.
std::map<std::string, std::string> headersOf(const QNetworkReply &reply)
{
    std::map<std::string, std::string> headers;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        headers[name.toLower().toStdString()] = QByteArray(value).replace('\n', ", ").toStdString();
    return headers;
}

/// Qt calls statuses from 400 on errors; to us they are answers.
bool isAnswer(const QNetworkReply &reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    const bool status = error == QNetworkReply::NoError
        || error == QNetworkReply::ProtocolInvalidOperationError // 400 and 418
        || (error > QNetworkReply::UnknownProxyError && error <= QNetworkReply::UnknownContentError)
        || error >= QNetworkReply::InternalServerError;
    return status && reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() > 0;
}

bool isToken(const std::string &text)
{
    return !text.empty() && text.find_first_of("\r\n") == std::string::npos;
}

} // namespace

struct QtHttpTransport::State
{
    Hub hub;
    Options options;
    QSslConfiguration tls;
    std::unique_ptr<QNetworkAccessManager> network; // of the thread of the last send

    std::mutex mutex;              // of the two below
    QNetworkReply *running = nullptr;
    bool cancelled = false;

    ~State() { letGo(); }
    void letGo();
    QNetworkAccessManager &networkHere();
    Result<QNetworkRequest> prepare(const HttpRequest &request) const;
    void begin(QNetworkReply *reply);
    bool end();
};

/// Qt's object belongs to a thread; another one may only ask it to go.
void QtHttpTransport::State::letGo()
{
    if (network && network->thread() != QThread::currentThread())
        network.release()->deleteLater();
    network.reset();
}

QNetworkAccessManager &QtHttpTransport::State::networkHere()
{
    if (network && network->thread() == QThread::currentThread())
        return *network;
    letGo();
    network = std::make_unique<QNetworkAccessManager>();
    network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    network->setTransferTimeout(static_cast<int>(options.timeout.count()));
    if (hub.loopback)
        network->setProxy(QNetworkProxy::NoProxy);
    return *network;
}

Result<QNetworkRequest> QtHttpTransport::State::prepare(const HttpRequest &request) const
{
    if (request.path.empty() || request.path.front() != '/' || !isToken(request.path) || !isToken(request.method))
        return Error{ErrorCode::Invalid, "a request needs a method and a path"};
    QUrl url = hub.url;
    const QUrl target(QString::fromStdString(request.path), QUrl::StrictMode);
    if (!target.isValid() || !target.host().isEmpty())
        return Error{ErrorCode::Invalid, "the path is no path of a URL"};
    url.setPath(target.path(QUrl::FullyEncoded), QUrl::StrictMode);
    url.setQuery(target.query(QUrl::FullyEncoded), QUrl::StrictMode);
    QNetworkRequest out(url);
    out.setSslConfiguration(tls);
    for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
             QNetworkRequest::AuthenticationReuseAttribute})
        out.setAttribute(attribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setRawHeader("Accept-Encoding", "identity"); // the limit counts what came over the wire
    for (const auto &[name, value] : request.headers) {
        if (!isToken(name) || value.find_first_of("\r\n") != std::string::npos)
            return Error{ErrorCode::Invalid, "a header field holds a line break"};
        out.setRawHeader(QByteArray::fromStdString(name), QByteArray::fromStdString(value));
    }
    return out;
}

void QtHttpTransport::State::begin(QNetworkReply *reply)
{
    const std::lock_guard lock(mutex);
    running = reply;
    cancelled = false;
}

/// True when the send was aborted.
bool QtHttpTransport::State::end()
{
    const std::lock_guard lock(mutex);
    running = nullptr;
    return cancelled;
}

QtHttpTransport::QtHttpTransport(std::unique_ptr<State> state) : m_state(std::move(state)) {}
QtHttpTransport::~QtHttpTransport() = default;

Result<std::unique_ptr<QtHttpTransport>> QtHttpTransport::create(const std::string &hubUrl, const Options &options)
{
    auto state = std::make_unique<State>();
    ASSENT_TRY(state->hub, parseHub(hubUrl));
    ASSENT_TRY(state->tls, makeTls(options.caFile));
    state->options = options;
    return std::unique_ptr<QtHttpTransport>(new QtHttpTransport(std::move(state)));
}

Result<HttpResponse> QtHttpTransport::send(const HttpRequest &request)
{
    ASSENT_TRY(const QNetworkRequest prepared, m_state->prepare(request));
    QEventLoop loop;
    const std::unique_ptr<QNetworkReply> reply(m_state->networkHere().sendCustomRequest(
        prepared, QByteArray::fromStdString(request.method), QByteArray::fromStdString(request.body)));
    HttpResponse response;
    bool tooLarge = false;
    const auto take = [&] {
        const QByteArray part = reply->readAll();
        response.body.append(part.constData(), static_cast<std::size_t>(part.size()));
        tooLarge = tooLarge || response.body.size() > m_state->options.maxAnswer;
        if (tooLarge && reply->isRunning())
            reply->abort();
    };
    QObject::connect(reply.get(), &QNetworkReply::readyRead, &loop, take);
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(m_state->options.timeout * kWholeTimeouts, reply.get(), [&] { reply->abort(); });
    m_state->begin(reply.get());
    if (!reply->isFinished())
        loop.exec();
    if (m_state->end())
        return Error{ErrorCode::Cancelled, "the request was cancelled"};
    if (!tooLarge && reply->isReadable())
        take();
    if (tooLarge)
        return Error{ErrorCode::Network, "the answer is larger than " + std::to_string(m_state->options.maxAnswer) + " bytes"};
    if (!isAnswer(*reply))
        return Error{ErrorCode::Network, reply->errorString().toStdString()};
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.headers = headersOf(*reply);
    return response;
}

void QtHttpTransport::abort()
{
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->running)
        return;
    m_state->cancelled = true;
    QMetaObject::invokeMethod(m_state->running, &QNetworkReply::abort, Qt::QueuedConnection);
}

} // namespace assent::sync
