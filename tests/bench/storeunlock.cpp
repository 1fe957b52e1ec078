#include "bench/store.h"

#include "catalog/catalogstore.h"
#include "fakes/fakekeyring.h"
#include "vault/keychain.h"

namespace assent::bench {
namespace {

using Unlock = std::function<Result<SecretBytes>(const Slots &)>;

void openStore(const TwinStores &twins, const Unlock &unlock)
{
    static const SystemClock clock;
    const Slots slots = must(Slots::load(twins.folder), "the slots");
    const SecretBytes key = must(unlock(slots), "the key");
    const auto vault = must(Vault::open(twins.folder, key, clock), "the store");
    must(loadCatalogue(*vault), "the catalogue");
}

void openPlain(const TwinStores &twins)
{
    PlainDatabase plain(twins.plainFile, kCacheMiB);
    readAll(plain.prepare("SELECT body FROM catalogue"));
}

Figure unlockFigure(const std::string &name, const Settings &settings, const TwinStores &twins, double limit, const Unlock &unlock)
{
    const Pair seconds = interleaved(settings.rounds, [&](int) { return timed([&] { openStore(twins, unlock); }); },
        [&](int) { return timed([&] { openPlain(twins); }); });
    Figure figure{name, seconds.value, "s", seconds.baseline, "plain SQLite: open and read the catalogue", seconds.value / seconds.baseline, {}, {}};
    figure.bar = "<= " + std::to_string(limit).substr(0, 3) + " s at 1,000,000";
    if (twins.people >= kBarPeople)
        figure.holds = figure.value <= limit;
    return figure;
}

/// The desktop's keychain where there is one that answers, else one in memory.
std::pair<std::unique_ptr<Keyring>, std::string> anyKeyring(Slots &slots, const SecretBytes &key)
{
    auto real = std::make_unique<QtKeyring>("org.assent.Assent.bench", std::chrono::seconds(2));
    if (slots.setKeychain(key, *real))
        return {std::move(real), "store.unlock_keychain"};
    auto memory = std::make_unique<FakeKeyring>();
    must(slots.setKeychain(key, *memory), "a keychain in memory");
    return {std::move(memory), "store.unlock_keychain_in_memory"};
}

void copyCatalogue(const TwinStores &twins)
{
    static const SystemClock clock;
    const auto vault = must(Vault::open(twins.folder, twins.store.key, clock), "the store");
    const StoreTables tables(vault->db());
    PlainDatabase plain(twins.plainFile, kCacheMiB);
    plain.transaction([&] { RowInserter(plain, tables).insert(tables.read(tables.find("catalogue"))); });
    plain.checkpoint();
}

} // namespace

std::vector<Figure> unlockFigures(const Settings &settings, TwinStores &twins)
{
    copyCatalogue(twins);
    must(twins.store.slots.setPassphrase(twins.store.key, SecretBytes(kPassphrase), calibrateArgon2()), "a passphrase");
    const auto [keyring, name] = anyKeyring(twins.store.slots, twins.store.key);
    Keyring &keychain = *keyring;
    std::vector<Figure> figures{
        unlockFigure(name, settings, twins, 0.3, [&](const Slots &slots) { return slots.unlockWithKeychain(keychain); }),
        unlockFigure("store.unlock_passphrase", settings, twins, 1.2,
            [](const Slots &slots) { return slots.unlockWithPassphrase(SecretBytes(kPassphrase)); })};
    must(twins.store.slots.remove(SlotKind::Keychain, &keychain), "the keychain's entry");
    return figures;
}

} // namespace assent::bench
