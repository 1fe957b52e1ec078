#include "simulation/world.h"

#include "profile/erasure.h"

#include <algorithm>

namespace assent::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int kSteps = 40;
/// The model has numbers for 64 acts of a person.
constexpr int kMostActs = 45;
bool isNetworkTrouble(const Error &error) { return error.code == ErrorCode::Network || error.code == ErrorCode::Protocol; }

} // namespace

World::World(const Beginning &beginning, fs::path folder, std::uint64_t seed)
    : m_beginning(beginning), m_folder(std::move(folder)), m_random(seed, 1),
      m_hub(Beginning::hub(m_folder), beginning.key, beginning.now),
      m_network(m_random, [this](const sync::HttpRequest &request) { return hubAnswers(request); })
{
    fs::copy(beginning.folder, m_folder, fs::copy_options::recursive);
    for (int i = 0; i < Beginning::kDesktops; ++i) {
        m_desktops.push_back(std::make_unique<SimDesktop>(Beginning::desktop(m_folder, i), beginning.key, beginning.now));
        m_transports.push_back(std::make_unique<SimTransport>(m_network, [this, i](const sync::HttpRequest &request) { return mayPass(i, request); }));
    }
}

World::~World()
{
    for (const auto &desktop : m_desktops)
        desktop->close();
    m_hub.close();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void World::breach(const std::string &words)
{
    if (!isBroken())
        m_breach = words;
}

std::string World::run()
{
    if (const auto opened = m_hub.open(); !opened)
        breach("the hub does not open: " + opened.error().toString());
    for (int i = 0; i < Beginning::kDesktops; ++i)
        reopen(i);
    for (int i = 0; i < kSteps && !isBroken(); ++i)
        step();
    if (!isBroken())
        finish();
    return m_breach;
}

void World::passTime(std::chrono::milliseconds time)
{
    m_hub.clock.advance(time);
    for (const auto &desktop : m_desktops)
        desktop->clock.advance(time);
}

void World::step()
{
    passTime(std::chrono::milliseconds(m_random.between(1, 600'000)));
    const int who = m_random.between(0, Beginning::kDesktops - 1);
    const int what = m_random.between(1, 100);
    if (what <= 42)
        decide(who);
    else if (what <= 48)
        edit(who);
    else if (what <= 78)
        sync(who);
    else if (what <= 84)
        m_network.deliverLate();
    else if (what <= 88)
        turnClock(who);
    else if (what <= 93)
        at(who).online = !at(who).online;
    else if (what <= 96)
        copyAside(m_random.chance(50) ? m_hub.folder() : at(who).folder());
    else if (what <= 98)
        putBackHub();
    else if (what <= 99)
        putBackDesktop(who);
    else
        erase(who);
    reviveHub();
}

// What people do.

/// Breaches when someone is missing whom nobody erased.
bool World::isThere(int number, SubjectId subject)
{
    const auto plan = planErasure(at(number).vault(), subject);
    if (!plan && (plan.error().code != ErrorCode::NotFound || !m_mayBeErased.contains(subject)))
        breach(nameOf(number) + " lacks a person whom nobody erased: " + plan.error().toString());
    return plan.ok();
}

void World::look(int number, SubjectId subject)
{
    auto view = at(number).consents().view(subject);
    const auto acts = told(number, subject);
    if (view && acts)
        m_seen.insert_or_assign({number, subject}, Seen{*std::move(view), acts->heads()});
    else
        breach(nameOf(number) + " cannot read a person: " + (view ? acts.error() : view.error()).toString());
}

void World::decide(int number)
{
    SimDesktop &desktop = at(number);
    const SubjectId subject = m_random.pick(m_beginning.people);
    if (m_acts[subject] >= kMostActs || !isThere(number, subject))
        return;
    // Now and then on what was on screen long before.
    if (!m_seen.contains({number, subject}) || !m_random.chance(20))
        look(number, subject);
    if (isBroken())
        return;
    const Seen seen = m_seen.at({number, subject});
    const int choice = m_random.between(0, kChoices - 1);
    const Decision decision = decisionOf(choice, seen.view.persona);
    mayDie(desktop.folder());
    const auto made = desktop.consents().decide(seen.view, std::span(&decision, 1));
    ++m_acts[subject]; // also when it died over it: the act may be there
    note(nameOf(number) + " decides " + std::to_string(choice) + (made ? " " + made->front().core.id.toString() : " and fails"));
    if (made && made->front().core.parents != seen.heads)
        breach("an act does not name the heads of its view");
    if (made)
        m_acknowledged.emplace(made->front().core.id, subject);
    else if (!m_disk.isDead(desktop.folder()))
        breach("a decision is refused: " + made.error().toString());
    outlive(number);
}

void World::edit(int number)
{
    SimDesktop &desktop = at(number);
    const SubjectId subject = m_random.pick(m_beginning.people);
    if (!isThere(number, subject))
        return;
    mayDie(desktop.folder());
    const auto edited = desktop.people().declare(subject, "city", "city " + std::to_string(m_random.between(1, 1000)));
    note(nameOf(number) + " edits" + (edited ? "" : " and fails"));
    if (!edited && !m_disk.isDead(desktop.folder()))
        breach("an edit is refused: " + edited.error().toString());
    outlive(number);
}

void World::erase(int number)
{
    SimDesktop &desktop = at(number);
    const SubjectId subject = m_random.pick(m_beginning.people);
    if (!isThere(number, subject))
        return;
    mayDie(desktop.folder());
    m_mayBeErased.insert(subject);
    const auto erased = eraseSubject(desktop.vault(), subject, ErasedBy::Self);
    note(nameOf(number) + " erases " + subject.toString() + (erased ? "" : " and fails"));
    if (erased)
        m_erased.insert(subject);
    else if (!m_disk.isDead(desktop.folder()))
        breach("an erasure is refused: " + erased.error().toString());
    outlive(number);
}

void World::sync(int number)
{
    SimDesktop &desktop = at(number);
    mayDie(desktop.folder());
    mayDie(m_hub.folder());
    NoProgress progress;
    const auto done = desktop.client().sync(progress);
    note(nameOf(number) + " syncs: " + (done ? std::to_string(done->pushed) + " sent, " + std::to_string(done->pulled) + " received" : done.error().toString()));
    if (!done && !isNetworkTrouble(done.error()) && !m_disk.isDead(desktop.folder()))
        breach(nameOf(number) + " cannot sync: " + done.error().toString());
    if (done && (done->setAside > 0 || done->refused > 0))
        breach(nameOf(number) + " set something aside or refused it");
    if (done && !done->erasureRefusal.empty())
        breach("the hub refuses an erasure: " + done->erasureRefusal);
    m_disk.isDead(m_hub.folder()) ? reviveHub() : m_disk.spare(m_hub.folder());
    outlive(number);
    if (!isBroken())
        check(number);
}

void World::turnClock(int number)
{
    const auto jump = std::chrono::minutes(m_random.between(-24 * 60, 24 * 60));
    FakeClock &clock = m_random.chance(25) ? m_hub.clock : at(number).clock;
    clock.advance(jump);
    note("a clock jumps by " + std::to_string(jump.count()) + " minutes");
}

// What befalls machines.

/// With some luck not within the next act.
void World::mayDie(const fs::path &machine)
{
    if (m_random.chance(12))
        m_disk.dieAfter(machine, m_random.between(1, 120));
}

void World::reopen(int number)
{
    const auto opened = at(number).open(*m_transports[static_cast<std::size_t>(number)]);
    if (!opened)
        breach(nameOf(number) + " does not open: " + opened.error().toString());
}

void World::outlive(int number)
{
    SimDesktop &desktop = at(number);
    if (!m_disk.isDead(desktop.folder()))
        return m_disk.spare(desktop.folder());
    desktop.close();
    const bool powerCut = m_random.chance(50);
    m_disk.revive(desktop.folder(), powerCut);
    note(nameOf(number) + (powerCut ? " loses its power" : " dies") + " and starts again");
    reopen(number);
}

void World::reviveHub()
{
    if (!m_disk.isDead(m_hub.folder()))
        return;
    m_hub.close();
    const bool powerCut = m_random.chance(50);
    m_disk.revive(m_hub.folder(), powerCut);
    note(std::string("the hub ") + (powerCut ? "loses its power" : "dies") + " and starts again");
    if (const auto opened = m_hub.open(); !opened)
        breach("the hub does not open: " + opened.error().toString());
}

std::optional<sync::HttpResponse> World::hubAnswers(const sync::HttpRequest &request)
{
    if (m_disk.isDead(m_hub.folder()))
        return std::nullopt;
    sync::HttpResponse answer = m_hub.handle(request);
    if (m_disk.isDead(m_hub.folder()))
        return std::nullopt;
    if (answer.status == 500 || answer.status == 503)
        breach("the hub fails: " + answer.body);
    return answer;
}

/// A closing act never waits while something else is sent.
Result<void> World::mayPass(int number, const sync::HttpRequest &request)
{
    SimDesktop &desktop = at(number);
    if (!desktop.online)
        return Error{ErrorCode::Network, "offline"};
    if (request.path != "/v1/sync/push" || request.body.find("\"lane\":\"other\"") == std::string::npos)
        return {};
    const auto counts = outbox::counts(desktop.vault());
    if (counts && counts->waitingClosings > 0)
        breach(nameOf(number) + " sends other things while a closing act waits");
    return {};
}

} // namespace assent::test
