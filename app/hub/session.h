#pragma once

#include "hub/server.h"

namespace assent::hub {

/// What a connection gets: the routes; 503 for its first request and its end;
/// the metrics and nothing else.
enum class Service { Routes, Refusal, Metrics };

/// Serves one connection until it ends; it keeps itself alive meanwhile.
void startSession(Server &server, boost::asio::ip::tcp::socket socket,
    const std::shared_ptr<boost::asio::ssl::context> &tls, Service service);

} // namespace assent::hub
