// Opening, keys, codes and devices of a hub in PostgreSQL.
#include "sync/postgres/postgresrows.h"

#include "crypto/aead.h"
#include "sync/postgres/locks.h"
#include "sync/postgres/schema.h"

#include <algorithm>

namespace assent::sync {

using namespace postgres;

namespace {

constexpr int kAttempts = 10; ///< of a transaction that meets others

Parameters &subjectOrNull(Parameters &parameters, const std::optional<SubjectId> &subject)
{
    return subject ? parameters.uuid(subject->uuid()) : parameters.null();
}

Result<std::optional<SubjectId>> readSubject(const Rows &rows, int row, int column)
{
    if (rows.isNull(row, column))
        return std::optional<SubjectId>();
    ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(rows.bytes(row, column)));
    return std::optional<SubjectId>(subject);
}

Result<HubDevice> readDevice(const Rows &rows, int row)
{
    HubDevice device;
    ASSENT_TRY(device.id, DeviceId::fromBytes(rows.bytes(row, 0)));
    ASSENT_TRY(device.publicKey, toPublicKey(rows.bytes(row, 1)));
    device.label = rows.text(row, 2);
    ASSENT_TRY(device.subject, readSubject(rows, row, 3));
    device.enrolledAt = rows.time(row, 4);
    device.revoked = !rows.isNull(row, 5);
    if (device.revoked)
        device.revokedAt = rows.time(row, 5);
    return device;
}

Result<std::optional<HubDevice>> firstDevice(Result<Rows> found)
{
    ASSENT_TRY(const Rows rows, std::move(found));
    if (rows.size() == 0)
        return std::optional<HubDevice>();
    ASSENT_TRY(HubDevice device, readDevice(rows, 0));
    return std::optional<HubDevice>(std::move(device));
}

} // namespace

Result<std::unique_ptr<PostgresRows>> PostgresRows::open(const std::string &where, const SecretBytes &passphrase, const Clock &clock,
    const Options &options)
{
    ASSENT_TRY(auto connection, Connection::open(where));
    ASSENT_CHECK(connection->begin());
    ASSENT_CHECK(lock(*connection, Lock::Migration));
    ASSENT_CHECK(migrate(*connection, options.make));
    ASSENT_TRY(HubSecrets secrets, HubSecrets::open(*connection, passphrase, clock, options.cost));
    ASSENT_CHECK(connection->commit());
    auto shared = std::make_shared<const HubSecrets>(std::move(secrets));
    return std::unique_ptr<PostgresRows>(new PostgresRows(std::move(connection), clock, std::move(shared)));
}

std::unique_ptr<PostgresRows> PostgresRows::another() const
{
    return std::unique_ptr<PostgresRows>(new PostgresRows(m_connection->another(), m_clock, m_secrets));
}

Result<void> PostgresRows::check()
{
    ASSENT_TRY([[maybe_unused]] const Rows rows, run("SELECT 1"));
    return {};
}

Result<void> PostgresRows::transact(const std::function<Result<void>()> &work)
{
    for (int attempt = 1;; ++attempt) {
        ASSENT_CHECK(m_connection->begin());
        Result<void> done = work();
        if (done)
            done = m_connection->commit();
        else
            m_connection->rollBack();
        if (done || !m_connection->metAnother())
            return done;
        if (attempt == kAttempts)
            return Error{ErrorCode::Io, "other hubs write the same rows again and again"};
    }
}

Result<Rows> PostgresRows::write(const char *sql, const Parameters &parameters)
{
    if (!m_connection->inTransaction())
        return Error{ErrorCode::Conflict, "the hub's rows are written in a transaction only"};
    return run(sql, parameters);
}

Result<SubjectKeyMap> PostgresRows::keys(std::span<const SubjectId> subjects)
{
    auto parts = Parameters::smalls(subjects.size());
    auto ids = Parameters::uuids(subjects.size());
    for (const SubjectId &subject : subjects) {
        parts.small(postgres::partitionOf(subject.bytes()));
        ids.bytes(subject.bytes());
    }
    ASSENT_TRY(const Rows rows, run("SELECT k.subject, k.wrapped FROM unnest($1::int2[], $2::uuid[]) AS a(part, subject)"
        " JOIN assent_keys.subject_key k USING (part, subject)", Parameters().list(std::move(parts)).list(std::move(ids))));
    SubjectKeyMap out;
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(rows.bytes(row, 0)));
        ASSENT_TRY(SecretBytes key, m_secrets->unwrap(subject.bytes(), rows.bytes(row, 1)));
        out.emplace(subject, std::move(key));
    }
    return out;
}

