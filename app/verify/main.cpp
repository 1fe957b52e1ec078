// assent-verify: a second opinion on an Assent ledger. It shares no code with
// the rest of the project and needs OpenSSL's libcrypto alone, so that a fault
// there is not repeated here. The formats: core/ledger/README.md.
#include <openssl/evp.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

namespace fs = std::filesystem;
using std::string;
using std::string_view;
using Number = std::uint64_t;
using Hash = std::array<unsigned char, 32>;
using Hashes = std::vector<Hash>;

constexpr Number kWidth = 256;                       // hashes of a full tile, entries of a full bundle
constexpr std::size_t kMaxNote = 1'000'000;
constexpr std::size_t kMaxProof = 16 * 1024 * 1024;
constexpr std::size_t kMaxBundle = kWidth * (2 + 65'535);
constexpr std::size_t kMaxPath = 64;
constexpr Number kMaxNumber = (Number{1} << 53) - 1; // what JSON numbers hold exactly

enum Exit { Whole = 0, Refused = 1, WrongCall = 2, Tampered = 4 };

/// Why there is no verdict (Refused, WrongCall), or why it is no.
struct Fault
{
    Exit exit;
    string file;
    string words;
    std::optional<Number> entry = {}; // the first bad one
};

[[noreturn]] void refuse(string file, string words) { throw Fault{Refused, std::move(file), std::move(words)}; }

// Hashes, RFC 6962.

struct Digester
{
    Digester() : context(EVP_MD_CTX_new(), EVP_MD_CTX_free)
    {
        if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
            throw std::runtime_error("SHA-256 is not available");
    }
    Digester &add(const void *data, std::size_t size)
    {
        EVP_DigestUpdate(context.get(), data, size);
        return *this;
    }
    Digester &add(string_view text) { return add(text.data(), text.size()); }
    Hash finish()
    {
        Hash hash;
        EVP_DigestFinal_ex(context.get(), hash.data(), nullptr);
        return hash;
    }
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context;
};

Hash leafHash(string_view entry) { return Digester().add("\0", 1).add(entry).finish(); }
Hash nodeHash(const Hash &left, const Hash &right) { return Digester().add("\1", 1).add(left.data(), 32).add(right.data(), 32).finish(); }

/// The largest power of two below a size of at least 2.
Number halfOf(Number size)
{
    Number half = 1;
    while (half < size - half)
        half *= 2;
    return half;
}

Hash rootOf(const Hash *hashes, std::size_t count)
{
    if (count == 0)
        return Digester().finish();
    if (count == 1)
        return *hashes;
    const std::size_t half = halfOf(count);
    return nodeHash(rootOf(hashes, half), rootOf(hashes + half, count - half));
}
Hash rootOf(const Hashes &hashes) { return rootOf(hashes.data(), hashes.size()); }

/// Takes hashes of a proof from its end, which is where the root's children are.
struct Steps
{
    const Hashes &hashes;
    std::size_t left = hashes.size();
    bool short_ = false;

    Hash take()
    {
        short_ = short_ || left == 0;
        return left == 0 ? Hash{} : hashes[--left];
    }
    bool spent() const { return left == 0 && !short_; }
};

Hash climb(Number index, Number size, const Hash &leaf, Steps &path)
{
    if (size == 1)
        return leaf;
    const Number half = halfOf(size);
    const Hash beside = path.take();
    return index < half ? nodeHash(climb(index, half, leaf, path), beside) : nodeHash(beside, climb(index - half, size - half, leaf, path));
}

std::optional<Hash> rootFromPath(Number index, Number size, const Hash &leaf, const Hashes &path)
{
    if (index >= size || path.size() > kMaxPath)
        return std::nullopt;
    Steps steps{path};
    const Hash root = climb(index, size, leaf, steps);
    return steps.spent() ? std::optional(root) : std::nullopt;
}

/// The roots of the old and the new tree as a consistency proof has them.
std::pair<Hash, Hash> bothRoots(Number from, Number to, bool known, const Hash &oldRoot, Steps &path)
{
    if (from == to) {
        const Hash root = known ? oldRoot : path.take();
        return {root, root};
    }
    const Number half = halfOf(to);
    const Hash beside = path.take();
    if (from <= half) {
        const auto left = bothRoots(from, half, known, oldRoot, path);
        return {left.first, nodeHash(left.second, beside)};
    }
    const auto right = bothRoots(from - half, to - half, false, oldRoot, path);
    return {nodeHash(beside, right.first), nodeHash(beside, right.second)};
}

bool isConsistent(Number from, Number to, const Hash &oldRoot, const Hash &newRoot, const Hashes &path)
{
    if (from > to || path.size() > kMaxPath + 1)
        return false;
    if (from == 0)
        return path.empty() && oldRoot == rootOf(Hashes());
    Steps steps{path};
    const auto roots = bothRoots(from, to, true, oldRoot, steps);
    return steps.spent() && roots.first == oldRoot && roots.second == newRoot;
}

// Text.

string hexOf(const unsigned char *bytes, std::size_t size)
{
    string out;
    for (std::size_t i = 0; i < size; ++i) {
        out += "0123456789abcdef"[bytes[i] >> 4];
        out += "0123456789abcdef"[bytes[i] & 15];
    }
    return out;
}

/// Base64 in its one canonical form: with padding, or base64url without.
std::optional<string> unbase64(string_view text, bool url)
{
    if (!url && (text.size() % 4 != 0 || text.empty()))
        return std::nullopt;
    for (int i = 0; !url && i < 2 && text.ends_with('='); ++i)
        text.remove_suffix(1);
    string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const char *const alphabet = url ? "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                                         : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const char *const at = c == '\0' ? nullptr : std::strchr(alphabet, c);
        if (!at)
            return std::nullopt;
        bits = bits << 6 | static_cast<unsigned>(at - alphabet);
        count += 6;
        if (count >= 8)
            out += static_cast<char>(bits >> (count -= 8));
        bits &= (1U << count) - 1;
    }
    return bits == 0 && count < 6 ? std::optional(out) : std::nullopt;
}

