#include "base/registry.h"
#include "consent/lawcheck.h"
#include "consent/merge.h"

#include <QDebug>
#include <QTest>

using namespace assent;
using namespace assent::test;

namespace {

PersonaId personaOf(int member)
{
    return PersonaId(*Uuid::parse(member == 0 ? "01900000-0000-7000-8000-000000000001" : "01900000-0000-7000-8000-000000000002"));
}

SubjectId subjectOf(int member)
{
    return SubjectId(*Uuid::parse(member == 0 ? "01900000-0000-7000-8000-00000000000a" : "01900000-0000-7000-8000-00000000000b"));
}

const SamePersonas &oneAndTheSame()
{
    static const SamePersonas same = [] {
        SamePersonas out;
        out.unite(personaOf(0), personaOf(1));
        return out;
    }();
    return same;
}

/// A symbol as one of the members has it.
Symbol ofMember(Symbol symbol, int member)
{
    if (symbol.payload.key.persona)
        symbol.payload.key.persona = personaOf(member);
    return symbol;
}

/// An act that one of the two made alone, or on the merged view.
struct Kind
{
    Symbol symbol[2];    ///< as either has it
    int member = 0;      ///< whose
    bool merged = false; ///< its author saw both
    bool both = false;   ///< and it was written to both
};

/// Both alone, then both on the merged view, where a closing goes to both.
std::vector<Kind> kindsOf(const std::vector<Symbol> &symbols)
{
    std::vector<Kind> kinds;
    for (const bool merged : {false, true}) {
        for (const Symbol &symbol : symbols) {
            const bool both = merged && isClosing(symbol.model.act);
            for (int member = 0; member < (both ? 1 : 2); ++member)
                kinds.push_back({{ofMember(symbol, 0), ofMember(symbol, 1)}, member, merged, both});
        }
    }
    return kinds;
}

/// Events of two members in the order they were made.
struct TwoHistory
{
    History acts;              ///< all of them
    std::vector<int> member;   ///< whose each is
    std::vector<bool> merged;  ///< made on the merged view

    Set of(int whose) const
    {
        Set out;
        for (std::size_t i = 0; i < member.size(); ++i) {
            if (member[i] == whose)
                out = out | Set::of(static_cast<int>(i));
        }
        return out;
    }
    /// What one of them has of it.
    History heldBy(int whose) const
    {
        History held = acts;
        for (std::size_t i = 0; i < member.size(); ++i) {
            if (member[i] != whose)
                held.acts[i].symbol = nullptr;
        }
        return held;
    }
};

ConsentView viewOf(const TwoHistory &history, int member)
{
    return {subjectOf(member), personaOf(member), "PL", "en", ConsentGraph(history.heldBy(member).graphActs()), {}};
}

ConsentState stateOf(const ConsentGraph &graph, int key, int member)
{
    ConsentKey about = productKey(key);
    about.persona = personaOf(member);
    return graph.evaluate(about, catalogueOfLaw(), instantOf(0), "PL");
}

} // namespace

/// Two subjects who are merged, decide, and are parted again: every history of up
/// to four acts, every view, every part delivered.
class MergedLawTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        enumerate(3, {kChildKey, kParentKey}, shortAlphabet());
        // Four acts of the kinds that can undo each other.
        std::vector<Symbol> few;
        for (const Symbol &symbol : shortAlphabet()) {
            if (symbol.name == "grant " + keyName(kChildKey) || symbol.name == "withdraw " + keyName(kChildKey))
                few.push_back(symbol);
        }
        QCOMPARE(few.size(), std::size_t{2});
        enumerate(4, {kChildKey}, few);
        qInfo().noquote() << m_histories << "histories of two";
    }

    void theMergedGraphAnswersAsTheLawOfTheUnion() { expectNone(m_disagreement); }
    void noMergeOpens() { expectNone(m_opened); }
    void noWithdrawalIsOverriddenWhileMerged() { expectNone(m_override); }
    void noWithdrawalIsLostByPartingAgain() { expectNone(m_lost); }
    void theEnumerationIsNotEmpty() { QVERIFY(m_histories > 1'000'000); }

    void aClosingIsWrittenToEveryMemberAndAnOpeningToOne()
    {
        TwoHistory nothing;
        const std::vector<ConsentView> members{viewOf(nothing, 0), viewOf(nothing, 1)};
        Decision decision;
        decision.pattern = KeyPattern::of(productKey(kChildKey)); // the first one's persona
        const auto closing = onMembers(members, oneAndTheSame(), decision, subjectOf(1));
        QVERIFY(closing.ok() && closing->size() == 2);
        QVERIFY(closing->at(0).decision.pattern.persona == personaOf(0) && closing->at(1).decision.pattern.persona == personaOf(1));
        decision.act = Act::Grant;
        const auto opening = onMembers(members, oneAndTheSame(), decision, subjectOf(1));
        QVERIFY(opening.ok() && opening->size() == 1);
        QVERIFY(opening->front().view.subject == subjectOf(1) && opening->front().decision.pattern.persona == personaOf(1));
        QVERIFY(!onMembers(members, oneAndTheSame(), decision, SubjectId(makeUuidV7(instantOf(0)))).ok());
        decision.pattern.persona = PersonaId(makeUuidV7(instantOf(0)));
        QVERIFY(!onMembers(members, oneAndTheSame(), decision, subjectOf(1)).ok());
        decision.act = Act::Withdraw;
        QCOMPARE(onMembers(members, oneAndTheSame(), decision, subjectOf(1))->size(), std::size_t{1}); // never blocked
        decision.pattern.persona.reset();
        QCOMPARE(onMembers(members, oneAndTheSame(), decision, subjectOf(1))->size(), std::size_t{2});
    }

    void personasThatWereNotUnitedStayApart()
    {
        TwoHistory history;
        const Symbol grant = ofMember(shortAlphabet().front(), 1);
        history.acts.acts.push_back({&grant, Set()});
        history.member = {1};
        history.merged = {false};
        const std::vector<ConsentView> members{viewOf(history, 0), viewOf(history, 1)};
        QVERIFY(!stateOf(mergedGraph(members, SamePersonas()), kChildKey, 0).allowed);
        QVERIFY(stateOf(mergedGraph(members, SamePersonas()), kChildKey, 1).allowed);
        QVERIFY(stateOf(mergedGraph(members, oneAndTheSame()), kChildKey, 0).allowed);
    }

