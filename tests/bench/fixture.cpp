#include "bench/fixture.h"

#include "catalog/catalogstore.h"

namespace assent::bench {

std::shared_ptr<const Catalogue> sampleCatalogue()
{
    const std::filesystem::path resources = ASSENT_RESOURCE_DIR;
    return std::make_shared<const Catalogue>(must(
        loadCatalogueFiles(resources / "sample/catalogue.json", resources / "rules/regimes.json"), "the sample catalogue"));
}

OpenStore newStore(const std::filesystem::path &folder, const Catalogue &catalogue, const Clock &clock, int cacheMiB)
{
    Slots slots = must(Slots::create(folder), "slots");
    SecretBytes key = slots.freshKey().clone();
    must(slots.setPassphrase(key, SecretBytes(kPassphrase), kArgon2Floor), "a passphrase");
    OpenStore store{std::move(slots), std::move(key), nullptr};
    Vault::Options options;
    options.cacheMiB = cacheMiB;
    store.vault = must(Vault::create(folder, store.key, clock, options), "a new store");
    auto transaction = must(WriteTransaction::begin(*store.vault), "a transaction");
    must(publishCatalogue(transaction, catalogue), "the catalogue");
    must(transaction.commit(), "the catalogue");
    return store;
}

Decision toggle(const ConsentKey &key, bool grant)
{
    Decision decision;
    decision.act = grant ? Act::Grant : Act::Withdraw;
    decision.pattern = KeyPattern::of(key);
    decision.servedMode = grant ? ServedMode::Screen : ServedMode::None;
    return decision;
}

std::vector<ConsentKey> choosableKeys(const ConsentStore &consents, const ConsentView &view)
{
    std::vector<ConsentKey> keys;
    for (const KeyState &state : consents.states(view, SystemClock().now())) {
        if (state.state.model == ConsentModel::OptIn)
            keys.push_back(state.key);
    }
    if (keys.empty())
        giveUp("the sample catalogue has no opt-in purpose");
    return keys;
}

} // namespace assent::bench
