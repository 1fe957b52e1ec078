#include "hub/tls.h"

#include <openssl/ssl.h>

namespace assent::hub {
namespace {

namespace ssl = boost::asio::ssl;

constexpr const char *kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

Error fault(const char *option, const boost::system::error_code &code)
{
    return {ErrorCode::Invalid, code.message(), {{}, 0, 0, option}};
}

Result<void> restrict(ssl::context &context)
{
    SSL_CTX *native = context.native_handle();
    const bool set = SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION) == 1
        && SSL_CTX_set_cipher_list(native, kCiphers) == 1
        && SSL_CTX_set1_groups_list(native, "X25519:P-256:P-384") == 1;
    SSL_CTX_set_options(native, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    if (!set)
        return Error{ErrorCode::Io, "OpenSSL refuses the hub's TLS settings"};
    return {};
}

} // namespace

Result<std::unique_ptr<ssl::context>> makeTlsContext(const std::string &certificateFile, const std::string &keyFile)
{
    auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
    ASSENT_CHECK(restrict(*context));
    boost::system::error_code code;
    context->use_certificate_chain_file(certificateFile, code);
    if (code)
        return fault("--tls-cert", code);
    // A key under a passphrase is refused rather than asked for on the terminal.
    context->set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); }, code);
    context->use_private_key_file(keyFile, ssl::context::pem, code);
    if (code || SSL_CTX_check_private_key(context->native_handle()) != 1)
        return code ? fault("--tls-key", code)
                    : Error{ErrorCode::Invalid, "is not the key of the certificate", {{}, 0, 0, "--tls-key"}};
    return context;
}

} // namespace assent::hub
