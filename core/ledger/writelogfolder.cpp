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

Error broken(const Ledger::Report &report, std::string_view more)
{
    return {ErrorCode::Corrupt, "the ledger does not hold: the first bad entry is " + std::to_string(report.firstBad.value_or(0)) + "; "
            + report.fault + std::string(more)};
}

/// The note to write the log under. One that does not hold gets no new one.
Result<std::string> noteFor(Ledger &ledger, const Ledger::Report &report)
{
    if (report.fault.empty())
        return ledger.checkpoint();
    ASSENT_TRY(const auto last, ledger.lastCheckpoint());
    if (!last)
        return broken(report, "; it was never sealed, so nobody could verify what would be written");
    return *last;
}

/// Streams the entries into tiles, those under the seal or all; stops where one
/// is missing.
Result<void> writeEntries(Vault &vault, bool sealedOnly, std::uint64_t sealedSize, TileWriter &writer, Progress &progress)
{
    ASSENT_TRY(Statement read, vault.db().prepare("SELECT n, received_at, body FROM ledger_entry WHERE n < ? ORDER BY n"));
    read.bind(1, sealedOnly ? static_cast<std::int64_t>(sealedSize) : std::numeric_limits<std::int64_t>::max());
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
    WrittenLog log;
    log.verifierKey = ledger.verifierKey();
    ASSENT_TRY(log.report, ledger.verify(progress));
    const bool whole = log.report.fault.empty();
    if (!whole && !asIs)
        return broken(log.report, "");
    ASSENT_TRY(log.note, noteFor(ledger, log.report));
    ASSENT_TRY(log.checkpoint, checkpointFromText(log.note));

    TileWriter writer(staged);
    ASSENT_CHECK(writeEntries(vault, whole, log.checkpoint.size, writer, progress));
    ASSENT_CHECK(writer.writePartial(std::max(writer.tree().size(), log.checkpoint.size)));
    if (whole && (writer.tree().size() != log.checkpoint.size || writer.tree().root() != log.checkpoint.root))
        return Error{ErrorCode::Corrupt, "the ledger changed while it was written, other than by growing"};

    ASSENT_CHECK(staged.write("checkpoint", log.note));
    progress.report(writer.tree().size(), log.checkpoint.size);
    ASSENT_CHECK(staged.take());
    log.files = staged.files();
    log.bytes = staged.bytes();
    return log;
}

} // namespace assent
