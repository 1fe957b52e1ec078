// What locking closes, whatever is under way, and what asks for it.
#include "person/storemodel.h"
#include "ui/house.h"

#include <QClipboard>
#include <QFile>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>

using namespace assent;
using namespace assent::ui;

namespace {

std::unique_ptr<Session> sessionOf(House &house)
{
    Desktop::Parts parts = house.parts();
    return std::make_unique<Session>(Session::Setup{parts.store, parts.clock, parts.whoIsIt, parts.keyring});
}

bool open(Session &session)
{
    session.unlockWith(SecretBytes(kPassphrase));
    return Hands::until([&] { return session.state() == Session::Unlocked; }, 30000);
}

/// What a job that needs the store is answered.
std::optional<ErrorCode> answerOf(StoreThread &thread)
{
    QObject receiver;
    std::optional<Result<int>> answer;
    thread.run<int>(&receiver, [](OpenStore &) -> Result<int> { return 1; }, [&](Result<int> result) { answer = std::move(result); });
    if (!Hands::until([&] { return answer.has_value(); }) || answer->ok())
        return std::nullopt;
    return answer->error().code;
}

/// A way to a hub that never answers; a request ends when it is aborted.
class SilentTransport final : public sync::Transport
{
public:
    explicit SilentTransport(std::atomic<int> &sends) : m_sends(sends) {}
    Result<sync::HttpResponse> send(const sync::HttpRequest &) override
    {
        ++m_sends;
        m_aborted.acquire();
        return Error{ErrorCode::Cancelled, "aborted"};
    }
    void abort() override { m_aborted.release(); }

private:
    std::atomic<int> &m_sends;
    QSemaphore m_aborted;
};

void collectModels(QObject *object, QList<QPointer<StoreModel>> &models)
{
    if (auto *model = qobject_cast<StoreModel *>(object))
        models.append(model);
    for (QObject *child : object->children())
        collectModels(child, models);
}

void write(const std::filesystem::path &file)
{
    QFile out(QString::fromStdString(file.string()));
    QVERIFY(out.open(QIODevice::WriteOnly));
}

} // namespace

class LockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lockingClosesBothStores()
    {
        House house;
        const auto session = sessionOf(house);
        QVERIFY(open(*session));
        QSignalSpy closed(session.get(), &Session::closed);
        session->lock();
        QCOMPARE(session->state(), Session::Locked);
        QVERIFY(closed.wait(30000));
        QCOMPARE(answerOf(session->store()), ErrorCode::Locked);
        QCOMPARE(answerOf(session->background()), ErrorCode::Locked);
    }

    void noKeyIsLeftOutsideTheStoresThatItOpened()
    {
        House house;
        const auto session = sessionOf(house);
        session->unlockWith(SecretBytes(kPassphrase));
        QVERIFY(session->carriesKey());
        QVERIFY(Hands::until([&] { return session->state() == Session::Unlocked; }, 30000));
        QVERIFY(!answerOf(session->background()).has_value()); // it is open too
        QVERIFY(Hands::until([&] { return !session->carriesKey(); }));
    }

    void aWrongPassphraseIsForgottenAtOnce()
    {
        House house;
        const auto session = sessionOf(house);
        session->unlock(QStringLiteral("wrong"));
        QVERIFY(Hands::until([&] { return session->state() == Session::Locked; }, 30000));
        QVERIFY(Hands::until([&] { return !session->carriesKey(); }));
    }

    void lockingWhileUnlockingEndsLocked()
    {
        House house;
        const auto session = sessionOf(house);
        QSignalSpy closed(session.get(), &Session::closed);
        session->unlockWith(SecretBytes(kPassphrase));
        QCOMPARE(session->state(), Session::Unlocking);
        session->lock();
        QCOMPARE(session->state(), Session::Locked);
        QVERIFY(closed.wait(30000));
        QCOMPARE(session->state(), Session::Locked);
        QVERIFY(session->errorText().isEmpty());
        QVERIFY(Hands::until([&] { return !session->carriesKey(); }));
        QCOMPARE(answerOf(session->store()), ErrorCode::Locked);
        QVERIFY(open(*session));
    }

    void lockingDoesNotWaitForAJobThatRuns()
    {
        House house;
        const auto session = sessionOf(house);
        QVERIFY(open(*session));
        QSemaphore begun, goOn;
        bool delivered = false;
        session->store().run<int>(session.get(), [&](OpenStore &) -> Result<int> {
            begun.release();
            goOn.acquire();
            return 1;
        }, [&](Result<int>) { delivered = true; });
        begun.acquire();
        QSignalSpy closed(session.get(), &Session::closed);
        session->lock();
        QCOMPARE(session->state(), Session::Locked);
        QCOMPARE(closed.count(), 0);
        goOn.release();
        QVERIFY(closed.wait(30000));
        QVERIFY(!delivered);
    }

    void lockingEndsARequestToTheHub()
    {
        House house;
        house.joinHub();
        const auto session = sessionOf(house);
        std::atomic<int> sends{0};
        SyncAgent agent(*session, {[&](const std::string &) -> Result<std::unique_ptr<sync::Transport>> {
            return std::unique_ptr<sync::Transport>(std::make_unique<SilentTransport>(sends));
        }, {}});
        QVERIFY(open(*session));
        QVERIFY(Hands::until([&] { return sends.load() == 1; }));
        QSignalSpy closed(session.get(), &Session::closed);
        session->lock();
        QVERIFY(closed.wait(30000));
        QCOMPARE(sends.load(), 1);
        QCOMPARE(agent.state(), SyncAgent::Alone);
    }

    void aSyncThatWaitsItsTurnNeverBeginsAfterLocking()
    {
        House house;
        house.joinHub();
        const auto session = sessionOf(house);
        std::atomic<int> sends{0};
        QSemaphore asked, goOn;
        SyncAgent agent(*session, {[&](const std::string &) -> Result<std::unique_ptr<sync::Transport>> {
            asked.release();
            goOn.acquire(); // the sync stands before its first request
            return std::unique_ptr<sync::Transport>(std::make_unique<SilentTransport>(sends));
        }, {}});
        QVERIFY(open(*session));
        QVERIFY(Hands::until([&] { return asked.available() == 1; }));
        QSignalSpy closed(session.get(), &Session::closed);
        session->lock();
        goOn.release();
        QVERIFY(closed.wait(30000));
        QCOMPARE(sends.load(), 0);
    }

    void lockingDestroysEveryPageAndModel()
    {
        House house;
        Desktop desktop(house.parts());
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        House::enter(desktop, hands);
        hands.key(Qt::Key_2, Qt::AltModifier);
        QVERIFY(Hands::until([&] { return hands.find(QStringLiteral("fact-email")) != nullptr; }));
        QList<QPointer<StoreModel>> models;
        collectModels(desktop.window(), models);
        QVERIFY2(models.size() >= 3, qPrintable(QString::number(models.size()))); // home, choices and this page's
        QPointer<QQuickItem> page = hands.find(QStringLiteral("contentPane"));
        QSignalSpy closed(&desktop.session(), &Session::closed);
        desktop.session().lock();
        QVERIFY(closed.wait(30000));
        QVERIFY(Hands::until([&] { return page.isNull(); }));
        for (const QPointer<StoreModel> &model : models)
            QVERIFY(model.isNull());
    }

    void whatWasCopiedHereIsTakenBack()
    {
        House house;
        Desktop desktop(house.parts());
        QVERIFY(open(desktop.session()));
        QGuiApplication::clipboard()->setText(QStringLiteral("anna@example.com"));
        if (!QGuiApplication::clipboard()->ownsClipboard())
            QSKIP("this platform does not tell whose the clipboard is; ui_lock_x11 does");
        desktop.session().lock();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    }

    void controlLLocksWhateverHasTheFocus_data()
    {
        QTest::addColumn<int>("page");
        QTest::addColumn<QString>("focus");
        QTest::newRow("home") << 1 << "";
        QTest::newRow("my data") << 2 << "fact-email";
        QTest::newRow("a fact being edited") << 2 << "factField";
        QTest::newRow("choices") << 3 << "withdrawAll";
        QTest::newRow("the search of the history") << 6 << "historySearch";
        QTest::newRow("settings, a list that is open") << 7 << "languageChoice";
        QTest::newRow("the palette") << 1 << "paletteField";
    }

    void controlLLocksWhateverHasTheFocus()
    {
        QFETCH(int, page);
        QFETCH(QString, focus);
        House house;
        Desktop desktop(house.parts());
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        House::enter(desktop, hands);
        hands.key(Qt::Key_0 + page, Qt::AltModifier);
        if (focus == QLatin1String("factField")) {
            QVERIFY(Hands::until([&] { return hands.find(QStringLiteral("fact-meal_preference")) != nullptr; }));
            hands.click(QStringLiteral("fact-meal_preference"));
            hands.key(Qt::Key_F2);
        }
        if (focus == QLatin1String("paletteField"))
            hands.key(Qt::Key_K, Qt::ControlModifier);
        if (!focus.isEmpty()) {
            QVERIFY(Hands::until([&] { return hands.find(focus) != nullptr; }));
            hands.find(focus)->forceActiveFocus(Qt::TabFocusReason);
        }
        if (focus == QLatin1String("languageChoice"))
            hands.key(Qt::Key_Return);
        hands.settle();
        hands.key(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(desktop.session().state(), Session::Locked);
    }

    void controlLLocksAStoreOfNobody()
    {
        House house;
        Desktop desktop(house.parts(false));
        QVERIFY(desktop.show({1280, 800}));
        Hands hands(*desktop.window());
        desktop.window()->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(desktop.window()));
        desktop.session().unlockWith(SecretBytes(kPassphrase));
        QVERIFY(Hands::until([&] { return desktop.session().state() == Session::NoPerson; }, 30000));
        hands.settle();
        hands.key(Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(desktop.session().state(), Session::Locked);
    }

    void aRequestInTheFolderLocks()
    {
        House house;
        Desktop desktop(house.parts());
        must(requestLock(house.folder()));
        QVERIFY(open(desktop.session()));
        QSignalSpy closed(&desktop.session(), &Session::closed);
        must(requestLock(house.folder()));
        QVERIFY(closed.wait(30000));
        QCOMPARE(desktop.session().state(), Session::Locked);
        // Whoever asked has the store for itself now.
        QVERIFY(KeyHolder::alone(house.folder(), 0).ok());
        QVERIFY(open(desktop.session())); // the request is old by now
    }

    void everyRequestIsHeardOnce()
    {
        QTemporaryDir place;
        const std::filesystem::path folder = place.path().toStdString();
        LockRequestWatch watch(folder);
        QSignalSpy heard(&watch, &LockRequestWatch::requested);
        watch.setActive(true);
        for (int i = 1; i <= 3; ++i) { // the file is absent at first, then it is replaced
            must(requestLock(folder));
            QVERIFY(heard.wait());
            QCOMPARE(heard.count(), i);
        }
    }

    void whatIsNoRequestIsNotHeard()
    {
        QTemporaryDir place;
        const std::filesystem::path folder = place.path().toStdString();
        must(requestLock(folder));
        LockRequestWatch watch(folder);
        QSignalSpy heard(&watch, &LockRequestWatch::requested);
        watch.setActive(true);
        write(folder / "another");
        std::filesystem::remove(folder / kLockRequest);
        watch.setActive(false);
        must(requestLock(folder)); // while nobody listens
        watch.setActive(true);
        write(folder / "one more");
        must(requestLock(folder)); // this one is one
        QVERIFY(heard.wait());
        QCOMPARE(heard.count(), 1);
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    LockTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lock.moc"
