#include "system/faultyproxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace assent::test {
namespace {

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

int connectTo(std::uint16_t port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    if (socket >= 0 && ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return socket;
    ::close(socket);
    return -1;
}

bool sendAll(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// One message: its header, and a body as long as the header says. Empty: the other
/// side ended.
std::string receive(int socket)
{
    std::string message;
    std::size_t wanted = std::string::npos;
    std::array<char, 16384> buffer;
    while (message.size() < wanted) {
        const ssize_t got = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (got <= 0)
            return {};
        message.append(buffer.data(), static_cast<std::size_t>(got));
        const auto end = message.find("\r\n\r\n");
        if (wanted != std::string::npos || end == std::string::npos)
            continue;
        std::string header = message.substr(0, end);
        std::transform(header.begin(), header.end(), header.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        const auto length = header.find("\r\ncontent-length:");
        wanted = end + 4 + (length == std::string::npos ? 0 : std::stoul(header.substr(length + 17)));
    }
    return message;
}

std::string refusal(const char *status)
{
    return std::string("HTTP/1.1 ") + status + "\r\nRetry-After: " + std::to_string(FaultyProxy::kRetryAfterSeconds)
        + "\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nbusy";
}

} // namespace

FaultyProxy::FaultyProxy(std::uint16_t hub) : m_hub(hub), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(m_listener, 64) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        qFatal("the proxy cannot listen");
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
}

FaultyProxy::~FaultyProxy()
{
    m_over = true;
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::lock_guard lock(m_mutex);
        for (const int socket : m_open)
            ::shutdown(socket, SHUT_RDWR);
    }
    for (std::thread &connection : m_connections)
        connection.join();
}

void FaultyProxy::fail(NetFault fault, int skip, int times)
{
    const std::lock_guard lock(m_mutex);
    m_fault = fault;
    m_skip = skip;
    m_times = times;
}

void FaultyProxy::work()
{
    const std::lock_guard lock(m_mutex);
    m_fault.reset();
}

std::optional<NetFault> FaultyProxy::next()
{
    const std::lock_guard lock(m_mutex);
    if (!m_fault || m_skip-- > 0)
        return std::nullopt;
    m_skip = 0;
    return m_times-- > 0 ? m_fault : std::nullopt;
}

int FaultyProxy::track(int socket)
{
    const std::lock_guard lock(m_mutex);
    if (socket >= 0)
        m_open.insert(socket);
    return socket;
}

void FaultyProxy::close(int socket)
{
    const std::lock_guard lock(m_mutex);
    if (m_open.erase(socket) > 0)
        ::close(socket);
}

void FaultyProxy::accept()
{
    while (!m_over) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            continue;
        track(client);
        m_connections.emplace_back([this, client] { serve(client); });
    }
}

void FaultyProxy::serve(int client)
{
    for (;;) {
        const std::string request = receive(client);
        if (request.empty() || m_over || !pass(client, request, next()))
            break;
    }
    close(client);
}

/// False when the connection is over.
bool FaultyProxy::pass(int client, const std::string &request, std::optional<NetFault> fault)
{
    if (fault == NetFault::TooMany)
        return sendAll(client, refusal("429 Too Many Requests"));
    if (fault == NetFault::Unavailable)
        return sendAll(client, refusal("503 Service Unavailable"));
    if (fault == NetFault::Silence) {
        (void)receive(client); // until it gives up
        return false;
    }
    const int hub = track(connectTo(m_hub));
    if (hub < 0)
        return false;
    const std::string_view sent = fault == NetFault::CutRequest ? std::string_view(request).substr(0, request.size() / 2) : request;
    std::string answer;
    if (sendAll(hub, sent) && fault != NetFault::CutRequest)
        answer = receive(hub);
    close(hub);
    if (fault == NetFault::LoseAnswer || fault == NetFault::CutRequest) {
        const linger reset{1, 0};
        ::setsockopt(client, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        return false;
    }
    const bool whole = fault != NetFault::CutAnswer;
    return !answer.empty() && sendAll(client, whole ? answer : answer.substr(0, answer.size() / 2)) && whole;
}

} // namespace assent::test
