#pragma once

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
    };

    /// Invalid, naming the options, when plain and not on a loopback address.
    static Result<void> admit(const Options &options);
    /// Binds. Invalid as admit(). Network: the address is not free.
    static Result<std::unique_ptr<Server>> listen(Options options, Handler handler, RouteName routeName);
    ~Server();

    boost::asio::ip::tcp::endpoint endpoint() const { return m_endpoint; }
    /// Stops when one of these signals comes; a second one does not wait.
    void stopOn(std::initializer_list<int> signals);
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
    /// True when a body of this size may be read now; then release it after.
    bool reserveBody(std::int64_t bytes);
    void releaseBody(std::int64_t bytes) { m_bodyBytes -= bytes; }
    void add(Connection *connection, std::weak_ptr<Connection> handle);
    void remove(Connection *connection);

private:
    Server(Options options, Handler handler, RouteName routeName);
    Result<void> bind();
    void accept();
    void take(boost::asio::ip::tcp::socket socket);
    void closeAcceptor();
    void drainAll();
    void work();

    Options m_options;
    Handler m_handler;
    RouteName m_routeName;
    // Before the io_context, whose end ends the connections left in it.
    std::mutex m_mutex; ///< of m_connections
    std::unordered_map<Connection *, std::weak_ptr<Connection>> m_connections;
    std::atomic<bool> m_over{false};
    boost::asio::io_context m_io;
    boost::asio::strand<boost::asio::io_context::executor_type> m_strand; ///< of acceptor, timers and signals
    boost::asio::ip::tcp::acceptor m_acceptor;
    boost::asio::steady_timer m_pause;    ///< after a failed accept
    boost::asio::steady_timer m_deadline; ///< of stopping
    boost::asio::signal_set m_signals;
    boost::asio::ip::tcp::endpoint m_endpoint;
    std::atomic<bool> m_stopping{false};
    std::atomic<std::int64_t> m_bodyBytes{0};
};

} // namespace assent::hub
