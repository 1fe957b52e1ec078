#include "base/expect.h"
#include "consent/lawhistory.h"
#include "crash/crowd.h"
#include "crash/toldfile.h"
#include "ledger/ledger.h"
#include "simulation/acts.h"
#include "simulation/machines.h"
#include "sync/clientdigest.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgrescluster.h"
#include "sync/qthttptransport.h"

#include <QCoreApplication>
#include <QTest>

#include <sstream>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

int seconds = 25;           ///< --seconds N
std::uint64_t seed = 1;     ///< --seed N
constexpr int kMostRounds = 12;

/// What the processes of one store were told is done.
struct Told
{
    std::map<std::string, std::vector<std::string>> seen; ///< by the tag of an act: the acts that its author saw
    std::set<std::string> acts, people, facts;
    std::set<std::string> synced; ///< those acts and facts that a hub has
    int syncs = 0;
};

Told readTold(const std::filesystem::path &file)
{
    Told told;
    for (const std::string &line : ToldFile::read(file)) {
        std::istringstream words(line);
        std::string what, first, second;
        words >> what >> first;
        if (what == "deciding") {
            auto &seen = told.seen[first];
            for (std::string id; words >> id;)
                seen.push_back(id);
        } else if (what == "decided" && words >> second) {
            told.acts.insert(second);
        } else if (what == "person") {
            told.people.insert(first);
        } else if (what == "edited") {
            told.facts.insert(first);
        } else if (what == "synced") {
            ++told.syncs;
            told.synced.insert(told.acts.begin(), told.acts.end());
            told.synced.insert(told.facts.begin(), told.facts.end());
        }
    }
    return told;
}

std::set<std::string> idsIn(Vault &vault, const std::string &rows)
{
    std::set<std::string> out;
    auto read = vault.db().prepare("SELECT id FROM " + rows);
    if (!read)
        qFatal("no ids: %s", read.error().toString().c_str());
    while (*read->step())
        out.insert(Uuid::fromBytes(read->blob(0))->toString());
    return out;
}

/// The first that is in the one and not in the other.
std::string firstMissing(const std::set<std::string> &wanted, const std::set<std::string> &there)
{
    for (const std::string &id : wanted) {
        if (!there.contains(id))
            return id;
    }
    return {};
}

/// What a store has of these that nobody erased.
std::set<std::string> everythingIn(Vault &vault)
{
    std::set<std::string> out = idsIn(vault, "consent_event");
    out.merge(idsIn(vault, "attribute"));
    out.merge(idsIn(vault, "subject"));
    return out;
}

/// One person's acts, with what their authors had before the eyes by their own word:
/// for the model, which wants each after those that it saw.
std::vector<ModelAct> actsAsSeen(const std::vector<HistoryEntry> &history, const std::map<std::string, std::vector<std::string>> &seen)
{
    std::map<std::string, const ConsentEvent *> left;
    for (const HistoryEntry &entry : history)
        left.emplace(entry.event.core.id.toString(), &entry.event);
    std::vector<ModelAct> acts;
    std::map<std::string, int> numbers;
    while (!left.empty()) {
        const auto next = std::find_if(left.begin(), left.end(), [&](const auto &candidate) {
            const auto &before = seen.at(candidate.second->payload.reason.substr(2));
            return std::none_of(before.begin(), before.end(), [&](const std::string &id) { return left.contains(id); });
        });
        if (next == left.end())
            qFatal("acts that saw each other");
        ModelAct act = modelActOf(std::stoi(next->second->payload.reason));
        for (const std::string &id : seen.at(next->second->payload.reason.substr(2))) {
            if (const auto number = numbers.find(id); number != numbers.end())
                act.parents = act.parents | Set::of(number->second);
        }
        numbers[next->first] = static_cast<int>(acts.size());
        acts.push_back(act);
        left.erase(next);
    }
    return acts;
}

} // namespace

