#include "base/depth.h"
#include "base/expect.h"
#include "base/registry.h"
#include "faults/desk.h"
#include "faults/faults.h"
#include "faults/whole.h"
#include "vault/slots.h"

#include <csignal>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <random>

using namespace assent;
using namespace assent::test;

namespace {

namespace fs = std::filesystem;

constexpr int kSizes = 50;
constexpr std::uint64_t kSeed = 20'260'303;
constexpr int kMostActs = 100;
constexpr std::uint64_t kMostRoom = 400'000;

/// No file of this process may grow beyond a size while this lives.
class SizeLimit
{
public:
    explicit SizeLimit(rlim_t size)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit tight{size, m_before.rlim_max};
        if (::setrlimit(RLIMIT_FSIZE, &tight) != 0)
            qFatal("no limit");
    }
    SizeLimit(const SizeLimit &) = delete;
    ~SizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before;
};

/// A file system of a few MiB, with as much room as is left over.
class SmallDisk
{
public:
    static constexpr std::uint64_t kSize = 4 << 20;

    SmallDisk() { m_mounted = ::mount("tmpfs", m_place.path().toUtf8().constData(), "tmpfs", 0, "size=4m") == 0; }
    SmallDisk(const SmallDisk &) = delete;
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount(m_place.path().toUtf8().constData());
    }
    bool mounted() const { return m_mounted; }
    fs::path path() const { return m_place.path().toStdString(); }

    void leaveRoom(std::uint64_t bytes)
    {
        makeRoom();
        struct statvfs now = {};
        ::statvfs(path().c_str(), &now);
        const std::uint64_t room = now.f_bavail * now.f_bsize;
        const int file = ::open(filler().c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (file < 0 || (room > bytes && ::posix_fallocate(file, 0, static_cast<off_t>(room - bytes)) != 0))
            qFatal("the disk cannot be filled");
        ::close(file);
    }
    void makeRoom() { fs::remove(filler()); }

private:
    fs::path filler() const { return path() / "filler"; }

    QTemporaryDir m_place;
    bool m_mounted = false;
};

/// Does one thing after another until one is refused.
class Filling
{
public:
    explicit Filling(Desk &desk) : m_desk(desk), m_subject(desk.ids().front()), m_content(*contentOf(desk.vault->db())) {}

    /// Why, and nothing when there is room for everything.
    std::optional<Error> run()
    {
        for (m_acts = 0; m_acts < kMostActs; ++m_acts) {
            if (const auto done = act(m_acts); !done)
                return done.error();
            m_content = *contentOf(m_desk.vault->db());
        }
        return std::nullopt;
    }
    Result<void> again() { return act(m_acts); }
    /// Everything that was acknowledged is there, and nothing else.
    bool isKept() const
    {
        const auto content = contentOf(m_desk.vault->db());
        return content.ok() && *content == m_content;
    }

private:
    Result<void> act(int n)
    {
        switch (n % 7) {
        case 0: return m_desk.grant(m_subject);
        case 1: return m_desk.withdraw(m_subject);
        case 2: return done(m_desk.decide(m_subject, 6));
        case 3: return done(m_desk.addPerson());
        case 4: return m_desk.importPeople(20, "C" + std::to_string(n) + "-");
        case 5: return done(m_desk.people->declare(m_subject, "given_name", "Ewa"));
        default: return m_desk.vault->checkpoint();
        }
    }
    template<typename T>
    static Result<void> done(const Result<T> &outcome)
    {
        return outcome ? Result<void>() : Result<void>(outcome.error());
    }

    Desk &m_desk;
    SubjectId m_subject;
    Digest m_content;
    int m_acts = 0;
};

bool saysSo(const Error &error)
{
    const bool words = error.detail.find("the disk is full") != std::string::npos
        || error.detail.find("the disk failed") != std::string::npos;
    return error.code == ErrorCode::Io && words;
}

std::string textOf(const std::optional<Error> &error) { return error ? error->toString() : "nothing was refused"; }

