// Reading a store's whole log and comparing it with its tree and checkpoints.
#include "ledger/ledger.h"
#include "ledger/logtree.h"
#include "ledger/tiles.h"

#include <algorithm>
#include <future>
#include <thread>

namespace assent {
namespace {

/// Entries that are read at once.
constexpr std::uint64_t kPart = 4096;
constexpr unsigned kMostReaders = 4;

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

/// Consecutive entries: what the tree takes of them, and the first fault within.
struct Part
{
    std::vector<Digest> leaves;
    std::optional<std::uint64_t> firstBad;
    std::string fault;
    std::optional<std::uint64_t> wrongTile; ///< the first leaf under a kept root that is not theirs
    bool gap = false; ///< no entry behind the leaves, though there are later ones
};

/// Reads parts over one connection, which is what takes the time: pages are
/// decrypted, payloads hashed, signatures checked.
class PartReader
{
public:
    PartReader(Database &db, const Ledger::Inspector &inspector) : m_db(db), m_inspect(inspector ? inspector(db) : Ledger::Inspect{}) {}
    explicit PartReader(std::unique_ptr<Database> own, const Ledger::Inspector &inspector) : PartReader(*own, inspector) { m_own = std::move(own); }

    Result<Part> read(std::uint64_t first, std::uint64_t end)
    {
        Part part;
        if (!m_read) {
            ASSENT_TRY(m_read, m_db.prepare("SELECT n, kind, received_at, body FROM ledger_entry WHERE n >= ? AND n < ? ORDER BY n"));
        }
        m_read->reset();
        m_read->bind(1, first).bind(2, end);
        for (std::uint64_t n = first; n < end; ++n) {
            ASSENT_TRY(const bool more, m_read->step());
            part.gap = !more || static_cast<std::uint64_t>(m_read->integer(0)) != n;
            if (part.gap)
                break;
            if (m_inspect && part.fault.empty()) {
                part.fault = m_inspect(n, static_cast<LeafKind>(m_read->integer(1)), m_read->blob(3));
                part.firstBad = n;
            }
            part.leaves.push_back(ledgerLeaf(m_read->blob(3), m_read->time(2)));
        }
        m_read->reset();
        ASSENT_TRY(part.wrongTile, firstWrongTile(first, part.leaves));
        return part;
    }

private:
    /// Parts begin with a tile.
    Result<std::optional<std::uint64_t>> firstWrongTile(std::uint64_t first, std::span<const Digest> leaves)
    {
        ASSENT_TRY(Statement kept, m_db.prepare("SELECT n, root FROM ledger_tile WHERE level = 1 AND n >= ? AND n < ? ORDER BY n"));
        kept.bind(1, first / tiles::kWidth).bind(2, (first + leaves.size()) / tiles::kWidth);
        for (;;) {
            ASSENT_TRY(const bool more, kept.step());
            if (!more)
                return std::optional<std::uint64_t>();
            const std::uint64_t start = static_cast<std::uint64_t>(kept.integer(0)) * tiles::kWidth;
            ASSENT_TRY(const Digest root, toDigest(kept.blob(1)));
            if (merkle::root(leaves.subspan(start - first, tiles::kWidth)) != root)
                return std::optional(start);
        }
    }

    Database &m_db;
    Ledger::Inspect m_inspect;
    std::optional<Statement> m_read;
    std::unique_ptr<Database> m_own;
};

/// The parts of the first `size` entries, one after the other. Of a long log each
/// core reads every so manieth, a step ahead of who takes them.
class Parts
{
public:
    static Result<std::unique_ptr<Parts>> open(Vault &vault, const Ledger::Inspector &inspector, std::uint64_t size)
    {
        auto parts = std::unique_ptr<Parts>(new Parts(size));
        const unsigned readers = std::clamp(std::thread::hardware_concurrency(), 1U, kMostReaders);
        if (readers == 1 || size < kPart * readers) {
            parts->m_readers.push_back(std::make_unique<PartReader>(vault.db(), inspector));
            return parts;
        }
        for (unsigned i = 0; i < readers; ++i) {
            ASSENT_TRY(auto db, vault.openReader());
            parts->m_readers.push_back(std::make_unique<PartReader>(std::move(db), inspector));
            parts->m_coming.emplace_back();
        }
        for (unsigned i = 0; i < readers; ++i)
            parts->begin(i);
        return parts;
    }

