#include "sync/hubservice.h"

#include "sync/hubroutes.h"
#include "sync/messagetext.h"

#include <algorithm>
#include <utility>

namespace assent::sync {
namespace {

constexpr int kDefaultPullItems = 200;
constexpr auto kReadyFor = std::chrono::seconds(5);
constexpr auto kSealedWithin = std::chrono::seconds(20); // a tick is 5 s

/// The parts that a template leaves open, when the path is one of its.
std::optional<std::vector<std::string_view>> match(std::string_view pattern, std::string_view path)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::string_view wanted = pattern.substr(0, pattern.find('/'));
        const std::string_view part = path.substr(0, path.find('/'));
        if (wanted.starts_with('{') && !part.empty())
            parts.push_back(part);
        else if (wanted != part)
            return std::nullopt;
        if (wanted.size() == pattern.size() || part.size() == path.size())
            return wanted.size() == pattern.size() && part.size() == path.size() ? std::optional(parts) : std::nullopt;
        pattern.remove_prefix(wanted.size() + 1);
        path.remove_prefix(part.size() + 1);
    }
}

bool answersTo(std::string_view routeMethod, std::string_view method)
{
    return routeMethod == method || (routeMethod == "GET" && method == "HEAD");
}

} // namespace

HubService::HubService(HubStore &store, const Clock &clock) : HubService(store, clock, Options{}) {}
HubService::HubService(HubStore &store, const Clock &clock, Options options)
    : m_state(std::make_unique<State>(store, clock, std::move(options)))
{
}
HubService::~HubService() = default;

namespace {

std::span<const HubRoute> routes()
{
    using State = HubService::State;
    static constexpr HubRoute table[] = {
        {"/healthz", "GET", &State::health},
        {"/readyz", "GET", &State::ready},
        {"/v1/capabilities", "GET", &State::capabilities},
        {"/v1/devices", "POST", &State::enrol},
        {"/v1/sync/push", "POST", &State::push},
        {"/v1/sync/pull", "GET", &State::pull},
        {"/v1/subjects/{id}/events", "GET", &State::subjectEvents},
        {"/v1/log/checkpoint", "GET", &State::logCheckpoint, true},
        {"/v1/log/tile/{level}/{a}", "GET", &State::logTile, true},
        {"/v1/log/tile/{level}/{a}/{b}", "GET", &State::logTile, true},
        {"/v1/log/tile/{level}/{a}/{b}/{c}", "GET", &State::logTile, true},
        {"/v1/log/tile/{level}/{a}/{b}/{c}/{d}", "GET", &State::logTile, true},
        {"/v1/log/proof", "GET", &State::logProof},
        {"/v1/decision", "GET", &State::decision},
        {"/v1/unsubscribe-tokens", "POST", &State::makeUnsubscribeToken},
        {"/v1/unsubscribe/{token}", "GET", &State::unsubscribePageOf, true},
        {"/v1/unsubscribe/{token}", "POST", &State::unsubscribe, true},
        {"/v1/signals/gpc", "POST", &State::signalGpc},
        {"/v1/devices", "GET", &State::listDevices},
        {"/v1/devices/revoke", "POST", &State::revokeDevice},
        {"/v1/sync/sealed", "POST", &State::sealed},
        {"/v1/erasures", "POST", &State::erase},
        {"/v1/erasures", "GET", &State::erasures},
    };
    return table;
}

} // namespace

std::string_view HubService::routeName(std::string_view path)
{
    for (const HubRoute &route : routes()) {
        if (match(route.path, pathOf(path)))
            return route.path;
    }
    return "none";
}

std::vector<std::string> HubService::routeList()
{
    std::vector<std::string> out;
    for (const HubRoute &route : routes())
        out.push_back(std::string(route.method) + " " + std::string(route.path));
    return out;
}

HttpResponse HubService::handle(const HttpRequest &request)
{
    try {
        return m_state->route(request);
    } catch (const std::exception &) { // memory; the answer to it must not need much
        return {503, {{"retry-after", "5"}}, {}};
    }
}

std::variant<HttpResponse, HubService::Waiting> HubService::handleOrWait(const HttpRequest &request)
{
    m_state->mayWait = true;
    HttpResponse response = handle(request);
    m_state->mayWait = false;
    if (const auto waiting = std::exchange(m_state->waiting, std::nullopt))
        return *waiting;
    return response;
}

bool HubService::gatherHashes()
{
    const auto checkpoint = m_state->store.newestCheckpoint();
    const auto head = checkpoint ? checkpointFromText(*checkpoint) : Result<Checkpoint>(checkpoint.error());
    const auto done = head ? m_state->tree.gather(head->size) : Result<void>();
    return !done && done.error().code == ErrorCode::Locked;
}

HubService::Taken HubService::taken() const { return m_state->taken; }

HttpResponse HubService::State::route(const HttpRequest &request)
{
    std::string allowed;
    for (const HubRoute &route : routes()) {
        auto parts = match(route.path, pathOf(request.path));
        if (!parts)
            continue;
        if (answersTo(route.method, request.method)) {
            if (!route.otherType && !acceptsJson(headerOf(request, "accept")))
                return problem(406, "not_acceptable", "this answers in application/json only");
            return (this->*route.handler)({request, *std::move(parts)});
        }
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method == "GET" ? "GET, HEAD" : route.method);
    }
    if (allowed.empty())
        return problem(404, "not_found", "there is nothing at this path");
    HttpResponse response = problem(405, "method", "this path takes " + allowed);
    response.headers["allow"] = allowed;
    return response;
}

