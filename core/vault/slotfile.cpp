// slots.json: reading, writing, and keeping its two copies alike.

#include "vault/slots.h"

#include "crypto/hash.h"
#include "vault/backup.h"
#include "vault/files.h"

#include <algorithm>

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr int kFormat = 2;
constexpr std::size_t kFileLimit = 64 * 1024;

fs::path slotsFile(const fs::path &folder) { return folder / "slots.json"; }
fs::path copyFile(const fs::path &folder) { return folder / "slots.json.bak"; }

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

std::optional<SlotKind> kindOf(std::string_view name)
{
    for (const SlotKind kind : kSlotKinds) {
        if (slotName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

} // namespace

Result<Slots> Slots::load(const fs::path &folder)
{
    ASSENT_CHECK(finishRestore(folder));
    const auto readOne = [&](const fs::path &file) -> Result<Slots> {
        ASSENT_TRY(const std::string content, files::read(file, kFileLimit));
        Result<Slots> slots = parse(folder, content);
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
    ASSENT_CHECK(in.finish());
    ASSENT_TRY(slots.m_now, parseSet(file, "slots"));
    if (!in.absent("next")) {
        ASSENT_TRY(slots.m_next, parseSet(in.child("next"), "next"));
    }
    return slots;
}

Result<Slots::Set> Slots::parseSet(const json::Value &value, std::string path)
{
    json::Reader in(value, std::move(path));
    Set set;
    set.check = in.base64url("check");
    for (const json::Value &entry : in.list("slots")) {
        ASSENT_TRY(Slot slot, parseSlot(entry));
        set.slots.push_back(std::move(slot));
    }
    ASSENT_CHECK(in.finish());
    return set;
}

Result<Slots::Slot> Slots::parseSlot(const json::Value &entry)
{
    json::Reader in(entry, "slot");
    Slot slot;
    const auto kind = kindOf(in.text("kind"));
    if (!kind)
        in.fail("kind", "there is no such kind");
    slot.kind = kind.value_or(SlotKind::Passphrase);
    slot.version = static_cast<int>(in.integer("version", 1, 1));
    slot.wrapped = in.base64url("wrapped");
    if (slot.kind == SlotKind::Passphrase) {
        slot.salt = in.base64url("salt");
        slot.cost.passes = static_cast<std::uint32_t>(in.integer("passes", 1, kArgon2Ceiling.passes));
        slot.cost.memoryKiB = static_cast<std::uint32_t>(in.integer("memoryKiB", 1, kArgon2Ceiling.memoryKiB));
        slot.cost.lanes = static_cast<std::uint32_t>(in.integer("lanes", 1, kArgon2Ceiling.lanes));
    } else if (slot.kind == SlotKind::Keychain) {
        slot.entry = in.text("entry");
        slot.backend = in.textOr("backend", {});
    }
    ASSENT_CHECK(in.finish());
    return slot;
}

json::Value Slots::toJson(const Slot &slot)
{
    json::Object item{{"kind", slotName(slot.kind)}, {"version", slot.version}, {"wrapped", toBase64Url(slot.wrapped)}};
    if (slot.kind == SlotKind::Passphrase) {
        item.emplace_back("salt", toBase64Url(slot.salt));
        item.emplace_back("passes", static_cast<std::int64_t>(slot.cost.passes));
        item.emplace_back("memoryKiB", static_cast<std::int64_t>(slot.cost.memoryKiB));
        item.emplace_back("lanes", static_cast<std::int64_t>(slot.cost.lanes));
    } else if (slot.kind == SlotKind::Keychain) {
        item.emplace_back("entry", slot.entry);
        if (!slot.backend.empty())
            item.emplace_back("backend", slot.backend);
    }
    return item;
}

json::Object Slots::toJson(const Set &set)
{
    json::Array slots;
    for (const Slot &slot : set.slots)
        slots.push_back(toJson(slot));
    return {{"check", toBase64Url(set.check)}, {"slots", std::move(slots)}};
}

std::string Slots::text() const
{
    json::Object file{{"format", kFormat}, {"store", m_store}, {"revision", m_revision}};
    for (json::Member &member : toJson(m_now))
        file.push_back(std::move(member));
    if (m_next)
        file.emplace_back("next", toJson(*m_next));
    file.emplace_back("sum", sumOf(file));
    return json::pretty(json::Value(std::move(file)));
}

Result<void> Slots::write(Set now, std::optional<Set> next)
{
    ASSENT_CHECK(files::ensureFolder(m_folder));
    const auto exchange = [&](int step) {
        std::swap(m_now, now);
        std::swap(m_next, next);
        m_revision += step;
    };
    exchange(1);
    Result<void> saved = save();
    if (!saved)
        exchange(-1);
    return saved;
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

} // namespace assent
