#include "vault/erasures.h"

#include "base/json.h"
#include "crypto/hash.h"
#include "vault/files.h"

#include <map>
#include <set>

#include <fcntl.h>
#include <unistd.h>

namespace assent::erasures {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kListLimit = 256 * 1024 * 1024;
constexpr std::string_view kHashName = "assent/erased/v1";

fs::path listFile(const fs::path &folder) { return folder / "erasures.jsonl"; }

/// Eight bytes each, the highest first: JSON's numbers would not hold them.
Bytes packed(std::span<const std::int64_t> numbers)
{
    Bytes out;
    for (const std::int64_t number : numbers) {
        for (int shift = 56; shift >= 0; shift -= 8)
            out.push_back(static_cast<Byte>(static_cast<std::uint64_t>(number) >> shift));
    }
    return out;
}

std::vector<std::int64_t> unpacked(ByteView bytes)
{
    std::vector<std::int64_t> out;
    for (; bytes.size() >= sizeof(std::int64_t); bytes = bytes.subspan(sizeof(std::int64_t)))
        out.push_back(lookupNumber(bytes));
    return out;
}

std::string lineOf(const Entry &entry)
{
    json::Value value;
    value.set("core", entry.core);
    value.set("identifiers", toBase64Url(packed(entry.identifiers)));
    value.set("hash", toBase64Url(entry.subjectHash));
    value.set("signature", toBase64Url(entry.signature));
    return json::canonical(value) + "\n";
}

Result<Entry> entryOf(std::string_view line, int number)
{
    const auto value = json::parse(line);
    Entry entry;
    if (value) {
        json::Reader in(*value, "");
        entry = {in.digest("hash"), in.text("core"), in.base64url("signature"), {}};
        const auto identifiers = fromBase64Url(in.textOr("identifiers", ""));
        if (in.finish() && identifiers) {
            entry.identifiers = unpacked(*identifiers);
            return entry;
        }
    }
    return Error{ErrorCode::Corrupt, "the list of erasures does not read; without it people who were erased would come back",
        {"erasures.jsonl", number, 0, {}}};
}

/// Puts on the list in the folder what is not there.
Result<void> note(const fs::path &folder, std::span<const Entry> entries)
{
    ASSENT_TRY(const std::vector<Entry> known, listed(folder));
    std::set<Digest> there;
    std::string text;
    for (const Entry &entry : known) {
        there.insert(entry.subjectHash);
        text += lineOf(entry);
    }
    for (const Entry &entry : entries) {
        if (there.insert(entry.subjectHash).second)
            text += lineOf(entry);
    }
    return there.size() == known.size() ? Result<void>() : files::replace(listFile(folder), text);
}

/// The same for one more, without reading those before: a line at the end.
Result<void> add(const fs::path &folder, const Entry &entry)
{
    const files::Descriptor list(listFile(folder), O_RDWR | O_APPEND);
    const off_t size = list.ok() ? ::lseek(list.get(), 0, SEEK_END) : 0;
    char last = 0;
    // The first one, or a crash cut the last one off.
    if (size <= 0 || ::pread(list.get(), &last, 1, size - 1) != 1 || last != '\n')
        return note(folder, std::span(&entry, 1));
    ASSENT_CHECK(files::writeAll(list.get(), lineOf(entry)));
    return ::fsync(list.get()) == 0 ? Result<void>() : Error{ErrorCode::Io, "the list of erasures could not be made durable"};
}

/// The table.
Result<std::vector<Entry>> stored(Database &db)
{
    std::vector<Entry> out;
    ASSENT_TRY(Statement rows, db.prepare("SELECT subject_hash, core, signature FROM erasure"));
    for (;;) {
        ASSENT_TRY(const bool more, rows.step());
        if (!more)
            return out;
        Entry entry{{}, std::string(rows.text(1)), toBytes(rows.blob(2)), {}};
        ASSENT_TRY(entry.subjectHash, toDigest(rows.blob(0)));
        out.push_back(std::move(entry));
    }
}

/// Stores of another kind have none.
Result<bool> hasTable(Database &db, std::string_view name)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"));
    return find.bind(1, name).step();
}

/// A request that comes back with a backup may have been taken back since: it waits
/// its whole time anew, so that the person sees it before anything goes.
Result<void> waitAnew(Vault &vault)
{
    ASSENT_TRY(const bool keeps, hasTable(vault.db(), "erasure_request"));
    if (!keeps)
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    ASSENT_TRY(Statement write, vault.db().prepare("UPDATE erasure_request SET due_at = max(due_at, ? + due_at - asked_at)"));
    ASSENT_CHECK(write.bind(1, vault.clock().now()).run());
    return transaction.commit();
}