bool isUtf8(string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i++]);
        const int more = lead < 0x80 ? 0 : lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
        unsigned code = more == 0 ? lead : lead & (0x3FU >> more);
        for (int k = 0; k < more; ++k, ++i) {
            if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
                return false;
            code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
        }
        if (more < 0 || (more == 2 && (code < 0x800 || (code >= 0xD800 && code < 0xE000))) || (more == 3 && (code < 0x10000 || code > 0x10FFFF)))
            return false;
    }
    return true;
}

/// A decimal number in its one form.
std::optional<Number> numberOf(string_view text)
{
    Number value = 0;
    if (text.empty() || text.size() > 20 || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    for (const char c : text) {
        if (c < '0' || c > '9' || value > (~Number{0} - static_cast<Number>(c - '0')) / 10)
            return std::nullopt;
        value = value * 10 + static_cast<Number>(c - '0');
    }
    return value;
}

Hash hashOf(string_view bytes)
{
    Hash hash;
    std::memcpy(hash.data(), bytes.data(), hash.size());
    return hash;
}

// Files: what is no regular file is as good as missing.

struct Content
{
    bool there = false;
    bool longer = false; // than the limit, at which it is cut
    string bytes;
};

Content readUpTo(const fs::path &file, std::size_t limit)
{
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
            refuse(file.string(), "cannot be read: " + error.message());
        return {};
    }
    std::ifstream in(file, std::ios::binary);
    Content content{true, false, string(std::min<std::uintmax_t>(fs::file_size(file, error), limit) + 1, '\0')};
    in.read(content.bytes.data(), static_cast<std::streamsize>(content.bytes.size()));
    if (error || in.bad() || !(in.gcount() > 0 || in.eof()))
        refuse(file.string(), "cannot be read");
    content.longer = static_cast<std::size_t>(in.gcount()) > limit;
    content.bytes.resize(std::min<std::size_t>(static_cast<std::size_t>(in.gcount()), limit));
    return content;
}

// Signed notes and checkpoints (C2SP).

bool signatureHolds(string_view key, string_view message, string_view signature)
{
    if (key.size() != 32 || signature.size() != 64)
        return false;
    const auto bytes = [](string_view text) { return reinterpret_cast<const unsigned char *>(text.data()); };
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)> pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(key), key.size()), EVP_PKEY_free);
    const Digester context;
    return pkey && EVP_MD_CTX_reset(context.context.get()) == 1
        && EVP_DigestVerifyInit(context.context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1
        && EVP_DigestVerify(context.context.get(), bytes(signature), signature.size(), bytes(message), message.size()) == 1;
}

/// White space, as Unicode has it, or a plus.
bool isName(string_view name)
{
    static const std::array<const char *, 25> spaces{" ", "\t", "\n", "\v", "\f", "\r", "+", "\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80",
        "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87",
        "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE3\x80\x80"};
    return !name.empty() && isUtf8(name)
        && std::none_of(spaces.begin(), spaces.end(), [name](const char *space) { return name.find(space) != string_view::npos; });
}

struct Key
{
    string text; // as given
    string name;
    string id;   // 4 bytes
    string key;  // 32 bytes
};