Result<SubjectKeyMap> PostgresRows::ensureKeys(std::span<const SubjectId> subjects)
{
    ASSENT_TRY(SubjectKeyMap known, keys(subjects));
    std::vector<SubjectId> missing;
    std::copy_if(subjects.begin(), subjects.end(), std::back_inserter(missing), [&](const SubjectId &one) { return !known.contains(one); });
    if (missing.empty())
        return known;
    auto parts = Parameters::smalls(missing.size());
    auto ids = Parameters::uuids(missing.size());
    auto wrapped = Parameters::byteas(missing.size());
    for (const SubjectId &subject : missing) {
        ASSENT_TRY(const SecretBytes key, randomSecret(kAeadKeySize));
        ASSENT_TRY(const Bytes sealed, m_secrets->wrap(subject.bytes(), key));
        parts.small(postgres::partitionOf(subject.bytes()));
        ids.bytes(subject.bytes());
        wrapped.bytes(sealed);
    }
    ASSENT_TRY([[maybe_unused]] const Rows put, run("INSERT INTO assent_keys.subject_key(part, subject, wrapped, made_at)"
        " SELECT a.part, a.subject, a.wrapped, $4::int8 FROM unnest($1::int2[], $2::uuid[], $3::bytea[]) AS a(part, subject, wrapped)"
        " ORDER BY 1, 2 ON CONFLICT DO NOTHING",
        Parameters().list(std::move(parts)).list(std::move(ids)).list(std::move(wrapped)).time(m_clock.now())));
    return keys(subjects); // another hub may have been first
}

Result<void> PostgresRows::putCode(const Digest &hash, const std::optional<SubjectId> &scope, Timestamp expiresAt)
{
    Parameters parameters;
    subjectOrNull(parameters.bytes(hash), scope).time(expiresAt);
    ASSENT_TRY([[maybe_unused]] const Rows put, write("INSERT INTO enrolment_code(hash, subject, expires_at) VALUES($1::bytea, $2::uuid, $3::int8)", parameters));
    return {};
}

Result<void> PostgresRows::forgetCodes(Timestamp expiredBy)
{
    ASSENT_TRY([[maybe_unused]] const Rows gone, write("DELETE FROM enrolment_code WHERE expires_at <= $1::int8", Parameters().time(expiredBy)));
    return {};
}

Result<std::optional<std::optional<SubjectId>>> PostgresRows::useCode(const Digest &hash, DeviceId device, Timestamp now)
{
    using Scope = std::optional<SubjectId>;
    ASSENT_TRY(const Rows used, write("UPDATE enrolment_code SET used_by = $2::uuid"
        " WHERE hash = $1::bytea AND used_by IS NULL AND expires_at > $3::int8 RETURNING subject",
        Parameters().bytes(hash).uuid(device.uuid()).time(now)));
    if (used.size() == 0)
        return std::optional<Scope>();
    ASSENT_TRY(const Scope scope, readSubject(used, 0, 0));
    return std::optional<Scope>(scope);
}

Result<std::optional<HubDevice>> PostgresRows::device(DeviceId id)
{
    return firstDevice(run("SELECT id, public_key, label, subject, enrolled_at, revoked_at FROM device WHERE id = $1::uuid", Parameters().uuid(id.uuid())));
}

Result<std::optional<HubDevice>> PostgresRows::deviceByToken(const Digest &tokenHash)
{
    return firstDevice(run("SELECT id, public_key, label, subject, enrolled_at, revoked_at FROM device WHERE token_hash = $1::bytea",
        Parameters().bytes(tokenHash)));
}

Result<std::vector<HubDevice>> PostgresRows::devices()
{
    ASSENT_TRY(const Rows rows, run("SELECT id, public_key, label, subject, enrolled_at, revoked_at FROM device ORDER BY enrolled_at, id"));
    std::vector<HubDevice> out;
    for (int row = 0; row < rows.size(); ++row) {
        ASSENT_TRY(HubDevice device, readDevice(rows, row));
        out.push_back(std::move(device));
    }
    return out;
}

Result<void> PostgresRows::putDevice(const HubDevice &device, const Digest &tokenHash)
{
    Parameters parameters;
    parameters.uuid(device.id.uuid()).bytes(device.publicKey).text(device.label);
    subjectOrNull(parameters, device.subject).bytes(tokenHash).time(device.enrolledAt);
    ASSENT_TRY(const Rows put, write("INSERT INTO device(id, public_key, label, subject, token_hash, enrolled_at)"
        " VALUES($1::uuid, $2::bytea, $3::text, $4::uuid, $5::bytea, $6::int8)"
        " ON CONFLICT(id) DO UPDATE SET label = excluded.label, token_hash = excluded.token_hash, enrolled_at = excluded.enrolled_at,"
        " revoked_at = NULL WHERE device.public_key = excluded.public_key AND device.subject IS NOT DISTINCT FROM excluded.subject",
        parameters));
    if (put.changed() == 1)
        return {};
    m_connection->setMetAnother(); // the same id came meanwhile, with another key
    return Error{ErrorCode::Conflict, "a device of this id came meanwhile"};
}

Result<bool> PostgresRows::markRevoked(DeviceId id, Timestamp at)
{
    ASSENT_TRY(const Rows marked, write("UPDATE device SET revoked_at = $2::int8 WHERE id = $1::uuid AND revoked_at IS NULL",
        Parameters().uuid(id.uuid()).time(at)));
    return marked.changed() > 0;
}

std::size_t PostgresRows::partitionOf(SubjectId subject) const { return static_cast<std::size_t>(postgres::partitionOf(subject.bytes())); }

std::size_t PostgresRows::partitions() const { return kPartitions; }

} // namespace assent::sync