/// Everybody who is there, by the hash that the list would have of them.
Result<std::map<Digest, SubjectId>> everybody(Vault &vault)
{
    std::map<Digest, SubjectId> out;
    ASSENT_TRY(Statement people, vault.db().prepare("SELECT id FROM subject"));
    for (;;) {
        ASSENT_TRY(const bool more, people.step());
        if (!more)
            return out;
        ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(people.blob(0)));
        out.emplace(hashOf(vault, id), id);
    }
}

struct Place
{
    std::string table;
    std::string column;
};

/// Where rows refer to a person, in tables of later versions too.
Result<std::vector<Place>> places(Database &db)
{
    std::vector<Place> out;
    ASSENT_TRY(Statement tables, db.prepare("SELECT t.name, k.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) k"
                                            " WHERE t.type = 'table' AND k.\"table\" = 'subject'"));
    for (;;) {
        ASSENT_TRY(const bool more, tables.step());
        if (!more)
            return out;
        out.push_back({std::string(tables.text(0)), std::string(tables.text(1))});
    }
}

Result<void> runWith(Database &db, const std::string &sql, std::int64_t seq)
{
    ASSENT_TRY(Statement statement, db.prepare(sql));
    return statement.bind(1, seq).run();
}

/// What waits to be sent goes, but for closing acts.
Result<void> clearOutbox(Database &db, SubjectId subject, std::int64_t seq)
{
    ASSENT_CHECK(runWith(db, "INSERT INTO parting_event SELECT e.id, s.persona, s.pseudonym_key, e.salt, e.payload FROM consent_event e"
        " JOIN subject s ON s.seq = e.subject JOIN outbox o ON o.item = e.id AND o.lane = 0 WHERE e.subject = ?", seq));
    ASSENT_TRY(Statement drop, db.prepare("DELETE FROM outbox WHERE subject = ? AND lane <> 0"));
    ASSENT_CHECK(drop.bind(1, subject.bytes()).run());
    ASSENT_TRY(Statement count, db.prepare("UPDATE outbox_lane SET waiting = waiting - ? WHERE lane = 1"));
    return count.bind(1, db.changes()).run();
}

Result<void> removeRows(Database &db, SubjectId subject, std::int64_t seq)
{
    ASSENT_CHECK(db.run("PRAGMA defer_foreign_keys = ON"));
    ASSENT_CHECK(runWith(db, "INSERT INTO erased_event SELECT entry, id, proof FROM consent_event WHERE subject = ?", seq));
    ASSENT_CHECK(clearOutbox(db, subject, seq));
    ASSENT_TRY(Statement held, db.prepare("DELETE FROM held_item WHERE instr(body, ?)"));
    ASSENT_CHECK(held.bind(1, subject.toString()).run());
    ASSENT_TRY(const std::vector<Place> all, places(db));
    for (const Place &place : all)
        ASSENT_CHECK(runWith(db, "DELETE FROM \"" + place.table + "\" WHERE \"" + place.column + "\" = ?", seq));
    ASSENT_CHECK(runWith(db, "DELETE FROM person_search WHERE rowid = ?", seq));
    return runWith(db, "DELETE FROM subject WHERE seq = ?", seq);
}

Result<std::vector<std::int64_t>> identifiersOf(Database &db, std::int64_t seq)
{
    std::vector<std::int64_t> out;
    ASSENT_TRY(Statement rows, db.prepare("SELECT lookup FROM identifier WHERE subject = ?"));
    rows.bind(1, seq);
    for (;;) {
        ASSENT_TRY(const bool more, rows.step());
        if (!more)
            return out;
        out.push_back(rows.integer(0));
    }
}

/// From when the erasure was signed; what is no JSON was never signed.
Result<void> suppress(const WriteTransaction &transaction, const Entry &entry)
{
    const auto core = json::parse(entry.core);
    const json::Value *at = core ? core->find("at") : nullptr;
    const auto time = at && at->isString() ? fromRfc3339(*at->string()) : Result<Timestamp>(transaction.vault().clock().now());
    ASSENT_TRY(Statement put, transaction.db().prepare(
        "INSERT INTO suppressed VALUES(?, ?) ON CONFLICT DO UPDATE SET erased_at = max(erased_at, excluded.erased_at)"));
    for (const std::int64_t lookup : entry.identifiers)
        ASSENT_CHECK(put.bind(1, lookup).bind(2, time ? *time : transaction.vault().clock().now()).run());
    return {};
}