Key keyOf(const string &text)
{
    const Fault wrong{WrongCall, "--key", "is no verifier key, name+hash+key; \"assentctl ledger checkpoint\" shows it"};
    const auto first = text.find('+');
    const auto second = first == string::npos ? first : text.find('+', first + 1);
    if (second == string::npos)
        throw wrong;
    Key key{text, text.substr(0, first), {}, {}};
    const auto material = unbase64(string_view(text).substr(second + 1), false);
    if (!isName(key.name) || !material || material->size() != 33 || material->front() != '\1')
        throw wrong;
    const Hash id = Digester().add(key.name).add("\n").add(*material).finish();
    key.id.assign(reinterpret_cast<const char *>(id.data()), 4);
    key.key = material->substr(1);
    string given = text.substr(first + 1, second - first - 1);
    for (char &c : given)
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
    if (given != hexOf(id.data(), 4))
        throw Fault{WrongCall, "--key", "has a hash that does not match its key: it was not copied whole"};
    return key;
}

struct Head
{
    Number size = 0;
    Hash root = {};
};

string_view takeLine(string_view &text)
{
    const auto end = text.find('\n');
    const string_view line = text.substr(0, end);
    text = end == string_view::npos ? string_view{} : text.substr(end + 1);
    return line;
}

/// True when a signature of this key stands under the text and every one holds.
/// Throws Refused when it is no signature line.
bool carriesSignature(string_view text, string_view signatures, const Key &key, const string &file)
{
    bool found = false;
    for (int count = 1; !signatures.empty(); ++count) {
        string_view line = takeLine(signatures);
        const bool dash = line.starts_with("\xE2\x80\x94 ");
        line.remove_prefix(dash ? 4 : 0);
        const auto space = line.find(' ');
        const auto bytes = space == string_view::npos ? std::nullopt : unbase64(line.substr(space + 1), false);
        if (!dash || count > 100 || !bytes || bytes->size() < 5 || !isName(line.substr(0, space)))
            refuse(file, "is no signed note: a signature line is malformed");
        if (line.substr(0, space) != key.name || bytes->substr(0, 4) != key.id)
            continue;
        if (!signatureHolds(key.key, text, string_view(*bytes).substr(4)))
            throw Fault{Tampered, file, "the checkpoint's signature does not hold"};
        found = true;
    }
    return found;
}

