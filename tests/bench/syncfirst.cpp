// The first sync of a new store, beside the same made locally.
#include "bench/fixture.h"
#include "bench/hubprocess.h"
#include "bench/sync.h"

#include "ledger/ledger.h"
#include "profile/profilestore.h"
#include "sync/client.h"
#include "sync/qthttptransport.h"

namespace assent::bench {
namespace {

constexpr int kFullPeople = 100'000;
constexpr int kBatch = 500; ///< in a transaction, as an import has them

/// An act that an import attests.
PreparedAct importedAct(ConsentStore &consents, const Person &person, Timestamp now)
{
    const ConsentView view{person.id, person.persona, person.jurisdiction, person.language, ConsentGraph{{}}, {}};
    Decision decision;
    decision.act = Act::Withdraw;
    decision.pattern.controller = consents.catalogue().controller();
    decision.actorRole = ActorRole::Import;
    decision.actorId = "bench";
    decision.method = ConsentMethod::Import;
    return must(consents.prepare(view, pseudonymOf(person.pseudonymKey, person.id), decision, EventId(makeUuidV7(now))), "an act");
}

/// People with an act each, into a new store; seconds.
double fillOnce(OpenStore &store, const std::shared_ptr<const Catalogue> &catalogue, int people, const Clock &clock)
{
    ProfileStore profiles(*store.vault, catalogue);
    ConsentStore consents(*store.vault, catalogue);
    double seconds = 0;
    for (int first = 0; first < people; first += kBatch) {
        std::vector<Person> batch;
        for (int i = first; i < std::min(people, first + kBatch); ++i)
            batch.push_back(makePerson(i, clock.now()));
        seconds += timed([&] {
            std::vector<PreparedAct> acts;
            for (const Person &person : batch)
                acts.push_back(importedAct(consents, person, clock.now()));
            auto transaction = must(WriteTransaction::begin(*store.vault), "a transaction");
            must(profiles.addAll(transaction, batch), "people");
            must(consents.record(transaction, acts), "acts");
            must(transaction.commit(), "people");
        });
    }
    return seconds + timed([&] { must(store.vault->checkpoint(), "a checkpoint"); });
}

double fetchOnce(HubProcess &hub, const std::shared_ptr<const Catalogue> &catalogue, const std::string &folder, int people, const Clock &clock)
{
    OpenStore store = newStore(folder, *catalogue, clock);
    const auto transport = must(sync::QtHttpTransport::create(hub.url()), "a transport");
    sync::Client client(*store.vault, catalogue, *transport);
    must(client.enrol(hub.url(), hub.newCode(), "bench"), "enrolment");
    NoProgress quiet;
    sync::Client::Report report;
    const double seconds = timed([&] {
        report = must(client.sync(quiet), "the first sync");
        must(store.vault->checkpoint(), "a checkpoint");
    });
    if (report.pulled != 2 * people || report.refused + report.held != 0)
        giveUp("the first sync brought " + std::to_string(report.pulled) + " items of " + std::to_string(2 * people));
    return seconds;
}

} // namespace

std::vector<Figure> firstSyncFigures(const Settings &settings)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    const int people = std::min(settings.people, kFullPeople);
    const std::string folder = settings.folder + "/first";
    std::filesystem::create_directories(folder + "-hub");
    HubProcess hub(settings, folder + "-hub", {"--device-rate", "0", "--address-rate", "0"});
    {
        OpenStore source = newStore(folder + "-source", *catalogue, clock);
        fillOnce(source, catalogue, people, clock);
        const auto transport = must(sync::QtHttpTransport::create(hub.url()), "a transport");
        sync::Client client(*source.vault, catalogue, *transport);
        must(client.enrol(hub.url(), hub.newCode(), "bench"), "enrolment");
        NoProgress quiet;
        must(client.sync(quiet), "the push");
    }
    const Pair rate = interleaved(std::min(settings.rounds, 3),
        [&](int round) { return people / fetchOnce(hub, catalogue, folder + "-store" + std::to_string(round), people, clock); },
        [&](int round) {
            OpenStore store = newStore(folder + "-local" + std::to_string(round), *catalogue, clock);
            return people / fillOnce(store, catalogue, people, clock);
        });
    Figure figure{"sync.first_sync", rate.value, "people/s", rate.baseline, "the same people and acts made in a store without a hub",
        rate.value / rate.baseline, "ratio >= 0.4", {}};
    if (people == kFullPeople)
        figure.holds = *figure.ratio >= 0.4;
    return {std::move(figure)};
}

} // namespace assent::bench
