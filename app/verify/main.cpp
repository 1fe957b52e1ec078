// assent-verify: a second opinion on an Assent ledger. It shares no code with
// the rest of the project and needs OpenSSL's libcrypto alone, so that a fault
// there is not repeated here. The formats: core/ledger/README.md.
#include <openssl/evp.h>

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
using std::to_string;
using Number = std::uint64_t;
using Hash = string; // 32 bytes
using Hashes = std::vector<Hash>;

constexpr Number kWidth = 256; // hashes of a full tile, entries of a full bundle
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

const unsigned char *bytesOf(string_view text) { return reinterpret_cast<const unsigned char *>(text.data()); }

Hash sha256(string_view bytes)
{
    std::array<unsigned char, 32> out;
    if (EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available");
    return Hash(out.begin(), out.end());
}

Hash leafHash(string_view entry) { return sha256(string(1, '\0').append(entry)); }
Hash nodeHash(const Hash &left, const Hash &right) { return sha256("\1" + left + right); }

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
    if (count < 2)
        return count == 0 ? sha256("") : *hashes;
    const std::size_t half = halfOf(count);
    return nodeHash(rootOf(hashes, half), rootOf(hashes + half, count - half));
}
Hash rootOf(const Hashes &hashes) { return rootOf(hashes.data(), hashes.size()); }

/// Takes the hashes of a proof from its end, where the root's children are.
struct Steps
{
    const Hashes &hashes;
    std::size_t left = hashes.size();
    bool isShort = false;

    Hash take()
    {
        isShort = isShort || left == 0;
        return left == 0 ? Hash() : hashes[--left];
    }
    bool spent() const { return left == 0 && !isShort; }
};

Hash climb(Number index, Number size, const Hash &leaf, Steps &path)
{
    if (size == 1)
        return leaf;
    const Number half = halfOf(size);
    const Hash beside = path.take();
    return index < half ? nodeHash(climb(index, half, leaf, path), beside) : nodeHash(beside, climb(index - half, size - half, leaf, path));
}

/// The root that a path leads to; nothing when it does not fit the size.
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
    if (from == 0 || from > to)
        return from == 0 && path.empty() && oldRoot == sha256("");
    Steps steps{path};
    const auto roots = bothRoots(from, to, true, oldRoot, steps);
    return steps.spent() && roots.first == oldRoot && roots.second == newRoot;
}

// Text.

string hexOf(string_view bytes)
{
    string out;
    for (const char c : bytes) {
        out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
        out += "0123456789abcdef"[c & 15];
    }
    return out;
}

/// Base64 in its one canonical form: with padding, or base64url without.
std::optional<string> unbase64(string_view text, bool url)
{
    static constexpr string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if (!url && (text.size() % 4 != 0 || text.empty()))
        return std::nullopt;
    for (int i = 0; !url && i < 2 && text.ends_with('='); ++i)
        text.remove_suffix(1);
    string out;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto at = c == (url ? '-' : '+') ? 62 : c == (url ? '_' : '/') ? 63 : digits.find(c);
        if (at == string_view::npos)
            return std::nullopt;
        bits = bits << 6 | static_cast<unsigned>(at);
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
        const unsigned lead = bytesOf(text)[i++];
        const int more = lead < 0x80 ? 0 : lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
        if (more < 0 || text.size() - i < static_cast<std::size_t>(more))
            return false;
        unsigned code = lead & (0x3FU >> more);
        for (int k = 0; k < more; ++k, ++i) {
            if ((text[i] & 0xC0) != 0x80)
                return false;
            code = code << 6 | (text[i] & 0x3FU);
        }
        if ((more == 2 && (code < 0x800 || (code >= 0xD800 && code < 0xE000))) || (more == 3 && (code < 0x10000 || code > 0x10FFFF)))
            return false;
    }
    return true;
}

/// A decimal number in its one form.
std::optional<Number> numberOf(string_view text)
{
    Number value = 0;
    if (text.empty() || (text.size() > 1 && text.front() == '0'))
        return std::nullopt;
    for (const char c : text) {
        if (c < '0' || c > '9' || value > (~Number{0} - static_cast<Number>(c - '0')) / 10)
            return std::nullopt;
        value = value * 10 + static_cast<Number>(c - '0');
    }
    return value;
}

