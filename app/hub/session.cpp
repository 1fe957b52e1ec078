#include "hub/session.h"

#include "base/log.h"
#include "base/uuid.h"
#include "hub/quickack.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace assent::hub {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using tcp = asio::ip::tcp;
using sync::HttpRequest;
using sync::HttpResponse;

constexpr auto kLinger = std::chrono::seconds(5);
constexpr std::size_t kLingerBytes = 8 * 1024 * 1024;
constexpr std::size_t kFirstRead = 4096;
constexpr std::size_t kBodyRead = 64 * 1024; // each reading is a turn of the threads
constexpr const char *kRetryAfterSeconds = "5";

/// An answer that is the socket's own, not the service's.
HttpResponse problem(http::status status, std::string_view name, std::string_view detail)
{
    json::Value body;
    body.set("type", "urn:assent:problem:" + std::string(name));
    body.set("title", std::string(http::obsolete_reason(status)));
    body.set("status", static_cast<int>(status));
    body.set("detail", detail);
    HttpResponse answer{static_cast<int>(status), {{"content-type", "application/problem+json"}}, json::canonical(body)};
    if (status == http::status::service_unavailable)
        answer.headers["retry-after"] = kRetryAfterSeconds;
    return answer;
}

HttpResponse tooSoon(int seconds)
{
    HttpResponse answer = problem(http::status::too_many_requests, "too_many_requests", "this device or this address sends more requests than it may");
    answer.headers["retry-after"] = std::to_string(seconds);
    return answer;
}

HttpResponse badMessage(const error_code &code, const Limits &limits)
{
    if (code == http::error::header_limit)
        return problem(http::status::request_header_fields_too_large, "header_too_large",
            "the header is larger than " + std::to_string(limits.headerBytes) + " bytes");
    if (code == http::error::body_limit)
        return problem(http::status::payload_too_large, "too_large",
            "the body is larger than " + std::to_string(limits.bodyBytes) + " bytes");
    return problem(http::status::bad_request, "bad_request", code.message());
}

/// A fault of the message leaves a connection to answer on; a fault of the
/// connection does not, and a time-out has closed it.
bool canBeAnswered(const error_code &code)
{
    static const auto &category = http::make_error_code(http::error::bad_method).category();
    return code.category() == category && code != http::error::end_of_stream && code != http::error::partial_message;
}

/// Methods by name; others may be anything, and go to no log.
std::string_view methodName(std::string_view method)
{
    return http::string_to_verb(method) == http::verb::unknown ? std::string_view("other") : method;
}

std::string lowerCase(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
    return out;
}

/// Repeated fields become one, as RFC 9110 section 5.3 says.
HttpRequest toRequest(http::request<http::string_body> &&message)
{
    HttpRequest request{std::string(message.method_string()), std::string(message.target()), {}, {}};
    for (const auto &field : message) {
        std::string &value = request.headers[lowerCase({field.name_string().data(), field.name_string().size()})];
        if (!value.empty())
            value += ", ";
        value += std::string(field.value());
    }
    request.body = std::move(message.body());
    return request;
}