/// Two hubs on one PostgreSQL and four stores, each a process of its own, of which any
/// is killed at any time, and the database too. Then nothing that was told to be done
/// may be missing, no grant may stand over a withdrawal that its author had not before
/// the eyes, and everybody's state must be the same everywhere.
class KillCrowdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (PostgresCluster::programs().isEmpty())
            QSKIP("PostgreSQL 15 or newer is not installed; packaging/setup installs it");
        m_crowd = std::make_unique<Crowd>(seed);
    }

    void theyWorkAndAreKilled()
    {
        m_crowd->fight(std::chrono::seconds(seconds));
        m_crowd->endFight();
        QVERIFY2(m_crowd->fault().empty(), m_crowd->fault().c_str());
        for (int i = 0; i < Crowd::kStores; ++i) {
            m_told.push_back(readTold(m_crowd->told(i)));
            m_transports.push_back(*QtHttpTransport::create(m_crowd->hub(i % Crowd::kHubs).url()));
            m_desktops.push_back(std::make_unique<SimDesktop>(m_crowd->store(i), m_crowd->key(), m_crowd->clock().now()));
            EXPECT_OK(m_desktops.back()->open(*m_transports.back()));
            m_all.seen.insert(m_told.back().seen.begin(), m_told.back().seen.end());
            m_all.acts.insert(m_told.back().acts.begin(), m_told.back().acts.end());
            m_all.people.insert(m_told.back().people.begin(), m_told.back().people.end());
            m_all.facts.insert(m_told.back().facts.begin(), m_told.back().facts.end());
            m_all.syncs += m_told.back().syncs;
        }
        // Every store and its hubs did something worth the name.
        for (const Told &told : m_told)
            QVERIFY(told.acts.size() > 10 && !told.synced.empty());
    }

    void eachStoreHasWhatItWasTold()
    {
        for (std::size_t i = 0; i < m_told.size(); ++i) {
            const std::set<std::string> there = everythingIn(m_desktops[i]->vault());
            for (const auto *wanted : {&m_told[i].acts, &m_told[i].people, &m_told[i].facts})
                QCOMPARE(firstMissing(*wanted, there), std::string());
        }
    }

    void theHubHasWhatItAcknowledged()
    {
        openHub();
        const std::set<std::string> there = itemsAtHub();
        for (std::size_t i = 0; i < m_told.size(); ++i) {
            QCOMPARE(firstMissing(m_told[i].synced, there), std::string());
            const auto acknowledged = idsIn(m_desktops[i]->vault(), "consent_event WHERE hub_received_at IS NOT NULL");
            QCOMPARE(firstMissing(acknowledged, there), std::string());
        }
    }

    void theQueuesDrain()
    {
        NoProgress progress;
        int moved = 1;
        for (int round = 0; round < kMostRounds && moved > 0; ++round) {
            moved = 0;
            for (const auto &desktop : m_desktops) {
                const auto done = desktop->client().sync(progress);
                EXPECT_OK(done);
                QCOMPARE(done->setAside + done->refused + done->held, 0);
                moved += done->pushed + done->pulled;
            }
        }
        QCOMPARE(moved, 0);
        for (const auto &desktop : m_desktops)
            QVERIFY(desktop->queueIsEmpty());
    }

    void everybodysStateIsTheSameEverywhere()
    {
        // What each hub hands out, to somebody new.
        for (int i = 0; i < Crowd::kHubs; ++i)
            addNewcomer(i);
        const Timestamp now = m_crowd->clock().now();
        const std::string first = digestOf(m_desktops.front()->consents(), m_desktops.front()->people(), now);
        for (const auto &desktop : m_desktops)
            QVERIFY(digestOf(desktop->consents(), desktop->people(), now) == first);
        const std::set<std::string> there = everythingIn(m_desktops.back()->vault());
        for (const auto *wanted : {&m_all.acts, &m_all.people, &m_all.facts})
            QCOMPARE(firstMissing(*wanted, there), std::string());
    }

    void noGrantStandsOverWhatItsAuthorHadNotSeen()
    {
        SimDesktop &desktop = *m_desktops.front();
        const std::vector<SubjectId> people = *desktop.people().page(std::nullopt, 1'000'000);
        int acts = 0;
        for (const SubjectId &subject : people) {
            const auto history = desktop.consents().history(subject);
            const auto view = desktop.consents().view(subject);
            EXPECT_OK(history);
            EXPECT_OK(view);
            const std::vector<ModelAct> told = actsAsSeen(*history, m_all.seen);
            const std::string difference = differenceFromModel(desktop.consents(), *view, told, desktop.clock.now());
            QVERIFY2(difference.empty(), (subject.toString() + ": " + difference).c_str());
            acts += static_cast<int>(told.size());
        }
        qInfo("%d kills in %d seconds, seed %llu; %d acts of %d people, %d facts, %d syncs that ended well", m_crowd->kills(), seconds,
            static_cast<unsigned long long>(seed), acts, static_cast<int>(people.size()), static_cast<int>(m_all.facts.size()), m_all.syncs);
    }

    void theLedgersHold()
    {
        NoProgress progress;
        for (const auto &desktop : m_desktops) {
            const auto report = Ledger(desktop->vault()).verify(progress);
            EXPECT_OK(report);
            QVERIFY2(report->fault.empty(), report->fault.c_str());
        }
        checkHubsLedger();
    }

