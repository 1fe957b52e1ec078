#include "sync/hubroutes.h"

#include <algorithm>
#include <charconv>

namespace assent::sync {
namespace {

constexpr const char *kProblemType = "urn:assent:problem:";
constexpr const char *kRetryAfterSeconds = "5";
constexpr int kDefaultPullItems = 200;

HttpResponse answer(int status, const json::Value &body)
{
    return {status, {{"content-type", "application/json"}, {"cache-control", "no-store"}, {"x-content-type-options", "nosniff"}},
        json::canonical(body)};
}

std::string_view titleOf(int status)
{
    switch (status) {
    case 400: return "Bad request";
    case 401: return "Not signed in";
    case 403: return "Not allowed";
    case 404: return "Not found";
    case 405: return "Method not allowed";
    case 406: return "Not acceptable";
    case 409: return "Conflict";
    case 413: return "Too large";
    case 415: return "Unsupported media type";
    case 422: return "Content at fault";
    case 503: return "Not now";
    default: return "The hub failed";
    }
}

HttpResponse problem(int status, std::string_view name, std::string detail, const Location &where = {})
{
    json::Value body = toJson(Problem{status, kProblemType + std::string(name), std::string(titleOf(status)), std::move(detail)});
    if (!where.field.empty())
        body.set("field", where.field);
    if (where.line > 0)
        body.set("line", where.line);
    HttpResponse response = answer(status, body);
    response.headers["content-type"] = "application/problem+json";
    if (status == 401)
        response.headers["www-authenticate"] = "Bearer realm=\"assent-hub\"";
    if (status == 503)
        response.headers["retry-after"] = kRetryAfterSeconds;
    return response;
}

/// A failure of the store. Details of its inside go to nobody.
HttpResponse storeProblem(const Error &error)
{
    if (error.code == ErrorCode::Io)
        return problem(503, "storage", "the store cannot be written or read now; send it again");
    return problem(500, "internal", std::string(errorCodeName(error.code)));
}

std::string_view headerOf(const HttpRequest &request, const std::string &name)
{
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view pathOf(std::string_view target) { return target.substr(0, target.find('?')); }

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// The media type before its parameters.
std::string_view mediaType(std::string_view field) { return trimmed(field.substr(0, field.find(';'))); }

/// RFC 9110, 12.5.1; q=0 is the only weight that matters with one type to offer.
bool acceptsJson(std::string_view field)
{
    if (trimmed(field).empty())
        return true;
    while (!field.empty()) {
        const auto comma = field.find(',');
        const std::string_view range = field.substr(0, comma);
        const std::string_view type = mediaType(range);
        const bool fits = type == "*/*" || equalsIgnoringCase(type, "application/*") || equalsIgnoringCase(type, "application/json");
        if (fits && range.find("q=0,") == std::string_view::npos && !trimmed(range).ends_with("q=0"))
            return true;
        field = comma == std::string_view::npos ? std::string_view() : field.substr(comma + 1);
    }
    return false;
}

/// %XX decoded; nothing when that is broken. A cursor has no other characters.
std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const auto byte = fromHex(text.substr(i + 1, 2));
        if (!byte || byte->size() != 1)
            return std::nullopt;
        out += static_cast<char>(byte->front());
        i += 2;
    }
    return out;
}

struct Query
{
    std::string cursor;
    std::string sent;
    int limit = kDefaultPullItems;
};

Error badParameter(std::string_view name, std::string detail)
{
    return {ErrorCode::Invalid, std::move(detail), {{}, 0, 0, std::string(name)}};
}

Result<void> readParameter(std::string_view name, const std::string &value, Query &query)
{
    if (name == "cursor") {
        query.cursor = value;
        return {};
    }
    if (name == "sent") {
        query.sent = value;
        return {};
    }
    if (name != "limit")
        return badParameter("query", "knows cursor, sent and limit only");
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), query.limit);
    if (fault != std::errc() || end != value.data() + value.size() || query.limit < 1 || query.limit > kMaxPullItems)
        return badParameter("limit", "must be from 1 to " + std::to_string(kMaxPullItems));
    return {};
}

