#include "consent/store.h"
#include "crash/pusherprocess.h"
#include "sync/clientdigest.h"
#include "sync/client.h"
#include "sync/hubprocess_hub.h"
#include "sync/hubstore.h"
#include "sync/qthttptransport.h"
#include "vault/slots.h"

#include <random>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kRounds = 25; ///< of each kind
constexpr int kPeople = 5;
constexpr std::uint64_t kSeed = 20'260'301;

/// A hub whose passphrase opens quickly.
struct QuickHub : HubProgram
{
    QuickHub()
    {
        auto made = Slots::create(store().toStdString());
        if (!made || !made->setPassphrase(made->freshKey(), SecretBytes(std::string_view("correct horse")), kArgon2Floor))
            qFatal("the hub has no slot");
        key = made->freshKey().clone();
        start();
    }
    /// The data, while no hub runs.
    std::unique_ptr<Vault> openData(const Clock &clock) const
    {
        Vault::Options options;
        options.schema = sync::hubSchema();
        options.kind = "hub";
        auto opened = Vault::open(store().toStdString(), key, clock, options);
        if (!opened)
            qFatal("the hub's store: %s", opened.error().toString().c_str());
        return *std::move(opened);
    }
    SecretBytes key;
};

std::int64_t countOf(Vault &vault, const std::string &rows)
{
    const auto count = vault.db().integer("SELECT count(*) FROM " + rows);
    if (!count)
        qFatal("no count: %s", count.error().toString().c_str());
    return *count;
}

bool has(Vault &vault, const char *table, const std::string &id)
{
    auto find = vault.db().prepare(std::string("SELECT 1 FROM ") + table + " WHERE id = ?");
    find->bind(1, Uuid::parse(id)->bytes());
    return *find->step();
}

} // namespace

