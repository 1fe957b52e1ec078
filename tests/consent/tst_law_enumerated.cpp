#include "base/registry.h"
#include "consent/lawcheck.h"

#include <QDebug>
#include <QTest>

#include <functional>

using namespace assent;
using namespace assent::test;

namespace {

using Shape = std::vector<Set>; ///< parents, by act

/// Every way in which `count` authors could have seen each other's acts: each
/// saw any part of what had been done, and named its heads.
std::vector<Shape> shapesOf(std::size_t count)
{
    std::vector<Shape> shapes{{}};
    for (std::size_t act = 0; act < count; ++act) {
        std::vector<Shape> longer;
        for (const Shape &shape : shapes) {
            std::vector<HistoryAct> acts;
            for (Set parents : shape)
                acts.push_back({nullptr, parents});
            std::set<std::uint64_t> known;
            for (std::uint64_t view = 0; view < std::uint64_t{1} << act; ++view) {
                const Set heads = headsOf(Set(view), acts);
                if (!known.insert(heads.bits()).second)
                    continue;
                longer.push_back(shape);
                longer.back().push_back(heads);
            }
        }
        shapes = std::move(longer);
    }
    return shapes;
}

} // namespace

/// Every history of one subject of up to five acts (of up to three with the full
/// alphabet, of four with that of what interacts): every kind of act, every
/// view that their authors could have had, every part of them delivered. What
/// holds is gathered in one pass, and each property is a test of its own.
class EnumeratedLawTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        enumerate(3, fullAlphabet(), {kParentKey, kChildKey, kOtherKey, kRetiredKey});
        enumerate(4, shortAlphabet(), {kParentKey, kChildKey});
        enumerate(5, fewestAlphabet(), {kChildKey});
        qInfo().noquote() << m_histories << "histories," << m_answers << "answers compared";
    }

    void theProductAnswersAsTheLaw() { expectNone(m_disagreement); }
    void orderAndRepetitionChangeNothing() { expectNone(m_disorder); }
    void noWithdrawalIsOverriddenByAGrantThatHadNotSeenIt() { expectNone(m_override); }
    void nothingIsOpenWithoutAnOpeningAct() { expectNone(m_unasked); }
    void whatIsClosedCanBeOpenedAgain() { expectNone(m_stuck); }
    void aFurtherClosingNeverOpens() { expectNone(m_opened); }
    void headsAndPastsAreThoseOfTheLaw() { expectNone(m_graph); }
    void theEnumerationIsNotEmpty() { QVERIFY(m_histories > 3'000'000); }

private:
    void enumerate(std::size_t longest, const std::vector<Symbol> &alphabet, const std::vector<int> &keys)
    {
        for (std::size_t count = 1; count <= longest; ++count) {
            for (const Shape &shape : shapesOf(count)) {
                History history;
                fill(history, shape, alphabet, keys);
            }
        }
    }

    /// Depth first; "did not arrive" comes first, as what the others add to.
    void fill(History &history, const Shape &shape, const std::vector<Symbol> &alphabet, const std::vector<int> &keys)
    {
        const std::size_t next = history.acts.size();
        if (next == shape.size())
            return check(history, keys);
        history.acts.push_back({nullptr, shape[next]});
        fill(history, shape, alphabet, keys);
        for (const Symbol &symbol : alphabet) {
            if (symbol.blind && !shape[next].empty())
                continue;
            history.acts.back() = {&symbol, shape[next]};
            fill(history, shape, alphabet, keys);
        }
        history.acts.pop_back();
    }

    void check(const History &history, const std::vector<int> &keys)
    {
        ++m_histories;
        m_answers += keys.size() * 3;
        const Model model = history.model();
        const ConsentGraph graph(history.graphActs());
        note(m_disagreement, lawcheck::agreesWithTheLaw(history, model, graph, keys));
        note(m_override, lawcheck::overridesNoUnseenWithdrawal(history, graph));
        note(m_unasked, lawcheck::opensNothingWithoutAnAct(history, graph));
        note(m_disorder, lawcheck::ignoresOrderAndRepetition(history, graph, m_histories));
        note(m_stuck, lawcheck::canBeOpenedAgain(history, model, keys[m_histories % keys.size()]));
        if (history.acts.size() < 4)
            note(m_graph, lawcheck::tellsTheSameGraph(history, model, graph));
        checkGrowth(history, graph, keys);
    }

    /// The last act against the same history without it.
    void checkGrowth(const History &history, const ConsentGraph &graph, const std::vector<int> &keys)
    {
        const Symbol *last = history.acts.back().symbol;
        if (!last)
            m_before = allowedIn(graph, keys);
        else if (isClosing(last->model.act) && !allowedIn(graph, keys).within(m_before))
            note(m_opened, history.toString() + "  the last act opened something\n");
    }

    static void note(std::string &first, std::string fault)
    {
        if (first.empty())
            first = std::move(fault);
    }

    static void expectNone(const std::string &fault) { QVERIFY2(fault.empty(), ("\n" + fault).c_str()); }

    std::uint64_t m_histories = 0;
    std::uint64_t m_answers = 0;
    Set m_before;
    std::string m_disagreement;
    std::string m_disorder;
    std::string m_override;
    std::string m_unasked;
    std::string m_stuck;
    std::string m_opened;
    std::string m_graph;
};

ASSENT_TEST_CLASS(EnumeratedLawTest);

#include "tst_law_enumerated.moc"
