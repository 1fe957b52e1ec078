#include "sync/hubanswer.h"

#include <algorithm>
#include <charconv>

namespace assent::sync {
namespace {

constexpr const char *kProblemType = "urn:assent:problem:";
constexpr const char *kRetryAfterSeconds = "5";

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

/// %XX decoded; nothing when that is broken. "+" is a blank in forms only.
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

} // namespace

HttpResponse answer(int status, const json::Value &body) { return answerText(status, json::canonical(body)); }

HttpResponse answerText(int status, std::string json)
{
    return {status, {{"content-type", "application/json"}, {"cache-control", "no-store"}, {"x-content-type-options", "nosniff"}}, std::move(json)};
}

HttpResponse problem(int status, std::string_view name, std::string detail, const Location &where)
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

HttpResponse storeProblem(const Error &error)
{
    if (error.code == ErrorCode::Io)
        return problem(503, "storage", "the store cannot be written or read now; nothing was taken");
    return problem(500, "internal", std::string(errorCodeName(error.code)));
}

HttpResponse contentProblem(const Error &error)
{
    return problem(422, "invalid_content", error.detail, error.where);
}

HttpResponse queryProblem(const Error &error) { return problem(400, "invalid_query", error.detail, error.where); }

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

OrProblem<HubDevice> authenticate(HubStore &store, const HttpRequest &request)
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

OrProblem<HubDevice> authenticateActive(HubStore &store, const HttpRequest &request)
{
    auto who = authenticate(store, request);
    const auto *device = std::get_if<HubDevice>(&who);
    if (device && device->revoked)
        return problem(403, "device_revoked", "a revoked device may send closing acts only");
    return who;
}

OrProblem<std::string_view> bodyText(const HttpRequest &request)
{
    if (!equalsIgnoringCase(mediaType(headerOf(request, "content-type")), "application/json"))
        return problem(415, "media_type", "send application/json");
    if (!headerOf(request, "content-encoding").empty())
        return problem(415, "media_type", "send the body without a content encoding");
    if (request.body.size() > kMaxPushBytes)
        return problem(413, "too_large", "the body is larger than " + std::to_string(kMaxPushBytes) + " bytes");
    return std::string_view(request.body);
}

OrProblem<json::Value> readBody(const HttpRequest &request)
{
    const auto text = bodyText(request);
    if (const auto *refused = std::get_if<HttpResponse>(&text))
        return *refused;
    auto body = json::parse(std::get<std::string_view>(text));
    if (!body) {
        const Location &where = body.error().where;
        return problem(400, "invalid_json", body.error().detail + " (column " + std::to_string(where.column) + ")", where);
    }
    return *std::move(body);
}

Error Query::badParameter(std::string name, std::string detail)
{
    return {ErrorCode::Invalid, std::move(detail), {{}, 0, 0, std::move(name)}};
}

Result<Query> Query::read(std::string_view target, std::initializer_list<std::string_view> known)
{
    Query query;
    const auto mark = target.find('?');
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        rest = pair.size() == rest.size() ? std::string_view() : rest.substr(pair.size() + 1);
        const auto equals = pair.find('=');
        const std::string_view name = pair.substr(0, equals);
        const auto value = percentDecoded(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
        if (!value)
            return badParameter("query", "is not percent-encoded text");
        if (std::find(known.begin(), known.end(), name) == known.end())
            return badParameter("query", "has a parameter that this path does not take");
        if (!query.m_values.emplace(name, *value).second)
            return badParameter("query", "names a parameter twice");
    }
    return query;
}

std::string Query::text(const std::string &name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? std::string() : found->second;
}

Result<std::int64_t> Query::number(const std::string &name, std::int64_t fallback, std::int64_t low, std::int64_t high) const
{
    if (!has(name))
        return fallback;
    const std::string value = text(name);
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (fault != std::errc() || end != value.data() + value.size() || number < low || number > high)
        return badParameter(name, "must be from " + std::to_string(low) + " to " + std::to_string(high));
    return number;
}

} // namespace assent::sync
