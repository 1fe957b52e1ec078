#include "base/expect.h"
#include "base/registry.h"
#include "crypto/argon2id.h"

using namespace assent;

class Argon2idTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 9106, 5.3 needs a secret and associated data, which a slot never
    // has; these are the reference implementation's own answers.
    void knownAnswersMatch_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<quint32>("passes");
        QTest::addColumn<quint32>("memory");
        QTest::addColumn<quint32>("lanes");
        QTest::addColumn<QByteArray>("hash");
        QTest::newRow("256 KiB") << QByteArray("password") << 2U << 256U << 1U
                                 << QByteArray("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
        QTest::newRow("two lanes") << QByteArray("password") << 2U << 256U << 2U
                                   << QByteArray("6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037");
        QTest::newRow("64 MiB") << QByteArray("password") << 2U << 65536U << 1U
                                << QByteArray("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        QTest::newRow("other password") << QByteArray("differentpassword") << 2U << 65536U << 1U
                                        << QByteArray("0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde");
    }
    void knownAnswersMatch()
    {
        QFETCH(QByteArray, password);
        QFETCH(quint32, passes);
        QFETCH(quint32, memory);
        QFETCH(quint32, lanes);
        QFETCH(QByteArray, hash);
        const auto made = argon2id(asBytes(password.toStdString()), asBytes("somesalt"), {passes, memory, lanes}, 32);
        EXPECT_OK(made);
        QCOMPARE(toHex(made->view()), hash.toStdString());
    }

    void parametersOutsideRfc9106AreRefused()
    {
        const ByteView salt = asBytes("somesalt");
        EXPECT_ERROR(argon2id(asBytes("p"), salt, {0, 256, 1}, 32), ErrorCode::Invalid);
        EXPECT_ERROR(argon2id(asBytes("p"), salt, {1, 7, 1}, 32), ErrorCode::Invalid);
        EXPECT_ERROR(argon2id(asBytes("p"), salt, {1, 15, 2}, 32), ErrorCode::Invalid);
        EXPECT_ERROR(argon2id(asBytes("p"), salt, {1, 256, 0}, 32), ErrorCode::Invalid);
        EXPECT_ERROR(argon2id(asBytes("p"), salt, {1, 256, 1}, 3), ErrorCode::Invalid);
        EXPECT_ERROR(argon2id(asBytes("p"), salt, {1, 256, 1}, 0), ErrorCode::Invalid);
        EXPECT_ERROR(argon2id(asBytes("p"), asBytes("salt"), {1, 256, 1}, 32), ErrorCode::Invalid);
    }

    void anEmptyPasswordIsAPassword() { EXPECT_OK(argon2id({}, asBytes("somesalt"), {1, 64, 1}, 32)); }
};

ASSENT_TEST_CLASS(Argon2idTest);
#include "tst_argon2id.moc"