template<typename Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>>
{
public:
    static constexpr bool kTls = !std::is_same_v<Stream, beast::tcp_stream>;

    template<typename... Arguments>
    Session(Server &server, Service service, std::shared_ptr<asio::ssl::context> tls, Arguments &&...arguments)
        : m_server(server), m_tls(std::move(tls)), m_stream(std::forward<Arguments>(arguments)...), m_service(service)
    {
        error_code ignored;
        m_peer = lowest().socket().remote_endpoint(ignored).address();
    }
    ~Session() override
    {
        release();
        m_server.remove(this);
    }

    void start();
    void drain() override;

private:
    using Self = Session;
    enum class Phase { Waiting, Running, Ending };

    /// A completion handler that keeps this alive.
    template<typename Member>
    auto then(Member member)
    {
        return [self = this->shared_from_this(), member](const error_code &code, auto...) { ((*self).*member)(code); };
    }

    void handshake();
    void shaken(const error_code &code);
    void awaitRequest();
    void firstBytes(const error_code &code, std::size_t size);
    void headerRead(const error_code &code);
    std::optional<HttpResponse> refusal();
    void sayContinue();
    void readBody(const error_code &code);
    void readMore(const error_code &code);
    void bodyRead(const error_code &code);
    HttpResponse metrics() const;
    void dispatch();
    void answer(HttpResponse response);
    void answered(const error_code &code);
    void logAnswer();
    void cut(std::string_view during, const error_code &code);
    void end();
    void discard();
    void release();

    beast::tcp_stream &lowest() { return beast::get_lowest_layer(m_stream); }

    Server &m_server;
    std::shared_ptr<asio::ssl::context> m_tls; // the stream uses it to its end
    Stream m_stream;
    Service m_service;
    asio::ip::address m_peer;
    Phase m_phase = Phase::Waiting;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    std::optional<http::response<http::string_body>> m_response;
    std::optional<http::response<http::empty_body>> m_continue;
    std::chrono::steady_clock::time_point m_began;
    std::string m_id;
    std::string m_method;
    std::string m_path;
    unsigned m_version = 11;
    bool m_keepAlive = false;
    std::size_t m_bytesIn = 0;
    std::int64_t m_reserved = 0;
    std::size_t m_discarded = 0;
    bool m_bodyTaken = false; ///< the whole request was read
    bool m_stop = false;
};

template<typename Stream>
void Session<Stream>::start()
{
    m_server.add(this, this->weak_from_this());
    asio::dispatch(m_stream.get_executor(), [self = this->shared_from_this()] { self->handshake(); });
}

template<typename Stream>
void Session<Stream>::drain()
{
    asio::post(m_stream.get_executor(), [self = this->shared_from_this()] {
        self->m_stop = true;
        if (self->m_phase == Phase::Waiting)
            self->lowest().close();
    });
}

template<typename Stream>
void Session<Stream>::handshake()
{
    if constexpr (kTls) {
        lowest().expires_after(m_server.limits().header);
        m_stream.async_handshake(asio::ssl::stream_base::server, then(&Self::shaken));
    } else {
        awaitRequest();
    }
}

template<typename Stream>
void Session<Stream>::shaken(const error_code &code)
{
    if (code)
        return cut("handshake", code);
    awaitRequest();
}

template<typename Stream>
void Session<Stream>::awaitRequest()
{
    m_phase = Phase::Waiting;
    if (m_stop || m_server.stopping())
        return end();
    m_parser.emplace();
    m_parser->header_limit(m_server.limits().headerBytes);
    m_parser->body_limit(m_server.limits().bodyBytes);
    m_bytesIn = 0;
    m_bodyTaken = false;
    if (m_buffer.size() > 0) // the client did not wait for the last answer
        return firstBytes({}, 0);
    lowest().expires_after(m_server.limits().idle);
    m_stream.async_read_some(m_buffer.prepare(kFirstRead),
        [self = this->shared_from_this()](const error_code &code, std::size_t size) { self->firstBytes(code, size); });
}

template<typename Stream>
void Session<Stream>::firstBytes(const error_code &code, std::size_t size)
{
    if (code)
        return end();
    m_buffer.commit(size);
    m_began = std::chrono::steady_clock::now();
    m_id = makeUuidV7(SystemClock().now()).toString();
    m_method.clear();
    m_path.clear();
    lowest().expires_after(m_server.limits().header);
    http::async_read_header(m_stream, m_buffer, *m_parser, then(&Self::headerRead));
}

