// Copies that are put back, and what must hold of a world.
#include "simulation/world.h"

#include "profile/erasure.h"
#include "sync/clientdigest.h"
#include "vault/erasures.h"

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

constexpr const char *kErasures = "erasures.jsonl";

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
    // Who restores keeps the list of erasures; who puts a disk back does not.
    const fs::path list = fs::path(folder).concat(".erasures");
    const bool keepsList = m_random.chance(50) && fs::exists(folder / kErasures);
    if (keepsList)
        fs::copy_file(folder / kErasures, list, fs::copy_options::overwrite_existing);
    replaceFolder(folder, asideOf(folder));
    if (keepsList)
        fs::copy_file(list, folder / kErasures, fs::copy_options::overwrite_existing);
    m_disk.forget(folder);
    note(nameOf(number) + " is put back to its copy" + (keepsList ? ", but for the list of erasures" : ""));
    reopen(number);
    if (isBroken())
        return;
    const auto replayed = erasures::replay(at(number).vault(), folder);
    if (!replayed)
        return breach("the list of erasures is not replayed: " + replayed.error().toString());
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
    std::erase_if(m_acknowledged, [&](const auto &act) { return !left.contains(act.first); });
    std::erase_if(m_erased, [&](SubjectId subject) { return !isErasedAnywhere(subject); });
}

bool World::isErasedAnywhere(SubjectId subject)
{
    for (const auto &desktop : m_desktops) {
        const auto known = erasures::contains(desktop->vault(), subject);
        if (known && *known)
            return true;
    }
    const auto known = m_hub.erased();
    return known && known->contains(m_beginning.pseudonyms.at(subject));
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
        if (!isThere(number, subject))
            continue;
        const auto view = at(number).consents().view(subject);
        const auto acts = told(number, subject);
        if (!view || !acts)
            return breach(nameOf(number) + " cannot read a person");
        const std::string difference = differenceFromModel(at(number).consents(), *view, acts->acts(), at(number).clock.now());
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
        expectErased();
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
            if (!done->erasureRefusal.empty())
                breach("the hub refuses an erasure: " + done->erasureRefusal);
            moved += done->pushed + done->pulled + done->erased + (at(i).queueIsEmpty() ? 0 : 1);
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
        if (!isThere(number, subject))
            continue;
        ASSENT_TRY(const std::vector<HistoryEntry> history, at(number).consents().history(subject));
        for (const HistoryEntry &entry : history)
            out.insert(entry.event.core.id);
    }
    return out;
}

/// But for acts of people who were erased.
void World::expectAcknowledged()
{
    const auto expectAll = [this](const std::string &who, const Result<std::set<EventId>> &there) {
        if (!there)
            return breach(who + " cannot be read: " + there.error().toString());
        for (const auto &[event, subject] : m_acknowledged) {
            if (!m_mayBeErased.contains(subject) && !there->contains(event))
                return breach(who + " lacks an act that was acknowledged: " + event.toString());
        }
    };
    expectAll("the hub", m_hub.events(m_beginning.firstDevice));
    for (int i = 0; i < Beginning::kDesktops; ++i)
        expectAll(nameOf(i), eventsAt(i));
}

void World::expectErased()
{
    const auto atHub = m_hub.events(m_beginning.firstDevice);
    if (!atHub)
        return breach("the hub hands nothing out: " + atHub.error().toString());
    for (const SubjectId &subject : m_erased) {
        for (int i = 0; i < Beginning::kDesktops; ++i) {
            if (isThere(i, subject))
                breach(nameOf(i) + " still has a person who was erased");
        }
        for (const auto &[event, whose] : m_acknowledged) {
            if (whose == subject && atHub->contains(event))
                breach("the hub still hands out an act of a person who was erased");
        }
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
