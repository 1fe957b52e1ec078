#pragma once

#include "sync/hubservice.h"

#include <variant>

/// What the routes of HubService share; not for others.
namespace assent::sync::hubroutes {

HttpResponse answer(int status, const json::Value &body);
HttpResponse problem(int status, std::string_view name, std::string detail, const Location &where = {});
HttpResponse storeProblem(const Error &error);
HttpResponse contentProblem(const Error &error);
/// Who asks, or the problem to answer with.
std::variant<HubDevice, HttpResponse> authenticate(HubStore &store, const HttpRequest &request);
/// The body as JSON, or the problem to answer with.
std::variant<json::Value, HttpResponse> readBody(const HttpRequest &request);
/// The parameter `cursor` of a request that may have it and `limit`.
Result<std::string> cursorOf(const HttpRequest &request);

} // namespace assent::sync::hubroutes