private:
    void enumerate(std::size_t longest, const std::vector<int> &keys, const std::vector<Symbol> &symbols)
    {
        m_keys = keys;
        m_kinds = kindsOf(symbols);
        for (std::size_t count = 1; count <= longest; ++count) {
            TwoHistory history;
            fill(history, count);
        }
    }

    void fill(TwoHistory &history, std::size_t left)
    {
        if (left == 0)
            return check(history);
        for (const Kind &kind : m_kinds) {
            // The two are alike: whoever acts first is the first.
            if (history.member.empty() && kind.member == 1)
                continue;
            for (Set heads : viewsFor(history, kind))
                deliver(history, kind, heads, left);
        }
    }

    /// The heads of every part of what the author could have had.
    static std::vector<Set> viewsFor(const TwoHistory &history, const Kind &kind)
    {
        if (kind.symbol[0].blind)
            return {Set()};
        const Set within = kind.merged ? Set::below(static_cast<int>(history.member.size())) : history.of(kind.member);
        std::set<std::uint64_t> known;
        std::vector<Set> out;
        for (std::uint64_t view = within.bits();; view = (view - 1) & within.bits()) {
            const Set heads = headsOf(Set(view), history.acts.acts);
            if (known.insert(heads.bits()).second)
                out.push_back(heads);
            if (view == 0)
                return out;
        }
    }

    /// With and without each event.
    void deliver(TwoHistory &history, const Kind &kind, Set heads, std::size_t left)
    {
        const int copies = kind.both ? 2 : 1;
        for (int arrived = 0; arrived < 1 << copies; ++arrived) {
            for (int copy = 0; copy < copies; ++copy) {
                const int member = kind.both ? copy : kind.member;
                history.acts.acts.push_back({(arrived >> copy & 1) != 0 ? &kind.symbol[member] : nullptr, heads});
                history.member.push_back(member);
                history.merged.push_back(kind.merged);
            }
            fill(history, left - 1);
            for (int copy = 0; copy < copies; ++copy) {
                history.acts.acts.pop_back();
                history.member.pop_back();
                history.merged.pop_back();
            }
        }
    }

    void check(const TwoHistory &history)
    {
        ++m_histories;
        const std::vector<ConsentView> members{viewOf(history, 0), viewOf(history, 1)};
        const ConsentGraph merged = mergedGraph(members, oneAndTheSame());
        const Model model = history.acts.model();
        const std::vector<Set> seen = seenBy(history.acts.acts);
        for (int key : m_keys) {
            note(m_disagreement, history, difference(merged, model, key, 0, false));
            const bool allowed = stateOf(merged, key, 0).allowed;
            const bool alone[] = {stateOf(members[0].graph, key, 0).allowed, stateOf(members[1].graph, key, 1).allowed};
            if (allowed && !unanswered(history, seen, key, -1).empty())
                note(m_override, history, "  allowed while merged over a withdrawal that no opening had seen\n");
            for (int member = 0; member < 2; ++member) {
                if (alone[member] && !unanswered(history, seen, key, member).empty())
                    note(m_lost, history, "  allowed for " + std::to_string(member + 1) + " alone over a withdrawal of theirs\n");
            }
            const bool apart = std::none_of(history.merged.begin(), history.merged.end(), [](bool each) { return each; });
            if (apart && allowed && !alone[0] && !alone[1])
                note(m_opened, history, "  allowed merged, and for neither alone\n");
        }
    }

    /// Closings on the key that were delivered (to that member), and that no opening
    /// that was delivered there had seen.
    static Set unanswered(const TwoHistory &history, const std::vector<Set> &seen, int key, int member)
    {
        const auto &acts = history.acts.acts;
        const auto there = [&](int act, bool (*kind)(Act)) {
            return acts[act].symbol && kind(acts[act].symbol->model.act) && acts[act].symbol->model.keys.has(key)
                && (member < 0 || history.member[act] == member);
        };
        const Set all = Set::below(static_cast<int>(acts.size()));
        return all.where([&](int closing) {
            return there(closing, isClosing) && !all.any([&](int opening) { return there(opening, isOpening) && seen[opening].has(closing); });
        });
    }

    static void note(std::string &first, const TwoHistory &history, const std::string &fault)
    {
        if (first.empty() && !fault.empty())
            first = history.acts.toString() + fault;
    }
    static void expectNone(const std::string &fault) { QVERIFY2(fault.empty(), ("\n" + fault).c_str()); }

    std::vector<int> m_keys;
    std::vector<Kind> m_kinds;
    std::uint64_t m_histories = 0;
    std::string m_disagreement;
    std::string m_override;
    std::string m_opened;
    std::string m_lost;
};

ASSENT_TEST_CLASS(MergedLawTest);

#include "tst_law_merged.moc"
