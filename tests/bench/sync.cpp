#include "bench/fixture.h"
#include "bench/hubprocess.h"
#include "bench/plain.h"
#include "bench/syncpostgres.h"

#include "consent/consentstore.h"
#include "profile/profilestore.h"
#include "sync/client.h"
#include "sync/hubservice.h"
#include "sync/qthttptransport.h"

#include <sqlite3.h>

namespace assent::bench {
namespace {

constexpr int kEvents = 10000;
constexpr int kSubjects = 500;
constexpr int kBatch = 500;

/// Queues kEvents withdrawals of kSubjects people in a store that belongs to the hub.
void makeEvents(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, const std::vector<SubjectId> &subjects)
{
    ConsentStore consents(vault, catalogue);
    auto transaction = must(WriteTransaction::begin(vault), "a transaction");
    for (SubjectId subject : subjects) {
        const ConsentView view = must(consents.view(subject), "a view");
        Decision decision;
        decision.pattern.controller = catalogue->controller();
        const std::vector<Decision> decisions(kEvents / kSubjects, decision);
        must(consents.decide(transaction, view, decisions), "decisions");
    }
    must(transaction.commit(), "decisions");
}

double pushOnce(const Settings &settings, const std::shared_ptr<const Catalogue> &catalogue, int round)
{
    const SystemClock clock;
    const std::string folder = settings.folder + "/sync" + std::to_string(round);
    std::filesystem::create_directories(folder + "-hub");
    HubProcess hub(settings, folder + "-hub");
    OpenStore store = newStore(folder, *catalogue, clock);
    auto transport = must(sync::QtHttpTransport::create(hub.url()), "a transport");
    sync::Client client(*store.vault, catalogue, *transport);
    must(client.enrol(hub.url(), hub.newCode(), "bench"), "enrolment");

    ProfileStore profiles(*store.vault, catalogue);
    std::vector<SubjectId> subjects;
    auto transaction = must(WriteTransaction::begin(*store.vault), "a transaction");
    for (int i = 0; i < kSubjects; ++i) {
        const Person person = makePerson(i, clock.now());
        must(profiles.add(transaction, person), "a person");
        subjects.push_back(person.id);
    }
    must(transaction.commit(), "people");
    NoProgress quiet;
    must(client.sync(quiet), "the first sync");
    makeEvents(*store.vault, catalogue, subjects);
    sync::Client::Report report;
    const double seconds = timed([&] { report = must(client.sync(quiet), "the push"); });
    if (report.pushed != kEvents || report.setAside != 0)
        giveUp("the hub took " + std::to_string(report.pushed) + " events and refused " + std::to_string(report.setAside));
    return kEvents / seconds;
}

/// The rows that a hub writes for as many events, by SQL alone.
double plainOnce(const Settings &settings, int round)
{
    PlainDatabase plain(settings.folder + "/push" + std::to_string(round) + ".db", 32);
    plain.run(std::string(replicaSchema().front().sql)); // the ledger's tables
    plain.run("CREATE TABLE item(seq INTEGER PRIMARY KEY, id BLOB UNIQUE, subject BLOB, body BLOB)");
    sqlite3_stmt *item = plain.prepare("INSERT INTO item(id, subject, body) VALUES(?,?,?)");
    sqlite3_stmt *leaf = plain.prepare("INSERT INTO ledger_entry(n, kind, received_at, body) VALUES(?,0,?,?)");
    const Bytes body(1800, 0x42);
    const Bytes core(500, 0x43);
    std::int64_t n = 0;
    const double seconds = timed([&] {
        while (n < kEvents) {
            plain.run("BEGIN IMMEDIATE");
            for (int i = 0; i < kBatch; ++i, ++n) {
                const Uuid id = makeUuidV7(SystemClock().now());
                insert(item, id.bytes(), id.bytes(), ByteView(body));
                insert(leaf, n, n, ByteView(core));
            }
            plain.run("COMMIT");
        }
    });
    return kEvents / seconds;
}

} // namespace

std::vector<Figure> syncFigures(const Settings &settings)
{
    const auto catalogue = sampleCatalogue();
    const Pair rate = interleaved(settings.rounds, [&](int round) { return pushOnce(settings, catalogue, round); },
        [&](int round) { return plainOnce(settings, round); });
    std::vector<Figure> figures{{"sync.push_10k_events", rate.value, "events/s", rate.baseline, "the same rows into plain SQLite by SQL alone",
        rate.value / rate.baseline, "", {}}};
    for (Figure &figure : postgresFigures(settings))
        figures.push_back(std::move(figure));
    return figures;
}

} // namespace assent::bench
