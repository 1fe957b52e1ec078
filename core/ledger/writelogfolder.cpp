#include "ledger/logfolder.h"
#include "ledger/stagedfolder.h"
#include "ledger/tiles.h"

#include <algorithm>
#include <limits>
#include <set>

namespace assent {
namespace {

/// Entries and hashes on their way into tiles: each file is written when it is
/// full, so that no more than one of each level is in memory.
class TileWriter
{
public:
    explicit TileWriter(StagedFolder &folder) : m_folder(folder) {}

    Result<void> add(ByteView entry)
    {
        if (entry.size() > tiles::kMaxEntry)
            return Error{ErrorCode::Invalid, "entry " + std::to_string(m_tree.size()) + " has " + std::to_string(entry.size())
                + " bytes with its time, and a bundle takes no entry over " + std::to_string(tiles::kMaxEntry)};
        m_bundle.push_back(static_cast<char>(entry.size() >> 8));
        m_bundle.push_back(static_cast<char>(entry.size() & 0xff));
        m_bundle.append(asText(entry));
        const Digest leaf = merkle::leafHash(entry);
        m_tree.append(leaf);
        if (m_tree.size() % tiles::kWidth == 0) {
            ASSENT_CHECK(write({tiles::kEntries, m_tree.size() / tiles::kWidth - 1}, m_bundle));
            m_bundle.clear();
        }
        return addHash(0, leaf);
    }

    /// Writes the tiles that are not full, under the names that they have in a
    /// tree of `size`: a log that lost entries has fewer than the name says.
    Result<void> writePartial(std::uint64_t size)
    {
        ASSENT_CHECK(writeNamed(tiles::kEntries, m_tree.size() / tiles::kWidth, size, m_bundle));
        for (int level = 0; level < static_cast<int>(m_levels.size()); ++level)
            ASSENT_CHECK(writeNamed(level, m_levels[level].full, size, textOf(m_levels[level].hashes)));
        return {};
    }

    const merkle::Frontier &tree() const { return m_tree; }

private:
    struct Level
    {
        std::uint64_t full = 0; ///< tiles written
        std::vector<Digest> hashes;
    };

    static std::string textOf(const std::vector<Digest> &hashes)
    {
        std::string text;
        text.reserve(hashes.size() * 32);
        for (const Digest &hash : hashes)
            text.append(asText(hash));
        return text;
    }

    Result<void> addHash(std::size_t level, const Digest &hash)
    {
        if (m_levels.size() == level)
            m_levels.emplace_back();
        Level &at = m_levels[level];
        at.hashes.push_back(hash);
        if (at.hashes.size() < tiles::kWidth)
            return {};
        ASSENT_CHECK(write({static_cast<int>(level), at.full}, textOf(at.hashes)));
        const Digest above = merkle::root(at.hashes);
        at.hashes.clear();
        ++at.full;
        return addHash(level + 1, above);
    }

    Result<void> writeNamed(int level, std::uint64_t index, std::uint64_t size, std::string_view content)
    {
        const unsigned width = tiles::widthOf(level, index, size);
        const tiles::Tile tile{level, index, width};
        if (width == 0 || content.empty() || !m_partial.insert(tiles::pathOf(tile)).second)
            return {};
        return write(tile, content);
    }

    Result<void> write(const tiles::Tile &tile, std::string_view content) { return m_folder.write(tiles::pathOf(tile), content); }

    StagedFolder &m_folder;
    std::string m_bundle;
    std::vector<Level> m_levels;
    merkle::Frontier m_tree;
    std::set<std::string> m_partial; ///< written; a higher one may not have changed since
};

/// The note to write the log under, and what it says.
Result<WrittenLog> sealFor(Ledger &ledger, bool asIs)
{
    WrittenLog log;
    log.verifierKey = ledger.verifierKey();
    auto note = ledger.checkpoint();
    if (!note && (!asIs || note.error().code != ErrorCode::Corrupt))
        return note.error();
    if (note) {
        log.note = *note;
    } else {
        ASSENT_TRY(const auto last, ledger.lastCheckpoint());
        if (!last)
            return note.error();
        log.note = *last;
    }
    ASSENT_TRY(log.checkpoint, checkpointFromText(log.note));
    log.whole = openCheckpoint(log.note, log.verifierKey).ok();
    return log;
}

Error notWhole() { return {ErrorCode::Corrupt, "the ledger's entries are not those that were sealed, so nothing was written"}; }

/// Streams the entries below `end` into tiles; stops where one is missing.
Result<void> writeEntries(Vault &vault, std::uint64_t end, std::uint64_t sealedSize, TileWriter &writer, Progress &progress)
{
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT n, received_at, body FROM ledger_entry WHERE n < ? ORDER BY n"));
    read.bind(1, static_cast<std::int64_t>(std::min<std::uint64_t>(end, std::numeric_limits<std::int64_t>::max())));
    for (;;) {
        ASSENT_TRY(const bool more, read.step());
        const std::uint64_t n = writer.tree().size();
        if (!more || static_cast<std::uint64_t>(read.integer(0)) != n)
            return {};
        if ((n & 1023) == 0 && !progress.report(n, sealedSize))
            return Error{ErrorCode::Cancelled, "the export was cancelled; nothing was written"};
        if (n == sealedSize) // what follows is under no seal, in files of its own
            ASSENT_CHECK(writer.writePartial(sealedSize));
        ASSENT_CHECK(writer.add(leafEntry(read.blob(2), read.time(1))));
    }
}

} // namespace

Result<WrittenLog> writeLogFolder(Vault &vault, const std::filesystem::path &folder, bool asIs, Progress &progress)
{
    ASSENT_TRY(StagedFolder staged, StagedFolder::make(folder));
    Ledger ledger(vault);
    ASSENT_TRY(WrittenLog log, sealFor(ledger, asIs));
    if (!log.whole && !asIs)
        return notWhole();
    const std::uint64_t sealedSize = log.checkpoint.size;

    ASSENT_TRY(const Snapshot snapshot, Snapshot::begin(vault.db()));
    ASSENT_TRY(const std::uint64_t size, ledger.size());
    // Entries past the seal that others appended meanwhile are in order, and of no
    // concern here; those past the stored tree are not.
    const bool all = asIs && size <= sealedSize;
    TileWriter writer(staged);
    ASSENT_CHECK(writeEntries(vault, all ? std::numeric_limits<std::uint64_t>::max() : sealedSize, sealedSize, writer, progress));
    ASSENT_CHECK(writer.writePartial(std::max(writer.tree().size(), sealedSize)));
    log.whole = log.whole && writer.tree().size() == sealedSize && writer.tree().root() == log.checkpoint.root;
    if (!log.whole && !asIs)
        return notWhole();

    ASSENT_CHECK(staged.write("checkpoint", log.note));
    progress.report(writer.tree().size(), sealedSize);
    ASSENT_CHECK(staged.take());
    log.files = staged.files();
    log.bytes = staged.bytes();
    return log;
}

} // namespace assent
