#pragma once

#include "ledger/ledger.h"
#include "sync/messages.h"

#include <memory>

namespace assent::sync {

std::span<const Migration> hubSchema();

struct HubDevice
{
    DeviceId id;
    PublicKey publicKey = {};
    std::string label;
    std::optional<SubjectId> subject; ///< scope: this person only
    bool revoked = false;
};

/// The hub's data. Payloads are sealed under a key per subject, which lives in a
/// file of its own (keys.db), so that a backup of the data holds no readable
/// payload and erasing a key erases for good.
class HubStore
{
public:
    /// Opens, or makes, the embedded store in a folder; `key` opens both files.
    static Result<std::unique_ptr<HubStore>> open(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock);
    ~HubStore();

    Vault &vault();
    const std::string &epoch() const;

    /// A code that enrols one device once, within its time. Only its hash is kept.
    Result<std::string> newCode(std::optional<SubjectId> scope, std::chrono::seconds validFor);
    /// Denied when unknown, used or expired. Gives the token; only its hash is kept.
    Result<std::string> redeem(const EnrolRequest &request, HubDevice &device);
    Result<std::optional<HubDevice>> deviceByToken(std::string_view token);
    Result<std::optional<HubDevice>> device(DeviceId id);
    Result<void> revoke(DeviceId id);

    /// Takes a batch in one transaction; a verdict each.
    Result<std::vector<PushResult>> take(const HubDevice &from, bool entitled, const PushRequest &request);
    /// Items after a cursor ("" is the beginning) that the device may see.
    /// Protocol: not a cursor. Conflict: of another epoch.
    Result<PullResponse> pull(const HubDevice &to, std::string_view cursor, int limit);
    Result<std::int64_t> itemCount();

private:
    struct State;
    explicit HubStore(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace assent::sync
