// POST and GET /v1/erasures.
#include "sync/hubroutes.h"

namespace assent::sync {

using namespace hubroutes;

HttpResponse HubService::erase(const HttpRequest &request)
{
    auto who = authenticate(m_store, request);
    if (auto *fault = std::get_if<HttpResponse>(&who))
        return std::move(*fault);
    const HubDevice &device = std::get<HubDevice>(who);
    if (device.revoked)
        return problem(403, "device_revoked", "a revoked device may send closing acts only");
    auto body = readBody(request);
    if (auto *fault = std::get_if<HttpResponse>(&body))
        return std::move(*fault);
    const auto offered = offeredErasuresFromJson(std::get<json::Value>(body));
    if (!offered)
        return contentProblem(offered.error());
    const auto results = m_store.erase(device, *offered);
    return results ? answer(200, toJson(std::span(*results))) : storeProblem(results.error());
}

/// A revoked device too: what it still holds of an erased person has to go.
HttpResponse HubService::erasures(const HttpRequest &request)
{
    auto who = authenticate(m_store, request);
    if (auto *fault = std::get_if<HttpResponse>(&who))
        return std::move(*fault);
    const auto cursor = cursorOf(request);
    if (!cursor)
        return problem(400, "invalid_query", cursor.error().detail, cursor.error().where);
    const auto page = m_store.erasures(*cursor, kMaxErasures);
    if (page)
        return answer(200, toJson(*page));
    switch (page.error().code) {
    case ErrorCode::Protocol: return problem(400, "invalid_query", page.error().detail, page.error().where);
    case ErrorCode::Conflict: return problem(409, "must_refetch", page.error().detail, page.error().where);
    default: return storeProblem(page.error());
    }
}

} // namespace assent::sync
