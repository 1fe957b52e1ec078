#include "base/registry.h"
#include "consent/lawcheck.h"

#include <QDebug>
#include <QTest>

#include <algorithm>
#include <random>

using namespace assent;
using namespace assent::test;

namespace {

/// Devices that act on what has reached them, and pass on parts of it.
class World
{
public:
    explicit World(std::uint64_t seed) : m_random(seed), m_known(2 + below(4)) {}

    History run()
    {
        const std::size_t wanted = 1 + below(40);
        while (m_history.acts.size() < wanted) {
            if (below(3) == 0)
                deliver();
            else
                decide();
        }
        return m_history;
    }
    const std::vector<Set> &known() const { return m_known; }

private:
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(m_random() % limit); }

    void decide()
    {
        const std::vector<Symbol> &alphabet = below(2) == 0 ? fullAlphabet() : shortAlphabet();
        const Symbol &symbol = alphabet[below(alphabet.size())];
        Set &known = m_known[below(m_known.size())];
        const Set parents = symbol.blind ? Set() : headsOf(known, m_history.acts);
        known = known | Set::of(static_cast<int>(m_history.acts.size()));
        m_history.acts.push_back({&symbol, parents});
        m_history.clocks.push_back(static_cast<std::int64_t>(below(72)) - 36);
    }

    void deliver()
    {
        const Set from = m_known[below(m_known.size())];
        Set &to = m_known[below(m_known.size())];
        const std::size_t lost = below(4);
        to = to | from.where([&](int) { return below(4) >= lost; });
    }

    std::mt19937_64 m_random;
    std::vector<Set> m_known;
    History m_history;
};

/// The history as one device has it.
History asKnown(History history, Set known)
{
    for (std::size_t i = 0; i < history.acts.size(); ++i) {
        if (!known.has(static_cast<int>(i)))
            history.acts[i].symbol = nullptr;
    }
    return history;
}

const std::vector<int> kEveryKey{kParentKey, kChildKey, kOtherKey, kRetiredKey};

std::string faultIn(const History &history, std::uint64_t shuffle)
{
    const Model model = history.model();
    const ConsentGraph graph(history.graphActs());
    for (const std::string &fault : {lawcheck::agreesWithTheLaw(history, model, graph, kEveryKey),
             lawcheck::tellsTheSameGraph(history, model, graph), lawcheck::ignoresOrderAndRepetition(history, graph, shuffle),
             lawcheck::overridesNoUnseenWithdrawal(history, graph), lawcheck::opensNothingWithoutAnAct(history, graph),
             lawcheck::canBeOpenedAgain(history, model, static_cast<int>(shuffle % kKeys))}) {
        if (!fault.empty())
            return fault;
    }
    return {};
}

/// The same fault in fewer acts: whatever can be left out is.
std::string smallest(History history, std::uint64_t shuffle)
{
    for (std::size_t i = 0; i < history.acts.size(); ++i) {
        History fewer = history;
        fewer.acts[i].symbol = nullptr;
        if (history.acts[i].symbol && !faultIn(fewer, shuffle).empty())
            history = std::move(fewer);
    }
    return faultIn(history, shuffle);
}

} // namespace

/// Longer histories by chance: up to 40 acts of two to five devices that hear of
/// each other late, in part and out of order. ASSENT_CASES or --cases sets how
/// many; a case is its number, so that it can be run again.
class RandomLawTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDeviceAnswersAsTheLawAtAnyTime()
    {
        const std::uint64_t cases = qEnvironmentVariableIsSet("ASSENT_CASES") ? qEnvironmentVariable("ASSENT_CASES").toULongLong() : 50'000;
        for (std::uint64_t seed = 1; seed <= cases && !QTest::currentTestFailed(); ++seed)
            checkCase(seed);
        qInfo().noquote() << cases << "random histories," << m_acts << "acts";
    }

private:
    void checkCase(std::uint64_t seed)
    {
        World world(seed);
        const History history = world.run();
        m_acts += history.acts.size();
        std::vector<Set> views = world.known();
        views.push_back(Set::below(static_cast<int>(history.acts.size())));
        for (Set view : views) {
            const History known = asKnown(history, view);
            const std::string fault = faultIn(known, seed);
            QVERIFY2(fault.empty(), ("\ncase " + std::to_string(seed) + "\n" + (fault.empty() ? "" : smallest(known, seed))).c_str());
        }
    }

    std::uint64_t m_acts = 0;
};

ASSENT_TEST_CLASS(RandomLawTest);

#include "tst_law_random.moc"
