#pragma once

#include "sync/hubrows.h"
#include "sync/postgres/hubsecrets.h"

namespace assent::sync {

/// A hub's rows in PostgreSQL 15 or newer, over one connection. Any number of
/// hubs, and of these in one hub, may work on one database. The tables:
/// postgres/schema.cpp.
///
/// A consent event is taken without a number in the log: tidy() of one hub at a
/// time gives the numbers, in the order of the feed within each partition, after
/// the devices that are known by then. So a checkpoint may lag behind the feed
/// for as long as tidy() is not called.
class PostgresRows final : public HubRows
{
public:
    struct Options
    {
        bool make = false;              ///< make the tables and keys where there are none
        std::optional<Argon2Cost> cost; ///< of the passphrase of a database that is made; nothing: calibrated
    };
    /// `where` is a connection string. As Connection::open(), migrate() and
    /// HubSecrets::open().
    static Result<std::unique_ptr<PostgresRows>> open(const std::string &where, const SecretBytes &passphrase, const Clock &clock,
        const Options &options);
    /// The same rows over a connection of its own, which is made at its first use.
    std::unique_ptr<PostgresRows> another() const;

    const std::string &epoch() const override { return m_secrets->epoch; }
    std::string logKey() const override;
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

    std::size_t partitionOf(SubjectId subject) const override;
    Result<std::vector<ItemNumber>> numbers(DeviceId device, std::span<const ItemNumber> asked) override;
    Result<std::vector<StoredItem>> items(std::span<const Uuid> ids) override;
    Result<Bytes> itemBody(const StoredItem &item) override;
    Result<std::map<SubjectId, Digest>> pseudonyms(std::span<const SubjectId> subjects) override;
    Result<void> putPseudonyms(const std::map<SubjectId, Digest> &pseudonyms) override;
    Result<void> putNumbers(DeviceId device, std::span<const ItemNumber> numbers) override;
    Result<void> putItems(std::span<const NewItem> items) override;
    Result<std::int64_t> itemCount() override;

    std::size_t partitions() const override;
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
    Result<std::vector<Digest>> tileRoots(int, std::uint64_t, int) override { return std::vector<Digest>(); }
    Result<void> tidy(bool compact) override;

private:
    PostgresRows(std::unique_ptr<postgres::Connection> connection, const Clock &clock, std::shared_ptr<const postgres::HubSecrets> secrets)
        : m_connection(std::move(connection)), m_clock(clock), m_secrets(std::move(secrets)) {}
    Result<postgres::Rows> run(const char *sql, const postgres::Parameters &parameters = {}) { return m_connection->run(sql, parameters); }
    /// run() for what is written, in a transaction only.
    Result<postgres::Rows> write(const char *sql, const postgres::Parameters &parameters);
    Result<void> beginGeneration();
    Result<void> putIds(std::span<const NewItem> items);
    Result<FeedPage> feedOf(SubjectId subject, FeedPlaces &seen, int limit, std::size_t bytes);

    std::unique_ptr<postgres::Connection> m_connection;
    int m_generationOf = 0; ///< the life of the connection that has one
    const Clock &m_clock;
    std::shared_ptr<const postgres::HubSecrets> m_secrets; ///< shared: with those of the other connections
};

} // namespace assent::sync
