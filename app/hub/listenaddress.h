#pragma once

#include "base/result.h"

#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>

namespace assent::hub {

/// "127.0.0.1:8443", "[::1]:0", "localhost:8080". Port 0 lets the system choose.
/// Invalid at the option when it is not an address and a port; names are not looked up.
Result<boost::asio::ip::tcp::endpoint> parseListenAddress(std::string_view text, std::string option);

} // namespace assent::hub
