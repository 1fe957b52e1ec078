#include "catalog/catalogstore.h"
#include "command.h"
#include "interrupt.h"
#include "ledger/ledger.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "vault/outbox.h"
#include "vaultparts.h"

namespace assent::ctl {
namespace {

std::uint64_t sizeOnDisk(const std::filesystem::path &folder)
{
    std::uint64_t size = 0;
    std::error_code fault;
    for (const auto &entry : std::filesystem::directory_iterator(folder, fault)) {
        if (entry.is_regular_file(fault))
            size += entry.file_size(fault);
    }
    return size;
}

/// What `vault status` says.
struct Status
{
    std::vector<std::string> slots;
    int schema = 0;
    std::uint64_t size = 0;
    std::int64_t people = 0;
    std::int64_t events = 0;
    std::uint64_t entries = 0;
    OutboxCounts outbox;
    bool hub = false;
    std::shared_ptr<const Catalogue> catalogue; ///< shared by loadCatalogue; null: none yet
};

Result<Status> statusOf(Vault &vault)
{
    Status status;
    ASSENT_TRY(const Slots slots, Slots::load(vault.folder()));
    status.slots = slotNames(slots);
    ASSENT_TRY(const std::int64_t schema, vault.db().integer("PRAGMA user_version"));
    status.schema = static_cast<int>(schema);
    status.size = sizeOnDisk(vault.folder());
    ASSENT_TRY(status.people, vault.db().integer("SELECT count(*) FROM subject"));
    ASSENT_TRY(status.events, vault.db().integer("SELECT count(*) FROM consent_event"));
    ASSENT_TRY(status.entries, Ledger(vault).size());
    ASSENT_TRY(status.outbox, outbox::counts(vault));
    ASSENT_TRY(status.hub, outbox::hasHub(vault));
    auto catalogue = loadCatalogue(vault);
    if (!catalogue && catalogue.error().code != ErrorCode::NotFound)
        return std::move(catalogue).error();
    if (catalogue)
        status.catalogue = *catalogue;
    return status;
}

json::Value toJson(const OutboxCounts &outbox)
{
    json::Value value;
    value.set("waiting_closings", outbox.waitingClosings);
    value.set("waiting_others", outbox.waitingOthers);
    value.set("set_aside", outbox.setAside);
    value.set("oldest", outbox.oldest ? json::Value(toRfc3339(*outbox.oldest)) : json::Value());
    return value;
}

json::Value toJson(const Vault &vault, const Status &status)
{
    json::Array slots(status.slots.begin(), status.slots.end());
    json::Value value;
    value.set("store", vault.folder().string());
    value.set("kind", "replica");
    value.set("store_id", vault.storeId().toString());
    value.set("device_id", vault.deviceId().toString());
    value.set("slots", std::move(slots));
    value.set("schema", status.schema);
    value.set("size_bytes", status.size);
    value.set("people", status.people);
    value.set("events", status.events);
    value.set("ledger_entries", status.entries);
    value.set("outbox", toJson(status.outbox));
    value.set("has_hub", status.hub);
    value.set("controller", status.catalogue ? json::Value(status.catalogue->controller().str()) : json::Value());
    value.set("catalogue_version", status.catalogue ? json::Value(status.catalogue->version()) : json::Value());
    return value;
}

std::string outboxText(const Status &status)
{
    if (!status.hub)
        return "works alone: nothing is sent anywhere";
    const OutboxCounts &outbox = status.outbox;
    std::string text = "nothing waits to be sent";
    if (outbox.waitingClosings + outbox.waitingOthers > 0)
        text = counted(outbox.waitingClosings, "closing act", "closing acts") + " and "
            + counted(outbox.waitingOthers, "other change", "other changes") + " wait to be sent";
    if (outbox.setAside > 0)
        text += ", " + grouped(outbox.setAside) + " set aside";
    return text;
}

std::string toText(const Vault &vault, const Status &status)
{
    const std::string catalogue = status.catalogue ? status.catalogue->controllerName().in("en") + ", version "
            + std::to_string(status.catalogue->version()) : "none yet";
    return facts({{"Store", vault.folder().string()}, {"Kind", "replica"}, {"Store id", vault.storeId().toString()},
        {"Device id", vault.deviceId().toString()}, {"Opened by", joined(status.slots)},
        {"Schema", std::to_string(status.schema)}, {"Size", byteSize(status.size)}, {"Catalogue", catalogue},
        {"People", grouped(status.people)}, {"Decisions", grouped(status.events)},
        {"Ledger", counted(static_cast<std::int64_t>(status.entries), "entry", "entries")}, {"Outbox", outboxText(status)}});
}

class ShowStatus final : public Command
{
public:
    explicit ShowStatus(CLI::App &parent)
        : Command(parent, "status", "What the store holds and how it is opened",
            "  assentctl vault status\n"
            "  assentctl vault status --store /srv/assent --passphrase-fd 3 --json 3<secret")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        ASSENT_TRY(const Status status, statusOf(*vault));
        context.console.document(toJson(*vault, status));
        context.console.print(toText(*vault, status));
        return {};
    }
};

class Check final : public Command
{
public:
    explicit Check(CLI::App &parent)
        : Command(parent, "check", "Check every page's seal and every table's structure",
            "  assentctl vault check        # exit code 4 when something is damaged")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        ProgressLine progress("Checking", "steps");
        const interrupt::Watch watch([&] { vault->db().interrupt(); });
        ASSENT_CHECK(vault->check(progress));
        json::Value document;
        document.set("whole", true);
        context.console.document(document);
        context.console.print("Every page and every table is whole.");
        return {};
    }
};

class LockCheck final : public Command
{
public:
    explicit LockCheck(CLI::App &parent)
        : Command(parent, "lock-check", "Say how the store is locked and whether the key given opens it",
            "  assentctl vault lock-check --passphrase-fd 3 3<secret      # exit code 3 when it does not")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        ASSENT_TRY(const Slots slots, Slots::load(vault->folder()));
        json::Value document;
        document.set("opens", true);
        const std::vector<std::string> names = slotNames(slots);
        document.set("slots", json::Array(names.begin(), names.end()));
        context.console.document(document);
        context.console.print("The key opens the store. It can be opened by: " + joined(names) + ".");
        return {};
    }
};

} // namespace

void addVaultCommands(CLI::App &parent, Commands &commands)
{
    CLI::App &group = addGroup(parent, "vault", "The encrypted store itself");
    commands.push_back(std::make_unique<ShowStatus>(group));
    commands.push_back(std::make_unique<Check>(group));
    commands.push_back(std::make_unique<LockCheck>(group));
    addVaultSlotsCommand(group, commands);
    addVaultKeyCommands(group, commands);
    addBackupCommands(group, commands);
}

} // namespace assent::ctl
