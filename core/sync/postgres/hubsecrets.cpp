#include "sync/postgres/hubsecrets.h"

#include "crypto/aead.h"
#include "crypto/hash.h"
#include "vault/slots.h"

#include <QString>

namespace assent::sync::postgres {
namespace {

constexpr std::string_view kRoot = "assent/hub-root/v1";
constexpr std::string_view kIdentity = "assent/hub-identity/v1";
constexpr std::string_view kSubjectKey = "assent/hub-subject-key/v1";
constexpr std::size_t kSaltSize = 16;

/// The same passphrase however a keyboard composes it.
SecretBytes normalised(const SecretBytes &passphrase)
{
    QString typed = QString::fromUtf8(asText(passphrase.view()));
    QString normal = typed.normalized(QString::NormalizationForm_KC);
    QByteArray bytes = normal.toUtf8();
    SecretBytes out(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    wipe(normal.data(), static_cast<std::size_t>(normal.size()) * sizeof(QChar));
    wipe(typed.data(), static_cast<std::size_t>(typed.size()) * sizeof(QChar));
    return out;
}

Result<SecretBytes> wrappingKey(const SecretBytes &passphrase, ByteView salt, Argon2Cost cost)
{
    const SecretBytes text = normalised(passphrase);
    ASSENT_TRY(const SecretBytes stretched, argon2id(text.view(), salt, cost, kAeadKeySize));
    return hkdfSha256(stretched.view(), {}, asBytes(kRoot), kAeadKeySize);
}

Result<SecretBytes> openRoot(const Rows &row, const SecretBytes &passphrase)
{
    const Argon2Cost cost{static_cast<std::uint32_t>(row.number(0, 1)), static_cast<std::uint32_t>(row.number(0, 2)),
        static_cast<std::uint32_t>(row.number(0, 3))};
    ASSENT_TRY(const SecretBytes key, wrappingKey(passphrase, row.bytes(0, 0), cost));
    auto root = aeadOpen(key.view(), asBytes(kRoot), row.bytes(0, 4));
    if (!root)
        return Error{ErrorCode::Locked, "the passphrase is not this hub's"};
    return root;
}

Result<SecretBytes> makeRoot(Connection &connection, const SecretBytes &passphrase, Argon2Cost cost)
{
    ASSENT_TRY(const Bytes salt, randomBytes(kSaltSize));
    ASSENT_TRY(SecretBytes root, randomSecret(kAeadKeySize));
    ASSENT_TRY(const SecretBytes key, wrappingKey(passphrase, salt, cost));
    ASSENT_TRY(const Bytes wrapped, aeadSeal(key.view(), asBytes(kRoot), root.view()));
    ASSENT_TRY([[maybe_unused]] const Rows done, connection.run(
        "INSERT INTO assent_keys.root(one, salt, passes, memory_kib, lanes, wrapped) VALUES(true, $1::bytea, $2::int8, $3::int8, $4::int8, $5::bytea)",
        Parameters().bytes(salt).number(cost.passes).number(cost.memoryKiB).number(cost.lanes).bytes(wrapped)));
    return root;
}

/// What the log key's seal is bound to.
std::string boundTo(StoreId name, std::string_view epoch) { return name.toString() + "\n" + std::string(epoch); }

Result<void> openIdentity(const Rows &row, ByteView sealing, HubSecrets &secrets)
{
    ASSENT_TRY(secrets.name, StoreId::fromBytes(row.bytes(0, 0)));
    secrets.epoch = row.text(0, 1);
    const auto seed = aeadOpen(sealing, asBytes(boundTo(secrets.name, secrets.epoch)), row.bytes(0, 2));
    if (!seed)
        return Error{ErrorCode::Corrupt, "the database's keys (schema assent_keys) are of other data"};
    ASSENT_TRY(secrets.logKey, SigningKey::fromSeed(seed->view()));
    return {};
}

/// A log of a new name; the old one's checkpoints are not its own.
Result<void> makeIdentity(Connection &connection, ByteView sealing, Timestamp now, HubSecrets &secrets)
{
    secrets.name = StoreId(makeUuidV7(now));
    secrets.epoch = makeUuidV7(now).toString();
    ASSENT_TRY(secrets.logKey, SigningKey::generate());
    ASSENT_TRY(const Bytes sealed, aeadSeal(sealing, asBytes(boundTo(secrets.name, secrets.epoch)), secrets.logKey.seed().view()));
    ASSENT_TRY([[maybe_unused]] const Rows done, connection.run(
        "INSERT INTO hub(one, store_id, epoch, log_key, made_at) VALUES(true, $1::uuid, $2::text, $3::bytea, $4::int8)",
        Parameters().uuid(secrets.name.uuid()).text(secrets.epoch).bytes(sealed).time(now)));
    ASSENT_TRY([[maybe_unused]] const Rows gone, connection.run("DELETE FROM ledger_checkpoint"));
    return {};
}

/// Data that was put back without the schema of keys has no table to look in.
Result<std::optional<Rows>> readRoot(Connection &connection)
{
    ASSENT_TRY(const Rows there, connection.run("SELECT to_regclass('assent_keys.root') IS NOT NULL AND to_regclass('assent_keys.subject_key') IS NOT NULL"));
    if (there.number(0, 0) == 0)
        return std::optional<Rows>();
    ASSENT_TRY(Rows row, connection.run("SELECT salt, passes, memory_kib, lanes, wrapped FROM assent_keys.root"));
    return row.size() == 0 ? std::optional<Rows>() : std::optional<Rows>(std::move(row));
}

} // namespace

Result<HubSecrets> HubSecrets::open(Connection &connection, const SecretBytes &passphrase, const Clock &clock,
    const std::optional<Argon2Cost> &cost)
{
    ASSENT_TRY(const Rows identity, connection.run("SELECT store_id, epoch, log_key FROM hub"));
    ASSENT_TRY(const auto known, readRoot(connection));
    if (!known && identity.size() > 0)
        return Error{ErrorCode::Corrupt, "the database's keys (schema assent_keys) are missing"};
    ASSENT_TRY(const SecretBytes root, known ? openRoot(*known, passphrase)
                                             : makeRoot(connection, passphrase, cost ? *cost : calibrateArgon2()));
    ASSENT_TRY(const SecretBytes sealing, hkdfSha256(root.view(), {}, asBytes(kIdentity), kAeadKeySize));
    ASSENT_TRY(SecretBytes wrapping, hkdfSha256(root.view(), {}, asBytes(kSubjectKey), kAeadKeySize));
    ASSENT_TRY(SigningKey unset, SigningKey::generate());
    HubSecrets secrets{{}, {}, std::move(unset), std::move(wrapping)};
    ASSENT_CHECK(identity.size() > 0 ? openIdentity(identity, sealing.view(), secrets)
                                     : makeIdentity(connection, sealing.view(), clock.now(), secrets));
    return secrets;
}

Result<Bytes> HubSecrets::wrap(ByteView subject, const SecretBytes &key) const { return aeadSeal(wrapping.view(), subject, key.view()); }

Result<SecretBytes> HubSecrets::unwrap(ByteView subject, ByteView wrapped) const
{
    auto key = aeadOpen(wrapping.view(), subject, wrapped);
    if (!key)
        return Error{ErrorCode::Corrupt, "a subject's key does not open"};
    return key;
}

} // namespace assent::sync::postgres
