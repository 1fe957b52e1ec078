#include "base/depth.h"
#include "base/expect.h"
#include "base/registry.h"
#include "faults/faults.h"
#include "faults/scenarios.h"
#include "faults/whole.h"

#include <map>

using namespace assent;
using namespace assent::test;

namespace {

constexpr std::int64_t kAllPoints = 800;   ///< a scenario with more is tried at some of them, unless at depth
constexpr std::int64_t kSomePoints = 250;
constexpr std::int64_t kPointsARetry = 32; ///< two of so many points try the act again

/// Odd, lest what comes in pairs be tried at one half only.
std::int64_t strideFor(std::int64_t points)
{
    return deep() || points <= kAllPoints ? 1 : ((points + kSomePoints - 1) / kSomePoints) | 1;
}

const char *nameOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Disk: return "disk";
    case FaultKind::FullDisk: return "full disk";
    case FaultKind::Allocation: return "memory";
    case FaultKind::Statement: return "statement";
    }
    return "";
}

/// What a failure may be called: never damage, a wrong key or a wrong library,
/// which it is not.
bool isClean(const Error &error, FaultKind kind)
{
    const bool stopped = kind == FaultKind::Statement && error.code == ErrorCode::Cancelled;
    const bool aboutFault = !error.detail.empty() && error.detail.find("is not the SQLCipher") == std::string::npos;
    return (stopped || error.code == ErrorCode::Io) && aboutFault;
}

/// A kind of fault: once, or from then on.
struct Mode
{
    FaultKind kind;
    bool onward;
};

constexpr Mode kModes[] = {{FaultKind::Disk, false}, {FaultKind::Disk, true}, {FaultKind::FullDisk, true},
    {FaultKind::Allocation, false}, {FaultKind::Allocation, true}, {FaultKind::Statement, false}};

/// One scenario under one kind of fault. While an act is refused and leaves no
/// trace the same store goes on to the next point, every other time opened anew.
class Trial
{
public:
    Trial(const Scenario &scenario, const Mode &mode) : m_scenario(scenario), m_mode(mode), m_desk(scenario.contents)
    {
        m_scenario.prepare(m_desk);
        m_desk.keep();
        remember();
    }

    /// The fault at every point, until the act is over before it is met.
    void run()
    {
        const std::int64_t points = countPoints();
        const std::int64_t stride = strideFor(points);
        if (stride > 1)
            qInfo("every %lldth of %lld points; --deep takes all", static_cast<long long>(stride), static_cast<long long>(points));
        std::int64_t at = 1;
        while (failAt(at) && !QTest::currentTestFailed()) {
            at += stride;
            ++m_tried;
        }
        QVERIFY(at > points * 9 / 10); // fewer when something was kept in memory
    }

    std::int64_t tried() const { return m_tried; }
    std::int64_t refused() const { return m_refused; }

private:
    /// The store as it is before the act.
    void remember()
    {
        if (m_scenario.contents == Desk::Contents::Nothing)
            return;
        expectFine(m_desk.open());
        m_content = *content(m_desk.vault->db());
        for (const auto &growth : m_scenario.growth)
            m_counts[growth.rows] = countOf(m_desk.vault->db(), growth.rows);
        const std::string breach = breachOf(*m_desk.vault);
        QVERIFY2(breach.empty(), breach.c_str());
        m_desk.close();
    }

    void setUp(bool anew)
    {
        if (m_changed || m_scenario.changes)
            m_desk.reset();
        m_changed = false;
        if (m_scenario.opens)
            m_desk.close();
        else if (anew || !m_desk.vault)
            expectFine(m_desk.open());
    }

    std::int64_t countPoints()
    {
        m_changed = true;
        setUp(true);
        faults::arm(m_mode.kind, faults::kNever, false);
        const auto done = m_scenario.act(m_desk);
        const std::int64_t points = faults::disarm();
        expectFine(done);
        m_changed = true;
        return points;
    }

    /// False when the act is over before. A store that was opened already has read
    /// some pages and prepared some texts, and meets fewer points than a new one.
    bool failAt(std::int64_t at)
    {
        return (m_tried % 2 == 1 && failAt(at, false)) || failAt(at, true);
    }

    bool failAt(std::int64_t at, bool anew)
    {
        m_where = "point " + std::to_string(at) + ": ";
        setUp(anew);
        faults::arm(m_mode.kind, at, m_mode.onward);
        const auto done = m_scenario.act(m_desk);
        faults::disarm();
        if (!done)
            expectRefusal(done.error());
        if (done && !QTest::currentTestFailed())
            expectDone();
        return faults::happened();
    }

    /// Nothing of the act is there; and now and then: it succeeds without the fault.
    void expectRefusal(const Error &error)
    {
        ++m_refused;
        QVERIFY2(isClean(error, m_mode.kind), (m_where + error.toString()).c_str());
        if (m_content && !m_scenario.opens && m_mode.kind == FaultKind::Disk && !m_mode.onward)
            expectGoneAfterACrash();
        if (m_content && (m_scenario.opens || m_tried % 2 == 0))
            expectFine(m_desk.open());
        if (m_content && !QTest::currentTestFailed())
            expectUnchanged(m_desk.vault->db(), "what was refused is there in part");
        // Where nothing can be compared only a whole act shows what is left.
        const bool again = m_tried % kPointsARetry <= 1 || !m_content;
        if (!again || QTest::currentTestFailed())
            return;
        if (m_scenario.opens)
            m_desk.close();
        expectFine(m_scenario.act(m_desk));
        if (!QTest::currentTestFailed())
            expectDone();
    }

