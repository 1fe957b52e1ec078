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

constexpr std::int64_t kAllPoints = 2000;  ///< a scenario with more is tried at some of them, unless at depth
constexpr std::int64_t kSomePoints = 400;
constexpr std::int64_t kPointsARetry = 32; ///< two of so many points try the act again

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
        const std::int64_t stride = deep() || points <= kAllPoints ? 1 : (points + kSomePoints - 1) / kSomePoints;
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
        m_content = *contentOf(m_desk.vault->db());
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
            expectUnchanged();
        if (m_tried % kPointsARetry > 1 || QTest::currentTestFailed())
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
        const auto content = contentOf(other.vault->db());
        expectFine(content);
        QVERIFY2(*content == *m_content, (m_where + "what was refused comes back after a crash").c_str());
    }

    void expectUnchanged()
    {
        const auto content = contentOf(m_desk.vault->db());
        expectFine(content);
        QVERIFY2(*content == *m_content, (m_where + "what was refused is there in part").c_str());
    }

    void expectDone()
    {
        m_changed = m_changed || !m_scenario.growth.empty();
        expectFine(m_desk.open());
        for (const auto &growth : m_scenario.growth) {
            const std::int64_t expected = m_counts[growth.rows] + growth.more;
            QVERIFY2(countOf(m_desk.vault->db(), growth.rows) == expected, (m_where + "not whole: " + growth.rows).c_str());
        }
        const std::string breach = breachOf(*m_desk.vault);
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
