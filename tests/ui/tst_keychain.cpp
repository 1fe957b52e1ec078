// When the keychain is in trouble the passphrase opens, a sentence says what
// happened, and no key is made anew.
#include "session/errortext.h"
#include "ui/house.h"

#include <QFile>
#include <QSemaphore>
#include <QTest>
#include <QTimer>

using namespace assent;
using namespace assent::ui;

namespace {

/// One that hangs until it is let go.
class HangingKeyring final : public Keyring
{
public:
    Result<SecretBytes> read(const std::string &) override
    {
        asked.release();
        goOn.acquire();
        return Error{ErrorCode::Io, "the keychain does not answer"};
    }
    Result<void> write(const std::string &, const SecretBytes &) override { return Error{ErrorCode::Io, "hangs"}; }
    Result<void> remove(const std::string &) override { return Error{ErrorCode::Io, "hangs"}; }

    QSemaphore asked;
    QSemaphore goOn;
};

QByteArray bytesOf(const std::filesystem::path &file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

struct Screen
{
    explicit Screen(Desktop::Parts parts) : desktop(std::move(parts))
    {
        desktop.preferences().setLanguage(QStringLiteral("en"));
        desktop.show({1280, 800});
        hands.emplace(*desktop.window());
        desktop.window()->requestActivate();
        hands->settle();
    }
    bool fieldIsReady() const
    {
        const QQuickItem *field = hands->find(QStringLiteral("passphraseField"));
        return field && field->hasActiveFocus() && field->isEnabled();
    }

    Desktop desktop;
    std::optional<Hands> hands;
};

} // namespace

Q_DECLARE_METATYPE(assent::ErrorCode)

class KeychainTest : public QObject
{
    Q_OBJECT

    static void trouble(FakeKeyring &keyring, const QString &what)
    {
        if (what == QLatin1String("missing"))
            keyring.clear();
        else if (what == QLatin1String("another key"))
            keyring.scramble();
        else if (what == QLatin1String("refused"))
            keyring.fail(ErrorCode::Locked);
        else if (what == QLatin1String("unreadable"))
            keyring.fail(ErrorCode::Corrupt);
        else
            keyring.fail(ErrorCode::Io);
    }

private Q_SLOTS:
    void troubleLeadsToThePassphrase_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("words");
        QTest::newRow("missing entry") << "missing" << "the entry is missing, or the keychain is still locked";
        QTest::newRow("refused or locked") << "refused" << "The keychain is locked or refused";
        QTest::newRow("another key") << "another key" << "its key does not fit your data";
        QTest::newRow("unreadable entry") << "unreadable" << "The key in the keychain cannot be read";
        QTest::newRow("no backend, or none that answers") << "absent" << "does not answer, or there is none";
    }

    void troubleLeadsToThePassphrase()
    {
        QFETCH(QString, what);
        QFETCH(QString, words);
        House house;
        house.useKeychain();
        Screen screen(house.parts());
        const QByteArray slotsBefore = bytesOf(house.folder() / "slots.json");
        trouble(house.keyring, what);
        const std::size_t entries = house.keyring.size();
        const int calls = house.keyring.calls();

        QVERIFY(screen.hands->click(QStringLiteral("keychainLink")));
        QVERIFY(Hands::until([&] { return !screen.desktop.session().errorText().isEmpty(); }, 30000));
        screen.hands->settle();

        QCOMPARE(screen.desktop.session().state(), Session::Locked);
        QVERIFY2(screen.desktop.session().errorText().contains(words), qPrintable(screen.desktop.session().errorText()));
        QVERIFY(screen.hands->findText(screen.desktop.session().errorText()));
        QVERIFY(screen.fieldIsReady());
        QCOMPARE(bytesOf(house.folder() / "slots.json"), slotsBefore);
        QCOMPARE(house.keyring.size(), entries);
        QCOMPARE(house.keyring.calls(), calls + 1); // it was read once, and nothing was written
        House::enter(screen.desktop, *screen.hands);
    }

    void aKeychainThatHangsHoldsUpNothing()
    {
        House house;
        house.useKeychain();
        HangingKeyring hanging;
        Desktop::Parts parts = house.parts();
        parts.keyring = [&hanging] { return std::make_unique<KeyringDoor>(hanging); };
        Screen screen(parts);
        Session &session = screen.desktop.session();
        QVERIFY(screen.hands->click(QStringLiteral("keychainLink")));
        QVERIFY(Hands::until([&] { return hanging.asked.available() == 1; }));
        // The events go on, while it hangs.
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&ticks] { ++ticks; });
        timer.start(0);
        QVERIFY(Hands::until([&] { return ticks >= 100; }));
        QCOMPARE(session.state(), Session::Unlocking);

        QVERIFY(screen.hands->click(QStringLiteral("keychainStop")));
        QCOMPARE(session.state(), Session::Locked);
        screen.hands->settle();
        QVERIFY(screen.fieldIsReady());
        House::enter(screen.desktop, *screen.hands); // it hangs still
        QCOMPARE(session.state(), Session::Unlocked);
        hanging.goOn.release();
        QVERIFY(Hands::until([&] { return !session.carriesKey(); }));
        QCOMPARE(session.state(), Session::Unlocked);
        QVERIFY(session.errorText().isEmpty());
    }

    void aLockMeanwhileIsNotUndoneByTheKeychain()
    {
        House house;
        house.useKeychain();
        const auto parts = house.parts();
        Session session({parts.store, parts.clock, parts.whoIsIt, parts.keyring});
        session.unlockWithKeychain();
        session.lock();
        QVERIFY(Hands::until([&] { return !session.carriesKey(); }, 30000));
        QCOMPARE(session.state(), Session::Locked);
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    KeychainTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keychain.moc"
