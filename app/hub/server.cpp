#include "hub/server.h"

#include "base/log.h"
#include "hub/session.h"

#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include <sys/resource.h>

#include <thread>
#include <vector>

namespace assent::hub {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr int kBacklog = 512;
/// Connections beyond the limit that are told so; those beyond these are closed.
constexpr int kRefusals = 128;
constexpr auto kAcceptPause = std::chrono::milliseconds(100);

Error bindError(const boost::system::error_code &code, std::string option)
{
    return {ErrorCode::Network, "the hub cannot listen there: " + code.message(), {{}, 0, 0, std::move(option)}};
}

/// A household or a machine: of IPv6 the network, whose addresses cost nothing.
std::uint64_t keyOf(const asio::ip::address &address)
{
    if (address.is_v4())
        return address.to_v4().to_uint();
    const auto bytes = address.to_v6().to_bytes();
    const std::size_t used = address.to_v6().is_v4_mapped() ? bytes.size() : bytes.size() / 2;
    return std::hash<std::string_view>{}({reinterpret_cast<const char *>(bytes.data()), used});
}

/// Sockets need file descriptors; the usual soft limit of 1024 is too few.
void allowDescriptors(int connections)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    const rlim_t wanted = static_cast<rlim_t>(connections) + kRefusals + 128;
    if (limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace

Server::Server(Options options, Handler handler, RouteName routeName)
    : m_options(std::move(options))
    , m_handler(std::move(handler))
    , m_routeName(std::move(routeName))
    , m_devices(m_options.limits.deviceRate)
    , m_addresses(m_options.limits.addressRate)
    , m_io(m_options.limits.threads)
    , m_strand(asio::make_strand(m_io))
    , m_main(m_strand)
    , m_forMetrics(m_strand)
    , m_deadline(m_strand)
    , m_signals(m_strand)
    , m_renewals(m_strand)
{
}

Server::~Server() = default;

Result<void> Server::admit(const Options &options)
{
    if (!options.tls && !options.address.address().is_loopback())
        return Error{ErrorCode::Invalid, "without --tls-cert and --tls-key the hub serves loopback addresses only",
            {{}, 0, 0, "--listen"}};
    return {};
}

Result<std::unique_ptr<Server>> Server::listen(Options options, Handler handler, RouteName routeName)
{
    ASSENT_CHECK(admit(options));
    allowDescriptors(options.limits.connections);
    std::unique_ptr<Server> server(new Server(std::move(options), std::move(handler), std::move(routeName)));
    ASSENT_CHECK(server->bind(server->m_main, server->m_options.address, "--listen"));
    if (server->m_options.metrics)
        ASSENT_CHECK(server->bind(server->m_forMetrics, *server->m_options.metrics, "--metrics"));
    return server;
}

Result<void> Server::bind(Listener &listener, const tcp::endpoint &address, std::string option)
{
    tcp::acceptor &acceptor = listener.acceptor;
    boost::system::error_code code;
    acceptor.open(address.protocol(), code);
    if (!code)
        acceptor.set_option(asio::socket_base::reuse_address(true), code);
    if (!code)
        acceptor.bind(address, code);
    if (!code)
        acceptor.listen(kBacklog, code);
    if (!code)
        listener.endpoint = acceptor.local_endpoint(code);
    return code ? Result<void>(bindError(code, std::move(option))) : Result<void>();
}

std::optional<tcp::endpoint> Server::metricsEndpoint() const
{
    return m_options.metrics ? std::optional(m_forMetrics.endpoint) : std::nullopt;
}

void Server::renewTlsOn(int signal, std::function<Result<Tls>()> make)
{
    m_makeTls = std::move(make);
    boost::system::error_code ignored;
    m_renewals.add(signal, ignored);
    awaitRenewal();
}

void Server::awaitRenewal()
{
    m_renewals.async_wait([this](const boost::system::error_code &code, int) {
        if (code || m_stopping)
            return;
        auto made = m_makeTls();
        if (made) {
            m_options.tls = *std::move(made);
            logLine(LogLevel::Info, "tls_renewed");
        } else {
            logLine(LogLevel::Error, "tls_not_renewed", {{"option", made.error().where.field}, {"reason", made.error().detail}});
        }
        awaitRenewal();
    });
}

std::optional<int> Server::tooSoon(const asio::ip::address &address, std::string_view authorization)
{
    const auto now = std::chrono::steady_clock::now();
    const auto wait = m_addresses.take(keyOf(address), now);
    return wait || authorization.empty() ? wait : m_devices.take(std::hash<std::string_view>{}(authorization), now);
}

void Server::stopOn(std::initializer_list<int> signals)
{
    boost::system::error_code ignored;
    for (const int signal : signals)
        m_signals.add(signal, ignored);
    m_signals.async_wait([this](const boost::system::error_code &code, int) {
        if (code)
            return;
        stop();
        m_signals.async_wait([this](const boost::system::error_code &again, int) {
            if (!again)
                m_io.stop();
        });
    });
}

void Server::run()
{
    asio::post(m_strand, [this] {
        accept(m_main);
        if (m_options.metrics)
            accept(m_forMetrics);
    });
    std::vector<std::thread> others;
    for (int i = 1; i < m_options.limits.threads; ++i)
        others.emplace_back([this] { work(); });
    work();
    for (std::thread &thread : others)
        thread.join();
    m_over = true;
}

void Server::work()
{
    // A handler that throws (out of memory) has lost its connection, not the hub.
    while (true) {
        try {
            m_io.run();
            return;
        } catch (const std::exception &fault) {
            logLine(LogLevel::Error, "handler_failed", {{"what", fault.what()}});
        }
    }
}

void Server::accept(Listener &listener)
{
    if (m_stopping)
        return;
    listener.acceptor.async_accept(asio::make_strand(m_io), [this, &listener](const boost::system::error_code &code, tcp::socket socket) {
        if (code == asio::error::operation_aborted || m_stopping)
            return;
        if (!code) {
            take(std::move(socket), &listener == &m_forMetrics);
            return accept(listener);
        }
        logLine(LogLevel::Warning, "accept_failed", {{"reason", code.message()}});
        listener.pause.expires_after(kAcceptPause);
        listener.pause.async_wait([this, &listener](const boost::system::error_code &) { accept(listener); });
    });
}

void Server::take(tcp::socket socket, bool forMetrics)
{
    int open = 0;
    {
        const std::lock_guard lock(m_mutex);
        open = static_cast<int>(m_connections.size());
    }
    if (open >= m_options.limits.connections + kRefusals)
        return;
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const bool refuse = open >= m_options.limits.connections && !forMetrics;
    startSession(*this, std::move(socket), forMetrics ? nullptr : m_options.tls,
        forMetrics ? Service::Metrics : refuse ? Service::Refusal : Service::Routes);
}

void Server::stop()
{
    if (m_stopping.exchange(true))
        return;
    asio::post(m_strand, [this] {
        closeAcceptors();
        if (m_whenStopping)
            m_whenStopping();
        m_deadline.expires_after(m_options.limits.stop);
        m_deadline.async_wait([this](const boost::system::error_code &code) {
            if (!code)
                m_io.stop();
        });
        drainAll();
        remove(nullptr); // when nobody is connected
    });
}

void Server::closeAcceptors()
{
    boost::system::error_code ignored;
    for (Listener *listener : {&m_main, &m_forMetrics}) {
        listener->acceptor.close(ignored);
        listener->pause.cancel();
    }
    m_renewals.cancel();
}

void Server::drainAll()
{
    std::vector<std::shared_ptr<Connection>> open;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &[raw, handle] : m_connections) {
            if (auto connection = handle.lock())
                open.push_back(std::move(connection));
        }
    }
    for (const auto &connection : open)
        connection->drain();
}

bool Server::reserveBody(std::int64_t bytes)
{
    if (m_bodyBytes.fetch_add(bytes) + bytes <= m_options.limits.bodyBytesTogether)
        return true;
    m_bodyBytes -= bytes;
    return false;
}

void Server::add(Connection *connection, std::weak_ptr<Connection> handle)
{
    m_metrics.opened();
    const std::lock_guard lock(m_mutex);
    m_connections.emplace(connection, std::move(handle));
}

void Server::remove(Connection *connection)
{
    if (connection)
        m_metrics.closed();
    bool last = false;
    {
        const std::lock_guard lock(m_mutex);
        m_connections.erase(connection);
        last = m_connections.empty();
    }
    // Without its timer and signals the io_context runs out of work by itself.
    if (last && m_stopping && !m_over)
        asio::post(m_strand, [this] {
            m_deadline.cancel();
            m_signals.cancel();
        });
}

} // namespace assent::hub
