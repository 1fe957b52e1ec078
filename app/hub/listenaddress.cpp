#include "hub/listenaddress.h"

#include <boost/asio/ip/address.hpp>

#include <charconv>

namespace assent::hub {
namespace {

Error notAnAddress(std::string option)
{
    return {ErrorCode::Invalid, "must be ADDRESS:PORT, such as 127.0.0.1:8443 or [::1]:8443", {{}, 0, 0, std::move(option)}};
}

Result<unsigned short> parsePort(std::string_view text, std::string option)
{
    unsigned short port = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || fault != std::errc() || end != text.data() + text.size())
        return notAnAddress(std::move(option));
    return port;
}

} // namespace

Result<boost::asio::ip::tcp::endpoint> parseListenAddress(std::string_view text, std::string option)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return notAnAddress(std::move(option));
    std::string_view host = text.substr(0, colon);
    ASSENT_TRY(const unsigned short port, parsePort(text.substr(colon + 1), option));
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    else if (host.find(':') != std::string_view::npos)
        return notAnAddress(std::move(option));
    if (host == "localhost")
        host = "127.0.0.1";
    boost::system::error_code fault;
    const auto address = boost::asio::ip::make_address(std::string(host), fault);
    if (fault)
        return notAnAddress(std::move(option));
    return boost::asio::ip::tcp::endpoint(address, port);
}

} // namespace assent::hub
