#pragma once

#include "crypto/secret.h"
#include "vault/vault.h"

#include <memory>
#include <optional>

namespace assent::sync {

/// The embedded store's keys per subject, in a store of their own beside the
/// data (DIR/keys/), which backups of the data leave out.
class SubjectKeys
{
public:
    /// Opens, or makes when `make`; else NotFound when there is none.
    static Result<std::unique_ptr<SubjectKeys>> open(
        const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock, bool make);
    static bool exists(const std::filesystem::path &folder);

    /// Makes the keys that are missing. Durable when this returns, so that no
    /// item outlives a power cut without its key.
    Result<void> ensure(std::span<const SubjectId> subjects);
    /// NotFound when the subject has none.
    Result<SecretBytes> find(SubjectId subject);
    /// For good when this returns. Those that are gone already are no error.
    Result<void> destroy(std::span<const SubjectId> subjects);
    Result<void> checkpoint() { return m_vault->checkpoint(); }

private:
    explicit SubjectKeys(std::unique_ptr<Vault> vault) : m_vault(std::move(vault)) {}
    std::unique_ptr<Vault> m_vault;
};

/// What is made of one subject's key.
struct ItemSeal
{
    static Result<ItemSeal> of(const SecretBytes &key, SubjectId subject);

    /// AES-256-GCM, bound to the item's id.
    Result<Bytes> close(const Uuid &item, std::string_view text) const;
    /// Corrupt when the seal does not hold.
    Result<SecretBytes> open(const Uuid &item, ByteView sealed) const;
    /// Tells two contents of one id apart, and nothing to who lacks the key.
    Digest contentHash(std::string_view text) const;

    SecretBytes sealing;
    SecretBytes hashing;
};

} // namespace assent::sync
