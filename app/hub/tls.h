#pragma once

#include "base/result.h"

#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace assent::hub {

/// A server's context: TLS 1.2 and 1.3, forward secrecy and authenticated
/// ciphers only (RFC 9325). Invalid, naming the option, when a file does not
/// hold what it should or the key is not the certificate's.
Result<std::unique_ptr<boost::asio::ssl::context>> makeTlsContext(const std::string &certificateFile, const std::string &keyFile);

} // namespace assent::hub
