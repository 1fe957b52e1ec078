#pragma once

#include "consent/law.h"

#include <cstdint>
#include <optional>
#include <vector>

/// The law of consent (DOMAIN.md section 2) said a second time, as sets of
/// small numbers and one line for each clause, to hold the product's own
/// against. It knows nothing of hashes, catalogues and instants: keys and acts
/// have numbers, time is counted in days.
namespace assent::test {

/// A set of numbers below 64.
class Set
{
public:
    constexpr Set() = default;
    constexpr explicit Set(std::uint64_t bits) : m_bits(bits) {}
    static constexpr Set of(int member) { return Set(std::uint64_t{1} << member); }
    static constexpr Set below(int count) { return Set(count == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1); }

    constexpr bool has(int member) const { return (m_bits >> member & 1) != 0; }
    constexpr bool empty() const { return m_bits == 0; }
    constexpr std::uint64_t bits() const { return m_bits; }
    constexpr Set operator|(Set other) const { return Set(m_bits | other.m_bits); }
    constexpr Set operator&(Set other) const { return Set(m_bits & other.m_bits); }
    constexpr Set operator-(Set other) const { return Set(m_bits & ~other.m_bits); }
    constexpr bool within(Set other) const { return (*this - other).empty(); }
    constexpr bool operator==(const Set &) const = default;

    /// Those members for which the condition holds.
    template<typename Condition>
    constexpr Set where(Condition condition) const
    {
        Set out;
        for (std::uint64_t rest = m_bits; rest != 0; rest &= rest - 1) {
            const int member = __builtin_ctzll(rest);
            if (condition(member))
                out = out | of(member);
        }
        return out;
    }
    template<typename Condition>
    constexpr bool any(Condition condition) const { return !where(condition).empty(); }
    template<typename Function>
    constexpr void each(Function function) const
    {
        where([&](int member) { function(member); return false; });
    }

private:
    std::uint64_t m_bits = 0;
};

/// An act as the law sees it.
struct ModelAct
{
    Act act = Act::Grant;
    Set keys;          ///< what it is about; of an opening or neutral act one key
    Set parents;       ///< heads of the view that its author acted on
    bool delivered = true;
    bool served = true;
    bool entitled = true;
    bool guardian = false;
    int notice = 2;    ///< its version
    std::optional<int> until; ///< valid before this day
};

/// What the law takes from the catalogue.
struct ModelKey
{
    bool optOut = false;
    int cutOffDay = 1'000'000; ///< from this day on the key needs notice 2
    int retiredDay = 1'000'000;
};

struct Verdict
{
    bool allowed = false;
    bool conflict = false;
    StateWord word = StateWord::Unknown;
    bool operator==(const Verdict &) const = default;
};

class Model
{
public:
    /// Acts stand after those that they saw.
    explicit Model(std::vector<ModelAct> acts) : m_acts(std::move(acts))
    {
        m_here = all().where([&](int a) { return m_acts[a].delivered; });
        for (const ModelAct &act : m_acts)
            m_past.push_back(seenThrough(act.parents & m_here));
    }

    // The graph. A missing ancestor leads nowhere: what is not proven seen is
    // unseen.
    Set here() const { return m_here; }
    Set past(int act) const { return m_past[act]; }
    Set heads() const
    {
        return m_here.where([&](int a) { return !m_here.any([&](int other) { return m_acts[other].parents.has(a); }); });
    }

    // Openings.
    Set openings(int k) const { return here().where([&](int a) { return opens(a) && m_acts[a].keys.has(k); }); }
    Set standingOpenings(int k) const
    {
        const Set on = openings(k);
        return on.where([&](int o) { return !on.any([&](int other) { return past(other).has(o); }); });
    }
    bool dateIsPast(int o, int day) const { return m_acts[o].until && *m_acts[o].until <= day; }
    bool noticeIsOld(int o, const ModelKey &key, int day) const { return day >= key.cutOffDay && m_acts[o].notice < 2; }
    bool counted(int o) const { return m_acts[o].served && m_acts[o].entitled; }
    bool isLive(int o, const ModelKey &key, int day) const
    {
        return counted(o) && !noticeIsOld(o, key, day) && !dateIsPast(o, day) && day < key.retiredDay;
    }
    Set liveOpenings(int k, const ModelKey &key, int day) const
    {
        return standingOpenings(k).where([&](int o) { return isLive(o, key, day); });
    }

