#include "consent/lawhistory.h"

#include <algorithm>

namespace assent::test {
namespace {

const char *const kOptInPlace = "PL";
const char *const kOptOutPlace = "US-CA";

PersonaId persona() { return PersonaId(*Uuid::parse("01900000-0000-7000-8000-000000000001")); }

KeyPattern pattern() { return KeyPattern{ControllerId("acme"), {}, {}, {}, {}, {}}; }

KeyPattern ofPurpose(const char *purpose)
{
    KeyPattern out = pattern();
    out.purpose = PurposeId(purpose);
    return out;
}

KeyPattern ofClass(const char *purposeClass)
{
    KeyPattern out = pattern();
    out.purposeClass = purposeClass;
    return out;
}

KeyPattern ofChannel(const char *channel)
{
    KeyPattern out = pattern();
    out.channel = ChannelId(channel);
    return out;
}

Set setOf(std::initializer_list<int> members)
{
    Set out;
    for (int member : members)
        out = out | Set::of(member);
    return out;
}

Symbol symbol(std::string name, Act act, const KeyPattern &key, Set keys)
{
    Symbol out;
    out.name = std::string(actName(act)) + " " + std::move(name);
    out.model.act = act;
    out.model.keys = keys;
    out.payload.key = key;
    if (isOpening(act)) {
        out.payload.servedMode = ServedMode::Screen;
        out.payload.noticeVersion = 2;
    }
    return out;
}

Symbol on(Act act, int key) { return symbol(keyName(key), act, KeyPattern::of(productKey(key)), Set::of(key)); }

Symbol oldNotice(Symbol out)
{
    out.name += " (old notice)";
    out.payload.noticeVersion = out.model.notice = 1;
    return out;
}

Symbol lapsing(Symbol out)
{
    out.name += " (lapses)";
    out.model.until = 1;
    out.payload.validUntil = instantOf(1);
    return out;
}

Symbol unserved(Symbol out)
{
    out.name += " (no notice)";
    out.model.served = false;
    out.payload.servedMode = ServedMode::None;
    return out;
}

Symbol bySystem(Symbol out)
{
    out.name += " (by the system)";
    out.model.entitled = false;
    out.payload.actorRole = ActorRole::System;
    return out;
}

Symbol byGuardian(Symbol out)
{
    out = lapsing(std::move(out));
    out.name += " (guardian)";
    out.model.guardian = true;
    out.payload.actorRole = ActorRole::Guardian;
    out.payload.verificationId = "v1";
    return out;
}

Symbol imported(Symbol out)
{
    out.name += " (import)";
    out.blind = true;
    out.payload.actorRole = ActorRole::Import;
    if (isOpening(out.model.act))
        out.payload.servedMode = ServedMode::Attested;
    return out;
}

Symbol blind(Symbol out)
{
    out.blind = true;
    return out;
}

const Set kAllKeys = setOf({kParentKey, kChildKey, kOtherKey, kRetiredKey});

Symbol withdrawAll() { return symbol("everything", Act::Withdraw, pattern(), kAllKeys); }

/// On the parent's key, and so on the child's.
Symbol withdrawParent()
{
    return symbol("offers/email", Act::Withdraw, KeyPattern::of(productKey(kParentKey)), setOf({kParentKey, kChildKey}));
}

Timestamp decidedAt(const History &history, std::size_t act)
{
    const std::int64_t hours = history.clocks.empty() ? -static_cast<std::int64_t>(act) : history.clocks[act];
    return instantOf(0) - std::chrono::hours(24) + std::chrono::hours(hours);
}

std::string listOf(Set acts)
{
    std::string out;
    acts.each([&](int act) { out += (out.empty() ? "" : ", ") + std::to_string(act + 1); });
    return out.empty() ? "nothing" : out;
}

} // namespace

ConsentKey productKey(int key)
{
    switch (key) {
    case kParentKey: return lawKey(persona(), "offers", "email");
    case kChildKey: return lawKey(persona(), "hotel_offers", "email");
    case kOtherKey: return lawKey(persona(), "hotel_offers", "sms");
    default: return lawKey(persona(), "old_club", "email");
    }
}

ModelKey modelKey(int key, bool optOut)
{
    ModelKey out;
    out.optOut = optOut;
    if (key == kChildKey || key == kOtherKey)
        out.cutOffDay = 1;
    if (key == kRetiredKey)
        out.retiredDay = 1;
    return out;
}

Timestamp instantOf(int day) { return *fromRfc3339(day == 0 ? "2026-06-01" : "2027-01-01"); }

std::string keyName(int key)
{
    const ConsentKey concrete = productKey(key);
    return concrete.purpose.str() + "/" + concrete.channel.str();
}

const std::vector<Symbol> &fullAlphabet()
{
    static const std::vector<Symbol> symbols{
        on(Act::Grant, kChildKey), on(Act::Grant, kParentKey), on(Act::Confirm, kChildKey), on(Act::Grant, kRetiredKey),
        oldNotice(on(Act::Grant, kChildKey)), lapsing(on(Act::Grant, kChildKey)), unserved(on(Act::Grant, kChildKey)),
        bySystem(on(Act::Grant, kChildKey)), byGuardian(on(Act::Grant, kChildKey)), imported(on(Act::Grant, kChildKey)),
        lapsing(on(Act::Grant, kRetiredKey)),
        on(Act::Withdraw, kChildKey), withdrawParent(), withdrawAll(),
        symbol("purpose offers", Act::Withdraw, ofPurpose("offers"), setOf({kParentKey, kChildKey, kOtherKey})),
        symbol("purpose hotel_offers", Act::Withdraw, ofPurpose("hotel_offers"), setOf({kChildKey, kOtherKey})),
        symbol("channel email", Act::Withdraw, ofChannel("email"), setOf({kParentKey, kChildKey, kRetiredKey})),
        symbol("channel sms", Act::Withdraw, ofChannel("sms"), setOf({kOtherKey})),
        symbol("class marketing", Act::Withdraw, ofClass("marketing"), kAllKeys),
        symbol("class sharing", Act::Withdraw, ofClass("sharing"), Set()),
        imported(on(Act::Withdraw, kChildKey)),
        on(Act::Refuse, kChildKey), on(Act::Object, kChildKey), on(Act::Revoke, kChildKey), on(Act::Invalidate, kChildKey),
        blind(symbol("class marketing", Act::Signal, ofClass("marketing"), kAllKeys)),
        on(Act::Request, kChildKey), on(Act::Defer, kChildKey)};
    return symbols;
}

const std::vector<Symbol> &shortAlphabet()
{
    static const std::vector<Symbol> symbols{
        on(Act::Grant, kChildKey), on(Act::Grant, kParentKey), oldNotice(on(Act::Grant, kChildKey)),
        lapsing(on(Act::Grant, kChildKey)), imported(on(Act::Grant, kChildKey)),
        on(Act::Withdraw, kChildKey), withdrawParent(), withdrawAll(),
        on(Act::Refuse, kChildKey), on(Act::Request, kChildKey)};
    return symbols;
}

const std::vector<Symbol> &fewestAlphabet()
{
    static const std::vector<Symbol> symbols{
        on(Act::Grant, kChildKey), lapsing(on(Act::Grant, kChildKey)), imported(on(Act::Grant, kChildKey)),
        on(Act::Withdraw, kChildKey), withdrawAll(), imported(on(Act::Withdraw, kChildKey))};
    return symbols;
}

Model History::model() const
{
    std::vector<ModelAct> out;
    for (const HistoryAct &act : acts) {
        ModelAct told = act.symbol ? act.symbol->model : ModelAct{};
        told.delivered = act.symbol != nullptr;
        told.parents = act.parents;
        out.push_back(std::move(told));
    }
    return Model(std::move(out));
}

std::vector<GraphAct> History::graphActs() const
{
    std::vector<GraphAct> out;
    out.reserve(acts.size());
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (!acts[i].symbol)
            continue;
        GraphAct &act = out.emplace_back();
        act.hash = hashOfAct(static_cast<int>(i));
        act.core.act = acts[i].symbol->model.act;
        act.core.parents = hashesOf(acts[i].parents);
        act.core.decidedAt = decidedAt(*this, i);
        act.payload = acts[i].symbol->payload;
    }
    return out;
}

