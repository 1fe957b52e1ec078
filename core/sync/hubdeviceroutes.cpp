// GET /v1/devices and POST /v1/devices/revoke.
#include "sync/devicemessages.h"
#include "sync/hubroutes.h"

namespace assent::sync {

using namespace hubroutes;

namespace {

/// A device of one person sees that person's.
bool maySee(const HubDevice &who, const HubDevice &device) { return !who.subject || who.subject == device.subject; }

std::optional<DeviceId> namedIn(const json::Value &body)
{
    json::Reader in(body, "");
    in.only({"device"});
    const DeviceId id = in.id<DeviceId>("device");
    return in.finish() ? std::optional(id) : std::nullopt;
}

} // namespace

HttpResponse HubService::listDevices(const HttpRequest &request)
{
    auto who = authenticate(m_store, request);
    if (auto *fault = std::get_if<HttpResponse>(&who))
        return std::move(*fault);
    const HubDevice &device = std::get<HubDevice>(who);
    if (device.revoked)
        return problem(403, "device_revoked", "a revoked device may send closing acts only");
    const auto all = m_store.devices();
    if (!all)
        return storeProblem(all.error());
    std::vector<DeviceInfo> list;
    for (const HubDevice &one : *all) {
        if (maySee(device, one))
            list.push_back({one.id, one.label, one.subject, one.enrolledAt, one.revokedAt});
    }
    return answer(200, toJson(std::span<const DeviceInfo>(list)));
}

HttpResponse HubService::revokeDevice(const HttpRequest &request)
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
    const auto id = namedIn(std::get<json::Value>(body));
    if (!id)
        return problem(422, "invalid_content", "names no device", {{}, 0, 0, "device"});
    const auto known = m_store.device(*id);
    if (!known)
        return storeProblem(known.error());
    if (!*known || !maySee(device, **known))
        return problem(404, "not_found", "there is no such device");
    const auto done = m_store.revoke(*id);
    return done ? answer(200, json::Value(json::Object{{"revoked", (*known)->id.toString()}})) : storeProblem(done.error());
}

} // namespace assent::sync
