#include "vault/slots.h"

#include "crypto/aead.h"
#include "crypto/hash.h"
#include "vault/files.h"

#include <QString>

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 1;
constexpr std::size_t kRawKeySize = 48;
constexpr std::size_t kWrappingKeySize = 32;
constexpr std::size_t kSaltSize = 16;
constexpr std::size_t kFileLimit = 64 * 1024;
constexpr std::string_view kPassphrase = "passphrase";
constexpr std::string_view kKeychain = "keychain";
constexpr std::string_view kPassphraseInfo = "assent/slot/passphrase/v1";
constexpr std::string_view kCheckInfo = "assent/slots/check/v1";
// A file from elsewhere must not make this machine derive for minutes.
constexpr std::int64_t kMostPasses = 64;
constexpr std::int64_t kMostMemoryKiB = 4 * 1024 * 1024;
constexpr std::int64_t kMostLanes = 64;

fs::path slotsFile(const fs::path &folder) { return folder / "slots.json"; }
fs::path copyFile(const fs::path &folder) { return folder / "slots.json.bak"; }

bool belowFloor(const Argon2Cost &cost)
{
    return cost.passes < kArgon2Floor.passes || cost.memoryKiB < kArgon2Floor.memoryKiB || cost.lanes < kArgon2Floor.lanes;
}

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

std::string sumOf(const json::Object &members)
{
    const Digest digest = sha256(asBytes(json::canonical(json::Value(members))));
    return toHex(digest);
}

Error torn(std::string detail) { return Error{ErrorCode::Corrupt, "the slots: " + std::move(detail)}; }

Result<void> verifySum(const json::Object &file)
{
    json::Object rest = file;
    const auto sum = std::find_if(rest.begin(), rest.end(), [](const json::Member &member) { return member.first == "sum"; });
    if (sum == rest.end() || !sum->second.string())
        return torn("no sum");
    const std::string expected = *sum->second.string();
    rest.erase(sum);
    if (sumOf(rest) != expected)
        return torn("the sum does not fit");
    return {};
}

/// Forgets a keychain entry that no slot names; the caller has its own answer.
void forget(Keyring &keyring, const std::string &entry) { (void)keyring.remove(entry); }

} // namespace

Result<Slots> Slots::create(const fs::path &folder)
{
    std::error_code fault;
    if (fs::exists(folder / "store.db", fault))
        return Error{ErrorCode::Conflict, "the folder holds a store already"};
    Slots slots(folder);
    ASSENT_TRY(const Bytes name, randomBytes(16));
    slots.m_store = toHex(name);
    ASSENT_TRY(slots.m_freshKey, randomSecret(kRawKeySize));
    const ByteView key = slots.m_freshKey.view().first(kAeadKeySize);
    ASSENT_TRY(slots.m_check, aeadSeal(key, asBytes(std::string(kCheckInfo) + "\n" + slots.m_store), {}));
    return slots;
}

Result<Slots> Slots::load(const fs::path &folder)
{
    const auto readOne = [&](const fs::path &file) -> Result<Slots> {
        ASSENT_TRY(const std::string text, files::read(file, kFileLimit));
        Result<Slots> slots = parse(folder, text);
        // What does not read as slots is damage, not a caller's mistake.
        if (!slots && slots.error().code == ErrorCode::Invalid)
            return torn(slots.error().toString());
        return slots;
    };
    Result<Slots> first = readOne(slotsFile(folder));
    Result<Slots> second = readOne(copyFile(folder));
    if (first && second && first->m_revision == second->m_revision)
        return first;
    // A later program's file must not be replaced by an older copy of it.
    for (const Result<Slots> *one : {&first, &second}) {
        if (!*one && one->error().code == ErrorCode::Newer)
            return one->error();
    }
    if (!first && !second)
        return first.error().code == ErrorCode::NotFound ? std::move(second) : std::move(first);
    const bool keepFirst = first && (!second || first->m_store != second->m_store || first->m_revision > second->m_revision);
    Result<Slots> whole = keepFirst ? std::move(first) : std::move(second);
    whole->healCopy();
    return whole;
}

Result<Slots> Slots::parse(const fs::path &folder, std::string_view text)
{
    ASSENT_TRY(const json::Value file, json::parse(text));
    if (!file.object())
        return torn("not an object");
    json::Reader in(file, "slots");
    const std::int64_t format = in.integer("format", 1);
    if (!in.failed() && format > kFormat)
        return Error{ErrorCode::Newer, "the slots have format " + std::to_string(format)};
    ASSENT_CHECK(verifySum(*file.object()));
    Slots slots(folder);
    slots.m_store = in.text("store");
    slots.m_revision = in.integer("revision", 1);
    slots.m_check = in.base64url("check");
    for (const json::Value &entry : in.list("slots")) {
        ASSENT_TRY(Slot slot, parseSlot(entry));
        slots.m_slots.push_back(std::move(slot));
    }
    ASSENT_CHECK(in.finish());
    return slots;
}