    // Closings.
    Set closings(int k) const { return here().where([&](int a) { return closes(a) && m_acts[a].keys.has(k); }); }
    Set standingClosings(int k, const ModelKey &key, int day) const
    {
        const Set live = liveOpenings(k, key, day);
        return closings(k).where([&](int c) { return !live.any([&](int o) { return past(o).has(c); }); });
    }

    // The law.
    bool isAllowed(int k, const ModelKey &key, int day) const
    {
        return standingClosings(k, key, day).empty() && day < key.retiredDay
            && (key.optOut || !liveOpenings(k, key, day).empty());
    }
    bool isConflict(int k, const ModelKey &key, int day) const
    {
        const Set live = liveOpenings(k, key, day);
        return standingClosings(k, key, day).any([&](int c) { return !live.within(past(c)); });
    }

    // The words. What never counted has not lapsed, and a request that "decide
    // later" answered is no longer open. Where opt-out holds and nobody said a
    // word, the key is allowed and the word is still "unknown".
    bool isRenewal(int k, const ModelKey &key, int day) const
    {
        return liveOpenings(k, key, day).any([&](int o) { return !(past(o) & openings(k)).empty(); });
    }
    bool hasLapsed(int k, int day) const
    {
        return standingOpenings(k).any([&](int o) { return counted(o) && dateIsPast(o, day) && !m_acts[o].guardian; });
    }
    bool isAskedAgain(int k, const ModelKey &key, int day) const
    {
        return standingOpenings(k).any([&](int o) {
            return counted(o) && (noticeIsOld(o, key, day) || (m_acts[o].guardian && dateIsPast(o, day)));
        });
    }
    Set of(Act act, int k) const
    {
        return here().where([&](int a) { return m_acts[a].act == act && m_acts[a].keys.has(k); });
    }
    bool isRequested(int k) const
    {
        return of(Act::Request, k).any([&](int r) { return !of(Act::Defer, k).any([&](int d) { return past(d).has(r); }); });
    }
    StateWord word(int k, const ModelKey &key, int day) const
    {
        if (const Set closed = standingClosings(k, key, day); !closed.empty())
            return strictest(closed);
        if (!liveOpenings(k, key, day).empty())
            return isRenewal(k, key, day) ? StateWord::Renewed : StateWord::Given;
        if (hasLapsed(k, day))
            return StateWord::Expired;
        if (isAskedAgain(k, key, day) || isRequested(k))
            return StateWord::Requested;
        return of(Act::Defer, k).empty() ? StateWord::Unknown : StateWord::Deferred;
    }
    Verdict verdict(int k, const ModelKey &key, int day) const
    {
        return {isAllowed(k, key, day), isConflict(k, key, day), word(k, key, day)};
    }

    const std::vector<ModelAct> &acts() const { return m_acts; }

private:
    Set seenThrough(Set parents) const
    {
        Set out = parents;
        parents.each([&](int p) { out = out | m_past[p]; });
        return out;
    }
    Set all() const { return Set::below(static_cast<int>(m_acts.size())); }
    bool opens(int a) const { return m_acts[a].act == Act::Grant || m_acts[a].act == Act::Confirm; }
    bool closes(int a) const { return !opens(a) && m_acts[a].act != Act::Request && m_acts[a].act != Act::Defer; }
    StateWord strictest(Set closed) const
    {
        const auto there = [&](Act act) { return closed.any([&](int c) { return m_acts[c].act == act; }); };
        if (there(Act::Invalidate))
            return StateWord::Invalidated;
        if (there(Act::Revoke))
            return StateWord::Revoked;
        const bool onlyRefused = closed == closed.where([&](int c) { return m_acts[c].act == Act::Refuse; });
        return onlyRefused ? StateWord::Refused : StateWord::Withdrawn;
    }

    std::vector<ModelAct> m_acts;
    Set m_here;
    std::vector<Set> m_past;
};

} // namespace assent::test
