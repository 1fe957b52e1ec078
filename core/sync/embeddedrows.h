#pragma once

#include "sync/hubkeys.h"
#include "sync/hubrows.h"

#include <filesystem>

namespace assent::sync {

/// A hub's rows in an encrypted store in a folder: one writer at a time, one
/// partition. The tables: sync/hubschema.cpp.
class EmbeddedRows final : public HubRows
{
public:
    /// HubStore::open().
    static Result<std::unique_ptr<EmbeddedRows>> open(const std::filesystem::path &folder, const SecretBytes &key, const Clock &clock);

    const std::string &epoch() const override { return m_epoch; }
    std::string logKey() const override;
    Vault *vault() override { return m_vault.get(); }
    Result<void> check() override;
    Result<void> transact(const std::function<Result<void>()> &work) override;

    Result<SubjectKeyMap> ensureKeys(std::span<const SubjectId> subjects) override;
    Result<SubjectKeyMap> keys(std::span<const SubjectId> subjects) override;

    Result<void> putCode(const Digest &hash, const std::optional<SubjectId> &scope, Timestamp expiresAt) override;
    Result<void> forgetCodes(Timestamp expiredBy) override;
    Result<std::optional<std::optional<SubjectId>>> useCode(const Digest &hash, DeviceId device, Timestamp now) override;

    Result<std::optional<HubDevice>> device(DeviceId id) override;
    Result<std::optional<HubDevice>> deviceByToken(const Digest &tokenHash) override;
    Result<std::vector<HubDevice>> devices() override;
    Result<void> putDevice(const HubDevice &device, const Digest &tokenHash) override;
    Result<bool> markRevoked(DeviceId id, Timestamp at) override;

    std::size_t partitionOf(SubjectId) const override { return 0; }
    Result<std::vector<ItemNumber>> numbers(DeviceId device, std::span<const ItemNumber> asked) override;
    Result<std::vector<StoredItem>> items(std::span<const Uuid> ids) override;
    Result<Bytes> itemBody(const StoredItem &item) override;
    Result<std::map<SubjectId, Digest>> pseudonyms(std::span<const SubjectId> subjects) override;
    Result<void> putPseudonyms(const std::map<SubjectId, Digest> &pseudonyms) override;
    Result<void> putNumbers(DeviceId device, std::span<const ItemNumber> numbers) override;
    Result<void> putItems(std::span<const NewItem> items) override;
    Result<std::int64_t> itemCount() override;

    std::size_t partitions() const override { return 1; }
    Result<FeedPlaces> feedEnd() override;
    Result<FeedPage> feed(FeedPlaces &seen, const std::optional<SubjectId> &scope, int limit, std::size_t bytes) override;
    Result<Bytes> newestGeneration() override;
    Result<std::optional<FeedPlaces>> generationEnd(ByteView token) override;

    Digest erasureHash(SubjectId subject) const override;
    Result<std::optional<SubjectId>> subjectUnder(const Digest &pseudonym) override;
    Result<std::set<SubjectId>> erased(std::span<const Named> asked) override;
    Result<bool> isErased(const Digest &pseudonym) override;
    Result<void> putErasure(const ErasedRow &row) override;
    Result<void> removeSubject(SubjectId subject, const Uuid &inItsPlace) override;
    Result<std::vector<SubjectId>> halfErased() override;
    Result<void> destroyKeys(std::span<const SubjectId> subjects) override;
    Result<std::vector<ToldRow>> erasuresAfter(std::int64_t seq, int limit) override;

    Result<void> proveWritable() override;
    Result<std::optional<Timestamp>> oldestUnsealed() override;
    Result<std::optional<Timestamp>> sealedAt() override;
    Result<std::vector<SubjectId>> newsAfter(FeedPlaces &seen, int limit) override;
    Result<std::int64_t> lastItemOf(SubjectId subject) override;
    Result<std::optional<std::int64_t>> entryOf(const Uuid &event) override;
    Result<std::string> newestCheckpoint() override;
    std::uintmax_t bytes() override;

    Result<SecretBytes> deriveKey(std::string_view info) const override;
    Result<void> putLeaf(LeafKind kind, std::string_view body, Timestamp at) override;
    Result<std::string> checkpoint() override;
    Result<std::vector<LogEntry>> logEntries(std::uint64_t from, int limit) override;
    Result<std::vector<Digest>> tileRoots(int level, std::uint64_t first, int limit) override;
    Result<void> tidy(bool compact) override;

private:
    EmbeddedRows(std::unique_ptr<Vault> vault, std::unique_ptr<SubjectKeys> keys, std::string epoch)
        : m_vault(std::move(vault)), m_keys(std::move(keys)), m_epoch(std::move(epoch)) {}
    Database &db() { return m_vault->db(); }
    Result<std::optional<HubDevice>> findDevice(std::string_view column, ByteView value);
    Result<void> beginGeneration();
    Result<std::int64_t> append(std::span<const Ledger::Entry> leaves);

    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<SubjectKeys> m_keys;
    std::string m_epoch;
    const WriteTransaction *m_transaction = nullptr; ///< that runs
};

} // namespace assent::sync
