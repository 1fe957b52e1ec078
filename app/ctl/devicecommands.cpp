#include "syncparts.h"

#include "interrupt.h"
#include "table.h"
#include "text.h"

namespace assent::ctl {
namespace {

class Enrol final : public Command
{
public:
    explicit Enrol(CLI::App &parent)
        : Command(parent, "enrol", "Join a hub with a one-time code, or get a new token from the store's own",
            "  assentctl device enrol --hub https://hub.example.org --enrol-code-fd 3 3<code\n"
            "  assentctl device enrol            # the hub no longer lets this device in: with a new code")
    {
        m_hub.addTo(app());
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const sync::SyncStatus status, sync::status(*store.vault));
        ASSENT_TRY(const std::string url, m_hub.url(status));
        ASSENT_TRY(const auto transport, m_hub.transport(url));
        const interrupt::Watch watch([&] { transport->abort(); });
        sync::Client client(*store.vault, store.catalogue, *transport);
        ASSENT_CHECK(m_hub.enrol(context, client, url));
        context.console.document(json::Value(json::Object{{"device", store.vault->deviceId().toString()}, {"hub", url}, {"anew", status.hasHub}}));
        context.console.print("Enrolled as device " + store.vault->deviceId().toString() + ". \"assentctl sync\" sends what waits.");
        return {};
    }

private:
    HubOptions m_hub;
};

class List final : public Command
{
public:
    explicit List(CLI::App &parent)
        : Command(parent, "list", "The devices at the hub that this one may see", "  assentctl device list --json")
    {
        m_hub.addReachTo(app());
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const HubAccess hub, openHub(context, m_hub));
        const interrupt::Watch watch([&] { hub.transport->abort(); });
        const auto devices = hub.client->devices();
        if (!devices)
            return at(hub.hubUrl, devices.error());
        const DeviceId own = hub.store.vault->deviceId();
        json::Array list;
        Table table({{"ID", Table::Column::Kind::Fixed}, {"NAME"}, {"FOR"}, {"ENROLLED", Table::Column::Kind::Fixed}, {"NOTE"}});
        for (const sync::DeviceInfo &device : *devices) {
            json::Value value = sync::toJson(device);
            value.set("own", device.id == own);
            list.push_back(std::move(value));
            table.add({device.id.toString(), device.label, device.subject ? "one person" : "everyone", shortTime(device.enrolledAt),
                device.revokedAt ? "revoked " + shortTime(*device.revokedAt) : device.id == own ? "this device" : ""});
        }
        context.console.document(json::Value(json::Object{{"devices", json::Value(std::move(list))}}));
        context.console.print(table.toText(120));
        return {};
    }

private:
    HubOptions m_hub;
};

class Revoke final : public Command
{
public:
    explicit Revoke(CLI::App &parent)
        : Command(parent, "revoke", "Lock a device out of the hub; its withdrawals are still taken",
            "  assentctl device revoke 0195a1c2-7b1e-7c11-9f00-2f6d1c0a4b5e")
    {
        app().add_option("ID", m_id, "As \"device list\" shows it")->required();
        m_hub.addReachTo(app());
    }

    Result<void> run(Context &context) override
    {
        const auto id = DeviceId::parse(m_id);
        if (!id)
            return wrongCall("ID", "is no id (a UUID); \"assentctl device list\" shows them");
        ASSENT_TRY(const HubAccess hub, openHub(context, m_hub));
        const interrupt::Watch watch([&] { hub.transport->abort(); });
        if (const auto done = hub.client->revokeDevice(*id); !done)
            return at(hub.hubUrl, done.error());
        context.console.document(json::Value(json::Object{{"revoked", id->toString()}}));
        context.console.print("Revoked. The hub takes withdrawals of that device and nothing else.");
        return {};
    }

private:
    std::string m_id;
    HubOptions m_hub;
};

} // namespace

void addDeviceCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "device", "Devices at the hub");
    commands.push_back(std::make_unique<Enrol>(group));
    commands.push_back(std::make_unique<List>(group));
    commands.push_back(std::make_unique<Revoke>(group));
}

} // namespace assent::ctl
