#pragma once

#include "catalog/catalogue.h"
#include "sync/transport.h"
#include "vault/vault.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace assent::sync {

/// Closing acts that wait while the store is locked: closings.sealed in the store's
/// folder, {"hub":URL,"sealed":["base64url",…]}. Each text is sealed for the hub
/// (crypto/sealedbox.h, this context) and is, opened, a push with the device's token:
///
///   {"device":…,"items":[…],"token":…}
///
/// Nobody but the hub can read it, the store's owner neither. Client::sealClosings()
/// writes it, and the outbox keeps what is in it: sent twice, it is there once.
inline constexpr std::string_view kSealContext = "assent/closings/v1";
inline constexpr std::size_t kMaxSealedText = 700 * 1024; ///< bytes before sealing

struct SealedClosings
{
    std::string hubUrl;
    std::vector<Bytes> texts;
};
/// Nothing when none wait. Corrupt: the file does not read.
Result<std::optional<SealedClosings>> readSealed(const std::filesystem::path &store);
Result<void> writeSealed(const std::filesystem::path &store, const SealedClosings &sealed);
void removeSealed(const std::filesystem::path &store);

/// Client::sealClosings() for a program without a way to the hub.
Result<bool> sealClosings(Vault &vault, std::shared_ptr<const Catalogue> catalogue);

/// Sends what the file holds to POST /v1/sync/sealed, without the store's key, and
/// removes what the hub took; how many texts it did. On failure the rest stays.
/// Denied: the hub does not know the device, or cannot open them.
Result<int> sendSealed(const std::filesystem::path &store, Transport &transport);

} // namespace assent::sync
