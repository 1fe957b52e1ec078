#include "session/openstore.h"

#include "catalog/catalogstore.h"

namespace assent::ui {

Result<OpenStore> OpenStore::open(const std::filesystem::path &folder, const SecretBytes &key,
    const Clock &clock, int cacheMiB)
{
    Vault::Options options;
    options.cacheMiB = cacheMiB;
    OpenStore store;
    ASSENT_TRY(store.vault, Vault::open(folder, key, clock, options));
    ASSENT_TRY(store.catalogue, loadCatalogue(*store.vault));
    store.consents = std::make_unique<ConsentStore>(*store.vault, store.catalogue);
    store.profiles = std::make_unique<ProfileStore>(*store.vault, store.catalogue);
    return store;
}

} // namespace assent::ui
