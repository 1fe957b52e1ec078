#include "vault/slots.h"

#include "crypto/aead.h"
#include "crypto/hash.h"
#include "vault/recoverycode.h"

#include <QString>

#include <algorithm>
#include <chrono>

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRawKeySize = 48;
constexpr std::size_t kWrappingKeySize = 32;
constexpr std::size_t kSaltSize = 16;
constexpr std::string_view kPassphraseInfo = "assent/slot/passphrase/v1";
constexpr std::string_view kRecoveryInfo = "assent/slot/recovery/v1";
constexpr std::string_view kCheckInfo = "assent/slots/check/v1";
void wipeText(QString &text)
{
    // Through constData: data() would detach and wipe a fresh copy.
    wipe(const_cast<QChar *>(text.constData()), static_cast<std::size_t>(text.size()) * sizeof(QChar));
}

Result<SecretBytes> normalised(const SecretBytes &passphrase)
{
    const std::string_view text = asText(passphrase.view());
    if (text.empty())
        return Error{ErrorCode::Invalid, "the passphrase is empty"};
    if (!isUtf8(text))
        return Error{ErrorCode::Invalid, "the passphrase is not UTF-8"};
    QString typed = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    QString normal = typed.normalized(QString::NormalizationForm_KC);
    QByteArray bytes = normal.toUtf8();
    SecretBytes out(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    wipe(const_cast<char *>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
    wipeText(normal);
    wipeText(typed);
    return out;
}

Result<SecretBytes> keyFromPassphrase(const SecretBytes &passphrase, ByteView salt, const Argon2Cost &cost)
{
    ASSENT_TRY(const SecretBytes text, normalised(passphrase));
    ASSENT_TRY(const SecretBytes stretched, argon2id(text.view(), salt, cost, kWrappingKeySize));
    return hkdfSha256(stretched.view(), {}, asBytes(kPassphraseInfo), kWrappingKeySize);
}

Result<SecretBytes> keyFromCode(const SecretBytes &code)
{
    return hkdfSha256(code.view(), {}, asBytes(kRecoveryInfo), kWrappingKeySize);
}

Bytes checkData(const std::string &store) { return toBytes(asBytes(std::string(kCheckInfo) + "\n" + store)); }

/// Forgets a keychain entry that no slot names; the caller has its own answer.
void forget(Keyring &keyring, const std::string &entry) { (void)keyring.remove(entry); }

/// Where another desktop's keychain keeps the entry, says so.
Error elsewhere(Error error, const std::string &kept, const std::string &here)
{
    if (!kept.empty() && kept != here)
        error.detail += "; the key was put into the keychain of " + kept + ", and this session "
            + (here.empty() ? std::string("has no desktop") : "is " + here);
    return error;
}

Error unfinished() { return Error{ErrorCode::Conflict, "a change of the key is unfinished"}; }

} // namespace

std::string_view slotName(SlotKind kind)
{
    switch (kind) {
    case SlotKind::Passphrase: return "passphrase";
    case SlotKind::Keychain: return "keychain";
    case SlotKind::Recovery: return "recovery";
    }
    return {};
}

const Slots::Slot *Slots::Set::find(SlotKind kind) const
{
    const auto found = std::find_if(slots.begin(), slots.end(), [&](const Slot &slot) { return slot.kind == kind; });
    return found == slots.end() ? nullptr : &*found;
}

void Slots::Set::put(Slot slot)
{
    std::erase_if(slots, [&](const Slot &one) { return one.kind == slot.kind; });
    slots.push_back(std::move(slot));
}

Result<Slots> Slots::create(const fs::path &folder)
{
    std::error_code fault;
    if (fs::exists(folder / "store.db", fault))
        return Error{ErrorCode::Conflict, "the folder holds a store already"};
    Slots slots(folder);
    ASSENT_TRY(const Bytes name, randomBytes(16));
    slots.m_store = toHex(name);
    ASSENT_TRY(slots.m_freshKey, randomSecret(kRawKeySize));
    ASSENT_TRY(slots.m_now.check, slots.makeCheck(slots.m_freshKey));
    return slots;
}

std::optional<bool> Slots::confirm(const fs::path &folder, const SecretBytes &key)
{
    const Result<Slots> slots = load(folder);
    if (!slots)
        return std::nullopt;
    return slots->confirms(slots->m_now, key) || (slots->m_next && slots->confirms(*slots->m_next, key));
}

Result<Bytes> Slots::makeCheck(const SecretBytes &key) const
{
    return aeadSeal(key.view().first(kAeadKeySize), checkData(m_store), {});
}

bool Slots::confirms(const Set &set, const SecretBytes &key) const
{
    const ByteView half = key.view().first(std::min(key.size(), kAeadKeySize));
    return aeadOpen(half, checkData(m_store), set.check).ok();
}

Result<void> Slots::requireKey(const SecretBytes &key) const
{
    if (key.size() != kRawKeySize || !confirms(m_now, key))
        return Error{ErrorCode::Locked, "this is not the key of these slots"};
    if (m_next)
        return unfinished();
    return {};
}

bool Slots::has(SlotKind kind) const { return m_now.find(kind) || (m_next && m_next->find(kind)); }

Bytes Slots::associatedData(const Slot &slot) const
{
    return toBytes(asBytes("assent/slot\n" + m_store + "\n" + std::string(slotName(slot.kind)) + "\n" + std::to_string(slot.version)));
}

// Opening

Result<SecretBytes> Slots::open(const Set &set, SlotKind kind, const WrappingKey &wrappingKey) const
{
    const Slot *slot = set.find(kind);
    if (!slot)
        return Error{ErrorCode::NotFound, "the store has no slot for this: " + std::string(slotName(kind))};
    ASSENT_TRY(const SecretBytes unwrap, wrappingKey(*slot));
    if (unwrap.size() != kWrappingKeySize)
        return Error{ErrorCode::Locked, "the slot's key has another size"};
    auto key = aeadOpen(unwrap.view(), associatedData(*slot), slot->wrapped);
    if (!key || key->size() != kRawKeySize)
        return Error{ErrorCode::Locked, "the slot does not open"};
    return key;
}

Result<SecretBytes> Slots::unlock(SlotKind kind, const WrappingKey &wrappingKey) const
{
    auto now = open(m_now, kind, wrappingKey);
    if (!m_next)
        return now;
    auto next = open(*m_next, kind, wrappingKey);
    std::vector<SecretBytes> keys;
    for (Result<SecretBytes> *key : {&now, &next}) {
        if (*key)
            keys.push_back(std::move(**key));
    }
    if (!keys.empty())
        return keyOfStore(keys);
    return now.error().code == ErrorCode::NotFound ? std::move(next) : std::move(now);
}

Result<SecretBytes> Slots::unlockWithPassphrase(const SecretBytes &passphrase) const
{
    return unlock(SlotKind::Passphrase, [&](const Slot &slot) { return keyFromPassphrase(passphrase, slot.salt, slot.cost); });
}

Result<SecretBytes> Slots::unlockWithKeychain(Keyring &keyring) const
{
    return unlock(SlotKind::Keychain, [&](const Slot &slot) -> Result<SecretBytes> {
        auto kept = keyring.read(slot.entry);
        if (!kept)
            return elsewhere(kept.error(), slot.backend, keyring.backend());
        return kept;
    });
}

Result<SecretBytes> Slots::unlockWithRecovery(const SecretBytes &code) const
{
    SecretBytes bytes;
    if (recoverycode::read(code, bytes) != recoverycode::Reading::Code)
        return Error{ErrorCode::Invalid, "this is no recovery code, or it was copied wrongly"};
    return unlock(SlotKind::Recovery, [&](const Slot &) { return keyFromCode(bytes); });
}

Result<SecretBytes> Slots::unlockWithSecret(const SecretBytes &typed) const
{
    SecretBytes bytes;
    const auto reading = has(SlotKind::Recovery) ? recoverycode::read(typed, bytes) : recoverycode::Reading::Other;
    if (reading == recoverycode::Reading::Code)
        return unlockWithRecovery(typed);
    auto key = unlockWithPassphrase(typed);
    const bool closed = !key && (key.error().code == ErrorCode::Locked || key.error().code == ErrorCode::NotFound);
    if (closed && reading == recoverycode::Reading::Typo)
        return Error{ErrorCode::Invalid, "this looks like a recovery code that was copied wrongly"};
    if (!key && key.error().code == ErrorCode::NotFound && has(SlotKind::Recovery))
        return Error{ErrorCode::Locked, "this is no recovery code, and the store has no passphrase"};
    return key;
}

// Slots

bool Slots::isAllowed(const Argon2Cost &cost)
{
    const auto within = [](std::uint32_t low, std::uint32_t value, std::uint32_t high) { return value >= low && value <= high; };
    return within(kArgon2Floor.passes, cost.passes, kArgon2Ceiling.passes)
        && within(kArgon2Floor.memoryKiB, cost.memoryKiB, kArgon2Ceiling.memoryKiB)
        && within(kArgon2Floor.lanes, cost.lanes, kArgon2Ceiling.lanes);
}

Result<void> Slots::wrap(Slot &slot, const SecretBytes &key, const SecretBytes &wrappingKey) const
{
    ASSENT_TRY(slot.wrapped, aeadSeal(wrappingKey.view(), associatedData(slot), key.view()));
    return {};
}

Result<Slots::Slot> Slots::passphraseSlot(const SecretBytes &key, const SecretBytes &passphrase, Argon2Cost cost) const
{
    if (!isAllowed(cost))
        return Error{ErrorCode::Invalid, "the cost of Argon2id is out of bounds"};
    Slot slot;
    slot.kind = SlotKind::Passphrase;
    slot.cost = cost;
    ASSENT_TRY(slot.salt, randomBytes(kSaltSize));
    ASSENT_TRY(const SecretBytes wrappingKey, keyFromPassphrase(passphrase, slot.salt, cost));
    ASSENT_CHECK(wrap(slot, key, wrappingKey));
    return slot;
}

Result<Slots::Slot> Slots::keychainSlot(const SecretBytes &key, Keyring &keyring) const
{
    // Each key gets an entry of its own: the old slot works until the new one
    // is durable.
    ASSENT_TRY(const Bytes name, randomBytes(8));
    Slot slot;
    slot.kind = SlotKind::Keychain;
    slot.entry = "store/" + m_store + "/" + toHex(name);
    slot.backend = keyring.backend();
    ASSENT_TRY(const SecretBytes wrappingKey, randomSecret(kWrappingKeySize));
    ASSENT_CHECK(wrap(slot, key, wrappingKey));
    ASSENT_CHECK(keyring.write(slot.entry, wrappingKey));
    auto kept = keyring.read(slot.entry);
    if (kept && equalInConstantTime(kept->view(), wrappingKey.view()))
        return slot;
    forget(keyring, slot.entry);
    return kept ? Error{ErrorCode::Io, "the keychain did not keep the key"} : std::move(kept).error();
}

Result<Slots::Slot> Slots::recoverySlot(const SecretBytes &key, SecretBytes &shown) const
{
    Slot slot;
    slot.kind = SlotKind::Recovery;
    ASSENT_TRY(const SecretBytes code, recoverycode::make());
    ASSENT_TRY(const SecretBytes wrappingKey, keyFromCode(code));
    ASSENT_CHECK(wrap(slot, key, wrappingKey));
    shown = recoverycode::show(code);
    return slot;
}

Result<void> Slots::put(Slot slot)
{
    Set set = m_now;
    set.put(std::move(slot));
    return write(std::move(set), std::nullopt);
}

Result<void> Slots::setPassphrase(const SecretBytes &key, const SecretBytes &passphrase, Argon2Cost cost)
{
    ASSENT_CHECK(requireKey(key));
    ASSENT_TRY(Slot slot, passphraseSlot(key, passphrase, cost));
    return put(std::move(slot));
}

Result<void> Slots::setKeychain(const SecretBytes &key, Keyring &keyring)
{
    ASSENT_CHECK(requireKey(key));
    const Slot *before = m_now.find(SlotKind::Keychain);
    const std::string old = before ? before->entry : std::string();
    ASSENT_TRY(Slot slot, keychainSlot(key, keyring));
    const std::string entry = slot.entry;
    Result<void> done = put(std::move(slot));
    if (const std::string &unused = done ? old : entry; !unused.empty())
        forget(keyring, unused);
    return done;
}

Result<SecretBytes> Slots::setRecovery(const SecretBytes &key)
{
    ASSENT_CHECK(requireKey(key));
    SecretBytes shown;
    ASSENT_TRY(Slot slot, recoverySlot(key, shown));
    ASSENT_CHECK(put(std::move(slot)));
    return shown;
}

bool Slots::isUsable(const Slot &slot, Keyring *keyring) const
{
    if (slot.kind != SlotKind::Keychain)
        return true;
    return keyring && unlockWithKeychain(*keyring).ok();
}

Result<void> Slots::remove(SlotKind kind, Keyring *keyring)
{
    if (m_next)
        return unfinished();
    const Slot *slot = m_now.find(kind);
    if (!slot)
        return Error{ErrorCode::NotFound, "the store has no such slot: " + std::string(slotName(kind))};
    const std::string entry = slot->entry;
    Set rest = m_now;
    std::erase_if(rest.slots, [&](const Slot &one) { return one.kind == kind; });
    if (std::none_of(rest.slots.begin(), rest.slots.end(), [&](const Slot &one) { return isUsable(one, keyring); }))
        return Error{ErrorCode::Conflict, "no slot would be left that opens the store now"};
    ASSENT_CHECK(write(std::move(rest), std::nullopt));
    if (entry.empty() || !keyring)
        return {};
    auto forgotten = keyring->remove(entry);
    if (!forgotten && forgotten.error().code != ErrorCode::NotFound)
        return forgotten;
    return {};
}

// Another key

Result<Slots::Change> Slots::beginChange(const SecretBytes &key, const NewSlots &wanted)
{
    ASSENT_CHECK(requireKey(key));
    Change change;
    ASSENT_TRY(change.key, randomSecret(kRawKeySize));
    Set next;
    ASSENT_TRY(next.check, makeCheck(change.key));
    if (!wanted.passphrase.empty()) {
        ASSENT_TRY(Slot slot, passphraseSlot(change.key, wanted.passphrase, wanted.cost));
        next.put(std::move(slot));
    }
    if (wanted.recovery) {
        ASSENT_TRY(Slot slot, recoverySlot(change.key, change.recoveryCode));
        next.put(std::move(slot));
    }
    std::string entry;
    if (wanted.keyring) {
        ASSENT_TRY(Slot slot, keychainSlot(change.key, *wanted.keyring));
        entry = slot.entry;
        next.put(std::move(slot));
    }
    for (const Slot &slot : m_now.slots) {
        if (!next.find(slot.kind))
            change.gone.push_back(slot.kind);
    }
    if (Result<void> written = write(m_now, std::move(next)); !written) {
        if (wanted.keyring)
            forget(*wanted.keyring, entry);
        return std::move(written).error();
    }
    return change;
}

Result<void> Slots::endChange(const SecretBytes &key, Keyring *keyring)
{
    if (!m_next)
        return {};
    const bool changed = confirms(*m_next, key);
    if (!changed && !confirms(m_now, key))
        return Error{ErrorCode::Locked, "this is not a key of these slots"};
    const Slot *other = (changed ? m_now : *m_next).find(SlotKind::Keychain);
    const std::string unused = other ? other->entry : std::string();
    ASSENT_CHECK(write(changed ? *m_next : m_now, std::nullopt));
    if (keyring && !unused.empty())
        forget(*keyring, unused);
    return {};
}

Argon2Cost calibrateArgon2()
{
    using Stopwatch = std::chrono::steady_clock;
    const Bytes probe(kSaltSize);
    Argon2Cost cost;
    while (cost.memoryKiB > kArgon2Floor.memoryKiB) {
        const auto start = Stopwatch::now();
        const bool done = argon2id(probe, probe, cost, kWrappingKeySize).ok();
        if (done && Stopwatch::now() - start <= std::chrono::seconds(1))
            return cost;
        cost.memoryKiB = std::max(cost.memoryKiB / 2, kArgon2Floor.memoryKiB);
    }
    return kArgon2Floor;
}

} // namespace assent