Result<void> insert(Database &db, const Entry &entry, std::optional<SubjectId> subject)
{
    ASSENT_TRY(Statement put, db.prepare(
        "INSERT INTO erasure(subject_hash, core, signature, subject, sent) VALUES(?,?,?,?,0) ON CONFLICT DO NOTHING"));
    put.bind(1, entry.subjectHash).bind(2, entry.core).bind(3, entry.signature);
    if (subject)
        put.bind(4, subject->bytes());
    else
        put.bindNull(4);
    return put.run();
}

} // namespace

Digest hashOf(ByteView lookupKey, SubjectId subject)
{
    Bytes message = toBytes(asBytes(kHashName));
    const ByteView id = subject.bytes();
    message.insert(message.end(), id.begin(), id.end());
    return hmacSha256(lookupKey, message);
}

Digest hashOf(const Vault &vault, SubjectId subject) { return hashOf(vault.lookupKey().view(), subject); }

Result<bool> contains(Vault &vault, SubjectId subject)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT 1 FROM erasure WHERE subject_hash = ?"));
    return find.bind(1, hashOf(vault, subject)).step();
}

Result<bool> isEmpty(Vault &vault)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT 1 FROM erasure LIMIT 1"));
    ASSENT_TRY(const bool any, find.step());
    return !any;
}

Result<std::optional<Timestamp>> suppressedAt(Database &db, std::span<const std::int64_t> lookups)
{
    std::optional<Timestamp> last;
    ASSENT_TRY(Statement find, db.prepare("SELECT erased_at FROM suppressed WHERE lookup = ?"));
    for (const std::int64_t lookup : lookups) {
        ASSENT_TRY(const bool found, find.bind(1, lookup).step());
        if (found)
            last = std::max(last.value_or(find.time(0)), find.time(0));
        find.reset();
    }
    return last;
}

Result<void> remove(const WriteTransaction &transaction, SubjectId subject, Entry entry)
{
    Database &db = transaction.db();
    ASSENT_TRY(Statement find, db.prepare("SELECT seq FROM subject WHERE id = ?"));
    ASSENT_TRY(const bool found, find.bind(1, subject.bytes()).step());
    if (!found)
        return Error{ErrorCode::NotFound, "no such person in this store"};
    const std::int64_t seq = find.integer(0);
    find.reset();
    ASSENT_TRY(entry.identifiers, identifiersOf(db, seq));
    // First on the list for good: a backup that is put back after a crash here erases.
    ASSENT_CHECK(add(transaction.vault().folder(), entry));
    ASSENT_CHECK(removeRows(db, subject, seq));
    ASSENT_CHECK(suppress(transaction, entry));
    return insert(db, entry, subject);
}

Result<std::vector<Entry>> listed(const fs::path &folder)
{
    std::vector<Entry> out;
    const auto text = files::read(listFile(folder), kListLimit);
    if (!text && text.error().code == ErrorCode::NotFound)
        return out;
    if (!text)
        return text.error();
    int number = 0;
    for (std::string_view rest = *text; !rest.empty();) {
        const auto end = rest.find('\n');
        auto entry = entryOf(rest.substr(0, end), ++number);
        if (!entry && end == std::string_view::npos) // cut off by a crash, before anything was erased for it
            break;
        if (!entry)
            return entry.error();
        out.push_back(*std::move(entry));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    }
    return out;
}

Result<int> replay(Vault &vault, const fs::path &folder)
{
    ASSENT_TRY(const bool keeps, hasTable(vault.db(), "erased_event"));
    if (!keeps)
        return 0;
    ASSENT_CHECK(waitAnew(vault));
    ASSENT_TRY(const std::vector<Entry> known, stored(vault.db()));
    ASSENT_CHECK(note(folder, known));
    ASSENT_TRY(const std::vector<Entry> list, listed(folder));
    if (list.empty())
        return 0;
    ASSENT_TRY(auto back, everybody(vault));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
    int erased = 0;
    for (const Entry &entry : list) {
        const auto found = back.find(entry.subjectHash);
        ASSENT_CHECK(suppress(transaction, entry)); // also where a copy from before knows nobody
        ASSENT_CHECK(found == back.end() ? insert(transaction.db(), entry, std::nullopt) : remove(transaction, found->second, entry));
        if (found == back.end())
            continue;
        ++erased;
        back.erase(found); // the list may name somebody twice
    }
    if (erased > 0)
        ASSENT_CHECK(forgetDeletedWords(transaction));
    ASSENT_CHECK(transaction.commit());
    return erased;
}

} // namespace assent::erasures
