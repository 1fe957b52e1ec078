#include "sync/devicemessages.h"

namespace assent::sync {

json::Value toJson(const DeviceInfo &device)
{
    json::Value value;
    value.set("id", device.id.toString());
    value.set("label", device.label);
    value.set("subject", device.subject ? json::Value(device.subject->toString()) : json::Value());
    value.set("enrolled_at", toRfc3339(device.enrolledAt));
    value.set("revoked_at", device.revokedAt ? json::Value(toRfc3339(*device.revokedAt)) : json::Value());
    return value;
}

json::Value toJson(std::span<const DeviceInfo> devices)
{
    json::Value list{json::Array{}};
    for (const DeviceInfo &device : devices)
        list.push(toJson(device));
    json::Value out;
    out.set("devices", std::move(list));
    return out;
}

Result<std::vector<DeviceInfo>> devicesFromJson(const json::Value &value)
{
    json::Reader in(value, "");
    const json::Array &list = in.list("devices");
    ASSENT_CHECK(in.finish());
    std::vector<DeviceInfo> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        json::Reader entry(list[i], "devices[" + std::to_string(i) + "]");
        DeviceInfo device;
        device.id = entry.id<DeviceId>("id");
        device.label = entry.textOr("label", {});
        device.subject = entry.idIf<SubjectId>("subject");
        device.enrolledAt = entry.time("enrolled_at");
        device.revokedAt = entry.timeIf("revoked_at");
        ASSENT_CHECK(entry.finish());
        out.push_back(std::move(device));
    }
    return out;
}

} // namespace assent::sync
