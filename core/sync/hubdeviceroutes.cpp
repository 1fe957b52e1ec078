// GET /v1/devices and POST /v1/devices/revoke.
#include "sync/devicemessages.h"
#include "sync/hubroutes.h"

namespace assent::sync {

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

HttpResponse HubService::State::listDevices(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticateActive(store, call.request));
    const auto all = store.devices();
    if (!all)
        return storeProblem(all.error());
    std::vector<DeviceInfo> list;
    for (const HubDevice &one : *all) {
        if (maySee(device, one))
            list.push_back({one.id, one.label, one.subject, one.enrolledAt, one.revokedAt});
    }
    return answer(200, toJson(std::span<const DeviceInfo>(list)));
}

HttpResponse HubService::State::revokeDevice(const HubCall &call)
{
    ASSENT_OR_ANSWER(const HubDevice device, authenticateActive(store, call.request));
    ASSENT_OR_ANSWER(const json::Value body, readBody(call.request));
    const auto id = namedIn(body);
    if (!id)
        return problem(422, "invalid_content", "names no device", {{}, 0, 0, "device"});
    const auto known = store.device(*id);
    if (!known)
        return storeProblem(known.error());
    if (!*known || !maySee(device, **known))
        return problem(404, "not_found", "there is no such device");
    const auto done = store.revoke(*id);
    return done ? answer(200, json::Value(json::Object{{"revoked", (*known)->id.toString()}})) : storeProblem(done.error());
}

} // namespace assent::sync
