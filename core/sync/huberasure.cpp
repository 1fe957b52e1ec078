// How the hub forgets a person.
#include "sync/hubstate.h"

#include "crypto/hash.h"

#include <charconv>

namespace assent::sync {
namespace {

Digest hashOf(Vault &vault, SubjectId subject)
{
    Bytes message = toBytes(asBytes("assent/erased/v1"));
    const ByteView id = subject.bytes();
    message.insert(message.end(), id.begin(), id.end());
    return hmacSha256(vault.lookupKey().view(), message);
}

Result<std::optional<SubjectId>> subjectWith(Database &db, const Digest &pseudonym)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT id FROM subject WHERE pseudonym = ?"));
    ASSENT_TRY(const bool row, find.bind(1, pseudonym).step());
    if (!row)
        return std::optional<SubjectId>();
    ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(find.blob(0)));
    return std::optional(id);
}

Result<bool> isOtherwiseNamed(Database &db, SubjectId subject, const Digest &pseudonym)
{
    ASSENT_TRY(Statement find, db.prepare("SELECT 1 FROM subject WHERE id = ? AND pseudonym <> ?"));
    return find.bind(1, subject.bytes()).bind(2, pseudonym).step();
}

Result<void> runAbout(Database &db, const char *sql, SubjectId subject)
{
    ASSENT_TRY(Statement statement, db.prepare(sql));
    return statement.bind(1, subject.bytes()).run();
}

/// Devices stay, for their keys prove entries of the log; their names go. The number
/// that named the person's own record stays taken, by nothing.
Result<void> removeRows(Database &db, SubjectId subject, Timestamp now)
{
    ASSENT_TRY(Statement number, db.prepare("UPDATE sequence SET item = ? WHERE item = ?"));
    ASSENT_CHECK(number.bind(1, makeUuidV7(now).bytes()).bind(2, subject.bytes()).run());
    for (const char *sql : {"DELETE FROM item WHERE subject = ?", "DELETE FROM subject WHERE id = ?",
             "DELETE FROM enrolment_code WHERE subject = ?", "UPDATE device SET label = '' WHERE subject = ?"})
        ASSENT_CHECK(runAbout(db, sql, subject));
    return {};
}

/// The verdict on an erasure before anything is changed, and whom it means.
struct Judged
{
    ErasureResult result;
    std::optional<SubjectId> subject;
};

ErasureResult rejected(std::string_view reason) { return {Verdict::Rejected, std::string(reason)}; }

Result<Judged> judge(HubStore &store, Database &db, const HubDevice &from, const OfferedErasure &offered)
{
    const Erasure &erasure = offered.erasure;
    ASSENT_TRY(const auto author, store.device(erasure.device));
    if (!author)
        return Judged{rejected("wrong_device"), {}};
    if (!isSigned(erasure, author->publicKey))
        return Judged{rejected("bad_signature"), {}};
    ASSENT_TRY(Statement find, db.prepare("SELECT 1 FROM erased_subject WHERE pseudonym = ?"));
    ASSENT_TRY(const bool known, find.bind(1, erasure.pseudonym).step());
    if (known)
        return Judged{{Verdict::Duplicate, {}}, {}};
    ASSENT_TRY(std::optional<SubjectId> subject, subjectWith(db, erasure.pseudonym));
    if (!subject && offered.subject) {
        ASSENT_TRY(const bool another, isOtherwiseNamed(db, *offered.subject, erasure.pseudonym));
        if (another)
            return Judged{rejected("wrong_subject"), {}};
        subject = offered.subject;
    }
    for (const HubDevice *device : {&from, &*author}) {
        if (device->subject && device->subject != subject)
            return Judged{rejected("out_of_scope"), {}};
    }
    return Judged{{Verdict::Accepted, {}}, subject};
}

Result<void> insert(const WriteTransaction &transaction, const Erasure &erasure, std::optional<SubjectId> subject, Timestamp now)
{
    const Ledger::Entry leaf{LeafKind::Staff, asBytes(erasure.text), now};
    ASSENT_TRY(const std::int64_t entry, Ledger(transaction.vault()).append(transaction, {&leaf, 1}));
    ASSENT_TRY(Statement put, transaction.db().prepare(
        "INSERT INTO erased_subject(subject_hash, pseudonym, core, signature, device, entry, received_at, subject) VALUES(?,?,?,?,?,?,?,?)"));
    put.bindNull(1).bind(2, erasure.pseudonym).bind(3, erasure.text).bind(4, ByteView(erasure.signature));
    put.bind(5, erasure.device.bytes()).bind(6, entry).bind(7, now).bindNull(8);
    if (subject)
        put.bind(1, hashOf(transaction.vault(), *subject)).bind(8, subject->bytes());
    return put.run();
}

