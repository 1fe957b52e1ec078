// Erasures in the embedded store.
#include "sync/embeddedrows.h"
#include "vault/erasures.h"

namespace assent::sync {

Digest EmbeddedRows::erasureHash(SubjectId subject) const { return erasures::hashOf(m_vault->lookupKey().view(), subject); }

Result<std::optional<SubjectId>> EmbeddedRows::subjectUnder(const Digest &pseudonym)
{
    ASSENT_TRY(Statement find, db().prepare("SELECT id FROM subject WHERE pseudonym = ?"));
    ASSENT_TRY(const bool row, find.bind(1, pseudonym).step());
    if (!row)
        return std::optional<SubjectId>();
    ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(find.blob(0)));
    return std::optional(id);
}

Result<std::set<SubjectId>> EmbeddedRows::erased(std::span<const Named> asked)
{
    std::set<SubjectId> out;
    ASSENT_TRY(const std::int64_t any, db().integer("SELECT EXISTS(SELECT 1 FROM erased_subject)"));
    if (any == 0)
        return out;
    ASSENT_TRY(Statement find, db().prepare("SELECT 1 FROM erased_subject WHERE subject_hash = ? OR pseudonym = ?"));
    for (const Named &named : asked) {
        find.bind(1, erasureHash(named.subject));
        named.pseudonym ? find.bind(2, *named.pseudonym) : find.bindNull(2);
        ASSENT_TRY(const bool row, find.step());
        if (row)
            out.insert(named.subject);
        find.reset();
    }
    return out;
}

Result<bool> EmbeddedRows::isErased(const Digest &pseudonym)
{
    ASSENT_TRY(Statement find, db().prepare("SELECT 1 FROM erased_subject WHERE pseudonym = ?"));
    return find.bind(1, pseudonym).step();
}

Result<void> EmbeddedRows::putErasure(const ErasedRow &row)
{
    const Ledger::Entry leaf{LeafKind::Staff, asBytes(row.text), row.receivedAt};
    ASSENT_TRY(const std::int64_t entry, append({&leaf, 1}));
    ASSENT_TRY(Statement put, db().prepare(
        "INSERT INTO erased_subject(subject_hash, pseudonym, core, signature, device, entry, received_at, subject) VALUES(?,?,?,?,?,?,?,?)"));
    put.bindNull(1).bind(2, row.pseudonym).bind(3, row.text).bind(4, ByteView(row.signature));
    put.bind(5, row.device.bytes()).bind(6, entry).bind(7, row.receivedAt).bindNull(8);
    if (row.subjectHash)
        put.bind(1, *row.subjectHash);
    if (row.subject)
        put.bind(8, row.subject->bytes());
    return put.run();
}

Result<void> EmbeddedRows::removeSubject(SubjectId subject, const Uuid &inItsPlace)
{
    ASSENT_TRY(Statement number, db().prepare("UPDATE sequence SET item = ? WHERE item = ?"));
    ASSENT_CHECK(number.bind(1, inItsPlace.bytes()).bind(2, subject.bytes()).run());
    for (const char *sql : {"DELETE FROM item WHERE subject = ?", "DELETE FROM subject WHERE id = ?",
             "DELETE FROM enrolment_code WHERE subject = ?", "UPDATE device SET label = '' WHERE subject = ?"}) {
        ASSENT_TRY(Statement statement, db().prepare(sql));
        ASSENT_CHECK(statement.bind(1, subject.bytes()).run());
    }
    return {};
}

Result<std::vector<SubjectId>> EmbeddedRows::halfErased()
{
    std::vector<SubjectId> out;
    ASSENT_TRY(Statement read, db().prepare("SELECT subject FROM erased_subject WHERE subject IS NOT NULL"));
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row)
            return out;
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(read.blob(0)));
        out.push_back(subject);
    }
}

Result<void> EmbeddedRows::destroyKeys(std::span<const SubjectId> subjects)
{
    ASSENT_CHECK(m_keys->destroy(subjects));
    return transact([&]() -> Result<void> {
        ASSENT_TRY(Statement forget, db().prepare("UPDATE erased_subject SET subject = NULL WHERE subject = ?"));
        for (const SubjectId &subject : subjects)
            ASSENT_CHECK(forget.bind(1, subject.bytes()).run());
        return {};
    });
}

Result<std::vector<ToldRow>> EmbeddedRows::erasuresAfter(std::int64_t seq, int limit)
{
    std::vector<ToldRow> out;
    ASSENT_TRY(Statement read, db().prepare("SELECT e.seq, e.core, e.signature, d.public_key FROM erased_subject e"
        " JOIN device d ON d.id = e.device WHERE e.seq > ? ORDER BY e.seq LIMIT ?"));
    read.bind(1, seq).bind(2, limit);
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row)
            return out;
        ToldRow told{read.integer(0), std::string(read.text(1)), toBytes(read.blob(2)), {}};
        ASSENT_TRY(told.deviceKey, toPublicKey(read.blob(3)));
        out.push_back(std::move(told));
    }
}

} // namespace assent::sync
