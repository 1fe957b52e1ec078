#include "vault/fixture.h"

#include <QRandomGenerator>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kRounds = 50;

/// A child that adds pairs from `n` on and tells each one once it is committed.
[[noreturn]] void addForEver(Place &place, std::int64_t n, int acknowledge)
{
    const auto vault = place.open();
    if (!vault)
        ::_exit(1);
    for (;; ++n) {
        if (!addPair(**vault, n, 2000) || ::write(acknowledge, &n, sizeof n) != sizeof n)
            ::_exit(2);
        if (n % 7 == 0)
            (void)(*vault)->checkpoint();
    }
}

struct Child
{
    pid_t pid;
    int acknowledged;
};

Child startChild(Place &place, std::int64_t from)
{
    int ends[2];
    if (::pipe(ends) != 0)
        qFatal("no pipe");
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::close(ends[0]);
        addForEver(place, from, ends[1]);
    }
    ::close(ends[1]);
    return {pid, ends[0]};
}

/// Lets the child acknowledge `count` pairs, kills it somewhere in the next,
/// and returns the last that it acknowledged.
std::int64_t killAfter(const Child &child, int count, std::int64_t last)
{
    std::int64_t n = last;
    for (int i = 0; i < count && ::read(child.acknowledged, &n, sizeof n) == sizeof n; ++i)
        last = n;
    ::usleep(QRandomGenerator::global()->bounded(3000));
    ::kill(child.pid, SIGKILL);
    while (::read(child.acknowledged, &n, sizeof n) == sizeof n)
        last = n;
    int status = 0;
    ::waitpid(child.pid, &status, 0);
    ::close(child.acknowledged);
    if (!WIFSIGNALED(status))
        qFatal("the child ended by itself with %d", WEXITSTATUS(status));
    return last;
}

} // namespace

class DurabilityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("the thread sanitizer does not follow a fork");
#endif
    }

    void killingAWriterLosesNothingAcknowledged()
    {
        Place place(kPairSchema);
        EXPECT_OK(place.createAndClose());
        std::int64_t stored = 0;
        for (int round = 0; round < kRounds; ++round) {
            const Child child = startChild(place, stored + 1);
            const std::int64_t acknowledged = killAfter(child, round % 10, stored);
            auto vault = place.open();
            EXPECT_OK(vault);
            stored = *(*vault)->db().integer("SELECT count(*) FROM a");
            QVERIFY2(stored >= acknowledged, qPrintable(QStringLiteral("%1 < %2").arg(stored).arg(acknowledged)));
            QCOMPARE(*(*vault)->db().integer("SELECT coalesce(max(n), 0) FROM a"), stored);
            QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM b"), stored);
            NoProgress silent;
            EXPECT_OK((*vault)->check(silent));
        }
    }

    void processesTakeTurnsToWrite()
    {
        Place place(kPairSchema);
        const auto vault = place.create();
        EXPECT_OK(vault);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto own = place.open();
            for (std::int64_t n = 1; own && n <= 100; ++n) {
                if (!addPair(**own, n))
                    ::_exit(1);
            }
            ::_exit(own ? 0 : 1);
        }
        for (std::int64_t n = 1001; n <= 1100; ++n)
            EXPECT_OK(addPair(**vault, n));
        int status = -1;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
        QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM a JOIN b USING(n)"), 200);
    }

    void aFullDiskIsIoAndTheStoreStaysWhole()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        Place place(kPairSchema);
        EXPECT_OK(place.createAndClose());
        std::int64_t stored = 0;
        for (rlim_t size = 4096; size < 50 * 4096; size += 4096 + 517) {
            const auto vault = place.open();
            EXPECT_OK(vault);
            const rlimit tight{size, before.rlim_max};
            ::setrlimit(RLIMIT_FSIZE, &tight);
            Result<void> added;
            while (added) {
                added = addPair(**vault, stored + 1, 9000);
                stored += added ? 1 : 0;
            }
            const Result<void> moved = (*vault)->checkpoint();
            ::setrlimit(RLIMIT_FSIZE, &before);
            EXPECT_ERROR(added, ErrorCode::Io);
            if (!moved)
                EXPECT_ERROR(moved, ErrorCode::Io);
            QCOMPARE(*(*vault)->db().integer("SELECT count(*) FROM a"), stored);
            EXPECT_OK(addPair(**vault, ++stored));
            NoProgress silent;
            EXPECT_OK((*vault)->check(silent));
        }
    }

    void aFullDiskLeavesNoHalfStore()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before;
        ::getrlimit(RLIMIT_FSIZE, &before);
        Place place;
        for (rlim_t size = 1000; size < 120'000; size += 20'000) {
            const rlimit tight{size, before.rlim_max};
            ::setrlimit(RLIMIT_FSIZE, &tight);
            const auto made = place.createAndClose();
            ::setrlimit(RLIMIT_FSIZE, &before);
            EXPECT_ERROR(made, ErrorCode::Io);
            QVERIFY(!Vault::exists(place.folder));
        }
        EXPECT_OK(place.createAndClose());
        EXPECT_OK(place.open());
    }
};

ASSENT_TEST_CLASS(DurabilityTest);
#include "tst_durability.moc"
