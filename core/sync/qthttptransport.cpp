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

#include <functional>
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

namespace {

/// A thread that carries requests on a connection of its own, one after the other.
class Courier
{
public:
    using Way = std::unique_ptr<QNetworkAccessManager>;

    Courier() : m_desk(new QObject)
    {
        m_thread.setObjectName(QStringLiteral("hub requests"));
        m_desk->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_desk, [this] { m_way.reset(); }, Qt::DirectConnection);
        QObject::connect(&m_thread, &QThread::finished, m_desk, &QObject::deleteLater);
        m_thread.start();
    }
    ~Courier()
    {
        m_thread.quit();
        m_thread.wait();
    }

    /// `make` and `work` run on the thread.
    void carry(std::function<Way()> make, std::function<void(QNetworkAccessManager &)> work)
    {
        const auto job = [this, make = std::move(make), work = std::move(work)] {
            if (!m_way)
                m_way = make();
            work(*m_way);
        };
        QMetaObject::invokeMethod(m_desk, job, Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    QObject *m_desk; // goes with the thread
    Way m_way;       // of the thread
};

} // namespace

struct QtHttpTransport::State
{
    Hub hub;
    Options options;
    QSslConfiguration tls;
    std::unique_ptr<QNetworkAccessManager> network; // of the thread of the last send
    std::unique_ptr<Courier> courier;

    std::mutex mutex;              // of what follows
    QNetworkReply *running = nullptr;
    bool isSending = false;
    bool cancelled = false;

    ~State()
    {
        courier.reset(); // it may have a request left
        letGo();
    }
    void letGo();
    std::unique_ptr<QNetworkAccessManager> makeNetwork() const;
    QNetworkAccessManager &networkHere();
    Result<QNetworkRequest> prepare(const HttpRequest &request) const;
    void start();
    void begin(QNetworkReply *reply);
    bool end();
    Result<HttpResponse> exchange(QNetworkAccessManager &way, const HttpRequest &request);
    Result<HttpResponse> receive(QNetworkReply &reply);
};

/// Qt's object belongs to a thread; another one may only ask it to go.
void QtHttpTransport::State::letGo()
{
    if (network && network->thread() != QThread::currentThread())
        network.release()->deleteLater();
    network.reset();
}

std::unique_ptr<QNetworkAccessManager> QtHttpTransport::State::makeNetwork() const
{
    auto made = std::make_unique<QNetworkAccessManager>();
    made->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    made->setTransferTimeout(static_cast<int>(options.timeout.count()));
    if (hub.loopback)
        made->setProxy(QNetworkProxy::NoProxy);
    return made;
}

QNetworkAccessManager &QtHttpTransport::State::networkHere()
{
    if (network && network->thread() == QThread::currentThread())
        return *network;
    letGo();
    network = makeNetwork();
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

/// From here on abort() counts.
void QtHttpTransport::State::start()
{
    const std::lock_guard lock(mutex);
    isSending = true;
    cancelled = false;
}

void QtHttpTransport::State::begin(QNetworkReply *reply)
{
    const std::lock_guard lock(mutex);
    running = reply;
    if (cancelled)
        QMetaObject::invokeMethod(reply, &QNetworkReply::abort, Qt::QueuedConnection);
}

/// True when the send was aborted.
bool QtHttpTransport::State::end()
{
    const std::lock_guard lock(mutex);
    running = nullptr;
    isSending = false;
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

Result<HttpResponse> QtHttpTransport::State::exchange(QNetworkAccessManager &way, const HttpRequest &request)
{
    ASSENT_TRY(const QNetworkRequest prepared, prepare(request));
    const std::unique_ptr<QNetworkReply> reply(way.sendCustomRequest(
        prepared, QByteArray::fromStdString(request.method), QByteArray::fromStdString(request.body)));
    return receive(*reply);
}

Result<HttpResponse> QtHttpTransport::State::receive(QNetworkReply &reply)
{
    QEventLoop loop;
    HttpResponse response;
    bool tooLarge = false;
    const auto take = [&] {
        const QByteArray part = reply.readAll();
        response.body.append(part.constData(), static_cast<std::size_t>(part.size()));
        tooLarge = tooLarge || response.body.size() > options.maxAnswer;
        if (tooLarge && reply.isRunning())
            reply.abort();
    };
    QObject::connect(&reply, &QNetworkReply::readyRead, &loop, take);
    QObject::connect(&reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(options.timeout * kWholeTimeouts, &reply, [&] { reply.abort(); });
    begin(&reply);
    if (!reply.isFinished())
        loop.exec();
    if (end())
        return Error{ErrorCode::Cancelled, "the request was cancelled"};
    if (!tooLarge && reply.isReadable())
        take();
    if (tooLarge)
        return Error{ErrorCode::Network, "the answer is larger than " + std::to_string(options.maxAnswer) + " bytes"};
    if (!isAnswer(reply))
        return Error{ErrorCode::Network, reply.errorString().toStdString()};
    response.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.headers = headersOf(reply);
    return response;
}

Result<HttpResponse> QtHttpTransport::send(const HttpRequest &request)
{
    m_state->start();
    return m_state->exchange(m_state->networkHere(), request);
}

std::future<Result<HttpResponse>> QtHttpTransport::begin(const HttpRequest &request)
{
    if (!m_state->courier)
        m_state->courier = std::make_unique<Courier>();
    State &state = *m_state;
    state.start();
    // A std::function can be copied; a promise cannot.
    const auto answer = std::make_shared<std::promise<Result<HttpResponse>>>();
    state.courier->carry([&state] { return state.makeNetwork(); },
        [&state, request, answer](QNetworkAccessManager &way) { answer->set_value(state.exchange(way, request)); });
    return answer->get_future();
}

void QtHttpTransport::abort()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->cancelled = m_state->isSending;
    if (m_state->running)
        QMetaObject::invokeMethod(m_state->running, &QNetworkReply::abort, Qt::QueuedConnection);
}

} // namespace assent::sync
