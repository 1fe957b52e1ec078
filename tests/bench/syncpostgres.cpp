// Pushes of several clients to a hub on PostgreSQL, beside the same rows by SQL alone.
#include "bench/hubprocess.h"
#include "bench/readymade.h"
#include "bench/sync.h"
#include "crypto/hash.h"
#include "sync/postgres/postgresrows.h"
#include "sync/postgrescluster.h"
#include "sync/qthttptransport.h"

#include <cstdio>
#include <thread>

namespace assent::bench {
namespace {

using namespace sync;
using test::PostgresCluster;

constexpr int kClients = 8;
constexpr int kBatch = 500;
constexpr int kPeopleInABatch = 5;

/// A device with everything that it will push, ready-made.
struct Pusher
{
    DeviceId id{makeUuidV7(SystemClock().now())};
    SigningKey key = must(SigningKey::generate(), "a key");
    std::vector<std::string> requests;
    std::vector<std::vector<NewItem>> rows; ///< what a hub makes of each, bodies aside
};

void addBatch(Pusher &pusher)
{
    PushRequest request{pusher.id, {}};
    std::vector<NewItem> rows;
    auto n = static_cast<std::int64_t>(pusher.requests.size()) * kBatch;
    std::vector<ConsentItem> items = signedItems(pusher.id, pusher.key, std::vector<Someone>(kPeopleInABatch), kBatch);
    for (ConsentItem &item : items) {
        NewItem row;
        row.row = {item.event.core.id.uuid(), sha256(asBytes(item.event.coreText)), ItemKind::Consent, item.subject, SystemClock().now(), false};
        row.author = pusher.id;
        row.body = Bytes(json::canonical(toJson(ItemBody(item))).size() + 28, 0x42);
        rows.push_back(std::move(row));
        request.items.push_back({Lane::Closing, ++n, std::move(item)});
    }
    pusher.requests.push_back(json::canonical(toJson(request)));
    if (pusher.requests.back().size() > kMaxPushBytes)
        giveUp("a push is too large");
    pusher.rows.push_back(std::move(rows));
}

std::vector<Pusher> makePushers(int events)
{
    std::vector<Pusher> pushers(kClients);
    for (int batch = 0; batch * kBatch < events; ++batch)
        addBatch(pushers[static_cast<std::size_t>(batch % kClients)]);
    return pushers;
}

/// Seconds that all pushers take side by side.
double together(std::vector<Pusher> &pushers, const std::function<void(Pusher &)> &push)
{
    return timed([&] {
        std::vector<std::thread> threads;
        for (Pusher &pusher : pushers)
            threads.emplace_back([&] { push(pusher); });
        for (std::thread &thread : threads)
            thread.join();
    });
}

HttpResponse mustSend(Transport &transport, const HttpRequest &request, int status)
{
    HttpResponse response = must(transport.send(request), "a request");
    if (response.status != status)
        giveUp("the hub answered " + std::to_string(response.status) + ": " + response.body);
    return response;
}

double pushOnce(const Settings &settings, PostgresCluster &cluster, std::vector<Pusher> &pushers, int events)
{
    const std::string database = cluster.makeDatabase();
    HubProcess hub(settings, database, {"--workers", std::to_string(kClients)});
    std::map<DeviceId, std::string> tokens;
    for (const Pusher &pusher : pushers) {
        const auto transport = must(QtHttpTransport::create(hub.url()), "a transport");
        const std::string body = json::canonical(toJson(EnrolRequest{hub.newCode(), pusher.id, pusher.key.publicKey(), "bench"}));
        const auto response = mustSend(*transport, {"POST", "/v1/devices", {{"content-type", "application/json"}}, body}, 201);
        tokens[pusher.id] = must(enrolResponseFromJson(must(json::parse(response.body), "an answer")), "an answer").token;
    }
    const double seconds = together(pushers, [&](Pusher &pusher) {
        const auto transport = must(QtHttpTransport::create(hub.url()), "a transport");
        for (const std::string &request : pusher.requests)
            mustSend(*transport, {"POST", "/v1/sync/push",
                {{"content-type", "application/json"}, {"authorization", "Bearer " + tokens.at(pusher.id)}}, request}, 200);
    });
    const auto connection = must(postgres::Connection::open(database), "a connection");
    const auto stored = must(connection->run("SELECT count(*) FROM item"), "a count").number(0, 0);
    if (stored != events)
        giveUp("the hub took " + std::to_string(stored) + " events of " + std::to_string(events));
    return events / seconds;
}

/// The rows of one batch, as ready as they can be: a transaction for each partition.
void putRows(PostgresRows &rows, DeviceId device, const std::vector<NewItem> &batch, std::int64_t n)
{
    const std::string core(500, 'c');
    std::map<std::size_t, std::vector<NewItem>> byPartition;
    for (const NewItem &item : batch) {
        byPartition[rows.partitionOf(item.row.subject)].push_back(item);
        byPartition[rows.partitionOf(item.row.subject)].back().leaf = core;
    }
    for (const auto &[partition, items] : byPartition) {
        std::vector<ItemNumber> numbers;
        std::map<SubjectId, Digest> pseudonyms;
        for (const NewItem &item : items) {
            numbers.push_back({Lane::Closing, ++n, item.row.id});
            pseudonyms.emplace(item.row.subject, item.row.content);
        }
        must(rows.transact([&]() -> Result<void> {
            ASSENT_CHECK(rows.putPseudonyms(pseudonyms));
            ASSENT_CHECK(rows.putNumbers(device, numbers));
            return rows.putItems(items);
        }), "rows");
    }
}

double plainOnce(PostgresCluster &cluster, std::vector<Pusher> &pushers, int events)
{
    const SystemClock clock;
    const auto first = must(PostgresRows::open(cluster.makeDatabase(), SecretBytes(std::string_view("bench")), clock, {true, kArgon2Floor}), "a database");
    const double seconds = together(pushers, [&](Pusher &pusher) {
        const auto rows = first->another();
        std::int64_t n = 0;
        for (const auto &batch : pusher.rows) {
            putRows(*rows, pusher.id, batch, n);
            n += kBatch;
        }
    });
    return events / seconds;
}

} // namespace

std::vector<Figure> postgresFigures(const Settings &settings)
{
    if (PostgresCluster::programs().isEmpty()) {
        std::fputs("skipped: sync.push_postgres, as PostgreSQL is not installed\n", stderr);
        return {};
    }
    const int events = std::min(200000, settings.people * 10);
    auto pushers = makePushers(events);
    PostgresCluster cluster(QStringLiteral("/tmp"), {QStringLiteral("max_locks_per_transaction=256"), QStringLiteral("shared_buffers=512MB"),
        QStringLiteral("max_wal_size=4GB")});
    const Pair rate = interleaved(settings.rounds, [&](int) { return pushOnce(settings, cluster, pushers, events); },
        [&](int) { return plainOnce(cluster, pushers, events); });
    const double ratio = rate.value / rate.baseline;
    return {{"sync.push_postgres", rate.value, "events/s", rate.baseline, "the same rows into the same tables by SQL alone", ratio,
        "ratio ≥ 0.40", events < 200000 ? std::optional<bool>() : ratio >= 0.4}};
}

} // namespace assent::bench
