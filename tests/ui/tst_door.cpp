// The way in, in all its states: nothing is cut off or out of the window, and
// nobody complains. With ASSENT_PICTURES=DIR it saves a picture of each.
#include "session/errortext.h"
#include "ui/complaints.h"
#include "ui/house.h"

#include <QDir>
#include <QFile>
#include <QSemaphore>
#include <QTest>

using namespace assent;
using namespace assent::ui;

namespace {

/// Overwrites the middle of the file, as a bad disk would. Nobody has it open.
void damage(const std::filesystem::path &folder)
{
    for (const char *gone : {"store.db-wal", "store.db-shm"})
        std::filesystem::remove(folder / gone);
    QFile file(QString::fromStdString((folder / "store.db").string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(64));
    const QByteArray noise(int(std::min<qint64>(file.size(), 8192)) - 64, '\x5a');
    QCOMPARE(file.write(noise), noise.size());
}

struct Screen
{
    explicit Screen(Desktop::Parts parts) : desktop(std::move(parts))
    {
        desktop.preferences().setLanguage(language);
        desktop.preferences().setTheme(theme);
        desktop.preferences().setTextPercent(text);
        desktop.preferences().setReduceMotion(true);
        desktop.show({1280, 800});
        hands.emplace(*desktop.window());
        desktop.window()->requestActivate();
        hands->settle();
    }
    bool until(Session::State state)
    {
        return Hands::until([&] { return desktop.session().state() == state; }, 30000);
    }
    bool until(const char *name)
    {
        return Hands::until([&] { return hands->find(QString::fromLatin1(name)) != nullptr; }, 30000);
    }
    /// The store turns out to be damaged, and what there is of copies is shown.
    bool breaks()
    {
        desktop.session().unlockWith(SecretBytes(kPassphrase));
        const bool shown = until(Session::Broken) && until("restoreButton");
        hands->settle();
        return shown;
    }
    void restoreWith(std::string_view passphrase)
    {
        hands->find(QStringLiteral("restoreSecret"))->forceActiveFocus(Qt::TabFocusReason);
        hands->type(QString::fromUtf8(passphrase.data(), qsizetype(passphrase.size())));
        hands->key(Qt::Key_Return);
    }
    bool says(ErrorCode code)
    {
        const bool said = Hands::until([&] { return hands->findText(restoreErrorText(code)) != nullptr; }, 30000);
        hands->settle();
        return said;
    }
    /// Texts that are cut off, or that reach out of the window at its sides.
    QStringList faults() const
    {
        QStringList found;
        hands->find([&](const QQuickItem &item) {
            const bool cut = item.property("truncated").toBool();
            const QRectF place = item.mapRectToScene(item.boundingRect());
            const bool outside = !item.property("text").toString().isEmpty() && (place.left() < 0 || place.right() > desktop.window()->width());
            if (cut || outside)
                found.append(item.property("text").toString());
            return false;
        });
        return found;
    }
    void picture(const QString &state)
    {
        hands->settle();
        const QString folder = qEnvironmentVariable("ASSENT_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        desktop.window()->grabWindow().save(QDir(folder).filePath(state + QLatin1Char('-') + look + QStringLiteral(".png")));
    }

    inline static QString look, language;
    inline static int theme = 1, text = 100;

    Desktop desktop;
    std::optional<Hands> hands;
};

} // namespace

class DoorTest : public QObject
{
    Q_OBJECT

    Complaints m_complaints;

    static void looks()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("text");
        QTest::newRow("en-light") << "en" << 1 << 100;
        QTest::newRow("en-dark") << "en" << 2 << 100;
        QTest::newRow("zh-light") << "zh_TW" << 1 << 100;
        QTest::newRow("zh-dark") << "zh_TW" << 2 << 100;
        QTest::newRow("pl-light") << "pl" << 1 << 100;
        QTest::newRow("fr-light") << "fr" << 1 << 100;
        QTest::newRow("en-large") << "en" << 1 << 200;
        QTest::newRow("zh-large") << "zh_TW" << 2 << 200;
    }
    static void plain()
    {
        Screen::look = Screen::language = QStringLiteral("en");
        Screen::theme = 1;
        Screen::text = 100;
    }
    static void choose()
    {
        QFETCH(QString, language);
        QFETCH(int, theme);
        QFETCH(int, text);
        Screen::look = QString::fromLatin1(QTest::currentDataTag());
        Screen::language = language;
        Screen::theme = theme;
        Screen::text = text;
    }

private Q_SLOTS:
    void cleanup() { QCOMPARE(m_complaints.take(), QStringList()); }

    void theLockScreen_data() { looks(); }
    void theLockScreen()
    {
        choose();
        House house;
        house.useKeychain();
        house.keyring.fail(ErrorCode::Locked);
        Screen screen(house.parts());
        screen.picture(QStringLiteral("lock"));
        QCOMPARE(screen.faults(), QStringList());

        screen.desktop.session().unlock(QStringLiteral("wrong"));
        QVERIFY(Hands::until([&] { return !screen.desktop.session().errorText().isEmpty(); }, 30000));
        screen.picture(QStringLiteral("lock-wrong"));
        QCOMPARE(screen.faults(), QStringList());

        screen.desktop.session().unlockWithKeychain();
        QVERIFY(screen.until(Session::Locked));
        screen.picture(QStringLiteral("lock-keychain"));
        QCOMPARE(screen.faults(), QStringList());
    }

    void theIdleWarning_data() { looks(); }
    void theIdleWarning()
    {
        choose();
        House house;
        Screen screen(house.parts());
        screen.desktop.session().unlockWith(SecretBytes(kPassphrase));
        QVERIFY(screen.until("homeReady"));
        house.clock.advance(std::chrono::seconds(4 * 60 - 15));
        screen.desktop.idleLock().tick();
        QVERIFY(screen.until("idleWarning"));
        screen.picture(QStringLiteral("idle-warning"));
    }

    void aDamagedStore_data() { looks(); }
    void aDamagedStore()
    {
        choose();
        House house;
        damage(house.folder());
        Screen screen(house.parts());
        screen.desktop.session().unlockWith(SecretBytes(kPassphrase));
        QVERIFY(screen.until(Session::Broken));
        QVERIFY(screen.desktop.session().damaged());
        QVERIFY(screen.until("newestCopy"));
        screen.picture(QStringLiteral("damaged-without-copy"));
        QVERIFY(!screen.hands->find(QStringLiteral("restoreButton")));
        QCOMPARE(screen.faults(), QStringList());
    }

    void aDamagedStoreWithCopies_data() { looks(); }
    void aDamagedStoreWithCopies()
    {
        choose();
        House house;
        house.makeCopy();
        house.clock.advance(std::chrono::hours(29));
        house.makeCopy();
        damage(house.folder());
        Screen screen(house.parts());
        QVERIFY(screen.breaks());
        screen.picture(QStringLiteral("damaged"));
        QCOMPARE(screen.faults(), QStringList());
    }

    void aCopyIsRestored()
    {
        plain();
        House house;
        house.makeCopy();
        damage(house.folder());
        Screen screen(house.parts());
        QVERIFY(screen.breaks());
        QVERIFY(!screen.hands->texts().filter(QStringLiteral("The newest copy is from 20 March 2026")).isEmpty());
        screen.restoreWith(kPassphrase);
        QVERIFY(screen.until(Session::Locked));
        screen.hands->settle();
        House::enter(screen.desktop, *screen.hands);
    }

    void aWrongPassphraseRestoresNothing()
    {
        plain();
        House house;
        house.makeCopy();
        damage(house.folder());
        Screen screen(house.parts());
        QVERIFY(screen.breaks());
        screen.restoreWith("wrong");
        QVERIFY(screen.says(ErrorCode::Locked));
        screen.picture(QStringLiteral("damaged-wrong"));
        QCOMPARE(screen.desktop.session().state(), Session::Broken);
        QVERIFY(screen.hands->find(QStringLiteral("restoreSecret"))->hasActiveFocus());
    }

    void aRestoreIsStopped()
    {
        plain();
        House house;
        house.makeCopy();
        damage(house.folder());
        Screen screen(house.parts());
        QVERIFY(screen.breaks());
        QSemaphore goOn; // the work stands behind this
        screen.desktop.session().background().compute<int>(this, [&goOn]() -> Result<int> {
            goOn.acquire();
            return 1;
        }, [](Result<int>) {});
        screen.restoreWith(kPassphrase);
        QVERIFY(screen.until("restoreCancel"));
        screen.picture(QStringLiteral("restoring"));
        QVERIFY(screen.hands->click(QStringLiteral("restoreCancel")));
        goOn.release();
        QVERIFY(screen.says(ErrorCode::Cancelled));
        QCOMPARE(screen.desktop.session().state(), Session::Broken);
    }

    void aDamagedCopyIsRefusedAndAnotherOneTaken()
    {
        plain();
        House house;
        house.makeCopy();
        house.clock.advance(std::chrono::hours(1));
        damage(house.makeCopy());
        damage(house.folder());
        Screen screen(house.parts());
        QVERIFY(screen.breaks());
        screen.restoreWith(kPassphrase);
        QVERIFY(screen.says(ErrorCode::Corrupt));
        screen.hands->find(QStringLiteral("copyChoice"))->forceActiveFocus(Qt::TabFocusReason);
        screen.hands->key(Qt::Key_Down);
        screen.restoreWith(kPassphrase);
        QVERIFY(screen.until(Session::Locked));
        screen.hands->settle();
        House::enter(screen.desktop, *screen.hands);
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    DoorTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_door.moc"
