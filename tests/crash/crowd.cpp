#include "crash/crowd.h"

#include "base/bytes.h"
#include "consent/lawcatalogue.h"
#include "fakes/fakeclock.h"
#include "simulation/machines.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgrescluster.h"
#include "sync/qthttptransport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <fstream>

namespace assent::test {
namespace {

constexpr int kEnd = 10'000; ///< milliseconds that a killed process may take to be gone

void must(const Result<void> &done, const char *what)
{
    if (!done)
        qFatal("%s: %s", what, done.error().toString().c_str());
}

/// A database with a hub's tables, whose passphrase opens quickly.
std::string makeHubDatabase()
{
    const std::string where = PostgresCluster::instance().makeDatabase();
    const SystemClock clock;
    const auto rows = sync::PostgresRows::open(where, SecretBytes(Crowd::kPassphrase), clock, {true, Argon2Cost{1, 64, 1}});
    must(rows ? Result<void>() : rows.error(), "the database");
    return where;
}

QString errorsOf(const std::filesystem::path &told) { return QString::fromStdString(told.string() + ".errors"); }

} // namespace

Crowd::Crowd(std::uint64_t seed)
    : m_random(seed), m_clock(std::chrono::duration_cast<std::chrono::milliseconds>(SystemClock().now() - FakeClock().now())),
      m_database(makeHubDatabase())
{
    for (auto &hub : m_hubs)
        hub = std::make_unique<HubProgram>(m_database);
    startHub(0);
    for (int i = 0; i < kStores; ++i)
        join(i);
    hub(0).kill();
    m_up[0] = false;
}

Crowd::~Crowd()
{
    for (const auto &syncer : m_syncers) {
        if (!syncer)
            continue;
        syncer->kill();
        syncer->waitForFinished(kEnd);
    }
}

void Crowd::join(int number)
{
    const auto made = Vault::create(store(number), m_key, m_clock);
    must(made ? Result<void>() : made.error(), "a store");
    const auto transport = *sync::QtHttpTransport::create(hub(0).url());
    sync::Client client(**made, lawCatalogue(), *transport);
    must(client.enrol(hub(0).url(), hub(0).newCode(), "store " + std::to_string(number)), "joining");
}

void Crowd::startHub(int number)
{
    hub(number).start({QStringLiteral("--device-rate"), QStringLiteral("0"), QStringLiteral("--address-rate"), QStringLiteral("0")});
    m_up[static_cast<std::size_t>(number)] = true;
    tellAddresses();
}

/// Readers find the old list or the new one.
void Crowd::tellAddresses()
{
    {
        std::ofstream out(path("hubs.new"));
        for (int i = 0; i < kHubs; ++i) {
            if (m_up[static_cast<std::size_t>(i)])
                out << hub(i).url() << '\n';
        }
    }
    std::filesystem::rename(path("hubs.new"), path("hubs"));
}

void Crowd::startSyncer(int number)
{
    auto syncer = std::make_unique<QProcess>();
    syncer->setStandardErrorFile(errorsOf(told(number)));
    const auto behind = (SystemClock().now() - m_clock.now()).count();
    syncer->start(QCoreApplication::applicationDirPath() + QStringLiteral("/assent-syncer"),
        {QString::fromStdString(store(number)), QString::fromStdString(path("hubs")), QString::fromStdString(told(number)), QString::number(m_random()),
            QString::number(behind)});
    if (!syncer->waitForStarted())
        qFatal("assent-syncer does not start");
    syncer->write((toHex(m_key.view()) + "\n").c_str());
    syncer->closeWriteChannel();
    while (syncer->bytesToWrite() > 0 && syncer->waitForBytesWritten()) { }
    m_syncers[static_cast<std::size_t>(number)] = std::move(syncer);
}

void Crowd::fight(std::chrono::seconds time)
{
    QElapsedTimer timer;
    timer.start();
    while (std::chrono::milliseconds(timer.elapsed()) < time && m_fault.empty()) {
        reviveSome();
        // Mostly long enough to get something done, now and then in the midst of starting.
        pass(below(4) == 0 ? below(30) : 30 + below(400));
        killAny();
    }
}

void Crowd::endFight()
{
    for (int i = 0; i < kStores; ++i)
        killSyncer(i);
    for (int i = 0; i < kHubs; ++i)
        killHub(i);
    for (int i = 0; i < kHubs; ++i)
        startHub(i);
}

/// Starts what is down; some of it stays so for a while.
void Crowd::reviveSome()
{
    for (int i = 0; i < kHubs; ++i) {
        if (m_up[static_cast<std::size_t>(i)] || below(3) == 0)
            continue;
        if (below(6) == 0) {
            hub(i).launch();
            pass(below(100));
            hub(i).kill();
            ++m_kills;
        }
        startHub(i);
    }
    for (int i = 0; i < kStores; ++i) {
        if (!m_syncers[static_cast<std::size_t>(i)] && below(3) > 0)
            startSyncer(i);
    }
}

std::vector<QProcess *> Crowd::living() const
{
    std::vector<QProcess *> out;
    for (const auto &syncer : m_syncers) {
        if (syncer)
            out.push_back(syncer.get());
    }
    for (std::size_t i = 0; i < kHubs; ++i) {
        if (m_up[i])
            out.push_back(&m_hubs[i]->process());
    }
    return out;
}

/// Ends early when somebody dies by himself, and at once when nobody is alive.
void Crowd::pass(int millis)
{
    QElapsedTimer timer;
    timer.start();
    const auto alive = living();
    while (!alive.empty() && timer.elapsed() < millis && m_fault.empty()) {
        alive[static_cast<std::size_t>(below(static_cast<int>(alive.size())))]->waitForFinished(std::min(millis, 20));
        expectAlive();
    }
}

void Crowd::expectAlive()
{
    for (int i = 0; i < kStores; ++i) {
        const auto &syncer = m_syncers[static_cast<std::size_t>(i)];
        if (!syncer || (!syncer->waitForFinished(0) && syncer->state() != QProcess::NotRunning))
            continue;
        QFile errors(errorsOf(told(i)));
        errors.open(QIODevice::ReadOnly);
        m_fault = "store " + std::to_string(i) + " ended by itself: " + errors.readAll().trimmed().toStdString();
    }
    for (int i = 0; i < kHubs; ++i) {
        if (m_up[static_cast<std::size_t>(i)]
            && (hub(i).process().waitForFinished(0) || hub(i).process().state() == QProcess::NotRunning))
            m_fault = "hub " + std::to_string(i) + " ended by itself: " + hub(i).log().toStdString();
    }
}

void Crowd::killAny()
{
    const int who = below(60);
    if (who == 0)
        killDatabase();
    else if (who < 20)
        killHub(below(kHubs));
    else
        killSyncer(below(kStores));
}

void Crowd::killDatabase()
{
    ++m_kills;
    PostgresCluster::instance().stop();
    pass(below(300));
    PostgresCluster::instance().start();
}

void Crowd::killHub(int number)
{
    if (!std::exchange(m_up[static_cast<std::size_t>(number)], false))
        return;
    ++m_kills;
    hub(number).kill();
    tellAddresses();
}

void Crowd::killSyncer(int number)
{
    const auto syncer = std::exchange(m_syncers[static_cast<std::size_t>(number)], nullptr);
    if (!syncer)
        return;
    ++m_kills;
    syncer->kill();
    syncer->waitForFinished(kEnd);
}

} // namespace assent::test
