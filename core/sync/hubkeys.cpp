#include "sync/hubkeys.h"

#include "crypto/aead.h"
#include "crypto/hash.h"

namespace assent::sync {
namespace {

constexpr Migration kSchema[] = {{1, R"sql(
CREATE TABLE subject_key(
    subject BLOB PRIMARY KEY,
    key BLOB NOT NULL,
    made_at INTEGER NOT NULL) WITHOUT ROWID;
)sql"}};

Vault::Options options()
{
    Vault::Options out;
    out.schema = kSchema;
    out.kind = "hub";
    out.cacheMiB = 8;
    return out;
}

std::filesystem::path keyFolder(const std::filesystem::path &folder) { return folder / "keys"; }

} // namespace

bool SubjectKeys::exists(const std::filesystem::path &folder) { return Vault::exists(keyFolder(folder)); }

Result<std::unique_ptr<SubjectKeys>> SubjectKeys::open(
    const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock, bool make)
{
    auto vault = make && !exists(folder) ? Vault::create(keyFolder(folder), key, clock, options())
                                         : Vault::open(keyFolder(folder), key, clock, options());
    if (!vault)
        return std::move(vault).error();
    return std::unique_ptr<SubjectKeys>(new SubjectKeys(*std::move(vault)));
}

Result<SecretBytes> SubjectKeys::find(SubjectId subject)
{
    ASSENT_TRY(Statement find, m_vault->db().prepare("SELECT key FROM subject_key WHERE subject = ?"));
    ASSENT_TRY(const bool row, find.bind(1, subject.bytes()).step());
    if (!row)
        return Error{ErrorCode::NotFound, "the subject has no key"};
    return SecretBytes(find.blob(0));
}

Result<void> SubjectKeys::ensure(std::span<const SubjectId> subjects)
{
    std::vector<SubjectId> missing;
    for (const SubjectId &subject : subjects) {
        auto known = find(subject);
        if (!known && known.error().code != ErrorCode::NotFound)
            return std::move(known).error();
        if (!known)
            missing.push_back(subject);
    }
    if (missing.empty())
        return {};
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*m_vault));
    ASSENT_TRY(Statement put, transaction.db().prepare(
        "INSERT INTO subject_key(subject, key, made_at) VALUES(?,?,?) ON CONFLICT DO NOTHING"));
    for (const SubjectId &subject : missing) {
        ASSENT_TRY(const SecretBytes key, randomSecret(kAeadKeySize));
        ASSENT_CHECK(put.bind(1, subject.bytes()).bind(2, key.view()).bind(3, m_vault->clock().now()).run());
    }
    return transaction.commit();
}

Result<void> SubjectKeys::destroy(std::span<const SubjectId> subjects)
{
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(*m_vault));
        ASSENT_TRY(Statement remove, transaction.db().prepare("DELETE FROM subject_key WHERE subject = ?"));
        for (const SubjectId &subject : subjects)
            ASSENT_CHECK(remove.bind(1, subject.bytes()).run());
        ASSENT_CHECK(transaction.commit());
    }
    const auto moved = m_vault->checkpoint(); // the log held the keys
    return moved || moved.error().code == ErrorCode::Io ? Result<void>() : moved;
}

Result<ItemSeal> ItemSeal::of(const SecretBytes &key, SubjectId subject)
{
    ASSENT_TRY(SecretBytes sealing, hkdfSha256(key.view(), subject.bytes(), asBytes("assent/hub-item-seal/v1"), kAeadKeySize));
    ASSENT_TRY(SecretBytes hashing, hkdfSha256(key.view(), subject.bytes(), asBytes("assent/hub-item-hash/v1"), 32));
    return ItemSeal{std::move(sealing), std::move(hashing)};
}

Result<Bytes> ItemSeal::close(const Uuid &item, std::string_view text) const
{
    return aeadSeal(sealing.view(), item.bytes(), asBytes(text));
}

Result<SecretBytes> ItemSeal::open(const Uuid &item, ByteView sealed) const
{
    return aeadOpen(sealing.view(), item.bytes(), sealed);
}

Digest ItemSeal::contentHash(std::string_view text) const { return hmacSha256(hashing.view(), asBytes(text)); }

} // namespace assent::sync
