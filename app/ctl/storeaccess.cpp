#include "storeaccess.h"

#include "catalog/catalogstore.h"
#include "secretinput.h"
#include "vault/keychain.h"

#include <set>

namespace assent::ctl {
namespace {

constexpr const char *kIdentifierTypes[] = {
    "email", "phone", "loyalty_id", "customer_number", "esp_record", "social_login", "device"};

Error noStore(const std::filesystem::path &folder)
{
    return {ErrorCode::NotFound, "there is no store in " + folder.string()
            + "; make one with \"assentctl init\", or one with made-up people with \"assentctl demo --people 1000\""};
}

Result<SecretBytes> passphraseFor(const Context &context)
{
    if (context.options.passphraseFd < 0)
        return promptSecret("Passphrase");
    auto secret = readSecretLine(context.options.passphraseFd);
    if (!secret && secret.error().code == ErrorCode::Io)
        return wrongCall("--passphrase-fd", secret.error().detail);
    if (secret && secret->empty())
        return Error{ErrorCode::Locked, "the descriptor gave an empty passphrase"};
    return secret;
}

Result<SecretBytes> unlockWithTyped(const Context &context, const Slots &slots)
{
    ASSENT_TRY(const SecretBytes typed, passphraseFor(context));
    auto key = slots.unlockWithSecret(typed);
    if (!key && key.error().code == ErrorCode::Invalid)
        return Error{ErrorCode::Locked, key.error().detail};
    if (!key && key.error().code == ErrorCode::Locked)
        return Error{ErrorCode::Locked, slots.hasRecovery() ? "neither a passphrase nor the recovery code of this store: it does not open"
                                                            : "the passphrase does not open this store"};
    return key;
}

Result<SecretBytes> unlock(Context &context, const Slots &slots)
{
    const bool typed = slots.hasPassphrase() || slots.hasRecovery();
    if (context.options.passphraseFd < 0 && slots.hasKeychain()) {
        QtKeyring keyring;
        auto key = slots.unlockWithKeychain(keyring);
        if (key)
            return key;
        if (!typed)
            return Error{ErrorCode::Locked, "only the keychain opens this store, and it does not: " + key.error().detail};
        context.console.note("The keychain does not open the store: " + key.error().detail + ". The passphrase is needed instead.");
    }
    if (!typed)
        return Error{ErrorCode::Locked, "this store has no passphrase; only the keychain that it was made with opens it"};
    return unlockWithTyped(context, slots);
}

bool hasSlots(const std::filesystem::path &folder)
{
    std::error_code ignored;
    return std::filesystem::exists(folder / "slots.json", ignored) || std::filesystem::exists(folder / "slots.json.bak", ignored);
}

/// Takes back the slots of a store that did not come to be.
void removeSlots(const std::filesystem::path &folder)
{
    std::error_code ignored;
    for (const char *name : {"slots.json", "slots.json.bak"})
        std::filesystem::remove(folder / name, ignored);
}

Result<NewStore> makeStore(const Context &context, const NewKeys &keys)
{
    NewStore store;
    ASSENT_TRY(Slots slots, Slots::create(context.store()));
    if (!keys.passphrase.empty())
        ASSENT_CHECK(slots.setPassphrase(slots.freshKey(), keys.passphrase, calibrateArgon2()));
    if (keys.keychain) {
        QtKeyring keyring;
        ASSENT_CHECK(slots.setKeychain(slots.freshKey(), keyring));
    }
    if (keys.recovery) {
        ASSENT_TRY(store.recoveryCode, slots.setRecovery(slots.freshKey()));
    }
    ASSENT_TRY(store.vault, Vault::create(context.store(), slots.freshKey(), context.clock));
    return store;
}

} // namespace

Result<void> requireStore(const Context &context)
{
    if (!Vault::exists(context.store()))
        return noStore(context.store());
    return {};
}

Result<Slots> loadSlots(const Context &context)
{
    ASSENT_CHECK(requireStore(context));
    return Slots::load(context.store());
}

Result<SecretBytes> unlockStore(Context &context)
{
    ASSENT_TRY(const Slots slots, loadSlots(context));
    return unlock(context, slots);
}

Result<std::unique_ptr<Vault>> openVault(Context &context, int cacheMiB)
{
    ASSENT_TRY(const SecretBytes key, unlockStore(context));
    Vault::Options options;
    options.cacheMiB = cacheMiB;
    return Vault::open(context.store(), key, context.clock, options);
}

Result<SecretBytes> keyOfBackup(const Context &context, const std::filesystem::path &backup)
{
    std::vector<Slots> known;
    ASSENT_TRY(Slots own, Slots::load(backup));
    known.push_back(std::move(own));
    if (auto present = Slots::load(context.store()))
        known.push_back(*std::move(present));
    const auto fits = [&](const Result<SecretBytes> &key) { return key.ok() && Slots::confirm(backup, *key) == std::optional(true); };
    for (const Slots &slots : known) {
        if (context.options.passphraseFd >= 0 || !slots.hasKeychain())
            continue;
        QtKeyring keyring;
        if (auto key = slots.unlockWithKeychain(keyring); fits(key))
            return key;
    }
    ASSENT_TRY(const SecretBytes passphrase, passphraseFor(context));
    for (const Slots &slots : known) {
        if (auto key = slots.unlockWithSecret(passphrase); fits(key))
            return key;
    }
    return Error{ErrorCode::Locked, "the passphrase does not open this backup; it may be one that you had when it was made"};
}

Result<OpenStore> withCatalogue(std::unique_ptr<Vault> vault)
{
    auto catalogue = loadCatalogue(*vault);
    if (!catalogue && catalogue.error().code == ErrorCode::NotFound)
        return Error{ErrorCode::NotFound, "the store has no catalogue yet; load one with \"assentctl catalog publish FILE\""};
    if (!catalogue)
        return std::move(catalogue).error();
    OpenStore store;
    store.catalogue = *catalogue;
    store.profiles = std::make_unique<ProfileStore>(*vault, *catalogue);
    store.consents = std::make_unique<ConsentStore>(*vault, *catalogue);
    store.vault = std::move(vault);
    return store;
}

Result<OpenStore> openStore(Context &context, int cacheMiB)
{
    ASSENT_TRY(auto vault, openVault(context, cacheMiB));
    return withCatalogue(std::move(vault));
}

Result<NewKeys> askNewKeys(const Context &context, bool keychain)
{
    NewKeys keys;
    keys.keychain = keychain;
    if (keychain && context.options.passphraseFd < 0)
        return keys;
    if (context.options.passphraseFd < 0) {
        ASSENT_TRY(keys.passphrase, promptNewSecret("New passphrase"));
    } else {
        ASSENT_TRY(keys.passphrase, passphraseFor(context));
    }
    if (keys.passphrase.empty())
        return Error{ErrorCode::Invalid, "an empty passphrase protects nothing; nothing was made"};
    return keys;
}

Result<NewStore> createStore(const Context &context, const NewKeys &keys)
{
    if (Vault::exists(context.store()))
        return Error{ErrorCode::Conflict, "there is a store in " + context.store().string() + " already"};
    if (hasSlots(context.store()))
        return Error{ErrorCode::Conflict, context.store().string()
                + " holds the keys of a store whose file is missing; put store.db back, or choose another folder"};
    auto store = makeStore(context, keys);
    if (!store && !Vault::exists(context.store()))
        removeSlots(context.store());
    return store;
}

Result<SubjectId> findSubject(OpenStore &store, const std::string &idOrIdentifier, std::string argument)
{
    if (const auto id = SubjectId::parse(idOrIdentifier)) {
        auto person = store.profiles->person(*id);
        if (!person)
            return Error{person.error().code, person.error().detail, {{}, 0, 0, std::move(argument)}};
        return *id;
    }
    std::set<SubjectId> found;
    for (const char *type : kIdentifierTypes) {
        const auto people = store.profiles->findByIdentifier(type, idOrIdentifier);
        if (!people && people.error().code == ErrorCode::Invalid)
            continue; // not of this type
        if (!people)
            return people.error();
        found.insert(people->begin(), people->end());
    }
    if (found.size() == 1)
        return *found.begin();
    if (found.empty())
        return Error{ErrorCode::NotFound, "nobody has this identifier, and it is no id (a UUID); "
                "\"assentctl person search\" finds people by their names", {{}, 0, 0, std::move(argument)}};
    return Error{ErrorCode::Conflict, std::to_string(found.size()) + " people have this identifier; name one by id", {{}, 0, 0, std::move(argument)}};
}

} // namespace assent::ctl