Result<Slots::Slot> Slots::parseSlot(const json::Value &entry)
{
    json::Reader in(entry, "slot");
    Slot slot;
    slot.kind = in.text("kind");
    slot.version = static_cast<int>(in.integer("version", 1, 1));
    slot.wrapped = in.base64url("wrapped");
    if (slot.kind == kPassphrase) {
        slot.salt = in.base64url("salt");
        slot.cost.passes = static_cast<std::uint32_t>(in.integer("passes", 1, kMostPasses));
        slot.cost.memoryKiB = static_cast<std::uint32_t>(in.integer("memoryKiB", 1, kMostMemoryKiB));
        slot.cost.lanes = static_cast<std::uint32_t>(in.integer("lanes", 1, kMostLanes));
    } else {
        slot.entry = in.text("entry");
    }
    ASSENT_CHECK(in.finish());
    return slot;
}

std::optional<bool> Slots::confirm(const fs::path &folder, const SecretBytes &key)
{
    const Result<Slots> slots = load(folder);
    if (!slots)
        return std::nullopt;
    return slots->confirms(key);
}

bool Slots::confirms(const SecretBytes &key) const
{
    const ByteView half = key.view().first(std::min(key.size(), kAeadKeySize));
    return aeadOpen(half, asBytes(std::string(kCheckInfo) + "\n" + m_store), m_check).ok();
}

Result<void> Slots::requireKey(const SecretBytes &key)
{
    if (key.size() != kRawKeySize || !confirms(key))
        return Error{ErrorCode::Locked, "this is not the key of these slots"};
    return {};
}

bool Slots::hasPassphrase() const { return find(kPassphrase) != nullptr; }
bool Slots::hasKeychain() const { return find(kKeychain) != nullptr; }

const Slots::Slot *Slots::find(std::string_view kind) const
{
    const auto found = std::find_if(m_slots.begin(), m_slots.end(), [&](const Slot &slot) { return slot.kind == kind; });
    return found == m_slots.end() ? nullptr : &*found;
}

Bytes Slots::associatedData(const Slot &slot) const
{
    return toBytes(asBytes("assent/slot\n" + m_store + "\n" + slot.kind + "\n" + std::to_string(slot.version)));
}

Result<SecretBytes> Slots::open(const Slot &slot, const SecretBytes &wrappingKey) const
{
    auto key = aeadOpen(wrappingKey.view(), associatedData(slot), slot.wrapped);
    if (!key || key->size() != kRawKeySize)
        return Error{ErrorCode::Locked, "the slot does not open"};
    return key;
}

Result<SecretBytes> Slots::unlockWithPassphrase(const SecretBytes &passphrase) const
{
    const Slot *slot = find(kPassphrase);
    if (!slot)
        return Error{ErrorCode::NotFound, "the store has no passphrase"};
    ASSENT_TRY(const SecretBytes wrappingKey, keyFromPassphrase(passphrase, slot->salt, slot->cost));
    return open(*slot, wrappingKey);
}

Result<SecretBytes> Slots::unlockWithKeychain(Keyring &keyring) const
{
    const Slot *slot = find(kKeychain);
    if (!slot)
        return Error{ErrorCode::NotFound, "the store is not kept in a keychain"};
    ASSENT_TRY(const SecretBytes wrappingKey, keyring.read(slot->entry));
    if (wrappingKey.size() != kWrappingKeySize)
        return Error{ErrorCode::Locked, "the keychain's key has another size"};
    return open(*slot, wrappingKey);
}

Result<void> Slots::setPassphrase(const SecretBytes &key, const SecretBytes &passphrase, Argon2Cost cost)
{
    if (belowFloor(cost) || cost.passes > kMostPasses || cost.memoryKiB > kMostMemoryKiB || cost.lanes > kMostLanes)
        return Error{ErrorCode::Invalid, "the cost of Argon2id is out of bounds"};
    ASSENT_CHECK(requireKey(key));
    Slot slot;
    slot.kind = kPassphrase;
    slot.cost = cost;
    ASSENT_TRY(slot.salt, randomBytes(kSaltSize));
    ASSENT_TRY(const SecretBytes wrappingKey, keyFromPassphrase(passphrase, slot.salt, cost));
    return put(std::move(slot), key, wrappingKey);
}

Result<void> Slots::setKeychain(const SecretBytes &key, Keyring &keyring)
{
    ASSENT_CHECK(requireKey(key));
    const std::string old = hasKeychain() ? find(kKeychain)->entry : std::string();
    // Each key gets an entry of its own: the old slot works until the new one
    // is durable.
    ASSENT_TRY(const Bytes name, randomBytes(8));
    Slot slot;
    slot.kind = kKeychain;
    slot.entry = "store/" + m_store + "/" + toHex(name);
    const std::string entry = slot.entry;
    ASSENT_TRY(const SecretBytes wrappingKey, randomSecret(kWrappingKeySize));
    ASSENT_CHECK(keyring.write(entry, wrappingKey));
    auto kept = keyring.read(entry);
    Result<void> done = !kept ? Result<void>(kept.error())
        : equalInConstantTime(kept->view(), wrappingKey.view())
        ? put(std::move(slot), key, wrappingKey)
        : Result<void>(Error{ErrorCode::Io, "the keychain did not keep the key"});
    if (const std::string &unused = done ? old : entry; !unused.empty())
        forget(keyring, unused);
    return done;
}

