#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

namespace assent::test {

/// A blocking connection to a port of this machine from an address of it, for
/// any thread; what fails looks like a closed connection.
class PlainSocket
{
public:
    PlainSocket(const char *from, unsigned short port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in source = addressOf(from, 0), target = addressOf("127.0.0.1", port);
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&source), sizeof source) != 0
            || ::connect(m_socket, reinterpret_cast<sockaddr *>(&target), sizeof target) != 0)
            close();
    }
    PlainSocket(const PlainSocket &) = delete;
    PlainSocket &operator=(const PlainSocket &) = delete;
    ~PlainSocket() { close(); }

    void write(const std::string &bytes)
    {
        for (std::size_t sent = 0; sent < bytes.size();) {
            const ssize_t now = ::send(m_socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (now <= 0)
                return;
            sent += static_cast<std::size_t>(now);
        }
    }
    /// What comes next; "" at the end or after half a minute.
    std::string readSome()
    {
        char buffer[65536];
        pollfd wait{m_socket, POLLIN, 0};
        const ssize_t size = ::poll(&wait, 1, 30000) == 1 ? ::recv(m_socket, buffer, sizeof buffer, 0) : 0;
        return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : std::string();
    }
    std::string readToEnd() { return readUntil({}); }
    std::string readUntil(const std::string &text)
    {
        std::string all;
        for (std::string some = readSome(); !some.empty(); some = readSome()) {
            all += some;
            if (!text.empty() && all.find(text) != std::string::npos)
                break;
        }
        return all;
    }
    bool hasSomething() const
    {
        pollfd look{m_socket, POLLIN, 0};
        return ::poll(&look, 1, 0) == 1;
    }

private:
    static sockaddr_in addressOf(const char *address, unsigned short port)
    {
        sockaddr_in out{};
        out.sin_family = AF_INET;
        out.sin_port = htons(port);
        ::inet_pton(AF_INET, address, &out.sin_addr);
        return out;
    }
    void close()
    {
        if (m_socket >= 0)
            ::close(m_socket);
        m_socket = -1;
    }

    int m_socket;
};

} // namespace assent::test
