// Erasures of a hub in PostgreSQL.
#include "sync/postgres/locks.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgres/schema.h"
#include "vault/erasures.h"

namespace assent::sync {

using namespace postgres;

Digest PostgresRows::erasureHash(SubjectId subject) const { return erasures::hashOf(m_secrets->wrapping.view(), subject); }

Result<std::optional<SubjectId>> PostgresRows::subjectUnder(const Digest &pseudonym)
{
    ASSENT_TRY(const Rows rows, run("SELECT id FROM subject WHERE pseudonym = $1::bytea", Parameters().bytes(pseudonym)));
    if (rows.size() == 0)
        return std::optional<SubjectId>();
    ASSENT_TRY(const SubjectId id, SubjectId::fromBytes(rows.bytes(0, 0)));
    return std::optional(id);
}

Result<std::set<SubjectId>> PostgresRows::erased(std::span<const Named> asked)
{
    // An erasure waits until those who looked have committed, and they for it.
    if (m_connection->inTransaction())
        ASSENT_CHECK(shareLock(*m_connection, Lock::Erasure));
    auto hashes = Parameters::byteas(asked.size());
    auto pseudonyms = Parameters::byteas(asked.size());
    for (const Named &named : asked) {
        hashes.bytes(erasureHash(named.subject));
        named.pseudonym ? pseudonyms.bytes(*named.pseudonym) : pseudonyms.null();
    }
    // Each by itself (LIMIT): else all erasures that ever were would be read.
    ASSENT_TRY(const Rows rows, run("SELECT a.n FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS a(hash, pseudonym, n) CROSS JOIN LATERAL"
        " (SELECT 1 FROM erased_subject WHERE subject_hash = a.hash OR erased_subject.pseudonym = a.pseudonym LIMIT 1) e",
        Parameters().list(std::move(hashes)).list(std::move(pseudonyms))));
    std::set<SubjectId> out;
    for (int row = 0; row < rows.size(); ++row)
        out.insert(asked[static_cast<std::size_t>(rows.number(row, 0) - 1)].subject);
    return out;
}

Result<bool> PostgresRows::isErased(const Digest &pseudonym)
{
    ASSENT_TRY(const Rows rows, run("SELECT 1 FROM erased_subject WHERE pseudonym = $1::bytea", Parameters().bytes(pseudonym)));
    return rows.size() > 0;
}

Result<void> PostgresRows::putErasure(const ErasedRow &row)
{
    // One erasure at a time, so that their numbers are in the order of commits.
    ASSENT_CHECK(lock(*m_connection, Lock::Erasure));
    ASSENT_CHECK(putLeaf(LeafKind::Staff, row.text, row.receivedAt));
    Parameters parameters;
    row.subjectHash ? parameters.bytes(*row.subjectHash) : parameters.null();
    parameters.bytes(row.pseudonym).text(row.text).bytes(row.signature).uuid(row.device.uuid()).time(row.receivedAt);
    row.subject ? parameters.uuid(row.subject->uuid()) : parameters.null();
    ASSENT_TRY([[maybe_unused]] const Rows put, write("INSERT INTO erased_subject(subject_hash, pseudonym, core, signature, device, received_at, id)"
        " VALUES($1::bytea, $2::bytea, $3::text, $4::bytea, $5::uuid, $6::int8, $7::uuid)", parameters));
    return {};
}

Result<void> PostgresRows::removeSubject(SubjectId subject, const Uuid &inItsPlace)
{
    const int part = postgres::partitionOf(subject.bytes());
    ASSENT_TRY(const Rows removed, write("DELETE FROM item WHERE part = $1::int2 AND subject = $2::uuid RETURNING id",
        Parameters().small(part).uuid(subject.uuid())));
    auto parts = Parameters::smalls(static_cast<std::size_t>(removed.size()));
    auto ids = Parameters::uuids(static_cast<std::size_t>(removed.size()));
    for (int row = 0; row < removed.size(); ++row) {
        parts.small(postgres::partitionOf(removed.bytes(row, 0)));
        ids.bytes(removed.bytes(row, 0));
    }
    ASSENT_TRY([[maybe_unused]] const Rows names, write("DELETE FROM item_id i USING unnest($1::int2[], $2::uuid[]) AS a(part, id)"
        " WHERE i.part = a.part AND i.id = a.id", Parameters().list(std::move(parts)).list(std::move(ids))));
    ASSENT_TRY([[maybe_unused]] const Rows pseudonym, write("DELETE FROM subject WHERE part = $1::int2 AND id = $2::uuid",
        Parameters().small(part).uuid(subject.uuid())));
    // Numbers are kept by device; erasures are few enough to look at them all.
    ASSENT_TRY([[maybe_unused]] const Rows numbers, write("UPDATE sequence SET item = $2::uuid WHERE item = $1::uuid",
        Parameters().uuid(subject.uuid()).uuid(inItsPlace)));
    ASSENT_TRY([[maybe_unused]] const Rows codes, write("DELETE FROM enrolment_code WHERE subject = $1::uuid", Parameters().uuid(subject.uuid())));
    ASSENT_TRY([[maybe_unused]] const Rows devices, write("UPDATE device SET label = '' WHERE subject = $1::uuid", Parameters().uuid(subject.uuid())));
    return {};
}

Result<std::vector<SubjectId>> PostgresRows::halfErased()
{
    ASSENT_TRY(const Rows rows, run("SELECT id FROM erased_subject WHERE id IS NOT NULL"));
    std::vector<SubjectId> out;
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(rows.bytes(row, 0)));
        out.push_back(subject);
    }
    return out;
}

Result<void> PostgresRows::destroyKeys(std::span<const SubjectId> subjects)
{
    return transact([&]() -> Result<void> {
        for (const SubjectId &subject : subjects) {
            ASSENT_TRY([[maybe_unused]] const Rows key, write("DELETE FROM assent_keys.subject_key WHERE part = $1::int2 AND subject = $2::uuid",
                Parameters().small(postgres::partitionOf(subject.bytes())).uuid(subject.uuid())));
            ASSENT_TRY([[maybe_unused]] const Rows trace, write("UPDATE erased_subject SET id = NULL WHERE id = $1::uuid", Parameters().uuid(subject.uuid())));
        }
        return {};
    });
}

Result<std::vector<ToldRow>> PostgresRows::erasuresAfter(std::int64_t seq, int limit)
{
    ASSENT_TRY(const Rows rows, run("SELECT e.seq, e.core, e.signature, d.public_key FROM erased_subject e JOIN device d ON d.id = e.device"
        " WHERE e.seq > $1::int8 ORDER BY e.seq LIMIT $2::int8", Parameters().number(seq).number(limit)));
    std::vector<ToldRow> out;
    for (int row = 0; row < rows.size(); ++row) {
        ToldRow told{rows.number(row, 0), std::string(rows.text(row, 1)), toBytes(rows.bytes(row, 2)), {}};
        ASSENT_TRY(told.deviceKey, toPublicKey(rows.bytes(row, 3)));
        out.push_back(std::move(told));
    }
    return out;
}

} // namespace assent::sync