Result<void> Slots::removeKeychain(Keyring &keyring)
{
    const Slot *slot = find(kKeychain);
    if (!slot)
        return Error{ErrorCode::NotFound, "the store is not kept in a keychain"};
    if (m_slots.size() == 1)
        return Error{ErrorCode::Conflict, "without its last slot a store can never be opened"};
    const std::string entry = slot->entry;
    std::vector<Slot> rest = m_slots;
    std::erase_if(rest, [](const Slot &one) { return one.kind == kKeychain; });
    ASSENT_CHECK(replaceSlots(std::move(rest)));
    auto removed = keyring.remove(entry);
    if (!removed && removed.error().code != ErrorCode::NotFound)
        return removed;
    return {};
}

Result<void> Slots::put(Slot slot, const SecretBytes &key, const SecretBytes &wrappingKey)
{
    ASSENT_TRY(slot.wrapped, aeadSeal(wrappingKey.view(), associatedData(slot), key.view()));
    std::vector<Slot> slots = m_slots;
    std::erase_if(slots, [&](const Slot &one) { return one.kind == slot.kind; });
    slots.push_back(std::move(slot));
    return replaceSlots(std::move(slots));
}

Result<void> Slots::replaceSlots(std::vector<Slot> slots)
{
    ASSENT_CHECK(files::ensureFolder(m_folder));
    std::swap(m_slots, slots);
    ++m_revision;
    Result<void> saved = save();
    if (!saved) {
        std::swap(m_slots, slots);
        --m_revision;
    }
    return saved;
}

std::string Slots::text() const
{
    json::Array slots;
    for (const Slot &slot : m_slots) {
        json::Object item{{"kind", slot.kind}, {"version", slot.version}, {"wrapped", toBase64Url(slot.wrapped)}};
        if (slot.kind == kPassphrase) {
            item.emplace_back("salt", toBase64Url(slot.salt));
            item.emplace_back("passes", static_cast<std::int64_t>(slot.cost.passes));
            item.emplace_back("memoryKiB", static_cast<std::int64_t>(slot.cost.memoryKiB));
            item.emplace_back("lanes", static_cast<std::int64_t>(slot.cost.lanes));
        } else {
            item.emplace_back("entry", slot.entry);
        }
        slots.emplace_back(std::move(item));
    }
    json::Object file{{"format", kFormat}, {"store", m_store}, {"revision", m_revision}, {"check", toBase64Url(m_check)},
        {"slots", std::move(slots)}};
    file.emplace_back("sum", sumOf(file));
    return json::pretty(json::Value(std::move(file)));
}

Result<void> Slots::save() const
{
    ASSENT_TRY(const files::LockFile file, files::LockFile::open(m_folder));
    ASSENT_TRY(const auto lock, files::WritersLock::take(file.get()));
    std::error_code fault;
    const bool fresh = m_revision == 1;
    if (fresh && fs::exists(m_folder / "store.db", fault))
        return Error{ErrorCode::Conflict, "the folder holds a store already"};
    if (!fresh)
        ASSENT_CHECK(expectRevision(m_revision - 1));
    const std::string content = text();
    ASSENT_CHECK(files::stage(slotsFile(m_folder), content));
    ASSENT_CHECK(files::stage(copyFile(m_folder), content));
    ASSENT_CHECK(files::settle(slotsFile(m_folder)));
    return files::settle(copyFile(m_folder));
}

Result<void> Slots::expectRevision(std::int64_t revision) const
{
    const Result<Slots> current = load(m_folder);
    if (current && (current->m_store != m_store || current->m_revision != revision))
        return Error{ErrorCode::Conflict, "another program changed the slots"};
    // Torn files are no obstacle: this writes them anew.
    if (!current && current.error().code == ErrorCode::Newer)
        return current.error();
    return {};
}

void Slots::healCopy() const
{
    // An outdated copy would go on opening with a passphrase that was changed.
    // Whoever writes now sees to it himself.
    auto file = files::LockFile::open(m_folder);
    if (!file)
        return;
    if (auto lock = files::WritersLock::take(file->get(), 0)) {
        const std::string content = text();
        for (const fs::path &path : {slotsFile(m_folder), copyFile(m_folder)}) {
            const auto stored = files::read(path, kFileLimit);
            if (!stored || *stored != content)
                (void)files::replace(path, content);
        }
    }
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
