#include "base/depth.h"
#include "base/expect.h"
#include "base/registry.h"
#include "crash/toldprocess.h"
#include "crash/worker.h"
#include "faults/desk.h"
#include "faults/whole.h"

#include <random>
#include <set>
#include <sstream>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kRounds = 200;
constexpr int kRoundsAStore = 20; ///< then another, or looking through it takes long
constexpr std::uint64_t kSeed = 20'260'302;

/// What was said to be durable.
struct Word
{
    std::set<std::string> events;
    std::set<std::string> people;
    std::set<std::string> facts;
    std::map<std::string, bool> imports; ///< by prefix: all of it
};

class WorkerProcess final : public ToldProcess
{
public:
    WorkerProcess(const Desk &desk, std::uint64_t seed, std::int64_t dieAt, Word &word)
        : ToldProcess(QStringLiteral("assent-worker"),
              {QString::fromStdString(desk.folder.string()), QString::number(seed), QString::number(dieAt)},
              toHex(desk.key.view()) + "\n")
        , m_word(word)
    {
    }

private:
    void take(const std::string &line) override
    {
        std::istringstream words(line);
        std::string what;
        words >> what;
        for (std::string name; words >> name;) {
            if (what == "event")
                m_word.events.insert(name);
            else if (what == "person")
                m_word.people.insert(name);
            else if (what == "fact")
                m_word.facts.insert(name);
            else if (what == "import" || what == "imported")
                m_word.imports[name] = what == "imported";
        }
    }

    Word &m_word;
};

} // namespace

/// kill -9 of a program that works on its store, after a line of its own or in
/// the middle of a call to the disk, again and again on the same store.
class KillStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostWhenAWriterIsKilled()
    {
        const int all = rounds(kRounds);
        for (int round = 0; round < all && !QTest::currentTestFailed(); ++round) {
            if (round % kRoundsAStore == 0)
                begin();
            m_where = "round " + std::to_string(round) + ": ";
            workAndDie(round % 2 == 0);
            lookThrough();
        }
        count();
        qInfo("%d kills, %lld acts", all, static_cast<long long>(m_acts));
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(limit)); }

    void begin()
    {
        count();
        m_desk = std::make_unique<Desk>();
        m_word = {};
    }

    void count() { m_acts += static_cast<std::int64_t>(m_word.events.size() + m_word.people.size() + m_word.facts.size()); }

    void workAndDie(bool byItself)
    {
        const std::uint64_t seed = m_random();
        WorkerProcess worker(*m_desk, seed, byItself ? 1 + below(600) : 0, m_word);
        if (!byItself)
            QVERIFY2(worker.readUntil("", 1 + below(15)), worker.errors().constData());
        if (!byItself)
            worker.kill();
        QVERIFY2(worker.wait() == -1, (m_where + worker.errors().toStdString()).c_str());
    }

    void lookThrough()
    {
        const auto opened = m_desk->open();
        QVERIFY2(opened.ok(), opened.ok() ? "" : (m_where + opened.error().toString()).c_str());
        expectThere("consent_event", m_word.events);
        expectThere("subject", m_word.people);
        expectThere("attribute", m_word.facts);
        expectWholeImports();
        expectWholePeople();
        const std::string breach = breachOf(*m_desk->vault);
        QVERIFY2(breach.empty(), (m_where + breach).c_str());
        if (below(2) == 0)
            m_desk->close(); // else the next one finds the log of two
    }

    void expectThere(const std::string &table, const std::set<std::string> &ids)
    {
        auto find = m_desk->vault->db().prepare("SELECT 1 FROM " + table + " WHERE id = ?");
        EXPECT_OK(find);
        for (const std::string &id : ids) {
            find->bind(1, Uuid::parse(id)->bytes());
            const auto found = find->step();
            QVERIFY2(found.ok() && *found, (m_where + table + " " + id + " is lost").c_str());
            find->reset();
        }
    }

    /// As many rows as whole batches have.
    void expectWholeImports()
    {
        for (const auto &[prefix, whole] : m_word.imports) {
            const auto rows = countOf(m_desk->vault->db(), "identifier WHERE value LIKE '" + prefix + "%'");
            QVERIFY2(rows == kImportRows || (rows % kImportBatch == 0 && !whole),
                (m_where + "an import has " + std::to_string(rows) + " rows").c_str());
        }
    }

    void expectWholePeople()
    {
        const auto halves = countOf(m_desk->vault->db(),
            "subject s WHERE (SELECT count(*) FROM attribute a WHERE a.subject = s.seq) < 2"
            " OR NOT EXISTS(SELECT 1 FROM identifier i WHERE i.subject = s.seq)"
            " OR NOT EXISTS(SELECT 1 FROM outbox o WHERE o.item = s.id)");
        QVERIFY2(halves == 0, (m_where + "somebody is half there").c_str());
    }

    std::mt19937_64 m_random{kSeed};
    std::unique_ptr<Desk> m_desk;
    Word m_word;
    std::string m_where;
    std::int64_t m_acts = 0;
};

ASSENT_TEST_CLASS(KillStoreTest);

#include "tst_killstore.moc"