/// The tree head of a note that the key signed: Refused when it is no note,
/// Tampered when the signature is missing or wrong.
Head openCheckpoint(const string &note, const Key &key, const string &file)
{
    const bool control = std::any_of(note.begin(), note.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
    const auto blank = note.rfind("\n\n");
    if (note.size() > kMaxNote || !isUtf8(note) || control || blank == string::npos || note.back() != '\n' || blank + 2 == note.size())
        refuse(file, "is no signed note");
    string_view text = string_view(note).substr(0, blank + 1);
    if (!carriesSignature(text, string_view(note).substr(blank + 2), key, file))
        throw Fault{Tampered, file, "the checkpoint is not signed by the given key"};
    const string_view origin = takeLine(text);
    const auto size = numberOf(takeLine(text));
    const auto root = unbase64(takeLine(text), false);
    if (origin.empty() || !size || !root || root->size() != 32)
        refuse(file, "is no ledger checkpoint");
    if (origin != key.name)
        throw Fault{Tampered, file, "the checkpoint is of another log, " + string(origin)};
    return {*size, hashOf(*root)};
}

// Tile folders (C2SP tlog-tiles).

Number spanOf(int level) { return Number{1} << (8 * level); }

/// How many hashes (entries at level 0) a tile holds in a tree of `size`.
Number widthOf(int level, Number index, Number size)
{
    const Number hashes = size / spanOf(level);
    return index > hashes / kWidth ? 0 : std::min(hashes - index * kWidth, kWidth);
}

string tilePath(const string &kind, Number index, Number width)
{
    char digits[8];
    std::snprintf(digits, sizeof digits, "%03d", static_cast<int>(index % 1000));
    string path = digits;
    for (index /= 1000; index > 0; index /= 1000) {
        std::snprintf(digits, sizeof digits, "x%03d/", static_cast<int>(index % 1000));
        path = digits + path;
    }
    return "tile/" + kind + "/" + path + (width < kWidth ? ".p/" + std::to_string(width) : "");
}

struct Verdict
{
    string kind;
    string origin;
    Head head;
    Number entries = 0;
    std::optional<Fault> fault;
};

/// The lowest entry that something speaks against.
struct Lowest
{
    std::optional<Fault> fault;
    void note(Number entry, string file, string words)
    {
        if (!fault || entry < *fault->entry)
            fault = Fault{Tampered, std::move(file), std::move(words), entry};
    }
    void note(const Lowest &other)
    {
        if (other.fault)
            note(*other.fault->entry, other.fault->file, other.fault->words);
    }
};

class Folder
{
public:
    Folder(fs::path root, const Head &head, const std::optional<Head> &kept) : m_root(std::move(root)), m_head(head), m_kept(kept) {}

    std::optional<Fault> check()
    {
        m_edgeHolds = edgeRoot() == m_head.root;
        if (m_kept && m_kept->size == 0)
            m_keptHolds = m_kept->root == rootOf(Hashes());
        for (Number index = 0; index * kWidth < m_head.size && !m_missing.fault; ++index)
            readBundle(index);
        findStrays();
        return verdict();
    }
    Number entries() const { return m_entries; }

private:
    struct Tile
    {
        Number index = 0;
        string path;
        Hashes hashes; // those that are there
        bool linked = false;
    };

    Tile readTile(int level, Number index)
    {
        const Number width = widthOf(level, index, m_head.size);
        Tile tile{index, tilePath(std::to_string(level), index, width), {}, false};
        const Content content = readUpTo(m_root / tile.path, 32 * width);
        for (std::size_t at = 0; at + 32 <= content.bytes.size(); at += 32)
            tile.hashes.push_back(hashOf(string_view(content.bytes).substr(at, 32)));
        if (content.longer)
            m_surplus.note(std::min(m_head.size, (index * kWidth + width) * spanOf(level)), tile.path, "is longer than its place in the log allows");
        return tile;
    }

    /// The root that the tiles which are not full make together; nothing when one is short.
    std::optional<Hash> edgeRoot()
    {
        std::optional<Hash> root;
        bool complete = true;
        for (int level = 0; level < 8 && m_head.size >= spanOf(level); ++level) {
            const Number index = m_head.size / spanOf(level) / kWidth;
            const Number width = widthOf(level, index, m_head.size);
            if (width == 0)
                continue;
            const Tile &tile = m_edge[level] = readTile(level, index);
            complete = complete && tile.hashes.size() == width;
            // From right to left: each perfect subtree goes before what is behind it.
            for (std::size_t left = tile.hashes.size(); left > 0;) {
                const std::size_t count = left & (~left + 1);
                const Hash part = rootOf(tile.hashes.data() + left - count, count);
                root = root ? nodeHash(part, *root) : part;
                left -= count;
            }
        }
        if (m_head.size == 0)
            root = rootOf(Hashes());
        return complete ? root : std::nullopt;
    }

    const Tile &tileAt(int level, Number index)
    {
        if (const auto edge = m_edge.find(level); edge != m_edge.end() && edge->second.index == index) {
            edge->second.linked = m_edgeHolds;
            return edge->second;
        }
        if (const auto last = m_last.find(level); last != m_last.end() && last->second.index == index)
            return last->second;
        Tile tile = readTile(level, index);
        const Tile &above = tileAt(level + 1, index / kWidth);
        const Number place = index % kWidth;
        tile.linked = above.linked && tile.hashes.size() == kWidth && place < above.hashes.size() && rootOf(tile.hashes) == above.hashes[place];
        return m_last[level] = std::move(tile);
    }

    void readBundle(Number index)
    {
        if (index % 256 == 0 && ::isatty(STDERR_FILENO) == 1)
            std::fprintf(stderr, "\rVerifying  %llu of %llu entries", static_cast<unsigned long long>(index * kWidth), static_cast<unsigned long long>(m_head.size));
        const Number width = widthOf(0, index, m_head.size);
        const string path = tilePath("entries", index, width);
        const Content content = readUpTo(m_root / path, kMaxBundle);
        const Tile &tile = tileAt(0, index);
        string_view rest = content.bytes;
        for (Number n = index * kWidth; n < index * kWidth + width; ++n) {
            const std::size_t size = rest.size() < 2 ? 0 : static_cast<unsigned char>(rest[0]) * 256U + static_cast<unsigned char>(rest[1]);
            if (rest.size() < 2 + size) {
                m_missing.note(n, path, content.there ? "entry " + std::to_string(n) + " is missing or cut short" : "is missing");
                return;
            }
            look(n, leafHash(rest.substr(2, size)), tile, path);
            rest.remove_prefix(2 + size);
        }
        if (!rest.empty() || content.longer)
            m_surplus.note(index * kWidth + width, path, "holds more than " + std::to_string(width) + " entries");
    }

    void look(Number n, const Hash &leaf, const Tile &tile, const string &bundle)
    {
        const Number place = n % kWidth;
        if (place >= tile.hashes.size()) {
            m_wrongHash.note(n, tile.path, "the hash of entry " + std::to_string(n) + " is missing");
        } else if (tile.hashes[place] != leaf) {
            m_wrongHash.note(n, tile.path, "the hash of entry " + std::to_string(n) + " is not that entry's");
            m_unproven.note(n, bundle, "entry " + std::to_string(n) + " is not the one that was sealed");
        }
        if (!tile.linked)
            m_unproven.note(n, tile.path, "the hashes from entry " + std::to_string(n) + " on do not lead to the signed root");
        grow(leaf);
        addToTile(0, n, leaf);
    }

    /// The tree over the entries as they are, as the roots of its perfect subtrees.
    void grow(Hash hash)
    {
        for (Number n = m_entries; n % 2 == 1; n /= 2) {
            hash = nodeHash(m_tree.back(), hash);
            m_tree.pop_back();
        }
        m_tree.push_back(hash);
        ++m_entries;
        if (m_kept && m_kept->size == m_entries)
            m_keptHolds = entriesRoot() == m_kept->root;
    }

    Hash entriesRoot() const
    {
        if (m_tree.empty())
            return rootOf(Hashes());
        Hash root = m_tree.back();
        for (std::size_t i = m_tree.size() - 1; i-- > 0;)
            root = nodeHash(m_tree[i], root);
        return root;
    }

    /// Makes the tiles anew, and compares each hash above a full one with the stored.
    void addToTile(int level, Number index, const Hash &hash)
    {
        Hashes &made = m_made[level];
        made.push_back(hash);
        if (made.size() < kWidth)
            return;
        const Hash above = rootOf(made);
        made.clear();
        const Tile &stored = tileAt(level + 1, index / kWidth / kWidth);
        const Number place = index / kWidth % kWidth;
        if (place >= stored.hashes.size() || stored.hashes[place] != above)
            m_wrongHash.note(index / kWidth * spanOf(level + 1), stored.path, "a hash is missing or wrong");
        addToTile(level + 1, index / kWidth, above);
    }

    bool isPart(const string &path) const
    {
        std::size_t at = 5; // past "tile/"
        const string kind = path.substr(at, path.find('/', at) - at);
        const auto level = kind == "entries" ? std::optional<Number>(0) : numberOf(kind);
        if (!level || *level > 7)
            return false;
        Number index = 0;
        for (at += kind.size(); at + 3 < path.size() && path.compare(at, 3, ".p/") != 0;) {
            at += path.compare(at, 2, "/x") == 0 ? 2 : 1;
            if (index > m_head.size) // an index so high is none of ours, and the next digits could overflow
                return false;
            for (const std::size_t end = at + 3; at < end; ++at) {
                if (at >= path.size() || path[at] < '0' || path[at] > '9')
                    return false;
                index = index * 10 + static_cast<Number>(path[at] - '0');
            }
        }
        const Number width = widthOf(static_cast<int>(*level), index, m_head.size);
        return width > 0 && path == tilePath(kind, index, width);
    }

    void findStrays()
    {
        std::error_code error;
        string lowest;
        fs::recursive_directory_iterator at(m_root / "tile", error);
        for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
            const string path = at->path().lexically_relative(m_root).generic_string();
            if (at->symlink_status(error).type() != fs::file_type::directory && !isPart(path) && (lowest.empty() || path < lowest))
                lowest = path;
        }
        if (error && error != std::errc::no_such_file_or_directory)
            refuse((m_root / "tile").string(), "cannot be listed: " + error.message());
        if (!lowest.empty())
            m_surplus.note(m_head.size, lowest, "is no part of a log of " + std::to_string(m_head.size) + " entries");
    }

    std::optional<Fault> verdict()
    {
        Lowest out = m_surplus;
        if (!m_missing.fault && entriesRoot() == m_head.root) {
            // Every entry is as it was sealed: a hash or a file is wrong.
            out.note(m_wrongHash);
            if (!out.fault && m_kept && m_kept->size > m_head.size)
                out.note(m_head.size, "checkpoint", "entries that the given checkpoint seals are missing: it has " + std::to_string(m_kept->size));
            else if (!out.fault && m_kept && !m_keptHolds)
                out.note(0, "checkpoint", "the log is another one than the given checkpoint sealed");
        } else if (m_edgeHolds) {
            // The hashes lead to the root: they say which entry is wrong.
            out.note(m_unproven);
            out.note(m_missing);
        } else if (m_missing.fault) {
            out = m_missing;
        } else {
            out = {};
            const Number proven = m_keptHolds ? m_kept->size : 0;
            out.note(proven, "checkpoint", "entries from " + std::to_string(proven) + " on do not lead to the signed root, and no hash tells which");
        }
        return out.fault;
    }

    fs::path m_root;
    Head m_head;
    std::optional<Head> m_kept;
    std::map<int, Tile> m_edge; // by level; the tiles that are not full
    std::map<int, Tile> m_last; // by level; the full one read last
    bool m_edgeHolds = false;
    bool m_keptHolds = false;
    Hashes m_tree;
    Number m_entries = 0;
    std::map<int, Hashes> m_made;
    Lowest m_missing;
    Lowest m_unproven;
    Lowest m_wrongHash;
    Lowest m_surplus;
};

