#pragma once

#include "sync/hubstore.h"
#include "sync/transport.h"

namespace assent::sync {

/// The REST interface of the hub without its sockets: a request in, an answer
/// out. Never throws, never blocks longer than its store. Problems are RFC 9457,
/// with `field` and `line` where a part of the request is at fault.
///
///   GET /healthz · GET /v1/capabilities · POST /v1/devices ·
///   POST /v1/sync/push · GET /v1/sync/pull · POST and GET /v1/erasures
class HubService
{
public:
    HubService(HubStore &store, const Clock &clock) : m_store(store), m_clock(clock) {}
    /// `request.headers` have lower-case names.
    HttpResponse handle(const HttpRequest &request);

    /// The route that a path belongs to, for logs: a template without query or
    /// ids; "none" when there is none. From any thread.
    static std::string_view routeName(std::string_view path);

private:
    struct Route;
    static std::span<const Route> routes();

    HttpResponse route(const HttpRequest &request);
    HttpResponse health(const HttpRequest &request);
    HttpResponse capabilities(const HttpRequest &request);
    HttpResponse enrol(const HttpRequest &request);
    HttpResponse push(const HttpRequest &request);
    HttpResponse pull(const HttpRequest &request);
    HttpResponse listDevices(const HttpRequest &request);
    HttpResponse revokeDevice(const HttpRequest &request);
    HttpResponse sealed(const HttpRequest &request);
    HttpResponse erase(const HttpRequest &request);
    HttpResponse erasures(const HttpRequest &request);

    HubStore &m_store;
    const Clock &m_clock;
};

} // namespace assent::sync
