#include "base/expect.h"
#include "base/registry.h"
#include "crypto/aead.h"
#include "crypto/hex.h"

using namespace assent;
using test::hex;

class AeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aes256GcmMatchesTheGcmSpecification()
    {
        // McGrew and Viega, "The Galois/Counter Mode of Operation", test case 16.
        const auto cipher = aeadEncrypt(hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"), hex("cafebabefacedbaddecaf888"),
            hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
            hex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"));
        EXPECT_OK(cipher);
        QCOMPARE(toHex(*cipher),
            std::string("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                        "76fc6ece0f4e1768cddf8853bb2d551b"));
    }

    void emptyTextStillHasATag()
    {
        // The same, test case 13.
        const auto cipher = aeadEncrypt(Bytes(32), Bytes(12), {}, {});
        EXPECT_OK(cipher);
        QCOMPARE(toHex(*cipher), std::string("530f8afbc74536b9a963b4f1c4cb738b"));
        EXPECT_OK(aeadDecrypt(Bytes(32), Bytes(12), {}, *cipher));
    }

    void whatWasSealedOpensAgain()
    {
        const auto sealed = aeadSeal(Bytes(32, 7), asBytes("context"), asBytes("plain"));
        EXPECT_OK(sealed);
        const auto opened = aeadOpen(Bytes(32, 7), asBytes("context"), *sealed);
        EXPECT_OK(opened);
        QCOMPARE(std::string(asText(opened->view())), std::string("plain"));
    }

    void sealingTwiceGivesDifferentBytes() { QVERIFY(*aeadSeal(Bytes(32), {}, asBytes("x")) != *aeadSeal(Bytes(32), {}, asBytes("x"))); }

    void everyFlippedBitIsRefused()
    {
        const Bytes sealed = aeadSeal(Bytes(32, 7), asBytes("context"), asBytes("plain")).value();
        for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
            Bytes changed = sealed;
            changed[bit / 8] ^= static_cast<Byte>(1U << (bit % 8));
            EXPECT_ERROR(aeadOpen(Bytes(32, 7), asBytes("context"), changed), ErrorCode::Corrupt);
        }
    }

    void everyTruncationIsRefused()
    {
        const Bytes sealed = aeadSeal(Bytes(32, 7), asBytes("context"), asBytes("plain")).value();
        for (std::size_t size = 0; size < sealed.size(); ++size)
            EXPECT_ERROR(aeadOpen(Bytes(32, 7), asBytes("context"), ByteView(sealed).first(size)), ErrorCode::Corrupt);
    }

    void anotherKeyOrContextIsRefused()
    {
        const Bytes sealed = aeadSeal(Bytes(32, 7), asBytes("context"), asBytes("plain")).value();
        EXPECT_ERROR(aeadOpen(Bytes(32, 8), asBytes("context"), sealed), ErrorCode::Corrupt);
        EXPECT_ERROR(aeadOpen(Bytes(32, 7), asBytes("kontext"), sealed), ErrorCode::Corrupt);
        EXPECT_ERROR(aeadOpen(Bytes(32, 7), {}, sealed), ErrorCode::Corrupt);
    }

    void otherSizesOfKeyAndNonceAreRefused()
    {
        for (std::size_t size : {0U, 16U, 24U, 31U, 33U})
            EXPECT_ERROR(aeadEncrypt(Bytes(size), Bytes(12), {}, {}), ErrorCode::Invalid);
        for (std::size_t size : {0U, 8U, 11U, 13U, 16U})
            EXPECT_ERROR(aeadEncrypt(Bytes(32), Bytes(size), {}, {}), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(AeadTest);
#include "tst_aead.moc"