/// Destroys the keys of those whose rows are gone, and then the last trace of their
/// ids; also after a crash between the two.
Result<void> destroyKeys(HubStore::State &state)
{
    std::vector<SubjectId> left;
    {
        ASSENT_TRY(Statement read, state.db().prepare("SELECT subject FROM erased_subject WHERE subject IS NOT NULL"));
        for (;;) {
            ASSENT_TRY(const bool row, read.step());
            if (!row)
                break;
            ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(read.blob(0)));
            left.push_back(subject);
        }
    }
    if (left.empty())
        return {};
    ASSENT_CHECK(state.keys->destroy(left));
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*state.vault));
    for (const SubjectId &subject : left)
        ASSENT_CHECK(runAbout(transaction.db(), "UPDATE erased_subject SET subject = NULL WHERE subject = ?", subject));
    return transaction.commit();
}

/// "EPOCH.SEQ"; nothing when it is no cursor.
std::optional<std::pair<std::string_view, std::int64_t>> readCursor(std::string_view text)
{
    const auto dot = text.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    std::int64_t seen = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + dot + 1, end, seen);
    if (read.ec != std::errc() || read.ptr != end || seen < 0)
        return std::nullopt;
    return std::pair(text.substr(0, dot), seen);
}

Error badCursor(ErrorCode code, std::string detail) { return {code, std::move(detail), {{}, 0, 0, "cursor"}}; }

Result<std::int64_t> seenBy(Database &db, std::string_view cursor, const std::string &epoch)
{
    if (cursor.empty())
        return std::int64_t{0};
    const auto place = readCursor(cursor);
    if (!place)
        return badCursor(ErrorCode::Protocol, "is not a cursor of this hub");
    ASSENT_TRY(const std::int64_t last, db.integer("SELECT coalesce(max(seq), 0) FROM erased_subject"));
    if (place->first != epoch || place->second > last)
        return badCursor(ErrorCode::Conflict, "the cursor is of another epoch of this hub");
    return place->second;
}

} // namespace

Result<std::vector<ErasureResult>> HubStore::erase(const HubDevice &from, std::span<const OfferedErasure> offered)
{
    std::vector<ErasureResult> results;
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault()));
        for (const OfferedErasure &one : offered) {
            ASSENT_TRY(const Judged judged, judge(*this, transaction.db(), from, one));
            results.push_back(judged.result);
            if (judged.result.verdict != Verdict::Accepted)
                continue;
            ASSENT_CHECK(insert(transaction, one.erasure, judged.subject, m_state->clock.now()));
            if (judged.subject)
                ASSENT_CHECK(removeRows(transaction.db(), *judged.subject, m_state->clock.now()));
        }
        ASSENT_CHECK(transaction.commit());
    }
    ASSENT_CHECK(destroyKeys(*m_state));
    return results;
}

Result<ErasurePage> HubStore::erasures(std::string_view cursor, int limit)
{
    ASSENT_CHECK(destroyKeys(*m_state));
    ASSENT_TRY(std::int64_t seen, seenBy(m_state->db(), cursor, epoch()));
    ErasurePage page;
    ASSENT_TRY(Statement read, m_state->db().prepare("SELECT e.seq, e.core, e.signature, d.public_key FROM erased_subject e"
        " JOIN device d ON d.id = e.device WHERE e.seq > ? ORDER BY e.seq LIMIT ?"));
    read.bind(1, seen).bind(2, limit + 1);
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        page.more = row && std::ssize(page.erasures) == limit;
        if (!row || page.more)
            break;
        ToldErasure told;
        ASSENT_TRY(told.erasure, erasureFromText(std::string(read.text(1)), read.blob(2)));
        ASSENT_TRY(told.deviceKey, toPublicKey(read.blob(3)));
        page.erasures.push_back(std::move(told));
        seen = read.integer(0);
    }
    page.cursor = epoch() + "." + std::to_string(seen);
    return page;
}

Result<bool> HubStore::isErased(SubjectId subject, const std::optional<Digest> &pseudonym)
{
    ASSENT_TRY(Statement find, m_state->db().prepare("SELECT 1 FROM erased_subject WHERE subject_hash = ? OR pseudonym = ?"));
    find.bind(1, hashOf(vault(), subject));
    if (pseudonym)
        find.bind(2, *pseudonym);
    else
        find.bindNull(2);
    return find.step();
}

} // namespace assent::sync