    Result<Part> next()
    {
        const std::uint64_t number = m_next++;
        if (m_coming.empty())
            return m_readers.front()->read(number * kPart, std::min(m_size, (number + 1) * kPart));
        Result<Part> part = m_coming[number % m_readers.size()].get();
        begin(number + m_readers.size());
        return part;
    }

private:
    explicit Parts(std::uint64_t size) : m_size(size) {}
    void begin(std::uint64_t number)
    {
        if (number * kPart >= m_size)
            return;
        const std::size_t who = number % m_readers.size();
        m_coming[who] = std::async(std::launch::async, [this, number, who] {
            return m_readers[who]->read(number * kPart, std::min(m_size, (number + 1) * kPart));
        });
    }

    std::uint64_t m_size;
    std::uint64_t m_next = 0;
    std::vector<std::unique_ptr<PartReader>> m_readers;
    std::vector<std::future<Result<Part>>> m_coming; ///< destroyed first, which waits for who reads
};

/// One more than the last entry's number.
Result<std::uint64_t> endOf(Database &db)
{
    ASSENT_TRY(const std::int64_t end, db.integer("SELECT coalesce(max(n) + 1, 0) FROM ledger_entry"));
    return static_cast<std::uint64_t>(end);
}

} // namespace

Result<Ledger::Report> Ledger::verify(Progress &progress, const Inspector &inspector, const std::optional<Checkpoint> &kept)
{
    Report report;
    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(m_vault.db()));
    ASSENT_TRY(const Checkpoint edge, head());
    ASSENT_TRY(const auto note, lastCheckpoint());
    std::optional<Checkpoint> sealed;
    if (note) {
        const auto opened = openCheckpoint(*note, verifierKey());
        if (opened)
            sealed = *opened;
        else
            fault(report, 0, "the last checkpoint is not signed by this store's log key");
    }
    ASSENT_TRY(const std::uint64_t end, endOf(m_vault.db()));
    ASSENT_TRY(const auto parts, Parts::open(m_vault, inspector, end));
    ASSENT_TRY(Marks marks, Marks::read(m_vault.db()));
    Kept given(kept);
    merkle::Frontier tree;
    given.pass(tree, 0);
    const auto proven = [&] { return std::max(marks.proven(), given.proven()); };
    std::optional<std::uint64_t> wrongTile;
    for (bool gap = false; !gap && tree.size() < end;) {
        if (!progress.report(tree.size(), edge.size))
            return Error{ErrorCode::Cancelled, "verification was cancelled"};
        ASSENT_TRY(const Part part, parts->next());
        if (!wrongTile)
            wrongTile = part.wrongTile;
        for (const Digest &leaf : part.leaves) {
            if (!part.fault.empty() && part.firstBad == tree.size())
                fault(report, tree.size(), part.fault);
            tree.append(leaf);
            given.pass(tree, marks.proven());
            ASSENT_CHECK(marks.pass(tree));
            if (marks.broken())
                fault(report, proven(), "entries from here on do not match the checkpoint of " + std::to_string(tree.size()) + " entries");
        }
        gap = part.gap;
        if (gap)
            fault(report, tree.size(), "an entry is missing");
    }
    report.entries = tree.size();
    report.root = tree.root();
    report.checkpointSize = sealed ? sealed->size : 0;
    if (sealed && sealed->size > tree.size())
        fault(report, tree.size(), "entries that the last checkpoint seals are missing");
    if (edge.size != tree.size() || edge.root != tree.root())
        fault(report, std::min({proven(), edge.size, tree.size()}), "entries from here on do not match the stored tree");
    given.judge(report);
    if (report.fault.empty() && !wrongTile) {
        ASSENT_TRY(wrongTile, LogTree(m_vault.db()).firstWrongAbove());
    }
    if (wrongTile) // said last: the entries may hold, only proofs that are made from it would not
        fault(report, *wrongTile, "a hash that is kept of entries from here on is not theirs");
    progress.report(tree.size(), edge.size);
    return report;
}

} // namespace assent