    /// What was refused stays refused when the program dies now.
    void expectGoneAfterACrash()
    {
        const std::filesystem::path crashed = m_crashed.path().toStdString() + "/store";
        m_desk.copyTo(crashed);
        Desk other(crashed, m_desk.key.clone());
        expectFine(other.open());
        expectUnchanged(other.vault->db(), "what was refused comes back after a crash");
    }

    void expectUnchanged(Database &db, const char *breach)
    {
        const auto found = content(db);
        expectFine(found);
        QVERIFY2(*found == *m_content, (m_where + breach).c_str());
        if (!m_scenario.rebuilds.empty())
            expectOldOrAnew(db);
    }

    /// Tables without anything of their own are as before, or all made anew.
    void expectOldOrAnew(Database &db)
    {
        const std::string &first = m_scenario.growth.front().rows;
        const bool anew = countOf(db, first) != m_counts[first];
        for (const auto &growth : m_scenario.growth) {
            const std::int64_t expected = m_counts[growth.rows] + (anew ? growth.more : 0);
            QVERIFY2(countOf(db, growth.rows) == expected, (m_where + "made anew in part: " + growth.rows).c_str());
        }
        m_changed = m_changed || anew;
    }

    /// Of all tables but those that the act may make anew.
    Result<Digest> content(Database &db) const
    {
        std::vector<std::string> tables;
        if (!m_scenario.rebuilds.empty()) {
            ASSENT_TRY(Statement names, db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND NOT (" + m_scenario.rebuilds + ")"));
            for (;;) {
                ASSENT_TRY(const bool more, names.step());
                if (!more)
                    break;
                tables.emplace_back(names.text(0));
            }
        }
        return contentOf(db, tables);
    }

    void expectDone()
    {
        m_changed = m_changed || !m_scenario.growth.empty();
        expectFine(m_desk.open());
        for (const auto &growth : m_scenario.growth) {
            const std::int64_t expected = m_counts[growth.rows] + growth.more;
            QVERIFY2(countOf(m_desk.vault->db(), growth.rows) == expected, (m_where + "not whole: " + growth.rows).c_str());
        }
        for (const std::string &breach : {breachOf(*m_desk.vault), m_scenario.breach(m_desk)})
            QVERIFY2(breach.empty(), (m_where + breach).c_str());
    }

    template<typename Outcome>
    void expectFine(const Outcome &outcome)
    {
        QVERIFY2(outcome.ok(), outcome.ok() ? "" : (m_where + outcome.error().toString()).c_str());
    }

    const Scenario &m_scenario;
    const Mode m_mode;
    Desk m_desk;
    QTemporaryDir m_crashed;
    std::string m_where;
    std::optional<Digest> m_content;
    std::map<std::string, std::int64_t> m_counts;
    bool m_changed = false;
    std::int64_t m_tried = 0;
    std::int64_t m_refused = 0;
};

} // namespace

/// The i-th call to the disk, request for memory or statement fails, for every i.
class IthFaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { faults::doNotFlush(); }
    void everyPointLeavesAWholeStore_data()
    {
        QTest::addColumn<const Scenario *>("scenario");
        QTest::addColumn<const Mode *>("mode");
        for (const Scenario &scenario : scenarios()) {
            for (const Mode &mode : kModes)
                QTest::addRow("%s, %s%s", scenario.name, nameOf(mode.kind), mode.onward ? " onward" : "") << &scenario << &mode;
        }
    }
    void everyPointLeavesAWholeStore()
    {
        QFETCH(const Scenario *, scenario);
        QFETCH(const Mode *, mode);
        Trial trial(*scenario, *mode);
        trial.run();
        m_tried += trial.tried();
        m_refused += trial.refused();
    }
    /// Commits that failed leave whole frames in the log when the disk fails on;
    /// they are not taken for damage, nor for commits, by whoever finds the log.
    void refusedCommitsInTheLogAreNoDamage()
    {
        Desk desk;
        EXPECT_OK(desk.open());
        const QTemporaryDir place;
        const std::filesystem::path crashed = place.path().toStdString() + "/store";
        for (int at = 1; at <= 60; ++at) {
            faults::arm(FaultKind::Disk, at, true);
            const auto events = desk.decide(desk.first(), 1 + (60 - at) % 6);
            faults::disarm();
            if (at % 3 == 0)
                EXPECT_OK(desk.withdraw(desk.first()));
            desk.copyTo(crashed);
            Desk other(crashed, desk.key.clone());
            EXPECT_OK(other.open());
            // Alone a commit whose disk then failed for good is there or not.
            if (events || at % 3 == 0)
                QVERIFY(*contentOf(other.vault->db()) == *contentOf(desk.vault->db()));
            const std::string breach = breachOf(*other.vault);
            QVERIFY2(breach.empty(), breach.c_str());
        }
    }

    void cleanupTestCase()
    {
        qInfo("%lld faults, %lld of them refused the act", static_cast<long long>(m_tried), static_cast<long long>(m_refused));
    }

private:
    std::int64_t m_tried = 0;
    std::int64_t m_refused = 0;
};


ASSENT_TEST_CLASS(IthFaultTest);

#include "tst_ithfault.moc"
