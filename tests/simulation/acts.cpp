#include "simulation/acts.h"

#include "consent/lawhistory.h"

#include <QtGlobal>

#include <algorithm>

namespace assent::test {
namespace {

constexpr int kDayZero = 0; ///< of the model: nothing has lapsed yet

struct Choice
{
    Act act;
    const char *purpose; ///< null: all
    const char *channel; ///< null: all
    std::uint64_t keys;  ///< of the model
};

constexpr std::uint64_t only(int key) { return std::uint64_t{1} << key; }

constexpr Choice kAll[] = {
    {Act::Grant, "offers", "email", only(kParentKey)},
    {Act::Grant, "hotel_offers", "email", only(kChildKey)},
    {Act::Grant, "hotel_offers", "sms", only(kOtherKey)},
    {Act::Grant, "old_club", "email", only(kRetiredKey)},
    {Act::Withdraw, "offers", "email", only(kParentKey) | only(kChildKey)},
    {Act::Withdraw, "hotel_offers", "sms", only(kOtherKey)},
    {Act::Withdraw, "hotel_offers", nullptr, only(kChildKey) | only(kOtherKey)},
    {Act::Refuse, "old_club", "email", only(kRetiredKey)},
    {Act::Withdraw, nullptr, nullptr, only(kKeys) - 1},
};

} // namespace

const int kChoices = static_cast<int>(std::size(kAll));

Decision decisionOf(int number, const PersonaId &persona)
{
    const Choice &choice = kAll[number];
    Decision decision;
    decision.act = choice.act;
    decision.pattern.controller = ControllerId("acme");
    decision.reason = std::to_string(number);
    if (choice.purpose)
        decision.pattern.purpose = PurposeId(choice.purpose);
    if (choice.channel)
        decision.pattern.channel = ChannelId(choice.channel);
    if (isOpening(choice.act)) {
        decision.pattern.persona = persona;
        decision.pattern.recipient = RecipientId("self");
        decision.servedMode = ServedMode::Screen;
    }
    return decision;
}

ModelAct modelActOf(int choice)
{
    ModelAct act;
    act.act = kAll[choice].act;
    act.keys = Set(kAll[choice].keys);
    return act;
}

ToldActs::ToldActs(const std::vector<HistoryEntry> &history)
{
    std::map<Digest, const ConsentEvent *> left;
    for (const HistoryEntry &entry : history)
        left.emplace(entry.event.hash(), &entry.event);
    while (!left.empty())
        takeNext(left);
}

/// The first whose parents have been taken, or are not here at all.
void ToldActs::takeNext(std::map<Digest, const ConsentEvent *> &left)
{
    const auto next = std::find_if(left.begin(), left.end(), [&](const auto &candidate) {
        const std::vector<Digest> &parents = candidate.second->core.parents;
        return std::none_of(parents.begin(), parents.end(), [&](const Digest &parent) { return left.contains(parent); });
    });
    if (next == left.end())
        qFatal("acts that saw each other");
    const ConsentEvent &event = *next->second;
    ModelAct act = modelActOf(std::stoi(event.payload.reason));
    act.act = event.core.act;
    act.notice = event.payload.noticeVersion;
    act.parents = numbersOf(event.core.parents);
    m_acts.push_back(act);
    m_hashes.push_back(next->first);
    left.erase(next);
}

Set ToldActs::numbersOf(const std::vector<Digest> &hashes) const
{
    Set numbers;
    for (const Digest &hash : hashes) {
        const auto known = std::find(m_hashes.begin(), m_hashes.end(), hash);
        if (known != m_hashes.end())
            numbers = numbers | Set::of(static_cast<int>(known - m_hashes.begin()));
    }
    return numbers;
}

std::vector<Digest> ToldActs::heads() const
{
    std::vector<Digest> out;
    Model(m_acts).heads().each([&](int act) { out.push_back(m_hashes[static_cast<std::size_t>(act)]); });
    std::sort(out.begin(), out.end());
    return out;
}

std::string differenceFromModel(const ConsentStore &consents, const ConsentView &view, const std::vector<ModelAct> &acts, Timestamp at)
{
    const Model model(acts);
    for (int key = 0; key < kKeys; ++key) {
        ConsentKey asked = productKey(key);
        asked.persona = view.persona;
        const Verdict shown = verdictOf(consents.state(view, asked, at).state);
        const Verdict right = model.verdict(key, modelKey(key, false), kDayZero);
        if (shown != right)
            return keyName(key) + " is shown as " + toString(shown) + ", and is " + toString(right);
    }
    return {};
}

} // namespace assent::test