Result<Query> readQuery(std::string_view target)
{
    Query query;
    const auto mark = target.find('?');
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest = pair.size() == rest.size() ? std::string_view() : rest.substr(pair.size() + 1);
        const auto equals = pair.find('=');
        const auto value = percentDecoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
        if (!value)
            return badParameter("query", "is not percent-encoded text");
        ASSENT_CHECK(readParameter(pair.substr(0, equals), *value, query));
    }
    return query;
}

/// Who asks, or the problem to answer with.
std::variant<HubDevice, HttpResponse> authenticate(HubStore &store, const HttpRequest &request)
{
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view field = headerOf(request, "authorization");
    if (field.size() <= scheme.size() || !equalsIgnoringCase(field.substr(0, scheme.size()), scheme))
        return problem(401, "unauthenticated", "this needs a device's bearer token");
    auto device = store.deviceByToken(trimmed(field.substr(scheme.size())));
    if (!device)
        return storeProblem(device.error());
    if (!*device) {
        HttpResponse response = problem(401, "unauthenticated", "the token is not known here");
        response.headers["www-authenticate"] = "Bearer realm=\"assent-hub\", error=\"invalid_token\"";
        return response;
    }
    return **std::move(device);
}

/// The body as JSON, or the problem to answer with.
std::variant<json::Value, HttpResponse> readBody(const HttpRequest &request)
{
    if (!equalsIgnoringCase(mediaType(headerOf(request, "content-type")), "application/json"))
        return problem(415, "media_type", "send application/json");
    if (!headerOf(request, "content-encoding").empty())
        return problem(415, "media_type", "send the body without a content encoding");
    if (request.body.size() > kMaxPushBytes)
        return problem(413, "too_large", "the body is larger than " + std::to_string(kMaxPushBytes) + " bytes");
    auto body = json::parse(request.body);
    if (!body) {
        const Location &where = body.error().where;
        return problem(400, "invalid_json", body.error().detail + " (column " + std::to_string(where.column) + ")", where);
    }
    return *std::move(body);
}

HttpResponse contentProblem(const Error &error)
{
    return problem(422, "invalid_content", error.detail, error.where);
}

} // namespace

namespace hubroutes {

HttpResponse answer(int status, const json::Value &body) { return sync::answer(status, body); }
HttpResponse problem(int status, std::string_view name, std::string detail, const Location &where)
{
    return sync::problem(status, name, std::move(detail), where);
}
HttpResponse storeProblem(const Error &error) { return sync::storeProblem(error); }
HttpResponse contentProblem(const Error &error) { return sync::contentProblem(error); }
std::variant<HubDevice, HttpResponse> authenticate(HubStore &store, const HttpRequest &request) { return sync::authenticate(store, request); }
std::variant<json::Value, HttpResponse> readBody(const HttpRequest &request) { return sync::readBody(request); }

Result<std::string> cursorOf(const HttpRequest &request)
{
    ASSENT_TRY(Query query, readQuery(request.path));
    return std::move(query.cursor);
}

} // namespace hubroutes

struct HubService::Route
{
    std::string_view path;
    std::string_view method;
    HttpResponse (HubService::*handler)(const HttpRequest &);
};

std::span<const HubService::Route> HubService::routes()
{
    static constexpr Route table[] = {
        {"/healthz", "GET", &HubService::health},
        {"/v1/capabilities", "GET", &HubService::capabilities},
        {"/v1/devices", "POST", &HubService::enrol},
        {"/v1/sync/push", "POST", &HubService::push},
        {"/v1/sync/pull", "GET", &HubService::pull},
        {"/v1/devices", "GET", &HubService::listDevices},
        {"/v1/devices/revoke", "POST", &HubService::revokeDevice},
        {"/v1/sync/sealed", "POST", &HubService::sealed},
        {"/v1/erasures", "POST", &HubService::erase},
        {"/v1/erasures", "GET", &HubService::erasures},
    };
    return table;
}

std::string_view HubService::routeName(std::string_view path)
{
    for (const Route &route : routes()) {
        if (route.path == pathOf(path))
            return route.path;
    }
    return "none";
}

HttpResponse HubService::handle(const HttpRequest &request)
{
    try {
        return route(request);
    } catch (const std::exception &) { // memory; the answer to it must not need much
        return {503, {{"retry-after", kRetryAfterSeconds}}, {}};
    }
}

