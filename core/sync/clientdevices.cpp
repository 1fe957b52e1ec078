#include "sync/clientdevices.h"

#include "sync/client.h"

namespace assent::sync {

Result<PublicKey> rememberDevice(const WriteTransaction &transaction, DeviceId device, const std::optional<PublicKey> &told)
{
    if (device == transaction.vault().deviceId())
        return transaction.vault().deviceKey().publicKey();
    ASSENT_TRY(Statement find, transaction.db().prepare("SELECT public_key FROM device WHERE id = ?"));
    find.bind(1, device.bytes());
    ASSENT_TRY(const bool known, find.step());
    if (known) {
        ASSENT_TRY(const PublicKey key, toPublicKey(find.blob(0)));
        if (told && *told != key)
            return Error{ErrorCode::Denied, "the hub names another key for a device that is known"};
        return key;
    }
    if (!told)
        return Error{ErrorCode::Protocol, "the hub sent an event of a device without its key"};
    ASSENT_TRY(Statement write, transaction.db().prepare("INSERT INTO device(id, public_key, label, enrolled_at) VALUES(?,?,'',?)"));
    write.bind(1, device.bytes()).bind(2, ByteView(*told)).bind(3, transaction.vault().clock().now());
    ASSENT_CHECK(write.run());
    return *told;
}

Result<std::vector<DeviceInfo>> Client::devices()
{
    ASSENT_CHECK(joinedHub());
    ASSENT_TRY(const json::Value answer, call({"GET", "/v1/devices", {}, {}}));
    auto devices = devicesFromJson(answer);
    if (!devices)
        return Error{ErrorCode::Protocol, devices.error().toString()};
    return devices;
}

Result<void> Client::revokeDevice(DeviceId device)
{
    ASSENT_CHECK(joinedHub());
    const json::Value body(json::Object{{"device", device.toString()}});
    const auto answer = call({"POST", "/v1/devices/revoke", {}, json::canonical(body)});
    if (answer)
        return {};
    if (m_status == 404)
        return Error{ErrorCode::NotFound, "the hub knows no such device, or this one may not see it"};
    return answer.error();
}

} // namespace assent::sync
