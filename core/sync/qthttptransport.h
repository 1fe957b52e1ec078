#pragma once

#include "sync/transport.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace assent::sync {

/// HTTP over Qt Network. TLS is always verified; plain http is accepted for
/// loopback addresses alone (else Denied). Each send runs an event loop of its
/// own on the calling thread; needs a QCoreApplication. No cookies, no cache, no
/// redirects, no proxy for loopback. Beside the time-out, which is for silence, a
/// whole exchange may take ten of them. A chunked answer that is cut may pass for
/// whole (Qt 6.4 does not tell); JSON that is cut does not parse.
class QtHttpTransport final : public Transport
{
public:
    struct Options
    {
        std::chrono::milliseconds timeout = std::chrono::seconds(30);
        std::string caFile; ///< PEM of further certificate authorities
        std::size_t maxAnswer = 16 * 1024 * 1024; ///< bytes
    };
    /// Invalid when the URL is not http(s)://host[:port]; Denied for plain http
    /// beyond loopback.
    static Result<std::unique_ptr<QtHttpTransport>> create(const std::string &hubUrl, const Options &options);
    static Result<std::unique_ptr<QtHttpTransport>> create(const std::string &hubUrl) { return create(hubUrl, Options{}); }

    Result<HttpResponse> send(const HttpRequest &request) override;
    /// On a thread and a connection of its own, which stay for the next.
    std::future<Result<HttpResponse>> begin(const HttpRequest &request) override;
    void abort() override;
    ~QtHttpTransport() override;

private:
    struct State;
    explicit QtHttpTransport(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace assent::sync
