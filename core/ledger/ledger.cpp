#include "ledger/ledger.h"

#include "crypto/hash.h"
#include "ledger/logtree.h"
#include "ledger/tiles.h"

#include <algorithm>

namespace assent {
namespace {

Result<merkle::Frontier> readEdge(Database &db)
{
    ASSENT_TRY(Statement read, db.prepare("SELECT size, hashes FROM ledger_edge WHERE id = 1"));
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return merkle::Frontier{};
    const ByteView bytes = read.blob(1);
    if (bytes.size() % 32 != 0)
        return Error{ErrorCode::Corrupt, "the stored edge of the ledger tree is damaged"};
    std::vector<Digest> hashes;
    for (std::size_t at = 0; at < bytes.size(); at += 32) {
        ASSENT_TRY(const Digest hash, toDigest(bytes.subspan(at, 32)));
        hashes.push_back(hash);
    }
    return merkle::Frontier::restore(static_cast<std::uint64_t>(read.integer(0)), std::move(hashes));
}

Result<void> writeEdge(Database &db, const merkle::Frontier &edge)
{
    Bytes hashes;
    for (const Digest &hash : edge.hashes())
        hashes.insert(hashes.end(), hash.begin(), hash.end());
    ASSENT_TRY(Statement write, db.prepare("INSERT INTO ledger_edge(id, size, hashes) VALUES(1, ?, ?)"
        " ON CONFLICT(id) DO UPDATE SET size = excluded.size, hashes = excluded.hashes"));
    write.bind(1, edge.size()).bind(2, hashes);
    return write.run();
}

} // namespace

Bytes leafEntry(ByteView body, Timestamp receivedAt)
{
    Bytes entry;
    entry.reserve(body.size() + 8);
    entry.assign(body.begin(), body.end());
    for (int shift = 56; shift >= 0; shift -= 8)
        entry.push_back(static_cast<Byte>(static_cast<std::uint64_t>(toMillis(receivedAt)) >> shift));
    return entry;
}

Digest ledgerLeaf(ByteView body, Timestamp receivedAt) { return merkle::leafHash(leafEntry(body, receivedAt)); }

Digest pseudonymOf(ByteView pseudonymKey, SubjectId subject) { return hmacSha256(pseudonymKey, subject.bytes()); }

Result<std::int64_t> Ledger::append(const WriteTransaction &transaction, std::span<const Entry> entries)
{
    Database &db = transaction.db();
    ASSENT_TRY(merkle::Frontier edge, readEdge(db));
    const auto first = static_cast<std::int64_t>(edge.size());
    ASSENT_TRY(Statement write, db.prepare("INSERT INTO ledger_entry(n, kind, received_at, body) VALUES(?,?,?,?)"));
    for (const Entry &entry : entries) {
        write.bind(1, edge.size()).bind(2, static_cast<int>(entry.kind)).bind(3, entry.receivedAt).bind(4, entry.body);
        ASSENT_CHECK(write.run());
        edge.append(ledgerLeaf(entry.body, entry.receivedAt));
    }
    ASSENT_CHECK(writeEdge(db, edge));
    if (static_cast<std::uint64_t>(first) / tiles::kWidth != edge.size() / tiles::kWidth)
        ASSENT_CHECK(LogTree(db).keep(edge.size()));
    return first;
}

Result<std::uint64_t> Ledger::size()
{
    ASSENT_TRY(const merkle::Frontier edge, readEdge(m_vault.db()));
    return edge.size();
}

Result<Checkpoint> Ledger::head()
{
    ASSENT_TRY(const merkle::Frontier edge, readEdge(m_vault.db()));
    return Checkpoint{origin(), edge.size(), edge.root()};
}

std::string Ledger::origin() const { return "assent.log/" + m_vault.storeId().toString(); }

std::string Ledger::verifierKey() const { return noteVerifierKey(origin(), m_vault.logKey().publicKey()); }

namespace {

/// Corrupt unless this head may follow what was signed last.
Result<void> goesOn(const Checkpoint &head, const std::string &lastNote)
{
    const auto last = checkpointFromText(lastNote);
    if (!last)
        return Error{ErrorCode::Corrupt, "the last checkpoint of the ledger cannot be read"};
    if (last->size > head.size || (last->size == head.size && last->root != head.root))
        return Error{ErrorCode::Corrupt, "the ledger does not go on from its last checkpoint, of " + std::to_string(last->size) + " entries"};
    return {};
}

} // namespace

Result<std::string> Ledger::checkpoint()
{
    ASSENT_TRY(const Checkpoint now, head());
    ASSENT_TRY(const auto known, lastCheckpoint());
    if (known) {
        ASSENT_CHECK(goesOn(now, *known));
        if (checkpointFromText(*known)->size == now.size)
            return *known;
    }
    ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
    ASSENT_TRY(const Checkpoint current, head()); // another program may have written meanwhile
    ASSENT_TRY(const auto last, lastCheckpoint());
    if (last)
        ASSENT_CHECK(goesOn(current, *last));
    const std::string note = signNote(checkpointText(current), origin(), m_vault.logKey());
    ASSENT_TRY(Statement write, transaction.db().prepare(
        "INSERT OR IGNORE INTO ledger_checkpoint(size, made_at, note) VALUES(?,?,?)"));
    write.bind(1, current.size).bind(2, m_vault.clock().now()).bind(3, note);
    ASSENT_CHECK(write.run());
    ASSENT_CHECK(transaction.commit());
    return note;
}

Result<std::optional<std::string>> Ledger::lastCheckpoint()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1"));
    ASSENT_TRY(const bool found, read.step());
    if (!found)
        return std::optional<std::string>{};
    return std::optional<std::string>(std::string(read.text(0)));
}

Result<std::vector<std::vector<Digest>>> Ledger::inclusionPaths(std::span<const std::uint64_t> entries, std::uint64_t size)
{
    if (std::any_of(entries.begin(), entries.end(), [size](std::uint64_t entry) { return entry >= size; }))
        return Error{ErrorCode::NotFound, "the ledger's tree does not reach this entry yet"};
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const std::uint64_t reach, this->size());
    if (reach < size)
        return Error{ErrorCode::NotFound, "the ledger has fewer entries than the tree"};
    LogTree tree(m_vault.db());
    std::vector<std::vector<Digest>> paths;
    for (const std::uint64_t entry : entries) {
        std::vector<Digest> &path = paths.emplace_back();
        for (const merkle::Range &range : merkle::inclusionRanges(entry, size)) {
            ASSENT_TRY(const Digest hash, tree.root(range));
            path.push_back(hash);
        }
    }
    return paths;
}

} // namespace assent
