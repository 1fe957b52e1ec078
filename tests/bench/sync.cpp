#include "bench/sync.h"

#include "bench/fixture.h"
#include "bench/hubprocess.h"

#include "consent/consentstore.h"
#include "profile/profilestore.h"
#include "sync/client.h"
#include "sync/hubservice.h"
#include "sync/qthttptransport.h"
#include "vault/outbox.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

#include <fstream>

namespace assent::bench {
namespace {

constexpr int kEvents = 100'000;
constexpr int kEventsASubject = 20;

/// As many as the bar says, or a few where all is small.
int eventsOf(const Settings &settings) { return settings.people < 10'000 ? 1000 : kEvents; }

/// Queues withdrawals of these people in a store that belongs to the hub.
void makeEvents(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, const std::vector<SubjectId> &subjects)
{
    ConsentStore consents(vault, catalogue);
    auto transaction = must(WriteTransaction::begin(vault), "a transaction");
    for (SubjectId subject : subjects) {
        const ConsentView view = must(consents.view(subject), "a view");
        Decision decision;
        decision.pattern.controller = catalogue->controller();
        const std::vector<Decision> decisions(kEventsASubject, decision);
        must(consents.decide(transaction, view, decisions), "decisions");
    }
    must(transaction.commit(), "decisions");
}

/// What waits, as documents of a line each for a CouchDB.
void writeDocuments(Vault &vault, const std::shared_ptr<const Catalogue> &catalogue, const std::string &file)
{
    ConsentStore consents(vault, catalogue);
    std::ofstream out(file);
    for (const OutboxRow &row : must(outbox::waiting(vault, Lane::Closing, kEvents), "the queue")) {
        const ConsentEvent event = must(consents.event(EventId(row.item)), "an event");
        json::Value document = sync::toJson(sync::ItemBody(sync::ConsentItem{row.subject, {}, Bytes(32), event}));
        document.set("_id", row.item.toString());
        out << json::canonical(document) << '\n';
    }
}

/// Events a second, from a store's outbox until the hub has acknowledged them all.
/// Leaves the same events as documents.
double pushOnce(const Settings &settings, const std::shared_ptr<const Catalogue> &catalogue, int round, const std::string &documents)
{
    const SystemClock clock;
    const int events = eventsOf(settings);
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
    for (int i = 0; i < events / kEventsASubject; ++i) {
        const Person person = makePerson(i, clock.now());
        must(profiles.add(transaction, person), "a person");
        subjects.push_back(person.id);
    }
    must(transaction.commit(), "people");
    NoProgress quiet;
    must(client.sync(quiet), "the first sync");
    makeEvents(*store.vault, catalogue, subjects);
    writeDocuments(*store.vault, catalogue, documents);
    sync::Client::Report report;
    const double seconds = timed([&] { report = must(client.sync(quiet), "the push"); });
    if (report.pushed != events || report.setAside != 0)
        giveUp("the hub took " + std::to_string(report.pushed) + " events and refused " + std::to_string(report.setAside));
    return events / seconds;
}

/// A program of tests/peers; its first line tells that it is ready, or its result.
std::unique_ptr<QProcess> startPeer(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setWorkingDirectory(QStringLiteral(ASSENT_PEERS));
    process->start(QStringLiteral("node"), arguments);
    if (!process->waitForStarted())
        giveUp("cannot start node");
    while (!process->canReadLine() && process->waitForReadyRead(-1)) { }
    return process;
}

bool hasPouch()
{
    return QFile::exists(QStringLiteral(ASSENT_PEERS "/node_modules/express-pouchdb")) && !QStandardPaths::findExecutable(QStringLiteral("node")).isEmpty();
}

/// The same documents from a PouchDB to express-pouchdb.
double pouchOnce(const Settings &settings, int round, const std::string &documents)
{
    const QString folder = QString::fromStdString(settings.folder) + QStringLiteral("/pouch%1").arg(round);
    QDir().mkpath(folder);
    const auto hub = startPeer({QStringLiteral("pouchhub.cjs"), folder});
    const QString url = QStringLiteral("http://127.0.0.1:%1/hub").arg(hub->readLine().trimmed().toInt());
    const auto push = startPeer({QStringLiteral("pouchpush.cjs"), folder, url, QString::fromStdString(documents)});
    const json::Value told = must(json::parse(push->readLine().trimmed().toStdString()), "the push of PouchDB");
    push->waitForFinished(-1);
    hub->kill();
    hub->waitForFinished(-1);
    return *told.find("pushed")->number() / *told.find("seconds")->number();
}

/// Beside PouchDB, where node and its packages are there.
Figure pushFigure(const Settings &settings)
{
    const auto catalogue = sampleCatalogue();
    const std::string documents = settings.folder + "/documents.jsonl";
    const bool pouch = hasPouch();
    std::vector<double> rates;
    std::vector<double> baselines;
    // Long runs: three tell enough.
    for (int round = 0; round < std::min(settings.rounds, 3); ++round) {
        rates.push_back(pushOnce(settings, catalogue, round, documents));
        if (pouch)
            baselines.push_back(pouchOnce(settings, round, documents));
    }
    Figure figure{"sync.push_100k_events", median(rates), "events/s", {}, "PouchDB 9 pushing the same documents to express-pouchdb", {}, "ratio >= 5", {}};
    if (!pouch)
        return figure;
    figure.baseline = median(baselines);
    figure.ratio = figure.value / *figure.baseline;
    if (eventsOf(settings) == kEvents)
        figure.holds = *figure.ratio >= 5;
    return figure;
}

std::vector<Figure> pushFigures(const Settings &settings) { return {pushFigure(settings)}; }

} // namespace

std::vector<Figure> syncFigures(const Settings &settings)
{
    using Group = std::vector<Figure> (*)(const Settings &);
    const std::pair<std::string_view, Group> groups[] = {
        {"sync.push_100k_events", pushFigures},
        {"sync.first_sync", firstSyncFigures},
#ifdef ASSENT_BENCH_SESSION
        {"sync.withdrawal_seen", seenFigures},
#endif
        {"sync.decision", decisionFigures},
        {"sync.push_postgres", postgresFigures},
    };
    std::vector<Figure> figures;
    for (const auto &[name, group] : groups) {
        if (!settings.wants(name))
            continue;
        for (Figure &figure : group(settings))
            figures.push_back(std::move(figure));
    }
    return figures;
}

} // namespace assent::bench