HttpResponse HubService::route(const HttpRequest &request)
{
    const std::string_view path = pathOf(request.path);
    const auto all = routes();
    std::string taken;
    auto found = all.end();
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (it->path != path)
            continue;
        taken += (taken.empty() ? "" : ", ") + std::string(it->method == "GET" ? "GET, HEAD" : it->method);
        if (request.method == it->method || (it->method == "GET" && request.method == "HEAD"))
            found = it;
    }
    if (taken.empty())
        return problem(404, "not_found", "there is nothing at this path");
    if (found == all.end()) {
        HttpResponse response = problem(405, "method", "this path takes " + taken);
        response.headers["allow"] = taken;
        return response;
    }
    if (!acceptsJson(headerOf(request, "accept")))
        return problem(406, "not_acceptable", "answers are application/json");
    return (this->*found->handler)(request);
}

HttpResponse HubService::health(const HttpRequest &)
{
    const auto answers = m_store.check();
    if (!answers)
        return storeProblem(answers.error());
    json::Value body;
    body.set("status", "ok");
    return answer(200, body);
}

HttpResponse HubService::capabilities(const HttpRequest &)
{
    Capabilities capabilities;
    capabilities.hubEpoch = m_store.epoch();
    capabilities.logKey = m_store.logKey();
    capabilities.serverTime = m_clock.now();
    if (const auto key = m_store.sealKey())
        capabilities.sealKey = key->publicKey();
    return answer(200, toJson(capabilities));
}

HttpResponse HubService::enrol(const HttpRequest &request)
{
    auto body = readBody(request);
    if (auto *fault = std::get_if<HttpResponse>(&body))
        return std::move(*fault);
    const auto asked = enrolRequestFromJson(std::get<json::Value>(body));
    if (!asked)
        return contentProblem(asked.error());
    HubDevice device;
    auto token = m_store.redeem(*asked, device);
    if (token)
        return answer(201, toJson(EnrolResponse{*std::move(token), m_store.epoch(), m_store.logKey(), device.subject}));
    switch (token.error().code) {
    case ErrorCode::Denied: return problem(403, "code_refused", token.error().detail);
    case ErrorCode::Conflict: return problem(409, "device_known", token.error().detail);
    case ErrorCode::Invalid: return contentProblem(token.error());
    default: return storeProblem(token.error());
    }
}

HttpResponse HubService::push(const HttpRequest &request)
{
    auto who = authenticate(m_store, request);
    if (auto *fault = std::get_if<HttpResponse>(&who))
        return std::move(*fault);
    const HubDevice &device = std::get<HubDevice>(who);
    auto body = readBody(request);
    if (auto *fault = std::get_if<HttpResponse>(&body))
        return std::move(*fault);
    const auto envelope = pushEnvelopeFromJson(std::get<json::Value>(body));
    if (!envelope)
        return contentProblem(envelope.error());
    if (envelope->device != device.id)
        return problem(403, "wrong_device", "the token is another device's", {{}, 0, 0, "device"});
    if (envelope->items.size() > static_cast<std::size_t>(kMaxPushItems))
        return problem(413, "too_large", "more than " + std::to_string(kMaxPushItems) + " items", {{}, 0, 0, "items"});
    const auto taken = m_store.take(device, !device.revoked, *envelope);
    if (!taken && taken.error().code == ErrorCode::Protocol)
        return contentProblem(taken.error());
    return taken ? answer(200, toJson(*taken)) : storeProblem(taken.error());
}

HttpResponse HubService::pull(const HttpRequest &request)
{
    auto who = authenticate(m_store, request);
    if (auto *fault = std::get_if<HttpResponse>(&who))
        return std::move(*fault);
    const HubDevice &device = std::get<HubDevice>(who);
    if (device.revoked)
        return problem(403, "device_revoked", "a revoked device may send closing acts only");
    const auto query = readQuery(request.path);
    if (!query)
        return problem(400, "invalid_query", query.error().detail, query.error().where);
    const auto response = m_store.pull(device, query->cursor, query->limit, query->sent);
    if (response)
        return answer(200, toJson(*response));
    switch (response.error().code) {
    case ErrorCode::Protocol: return problem(400, "invalid_query", response.error().detail, response.error().where);
    case ErrorCode::Conflict: return problem(409, "must_refetch", response.error().detail, response.error().where);
    default: return storeProblem(response.error());
    }
}

} // namespace assent::sync
