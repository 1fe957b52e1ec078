#include "vault/fixture.h"
#include "vault/holders.h"

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assent;
using namespace assent::test;

class HoldersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOpenStoreIsHeldUntilItIsClosed()
    {
        Place place;
        auto made = place.create();
        EXPECT_OK(made);
        EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
        made->reset();
        EXPECT_OK(KeyHolder::alone(place.folder, 0));
        auto opened = place.open();
        EXPECT_OK(opened);
        EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
    }

    void aReadOnlyStoreIsHeldToo()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        place.options.readOnly = true;
        const auto vault = place.open();
        EXPECT_OK(vault);
        EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
    }

    void aStoreThatWasRefusedIsNotHeld()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        EXPECT_ERROR(Vault::open(place.folder, *randomSecret(48), place.clock), ErrorCode::Locked);
        EXPECT_OK(KeyHolder::alone(place.folder, 0));
    }

    void severalHaveItOpenAndTheLastLetsGo()
    {
        Place place;
        auto first = place.create();
        EXPECT_OK(first);
        auto second = place.open();
        EXPECT_OK(second);
        EXPECT_OK((*first)->setMeta("a", "b")); // the writers' lock is another
        first->reset();
        EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
        second->reset();
        EXPECT_OK(KeyHolder::alone(place.folder, 0));
    }

    void oneWhoHasItAloneKeepsOthersOut()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        const auto file = files::LockFile::open(place.folder);
        EXPECT_OK(file);
        {
            const auto alone = KeyHolder::alone(place.folder, 0);
            EXPECT_OK(alone);
            EXPECT_ERROR(KeyHolder::share(file->get(), 0), ErrorCode::Io);
            EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
        }
        EXPECT_OK(KeyHolder::share(file->get(), 0));
    }

    void aLockThatIsOnlyReadableCanBeShared()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        const int file = ::open(place.file("store.lock").c_str(), O_RDONLY | O_CLOEXEC);
        EXPECT_OK(KeyHolder::share(file, 0));
        EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
        ::close(file);
        EXPECT_OK(KeyHolder::alone(place.folder, 0));
    }

    void anotherProgramHoldsItAndADeadOneDoesNot()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("the thread sanitizer does not follow a fork");
#endif
        Place place;
        EXPECT_OK(place.createAndClose());
        int ends[2];
        QVERIFY(::pipe(ends) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto vault = place.open();
            const char open = vault ? 'y' : 'n';
            for (ssize_t told = ::write(ends[1], &open, 1); told == 1;)
                ::pause();
            ::_exit(1);
        }
        char open = 'n';
        QVERIFY(::read(ends[0], &open, 1) == 1 && open == 'y');
        EXPECT_ERROR(KeyHolder::alone(place.folder, 0), ErrorCode::Io);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        EXPECT_OK(KeyHolder::alone(place.folder, 0));
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void aRequestIsSeenByThoseWhoWereThere()
    {
        Place place;
        EXPECT_OK(place.createAndClose());
        const LockRequests first(place.folder);
        QVERIFY(!first.made());
        EXPECT_OK(requestLock(place.folder));
        QVERIFY(first.made());
        const LockRequests second(place.folder);
        QVERIFY(!second.made());
        EXPECT_OK(requestLock(place.folder));
        QVERIFY(second.made());
        QCOMPARE(static_cast<int>(fs::status(place.file(kLockRequest)).permissions()), 0600);
    }
};

ASSENT_TEST_CLASS(HoldersTest);
#include "tst_holders.moc"