template<typename Stream>
void Session<Stream>::headerRead(const error_code &code)
{
    if (code && !canBeAnswered(code))
        return cut("header", code);
    m_phase = Phase::Running;
    m_method = std::string(m_parser->get().method_string());
    m_path = std::string(m_parser->get().target());
    m_version = code ? 11 : m_parser->get().version();
    m_keepAlive = !code && m_parser->keep_alive();
    if (code)
        return answer(badMessage(code, m_server.limits()));
    if (auto refused = refusal())
        return answer(std::move(*refused));
    if (beast::iequals(m_parser->get()[http::field::expect], "100-continue"))
        return sayContinue();
    readBody({});
}

/// Why the body is not even read, if so.
template<typename Stream>
std::optional<HttpResponse> Session<Stream>::refusal()
{
    const auto &message = m_parser->get();
    if (m_service == Service::Refusal)
        return problem(http::status::service_unavailable, "too_many_connections", "the hub serves as many connections as it may");
    if (m_path.empty() || m_path.front() != '/')
        return problem(http::status::bad_request, "bad_request", "the target must be a path");
    if (message.version() >= 11 && message.count(http::field::host) != 1)
        return problem(http::status::bad_request, "bad_request", "one Host field is needed");
    m_bodyTaken = m_parser->is_done();
    if (m_service == Service::Routes) {
        if (const auto wait = m_server.tooSoon(m_peer, message[http::field::authorization]))
            return tooSoon(*wait);
    }
    if (m_bodyTaken)
        return std::nullopt;
    const auto wanted = static_cast<std::int64_t>(m_parser->content_length().value_or(m_server.limits().bodyBytes));
    if (!m_server.reserveBody(wanted))
        return problem(http::status::service_unavailable, "busy", "too many requests are being read");
    m_reserved = wanted;
    return std::nullopt;
}

template<typename Stream>
void Session<Stream>::sayContinue()
{
    m_continue.emplace(http::status::continue_, m_parser->get().version());
    lowest().expires_after(m_server.limits().header);
    http::async_write(m_stream, *m_continue, then(&Self::readBody));
}

template<typename Stream>
void Session<Stream>::readBody(const error_code &code)
{
    if (code)
        return cut("continue", code);
    lowest().expires_after(m_server.limits().body);
    if (!m_parser->is_done())
        m_buffer.reserve(kBodyRead); // as much as it has room for is read at once
    readMore({});
}

template<typename Stream>
void Session<Stream>::readMore(const error_code &code)
{
    if (code || m_parser->is_done())
        return bodyRead(code);
    acknowledgeAtOnce(lowest().socket());
    http::async_read_some(m_stream, m_buffer, *m_parser, then(&Self::readMore));
}

template<typename Stream>
void Session<Stream>::bodyRead(const error_code &code)
{
    if (code && !canBeAnswered(code))
        return cut("body", code);
    if (code)
        return answer(badMessage(code, m_server.limits()));
    m_bodyTaken = true;
    m_buffer.shrink_to_fit(); // many connections wait long for their next request
    dispatch();
}

template<typename Stream>
HttpResponse Session<Stream>::metrics() const
{
    if (m_path != "/metrics")
        return problem(http::status::not_found, "not_found", "there is nothing at this path");
    return {200, {{"content-type", "text/plain; version=0.0.4; charset=utf-8"}}, m_server.metricsText()};
}

template<typename Stream>
void Session<Stream>::dispatch()
{
    HttpRequest request = toRequest(m_parser->release());
    m_bytesIn = request.body.size();
    if (m_service == Service::Metrics)
        return answer(metrics());
    // The request may wait for the store: no limit until there is an answer.
    lowest().expires_never();
    m_server.handler()(std::move(request), [self = this->shared_from_this()](HttpResponse response) {
        asio::post(self->m_stream.get_executor(),
            [self, response = std::move(response)]() mutable { self->answer(std::move(response)); });
    });
}