Verdict verifyFolder(const fs::path &folder, const Key &key, const std::optional<Head> &kept)
{
    Verdict verdict{"export", key.name, {}, 0, {}};
    const Content note = readUpTo(folder / "checkpoint", kMaxNote);
    if (!note.there && !fs::exists(folder / "tile"))
        refuse(folder.string(), "holds no ledger: there is no file named checkpoint");
    if (!note.there || note.longer) {
        verdict.fault = Fault{Tampered, "checkpoint", note.there ? "is too large" : "is missing, so that nothing here is proven", 0};
        return verdict;
    }
    try {
        verdict.head = openCheckpoint(note.bytes, key, "checkpoint");
    } catch (Fault &fault) {
        verdict.fault = Fault{Tampered, fault.file, fault.words, 0};
        return verdict;
    }
    Folder check(folder, verdict.head, kept);
    verdict.fault = check.check();
    verdict.entries = check.entries();
    return verdict;
}

// Proof files. They have one canonical form (RFC 8785) and fixed members, so that
// they are read piece by piece, and no byte can be changed unnoticed.

class ProofReader
{
public:
    ProofReader(string_view text, const string &file) : m_text(text), m_file(file) {}

    [[noreturn]] void fail(const string &wanted) const { refuse(m_file, "is no ledger proof in canonical JSON: at byte " + std::to_string(m_at) + " there should be " + wanted); }
    bool take(string_view literal)
    {
        const bool there = m_text.substr(m_at).starts_with(literal);
        m_at += there ? literal.size() : 0;
        return there;
    }
    void expect(string_view literal)
    {
        if (!take(literal))
            fail(string(literal));
    }
    void expectEnd() const
    {
        if (m_at != m_text.size())
            fail("nothing more");
    }
    string text()
    {
        string out;
        for (expect("\""); !take("\""); ) {
            if (take("\\n"))
                out += '\n';
            else if (take("\\\"") || take("\\\\"))
                out += m_text[m_at - 1];
            else if (m_at == m_text.size() || m_text[m_at] == '\\' || static_cast<unsigned char>(m_text[m_at]) < 0x20)
                fail("text");
            else
                out += m_text[m_at++];
        }
        return out;
    }
    Number number()
    {
        const auto end = std::min(m_text.find_first_not_of("0123456789", m_at), m_text.size());
        const auto number = numberOf(m_text.substr(m_at, end - m_at));
        if (!number || *number > kMaxNumber)
            fail("a whole number");
        m_at = end;
        return *number;
    }
    string bytes(std::size_t size = 0)
    {
        const auto bytes = unbase64(text(), true);
        if (!bytes || (size > 0 && bytes->size() != size))
            fail("base64url" + (size > 0 ? " of " + std::to_string(size) + " bytes" : ""));
        return *bytes;
    }
    Hashes path()
    {
        Hashes out;
        for (expect("["); !take("]"); out.push_back(hashOf(bytes(32)))) {
            if (!out.empty())
                expect(",");
            if (out.size() > kMaxPath)
                fail("no further hash");
        }
        return out;
    }

private:
    string_view m_text;
    const string &m_file;
    std::size_t m_at = 0;
};

