// What the routes ask of the embedded store.
#include "crypto/hash.h"
#include "sync/embeddedrows.h"

namespace assent::sync {
namespace {

constexpr const char *kWrittenKey = "written_at";

std::uintmax_t sizeOf(const std::filesystem::path &file)
{
    std::error_code fault;
    const std::uintmax_t size = std::filesystem::file_size(file, fault);
    return fault ? 0 : size;
}

Result<std::optional<Timestamp>> timeIn(Result<Statement> query)
{
    ASSENT_TRY(Statement read, std::move(query));
    ASSENT_TRY(const bool row, read.step());
    return row ? std::optional<Timestamp>(read.time(0)) : std::nullopt;
}

} // namespace

Result<void> EmbeddedRows::proveWritable() { return m_vault->setMeta(kWrittenKey, toRfc3339(m_vault->clock().now())); }

Result<std::optional<Timestamp>> EmbeddedRows::oldestUnsealed()
{
    return timeIn(db().prepare("SELECT received_at FROM ledger_entry WHERE n = (SELECT coalesce(max(size), 0) FROM ledger_checkpoint)"));
}

Result<std::optional<Timestamp>> EmbeddedRows::sealedAt()
{
    return timeIn(db().prepare("SELECT made_at FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"));
}

Result<std::vector<SubjectId>> EmbeddedRows::newsAfter(FeedPlaces &seen, int limit)
{
    ASSENT_TRY(Statement read, db().prepare("SELECT seq, subject FROM item WHERE seq > ? ORDER BY seq LIMIT ?"));
    read.bind(1, seen.front()).bind(2, limit);
    std::vector<SubjectId> out;
    for (;;) {
        ASSENT_TRY(const bool row, read.step());
        if (!row)
            return out;
        ASSENT_TRY(const SubjectId subject, SubjectId::fromBytes(read.blob(1)));
        out.push_back(subject);
        seen.front() = read.integer(0);
    }
}

Result<std::int64_t> EmbeddedRows::lastItemOf(SubjectId subject)
{
    ASSENT_TRY(Statement read, db().prepare("SELECT coalesce(max(seq), 0) FROM item WHERE subject = ?"));
    ASSENT_TRY([[maybe_unused]] const bool row, read.bind(1, subject.bytes()).step());
    return read.integer(0);
}

Result<std::optional<std::int64_t>> EmbeddedRows::entryOf(const Uuid &event)
{
    ASSENT_TRY(Statement read, db().prepare("SELECT entry FROM item WHERE id = ? AND entry IS NOT NULL"));
    ASSENT_TRY(const bool row, read.bind(1, event.bytes()).step());
    return row ? std::optional<std::int64_t>(read.integer(0)) : std::nullopt;
}

Result<std::string> EmbeddedRows::newestCheckpoint()
{
    ASSENT_TRY(auto note, Ledger(*m_vault).lastCheckpoint());
    return std::move(note).value_or(std::string());
}

std::uintmax_t EmbeddedRows::bytes()
{
    std::uintmax_t sum = 0;
    for (const char *name : {"store.db", "store.db-wal", "keys/store.db", "keys/store.db-wal"})
        sum += sizeOf(m_vault->folder() / name);
    return sum;
}

Result<SecretBytes> EmbeddedRows::deriveKey(std::string_view info) const
{
    return hkdfSha256(m_vault->logKey().seed().view(), {}, asBytes(info), 32);
}

} // namespace assent::sync
