#pragma once

#include "consent/lawhistory.h"

namespace assent::test {

/// What every history must show, checked one by one. Each check gives the fault
/// in words, or nothing.
namespace lawcheck {

/// The product says what the law says.
std::string agreesWithTheLaw(const History &history, const Model &model, const ConsentGraph &graph, const std::vector<int> &keys);
/// Another order and repeated acts give the same states.
std::string ignoresOrderAndRepetition(const History &history, const ConsentGraph &graph, std::uint64_t shuffle);
/// An allowed key has, for each closing act on it, an opening whose author had
/// seen it.
std::string overridesNoUnseenWithdrawal(const History &history, const ConsentGraph &graph);
/// On an opt-in basis an allowed key has an opening act.
std::string opensNothingWithoutAnAct(const History &history, const ConsentGraph &graph);
/// A grant by someone who sees everything opens.
std::string canBeOpenedAgain(const History &history, const Model &model, int key);
/// The heads and pasts that the product tells are those of the law.
std::string tellsTheSameGraph(const History &history, const Model &model, const ConsentGraph &graph);

} // namespace lawcheck

/// Which keys are allowed, over days and bases: a set of numbers to compare.
Set allowedIn(const ConsentGraph &graph, const std::vector<int> &keys);

} // namespace assent::test
