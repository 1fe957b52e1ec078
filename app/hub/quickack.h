#pragma once

#include <boost/asio/ip/tcp.hpp>

#ifdef __linux__
#include <netinet/tcp.h>
#endif

namespace assent::hub {

/// What comes is acknowledged at once for a while. Linux holds acknowledgements back
/// for 40 ms on a connection on which it answered last, and a sender whose window is
/// full waits for them: a large body took that long for nothing. The option is not
/// lasting (tcp(7), TCP_QUICKACK), so it is set again before each reading.
inline void acknowledgeAtOnce([[maybe_unused]] boost::asio::ip::tcp::socket &socket)
{
#ifdef TCP_QUICKACK
    boost::system::error_code ignored;
    socket.set_option(boost::asio::detail::socket_option::boolean<IPPROTO_TCP, TCP_QUICKACK>(true), ignored);
#endif
}

} // namespace assent::hub