/// Reads `"device":{…}`; true when the signature over the batch that the body was in holds.
bool deviceSigned(ProofReader &in, string_view body)
{
    const Number index = in.number();
    in.expect(",\"key\":");
    const string key = in.bytes(32);
    in.expect(",\"path\":");
    const Hashes path = in.path();
    in.expect(",\"signature\":");
    const string signature = in.bytes(64);
    in.expect(",\"size\":");
    const auto root = rootFromPath(index, in.number(), leafHash(body), path);
    in.expect("}");
    string message = "assent/consent-batch/v1\n";
    if (root)
        message.append(reinterpret_cast<const char *>(root->data()), root->size());
    return root && signatureHolds(key, message, signature);
}

/// Reads one entry; its number, and its fault or nothing.
std::pair<Number, string> readEntry(ProofReader &in, const Head &head)
{
    in.expect("{\"body\":");
    string leaf = in.bytes();
    const bool isSigned = !in.take(",\"device\":{\"index\":") || deviceSigned(in, leaf);
    in.expect(",\"index\":");
    const Number index = in.number();
    in.expect(",\"path\":");
    const Hashes path = in.path();
    in.expect(",\"received_at\":");
    const Number time = in.number();
    in.expect("}");
    for (int shift = 56; shift >= 0; shift -= 8)
        leaf += static_cast<char>(time >> shift & 0xFF);
    const auto root = rootFromPath(index, head.size, leafHash(leaf), path);
    if (!root || *root != head.root)
        return {index, "its path does not lead to the signed root"};
    return {index, isSigned ? "" : "the device's signature does not hold"};
}

