#pragma once

#include "consent/consentstore.h"
#include "profile/profilestore.h"
#include "sync/client.h"

namespace assent::ui {

/// Everything that reads or writes one opened store. Made, used and destroyed
/// on a StoreThread; the members are ordered so that what hangs on the vault
/// goes before it.
struct OpenStore
{
    std::unique_ptr<Vault> vault;
    std::shared_ptr<const Catalogue> catalogue;
    std::unique_ptr<ConsentStore> consents;
    std::unique_ptr<ProfileStore> profiles;
    std::unique_ptr<sync::Transport> transport;
    std::unique_ptr<sync::Client> client;

    /// NotFound: no store, or no catalogue in it. Else as Vault::open.
    static Result<OpenStore> open(const std::filesystem::path &folder, const SecretBytes &key,
        const Clock &clock, int cacheMiB);
};

} // namespace assent::ui
