#pragma once

#include "hub/server.h"

namespace assent::hub {

/// Serves one connection until it ends; it keeps itself alive meanwhile.
/// `refuse` answers its first request with 503 and ends it.
void startSession(Server &server, boost::asio::ip::tcp::socket socket,
    const std::shared_ptr<boost::asio::ssl::context> &tls, bool refuse);

} // namespace assent::hub
