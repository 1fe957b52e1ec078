// POST and GET /v1/erasures.
#include "sync/hubroutes.h"

namespace assent::sync {

HttpResponse HubService::State::erase(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticateActive(store, call.request));
    ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
    const auto offered = offeredErasuresFromJson(body);
    if (!offered)
        return contentProblem(offered.error());
    const auto results = store.erase(device, *offered);
    return results ? answer(200, toJson(std::span(*results))) : storeProblem(results.error());
}

/// A revoked device too: what it still holds of an erased person has to go.
HttpResponse HubService::State::erasures(const HubCall &call)
{
    ASSENT_OR_ANSWER([[maybe_unused]] const HubDevice device, authenticate(store, call.request));
    const auto query = Query::read(call.request.path, {"cursor"});
    if (!query)
        return queryProblem(query.error());
    const auto page = store.erasures(query->text("cursor"), kMaxErasures);
    if (page)
        return answer(200, toJson(*page));
    switch (page.error().code) {
    case ErrorCode::Protocol: return queryProblem(page.error());
    case ErrorCode::Conflict: return problem(409, "must_refetch", page.error().detail, page.error().where);
    default: return storeProblem(page.error());
    }
}

} // namespace assent::sync
