#pragma once

#include "base/json.h"
#include "crypto/argon2id.h"
#include "crypto/secret.h"

#include <filesystem>
#include <optional>

namespace assent {

/// Where a key-encryption key may be kept outside the store: the desktop's
/// keychain, or a fake of it. Calls may take long; never on a UI thread.
class Keyring
{
public:
    virtual ~Keyring() = default;
    /// NotFound: no such entry, or a keychain that stays locked and says so: it
    /// never means that a new key is due. Locked: refused by the user or still locked.
    /// Io: no keyring, it hangs past its limit, or any other failure.
    virtual Result<SecretBytes> read(const std::string &entry) = 0;
    virtual Result<void> write(const std::string &entry, const SecretBytes &secret) = 0;
    virtual Result<void> remove(const std::string &entry) = 0;
};

/// The wrapped store key (ARCHITECTURE.md section 4):
///
///   each slot  AES-256-GCM(KEK, DBK), AAD = store ‖ slot ‖ version
///
/// kept in slots.json and, the same, in slots.json.bak: written one after the
/// other with fsync, so that one of them is always whole. A file that is torn
/// is passed over; two torn files are Corrupt. The format: core/vault/README.md.
///
/// A passphrase is UTF-8 and is taken in NFKC, so that it may be typed on
/// another keyboard. Changes hold the writers' lock; one that another program
/// made since load() is a Conflict.
class Slots
{
public:
    /// A new raw key (32 bytes of key, 16 of salt) with no slot yet; nothing is
    /// written until the first slot is added. Conflict when the folder holds a
    /// store: its key is never made anew.
    static Result<Slots> create(const std::filesystem::path &folder);
    /// NotFound: no slots. Newer: written by a later version.
    static Result<Slots> load(const std::filesystem::path &folder);
    /// Whether the folder's slots were made for this raw key; nothing when they
    /// cannot be read. Tells a damaged store from a wrong key.
    static std::optional<bool> confirm(const std::filesystem::path &folder, const SecretBytes &key);

    Slots(Slots &&) noexcept = default;
    Slots &operator=(Slots &&) noexcept = default;

    bool hasPassphrase() const;
    bool hasKeychain() const;

    /// Locked when the passphrase or the keychain's key is wrong, NotFound when
    /// there is no such slot; and whatever the keyring fails with.
    Result<SecretBytes> unlockWithPassphrase(const SecretBytes &passphrase) const;
    Result<SecretBytes> unlockWithKeychain(Keyring &keyring) const;

    /// Add or replace a slot; `key` is the raw key. The file is durable when
    /// this returns; on failure the old file stands. An empty passphrase is
    /// Invalid; a cost below the floor is Invalid; a key that these slots were
    /// not made for is Locked.
    Result<void> setPassphrase(const SecretBytes &key, const SecretBytes &passphrase, Argon2Cost cost = {});
    Result<void> setKeychain(const SecretBytes &key, Keyring &keyring);
    /// Conflict when it is the last slot. When the keychain fails the slot is
    /// gone all the same; its entry there then opens nothing.
    Result<void> removeKeychain(Keyring &keyring);

    /// The raw key of a store that was just created with create().
    const SecretBytes &freshKey() const { return m_freshKey; }

private:
    struct Slot
    {
        std::string kind; ///< "passphrase" or "keychain"
        int version = 1;
        Argon2Cost cost;
        Bytes salt;
        Bytes wrapped;
        std::string entry; ///< the keychain's entry
    };

    explicit Slots(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    static Result<Slots> parse(const std::filesystem::path &folder, std::string_view text);
    static Result<Slot> parseSlot(const json::Value &entry);
    const Slot *find(std::string_view kind) const;
    std::string text() const;
    Bytes associatedData(const Slot &slot) const;
    bool confirms(const SecretBytes &key) const;
    Result<void> requireKey(const SecretBytes &key);
    Result<SecretBytes> open(const Slot &slot, const SecretBytes &wrappingKey) const;
    Result<void> put(Slot slot, const SecretBytes &key, const SecretBytes &wrappingKey);
    Result<void> replaceSlots(std::vector<Slot> slots);
    Result<void> save() const;
    Result<void> expectRevision(std::int64_t revision) const;
    void healCopy() const;

    std::filesystem::path m_folder;
    std::string m_store; ///< names the store in the associated data and the keychain
    std::int64_t m_revision = 0; ///< of the file; 0: not written yet
    Bytes m_check; ///< an AEAD of nothing under the raw key
    std::vector<Slot> m_slots;
    SecretBytes m_freshKey;
};

/// Argon2id parameters for this machine: t=3 and as much memory, up to 64 MiB,
/// as keeps one derivation under a second; never below kArgon2Floor.
Argon2Cost calibrateArgon2();

} // namespace assent
