#pragma once

#include "hub/metrics.h"
#include "hub/ratelimiter.h"
#include "sync/transport.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace assent::hub {

/// Gives the answer to a request: once, from any thread.
using Answer = std::function<void(sync::HttpResponse)>;
/// Takes a request without blocking; header names are in lower case.
using Handler = std::function<void(sync::HttpRequest, Answer)>;
/// The name of a request's route for the log: a template, without ids or query.
using RouteName = std::function<std::string_view(std::string_view path)>;

/// What one client may take from the others.
struct Limits
{
    std::chrono::milliseconds header = std::chrono::seconds(10); ///< from a request's first byte to its header's last; also the TLS handshake
    std::chrono::milliseconds body = std::chrono::seconds(30);   ///< the body, and again the answer
    std::chrono::milliseconds idle = std::chrono::seconds(60);   ///< between requests
    std::chrono::milliseconds stop = std::chrono::seconds(10);   ///< for running requests when stopping
    std::uint32_t headerBytes = 8 * 1024;
    std::uint64_t bodyBytes = 1024 * 1024 + 64 * 1024;
    std::int64_t bodyBytesTogether = 128 * 1024 * 1024; ///< all bodies in memory; then 503
    int connections = 2048; ///< then 503
    int deviceRate = 100;   ///< requests a second of one token, on average; then 429; 0: no limit
    int addressRate = 300;  ///< the same of one address
    int threads = 2;
};

/// A connection as the server sees it. Both calls are made on any thread.
class Connection
{
public:
    virtual ~Connection() = default;
    /// Ends now when no request is running, else after the running one.
    virtual void drain() = 0;
};

/// Boost.Beast over TCP or TLS. Sockets live on a small pool of threads, each
/// connection on a strand of its own.
class Server
{
public:
    struct Options
    {
        boost::asio::ip::tcp::endpoint address;
        Limits limits;
        std::shared_ptr<boost::asio::ssl::context> tls; ///< shared with the connections; null: plain, loopback only
        std::optional<boost::asio::ip::tcp::endpoint> metrics; ///< a listener for /metrics alone, plain
    };
    using Tls = std::shared_ptr<boost::asio::ssl::context>;

    /// Invalid, naming the options, when plain and not on a loopback address.
    static Result<void> admit(const Options &options);
    /// Binds. Invalid as admit(). Network: the address is not free.
    static Result<std::unique_ptr<Server>> listen(Options options, Handler handler, RouteName routeName);
    ~Server();

    boost::asio::ip::tcp::endpoint endpoint() const { return m_main.endpoint; }
    /// Of the metrics; nothing without.
    std::optional<boost::asio::ip::tcp::endpoint> metricsEndpoint() const;
    /// Stops when one of these signals comes; a second one does not wait.
    void stopOn(std::initializer_list<int> signals);
    /// When this signal comes new connections get another context, if it can be
    /// made; those that are open go on with theirs.
    void renewTlsOn(int signal, std::function<Result<Tls>()> make);
    /// Called once, when the server begins to stop.
    void whenStopping(std::function<void()> call) { m_whenStopping = std::move(call); }
    /// Where the metrics get what the store's side knows.
    void measure(std::function<Gauges()> gauges) { m_gauges = std::move(gauges); }
    /// Serves until stopped, and returns when the last connection ended or the
    /// time for stopping is over. Once only. Handlers must not answer after the
    /// server is gone.
    void run();
    /// Accepts no more and drains. From any thread.
    void stop();

    // For the connections.
    const Limits &limits() const { return m_options.limits; }
    const Handler &handler() const { return m_handler; }
    const RouteName &routeName() const { return m_routeName; }
    bool stopping() const { return m_stopping; }
    Metrics &metrics() { return m_metrics; }
    std::string metricsText() const { return m_metrics.text(m_gauges ? m_gauges() : Gauges{}); }
    /// The seconds to wait when this token or this address has asked too often.
    std::optional<int> tooSoon(const boost::asio::ip::address &address, std::string_view authorization);
    /// True when a body of this size may be read now; then release it after.
    bool reserveBody(std::int64_t bytes);
    void releaseBody(std::int64_t bytes) { m_bodyBytes -= bytes; }
    void add(Connection *connection, std::weak_ptr<Connection> handle);
    void remove(Connection *connection);

private:
    Server(Options options, Handler handler, RouteName routeName);
    using Strand = boost::asio::strand<boost::asio::io_context::executor_type>;
    struct Listener
    {
        explicit Listener(const Strand &strand) : acceptor(strand), pause(strand) {}
        boost::asio::ip::tcp::acceptor acceptor;
        boost::asio::steady_timer pause; ///< after a failed accept
        boost::asio::ip::tcp::endpoint endpoint;
    };
    Result<void> bind(Listener &listener, const boost::asio::ip::tcp::endpoint &address, std::string option);
    void accept(Listener &listener);
    void take(boost::asio::ip::tcp::socket socket, bool forMetrics);
    void awaitRenewal();
    void closeAcceptors();
    void drainAll();
    void work();

    Options m_options;
    Handler m_handler;
    RouteName m_routeName;
    std::function<Result<Tls>()> m_makeTls;
    std::function<void()> m_whenStopping;
    std::function<Gauges()> m_gauges;
    Metrics m_metrics;
    RateLimiter m_devices;
    RateLimiter m_addresses;
    // Before the io_context, whose end ends the connections left in it.
    std::mutex m_mutex; ///< of m_connections
    std::unordered_map<Connection *, std::weak_ptr<Connection>> m_connections;
    std::atomic<bool> m_over{false};
    boost::asio::io_context m_io;
    Strand m_strand; ///< of acceptors, timers, signals and the TLS context
    Listener m_main;
    Listener m_forMetrics;
    boost::asio::steady_timer m_deadline; ///< of stopping
    boost::asio::signal_set m_signals;
    boost::asio::signal_set m_renewals;
    std::atomic<bool> m_stopping{false};
    std::atomic<std::int64_t> m_bodyBytes{0};
};

} // namespace assent::hub
