#include "ledger/logfolder.h"
#include "ledger/tiles.h"
#include "vault/files.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace assent {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxNote = 1'000'000;
constexpr std::size_t kMaxBundle = tiles::kWidth * (2 + tiles::kMaxEntry);

/// A file as far as it may matter.
struct Content
{
    bool there = false;
    bool longer = false; ///< than the limit, at which it is cut
    std::string bytes;
};

/// A name that no regular file has is as good as a missing file.
Result<Content> readUpTo(const fs::path &file, std::size_t limit)
{
    const files::Descriptor in(file, O_RDONLY | O_NONBLOCK); // a pipe must not stop us
    struct stat status = {};
    if (!in.ok() && (errno == ENOENT || errno == ENOTDIR))
        return Content{};
    if (!in.ok() || ::fstat(in.get(), &status) != 0)
        return files::systemError("could not open " + file.string());
    if (!S_ISREG(status.st_mode))
        return Content{};
    Content content{true, false, std::string(std::min<std::size_t>(limit, static_cast<std::size_t>(status.st_size)) + 1, '\0')};
    std::size_t size = 0;
    while (size < content.bytes.size()) {
        const ssize_t got = ::read(in.get(), content.bytes.data() + size, content.bytes.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return files::systemError("could not read " + file.string());
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    content.longer = size > limit;
    content.bytes.resize(std::min(size, limit));
    return content;
}

/// The lowest entry that something speaks against, and what does.
struct Finding
{
    std::optional<std::uint64_t> entry;
    std::string file;
    std::string words;

    void note(std::uint64_t n, const std::string &where, std::string what)
    {
        if (entry && *entry <= n)
            return;
        entry = n;
        file = where;
        words = std::move(what);
    }
    void note(const Finding &other)
    {
        if (other.entry)
            note(*other.entry, other.file, other.words);
    }
};

struct HashTile
{
    tiles::Tile tile;
    std::vector<Digest> hashes; ///< those that are there
    bool linked = false;        ///< it leads to the signed root by the tiles above
};

class FolderCheck
{
public:
    FolderCheck(fs::path folder, Checkpoint sealed, const std::optional<Checkpoint> &kept, Progress &progress)
        : m_folder(std::move(folder)), m_sealed(std::move(sealed)), m_kept(kept), m_progress(progress)
    {
    }

    Result<Ledger::Report> run()
    {
        ASSENT_CHECK(readRightEdge());
        m_keptHolds = m_kept && m_kept->size == 0 && m_kept->root == merkle::emptyRoot();
        for (std::uint64_t n = 0; n < m_sealed.size && !m_missing.entry; n += tiles::kWidth)
            ASSENT_CHECK(readBundle(n / tiles::kWidth));
        ASSENT_CHECK(findStrays());
        m_progress.report(m_tree.size(), m_sealed.size);
        return judge();
    }

private:
    // Tiles.

    Result<HashTile> readTile(int level, std::uint64_t index)
    {
        HashTile out{{level, index, tiles::widthOf(level, index, m_sealed.size)}, {}, false};
        const std::string path = tiles::pathOf(out.tile);
        const std::size_t size = std::size_t{32} * out.tile.width;
        ASSENT_TRY(const Content content, readUpTo(m_folder / path, size));
        const ByteView bytes = asBytes(content.bytes);
        for (std::size_t at = 0; at + 32 <= bytes.size(); at += 32)
            out.hashes.push_back(*toDigest(bytes.subspan(at, 32)));
        if (content.longer)
            m_surplus.note(std::min(m_sealed.size, (index * tiles::kWidth + out.tile.width) * tiles::span(level)), path,
                "is longer than its place in the log allows");
        return out;
    }

    /// The tiles that are not full make the root together.
    Result<void> readRightEdge()
    {
        std::vector<Digest> roots; // of perfect subtrees, from right to left
        m_edgeHolds = true;
        for (int level = 0; level < tiles::levelsOf(m_sealed.size); ++level) {
            const std::uint64_t index = m_sealed.size / tiles::span(level) / tiles::kWidth;
            if (tiles::widthOf(level, index, m_sealed.size) == 0)
                continue;
            ASSENT_TRY(m_loaded[level], readTile(level, index));
            merkle::Frontier part;
            for (const Digest &hash : m_loaded[level]->hashes)
                part.append(hash);
            m_edgeHolds = m_edgeHolds && part.size() == m_loaded[level]->tile.width;
            roots.insert(roots.end(), part.hashes().rbegin(), part.hashes().rend());
        }
        if (m_edgeHolds)
            m_edgeHolds = foldToRoot(roots) == m_sealed.root;
        for (std::optional<HashTile> &tile : m_loaded) {
            if (tile)
                tile->linked = m_edgeHolds;
            m_edge.push_back(tile);
        }
        return {};
    }

    static Digest foldToRoot(const std::vector<Digest> &rightToLeft)
    {
        if (rightToLeft.empty())
            return merkle::emptyRoot();
        Digest hash = rightToLeft.front();
        for (std::size_t i = 1; i < rightToLeft.size(); ++i)
            hash = merkle::nodeHash(rightToLeft[i], hash);
        return hash;
    }

    /// The tile at this place, which is kept until another of its level is asked for.
    Result<const HashTile *> tileAt(int level, std::uint64_t index)
    {
        std::optional<HashTile> &loaded = m_loaded[level];
        if (loaded && loaded->tile.index == index)
            return static_cast<const HashTile *>(&*loaded);
        if (m_edge[level] && m_edge[level]->tile.index == index)
            return static_cast<const HashTile *>(&*m_edge[level]);
        ASSENT_TRY(HashTile tile, readTile(level, index));
        ASSENT_TRY(const HashTile *const above, tileAt(level + 1, index / tiles::kWidth));
        const std::uint64_t place = index % tiles::kWidth;
        tile.linked = above->linked && tile.hashes.size() == tiles::kWidth && place < above->hashes.size()
            && merkle::root(tile.hashes) == above->hashes[place];
        loaded = std::move(tile);
        return static_cast<const HashTile *>(&*loaded);
    }

    // Entries.

    Result<void> readBundle(std::uint64_t index)
    {
        const std::uint64_t first = index * tiles::kWidth;
        if (!m_progress.report(first, m_sealed.size))
            return Error{ErrorCode::Cancelled, "verification was cancelled"};
        const tiles::Tile bundle{tiles::kEntries, index, tiles::widthOf(tiles::kEntries, index, m_sealed.size)};
        const std::string path = tiles::pathOf(bundle);
        ASSENT_TRY(const Content content, readUpTo(m_folder / path, kMaxBundle));
        ASSENT_TRY(const HashTile *const tile, tileAt(0, index));
        ByteView rest = asBytes(content.bytes);
        for (std::uint64_t n = first; n < first + bundle.width; ++n) {
            const std::optional<ByteView> entry = takeEntry(rest);
            if (!entry) {
                m_missing.note(n, path, content.there ? "entry " + std::to_string(n) + " is missing or cut short" : "is missing");
                return {};
            }
            ASSENT_CHECK(look(n, merkle::leafHash(*entry), *tile, path));
        }
        if (!rest.empty() || content.longer)
            m_surplus.note(first + bundle.width, path, "holds more than " + std::to_string(bundle.width) + " entries");
        return {};
    }

    static std::optional<ByteView> takeEntry(ByteView &rest)
    {
        if (rest.size() < 2)
            return std::nullopt;
        const std::size_t size = static_cast<std::size_t>(rest[0]) << 8 | rest[1];
        if (rest.size() - 2 < size)
            return std::nullopt;
        const ByteView entry = rest.subspan(2, size);
        rest = rest.subspan(2 + size);
        return entry;
    }

    Result<void> look(std::uint64_t n, const Digest &leaf, const HashTile &tile, const std::string &bundle)
    {
        const std::uint64_t place = n % tiles::kWidth;
        const std::string number = std::to_string(n);
        const std::string hashes = tiles::pathOf(tile.tile);
        if (place >= tile.hashes.size()) {
            m_wrongHash.note(n, hashes, "the hash of entry " + number + " is missing");
        } else if (tile.hashes[place] != leaf) {
            m_wrongHash.note(n, hashes, "the hash of entry " + number + " is not that entry's");
            m_unproven.note(n, bundle, "entry " + number + " is not the one that was sealed");
        }
        if (!tile.linked)
            m_unproven.note(n, hashes, "the hashes from entry " + number + " on do not lead to the signed root");
        m_tree.append(leaf);
        if (m_kept && m_kept->size == m_tree.size())
            m_keptHolds = m_tree.root() == m_kept->root;
        return rebuild(0, n, leaf);
    }

    /// Adds a hash to the tiles made anew, and compares the hash above with the
    /// stored one when a tile is full.
    Result<void> rebuild(std::size_t level, std::uint64_t index, const Digest &hash)
    {
        if (m_rebuilt.size() == level)
            m_rebuilt.emplace_back();
        std::vector<Digest> &tile = m_rebuilt[level];
        tile.push_back(hash);
        if (tile.size() < tiles::kWidth)
            return {};
        const Digest above = merkle::root(tile);
        tile.clear();
        const std::uint64_t place = index / tiles::kWidth;
        const int next = static_cast<int>(level) + 1;
        ASSENT_TRY(const HashTile *const stored, tileAt(next, place / tiles::kWidth));
        const std::uint64_t in = place % tiles::kWidth;
        if (in >= stored->hashes.size() || stored->hashes[in] != above)
            m_wrongHash.note(place * tiles::span(next), tiles::pathOf(stored->tile), "a hash is missing or wrong");
        return rebuild(level + 1, place, above);
    }

    // The folder.

    /// Files that a log of this size does not have.
    Result<void> findStrays()
    {
        std::error_code fault;
        std::string lowest;
        std::uint64_t seen = 0;
        const fs::path root = m_folder / "tile";
        fs::recursive_directory_iterator at(root, fault);
        for (; !fault && at != fs::recursive_directory_iterator(); at.increment(fault)) {
            if (at->symlink_status(fault).type() == fs::file_type::directory)
                continue;
            const std::string path = "tile/" + at->path().lexically_relative(root).generic_string();
            if (!isPart(path) && (lowest.empty() || path < lowest))
                lowest = path;
            if ((++seen & 1023) == 0 && !m_progress.report(m_tree.size(), m_sealed.size))
                return Error{ErrorCode::Cancelled, "verification was cancelled"};
        }
        if (fault && fault != std::errc::no_such_file_or_directory && fault != std::errc::not_a_directory)
            return Error{ErrorCode::Io, "could not list " + root.string() + ": " + fault.message()};
        if (!lowest.empty())
            m_surplus.note(m_sealed.size, isUtf8(lowest) ? lowest : "a file whose name is not UTF-8", "is no part of a log of " + std::to_string(m_sealed.size) + " entries");
        return {};
    }

    bool isPart(const std::string &path) const
    {
        const auto tile = tiles::tileOf(path);
        return tile && tile->width == tiles::widthOf(tile->level, tile->index, m_sealed.size);
    }

    // The verdict: core/ledger/README.md.

    Ledger::Report judge()
    {
        Ledger::Report report;
        report.entries = m_tree.size();
        report.root = m_tree.root();
        report.checkpointSize = m_sealed.size;
        const Finding worst = verdict();
        report.firstBad = worst.entry;
        report.file = worst.file;
        report.fault = worst.words;
        return report;
    }

    Finding verdict()
    {
        Finding out = m_surplus;
        if (!m_missing.entry && m_tree.root() == m_sealed.root) {
            out.note(m_wrongHash);
            if (!out.entry && m_kept && !m_keptHolds)
                noteKept(out);
        } else if (m_edgeHolds) {
            out.note(m_unproven);
            out.note(m_missing);
        } else if (m_kept && !m_keptHolds && m_tree.size() >= m_kept->size) {
            out = {};
            noteKept(out);
        } else if (m_missing.entry) {
            out = m_missing;
        } else {
            out = {};
            const std::uint64_t proven = m_keptHolds ? m_kept->size : 0;
            out.note(proven, "checkpoint", "entries from " + std::to_string(proven) + " on do not lead to the signed root, and no hash tells which");
        }
        return out;
    }

    void noteKept(Finding &out) const
    {
        if (m_kept->size > m_sealed.size)
            out.note(m_sealed.size, "checkpoint", "entries that the given checkpoint seals are missing: it has " + std::to_string(m_kept->size));
        else
            out.note(0, "checkpoint", "the log is another one than the given checkpoint sealed");
    }

    fs::path m_folder;
    Checkpoint m_sealed;
    const std::optional<Checkpoint> &m_kept;
    Progress &m_progress;

    std::array<std::optional<HashTile>, 9> m_loaded; // one above the highest level stays empty
    std::vector<std::optional<HashTile>> m_edge;
    bool m_edgeHolds = false;

    merkle::Frontier m_tree; // over the entries as they are
    std::vector<std::vector<Digest>> m_rebuilt;
    bool m_keptHolds = false;

    Finding m_missing;   // an entry that is not there
    Finding m_unproven;  // an entry that the tiles do not lead up to the root
    Finding m_wrongHash; // a hash that is not that of the entries under it
    Finding m_surplus;   // bytes or files that do not belong
};

} // namespace

Result<Ledger::Report> verifyLogFolder(const fs::path &folder, const std::string &verifierKey, const std::optional<Checkpoint> &kept,
    Progress &progress)
{
    ASSENT_TRY([[maybe_unused]] const std::string name, verifierKeyName(verifierKey));
    std::error_code fault;
    if (!fs::is_directory(folder, fault))
        return Error{ErrorCode::NotFound, "there is no such folder"};
    ASSENT_TRY(const Content note, readUpTo(folder / "checkpoint", kMaxNote));
    if (!note.there && !fs::exists(folder / "tile", fault))
        return Error{ErrorCode::NotFound, "holds no ledger: there is no file named checkpoint"};
    Ledger::Report bad;
    bad.firstBad = 0;
    bad.file = "checkpoint";
    if (!note.there || note.longer) {
        bad.fault = note.there ? "is too large" : "is missing, so that nothing here is proven";
        return bad;
    }
    const auto sealed = openCheckpoint(note.bytes, verifierKey);
    if (!sealed) {
        bad.fault = sealed.error().detail;
        return bad;
    }
    return FolderCheck(folder, *sealed, kept, progress).run();
}

} // namespace assent