/// A checkpoint in a proof. One that is tampered with is noted, so that what
/// follows is still read: a malformed file is malformed, whatever else it is.
Head readHead(ProofReader &in, const Key &key, const string &file, std::optional<Fault> &fault)
{
    try {
        return openCheckpoint(in.text(), key, file);
    } catch (const Fault &found) {
        if (found.exit != Tampered)
            throw;
        fault = fault ? fault : found;
        return {};
    }
}

Verdict verifyProof(const fs::path &path, const Key &key, const std::optional<Head> &kept)
{
    const string file = path.string();
    const Content content = readUpTo(path, kMaxProof);
    if (!content.there || content.longer || !isUtf8(content.bytes))
        refuse(file, !content.there ? "is not there" : content.longer ? "is too large for a ledger proof" : "is no ledger proof: it is not UTF-8");
    Verdict verdict{"proof", key.name, {}, 0, {}};
    const auto note = [&verdict, &file](string words, std::optional<Number> entry = {}) {
        if (!verdict.fault)
            verdict.fault = Fault{Tampered, file, std::move(words), entry};
    };
    ProofReader in(content.bytes, file);
    in.expect("{\"checkpoint\":");
    verdict.head = readHead(in, key, file, verdict.fault);
    in.expect(",\"entries\":[");
    for (std::optional<Number> last; !in.take("]"); ++verdict.entries) {
        if (last)
            in.expect(",");
        const auto [index, words] = readEntry(in, verdict.head);
        if (last && index <= *last)
            in.fail("an entry above " + std::to_string(*last));
        if (!last && verdict.fault)
            verdict.fault->entry = index; // nothing under this checkpoint is proven
        if (!words.empty())
            note("entry " + std::to_string(index) + ": " + words, index);
        last = index;
    }
    in.expect(",\"format\":\"assent-ledger-proof/1\"");
    std::optional<Head> from;
    if (in.take(",\"from\":{\"checkpoint\":")) {
        from = readHead(in, key, file, verdict.fault);
        in.expect(",\"path\":");
        if (!isConsistent(from->size, verdict.head.size, from->root, verdict.head.root, in.path()))
            note("the two checkpoints are not of one log");
        in.expect("}");
    }
    in.expect(",\"verifier_key\":");
    if (const string theirs = in.text(); theirs != key.text)
        refuse(file, "is of another log: its key is " + theirs);
    in.expect("}\n");
    in.expectEnd();
    if (verdict.entries == 0 && !from)
        refuse(file, "proves nothing: it has neither entries nor an earlier checkpoint");
    if (kept && !verdict.fault) {
        if (kept->size != verdict.head.size && (!from || kept->size != from->size))
            refuse(file, "does not tell how it goes on from the given checkpoint; one made with --from " + std::to_string(kept->size) + " does");
        if (kept->root != (kept->size == verdict.head.size ? verdict.head.root : from->root))
            note("is of another log than the given checkpoint sealed");
    }
    return verdict;
}

// The command line.

constexpr const char *kHelp =
    "Usage: assent-verify PATH --key VKEY [--checkpoint FILE] [--json]\n"
    "\n"
    "Verifies an Assent ledger without its store, and without Assent's own code:\n"
    "a folder that \"assentctl ledger export\" wrote, or a file of \"assentctl ledger prove\".\n"
    "\n"
    "  PATH               the folder, or the proof file\n"
    "  --key VKEY         the log's verifier key, name+hash+key; get it from someone you trust,\n"
    "                     not with the files (\"assentctl ledger checkpoint\" shows it)\n"
    "  --checkpoint FILE  a checkpoint that you kept: the log must contain what it sealed\n"
    "  --json             one JSON document on standard output\n"
    "  --help, --version\n"
    "\n"
    "Examples:\n"
    "  assent-verify ledger-2026/ --key \"$(cat log.vkey)\"\n"
    "  assent-verify proof.json --key \"$(cat log.vkey)\" --checkpoint march.txt --json\n"
    "\n"
    "Exit codes: 0 whole, 1 refused (nothing that can be verified), 2 wrong call, 4 tampered.\n";

struct Call
{
    string path;
    string key;
    string checkpoint;
    bool json = false;
};

