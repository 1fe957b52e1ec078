#include "base/expect.h"
#include "base/registry.h"
#include "crypto/hash.h"
#include "crypto/hex.h"
#include "crypto/merkle.h"
#include "crypto/subtrees.h"

using namespace assent;
using test::hex;

namespace {

constexpr std::size_t kLargest = 64;

std::vector<Digest> leavesOf(std::size_t size)
{
    std::vector<Digest> leaves;
    for (std::size_t i = 0; i < size; ++i)
        leaves.push_back(merkle::leafHash(asBytes("leaf " + std::to_string(i))));
    return leaves;
}

/// MTH of RFC 6962, 2.1, as the text has it.
Digest definedRoot(std::span<const Digest> leaves)
{
    if (leaves.empty())
        return sha256(ByteView{});
    if (leaves.size() == 1)
        return leaves.front();
    std::size_t k = 1;
    while (k * 2 < leaves.size())
        k *= 2;
    return merkle::nodeHash(definedRoot(leaves.first(k)), definedRoot(leaves.subspan(k)));
}

/// SUBPROOF of RFC 6962, 2.1.2, as the text has it.
std::vector<Digest> definedProof(std::size_t m, std::span<const Digest> leaves, bool whole)
{
    if (m == leaves.size())
        return whole ? std::vector<Digest>{} : std::vector<Digest>{definedRoot(leaves)};
    std::size_t k = 1;
    while (k * 2 < leaves.size())
        k *= 2;
    const bool left = m <= k;
    auto proof = left ? definedProof(m, leaves.first(k), whole) : definedProof(m - k, leaves.subspan(k), false);
    proof.push_back(left ? definedRoot(leaves.subspan(k)) : definedRoot(leaves.first(k)));
    return proof;
}

} // namespace

class MerkleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provingAllLeavesGivesTheRootAndEachPath()
    {
        for (std::size_t size = 0; size <= kLargest; ++size) {
            const auto leaves = leavesOf(size);
            const merkle::Proven tree = merkle::prove(leaves);
            QVERIFY(tree.root == definedRoot(leaves));
            QCOMPARE(tree.paths.size(), size);
            for (std::size_t i = 0; i < size; ++i)
                QVERIFY(tree.paths[i] == merkle::inclusionPath(leaves, i));
        }
    }

    void rootsMatchThoseOfCertificateTransparency()
    {
        std::vector<Digest> leaves;
        for (const char *entry : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
            leaves.push_back(merkle::leafHash(hex(entry)));
        QCOMPARE(toHex(merkle::emptyRoot()), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(toHex(leaves.front()), std::string("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
        QCOMPARE(toHex(merkle::root(leaves)), std::string("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"));
    }

    void rootIsAsDefinedForEverySize()
    {
        for (std::size_t size = 0; size <= kLargest; ++size)
            QCOMPARE(toHex(merkle::root(leavesOf(size))), toHex(definedRoot(leavesOf(size))));
    }

    void frontierHasTheRootAtEverySizeAndAfterRestoring()
    {
        const auto leaves = leavesOf(kLargest);
        merkle::Frontier frontier;
        for (std::size_t size = 0; size <= kLargest; ++size) {
            QCOMPARE(frontier.size(), std::uint64_t(size));
            QCOMPARE(toHex(frontier.root()), toHex(definedRoot(std::span(leaves).first(size))));
            const auto restored = merkle::Frontier::restore(frontier.size(), frontier.hashes());
            EXPECT_OK(restored);
            frontier = *restored;
            if (size < kLargest)
                frontier.append(leaves[size]);
        }
    }

    void frontierRefusesHashesThatDoNotFit()
    {
        EXPECT_ERROR(merkle::Frontier::restore(3, {Digest{}}), ErrorCode::Corrupt);
        EXPECT_ERROR(merkle::Frontier::restore(0, {Digest{}}), ErrorCode::Corrupt);
        EXPECT_ERROR(merkle::Frontier::restore(4, {Digest{}, Digest{}}), ErrorCode::Corrupt);
    }

    void everyLeafOfEverySizeIsProven()
    {
        for (std::size_t size = 1; size <= kLargest; ++size) {
            const auto leaves = leavesOf(size);
            const Digest root = merkle::root(leaves);
            for (std::size_t index = 0; index < size; ++index)
                QVERIFY(merkle::verifyInclusion(index, size, leaves[index], merkle::inclusionPath(leaves, index), root));
        }
    }

    void aWrongInclusionIsRefused()
    {
        for (std::size_t size = 1; size <= 20; ++size) {
            const auto leaves = leavesOf(size);
            const Digest root = merkle::root(leaves);
            for (std::size_t index = 0; index < size; ++index)
                refuseInclusionVariants(index, leaves, root);
        }
    }

    void everyPairOfSizesIsConsistent()
    {
        const auto leaves = leavesOf(kLargest);
        const std::span<const Digest> all(leaves);
        for (std::size_t size2 = 1; size2 <= kLargest; ++size2) {
            for (std::size_t size1 = 1; size1 <= size2; ++size1) {
                const auto proof = definedProof(size1, all.first(size2), true);
                QVERIFY(merkle::verifyConsistency(size1, size2, definedRoot(all.first(size1)), definedRoot(all.first(size2)), proof));
            }
        }
    }

    void aRewrittenHistoryIsInconsistent()
    {
        const auto leaves = leavesOf(20);
        auto forged = leaves;
        forged[2] = merkle::leafHash(asBytes("forged"));
        const std::span<const Digest> all(leaves);
        for (std::size_t size1 = 3; size1 <= 20; ++size1) {
            const Digest forgedRoot = definedRoot(std::span<const Digest>(forged).first(size1));
            auto proof = definedProof(size1, all, true);
            QVERIFY(!merkle::verifyConsistency(size1, 20, forgedRoot, definedRoot(all), proof));
            proof.push_back(Digest{});
            QVERIFY(!merkle::verifyConsistency(size1, 20, definedRoot(all.first(size1)), definedRoot(all), proof));
        }
    }

    void theRangesOfAPathAreThoseOfEverySize()
    {
        for (std::size_t size = 1; size <= kLargest; ++size) {
            const auto leaves = leavesOf(size);
            for (std::size_t index = 0; index < size; ++index)
                QVERIFY(rootsOf(merkle::inclusionRanges(index, size), leaves) == merkle::inclusionPath(leaves, index));
        }
    }

    void theRangesOfAConsistencyProofAreThoseOfEverySize()
    {
        for (std::size_t size2 = 1; size2 <= kLargest; ++size2) {
            const auto leaves = leavesOf(size2);
            for (std::size_t size1 = 1; size1 < size2; ++size1)
                QVERIFY(rootsOf(merkle::consistencyRanges(size1, size2), leaves) == definedProof(size1, leaves, true));
        }
    }

    void emptyAndEqualTreesNeedNoProof()
    {
        QVERIFY(merkle::consistencyRanges(0, 5).empty());
        QVERIFY(merkle::consistencyRanges(5, 5).empty());
        QVERIFY(merkle::inclusionRanges(0, 1).empty());
    }

    void aShrinkingTreeIsInconsistent()
    {
        const auto leaves = leavesOf(4);
        QVERIFY(!merkle::verifyConsistency(4, 3, merkle::root(leaves), merkle::root(std::span(leaves).first(3)), {}));
        QVERIFY(!merkle::verifyConsistency(1, 2, leaves[0], leaves[1], {}));
    }

private:
    static std::vector<Digest> rootsOf(const std::vector<merkle::Range> &ranges, std::span<const Digest> leaves)
    {
        std::vector<Digest> out;
        for (const merkle::Range &range : ranges)
            out.push_back(definedRoot(leaves.subspan(range.first, range.count)));
        return out;
    }

    static void refuseInclusionVariants(std::size_t index, const std::vector<Digest> &leaves, const Digest &root)
    {
        const std::size_t size = leaves.size();
        auto path = merkle::inclusionPath(leaves, index);
        QVERIFY(!merkle::verifyInclusion(index, size, merkle::leafHash(asBytes("other")), path, root));
        QVERIFY(!merkle::verifyInclusion(size, size, leaves[index], path, root));
        QVERIFY(!merkle::verifyInclusion(index, 0, leaves[index], path, root));
        if (size > 1)
            QVERIFY(!merkle::verifyInclusion((index + 1) % size, size, leaves[index], path, root));
        path.push_back(Digest{});
        QVERIFY(!merkle::verifyInclusion(index, size, leaves[index], path, root));
        path.pop_back();
        if (!path.empty()) {
            path.pop_back();
            QVERIFY(!merkle::verifyInclusion(index, size, leaves[index], path, root));
        }
    }
};

ASSENT_TEST_CLASS(MerkleTest);
#include "tst_merkle.moc"