void expectWhole(Desk &desk)
{
    const std::string breach = breachOf(*desk.vault);
    QVERIFY2(breach.empty(), breach.c_str());
}

} // namespace

/// A disk that has no more room, by a limit on the size of files and for real.
class DiskFullTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { faults::doNotFlush(); }

    void aFileThatCannotGrowLosesNothing()
    {
        Desk desk;
        std::mt19937_64 random(kSeed);
        int refused = 0;
        for (int i = 0; i < rounds(kSizes) && !QTest::currentTestFailed(); ++i) {
            desk.reset();
            EXPECT_OK(desk.open());
            Filling filling(desk);
            std::optional<Error> refusal;
            {
                const SizeLimit limit(random() % kMostRoom);
                refusal = filling.run();
                QVERIFY(filling.isKept());
            }
            QVERIFY2(!refusal || saysSo(*refusal), textOf(refusal).c_str());
            refused += refusal ? 1 : 0;
            expectGoesOn(desk, filling);
        }
        QVERIFY(refused > rounds(kSizes) / 2);
    }

    void aFullDiskLosesNothing()
    {
        SmallDisk disk;
        if (!disk.mounted())
            QSKIP("a small file system may not be mounted here: that needs root");
        Desk original;
        std::mt19937_64 random(kSeed + 1);
        for (int i = 0; i < rounds(kSizes) && !QTest::currentTestFailed(); ++i) {
            const fs::path place = disk.path() / "store";
            original.copyTo(place);
            Desk desk(place, original.key.clone());
            EXPECT_OK(desk.open());
            Filling filling(desk);
            disk.leaveRoom(random() % kMostRoom);
            const auto refusal = filling.run();
            QVERIFY2(refusal && saysSo(*refusal), textOf(refusal).c_str());
            QVERIFY(filling.isKept());
            disk.makeRoom();
            expectGoesOn(desk, filling);
            desk.close();
        }
    }

    void aStoreOpensOnAFullDiskOrSaysWhyNot()
    {
        SmallDisk disk;
        if (!disk.mounted())
            QSKIP("a small file system may not be mounted here: that needs root");
        Desk original;
        original.copyTo(disk.path() / "store");
        Desk desk(disk.path() / "store", original.key.clone());
        for (std::uint64_t room = 0; room < 80'000; room += 4096) {
            disk.leaveRoom(room);
            const auto opened = desk.open();
            QVERIFY2(opened || opened.error().code == ErrorCode::Io, opened ? "" : opened.error().toString().c_str());
            desk.close();
            disk.makeRoom();
            EXPECT_OK(desk.open());
            expectWhole(desk);
            desk.close();
        }
    }

    void theOldPassphraseStandsWhenTheNewOneHasNoRoom()
    {
        const QTemporaryDir place;
        const fs::path folder = place.path().toStdString();
        auto slots = Slots::create(folder);
        EXPECT_OK(slots);
        const SecretBytes key = slots->freshKey().clone();
        const SecretBytes old(std::string_view("old")), later(std::string_view("later"));
        EXPECT_OK(slots->setPassphrase(key, old, kArgon2Floor));
        for (rlim_t size : {0, 1, 100, 300}) {
            {
                const SizeLimit limit(size);
                EXPECT_ERROR(slots->setPassphrase(key, later, kArgon2Floor), ErrorCode::Io);
            }
            const auto stored = Slots::load(folder);
            EXPECT_OK(stored);
            EXPECT_OK(stored->unlockWithPassphrase(old));
        }
        EXPECT_OK(slots->setPassphrase(key, later, kArgon2Floor));
        EXPECT_OK(Slots::load(folder)->unlockWithPassphrase(later));
    }

private:
    /// With room again: the same act, in the same program, and after that.
    static void expectGoesOn(Desk &desk, Filling &filling)
    {
        QVERIFY(filling.isKept());
        EXPECT_OK(filling.again());
        expectWhole(desk);
        EXPECT_OK(desk.open());
        expectWhole(desk);
    }
};

ASSENT_TEST_CLASS(DiskFullTest);

#include "tst_diskfull.moc"
