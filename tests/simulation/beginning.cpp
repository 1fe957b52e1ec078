#include "simulation/world.h"

#include "consent/lawcatalogue.h"

#include <QtGlobal>

namespace assent::test {
namespace {

namespace fs = std::filesystem;

constexpr int kPeople = 3;

void must(const Result<void> &done, const char *what)
{
    if (!done)
        qFatal("%s: %s", what, done.error().toString().c_str());
}

/// And the name under which the hub knows them.
std::pair<SubjectId, Digest> addPerson(SimDesktop &desktop)
{
    Person person = *Person::make(desktop.clock.now());
    person.jurisdiction = "PL";
    person.source = SourceId("web_shop");
    auto transaction = WriteTransaction::begin(desktop.vault());
    must(transaction ? desktop.people().add(*transaction, person) : transaction.error(), "a person");
    must(transaction->commit(), "a person");
    return {person.id, pseudonymOf(person.pseudonymKey, person.id)};
}

} // namespace

Beginning makeBeginning(const fs::path &folder)
{
    Beginning out{folder, *randomSecret(48), FakeClock().now(), {}, {}, {}};
    SimHub hub(Beginning::hub(folder), out.key, out.now);
    must(hub.open(), "the hub");
    sample::Random calm(0, 0);
    SimNetwork network(calm, [&hub](const sync::HttpRequest &request) { return std::optional(hub.handle(request)); });
    network.heal();
    SimTransport transport(network, [](const sync::HttpRequest &) { return Result<void>(); });
    for (int i = 0; i < Beginning::kDesktops; ++i) {
        const fs::path place = Beginning::desktop(folder, i);
        auto made = Vault::create(place, out.key, FakeClock(out.now));
        must(made ? Result<void>() : Result<void>(made.error()), "a desktop");
        made->reset();
        SimDesktop desktop(place, out.key, out.now);
        must(desktop.open(transport), "a desktop");
        while (i == 0 && out.people.size() < kPeople)
            out.people.push_back(out.pseudonyms.insert(addPerson(desktop)).first->first);
        must(desktop.client().enrol("http://127.0.0.1:1", *hub.store().newCode({}, std::chrono::minutes(5)), "a desktop"), "joining");
        NoProgress progress;
        const auto synced = desktop.client().sync(progress);
        must(synced ? Result<void>() : Result<void>(synced.error()), "the first sync");
        if (i == 0)
            out.firstDevice = desktop.vault().deviceId();
        must(desktop.vault().checkpoint(), "a checkpoint");
    }
    must(hub.store().tidy(true), "a checkpoint");
    return out;
}

} // namespace assent::test