/// A file as far as it may matter. What is no regular file is as good as missing.
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
    if (error || !in.is_open() || in.bad())
        refuse(file.string(), "cannot be read");
    const auto size = static_cast<std::size_t>(in.gcount());
    content.longer = size > limit;
    content.bytes.resize(std::min(size, limit));
    return content;
}

// Signed notes and checkpoints (C2SP).

bool signatureHolds(string_view key, string_view message, string_view signature)
{
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)> pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(key), key.size()), EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX *)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return signature.size() == 64 && pkey && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1
        && EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(), bytesOf(message), message.size()) == 1;
}

/// No white space, as Unicode has it, and no plus.
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
    const auto first = text.find('+');
    const auto second = first == string::npos ? first : text.find('+', first + 1);
    const auto material = second == string::npos ? std::nullopt : unbase64(string_view(text).substr(second + 1), false);
    if (!material || material->size() != 33 || material->front() != '\1' || !isName(text.substr(0, first)))
        throw Fault{WrongCall, "--key", "is no verifier key, name+hash+key; \"assentctl ledger checkpoint\" shows it"};
    Key key{text, text.substr(0, first), {}, material->substr(1)};
    key.id = sha256(key.name + "\n" + *material).substr(0, 4);
    string hash = text.substr(first + 1, second - first - 1);
    std::transform(hash.begin(), hash.end(), hash.begin(), [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
    if (hash != hexOf(key.id))
        throw Fault{WrongCall, "--key", "has a hash that does not match its key: it was not copied whole"};
    return key;
}

/// A signed tree head.
struct Head
{
    Number size = 0;
    Hash root;
};

string_view takeLine(string_view &text)
{
    const auto end = text.find('\n');
    const string_view line = text.substr(0, end);
    text = end == string_view::npos ? string_view{} : text.substr(end + 1);
    return line;
}

/// True when a signature of this key stands under the text; each one must hold.
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

/// Refused when it is no note, Tampered when the signature is missing or wrong.
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
    return {*size, *root};
}

struct Verdict
{
    string kind;
    string origin;
    Head head = {};
    Number entries = 0;
    std::optional<Fault> fault = {};
};

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
    const auto digits = [](Number n) { return to_string(1000 + n % 1000).substr(1); };
    string path = digits(index);
    while ((index /= 1000) > 0)
        path = "x" + digits(index) + "/" + path;
    return "tile/" + kind + "/" + path + (width < kWidth ? ".p/" + to_string(width) : "");
}

