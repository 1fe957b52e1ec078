// Decides, edits, adds people and syncs without end, with hubs that come and go, and
// writes down what it was told is done: to be killed.
//
//   assent-syncer STORE HUBS TOLD SEED BEHIND < key in hex, and a newline
//
// HUBS is a file with the address of a hub in each line, read anew before each sync.
// BEHIND is by how many milliseconds its clock is slow. To TOLD it writes, durably and
// before it does anything else:
//
//   deciding TAG ID …   an act comes, whose reason ends with the tag; its author has
//                       these acts before the eyes
//   decided TAG ID      the act is in the store
//   person ID           somebody new is in the store
//   edited ID           a fact is in the store
//   synced              a hub has everything that was told before
#include "crash/toldfile.h"
#include "fakes/lateclock.h"
#include "ledger/ledger.h"
#include "simulation/acts.h"
#include "sync/client.h"
#include "sync/qthttptransport.h"

#include "consent/lawcatalogue.h"

#include <QCoreApplication>

#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <thread>

using namespace assent;
using namespace assent::test;

namespace {

constexpr int kFailed = 1;
/// Of one store about one person: the model has numbers for 64 acts, and four stores act.
constexpr int kMostOwnActs = 12;
constexpr std::int64_t kMostWaiting = 30;
constexpr std::size_t kBusyPeople = 6; ///< the newest; acts of all stores are about these

bool isNetworkTrouble(const Error &error) { return error.code == ErrorCode::Network || error.code == ErrorCode::Protocol; }

/// The way to one hub, and what it asked for in Retry-After.
struct Way
{
    std::unique_ptr<sync::QtHttpTransport> transport;
    std::unique_ptr<sync::Client> client;
};

/// What somebody looked at, to decide on it now or later.
struct Seen
{
    ConsentView view;
    std::string acts;
};

class Syncer
{
public:
    Syncer(Vault &vault, std::string hubs, ToldFile told, std::uint64_t seed)
        : m_vault(vault), m_hubs(std::move(hubs)), m_told(std::move(told)), m_random(seed), m_run(std::to_string(seed)),
          m_consents(vault, m_catalogue), m_people(vault, m_catalogue)
    {
    }

