#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/uuid.h"

namespace assent::sync {

/// GET /v1/devices: {"devices":[{"id","label","subject","enrolled_at","revoked_at"}]}
struct DeviceInfo
{
    DeviceId id;
    std::string label;
    std::optional<SubjectId> subject; ///< scope: this person only
    Timestamp enrolledAt;
    std::optional<Timestamp> revokedAt;
};
json::Value toJson(const DeviceInfo &device);
json::Value toJson(std::span<const DeviceInfo> devices);
Result<std::vector<DeviceInfo>> devicesFromJson(const json::Value &value);

} // namespace assent::sync
