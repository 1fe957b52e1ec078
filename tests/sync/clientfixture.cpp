#include "sync/clientfixture.h"

namespace assent::test {

using namespace sync;

namespace {

std::string describe(const HttpRequest &request)
{
    if (request.path == "/v1/sync/push") {
        const auto body = json::parse(request.body);
        const json::Array &items = *body->find("items")->array();
        return "push " + *items.front().find("lane")->string() + " " + std::to_string(items.size());
    }
    if (request.path.starts_with("/v1/erasures"))
        return request.method == "POST" ? "erase" : "erasures";
    return request.path.starts_with("/v1/sync/pull") ? "pull" : request.path.substr(request.path.rfind('/') + 1);
}

Error lost() { return {ErrorCode::Network, "the fake network lost it"}; }

} // namespace

void HubTransport::fail(Fault fault, int times, int skip)
{
    m_fault = fault;
    m_times = times;
    m_skip = skip;
}

void HubTransport::work()
{
    m_fault.reset();
    m_condition = nullptr;
    m_rewrite = nullptr;
}

bool HubTransport::failsNow(const HttpRequest &request)
{
    if (!m_fault || (m_condition && !m_condition(request)) || m_skip-- > 0)
        return false;
    m_skip = 0;
    return m_times-- > 0;
}

Result<HttpResponse> HubTransport::deliver(const HttpRequest &request)
{
    HttpResponse answer = m_hub.service().handle(request);
    if (m_rewrite)
        m_rewrite(request, answer);
    return answer;
}

Result<HttpResponse> HubTransport::send(const HttpRequest &request)
{
    log.push_back(describe(request));
    if (!failsNow(request))
        return deliver(request);
    const auto refusal = [this](int status) {
        HttpResponse answer{status, {}, "{}"};
        if (!retryAfter.empty())
            answer.headers["retry-after"] = retryAfter;
        return answer;
    };
    switch (*m_fault) {
    case Fault::LoseRequest: return lost();
    case Fault::LoseAnswer: {
        const auto unheard = deliver(request);
        return unheard ? lost() : unheard.error();
    }
    case Fault::CutAnswer: {
        ASSENT_TRY(HttpResponse answer, deliver(request));
        answer.body.resize(answer.body.size() / 2);
        return answer;
    }
    case Fault::NoJson: return HttpResponse{200, {}, "<html>sign in to the hotel's network</html>"};
    case Fault::Busy: return refusal(503);
    case Fault::TooMany: return refusal(429);
    case Fault::Broken: return refusal(500);
    case Fault::TooLarge: return refusal(413);
    case Fault::Malformed: return refusal(422);
    case Fault::SignedOut: return refusal(401);
    case Fault::Forbidden: return refusal(403);
    }
    return lost();
}

} // namespace assent::test
