#include "sample/history.h"

#include "crypto/hash.h"

#include <algorithm>

namespace assent::sample {
namespace {

/// An episode of a life with an airline; `from` is the number of days ago.
using Episode = void (*)(Story &, Random &, int from);

double later(Random &random, int from) { return std::max(0.2, from * random.between(10, 85) / 100.0); }

const std::string_view kMarketing[] = {"newsletter email", "newsletter email", "offers email", "offers email", "offers push", "offers sms",
    "offers post", "price_alerts email", "partner_hotel_offers email", "surveys email"};
const std::string_view kData[] = {"personalisation online", "personalisation email", "analytics online", "analytics online", "profiling data"};
const std::string_view kSharing[] = {"data_sharing data calmora_hotels", "data_sharing data tarvel_cars", "third_party_ads online kestaro_media",
    "data_sale data quillmark"};

void subscribes(Story &story, Random &random, int from)
{
    for (int i = random.between(1, 3); i > 0; --i)
        story.grant(from - i * 0.01, random.pick(kMarketing), random.chance(60) ? "website" : "app");
}

void leavesAgain(Story &story, Random &random, int from)
{
    const std::string_view key = random.pick(kMarketing);
    story.grant(from, key);
    story.close(later(random, from), Act::Withdraw, key, random.chance(50) ? "unsubscribe link" : "preference centre");
}

void comesBack(Story &story, Random &random, int from)
{
    const std::string_view key = random.pick(kMarketing);
    story.grant(from, key);
    story.close(from * 0.6, Act::Withdraw, key);
    story.grant(from * 0.25, key, "app");
}

void isImported(Story &story, Random &random, int from)
{
    story.import(from, "newsletter email", "email_service");
    if (random.chance(40))
        story.import(from, "offers email", "web_shop");
}

void isImportedAfterLeaving(Story &story, Random &random, int from)
{
    story.import(from, "newsletter email", "email_service");
    story.close(from * 0.5, Act::Withdraw, "newsletter email");
    // The system had not heard of it: both stand, and nothing is allowed.
    story.import(from * 0.5 - random.between(1, 20) / 10.0, "newsletter email", "web_shop");
}

void confirms(Story &story, Random &random, int from)
{
    story.doubleOptIn(from, random.chance(70) ? "newsletter email" : "surveys email", random.chance(75));
}

void setsCookies(Story &story, Random &random, int from)
{
    for (int i = random.between(1, 3); i > 0; --i) {
        const std::string_view key = random.pick(kData);
        if (random.chance(55))
            story.grant(from - i * 0.01, key);
        else
            story.close(from - i * 0.01, Act::Refuse, key, "website");
    }
}

void sharesData(Story &story, Random &random, int from)
{
    const std::string_view key = random.pick(kSharing);
    story.grant(from, key, "booking form");
    if (random.chance(25))
        story.close(later(random, from), Act::Withdraw, key);
    else if (random.chance(20))
        story.grant(later(random, from), key, "preference centre");
}

void refusesSharing(Story &story, Random &random, int from)
{
    story.close(from, Act::Refuse, "class:sharing *", "booking form");
    if (random.chance(70))
        story.close(from - 0.01, Act::Refuse, "class:sale *", "booking form");
}

void sendsSignal(Story &story, Random &random, int from)
{
    if (random.chance(50))
        story.grant(from, "third_party_ads online kestaro_media");
    story.signal(from * 0.7, "sale");
    story.signal(from * 0.7, "sharing");
}

void withdrawsEverything(Story &story, Random &random, int from)
{
    subscribes(story, random, from);
    story.grant(from - 0.1, "personalisation online");
    story.close(later(random, from), Act::Withdraw, "* *");
}

void leavesAChannel(Story &story, Random &random, int from)
{
    story.grant(from, "offers sms");
    story.grant(from - 0.01, "price_alerts sms", "app");
    story.close(later(random, from), Act::Withdraw, random.chance(50) ? "* sms" : "* phone");
}

void decidesLater(Story &story, Random &random, int from) { story.act(from, Act::Defer, random.pick(kSharing)); }

void followsAFare(Story &story, Random &random, int from)
{
    story.grant(from, random.chance(50) ? "price_alerts push" : "price_alerts email", "app");
}

void speaksToAnAgent(Story &story, Random &random, int from)
{
    story.byPhone(from, random.chance(50) ? Act::Grant : Act::Withdraw, random.chance(50) ? "offers phone" : "surveys phone");
}

void objects(Story &story, Random &random, int from)
{
    story.close(from, Act::Object, random.chance(50) ? "service_improvement data" : "loyalty_statements post");
}

struct Weighted
{
    int share;
    Episode episode;
};
constexpr Weighted kEpisodes[] = {{16, subscribes}, {12, leavesAgain}, {8, comesBack}, {20, isImported}, {3, isImportedAfterLeaving},
    {9, confirms}, {14, setsCookies}, {12, sharesData}, {8, refusesSharing}, {4, sendsSignal}, {7, withdrawsEverything},
    {5, leavesAChannel}, {4, decidesLater}, {8, followsAFare}, {4, speaksToAnAgent}, {3, objects}};

Episode pickEpisode(Random &random)
{
    int total = 0;
    for (const Weighted &weighted : kEpisodes)
        total += weighted.share;
    int at = random.between(1, total);
    for (const Weighted &weighted : kEpisodes) {
        at -= weighted.share;
        if (at <= 0)
            return weighted.episode;
    }
    return subscribes;
}

} // namespace

KeyPattern Story::pattern(std::string_view words) const
{
    std::string parts[3];
    parts[2] = kSelf.str();
    for (std::string &part : parts) {
        if (words.empty())
            break;
        const std::size_t end = std::min(words.find(' '), words.size());
        part = words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    const bool wide = parts[0] == "*" || parts[1] == "*" || parts[0].starts_with("class:");
    KeyPattern pattern{m_catalogue.controller(), m_person.persona, {}, {}, {}, {}};
    if (parts[0].starts_with("class:"))
        pattern.purposeClass = parts[0].substr(6);
    else if (parts[0] != "*")
        pattern.purpose = PurposeId(parts[0]);
    if (parts[1] != "*")
        pattern.channel = ChannelId(parts[1]);
    if (!wide)
        pattern.recipient = RecipientId(parts[2]);
    return pattern;
}

Decision &Story::act(double daysAgo, Act act, std::string_view words)
{
    Step step;
    step.at = m_now - std::chrono::milliseconds(static_cast<std::int64_t>(std::max(daysAgo, 0.01) * 86'400'000.0));
    step.decision.act = act;
    step.decision.pattern = pattern(words);
    step.decision.decidedAt = step.at;
    step.decision.locale = m_person.language;
    step.decision.collectionPoint = "website";
    m_steps.push_back(std::move(step));
    return m_steps.back().decision;
}

void Story::grant(double daysAgo, std::string_view words, std::string_view where)
{
    Decision &decision = act(daysAgo, Act::Grant, words);
    decision.servedMode = ServedMode::Screen;
    decision.collectionPoint = where;
}

void Story::close(double daysAgo, Act closing, std::string_view words, std::string_view where)
{
    act(daysAgo, closing, words).collectionPoint = where;
}

void Story::import(double daysAgo, std::string_view words, std::string_view source)
{
    Decision &decision = act(daysAgo, Act::Grant, words);
    decision.servedMode = ServedMode::Attested;
    decision.method = ConsentMethod::Import;
    decision.actorRole = ActorRole::Import;
    decision.actorId = source;
    decision.collectionPoint = "import";
    m_steps.back().unseen = true;
}

void Story::signal(double daysAgo, std::string_view purposeClass)
{
    Decision &decision = act(daysAgo, Act::Signal, "class:" + std::string(purposeClass) + " *");
    decision.method = ConsentMethod::Signal;
    decision.reason = "Sec-GPC: 1";
    m_steps.back().unseen = true;
}

void Story::doubleOptIn(double daysAgo, std::string_view words, bool confirmed)
{
    Decision &request = act(daysAgo, Act::Request, words);
    request.method = ConsentMethod::DoubleOptIn;
    request.servedMode = ServedMode::Screen;
    if (!confirmed)
        return;
    Decision &confirm = act(daysAgo - 0.02, Act::Confirm, words);
    confirm.method = ConsentMethod::DoubleOptIn;
    confirm.servedMode = ServedMode::Screen;
    confirm.collectionPoint = "confirmation link";
}

void Story::byPhone(double daysAgo, Act act, std::string_view words)
{
    Decision &decision = this->act(daysAgo, act, words);
    decision.actorRole = ActorRole::Agent;
    decision.actorId = "agent-17";
    decision.onBehalfReason = "The customer called";
    decision.method = ConsentMethod::Verbal;
    decision.collectionPoint = "call centre";
    if (!isOpening(act))
        return;
    decision.servedMode = ServedMode::ReadAloud;
    const std::string recording = "call " + m_person.id.toString() + " " + toRfc3339(*decision.decidedAt);
    decision.attachments.push_back({"recording.opus", "audio/ogg", sha256(asBytes(recording))});
}

bool Story::possible(const Step &step) const
{
    const Decision &decision = step.decision;
    if (isClosing(decision.act))
        return !decision.pattern.purpose || m_catalogue.purpose(*decision.pattern.purpose);
    const auto key = decision.pattern.concrete();
    const auto keys = m_catalogue.keysOf(m_person.persona);
    if (!key || std::find(keys.begin(), keys.end(), *key) == keys.end())
        return false;
    const Purpose &purpose = *m_catalogue.purpose(key->purpose);
    return m_catalogue.noticeAt(purpose.notice, step.at) && !purpose.retiredAt
        && m_catalogue.regimeFor(purpose, m_person.jurisdiction).model != ConsentModel::Required;
}

std::vector<Step> Story::steps() const
{
    std::vector<Step> steps;
    std::copy_if(m_steps.begin(), m_steps.end(), std::back_inserter(steps), [this](const Step &step) { return possible(step); });
    std::stable_sort(steps.begin(), steps.end(), [](const Step &a, const Step &b) { return a.at < b.at; });
    return steps;
}

void tellStory(Story &story, Random &random, const Person &person, int days)
{
    if (random.chance(15))
        return; // many never decide anything
    if (person.jurisdiction.starts_with("US-") && random.chance(30))
        sendsSignal(story, random, random.between(1, days - 1));
    for (int i = random.between(1, 3); i > 0; --i)
        pickEpisode(random)(story, random, random.between(1, days - 1));
}

Result<std::vector<ConsentEvent>> record(
    const WriteTransaction &transaction, ConsentStore &store, const Person &person, const std::vector<Step> &steps)
{
    std::vector<ConsentEvent> events;
    std::vector<GraphAct> seen;
    for (std::size_t begin = 0; begin < steps.size();) {
        std::size_t end = begin + 1;
        while (!steps[begin].unseen && end < steps.size() && !steps[end].unseen)
            ++end;
        std::vector<Decision> decisions;
        for (; begin < end; ++begin)
            decisions.push_back(steps[begin].decision);
        const bool unseen = steps[end - 1].unseen;
        const ConsentView view{person.id, person.persona, person.jurisdiction, person.language,
            ConsentGraph(unseen ? std::vector<GraphAct>{} : seen), {}};
        ASSENT_TRY(auto recorded, store.decide(transaction, view, decisions));
        for (ConsentEvent &event : recorded) {
            seen.push_back({event.hash(), event.core, event.payload});
            events.push_back(std::move(event));
        }
    }
    return events;
}

} // namespace assent::sample
