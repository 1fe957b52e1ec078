#include "command.h"
#include "interrupt.h"
#include "progressline.h"
#include "storeaccess.h"
#include "text.h"
#include "vault/holders.h"
#include "vault/keychain.h"
#include "vault/rekey.h"
#include "vaultparts.h"

namespace assent::ctl {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s; ///< how long others have to close the store
constexpr int kLookMillis = 100;

/// Asks the programs that have the store open to close it, and waits until they have.
Result<void> closeElsewhere(const std::filesystem::path &folder)
{
    ASSENT_CHECK(requestLock(folder));
    const auto until = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        auto alone = KeyHolder::alone(folder, kLookMillis);
        if (alone)
            return {};
        if (interrupt::requested())
            return Error{ErrorCode::Cancelled, "stopped while waiting for the store to be closed"};
        if (std::chrono::steady_clock::now() >= until)
            return Error{ErrorCode::Io, "another program still has the store open"};
    }
}

class Lock final : public Command
{
public:
    explicit Lock(CLI::App &parent)
        : Command(parent, "lock", "Have every program that has the store open close it, and wait up to 10 s for that",
            "  assentctl vault lock        # exit code 1 when one still has it open")
    {
    }

    Result<void> run(Context &context) override
    {
        ASSENT_CHECK(requireStore(context));
        ASSENT_CHECK(closeElsewhere(context.store()));
        json::Value document;
        document.set("locked", true);
        context.console.document(document);
        context.console.print("locked");
        return {};
    }
};

class Rekey final : public Command
{
public:
    explicit Rekey(CLI::App &parent)
        : Command(parent, "rekey", "After a compromise: encrypt the whole store anew under another key",
            "  assentctl vault rekey --recovery\n"
            "  assentctl vault rekey --passphrase-fd 3 --new-passphrase-fd 4 3<old 4<new\n"
            "  assentctl vault rekey --keychain --no-passphrase")
    {
        app().add_option("--new-passphrase-fd", m_newFd, "Read the new passphrase from this descriptor (default: a prompt)")
            ->type_name("N")->check(quietly(CLI::NonNegativeNumber));
        app().add_flag("--keychain", m_keychain, "Keep a new key in the desktop's keychain");
        app().add_flag("--recovery", m_recovery, "Make a new recovery code");
        app().add_flag("--no-passphrase", m_noPassphrase, "No passphrase; needs --keychain");
    }

    Result<void> run(Context &context) override
    {
        if (m_noPassphrase && (!m_keychain || m_newFd >= 0))
            return wrongCall("--no-passphrase", "without a passphrase the keychain is needed: --keychain");
        ASSENT_TRY(const SecretBytes key, unlockStore(context));
        QtKeyring keyring;
        NewSlots wanted;
        wanted.recovery = m_recovery;
        wanted.keyring = m_keychain ? &keyring : nullptr;
        if (!m_noPassphrase) {
            ASSENT_TRY(wanted.passphrase, askNewPassphrase(m_newFd, "--new-passphrase-fd"));
            wanted.cost = calibrateArgon2();
        }
        ASSENT_CHECK(closeElsewhere(context.store()));
        ASSENT_TRY(const Rekeyed rekeyed, encrypt(context, key, wanted));
        ASSENT_TRY(const Slots slots, Slots::load(context.store()));
        report(context, slotNames(slots), rekeyed);
        return {};
    }

private:
    static Result<Rekeyed> encrypt(Context &context, const SecretBytes &key, const NewSlots &wanted)
    {
        ProgressLine progress("Encrypting anew", "pages");
        return rekey(context.store(), key, wanted, progress);
    }

    static void report(Context &context, const std::vector<std::string> &names, const Rekeyed &rekeyed)
    {
        json::Value document;
        document.set("rekeyed", true);
        document.set("slots", json::Array(names.begin(), names.end()));
        document.set("gone", namesOf(rekeyed.gone));
        document.set("recovery_code", recoveryJson(rekeyed.recoveryCode));
        document.set("unfinished", rekeyed.unfinished ? json::Value(rekeyed.unfinished->detail) : json::Value());
        context.console.document(document);
        context.console.print(toText(names, rekeyed));
        if (rekeyed.unfinished)
            context.console.note("The old key's slots could not be removed yet (" + rekeyed.unfinished->detail
                + "); the next opening of the store does it.");
        context.console.note("Backups that were made before still open with the old key: make a new one and destroy the old ones.");
    }

    static std::string toText(const std::vector<std::string> &names, const Rekeyed &rekeyed)
    {
        std::string text = "The store has another key. It can be opened by: " + joined(names) + ".\n";
        for (const SlotKind kind : rekeyed.gone)
            text += "Gone: the " + std::string(kind == SlotKind::Recovery ? "recovery code" : slotName(kind))
                + ", which could not be taken over.\n";
        return text + recoveryText(rekeyed.recoveryCode);
    }

    int m_newFd = -1;
    bool m_keychain = false;
    bool m_recovery = false;
    bool m_noPassphrase = false;
};

} // namespace

void addVaultKeyCommands(CLI::App &vault, Commands &commands)
{
    commands.push_back(std::make_unique<Lock>(vault));
    commands.push_back(std::make_unique<Rekey>(vault));
}

} // namespace assent::ctl
