// Decides and pushes without end, and says how far it came: to be killed.
//
//   assent-pusher STORE HUB-URL SEED < key in hex, and a newline
//
// Each batch of decisions has three acts. A line is written as soon as what it
// tells has happened:
//
//   committed ID ID ID   the batch is durable
//   sending              a request is on its way
//   answered             its answer is here, and not taken in yet
//   synced               the hub has everything that was committed before
//
// Ends with 5 when the hub cannot be reached.
#include "catalog/consentkey.h"
#include "consent/lawcatalogue.h"
#include "sync/client.h"
#include "sync/qthttptransport.h"

#include <QCoreApplication>

#include <iostream>
#include <random>

using namespace assent;

namespace {

constexpr int kFailed = 1;
constexpr int kNoHub = 5;
constexpr int kBatchesAPush = 3;

void say(const std::string &line) { std::cout << line << std::endl; }

/// Tells when requests leave and answers come.
class TellingTransport final : public sync::Transport
{
public:
    explicit TellingTransport(sync::Transport &inner) : m_inner(inner) {}
    Result<sync::HttpResponse> send(const sync::HttpRequest &request) override
    {
        say("sending");
        auto answer = m_inner.send(request);
        say("answered");
        return answer;
    }
    void abort() override { m_inner.abort(); }

private:
    sync::Transport &m_inner;
};

/// Yes to one, no to all, yes to another.
std::vector<Decision> threeDecisions(const PersonaId &persona)
{
    std::vector<Decision> decisions(3);
    for (std::size_t i : {0, 2}) {
        decisions[i].act = Act::Grant;
        decisions[i].pattern = KeyPattern::of(test::lawKey(persona, i == 0 ? "offers" : "hotel_offers", "email"));
        decisions[i].servedMode = ServedMode::Screen;
    }
    decisions[1].pattern.controller = ControllerId("acme");
    return decisions;
}

Result<void> decide(ConsentStore &consents, SubjectId subject)
{
    ASSENT_TRY(const ConsentView view, consents.view(subject));
    ASSENT_TRY(const auto events, consents.decide(view, threeDecisions(view.persona)));
    std::string line = "committed";
    for (const ConsentEvent &event : events)
        line += " " + event.core.id.toString();
    say(line);
    return {};
}

Result<void> goOn(Vault &vault, const std::string &hubUrl, std::uint64_t seed)
{
    const auto catalogue = test::lawCatalogue();
    ConsentStore consents(vault, catalogue);
    ASSENT_TRY(const auto http, sync::QtHttpTransport::create(hubUrl));
    TellingTransport transport(*http);
    sync::Client client(vault, catalogue, transport);
    ASSENT_TRY(const std::vector<SubjectId> people, ProfileStore(vault, catalogue).page(std::nullopt, 100));
    std::mt19937_64 random(seed);
    NoProgress progress;
    for (;;) {
        for (int i = 0; i < kBatchesAPush; ++i)
            ASSENT_CHECK(decide(consents, people[random() % people.size()]));
        ASSENT_TRY([[maybe_unused]] const auto report, client.sync(progress));
        say("synced");
    }
}

Result<std::unique_ptr<Vault>> openStore(const std::string &folder, const Clock &clock)
{
    std::string hex;
    std::getline(std::cin, hex);
    ASSENT_TRY(const Bytes key, fromHex(hex));
    return Vault::open(folder, SecretBytes(ByteView(key)), clock);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    const SystemClock clock;
    const auto vault = openStore(argv[1], clock);
    const auto ended = vault ? goOn(**vault, argv[2], std::stoull(argv[3])) : Result<void>(vault.error());
    std::cerr << ended.error().toString() << '\n';
    return ended.error().code == ErrorCode::Network ? kNoHub : kFailed;
}
