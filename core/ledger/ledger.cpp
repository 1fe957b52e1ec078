#include "ledger/ledger.h"

#include "crypto/hash.h"
#include "crypto/subtrees.h"

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
    merkle::Subtrees tree;
    for (const std::uint64_t entry : entries)
        tree.want(merkle::inclusionRanges(entry, size));
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT received_at, body FROM ledger_entry WHERE n < ? ORDER BY n"));
    read.bind(1, size);
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        tree.append(ledgerLeaf(read.blob(1), read.time(0)));
    }
    if (tree.size() != size)
        return Error{ErrorCode::NotFound, "the ledger has fewer entries than the tree"};
    std::vector<std::vector<Digest>> paths;
    for (const std::uint64_t entry : entries)
        paths.push_back(tree.of(merkle::inclusionRanges(entry, size)));
    return paths;
}

namespace {

/// Notes the first fault only: what follows from it is no news.
void fault(Ledger::Report &report, std::uint64_t n, std::string words)
{
    if (!report.fault.empty())
        return;
    report.firstBad = n;
    report.fault = std::move(words);
}

/// All checkpoints, by their size: each must hold, and narrows down where a fault
/// lies. One that cannot be read says nothing; the last one must be signed.
class Marks
{
public:
    static Result<Marks> read(Database &db)
    {
        ASSENT_TRY(Statement notes, db.prepare("SELECT note FROM ledger_checkpoint ORDER BY size"));
        return Marks(std::move(notes));
    }
    /// The tree has grown; entries below `proven()` are as they were sealed.
    Result<void> pass(const merkle::Frontier &tree)
    {
        while (!m_next || m_next->size < tree.size()) {
            ASSENT_TRY(const bool more, advance());
            if (!more)
                return {};
        }
        if (m_next->size != tree.size())
            return {};
        m_broken = m_next->root != tree.root();
        if (!m_broken)
            m_proven = tree.size();
        return {};
    }
    std::uint64_t proven() const { return m_proven; }
    bool broken() const { return m_broken; } ///< the tree is not what was sealed at this size

private:
    explicit Marks(Statement notes) : m_notes(std::move(notes)) {}
    Result<bool> advance()
    {
        if (m_done)
            return false;
        ASSENT_TRY(const bool more, m_notes.step());
        m_done = !more;
        if (m_done)
            return false;
        // A note that cannot be read proves nothing.
        m_next = checkpointFromText(m_notes.text(0)).ok() ? *checkpointFromText(m_notes.text(0)) : Checkpoint{};
        return true;
    }

    Statement m_notes;
    bool m_done = false;
    std::optional<Checkpoint> m_next;
    std::uint64_t m_proven = 0;
    bool m_broken = false;
};

} // namespace

namespace {

/// A checkpoint from elsewhere, beside a tree that grows.
class Kept
{
public:
    explicit Kept(const std::optional<Checkpoint> &kept) : m_kept(kept) {}
    /// The tree has grown; `proven` entries below are proven by other means.
    void pass(const merkle::Frontier &tree, std::uint64_t proven)
    {
        if (!m_kept || tree.size() != m_kept->size)
            return;
        m_met = true;
        m_holds = tree.root() == m_kept->root;
        m_from = m_holds ? tree.size() : proven;
    }
    std::uint64_t proven() const { return m_holds ? m_from : 0; }
    /// After the last entry.
    void judge(Ledger::Report &report) const
    {
        if (m_kept && !m_met)
            fault(report, report.entries, "entries that the given checkpoint seals are missing");
        else if (m_kept && !m_holds)
            fault(report, m_from, "entries from here on do not match the given checkpoint");
    }

private:
    const std::optional<Checkpoint> &m_kept;
    bool m_met = false;
    bool m_holds = false;
    std::uint64_t m_from = 0;
};

} // namespace

Result<Ledger::Report> Ledger::verify(Progress &progress, const Inspect &inspect, const std::optional<Checkpoint> &kept)
{
    Report report;
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const merkle::Frontier edge, readEdge(m_vault.db()));
    ASSENT_TRY(const auto note, lastCheckpoint());
    std::optional<Checkpoint> sealed;
    if (note) {
        const auto opened = openCheckpoint(*note, verifierKey());
        if (opened)
            sealed = *opened;
        else
            fault(report, 0, "the last checkpoint is not signed by this store's log key");
    }

    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT n, kind, received_at, body FROM ledger_entry ORDER BY n"));
    ASSENT_TRY(Marks marks, Marks::read(m_vault.db()));
    Kept given(kept);
    merkle::Frontier tree;
    given.pass(tree, 0);
    const auto proven = [&] { return std::max(marks.proven(), given.proven()); };
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        if (!more)
            break;
        const std::uint64_t n = tree.size();
        if (static_cast<std::uint64_t>(read.integer(0)) != n) {
            fault(report, n, "an entry is missing");
            break;
        }
        if (inspect && report.fault.empty()) {
            if (std::string words = inspect(n, static_cast<LeafKind>(read.integer(1)), read.blob(3)); !words.empty())
                fault(report, n, std::move(words));
        }
        tree.append(ledgerLeaf(read.blob(3), read.time(2)));
        given.pass(tree, marks.proven());
        ASSENT_CHECK(marks.pass(tree));
        if (marks.broken())
            fault(report, proven(), "entries from here on do not match the checkpoint of " + std::to_string(tree.size()) + " entries");
        if ((n & 1023) == 0 && !progress.report(n, edge.size()))
            return Error{ErrorCode::Cancelled, "verification was cancelled"};
    }
    report.entries = tree.size();
    report.root = tree.root();
    report.checkpointSize = sealed ? sealed->size : 0;
    if (sealed && sealed->size > tree.size())
        fault(report, tree.size(), "entries that the last checkpoint seals are missing");
    if (edge.size() != tree.size() || edge.root() != tree.root())
        fault(report, std::min({proven(), edge.size(), tree.size()}), "entries from here on do not match the stored tree");
    given.judge(report);
    progress.report(tree.size(), edge.size());
    return report;
}

} // namespace assent