template<typename Stream>
void Session<Stream>::answer(HttpResponse response)
{
    release();
    const bool open = m_bodyTaken && m_service != Service::Refusal && !m_stop && !m_server.stopping() && m_keepAlive;
    m_response.emplace(static_cast<http::status>(response.status), m_version);
    for (const auto &[name, value] : response.headers)
        m_response->set(name, value);
    m_response->set("x-request-id", m_id);
    m_response->set("x-content-type-options", "nosniff");
    m_response->set(http::field::cache_control, "no-store");
    if constexpr (kTls)
        m_response->set("strict-transport-security", "max-age=31536000");
    m_response->keep_alive(open);
    m_response->content_length(response.body.size());
    if (m_method != "HEAD")
        m_response->body() = std::move(response.body);
    lowest().expires_after(m_server.limits().body);
    http::async_write(m_stream, *m_response, then(&Self::answered));
}

template<typename Stream>
void Session<Stream>::answered(const error_code &code)
{
    if (code)
        return cut("answer", code);
    logAnswer();
    if (m_response->keep_alive())
        return awaitRequest();
    end();
}

template<typename Stream>
void Session<Stream>::logAnswer()
{
    const auto spent = std::chrono::steady_clock::now() - m_began;
    const auto millis = std::chrono::duration<double, std::milli>(spent).count();
    const std::string_view route = m_service == Service::Metrics ? "/metrics" : m_server.routeName()(m_path);
    m_server.metrics().answered(route, static_cast<int>(m_response->result_int()), spent, m_bytesIn, m_response->body().size());
    logLine(LogLevel::Info, "request",
        {{"request_id", m_id}, {"method", methodName(m_method)}, {"route", route},
            {"status", static_cast<int>(m_response->result_int())}, {"duration_ms", std::round(millis * 1000) / 1000},
            {"bytes_in", static_cast<std::uint64_t>(m_bytesIn)},
            {"bytes_out", static_cast<std::uint64_t>(m_response->body().size())}});
}

/// Ends without an answer.
template<typename Stream>
void Session<Stream>::cut(std::string_view during, const error_code &code)
{
    release();
    m_phase = Phase::Ending;
    if (code != http::error::end_of_stream && code != asio::error::operation_aborted)
        logLine(LogLevel::Info, "connection_cut", {{"request_id", m_id}, {"during", during}, {"reason", code.message()}});
    lowest().close();
}

/// Tells the other side that nothing more comes. Bytes that it still sends are
/// read for a while: closing over them would take the last answer from it.
template<typename Stream>
void Session<Stream>::end()
{
    const bool allRead = (m_phase == Phase::Waiting || m_bodyTaken) && m_buffer.size() == 0;
    m_phase = Phase::Ending;
    lowest().expires_after(kLinger);
    if constexpr (kTls) {
        if (allRead)
            return m_stream.async_shutdown([self = this->shared_from_this()](const error_code &) { self->lowest().close(); });
    }
    error_code fault;
    lowest().socket().shutdown(tcp::socket::shutdown_send, fault);
    if (fault || allRead)
        return lowest().close();
    discard();
}

template<typename Stream>
void Session<Stream>::discard()
{
    m_buffer.clear();
    lowest().async_read_some(m_buffer.prepare(64 * 1024), [self = this->shared_from_this()](const error_code &code, std::size_t size) {
        self->m_discarded += size;
        if (!code && self->m_discarded < kLingerBytes)
            return self->discard();
        self->lowest().close();
    });
}

template<typename Stream>
void Session<Stream>::release()
{
    if (m_reserved > 0)
        m_server.releaseBody(m_reserved);
    m_reserved = 0;
}

} // namespace

void startSession(Server &server, tcp::socket socket, const std::shared_ptr<asio::ssl::context> &tls, Service service)
{
    if (tls)
        std::make_shared<Session<beast::ssl_stream<beast::tcp_stream>>>(server, service, tls, std::move(socket), *tls)->start();
    else
        std::make_shared<Session<beast::tcp_stream>>(server, service, nullptr, std::move(socket))->start();
}

} // namespace assent::hub
