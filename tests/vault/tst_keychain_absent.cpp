#include "base/expect.h"
#include "base/registry.h"
#include "vault/keychain.h"

#include <qt6keychain/keychain.h>

using namespace assent;

/// Runs with a session bus that is not there.
class KeychainAbsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noKeychainIsIo()
    {
        QtKeyring keyring;
        EXPECT_ERROR(keyring.read("entry"), ErrorCode::Io);
        EXPECT_ERROR(keyring.write("entry", *randomSecret(32)), ErrorCode::Io);
        EXPECT_ERROR(keyring.remove("entry"), ErrorCode::Io);
    }

    void everyErrorHasItsMeaning_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("meaning");
        const auto row = [](const char *name, QKeychain::Error code, ErrorCode meaning) {
            QTest::newRow(name) << static_cast<int>(code) << static_cast<int>(meaning);
        };
        row("not found", QKeychain::EntryNotFound, ErrorCode::NotFound);
        row("not removed", QKeychain::CouldNotDeleteEntry, ErrorCode::Io);
        row("refused by the user", QKeychain::AccessDeniedByUser, ErrorCode::Locked);
        row("refused", QKeychain::AccessDenied, ErrorCode::Locked);
        row("no backend", QKeychain::NoBackendAvailable, ErrorCode::Io);
        row("not implemented", QKeychain::NotImplemented, ErrorCode::Io);
        row("other", QKeychain::OtherError, ErrorCode::Io);
    }
    void everyErrorHasItsMeaning()
    {
        QFETCH(int, code);
        QFETCH(int, meaning);
        const Error error = keychainError(code, "words");
        QCOMPARE(static_cast<int>(error.code), meaning);
        QVERIFY(error.detail.ends_with("words"));
    }
};

ASSENT_TEST_CLASS(KeychainAbsentTest);
#include "tst_keychain_absent.moc"
