#include "command.h"
#include "storeaccess.h"
#include "text.h"
#include "vault/keychain.h"
#include "vaultparts.h"

namespace assent::ctl {
namespace {

constexpr const char *kActions[] = {"list", "add", "change", "remove"};

std::optional<SlotKind> kindOf(const std::string &name)
{
    for (const SlotKind kind : kSlotKinds) {
        if (slotName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

/// A slot as it is listed. Whether one in a keychain opens is tried, for it may
/// have been lost; of a passphrase and a paper only their owner knows.
struct Listed
{
    SlotKind kind;
    std::optional<bool> opens;
    std::string why;
};

std::vector<Listed> listOf(const Slots &slots)
{
    std::vector<Listed> list;
    for (const SlotKind kind : kSlotKinds) {
        if (!slots.has(kind))
            continue;
        Listed &slot = list.emplace_back(Listed{kind, std::nullopt, {}});
        if (kind != SlotKind::Keychain)
            continue;
        QtKeyring keyring;
        const auto key = slots.unlockWithKeychain(keyring);
        slot.opens = key.ok();
        slot.why = key ? std::string() : key.error().detail;
    }
    return list;
}

json::Value toJson(const std::vector<Listed> &list)
{
    json::Array slots;
    for (const Listed &slot : list) {
        json::Value item;
        item.set("kind", slotName(slot.kind));
        item.set("opens", slot.opens ? json::Value(*slot.opens) : json::Value());
        item.set("why", slot.why.empty() ? json::Value() : json::Value(slot.why));
        slots.push_back(std::move(item));
    }
    json::Value document;
    document.set("slots", std::move(slots));
    return document;
}

std::string toText(const std::vector<Listed> &list)
{
    std::string text;
    for (const Listed &slot : list) {
        text += std::string(slotName(slot.kind));
        if (slot.opens)
            text += *slot.opens ? "  opens the store now" : "  does not open the store now: " + slot.why;
        text += "\n";
    }
    return text;
}

class EditSlots final : public Command
{
public:
    explicit EditSlots(CLI::App &parent)
        : Command(parent, "slots", "What opens the store: list, add, change, remove a passphrase, keychain or recovery code",
            "  assentctl vault slots\n"
            "  assentctl vault slots add recovery\n"
            "  assentctl vault slots add keychain\n"
            "  assentctl vault slots change passphrase --passphrase-fd 3 --new-passphrase-fd 4 3<old 4<new\n"
            "  assentctl vault slots remove keychain      # refused when nothing else opens the store now")
    {
        app().add_option("ACTION", m_action, "list, add, change or remove")
            ->check(quietly(CLI::IsMember(std::vector<std::string>(std::begin(kActions), std::end(kActions)))))->capture_default_str();
        app().add_option("SLOT", m_slot, "passphrase, keychain or recovery")
            ->check(quietly(CLI::IsMember({"passphrase", "keychain", "recovery"})));
        app().add_option("--new-passphrase-fd", m_newFd, "Read the new passphrase from this descriptor (default: a prompt)")
            ->type_name("N")->check(quietly(CLI::NonNegativeNumber));
    }

    Result<void> run(Context &context) override
    {
        const auto kind = kindOf(m_slot);
        if (m_action == "list" && kind)
            return wrongCall("SLOT", "the list is of all slots");
        if (m_action == "list")
            return list(context);
        if (!kind)
            return wrongCall("SLOT", "name what to " + m_action + ": passphrase, keychain or recovery");
        ASSENT_TRY(const SecretBytes key, unlockStore(context));
        ASSENT_TRY(Slots slots, Slots::load(context.store()));
        if (m_action == "remove")
            return remove(context, slots, *kind);
        if (m_action == "add" && slots.has(*kind))
            return Error{ErrorCode::Conflict, "the store has this slot already; \"assentctl vault slots change " + m_slot + "\" replaces it"};
        if (m_action == "change" && !slots.has(*kind))
            return Error{ErrorCode::NotFound, "the store has no such slot; \"assentctl vault slots add " + m_slot + "\" adds one"};
        return set(context, slots, key, *kind);
    }

private:
    static Result<void> list(Context &context)
    {
        ASSENT_TRY(const Slots slots, loadSlots(context));
        const std::vector<Listed> listed = listOf(slots);
        context.console.document(toJson(listed));
        context.console.print(toText(listed));
        return {};
    }

    Result<void> set(Context &context, Slots &slots, const SecretBytes &key, SlotKind kind) const
    {
        SecretBytes code;
        if (kind == SlotKind::Recovery) {
            ASSENT_TRY(code, slots.setRecovery(key));
        } else if (kind == SlotKind::Keychain) {
            QtKeyring keyring;
            ASSENT_CHECK(slots.setKeychain(key, keyring));
        } else {
            ASSENT_TRY(const SecretBytes passphrase, askNewPassphrase(m_newFd, "--new-passphrase-fd"));
            ASSENT_CHECK(slots.setPassphrase(key, passphrase, calibrateArgon2()));
        }
        report(context, slots, code);
        return {};
    }

    static Result<void> remove(Context &context, Slots &slots, SlotKind kind)
    {
        QtKeyring keyring;
        const Result<void> removed = slots.remove(kind, &keyring);
        if (!removed && removed.error().code == ErrorCode::Conflict)
            return Error{ErrorCode::Conflict, removed.error().detail + "; add another one first"};
        if (!removed && slots.has(kind))
            return removed;
        if (!removed) // gone, but its entry stayed in the keychain
            context.console.note("The keychain kept its entry, which opens nothing now: " + removed.error().detail);
        report(context, slots, {});
        return {};
    }

    static void report(Context &context, const Slots &slots, const SecretBytes &code)
    {
        const std::vector<std::string> names = slotNames(slots);
        json::Value document;
        document.set("slots", json::Array(names.begin(), names.end()));
        document.set("recovery_code", recoveryJson(code));
        context.console.document(document);
        context.console.print("The store can be opened by: " + joined(names) + ".\n" + recoveryText(code));
    }

    std::string m_action = "list";
    std::string m_slot;
    int m_newFd = -1;
};

} // namespace

void addVaultSlotsCommand(CLI::App &vault, Commands &commands) { commands.push_back(std::make_unique<EditSlots>(vault)); }

} // namespace assent::ctl
