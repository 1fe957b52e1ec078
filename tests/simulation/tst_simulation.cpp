#include "base/expect.h"
#include "crypto/hash.h"
#include "simulation/randomness.h"
#include "simulation/world.h"
#include "sync/hubfixture.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <deque>
#include <thread>

using namespace assent;
using namespace assent::test;

namespace {

int seeds = 5000;       ///< --seeds N
int firstSeed = 1;      ///< --from N
bool tellsAll = false;  ///< --trace: what happened, on standard output

/// What a world came to.
struct Outcome
{
    std::string breach;
    std::string trace; ///< or its hash
};

/// Worlds live in processes of their own: what a process keeps between worlds, such
/// as the last id that it made, would be a part of the seed else.
class WorldProcess
{
public:
    WorldProcess(const Beginning &beginning, std::uint64_t seed, bool wholeTrace)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            qFatal("no pipe");
        m_pid = ::fork();
        if (m_pid < 0)
            qFatal("no process");
        if (m_pid == 0) {
            ::close(ends[0]);
            live(beginning, seed, wholeTrace, ends[1]);
        }
        ::close(ends[1]);
        m_from = ::fdopen(ends[0], "r");
    }
    WorldProcess(const WorldProcess &) = delete;
    WorldProcess &operator=(const WorldProcess &) = delete;
    ~WorldProcess()
    {
        if (m_from)
            (void)end();
    }

    Outcome end()
    {
        std::string told;
        for (int c = std::fgetc(m_from); c != EOF; c = std::fgetc(m_from))
            told += static_cast<char>(c);
        std::fclose(std::exchange(m_from, nullptr));
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        const auto line = told.find('\n');
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || line == std::string::npos)
            return {"the process of the world died", told};
        return {told.substr(0, line), told.substr(line + 1)};
    }

private:
    [[noreturn]] static void live(const Beginning &beginning, std::uint64_t seed, bool wholeTrace, int into)
    {
        // Qt Test's would wait for a thread that is not in this process.
        for (const int crash : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL})
            std::signal(crash, SIG_DFL);
        seedEverything(seed);
        std::string told;
        {
            World world(beginning, fs(beginning) / ("world-" + std::to_string(::getpid())), seed);
            told = world.run() + "\n";
            told += wholeTrace ? world.trace() : toHex(sha256(asBytes(world.trace())));
        }
        for (std::size_t at = 0; at < told.size();) {
            const ssize_t written = ::write(into, told.data() + at, told.size() - at);
            if (written <= 0)
                ::_exit(2);
            at += static_cast<std::size_t>(written);
        }
        ::_exit(0); // the parent's objects are not this process's to destroy
    }
    static std::filesystem::path fs(const Beginning &beginning) { return beginning.folder.parent_path(); }

    pid_t m_pid = 0;
    std::FILE *m_from = nullptr;
};

Outcome outcomeOf(const Beginning &beginning, int seed, bool wholeTrace = false)
{
    return WorldProcess(beginning, static_cast<std::uint64_t>(seed), wholeTrace).end();
}

} // namespace

/// Client and hub, with a simulated clock, network and disk.
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        faults::doNotFlush();
        seedEverything(0);
        m_beginning = makeBeginning(std::filesystem::path(m_folder.path().toStdString()) / "beginning");
    }
    void aSeedReplaysExactly()
    {
        for (int seed = firstSeed; seed < firstSeed + 10; ++seed) {
            const Outcome first = outcomeOf(m_beginning, seed);
            const Outcome again = outcomeOf(m_beginning, seed);
            QVERIFY2(first.trace == again.trace && first.breach == again.breach, qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
        QVERIFY(outcomeOf(m_beginning, firstSeed).trace != outcomeOf(m_beginning, firstSeed + 1).trace);
    }
    /// World's head says what must hold.
    void nothingIsLostAndAllConverge()
    {
        if (tellsAll) {
            const Outcome outcome = outcomeOf(m_beginning, firstSeed, true);
            std::printf("%s", outcome.trace.c_str());
            QVERIFY2(outcome.breach.empty(), outcome.breach.c_str());
            return;
        }
        std::deque<std::pair<int, std::unique_ptr<WorldProcess>>> running;
        const unsigned most = std::max(1U, std::thread::hardware_concurrency());
        for (int seed = firstSeed; seed < firstSeed + seeds || !running.empty();) {
            if (seed < firstSeed + seeds && running.size() < most) {
                running.emplace_back(seed, std::make_unique<WorldProcess>(m_beginning, static_cast<std::uint64_t>(seed), false));
                ++seed;
                continue;
            }
            const Outcome outcome = running.front().second->end();
            QVERIFY2(outcome.breach.empty(), ("seed " + std::to_string(running.front().first) + ": " + outcome.breach
                + " (--from " + std::to_string(running.front().first) + " --trace tells what happened)").c_str());
            running.pop_front();
        }
    }

private:
    QTemporaryDir m_folder{memoryFolder()};
    Beginning m_beginning;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList left;
    const QStringList given = QCoreApplication::arguments();
    for (int i = 0; i < given.size(); ++i) {
        if (given[i] == QLatin1String("--trace"))
            tellsAll = true;
        else if (given[i] == QLatin1String("--seeds") && i + 1 < given.size())
            seeds = given[++i].toInt();
        else if (given[i] == QLatin1String("--from") && i + 1 < given.size())
            firstSeed = given[++i].toInt();
        else
            left << given[i];
    }
    SimulationTest test;
    return QTest::qExec(&test, left);
}

#include "tst_simulation.moc"
