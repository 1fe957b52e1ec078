#pragma once

#include "base/json.h"
#include "crypto/argon2id.h"
#include "crypto/secret.h"

#include <filesystem>
#include <functional>
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
    /// The desktop whose keychain this is ("GNOME"), empty where that is not
    /// known: another desktop's keychain does not have its entries.
    virtual std::string backend() const { return {}; }
};

enum class SlotKind { Passphrase, Keychain, Recovery };
inline constexpr SlotKind kSlotKinds[] = {SlotKind::Passphrase, SlotKind::Keychain, SlotKind::Recovery};
/// "passphrase", "keychain", "recovery"
std::string_view slotName(SlotKind kind);

/// What is to open a store whose key is changed (vault/rekey.h).
struct NewSlots
{
    SecretBytes passphrase; ///< empty: no such slot
    Argon2Cost cost;        ///< of the passphrase; calibrateArgon2()
    Keyring *keyring = nullptr; ///< null: no slot in a keychain
    bool recovery = false;
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
///
/// While a change of the key is unfinished the files hold the slots of both
/// keys. Each kind of unlock then finds out which key the store has, ends the
/// change in the files, and returns that key; load() again before changing slots.
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

    bool has(SlotKind kind) const;
    bool hasPassphrase() const { return has(SlotKind::Passphrase); }
    bool hasKeychain() const { return has(SlotKind::Keychain); }
    bool hasRecovery() const { return has(SlotKind::Recovery); }

    /// Locked when the passphrase, the code or the keychain's key is wrong,
    /// NotFound when there is no such slot; and whatever the keyring fails with.
    Result<SecretBytes> unlockWithPassphrase(const SecretBytes &passphrase) const;
    Result<SecretBytes> unlockWithKeychain(Keyring &keyring) const;
    /// Also Invalid, when the text is no recovery code or was copied wrongly.
    Result<SecretBytes> unlockWithRecovery(const SecretBytes &code) const;
    /// Whatever a person may type: a recovery code where the text is one and
    /// there is such a slot, else the passphrase. Invalid: it opens nothing and
    /// looks like a recovery code that was copied wrongly.
    Result<SecretBytes> unlockWithSecret(const SecretBytes &typed) const;

    /// Add or replace a slot; `key` is the raw key. The file is durable when
    /// this returns; on failure the old file stands. An empty passphrase is
    /// Invalid; a cost below the floor is Invalid; a key that these slots were
    /// not made for is Locked.
    Result<void> setPassphrase(const SecretBytes &key, const SecretBytes &passphrase, Argon2Cost cost = {});
    Result<void> setKeychain(const SecretBytes &key, Keyring &keyring);
    /// Returns the code as it is to be shown, once.
    Result<SecretBytes> setRecovery(const SecretBytes &key);

    /// Conflict when no usable slot would be left: one in a keychain counts only
    /// when `keyring` opens it now, since an entry that cannot be read is no way
    /// in. When the keychain fails to forget a removed slot's entry that is the
    /// error, and the slot is gone all the same; the entry then opens nothing.
    Result<void> remove(SlotKind kind, Keyring *keyring);

    /// The raw key of a store that was just created with create().
    const SecretBytes &freshKey() const { return m_freshKey; }

    // For vault/rekey.h, which says in what order. Each is durable on return.

    struct Change
    {
        SecretBytes key;          ///< the new raw key
        SecretBytes recoveryCode; ///< as it is to be shown; empty: none was wanted
        std::vector<SlotKind> gone; ///< kinds that open the store now and will not
    };
    /// Makes a new raw key and its slots, beside the present ones.
    Result<Change> beginChange(const SecretBytes &key, const NewSlots &wanted);
    /// Keeps only the slots of this key, one of the two. The other's keychain
    /// entry is forgotten where there is a keyring; it opens nothing.
    Result<void> endChange(const SecretBytes &key, Keyring *keyring);
    /// Whether a change to this key is unfinished.
    bool isNext(const SecretBytes &key) const { return m_next && confirms(*m_next, key); }

private:
    struct Slot
    {
        SlotKind kind = SlotKind::Passphrase;
        int version = 1;
        Argon2Cost cost;
        Bytes salt;
        Bytes wrapped;
        std::string entry;   ///< the keychain's entry
        std::string backend; ///< whose keychain; empty: not known
    };

    /// The slots of one raw key.
    struct Set
    {
        Bytes check; ///< an AEAD of nothing under the raw key
        std::vector<Slot> slots;

        const Slot *find(SlotKind kind) const;
        void put(Slot slot); ///< in the place of the one of its kind
    };
    /// A file from elsewhere must not make this machine derive for minutes.
    static constexpr Argon2Cost kArgon2Ceiling{64, 4 * 1024 * 1024, 64};
    static bool isAllowed(const Argon2Cost &cost);
    using WrappingKey = std::function<Result<SecretBytes>(const Slot &)>;

    explicit Slots(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    // slotfile.cpp
    static Result<Slots> parse(const std::filesystem::path &folder, std::string_view text);
    static Result<Set> parseSet(const json::Value &value, std::string path);
    static Result<Slot> parseSlot(const json::Value &entry);
    static json::Value toJson(const Slot &slot);
    static json::Object toJson(const Set &set);
    std::string text() const;
    Result<void> write(Set now, std::optional<Set> next);
    Result<void> save() const;
    Result<void> expectRevision(std::int64_t revision) const;
    void healCopy() const;

    Bytes associatedData(const Slot &slot) const;
    Result<Bytes> makeCheck(const SecretBytes &key) const;
    bool confirms(const Set &set, const SecretBytes &key) const;
    Result<void> requireKey(const SecretBytes &key) const;
    Result<SecretBytes> open(const Set &set, SlotKind kind, const WrappingKey &wrappingKey) const;
    Result<SecretBytes> unlock(SlotKind kind, const WrappingKey &wrappingKey) const;
    Result<SecretBytes> keyOfStore(const std::vector<SecretBytes> &keys) const; // rekey.cpp
    Result<void> wrap(Slot &slot, const SecretBytes &key, const SecretBytes &wrappingKey) const;
    Result<Slot> passphraseSlot(const SecretBytes &key, const SecretBytes &passphrase, Argon2Cost cost) const;
    Result<Slot> keychainSlot(const SecretBytes &key, Keyring &keyring) const;
    Result<Slot> recoverySlot(const SecretBytes &key, SecretBytes &shown) const;
    Result<void> put(Slot slot);
    bool isUsable(const Slot &slot, Keyring *keyring) const;

    std::filesystem::path m_folder;
    std::string m_store; ///< names the store in the associated data and the keychain
    std::int64_t m_revision = 0; ///< of the file; 0: not written yet
    Set m_now;
    std::optional<Set> m_next; ///< of the key that the store may have by now
    SecretBytes m_freshKey;
};

/// Argon2id parameters for this machine: t=3 and as much memory, up to 64 MiB,
/// as keeps one derivation under a second; never below kArgon2Floor.
Argon2Cost calibrateArgon2();

} // namespace assent