HttpResponse HubService::State::health(const HubCall &)
{
    const auto answers = store.sealedAt();
    if (!answers)
        return storeProblem(answers.error());
    json::Value body;
    body.set("status", "ok");
    return answer(200, body);
}

/// Writing to the disk is asked of it every few seconds only.
HttpResponse HubService::State::ready(const HubCall &)
{
    const Timestamp now = clock.now();
    if (!readyAt || now < *readyAt || now - *readyAt > kReadyFor) {
        readyAt.reset();
        if (const auto writable = store.proveWritable(); !writable)
            return problem(503, "not_ready", "the store cannot be written: " + std::string(errorCodeName(writable.error().code)));
        const auto unsealed = store.oldestUnsealed();
        if (!unsealed)
            return storeProblem(unsealed.error());
        if (*unsealed && now - **unsealed > kSealedWithin)
            return problem(503, "not_ready", "the ledger is not being sealed");
        readyAt = now;
    }
    json::Value body;
    body.set("status", "ready");
    return answer(200, body);
}

HttpResponse HubService::State::capabilities(const HubCall &)
{
    Capabilities capabilities;
    capabilities.hubEpoch = store.epoch();
    capabilities.logKey = store.logKey();
    capabilities.serverTime = clock.now();
    capabilities.longPoll = true;
    if (const auto key = store.sealKey())
        capabilities.sealKey = key->publicKey();
    json::Value body = toJson(capabilities);
    json::Value limits = *body.find("limits");
    limits.set("pull_wait_seconds", kMaxPullWait);
    for (const auto &[name, value] : options.limits)
        limits.set(name, value);
    body.set("limits", std::move(limits));
    return answer(200, body);
}

HttpResponse HubService::State::enrol(const HubCall &call)
{
    ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
    const auto asked = enrolRequestFromJson(body);
    if (!asked)
        return contentProblem(asked.error());
    HubDevice device;
    auto token = store.redeem(*asked, device);
    if (token) {
        const auto scope = isSystem(device) ? std::nullopt : device.subject;
        json::Value out = toJson(EnrolResponse{*std::move(token), store.epoch(), store.logKey(), scope});
        out.set("role", isSystem(device) ? "system" : "device");
        return answer(201, out);
    }
    switch (token.error().code) {
    case ErrorCode::Denied: return problem(403, "code_refused", token.error().detail);
    case ErrorCode::Conflict: return problem(409, "device_known", token.error().detail);
    case ErrorCode::Invalid: return contentProblem(token.error());
    default: return storeProblem(token.error());
    }
}

HttpResponse HubService::State::push(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticate(store, call.request));
    ASSENT_OR_ANSWER(const std::string_view text, bodyText(call.request));
    std::optional<PushEnvelope> envelope = store.readPush(text);
    if (!envelope) {
        ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
        auto general = pushEnvelopeFromJson(body);
        if (!general)
            return contentProblem(general.error());
        envelope = *std::move(general);
    }
    if (envelope->device != device.id)
        return problem(403, "wrong_device", "the token is another device's", {{}, 0, 0, "device"});
    if (envelope->items.size() > static_cast<std::size_t>(kMaxPushItems))
        return problem(413, "too_large", "more than " + std::to_string(kMaxPushItems) + " items", {{}, 0, 0, "items"});
    const auto response = store.take(device, !device.revoked, *std::move(envelope));
    if (!response && response.error().code == ErrorCode::Protocol)
        return contentProblem(response.error());
    if (!response)
        return storeProblem(response.error());
    for (const PushResult &result : response->results)
        count(result.verdict);
    return answerText(200, toText(*response));
}

void HubService::State::count(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted: ++taken.accepted; break;
    case Verdict::Duplicate: ++taken.duplicate; break;
    case Verdict::Erased: ++taken.erased; break;
    case Verdict::Rejected: ++taken.rejected; break;
    }
}

HttpResponse HubService::State::pull(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticateActive(store, call.request));
    const auto query = Query::read(call.request.path, {"cursor", "limit", "sent", "wait"});
    if (!query)
        return queryProblem(query.error());
    const auto limit = query->number("limit", kDefaultPullItems, 1, kMaxPullItems);
    if (!limit)
        return queryProblem(limit.error());
    const auto wait = query->number("wait", 0, 0, kMaxPullWait);
    if (!wait)
        return queryProblem(wait.error());
    return page(device, query->text("cursor"), query->text("sent"), static_cast<int>(*limit), std::chrono::seconds(*wait));
}

/// A page of the feed as this device may see it.
HttpResponse HubService::State::page(const HubDevice &device, const std::string &cursor, const std::string &sent, int limit,
    std::chrono::seconds wait)
{
    const auto response = store.openedPage(device, cursor, limit, sent);
    if (response && response->items.empty() && mayWait && wait.count() > 0)
        waiting = Waiting{device.id, device.subject, wait};
    if (response)
        return answerText(200, toText(*response));
    switch (response.error().code) {
    case ErrorCode::Protocol: return queryProblem(response.error());
    case ErrorCode::Conflict: return problem(409, "must_refetch", response.error().detail, response.error().where);
    default: return storeProblem(response.error());
    }
}

} // namespace assent::sync