/// The lowest entry that something speaks against.
struct Lowest
{
    std::optional<Fault> fault;
    void note(Number entry, const string &file, const string &words)
    {
        if (!fault || entry < *fault->entry)
            fault = Fault{Tampered, file, words, entry};
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
    Folder(fs::path root, Head head, const std::optional<Head> &kept) : m_root(std::move(root)), m_head(std::move(head)), m_kept(kept) {}

    std::optional<Fault> check()
    {
        m_edgeHolds = edgeRoot() == m_head.root;
        m_keptHolds = m_kept && m_kept->size == 0 && m_kept->root == sha256("");
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
        Number width = 0;
        string path;
        Hashes hashes; // those that are there
        bool linked = false; // it leads to the signed root by the tiles above
    };

    Tile readTile(int level, Number index)
    {
        const Number width = widthOf(level, index, m_head.size);
        Tile tile{index, width, tilePath(to_string(level), index, width), {}, false};
        const Content content = readUpTo(m_root / tile.path, 32 * width);
        for (std::size_t at = 0; at + 32 <= content.bytes.size(); at += 32)
            tile.hashes.push_back(content.bytes.substr(at, 32));
        if (content.longer)
            m_surplus.note(std::min(m_head.size, (index * kWidth + width) * spanOf(level)), tile.path, "is longer than its place in the log allows");
        return tile;
    }

    /// The root that the tiles which are not full make together; nothing when one is short.
    std::optional<Hash> edgeRoot()
    {
        std::optional<Hash> root;
        bool isWhole = true;
        for (int level = 0; level < 8 && m_head.size >= spanOf(level); ++level) {
            const Number index = m_head.size / spanOf(level) / kWidth;
            if (widthOf(level, index, m_head.size) == 0)
                continue;
            const Tile tile = readTile(level, index);
            isWhole = isWhole && tile.hashes.size() == tile.width;
            // From right to left: each perfect subtree goes before what is behind it.
            for (std::size_t left = tile.hashes.size(); left > 0; left &= left - 1) {
                const std::size_t count = left & (~left + 1);
                const Hash part = rootOf(tile.hashes.data() + left - count, count);
                root = root ? nodeHash(part, *root) : part;
            }
        }
        return !isWhole ? std::nullopt : m_head.size == 0 ? sha256("") : root;
    }

    /// The tile, which is kept until another of its level is asked for.
    const Tile &tileAt(int level, Number index)
    {
        if (const auto last = m_last.find(level); last != m_last.end() && last->second.index == index)
            return last->second;
        Tile tile = readTile(level, index);
        if (tile.width < kWidth) {
            tile.linked = m_edgeHolds;
        } else {
            const Tile &above = tileAt(level + 1, index / kWidth);
            const Number place = index % kWidth;
            tile.linked = above.linked && tile.hashes.size() == kWidth && place < above.hashes.size() && rootOf(tile.hashes) == above.hashes[place];
        }
        return m_last[level] = std::move(tile);
    }

    void readBundle(Number index)
    {
        if (index % 256 == 0 && ::isatty(STDERR_FILENO) == 1)
            std::fprintf(stderr, "\rVerifying  %s of %s entries", to_string(index * kWidth).c_str(), to_string(m_head.size).c_str());
        const Number width = widthOf(0, index, m_head.size);
        const string path = tilePath("entries", index, width);
        const Content content = readUpTo(m_root / path, kMaxBundle);
        const Tile &tile = tileAt(0, index);
        string_view rest = content.bytes;
        for (Number n = index * kWidth; n < index * kWidth + width; ++n) {
            const std::size_t size = rest.size() < 2 ? 0 : bytesOf(rest)[0] * 256U + bytesOf(rest)[1];
            if (rest.size() < 2 + size) {
                m_missing.note(n, path, content.there ? "entry " + to_string(n) + " is missing or cut short" : "is missing");
                return;
            }
            look(n, leafHash(rest.substr(2, size)), tile, path);
            rest.remove_prefix(2 + size);
        }
        if (!rest.empty() || content.longer)
            m_surplus.note(index * kWidth + width, path, "holds more than " + to_string(width) + " entries");
    }

    void look(Number n, const Hash &leaf, const Tile &tile, const string &bundle)
    {
        const Number place = n % kWidth;
        if (place >= tile.hashes.size() || tile.hashes[place] != leaf) {
            m_wrongHash.note(n, tile.path, "the hash of entry " + to_string(n) + " is missing or not that entry's");
            m_unproven.note(n, bundle, "entry " + to_string(n) + " is not the one that was sealed");
        }
        if (!tile.linked)
            m_unproven.note(n, tile.path, "the hashes from entry " + to_string(n) + " on do not lead to the signed root");
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
        m_tree.push_back(std::move(hash));
        ++m_entries;
        if (m_kept && m_kept->size == m_entries)
            m_keptHolds = entriesRoot() == m_kept->root;
    }

    Hash entriesRoot() const
    {
        Hash root = m_tree.empty() ? sha256("") : m_tree.back();
        for (std::size_t i = m_tree.size(); i-- > 1;)
            root = nodeHash(m_tree[i - 1], root);
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

    /// True for the path of a tile or a bundle that a log of this size has.
    bool isPart(const string &path) const
    {
        const string kind = path.substr(5, path.find('/', 5) - 5); // past "tile/"
        const auto level = kind == "entries" ? std::optional<Number>(0) : numberOf(kind);
        Number index = 0; // whether its digits stand where they should is compared below
        int digits = 0;
        for (const char c : path.substr(5 + kind.size(), path.find(".p/") - 5 - kind.size())) {
            if (c == '/' || c == 'x')
                continue;
            if (c < '0' || c > '9' || ++digits > 18)
                return false;
            index = index * 10 + static_cast<Number>(c - '0');
        }
        if (!level || *level > 7)
            return false;
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
        if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
            refuse((m_root / "tile").string(), "cannot be listed: " + error.message());
        if (!lowest.empty())
            m_surplus.note(m_head.size, isUtf8(lowest) ? lowest : "a file whose name is not UTF-8", "is no part of a log of " + to_string(m_head.size) + " entries");
    }

    std::optional<Fault> verdict() const
    {
        static const string forked = "the log is another one than the given checkpoint sealed";
        const bool keptFails = m_kept && m_kept->size <= m_entries && !m_keptHolds;
        Lowest out = m_surplus;
        if (!m_missing.fault && entriesRoot() == m_head.root) { // every entry is as it was sealed: a hash or a file is wrong
            out.note(m_wrongHash);
            if (!out.fault && m_kept && m_kept->size > m_head.size)
                out.note(m_head.size, "checkpoint", "entries that the given checkpoint seals are missing: it has " + to_string(m_kept->size));
            else if (!out.fault && keptFails)
                out.note(0, "checkpoint", forked);
        } else if (m_edgeHolds) { // the hashes lead to the root: they say which entry is wrong
            out.note(m_unproven);
            out.note(m_missing);
        } else if (keptFails) {
            out = {};
            out.note(0, "checkpoint", forked);
        } else if (m_missing.fault) {
            out = m_missing;
        } else {
            out = {};
            const Number proven = m_keptHolds ? m_kept->size : 0;
            out.note(proven, "checkpoint", "entries from " + to_string(proven) + " on do not lead to the signed root, and no hash tells which");
        }
        return out.fault;
    }

    fs::path m_root;
    Head m_head;
    std::optional<Head> m_kept;
    std::map<int, Tile> m_last; // by level
    bool m_edgeHolds = false;
    bool m_keptHolds = false;
    Hashes m_tree;
    Number m_entries = 0;
    std::map<int, Hashes> m_made; // by level
    Lowest m_missing;   // an entry that is not there
    Lowest m_unproven;  // an entry that the tiles do not lead up to the root
    Lowest m_wrongHash; // a hash that is not that of the entries under it
    Lowest m_surplus;   // bytes or files that do not belong
};

Verdict verifyFolder(const fs::path &folder, const Key &key, const std::optional<Head> &kept)
{
    Verdict verdict{"export", key.name};
    const Content note = readUpTo(folder / "checkpoint", kMaxNote);
    if (!note.there && !fs::exists(folder / "tile"))
        refuse(folder.string(), "holds no ledger: there is no file named checkpoint");
    try {
        if (!note.there || note.longer)
            refuse("checkpoint", note.there ? "is too large" : "is missing, so that nothing here is proven");
        verdict.head = openCheckpoint(note.bytes, key, "checkpoint");
    } catch (const Fault &fault) {
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

    [[noreturn]] void fail(const string &wanted) const { refuse(m_file, "is no ledger proof in canonical JSON: at byte " + to_string(m_at) + " there should be " + wanted); }
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
            fail("base64url" + (size > 0 ? " of " + to_string(size) + " bytes" : ""));
        return *bytes;
    }
    Hashes path()
    {
        Hashes out;
        for (expect("["); !take("]"); out.push_back(bytes(32))) {
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
    return root && signatureHolds(key, "assent/consent-batch/v1\n" + *root, signature);
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
        refuse(file, !content.there ? "is not there, or is no file" : content.longer ? "is too large for a ledger proof" : "is no ledger proof: it is not UTF-8");
    Verdict verdict{"proof", key.name};
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
            in.fail("an entry above " + to_string(*last));
        if (!last && verdict.fault)
            verdict.fault->entry = index; // nothing under this checkpoint is proven
        if (!words.empty())
            note("entry " + to_string(index) + ": " + words, index);
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
            refuse(file, "does not tell how it goes on from the given checkpoint; one made with --from " + to_string(kept->size) + " does");
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
    "  assent-verify ledger-2026 --key \"$(cat log.vkey)\"\n"
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
    for (int i = 1; i < argc; ++i) {
        const string argument = argv[i];
        string *const into = argument == "--key" ? &call.key : argument == "--checkpoint" ? &call.checkpoint : argument.starts_with("-") ? nullptr : &call.path;
        if (argument == "--json") {
            call.json = true;
            continue;
        }
        if (!into || !into->empty())
            throw Fault{WrongCall, argument, into ? "is one too many" : "is not known here"};
        if (into != &call.path && ++i >= argc)
            throw Fault{WrongCall, argument, "needs a value"};
        *into = argv[i];
    }
    if (call.path.empty() || call.key.empty())
        throw Fault{WrongCall, call.path.empty() ? "PATH" : "--key", "is missing"};
    return call;
}

string inQuotes(string_view text)
{
    string out = "\"";
    for (const char c : isUtf8(text) ? text : string_view("(not UTF-8)")) {
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += c == '"' || c == '\\' ? string("\\") + c : static_cast<unsigned char>(c) < 0x20 ? escape : string(1, c);
    }
    return out + "\"";
}

/// On a terminal: what was read must not steer it.
string plain(string text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned char c = bytesOf(text)[i];
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0 && i > 0 && text[i - 1] == '\xC2'))
            text[i] = '?';
    }
    return text;
}

void print(const Verdict &verdict, bool json)
{
    const auto &fault = verdict.fault;
    const string entry = fault && fault->entry ? to_string(*fault->entry) : "";
    const string entries = to_string(verdict.entries);
    const string size = to_string(verdict.head.size);
    const string root = hexOf(verdict.head.root);
    string out;
    if (json)
        out = string("{\"whole\":") + (fault ? "false" : "true") + ",\"kind\":\"" + verdict.kind + "\",\"origin\":" + inQuotes(verdict.origin)
            + ",\"entries\":" + entries + ",\"checkpoint_size\":" + size + ",\"root\":\"" + root + "\",\"first_bad\":" + (entry.empty() ? "null" : entry)
            + ",\"file\":" + (fault ? inQuotes(fault->file) : "null") + ",\"fault\":" + (fault ? inQuotes(fault->words) : "null") + "}\n";
    else if (!fault)
        out = "The " + verdict.kind + " is whole.\nLog      " + verdict.origin + "\nEntries  " + entries + "\nSealed   " + size + "\nRoot     " + root + "\n";
    std::fputs(out.c_str(), stdout);
    if (fault)
        std::fprintf(stderr, "assent-verify: the %s does not hold%s%s; %s: %s\n", verdict.kind.c_str(), entry.empty() ? "" : ": the first bad entry is ",
            entry.c_str(), plain(fault->file).c_str(), plain(fault->words).c_str());
}

std::optional<Head> readKept(const string &file, const Key &key)
{
    if (file.empty())
        return std::nullopt;
    const Content note = readUpTo(file, kMaxNote);
    if (!note.there || note.longer)
        refuse(file, note.there ? "is too large" : "is not there, or is no file");
    try {
        return openCheckpoint(note.bytes, key, file);
    } catch (const Fault &fault) {
        refuse(fault.file, fault.words); // it says nothing about the log
    }
}

Exit run(const Call &call)
{
    const Key key = keyOf(call.key);
    const std::optional<Head> kept = readKept(call.checkpoint, key);
    std::error_code error;
    const Verdict verdict = fs::is_directory(call.path, error) ? verifyFolder(call.path, key, kept) : verifyProof(call.path, key, kept);
    if (::isatty(STDERR_FILENO) == 1)
        std::fputs("\r\x1b[K", stderr);
    print(verdict, call.json);
    if (std::fflush(stdout) != 0)
        refuse("standard output", "could not be written");
    return verdict.fault ? Tampered : Whole;
}

} // namespace

int main(int argc, char **argv)
{
    const auto asks = [&](string_view what) { return std::find(argv + 1, argv + argc, what) != argv + argc; };
    if (asks("--help") || asks("-h") || asks("--version")) {
        std::fputs(asks("--version") ? "assent-verify " ASSENT_VERSION "\n" : kHelp, stdout);
        return Whole;
    }
    try {
        return run(parseCall(argc, argv));
    } catch (const Fault &fault) {
        std::fprintf(stderr, "assent-verify: %s: %s\n%s", plain(fault.file).c_str(), plain(fault.words).c_str(), fault.exit == WrongCall ? "  \"assent-verify --help\" explains.\n" : "");
        if (asks("--json"))
            std::fputs(("{\"error\":{\"file\":" + inQuotes(fault.file) + ",\"detail\":" + inQuotes(fault.words) + "}}\n").c_str(), stdout);
        return fault.exit;
    } catch (const std::exception &fault) {
        std::fprintf(stderr, "assent-verify: %s\n", fault.what());
        return Refused;
    }
}