/// kill -9 of a desktop and of the hub in the middle of a push, again and again
/// on the same two stores. The choice of places is the seed's.
class KillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_hub = std::make_unique<QuickHub>();
        m_desktop = std::make_unique<LawStore>();
        for (int i = 0; i < kPeople; ++i)
            m_desktop->add();
        const auto transport = *sync::QtHttpTransport::create(m_hub->url());
        EXPECT_OK(sync::Client(*m_desktop->vault, m_desktop->catalogue, *transport).enrol(m_hub->url(), m_hub->newCode(), "a desktop"));
    }
    void cleanupTestCase()
    {
        m_desktop.reset();
        m_hub.reset();
    }

    void nothingIsLostWhenTheDesktopIsKilled()
    {
        for (int round = 0; round < kRounds && !QTest::currentTestFailed(); ++round) {
            auto pusher = startPusher();
            QVERIFY2(pusher->readUntil(placeToKill(), 1 + below(12)), pusher->errors().constData());
            pusher->kill();
            remember(*pusher);
            checkDesktop();
        }
    }

    void nothingIsLostWhenTheHubIsKilled()
    {
        for (int round = 0; round < kRounds && !QTest::currentTestFailed(); ++round) {
            auto pusher = startPusher();
            QVERIFY2(pusher->readUntil(placeToKill(), 1 + below(12)), pusher->errors().constData());
            m_hub->kill();
            QCOMPARE(pusher->wait(), 5);
            remember(*pusher);
            checkDesktop();
            checkHub();
            m_hub->start();
        }
    }

    void theQueueDrainsAfterwards()
    {
        EXPECT_OK(syncOf(*m_desktop));
        const OutboxCounts counts = *outbox::counts(*m_desktop->vault);
        QCOMPARE(counts.waitingClosings + counts.waitingOthers + counts.setAside, 0);
        m_acknowledged = m_committed;
        m_hub->kill();
        checkHub();
        m_hub->start();
    }

    void anotherDesktopHearsTheSame()
    {
        LawStore other;
        const auto transport = *sync::QtHttpTransport::create(m_hub->url());
        EXPECT_OK(sync::Client(*other.vault, other.catalogue, *transport).enrol(m_hub->url(), m_hub->newCode(), "another"));
        EXPECT_OK(syncOf(other));
        QCOMPARE(digestOf(*other.consents, *other.people, other.clock.now()),
            digestOf(*m_desktop->consents, *m_desktop->people, m_desktop->clock.now()));
        QVERIFY(m_committed.size() > 100);
        qInfo().noquote() << 2 * kRounds << "kills," << m_committed.size() << "acts";
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(limit)); }
    std::string placeToKill()
    {
        static const std::array<std::string, 4> places{"sending", "answered", "committed", "synced"};
        return places[m_random() % places.size()];
    }
    std::unique_ptr<PusherProcess> startPusher()
    {
        m_desktop->close(); // so that the next to open it has to recover
        m_hub->log(); // a pipe that nobody reads would fill up and stop the hub
        return std::make_unique<PusherProcess>(m_desktop->folder.path(), m_hub->url(), toHex(m_desktop->key.view()), m_random());
    }
    Result<sync::Client::Report> syncOf(LawStore &store)
    {
        ASSENT_TRY(const auto transport, sync::QtHttpTransport::create(m_hub->url()));
        NoProgress progress;
        return sync::Client(*store.vault, store.catalogue, *transport).sync(progress);
    }
    void remember(const PusherProcess &pusher)
    {
        m_desktop->open();
        m_committed.insert(pusher.committed().begin(), pusher.committed().end());
        m_acknowledged.insert(pusher.synced().begin(), pusher.synced().end());
    }

    static void checkLedger(Vault &vault)
    {
        NoProgress progress;
        const auto report = Ledger(vault).verify(progress);
        EXPECT_OK(report);
        QVERIFY2(report->fault.empty(), report->fault.c_str());
    }

    /// What was said to be done is there, in whole batches, and either waits
    /// for the hub or has its word.
    void checkDesktop()
    {
        Vault &vault = *m_desktop->vault;
        for (const std::string &id : m_committed)
            QVERIFY2(has(vault, "consent_event", id), id.c_str());
        const std::int64_t events = countOf(vault, "consent_event");
        QCOMPARE(events % 3, 0);
        QCOMPARE(countOf(vault, "ledger_entry"), events);
        QCOMPARE(countOf(vault, "consent_event e WHERE hub_received_at IS NULL AND NOT EXISTS(SELECT 1 FROM outbox o WHERE o.item = e.id)"), 0);
        QCOMPARE(countOf(vault, "outbox WHERE set_aside IS NOT NULL"), 0);
        checkLedger(vault);
    }

    /// Nothing that the desktop heard to be there is missing.
    void checkHub()
    {
        const auto vault = m_hub->openData(m_clock);
        for (const std::string &id : m_acknowledged)
            QVERIFY2(has(*vault, "item", id), id.c_str());
        auto heard = m_desktop->vault->db().prepare("SELECT id FROM consent_event WHERE hub_received_at IS NOT NULL");
        while (*heard->step())
            QVERIFY(has(*vault, "item", Uuid::fromBytes(heard->blob(0))->toString()));
        QCOMPARE(countOf(*vault, "item i WHERE entry IS NOT NULL AND NOT EXISTS(SELECT 1 FROM ledger_entry l WHERE l.n = i.entry)"), 0);
        QCOMPARE(countOf(*vault, "ledger_entry WHERE kind = 0"), countOf(*vault, "item WHERE entry IS NOT NULL"));
        checkLedger(*vault);
    }

    std::mt19937_64 m_random{kSeed};
    SystemClock m_clock;
    std::unique_ptr<QuickHub> m_hub;
    std::unique_ptr<LawStore> m_desktop;
    std::set<std::string> m_committed;
    std::set<std::string> m_acknowledged;
};

ASSENT_TEST_CLASS(KillTest);

#include "tst_kill.moc"
