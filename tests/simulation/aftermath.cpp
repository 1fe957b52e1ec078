// Copies that are put back, and what must hold of a world.
#include "simulation/world.h"

#include "sync/clientdigest.h"

#include <algorithm>

namespace assent::test {
namespace {

namespace fs = std::filesystem;

constexpr int kMostRounds = 12;

fs::path asideOf(const fs::path &machine) { return fs::path(machine).concat(".aside"); }

void replaceFolder(const fs::path &folder, const fs::path &by)
{
    fs::remove_all(folder);
    fs::copy(by, folder, fs::copy_options::recursive);
}

/// The first line that two texts do not share, of each.
std::string firstDifference(const std::string &a, const std::string &b)
{
    const auto where = static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin()).first - a.begin());
    const auto lineOf = [where](const std::string &text) {
        const auto begin = where == 0 ? std::string::npos : text.rfind('\n', where - 1);
        const auto from = begin == std::string::npos ? 0 : begin + 1;
        return text.substr(from, text.find('\n', from) - from);
    };
    return "\"" + lineOf(a) + "\" and \"" + lineOf(b) + "\"";
}

bool isAll(const std::set<EventId> &all, const std::set<EventId> &some)
{
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

} // namespace

// Copies.

/// Of files as they are in use; what a power cut could take is in the copy.
void World::copyAside(const fs::path &machine)
{
    replaceFolder(asideOf(machine), machine);
    note("a copy is made of " + machine.filename().string());
}

void World::putBackHub()
{
    if (!fs::exists(asideOf(m_hub.folder())))
        return;
    m_hub.close();
    replaceFolder(m_hub.folder(), asideOf(m_hub.folder()));
    m_disk.forget(m_hub.folder());
    note("the hub is put back to its copy");
    if (const auto opened = m_hub.open(); !opened)
        breach("the hub does not open from its copy: " + opened.error().toString());
    forgetWhatIsNowhere();
}

void World::putBackDesktop(int number)
{
    const fs::path folder = at(number).folder();
    if (!fs::exists(asideOf(folder)))
        return;
    at(number).close();
    replaceFolder(folder, asideOf(folder));
    m_disk.forget(folder);
    note(nameOf(number) + " is put back to its copy");
    reopen(number);
    std::erase_if(m_seen, [number](const auto &seen) { return seen.first.first == number; });
    forgetWhatIsNowhere();
}

/// What only a machine had that was put back is gone; its owner took it away.
void World::forgetWhatIsNowhere()
{
    std::set<EventId> left;
    for (int i = 0; i < Beginning::kDesktops && !isBroken(); ++i) {
        if (const auto there = eventsAt(i))
            left.insert(there->begin(), there->end());
    }
    if (const auto there = m_hub.events(m_beginning.firstDevice))
        left.insert(there->begin(), there->end());
    std::erase_if(m_acknowledged, [&](EventId event) { return !left.contains(event); });
}

// What must hold.

Result<ToldActs> World::told(int number, SubjectId subject)
{
    ASSENT_TRY(const std::vector<HistoryEntry> history, at(number).consents().history(subject));
    return ToldActs(history);
}

void World::check(int number)
{
    for (const SubjectId &subject : m_beginning.people) {
        const auto view = at(number).consents().view(subject);
        const auto acts = told(number, subject);
        if (!view || !acts)
            return breach(nameOf(number) + " cannot read a person");
        const std::string difference = differenceFromModel(at(number).consents(), *view, *acts, at(number).clock.now());
        if (!difference.empty())
            return breach(nameOf(number) + ": " + difference);
    }
}

void World::finish()
{
    m_network.heal();
    for (const auto &desktop : m_desktops)
        desktop->online = true;
    if (!settle() && !isBroken())
        breach("the stores are not in step after " + std::to_string(kMostRounds) + " rounds");
    for (int i = 0; i < Beginning::kDesktops && !isBroken(); ++i)
        check(i);
    if (!isBroken())
        expectAcknowledged();
    if (!isBroken())
        expectEqual();
}

/// True once a whole round moved nothing.
bool World::settle()
{
    NoProgress progress;
    for (int round = 0; round < kMostRounds; ++round) {
        int moved = 0;
        passTime(std::chrono::minutes(10)); // a hub may have asked to be left alone
        for (int i = 0; i < Beginning::kDesktops; ++i) {
            const auto done = at(i).client().sync(progress);
            if (!done) {
                breach(nameOf(i) + " cannot sync though all is well: " + done.error().toString());
                return false;
            }
            moved += done->pushed + done->pulled + (at(i).queueIsEmpty() ? 0 : 1);
        }
        if (moved == 0)
            return true;
    }
    return false;
}

Result<std::set<EventId>> World::eventsAt(int number)
{
    std::set<EventId> out;
    for (const SubjectId &subject : m_beginning.people) {
        ASSENT_TRY(const std::vector<HistoryEntry> history, at(number).consents().history(subject));
        for (const HistoryEntry &entry : history)
            out.insert(entry.event.core.id);
    }
    return out;
}

void World::expectAcknowledged()
{
    const auto atHub = m_hub.events(m_beginning.firstDevice);
    if (!atHub || !isAll(*atHub, m_acknowledged))
        breach("the hub lacks an act that was acknowledged");
    for (int i = 0; i < Beginning::kDesktops; ++i) {
        const auto there = eventsAt(i);
        if (!there || !isAll(*there, m_acknowledged))
            breach(nameOf(i) + " lacks an act that was acknowledged");
    }
}

void World::expectEqual()
{
    const Timestamp now = m_hub.clock.now();
    const std::string first = digestOf(at(0).consents(), at(0).people(), now);
    note(first);
    for (int i = 1; i < Beginning::kDesktops; ++i) {
        const std::string other = digestOf(at(i).consents(), at(i).people(), now);
        if (other != first)
            breach(nameOf(0) + " and " + std::to_string(i) + " differ: " + firstDifference(first, other));
    }
}

} // namespace assent::test