    Result<void> next()
    {
        ASSENT_TRY(const OutboxCounts waiting, outbox::counts(m_vault));
        const int what = below(100);
        if (waiting.waitingClosings + waiting.waitingOthers > kMostWaiting) // or no sync would ever come to its end
            return sync(false);
        if (what < 3)
            return addPerson();
        if (what < 13)
            return edit();
        if (what < 15)
            return seal();
        if (what < 50)
            return sync(what < 20);
        return decide();
    }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(limit)); }

    Result<std::optional<SubjectId>> somebody()
    {
        ASSENT_TRY(const std::vector<SubjectId> people, m_people.page(std::nullopt, 1'000'000));
        if (people.empty())
            return std::optional<SubjectId>();
        const auto busy = std::min(people.size(), kBusyPeople);
        return std::optional(people[people.size() - 1 - static_cast<std::size_t>(below(static_cast<int>(busy)))]);
    }

    Result<void> addPerson()
    {
        ASSENT_TRY(Person person, Person::make(m_vault.clock().now()));
        person.jurisdiction = "PL";
        person.source = SourceId("web_shop");
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(m_vault));
        ASSENT_CHECK(m_people.add(transaction, person));
        ASSENT_CHECK(transaction.commit());
        return m_told.say("person " + person.id.toString());
    }

    Result<void> look(SubjectId subject)
    {
        ASSENT_TRY(ConsentView view, m_consents.view(subject));
        ASSENT_TRY(const std::vector<HistoryEntry> history, m_consents.history(subject));
        Seen seen{std::move(view), {}};
        for (const HistoryEntry &entry : history)
            seen.acts += " " + entry.event.core.id.toString();
        m_seen.insert_or_assign(subject, std::move(seen));
        return {};
    }

    /// Now and then on what was on screen long before.
    Result<void> decide()
    {
        ASSENT_TRY(const auto subject, somebody());
        if (!subject)
            return {};
        ASSENT_TRY(const std::vector<HistoryEntry> history, m_consents.history(*subject));
        const auto own = std::count_if(history.begin(), history.end(), [&](const HistoryEntry &entry) { return entry.event.core.device == m_vault.deviceId(); });
        if (own >= kMostOwnActs)
            return addPerson();
        if (!m_seen.contains(*subject) || below(5) > 0)
            ASSENT_CHECK(look(*subject));
        const Seen &seen = m_seen.at(*subject);
        const std::string tag = m_run + "-" + std::to_string(++m_acts);
        Decision decision = decisionOf(below(kChoices), seen.view.persona);
        decision.reason += " " + tag;
        ASSENT_CHECK(m_told.say("deciding " + tag + seen.acts));
        ASSENT_TRY(const auto events, m_consents.decide(seen.view, std::span(&decision, 1)));
        return m_told.say("decided " + tag + " " + events.front().core.id.toString());
    }

    Result<void> edit()
    {
        ASSENT_TRY(const auto subject, somebody());
        if (!subject)
            return {};
        ASSENT_TRY(const Attribute fact, m_people.declare(*subject, "city", "city " + std::to_string(below(1000))));
        return m_told.say("edited " + fact.id.toString());
    }

    Result<void> seal()
    {
        ASSENT_TRY([[maybe_unused]] const std::string note, Ledger(m_vault).checkpoint());
        return m_vault.checkpoint();
    }

    /// To one of the hubs that are up; nothing when none is.
    Result<sync::Client *> client()
    {
        std::vector<std::string> addresses;
        std::ifstream in(m_hubs);
        for (std::string line; std::getline(in, line);)
            addresses.push_back(line);
        if (addresses.empty())
            return nullptr;
        const std::string &address = addresses[static_cast<std::size_t>(below(static_cast<int>(addresses.size())))];
        Way &way = m_ways[address];
        if (!way.client) {
            ASSENT_TRY(way.transport, sync::QtHttpTransport::create(address));
            way.client = std::make_unique<sync::Client>(m_vault, m_catalogue, *way.transport);
            way.client->askBeforeLargePull([](const sync::LargePull &) { return true; });
        }
        return way.client.get();
    }

    /// People try again, but not at once.
    static Result<void> leaveAlone()
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return {};
    }

    /// Once it ends well, `waits` stays for news.
    Result<void> sync(bool waits)
    {
        ASSENT_TRY(sync::Client *const hub, client());
        if (!hub)
            return {};
        NoProgress progress;
        const auto done = hub->sync(progress);
        if (!done)
            return isNetworkTrouble(done.error()) ? leaveAlone() : done.error();
        if (done->setAside + done->refused + done->held > 0)
            return Error{ErrorCode::Conflict, "the hub or the store took something that it should not have refused"};
        ASSENT_CHECK(m_told.say("synced"));
        if (!waits)
            return {};
        const auto news = hub->waitForNews(std::chrono::seconds(1));
        return news || isNetworkTrouble(news.error()) ? Result<void>() : news.error();
    }

    Vault &m_vault;
    const std::string m_hubs;
    ToldFile m_told;
    std::mt19937_64 m_random;
    const std::string m_run;
    const std::shared_ptr<const Catalogue> m_catalogue = lawCatalogue();
    ConsentStore m_consents;
    ProfileStore m_people;
    std::map<std::string, Way> m_ways;
    std::map<SubjectId, Seen> m_seen;
    int m_acts = 0;
};

Result<void> work(char **arguments)
{
    std::string hex;
    std::getline(std::cin, hex);
    ASSENT_TRY(const Bytes key, fromHex(hex));
    const LateClock clock(std::chrono::milliseconds(std::stoll(arguments[5])));
    ASSENT_TRY(const auto vault, Vault::open(arguments[1], SecretBytes(ByteView(key)), clock));
    ASSENT_TRY(ToldFile told, ToldFile::open(arguments[3]));
    Syncer syncer(*vault, arguments[2], std::move(told), std::stoull(arguments[4]));
    for (;;)
        ASSENT_CHECK(syncer.next());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 6)
        return 2;
    std::cerr << work(argv).error().toString() << '\n';
    return kFailed;
}
