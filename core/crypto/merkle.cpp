#include "crypto/merkle.h"

#include "crypto/hash.h"

#include <bit>

namespace assent::merkle {
namespace {

/// Largest power of two below `size`, which is at least 2.
std::uint64_t split(std::uint64_t size) { return std::bit_floor(size - 1); }

bool isOdd(std::uint64_t n) { return (n & 1) != 0; }

/// Gives the root of these leaves and lengthens their paths up to it.
Digest climb(std::span<const Digest> leaves, std::span<std::vector<Digest>> paths)
{
    if (leaves.size() == 1)
        return leaves.front();
    const std::uint64_t k = split(leaves.size());
    const Digest left = climb(leaves.first(k), paths.first(k));
    const Digest right = climb(leaves.subspan(k), paths.subspan(k));
    for (std::vector<Digest> &path : paths.first(k))
        path.push_back(right);
    for (std::vector<Digest> &path : paths.subspan(k))
        path.push_back(left);
    return nodeHash(left, right);
}

} // namespace

Digest leafHash(ByteView entry)
{
    const Byte prefix = 0x00;
    return sha256({ByteView(&prefix, 1), entry});
}

Digest nodeHash(const Digest &left, const Digest &right)
{
    const Byte prefix = 0x01;
    return sha256({ByteView(&prefix, 1), left, right});
}

Digest emptyRoot() { return sha256(ByteView{}); }

Digest root(std::span<const Digest> leaves)
{
    if (leaves.empty())
        return emptyRoot();
    Frontier frontier;
    for (const Digest &leaf : leaves)
        frontier.append(leaf);
    return frontier.root();
}

std::vector<Digest> inclusionPath(std::span<const Digest> leaves, std::uint64_t index)
{
    if (leaves.size() <= 1)
        return {};
    const std::uint64_t k = split(leaves.size());
    const bool left = index < k;
    std::vector<Digest> path = left ? inclusionPath(leaves.first(k), index) : inclusionPath(leaves.subspan(k), index - k);
    path.push_back(left ? root(leaves.subspan(k)) : root(leaves.first(k)));
    return path;
}

Proven prove(std::span<const Digest> leaves)
{
    Proven tree{emptyRoot(), std::vector<std::vector<Digest>>(leaves.size())};
    if (!leaves.empty())
        tree.root = climb(leaves, tree.paths);
    return tree;
}

Result<Digest> rootFromInclusion(std::uint64_t index, std::uint64_t size, const Digest &leaf, std::span<const Digest> path)
{
    const Error wrong{ErrorCode::Invalid, "the inclusion proof does not fit the tree's size"};
    if (index >= size)
        return wrong;
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Digest r = leaf;
    for (const Digest &p : path) {
        if (sn == 0)
            return wrong;
        if (isOdd(fn) || fn == sn) {
            r = nodeHash(p, r);
            while (!isOdd(fn) && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            r = nodeHash(r, p);
        }
        fn >>= 1;
        sn >>= 1;
    }
    if (sn != 0)
        return wrong;
    return r;
}

bool verifyInclusion(std::uint64_t index, std::uint64_t size, const Digest &leaf, std::span<const Digest> path, const Digest &root)
{
    const auto reached = rootFromInclusion(index, size, leaf, path);
    return reached && *reached == root;
}

bool verifyConsistency(std::uint64_t size1, std::uint64_t size2, const Digest &root1, const Digest &root2, std::span<const Digest> proof)
{
    if (size1 > size2)
        return false;
    if (size1 == size2)
        return proof.empty() && root1 == root2;
    if (size1 == 0)
        return proof.empty();
    if (proof.empty())
        return false;
    std::uint64_t fn = size1 - 1;
    std::uint64_t sn = size2 - 1;
    while (isOdd(fn)) {
        fn >>= 1;
        sn >>= 1;
    }
    const bool whole = std::has_single_bit(size1); // then the old root starts the path itself
    Digest fr = whole ? root1 : proof.front();
    Digest sr = fr;
    for (const Digest &c : proof.subspan(whole ? 0 : 1)) {
        if (sn == 0)
            return false;
        if (isOdd(fn) || fn == sn) {
            fr = nodeHash(c, fr);
            sr = nodeHash(c, sr);
            while (!isOdd(fn) && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = nodeHash(sr, c);
        }
        fn >>= 1;
        sn >>= 1;
    }
    return sn == 0 && fr == root1 && sr == root2;
}

Result<Frontier> Frontier::restore(std::uint64_t size, std::vector<Digest> hashes)
{
    if (hashes.size() != static_cast<std::size_t>(std::popcount(size)))
        return Error{ErrorCode::Corrupt, "the stored edge of the ledger tree does not fit its size"};
    Frontier frontier;
    frontier.m_size = size;
    frontier.m_hashes = std::move(hashes);
    return frontier;
}

void Frontier::append(const Digest &leaf)
{
    Digest hash = leaf;
    for (std::uint64_t n = m_size; isOdd(n); n >>= 1) {
        hash = nodeHash(m_hashes.back(), hash);
        m_hashes.pop_back();
    }
    m_hashes.push_back(hash);
    ++m_size;
}

Digest Frontier::root() const
{
    if (m_hashes.empty())
        return emptyRoot();
    Digest hash = m_hashes.back();
    for (std::size_t i = m_hashes.size() - 1; i-- > 0;)
        hash = nodeHash(m_hashes[i], hash);
    return hash;
}

} // namespace assent::merkle
