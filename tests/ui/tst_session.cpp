// Being let in and locked out again, without a window.
#include "session/errortext.h"
#include "session/storethread.h"
#include "ui/house.h"

#include <QEventLoop>
#include <QSemaphore>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <atomic>

using namespace assent;
using namespace assent::ui;

class SessionTest : public QObject
{
    Q_OBJECT

private:
    static std::unique_ptr<Session> sessionOf(House &house, bool withKeyring = false)
    {
        Desktop::Parts parts = house.parts();
        if (withKeyring)
            parts.keyring = [] { return std::make_unique<FakeKeyring>(); };
        return std::make_unique<Session>(Session::Setup{parts.store, parts.clock, parts.whoIsIt, parts.keyring});
    }
    static bool open(Session &session)
    {
        session.unlockWith(SecretBytes(kPassphrase));
        return Hands::until([&] { return session.state() == Session::Unlocked; }, 30000);
    }

private Q_SLOTS:
    void aFolderWithoutAStoreIsNoStore()
    {
        QTemporaryDir folder;
        FakeClock clock;
        Session session({folder.path().toStdString(), clock, {}, {}});
        QCOMPARE(session.state(), Session::NoStore);
    }

    // A request to the hub waits in an event loop of its own.
    void aJobThatWaitsInAnEventLoopIsNotOvertaken()
    {
        StoreThread thread(QStringLiteral("jobs"));
        QObject receiver;
        QSemaphore posted;
        std::atomic<bool> waiting{false};
        std::atomic<bool> overtaken{false};
        bool done = false;
        thread.compute<int>(&receiver, [&]() -> Result<int> {
            posted.acquire();
            waiting = true;
            QEventLoop loop;
            QTimer::singleShot(0, &loop, &QEventLoop::quit); // after what was posted
            loop.exec();
            waiting = false;
            return 1;
        }, [](Result<int>) {});
        thread.compute<int>(&receiver, [&]() -> Result<int> {
            overtaken = waiting.load();
            return 2;
        }, [&done](Result<int>) { done = true; });
        posted.release();
        QTRY_VERIFY(done);
        QVERIFY(!overtaken);
    }

    void theRightPassphraseOpensAndNamesThePerson()
    {
        House house;
        const auto session = sessionOf(house);
        QCOMPARE(session->state(), Session::Locked);
        QVERIFY(session->personName().isEmpty());
        QVERIFY(open(*session));
        QCOMPARE(session->personName(), QStringLiteral("Anna Nowak"));
        QCOMPARE(session->subject(), house.subject());
    }

    void aWrongPassphraseStaysLockedAndSaysSo()
    {
        House house;
        const auto session = sessionOf(house);
        session->unlock(QStringLiteral("wrong"));
        QCOMPARE(session->state(), Session::Unlocking);
        QVERIFY(Hands::until([&] { return session->state() == Session::Locked; }, 30000));
        QCOMPARE(session->errorText(), unlockErrorText(UnlockStep::Secret, ErrorCode::Locked));
    }

    void lockingDropsResultsThatCameTooLate()
    {
        House house;
        const auto session = sessionOf(house);
        QVERIFY(open(*session));
        bool delivered = false;
        session->store().run<int>(session.get(), [](OpenStore &) -> Result<int> { return 1; }, [&](Result<int>) { delivered = true; });
        session->lock();
        QCOMPARE(session->state(), Session::Locked);
        QVERIFY(open(*session)); // behind it in the queue
        QVERIFY(!delivered);
    }

    void aJobOnALockedStoreIsRefused()
    {
        House house;
        const auto session = sessionOf(house);
        std::optional<ErrorCode> code;
        session->store().run<int>(session.get(), [](OpenStore &) -> Result<int> { return 1; },
            [&](Result<int> result) { code = result ? ErrorCode::Invalid : result.error().code; });
        QVERIFY(Hands::until([&] { return code.has_value(); }));
        QCOMPARE(*code, ErrorCode::Locked);
    }

    void theKeychainOpensWhereThereIsASlot()
    {
        House house;
        house.useKeychain();
        Desktop::Parts parts = house.parts();
        Session session({parts.store, parts.clock, parts.whoIsIt, parts.keyring});
        QVERIFY(session.keychainOffered());
        session.unlockWithKeychain();
        QVERIFY(Hands::until([&] { return session.state() == Session::Unlocked; }, 30000));
    }

    void withoutASlotTheKeychainIsNotOffered()
    {
        House house;
        QVERIFY(!sessionOf(house, true)->keychainOffered());
    }

    void idlenessWarnsAndThenLocks()
    {
        FakeClock clock;
        IdleLock idle(clock);
        QSignalSpy expired(&idle, &IdleLock::expired);
        idle.setMinutes(4);
        idle.setActive(true);
        clock.advance(std::chrono::seconds(219));
        idle.tick();
        QCOMPARE(idle.secondsLeft(), 0);
        clock.advance(std::chrono::seconds(6));
        idle.tick();
        QCOMPARE(idle.secondsLeft(), 15);
        QCOMPARE(expired.count(), 0);
        clock.advance(std::chrono::seconds(15));
        idle.tick();
        QCOMPARE(expired.count(), 1);
    }

