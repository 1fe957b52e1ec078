#include "base/expect.h"
#include "base/registry.h"
#include "crypto/hash.h"
#include "crypto/hex.h"

using namespace assent;
using test::hex;

class HashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256MatchesFips180()
    {
        QCOMPARE(toHex(sha256(ByteView{})), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(toHex(sha256(asBytes("abc"))), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    void partsHashAsTheWhole()
    {
        QCOMPARE(toHex(sha256({asBytes("a"), asBytes(""), asBytes("bc")})), toHex(sha256(asBytes("abc"))));
        Sha256 stream;
        stream.add(asBytes("ab"));
        stream.add(asBytes("c"));
        QCOMPARE(toHex(stream.finish()), toHex(sha256(asBytes("abc"))));
    }

    void aStreamStartsAnewAfterItsEnd()
    {
        Sha256 stream;
        stream.add(asBytes("first"));
        (void)stream.finish();
        stream.add(asBytes("abc"));
        QCOMPARE(toHex(stream.finish()), toHex(sha256(asBytes("abc"))));
    }

    void hmacMatchesRfc4231()
    {
        QCOMPARE(toHex(hmacSha256(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), asBytes("Hi There"))),
            std::string("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
        QCOMPARE(toHex(hmacSha256(asBytes("Jefe"), asBytes("what do ya want for nothing?"))),
            std::string("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(toHex(hmacSha256(Bytes(131, 0xAA), asBytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
            std::string("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"));
    }

    void hmacTakesAnEmptyKeyAndMessage()
    {
        QCOMPARE(toHex(hmacSha256({}, {})), std::string("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    }

    void hkdfMatchesRfc5869_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("salt");
        QTest::addColumn<QByteArray>("info");
        QTest::addColumn<QByteArray>("out");
        QTest::newRow("A.1") << QByteArray("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b") << QByteArray("000102030405060708090a0b0c")
                             << QByteArray("f0f1f2f3f4f5f6f7f8f9")
                             << QByteArray("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
        QTest::newRow("A.2")
            << QByteArray("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3"
                          "c3d3e3f404142434445464748494a4b4c4d4e4f")
            << QByteArray("606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9"
                          "c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf")
            << QByteArray("b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebe"
                          "cedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
            << QByteArray("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9a"
                          "ca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87");
        QTest::newRow("A.3") << QByteArray("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b") << QByteArray() << QByteArray()
                             << QByteArray("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    }
    void hkdfMatchesRfc5869()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, salt);
        QFETCH(QByteArray, info);
        QFETCH(QByteArray, out);
        const auto made = hkdfSha256(hex(key.toStdString()), hex(salt.toStdString()), hex(info.toStdString()), static_cast<std::size_t>(out.size() / 2));
        EXPECT_OK(made);
        QCOMPARE(toHex(made->view()), out.toStdString());
    }

    void hkdfGivesAtMost8160Bytes()
    {
        EXPECT_OK(hkdfSha256(asBytes("key"), {}, {}, 8160));
        QCOMPARE(hkdfSha256(asBytes("key"), {}, {}, 8160)->size(), std::size_t(8160));
        EXPECT_ERROR(hkdfSha256(asBytes("key"), {}, {}, 8161), ErrorCode::Invalid);
    }
};

ASSENT_TEST_CLASS(HashTest);
#include "tst_hash.moc"