std::string History::toString() const
{
    Set named;
    for (const HistoryAct &act : acts)
        named = named | (act.symbol ? act.parents : Set());
    std::string out;
    for (std::size_t i = 0; i < acts.size(); ++i) {
        if (!acts[i].symbol && !named.has(static_cast<int>(i)))
            continue;
        out += "  " + std::to_string(i + 1) + ". " + (acts[i].symbol ? acts[i].symbol->name : "(did not arrive)") + ", having seen "
            + listOf(acts[i].parents) + ", clock " + toRfc3339(decidedAt(*this, i)) + "\n";
    }
    return out;
}

Digest hashOfAct(int number)
{
    // Not in the order of making, so that sorting by hash never helps.
    Digest out = {};
    out[0] = static_cast<Byte>(number * 173 + 40);
    out[1] = static_cast<Byte>(number);
    return out;
}

std::vector<Digest> hashesOf(Set acts)
{
    std::vector<Digest> out;
    acts.each([&](int act) { out.push_back(hashOfAct(act)); });
    std::sort(out.begin(), out.end());
    return out;
}

const Catalogue &catalogueOfLaw()
{
    static const std::shared_ptr<const Catalogue> catalogue = lawCatalogue();
    return *catalogue;
}

Verdict verdictOf(const ConsentState &state) { return {state.allowed, state.conflict, state.word}; }

std::string toString(const Verdict &verdict)
{
    return std::string(verdict.allowed ? "allowed" : "not allowed") + (verdict.conflict ? ", conflict, " : ", ")
        + std::string(stateWordName(verdict.word));
}

std::string difference(const ConsentGraph &graph, const Model &model, int key, int day, bool optOut)
{
    const ModelKey rules = modelKey(key, optOut);
    const Verdict law = model.verdict(key, rules, day);
    const ConsentState product = graph.evaluate(productKey(key), catalogueOfLaw(), instantOf(day), optOut ? kOptOutPlace : kOptInPlace);
    const bool same = law == verdictOf(product) && product.liveOpenings == hashesOf(model.liveOpenings(key, rules, day))
        && product.standingClosings == hashesOf(model.standingClosings(key, rules, day));
    if (same)
        return {};
    return "  " + keyName(key) + " on day " + std::to_string(day) + (optOut ? " (opt-out)" : "") + "\n  law:     " + toString(law)
        + "; live openings " + listOf(model.liveOpenings(key, rules, day)) + "; standing closings "
        + listOf(model.standingClosings(key, rules, day)) + "\n  product: " + toString(verdictOf(product)) + "; "
        + std::to_string(product.liveOpenings.size()) + " live openings; " + std::to_string(product.standingClosings.size())
        + " standing closings\n";
}

Set headsOf(Set view, const std::vector<HistoryAct> &acts)
{
    return view.where([&](int a) { return !view.any([&](int other) { return acts[other].parents.has(a); }); });
}

std::vector<Set> seenBy(const std::vector<HistoryAct> &acts)
{
    std::vector<Set> seen;
    for (const HistoryAct &act : acts) {
        Set all = act.parents;
        act.parents.each([&](int parent) { all = all | seen[parent]; });
        seen.push_back(all);
    }
    return seen;
}

} // namespace assent::test
