#include "consent/lawcheck.h"

#include <algorithm>
#include <random>

namespace assent::test {
namespace {

ConsentState stateOf(const ConsentGraph &graph, int key, int day)
{
    return graph.evaluate(productKey(key), catalogueOfLaw(), instantOf(day), "PL");
}

bool opens(const HistoryAct &act, int key) { return act.symbol && isOpening(act.symbol->model.act) && act.symbol->model.keys.has(key); }
bool closes(const HistoryAct &act, int key) { return act.symbol && isClosing(act.symbol->model.act) && act.symbol->model.keys.has(key); }

/// Some author of an opening on the key had seen the act.
bool isAnswered(const History &history, const std::vector<Set> &seen, int act, int key)
{
    for (std::size_t i = 0; i < history.acts.size(); ++i) {
        if (opens(history.acts[i], key) && seen[i].has(act))
            return true;
    }
    return false;
}

std::string told(const History &history, const std::string &fault) { return fault.empty() ? fault : history.toString() + fault; }

const Symbol &freshGrant(int key)
{
    static const std::vector<Symbol> grants = [] {
        std::vector<Symbol> out;
        for (int each = 0; each < kKeys; ++each) {
            Symbol grant;
            grant.name = "grant " + keyName(each) + " (seeing everything)";
            grant.model.keys = Set::of(each);
            grant.payload.key = KeyPattern::of(productKey(each));
            grant.payload.servedMode = ServedMode::Screen;
            grant.payload.noticeVersion = 2;
            out.push_back(std::move(grant));
        }
        return out;
    }();
    return grants[static_cast<std::size_t>(key)];
}

} // namespace

std::string lawcheck::agreesWithTheLaw(
    const History &history, const Model &model, const ConsentGraph &graph, const std::vector<int> &keys)
{
    for (int key : keys) {
        for (int day = 0; day < kDays; ++day) {
            for (bool optOut : {false, true}) {
                if (optOut && day == 0)
                    continue; // the lapses are what day 1 has in addition
                if (const std::string fault = difference(graph, model, key, day, optOut); !fault.empty())
                    return told(history, fault);
            }
        }
    }
    return {};
}

std::string lawcheck::ignoresOrderAndRepetition(const History &history, const ConsentGraph &graph, std::uint64_t shuffle)
{
    std::vector<GraphAct> acts = history.graphActs();
    const std::size_t once = acts.size();
    if (once == 0)
        return {};
    acts.reserve(once + 2);
    acts.push_back(acts[shuffle % once]);
    acts.push_back(acts[(shuffle + 1) % once]);
    std::shuffle(acts.begin(), acts.end(), std::mt19937_64(shuffle));
    const int day = static_cast<int>(shuffle % kDays);
    const ConsentState here = stateOf(graph, kChildKey, day);
    const ConsentState there = stateOf(ConsentGraph(std::move(acts)), kChildKey, day);
    if (verdictOf(here) == verdictOf(there) && here.since == there.since && here.validUntil == there.validUntil)
        return {};
    return told(history, "  " + toString(verdictOf(here)) + ", and in another order " + toString(verdictOf(there)) + "\n");
}

std::string lawcheck::overridesNoUnseenWithdrawal(const History &history, const ConsentGraph &graph)
{
    const std::vector<Set> seen = seenBy(history.acts);
    for (int key : {kParentKey, kChildKey}) {
        if (!stateOf(graph, key, 0).allowed)
            continue;
        for (std::size_t i = 0; i < history.acts.size(); ++i) {
            if (closes(history.acts[i], key) && !isAnswered(history, seen, static_cast<int>(i), key))
                return told(history, "  " + keyName(key) + " is allowed over act " + std::to_string(i + 1) + "\n");
        }
    }
    return {};
}

std::string lawcheck::opensNothingWithoutAnAct(const History &history, const ConsentGraph &graph)
{
    for (int key : {kParentKey, kChildKey}) {
        const bool opened = std::any_of(history.acts.begin(), history.acts.end(), [key](const HistoryAct &act) { return opens(act, key); });
        if (!opened && stateOf(graph, key, 0).allowed)
            return told(history, "  " + keyName(key) + " is allowed and nobody opened it\n");
    }
    return {};
}

std::string lawcheck::canBeOpenedAgain(const History &history, const Model &model, int key)
{
    History longer = history;
    longer.acts.push_back({&freshGrant(key), model.heads()});
    if (!longer.clocks.empty())
        longer.clocks.push_back(0);
    const int day = key == kRetiredKey ? 0 : 1;
    if (stateOf(ConsentGraph(longer.graphActs()), key, day).allowed)
        return {};
    return told(longer, "  " + keyName(key) + " stays closed\n");
}

std::string lawcheck::tellsTheSameGraph(const History &history, const Model &model, const ConsentGraph &graph)
{
    if (graph.heads() != hashesOf(model.heads()))
        return told(history, "  the heads differ\n");
    std::string fault;
    model.here().each([&](int act) {
        const ConsentGraph past = graph.pastOf(hashOfAct(act));
        std::vector<Digest> hashes;
        for (const GraphAct &seen : past.acts())
            hashes.push_back(seen.hash);
        if (hashes != hashesOf(model.past(act)))
            fault = "  the past of act " + std::to_string(act + 1) + " differs\n";
    });
    return told(history, fault);
}

Set allowedIn(const ConsentGraph &graph, const std::vector<int> &keys)
{
    Set out;
    for (int key : keys) {
        for (int day = 0; day < kDays; ++day) {
            if (stateOf(graph, key, day).allowed)
                out = out | Set::of(key * kDays + day);
        }
    }
    return out;
}

} // namespace assent::test