Call parseCall(int argc, char **argv)
{
    Call call;
    const auto value = [&](int &i, string &into) {
        const string name = argv[i];
        if (++i >= argc || !into.empty())
            throw Fault{WrongCall, name, into.empty() ? "needs a value" : "was given twice"};
        into = argv[i];
    };
    for (int i = 1; i < argc; ++i) {
        const string argument = argv[i];
        if (argument == "--json")
            call.json = true;
        else if (argument == "--key")
            value(i, call.key);
        else if (argument == "--checkpoint")
            value(i, call.checkpoint);
        else if (argument.starts_with("-") || !call.path.empty())
            throw Fault{WrongCall, argument, "is not known here"};
        else
            call.path = argument;
    }
    if (call.path.empty() || call.key.empty())
        throw Fault{WrongCall, call.path.empty() ? "PATH" : "--key", "is missing"};
    return call;
}

string inQuotes(string_view text)
{
    string out = "\"";
    for (const char c : text) {
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += c == '"' || c == '\\' ? string("\\") + c : static_cast<unsigned char>(c) < 0x20 ? escape : string(1, c);
    }
    return (isUtf8(text) ? out : "\"(not UTF-8)") + "\"";
}

void print(const Verdict &verdict, bool json)
{
    const string root = hexOf(verdict.head.root.data(), 32);
    const auto &fault = verdict.fault;
    if (json)
        std::printf("{\"whole\":%s,\"kind\":%s,\"origin\":%s,\"entries\":%llu,\"checkpoint_size\":%llu,\"root\":%s,\"first_bad\":%s,\"file\":%s,\"fault\":%s}\n",
            fault ? "false" : "true", inQuotes(verdict.kind).c_str(), inQuotes(verdict.origin).c_str(), static_cast<unsigned long long>(verdict.entries),
            static_cast<unsigned long long>(verdict.head.size), inQuotes(root).c_str(), fault && fault->entry ? std::to_string(*fault->entry).c_str() : "null",
            fault ? inQuotes(fault->file).c_str() : "null", fault ? inQuotes(fault->words).c_str() : "null");
    else if (!fault)
        std::printf("The %s is whole.\nLog      %s\nEntries  %llu\nSealed   %llu\nRoot     %s\n", verdict.kind.c_str(), verdict.origin.c_str(),
            static_cast<unsigned long long>(verdict.entries), static_cast<unsigned long long>(verdict.head.size), root.c_str());
    if (fault)
        std::fprintf(stderr, "assent-verify: the %s does not hold%s%s; %s: %s\n", verdict.kind.c_str(), fault->entry ? ": the first bad entry is " : "",
            fault->entry ? std::to_string(*fault->entry).c_str() : "", fault->file.c_str(), fault->words.c_str());
}

Exit run(const Call &call)
{
    const Key key = keyOf(call.key);
    std::optional<Head> kept;
    if (!call.checkpoint.empty()) {
        const Content note = readUpTo(call.checkpoint, kMaxNote);
        if (!note.there || note.longer)
            refuse(call.checkpoint, note.there ? "is too large" : "is not there");
        try {
            kept = openCheckpoint(note.bytes, key, call.checkpoint);
        } catch (Fault &fault) {
            refuse(fault.file, fault.words);
        }
    }
    std::error_code error;
    const Verdict verdict = fs::is_directory(call.path, error) ? verifyFolder(call.path, key, kept) : verifyProof(call.path, key, kept);
    print(verdict, call.json);
    return verdict.fault ? Tampered : Whole;
}

} // namespace

int main(int argc, char **argv)
{
    const auto asks = [&](const char *what) { return std::any_of(argv + 1, argv + argc, [what](const char *argument) { return std::strcmp(argument, what) == 0; }); };
    if (asks("--help") || asks("-h")) {
        std::fputs(kHelp, stdout);
        return Whole;
    }
    if (asks("--version")) {
        std::puts("assent-verify " ASSENT_VERSION);
        return Whole;
    }
    try {
        return run(parseCall(argc, argv));
    } catch (const Fault &fault) {
        std::fprintf(stderr, "assent-verify: %s: %s\n%s", fault.file.c_str(), fault.words.c_str(),
            fault.exit == WrongCall ? "  \"assent-verify --help\" explains.\n" : "");
        if (asks("--json"))
            std::printf("{\"error\":{\"code\":\"invalid\",\"file\":%s,\"detail\":%s}}\n", inQuotes(fault.file).c_str(), inQuotes(fault.words).c_str());
        return fault.exit;
    } catch (const std::exception &fault) {
        std::fprintf(stderr, "assent-verify: %s\n", fault.what());
        return Refused;
    }
}
