#pragma once

#include "simulation/acts.h"
#include "simulation/machines.h"
#include "simulation/network.h"
#include "simulation/simdisk.h"

namespace assent::test {

/// The folders that every world begins with: a hub and desktops that have joined
/// it, with the same few people. Nothing of it is open.
struct Beginning
{
    std::filesystem::path folder;
    SecretBytes key;
    Timestamp now;
    std::vector<SubjectId> people;
    std::map<SubjectId, Digest> pseudonyms;
    DeviceId firstDevice;

    static constexpr int kDesktops = 3;
    static std::filesystem::path hub(const std::filesystem::path &in) { return in / "hub"; }
    static std::filesystem::path desktop(const std::filesystem::path &in, int number) { return in / ("desktop" + std::to_string(number)); }
};
/// Makes it; the process ends when it cannot.
Beginning makeBeginning(const std::filesystem::path &folder);

/// Some desktops and their hub, to which happens what the seed says: decisions on
/// views old and new, edits, syncs over a bad network, deaths at any call to a disk
/// with and without the loss of what was not flushed, clocks that jump by a day,
/// people erased, hubs and desktops put back to an older copy. Then all is mended.
///
/// What must hold is checked after every sync, and at the end:
/// - each store shows what the law, said a second time in consent/model.h, makes of
///   the acts that it holds, and each act names the heads of the view it was taken on;
/// - no closing act waits while anything else is sent;
/// - what was acknowledged is everywhere, and all stores are equal;
/// - whom somebody erased is nowhere, and nobody else is missing.
class World
{
public:
    /// `folder` does not exist yet and goes with the world.
    World(const Beginning &beginning, std::filesystem::path folder, std::uint64_t seed);
    ~World();
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    /// The first breach in words, or nothing.
    std::string run();
    /// What happened, a line each; the same for the same seed.
    const std::string &trace() const { return m_trace; }

private:
    /// What somebody looked at, to decide on it now or later.
    struct Seen
    {
        ConsentView view;
        std::vector<Digest> heads;
    };

    void step();
    void passTime(std::chrono::milliseconds time);
    void note(const std::string &line) { m_trace += line + "\n"; }
    void breach(const std::string &words);
    bool isBroken() const { return !m_breach.empty(); }
    SimDesktop &at(int desktop) { return *m_desktops[static_cast<std::size_t>(desktop)]; }
    static std::string nameOf(int desktop) { return "desktop " + std::to_string(desktop); }

    void look(int desktop, SubjectId subject);
    void decide(int desktop);
    void edit(int desktop);
    void erase(int desktop);
    bool isThere(int desktop, SubjectId subject);
    void sync(int desktop);
    void turnClock(int desktop);
    void copyAside(const std::filesystem::path &machine);
    void putBackHub();
    void putBackDesktop(int desktop);
    void forgetWhatIsNowhere();
    bool isErasedAnywhere(SubjectId subject);

    std::optional<sync::HttpResponse> hubAnswers(const sync::HttpRequest &request);
    Result<void> mayPass(int desktop, const sync::HttpRequest &request);
    void mayDie(const std::filesystem::path &machine);
    void outlive(int desktop);
    void reviveHub();
    void reopen(int desktop);

    Result<ToldActs> told(int desktop, SubjectId subject);
    void check(int desktop);
    void finish();
    bool settle();
    void expectEqual();
    void expectAcknowledged();
    void expectErased();
    Result<std::set<EventId>> eventsAt(int desktop);

    const Beginning &m_beginning;
    std::filesystem::path m_folder;
    sample::Random m_random;
    SimDisk m_disk{m_random};
    SimHub m_hub;
    SimNetwork m_network;
    std::vector<std::unique_ptr<SimDesktop>> m_desktops;
    std::vector<std::unique_ptr<SimTransport>> m_transports;
    std::map<std::pair<int, SubjectId>, Seen> m_seen;
    std::map<EventId, SubjectId> m_acknowledged;
    std::set<SubjectId> m_mayBeErased; ///< somebody wanted it, and may have died over it
    std::set<SubjectId> m_erased;      ///< it was acknowledged
    std::map<SubjectId, int> m_acts;
    std::string m_breach;
    std::string m_trace;
};

} // namespace assent::test
