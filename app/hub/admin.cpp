#include "hub/admin.h"

#include "sync/hubservice.h"

#include <cstdio>

namespace assent::hub {
namespace {

void print(const std::string &line) { std::fputs((line + "\n").c_str(), stdout); }

template<typename IdType>
Result<IdType> parseArgument(const std::string &text, std::string argument)
{
    auto id = IdType::parse(text);
    if (!id)
        return Error{ErrorCode::Invalid, id.error().detail, {{}, 0, 0, std::move(argument)}};
    return *id;
}

json::Value toJson(const sync::HubDevice &device)
{
    json::Value out;
    out.set("id", device.id.toString());
    out.set("label", device.label);
    out.set("role", sync::isSystem(device) ? "system" : "device");
    out.set("subject", device.subject && !sync::isSystem(device) ? json::Value(device.subject->toString()) : json::Value());
    out.set("enrolled_at", toRfc3339(device.enrolledAt));
    out.set("revoked_at", device.revokedAt ? json::Value(toRfc3339(*device.revokedAt)) : json::Value());
    return out;
}

std::string toLine(const sync::HubDevice &device)
{
    return device.id.toString() + "  " + toRfc3339(device.enrolledAt) + (device.revoked ? "  revoked  " : "  active   ")
        + (sync::isSystem(device) ? "a system    " : device.subject ? "one person  " : "everyone    ") + device.label;
}

} // namespace

Result<void> makeCode(const CodeOptions &options)
{
    std::optional<SubjectId> subject;
    if (!options.subject.empty()) {
        ASSENT_TRY(subject, parseArgument<SubjectId>(options.subject, "--subject"));
    }
    if (options.role == "system") {
        if (subject)
            return Error{ErrorCode::Invalid, "is not for a system, which speaks for nobody", {{}, 0, 0, "--subject"}};
        subject = sync::kNobody;
    }
    const SystemClock clock;
    ASSENT_TRY(const auto store, openHub(options.store, clock, false));
    const std::chrono::minutes life(options.minutes);
    ASSENT_TRY(const std::string code, store->newCode(subject, life));
    if (!options.json) {
        print(code);
        return {};
    }
    json::Value out;
    out.set("code", code);
    out.set("expires_at", toRfc3339(clock.now() + life));
    out.set("role", options.role);
    out.set("subject", subject && subject != sync::kNobody ? json::Value(subject->toString()) : json::Value());
    print(json::pretty(out));
    return {};
}

Result<void> listDevices(const DeviceOptions &options)
{
    const SystemClock clock;
    ASSENT_TRY(const auto store, openHub(options.store, clock, false));
    ASSENT_TRY(const auto devices, store->devices());
    json::Array list;
    for (const sync::HubDevice &device : devices) {
        if (options.json)
            list.push_back(toJson(device));
        else
            print(toLine(device));
    }
    if (options.json)
        print(json::pretty(json::Value(std::move(list))));
    return {};
}

Result<void> revokeDevice(const DeviceOptions &options)
{
    ASSENT_TRY(const DeviceId id, parseArgument<DeviceId>(options.device, "--device"));
    const SystemClock clock;
    ASSENT_TRY(const auto store, openHub(options.store, clock, false));
    ASSENT_CHECK(store->revoke(id));
    if (!options.json)
        return {};
    ASSENT_TRY(const auto device, store->device(id));
    print(json::pretty(toJson(*device)));
    return {};
}

} // namespace assent::hub
