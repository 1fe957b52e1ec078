#pragma once

#include "consent/lawcatalogue.h"
#include "consent/model.h"

#include <string>

/// Histories of consent acts told twice: to the product as graph acts, to the
/// model as sets of numbers.
namespace assent::test {

/// The keys that both sides answer for, by the model's number.
inline constexpr int kParentKey = 0;  ///< offers, e-mail
inline constexpr int kChildKey = 1;   ///< hotel_offers, e-mail; asked again by notice 2
inline constexpr int kOtherKey = 2;   ///< hotel_offers, SMS; asked again by notice 2
inline constexpr int kRetiredKey = 3; ///< old_club, e-mail; retired by day 1
inline constexpr int kKeys = 4;
inline constexpr int kDays = 2; ///< day 0 lies before every lapse and cut-off, day 1 after

ConsentKey productKey(int key);
ModelKey modelKey(int key, bool optOut);
Timestamp instantOf(int day);
std::string keyName(int key);

/// A kind of act, with what each side must know of it.
struct Symbol
{
    std::string name;
    ModelAct model;
    EventPayload payload;
    bool blind = false; ///< its author sees nothing: imports and signals
};
/// Everything that the law tells apart.
const std::vector<Symbol> &fullAlphabet();
/// The kinds that interact; enough of them for longer histories.
const std::vector<Symbol> &shortAlphabet();
/// A yes and a no, each alone, lapsing or for everything, and from an import: for
/// the longest histories.
const std::vector<Symbol> &fewestAlphabet();

struct HistoryAct
{
    const Symbol *symbol = nullptr; ///< null: not delivered
    Set parents;
};

/// What both sides need of one history. Act numbers are the order in which the
/// acts were made; clocks may say otherwise.
struct History
{
    std::vector<HistoryAct> acts;
    std::vector<std::int64_t> clocks; ///< decided_at in hours; empty: each earlier than the one before

    Model model() const;
    std::vector<GraphAct> graphActs() const; ///< the delivered ones
    std::string toString() const;
};

Digest hashOfAct(int number);
/// The acts of a set by their hashes, sorted.
std::vector<Digest> hashesOf(Set acts);

const Catalogue &catalogueOfLaw();
Verdict verdictOf(const ConsentState &state);
std::string toString(const Verdict &verdict);

/// How the product's answer differs from the law's, in words; empty when it
/// does not.
std::string difference(const ConsentGraph &graph, const Model &model, int key, int day, bool optOut);

/// The heads of a view, out of the acts' parents.
Set headsOf(Set view, const std::vector<HistoryAct> &acts);
/// All that an act had seen, delivered or not.
std::vector<Set> seenBy(const std::vector<HistoryAct> &acts);

} // namespace assent::test
