#pragma once

#include "sync/hubstore.h"
#include "sync/transport.h"

#include <initializer_list>
#include <map>

namespace assent::sync {

// What the routes of the hub have in common: answers, problems, and reading a
// request. Not for others.

HttpResponse answer(int status, const json::Value &body);
HttpResponse answerText(int status, std::string json);
/// RFC 9457, with `field` and `line` where a part of the request is at fault.
HttpResponse problem(int status, std::string_view name, std::string detail, const Location &where = {});
/// A failure of the store. Details of its inside go to nobody.
HttpResponse storeProblem(const Error &error);
HttpResponse contentProblem(const Error &error);
HttpResponse queryProblem(const Error &error);

/// A value, or the problem to answer with.
template<typename T>
using OrProblem = std::variant<T, HttpResponse>;

std::string_view pathOf(std::string_view target);
std::string_view headerOf(const HttpRequest &request, const std::string &name);
bool equalsIgnoringCase(std::string_view a, std::string_view b);
/// A media type before its parameters.
std::string_view mediaType(std::string_view field);
/// RFC 9110, 12.5.1.
bool acceptsJson(std::string_view field);
std::string_view trimmed(std::string_view text);

/// Who asks. A revoked device is still known.
OrProblem<HubDevice> authenticate(HubStore &store, const HttpRequest &request);
/// Who asks, and is not revoked.
OrProblem<HubDevice> authenticateActive(HubStore &store, const HttpRequest &request);
/// A body that may be JSON.
OrProblem<std::string_view> bodyText(const HttpRequest &request);
OrProblem<json::Value> readBody(const HttpRequest &request);

/// The parameters of a target, decoded.
class Query
{
public:
    /// Invalid at "query" when it is broken, names something else or one twice.
    static Result<Query> read(std::string_view target, std::initializer_list<std::string_view> known);

    bool has(const std::string &name) const { return m_values.contains(name); }
    /// "" when absent.
    std::string text(const std::string &name) const;
    /// Invalid, naming it, when it is not a whole number from `low` to `high`.
    Result<std::int64_t> number(const std::string &name, std::int64_t fallback, std::int64_t low, std::int64_t high) const;
    /// Invalid, naming it, when it is absent or no id.
    template<typename IdType>
    Result<IdType> id(const std::string &name) const
    {
        auto parsed = IdType::parse(text(name));
        return parsed ? parsed : Result<IdType>(badParameter(name, has(name) ? parsed.error().detail : "is required"));
    }
    static Error badParameter(std::string name, std::string detail);

private:
    std::map<std::string, std::string> m_values;
};

/// Returns the problem to the caller, or declares `target` as the value.
#define ASSENT_OR_ANSWER(target, expression) ASSENT_OR_ANSWER_(ASSENT_JOIN(assentReply, __LINE__), target, expression)
#define ASSENT_OR_ANSWER_(name, target, expression) \
    auto name = (expression); \
    if (auto *fault = std::get_if<HttpResponse>(&name)) \
        return std::move(*fault); \
    target = std::get<0>(std::move(name))

} // namespace assent::sync
