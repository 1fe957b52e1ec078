#pragma once

#include "sync/hubstore.h"
#include "sync/transport.h"

namespace assent::sync {

/// The REST interface of the hub without its sockets: a request in, an answer
/// out. Never throws, never blocks longer than its store. Problems are RFC 9457.
///
///   GET /healthz · GET /v1/capabilities · POST /v1/devices ·
///   POST /v1/sync/push · GET /v1/sync/pull
class HubService
{
public:
    HubService(HubStore &store, const Clock &clock) : m_store(store), m_clock(clock) {}
    /// `request.headers` have lower-case names.
    HttpResponse handle(const HttpRequest &request);

private:
    HttpResponse route(const HttpRequest &request);
    HttpResponse capabilities();
    HttpResponse enrol(const HttpRequest &request);
    HttpResponse push(const HttpRequest &request);
    HttpResponse pull(const HttpRequest &request);

    HubStore &m_store;
    const Clock &m_clock;
};

} // namespace assent::sync