private:
    void openHub()
    {
        auto rows = PostgresRows::open(m_crowd->database(), SecretBytes(Crowd::kPassphrase), m_systemClock, {});
        EXPECT_OK(rows);
        m_hub = HubStore::over(*std::move(rows), m_systemClock);
    }

    std::set<std::string> itemsAtHub()
    {
        std::set<std::string> out;
        const HubDevice device = m_hub->devices()->front();
        std::string cursor;
        for (bool more = true; more;) {
            const auto page = m_hub->pull(device, cursor, kMaxPullItems);
            if (!page)
                qFatal("the hub hands nothing out: %s", page.error().toString().c_str());
            for (const PulledItem &item : page->items)
                out.insert(itemId(item.body).toString());
            more = page->more;
            cursor = page->cursor;
        }
        return out;
    }

    void addNewcomer(int hub)
    {
        const std::filesystem::path folder = m_crowd->path("newcomer" + std::to_string(hub));
        EXPECT_OK(Vault::create(folder, m_crowd->key(), m_crowd->clock()));
        m_transports.push_back(*QtHttpTransport::create(m_crowd->hub(hub).url()));
        m_desktops.push_back(std::make_unique<SimDesktop>(folder, m_crowd->key(), m_crowd->clock().now()));
        SimDesktop &newcomer = *m_desktops.back();
        EXPECT_OK(newcomer.open(*m_transports.back()));
        EXPECT_OK(newcomer.client().enrol(m_crowd->hub(hub).url(), m_crowd->hub(hub).newCode(), "a newcomer"));
        NoProgress progress;
        EXPECT_OK(newcomer.client().sync(progress));
    }

    /// Its entries hash to the tree that was signed, and every act is one of them, once.
    void checkHubsLedger()
    {
        EXPECT_OK(m_hub->tidy(true));
        const auto note = m_hub->newestCheckpoint();
        EXPECT_OK(note);
        const auto checkpoint = openCheckpoint(*note, m_hub->logKey());
        EXPECT_OK(checkpoint);
        std::vector<Digest> leaves;
        std::multiset<std::string> acts;
        while (leaves.size() < checkpoint->size) {
            const auto entries = m_hub->logEntries(leaves.size(), 1000);
            EXPECT_OK(entries);
            QVERIFY(!entries->empty());
            for (const HubRows::LogEntry &entry : *entries) {
                leaves.push_back(ledgerLeaf(entry.body, entry.receivedAt));
                if (entry.kind == LeafKind::Consent)
                    acts.insert(eventCoreFromJson(asText(entry.body))->id.toString());
            }
        }
        QVERIFY(merkle::root(leaves) == checkpoint->root);
        const std::set<std::string> wanted = idsIn(m_desktops.front()->vault(), "consent_event");
        QVERIFY(std::equal(acts.begin(), acts.end(), wanted.begin(), wanted.end()));
    }

    SystemClock m_systemClock;
    std::unique_ptr<Crowd> m_crowd;
    std::unique_ptr<HubStore> m_hub;
    std::vector<Told> m_told;
    Told m_all;
    std::vector<std::unique_ptr<QtHttpTransport>> m_transports;
    std::vector<std::unique_ptr<SimDesktop>> m_desktops;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList left;
    const QStringList given = QCoreApplication::arguments();
    for (int i = 0; i < given.size(); ++i) {
        if (given[i] == QLatin1String("--seconds") && i + 1 < given.size())
            seconds = given[++i].toInt();
        else if (given[i] == QLatin1String("--seed") && i + 1 < given.size())
            seed = given[++i].toULongLong();
        else
            left << given[i];
    }
    KillCrowdTest test;
    return QTest::qExec(&test, left);
}

#include "tst_killcrowd.moc"