    void anyUsePutsOffTheLock()
    {
        FakeClock clock;
        IdleLock idle(clock);
        QSignalSpy expired(&idle, &IdleLock::expired);
        idle.setMinutes(4);
        idle.setActive(true);
        clock.advance(std::chrono::seconds(230));
        idle.tick();
        QVERIFY(idle.secondsLeft() > 0);
        QKeyEvent key(QEvent::KeyPress, Qt::Key_Shift, Qt::NoModifier);
        QCoreApplication::sendEvent(this, &key);
        QCOMPARE(idle.secondsLeft(), 0);
        clock.advance(std::chrono::seconds(100));
        idle.tick();
        QCOMPARE(expired.count(), 0);
    }

    void aLockTimerThatIsOffNeverLocks()
    {
        FakeClock clock;
        IdleLock idle(clock);
        QSignalSpy expired(&idle, &IdleLock::expired);
        idle.setMinutes(0);
        idle.setActive(true);
        clock.advance(std::chrono::hours(10));
        idle.tick();
        QCOMPARE(expired.count(), 0);
    }

    void aClockTurnedBackDoesNotKeepItOpen()
    {
        FakeClock clock;
        IdleLock idle(clock);
        QSignalSpy expired(&idle, &IdleLock::expired);
        idle.setMinutes(4);
        idle.setActive(true);
        clock.advance(std::chrono::hours(-1));
        idle.tick();
        clock.advance(std::chrono::minutes(4));
        idle.tick();
        QCOMPARE(expired.count(), 1);
    }

    void preferencesAreKeptAndHoldNothingPersonal()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("preferences.ini"));
        {
            Preferences preferences(file);
            QCOMPARE(preferences.autoLockMinutes(), 4);
            preferences.setLanguage(QStringLiteral("zh_TW"));
            preferences.setTheme(2);
            preferences.setTextPercent(999);
            preferences.setAutoLockMinutes(10);
        }
        Preferences again(file);
        QCOMPARE(again.language(), QStringLiteral("zh_TW"));
        QCOMPARE(again.theme(), 2);
        QCOMPARE(again.textPercent(), 200);
        QCOMPARE(again.autoLockMinutes(), 10);
        const QStringList keys = QSettings(file, QSettings::IniFormat).allKeys();
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()), QSet<QString>({QStringLiteral("language"), QStringLiteral("theme"),
            QStringLiteral("text_percent"), QStringLiteral("auto_lock_minutes")}));
    }

    void languagesAreFoundByTagAndFallBackToEnglish()
    {
        QQmlEngine engine;
        Language language(engine);
        for (const auto &[wanted, got] : {std::pair("zh_TW", "zh_TW"), {"zh-Hant-HK", "zh_TW"}, {"zh_CN", "en"}, {"en_US", "en"}, {"xx", "en"}}) {
            language.choose(QString::fromLatin1(wanted));
            QCOMPARE(language.tag(), QString::fromLatin1(got));
        }
    }

    void everyErrorHasItsOwnWords()
    {
        QSet<QString> texts;
        for (int code = 0; code <= int(ErrorCode::Newer); ++code)
            texts.insert(errorText(ErrorCode(code)));
        QCOMPARE(texts.size(), int(ErrorCode::Newer) + 1);
        QVERIFY(!texts.contains(QString()));
    }

    void aHubThatIsDownIsSaidAndTriedAgain()
    {
        House house;
        house.joinHub();
        house.hub().cutOff(true);
        Desktop::Parts parts = house.parts();
        Session session({parts.store, parts.clock, parts.whoIsIt, {}});
        SyncAgent agent(session, parts.sync);
        QVERIFY(open(session));
        QVERIFY(Hands::until([&] { return agent.state() == SyncAgent::Offline; }));
        QVERIFY(agent.lastContact().isValid());
        house.hub().cutOff(false);
        agent.syncNow();
        QVERIFY(Hands::until([&] { return agent.state() == SyncAgent::Online; }));
        QVERIFY(agent.errorText().isEmpty());
    }

    // The next sync by the timer would come after a minute.
    void whatAnotherDeviceSendsIsFetchedAtOnce()
    {
        House house;
        house.joinHub();
        Desktop::Parts parts = house.parts();
        Session session({parts.store, parts.clock, parts.whoIsIt, {}});
        SyncAgent agent(session, parts.sync);
        QVERIFY(open(session));
        for (int round = 0; round < 3; ++round) {
            QVERIFY(Hands::until([&] { return house.hub().waiting() == 1 && agent.state() == SyncAgent::Online; }));
            QSignalSpy changes(&session, &Session::storeChanged);
            house.withdrawElsewhere();
            QVERIFY(Hands::until([&] { return changes.count() > 0; }));
        }
        QVERIFY(Hands::until([&] { return house.hub().waiting() == 1; }));
        session.lock(); // ends what waits
        QVERIFY(Hands::until([&] { return agent.state() == SyncAgent::Alone; }));
    }

    void withoutAHubNothingIsTried()
    {
        House house;
        Desktop::Parts parts = house.parts();
        Session session({parts.store, parts.clock, parts.whoIsIt, {}});
        SyncAgent agent(session, parts.sync);
        QVERIFY(open(session));
        agent.syncNow();
        QCoreApplication::processEvents();
        QCOMPARE(agent.state(), SyncAgent::Alone);
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    SessionTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_session.moc"
