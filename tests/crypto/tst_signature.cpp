#include "base/expect.h"
#include "base/registry.h"
#include "crypto/hex.h"
#include "crypto/signature.h"

using namespace assent;
using test::hex;

class SignatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ed25519MatchesRfc8032_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("TEST 1") << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                                << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
                                << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                              "d25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("TEST 2") << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                                << QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") << QByteArray("72")
                                << QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                                              "387b2eaeb4302aeeb00d291612bb0c00");
        QTest::newRow("TEST 3") << QByteArray("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
                                << QByteArray("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025") << QByteArray("af82")
                                << QByteArray("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                                              "4a7c15e9716ed28dc027beceea1ec40a");
    }
    void ed25519MatchesRfc8032()
    {
        QFETCH(QByteArray, seed);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, signature);
        const auto pair = SigningKey::fromSeed(hex(seed.toStdString()));
        EXPECT_OK(pair);
        QCOMPARE(toHex(pair->publicKey()), key.toStdString());
        const Bytes text = hex(message.toStdString());
        const auto made = pair->sign(text);
        EXPECT_OK(made);
        QCOMPARE(toHex(*made), signature.toStdString());
        QVERIFY(verifySignature(pair->publicKey(), text, *made));
    }

    void anotherMessageKeyOrSignatureIsRefused()
    {
        const auto key = SigningKey::generate();
        const auto other = SigningKey::generate();
        EXPECT_OK(key);
        const Signature signature = key->sign(asBytes("text")).value();
        QVERIFY(!verifySignature(key->publicKey(), asBytes("tex"), signature));
        QVERIFY(!verifySignature(other->publicKey(), asBytes("text"), signature));
        for (std::size_t at = 0; at < signature.size(); ++at) {
            Signature changed = signature;
            changed[at] ^= 1;
            QVERIFY(!verifySignature(key->publicKey(), asBytes("text"), changed));
        }
    }

    void aMalleableSignatureIsRefused()
    {
        // TEST 1 of RFC 8032 with the group order added to S (5.1.7 demands S < L).
        const auto key = SigningKey::fromSeed(hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
        Signature signature = key->sign({}).value();
        const Bytes order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        unsigned carry = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = static_cast<Byte>(carry);
            carry >>= 8;
        }
        QVERIFY(!verifySignature(key->publicKey(), {}, signature));
    }

    void seedsKeysAndSignaturesHaveTheirSizes()
    {
        EXPECT_ERROR(SigningKey::fromSeed(Bytes(31)), ErrorCode::Invalid);
        EXPECT_ERROR(toPublicKey(Bytes(33)), ErrorCode::Invalid);
        EXPECT_ERROR(toSignature(Bytes(63)), ErrorCode::Invalid);
        QVERIFY(!verifySignature(PublicKey{}, {}, Bytes(63)));
        QVERIFY(!verifySignature(PublicKey{}, {}, {}));
    }
};

ASSENT_TEST_CLASS(SignatureTest);
#include "tst_signature.moc"
