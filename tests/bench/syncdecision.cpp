// "May I?": GET /v1/decision at half of the rate that the hub can bear.
#include "bench/fixture.h"
#include "bench/hubprocess.h"
#include "bench/readymade.h"
#include "bench/sync.h"

#include "sync/hubservice.h"
#include "sync/plainsocket.h"
#include "sync/qthttptransport.h"

#include <atomic>
#include <fstream>
#include <random>
#include <thread>

namespace assent::bench {
namespace {

using namespace sync;
using Clocked = std::chrono::steady_clock;

constexpr int kFullPeople = 1'000'000;
constexpr int kBatch = 500;    ///< under one signature
constexpr int kPush = 5'000;   ///< in one transaction: nobody waits for these
constexpr int kClients = 8;
constexpr double kLimit = 5; ///< milliseconds
constexpr const char *kHubPassphrase = "bench passphrase"; // HubProcess's

/// A withdrawal of each, taken by the hub's own rules without its sockets.
std::vector<SubjectId> fillHub(const std::string &folder, int people)
{
    const SystemClock clock;
    Slots slots = must(Slots::create(folder), "slots");
    must(slots.setPassphrase(slots.freshKey(), SecretBytes(std::string_view(kHubPassphrase)), kArgon2Floor), "a passphrase");
    const auto store = must(HubStore::open(folder, slots.freshKey(), clock), "the hub's store");
    const SigningKey key = must(SigningKey::generate(), "a key");
    const EnrolRequest request{must(store->newCode({}, std::chrono::minutes(5)), "a code"), DeviceId(makeUuidV7(clock.now())), key.publicKey(), "bench"};
    HubDevice device;
    must(store->redeem(request, device), "a device");
    std::vector<SubjectId> subjects;
    for (std::int64_t n = 0; n < people;) {
        PushEnvelope push{device.id, {}, {}};
        while (push.items.size() < kPush && n < people) {
            const std::vector<Someone> batch(static_cast<std::size_t>(std::min<std::int64_t>(kBatch, people - n)));
            for (ConsentItem &item : signedItems(device.id, key, batch, static_cast<int>(batch.size()))) {
                subjects.push_back(item.subject);
                push.items.push_back({Lane::Closing, ++n, toJson(ItemBody(std::move(item))), "item"});
            }
        }
        const auto taken = must(store->take(device, true, push), "a push");
        if (taken.results.back().verdict != Verdict::Accepted)
            giveUp("the hub refused an act: " + taken.results.back().detail);
    }
    must(store->tidy(true), "a checkpoint");
    return subjects;
}

/// The people of a hub's folder that holds as many; made where there is none yet. Their
/// ids lie beside it, so that a kept folder serves the next run.
std::vector<SubjectId> filledHub(const std::string &folder, int people)
{
    const std::string note = folder + "/people.ids";
    if (std::ifstream in(note, std::ios::binary); in) {
        std::vector<SubjectId> subjects;
        for (std::array<Byte, 16> id; in.read(reinterpret_cast<char *>(id.data()), id.size());)
            subjects.push_back(must(SubjectId::fromBytes(id), "the ids beside the kept hub"));
        if (subjects.size() != static_cast<std::size_t>(people))
            giveUp(folder + " holds a hub of another number of people: remove it, or ask for as many");
        return subjects;
    }
    std::vector<SubjectId> subjects = fillHub(folder, people);
    std::ofstream out(note, std::ios::binary);
    for (const SubjectId &subject : subjects)
        out.write(reinterpret_cast<const char *>(subject.bytes().data()), static_cast<std::streamsize>(subject.bytes().size()));
    if (!out.flush())
        giveUp("cannot write into " + folder);
    return subjects;
}

/// Asks the hub about people, one request after the other on one connection.
class Asker
{
public:
    Asker(unsigned short port, std::string token, std::span<const SubjectId> subjects, unsigned seed)
        : m_socket("127.0.0.1", port), m_token(std::move(token)), m_subjects(subjects), m_random(seed) {}

    void ask()
    {
        const SubjectId subject = m_subjects[m_random() % m_subjects.size()];
        m_socket.write("GET /v1/decision?subject=" + subject.toString() + "&purpose=newsletter&channel=email&recipient=self HTTP/1.1\r\n"
            "Host: hub\r\nAuthorization: Bearer " + m_token + "\r\n\r\n");
        std::string answer;
        for (std::size_t body = std::string::npos; body == std::string::npos || answer.size() < body + lengthOf(answer);) {
            const std::string some = m_socket.readSome();
            if (some.empty())
                giveUp("the hub does not answer");
            answer += some;
            body = answer.find("\r\n\r\n") == std::string::npos ? std::string::npos : answer.find("\r\n\r\n") + 4;
        }
        if (!answer.starts_with("HTTP/1.1 200") || answer.find("\"allowed\":false") == std::string::npos)
            giveUp("the hub answered " + answer);
    }

private:
    static std::size_t lengthOf(const std::string &answer)
    {
        constexpr std::string_view name = "content-length: ";
        const auto at = std::search(answer.begin(), answer.end(), name.begin(), name.end(), [](char a, char b) { return std::tolower(a) == b; });
        return at == answer.end() ? 0 : std::stoul(std::string(at + name.size(), answer.end()));
    }

    test::PlainSocket m_socket;
    const std::string m_token;
    const std::span<const SubjectId> m_subjects;
    std::mt19937 m_random;
};

/// All clients at once, each with its number.
void together(const std::function<void(int)> &work)
{
    std::vector<std::thread> threads;
    for (int i = 0; i < kClients; ++i)
        threads.emplace_back([&, i] { work(i); });
    for (std::thread &thread : threads)
        thread.join();
}

using MakeAsker = std::function<std::unique_ptr<Asker>(int)>;

/// Requests a second that come of asking again as soon as there is an answer.
double peakRate(const MakeAsker &makeAsker, std::chrono::seconds time)
{
    std::atomic<int> answers{0};
    const auto end = Clocked::now() + time;
    const double seconds = timed([&] {
        together([&](int client) {
            for (const auto asker = makeAsker(client); Clocked::now() < end; ++answers)
                asker->ask();
        });
    });
    return answers / seconds;
}

/// Milliseconds from when each request was due: one that waits for a late one before
/// it waits for the hub.
std::vector<double> latenciesAt(double rate, const MakeAsker &makeAsker, std::chrono::seconds time)
{
    std::vector<std::vector<double>> all(kClients);
    const auto begin = Clocked::now();
    const std::chrono::duration<double> apart(kClients / rate);
    together([&](int client) {
        const auto asker = makeAsker(client);
        for (int i = 0;; ++i) {
            const auto due = begin + std::chrono::duration_cast<Clocked::duration>(apart * (i + double(client) / kClients));
            if (due > begin + time)
                return;
            std::this_thread::sleep_until(due);
            asker->ask();
            all[static_cast<std::size_t>(client)].push_back(std::chrono::duration<double, std::milli>(Clocked::now() - due).count());
        }
    });
    std::vector<double> out;
    for (const auto &some : all)
        out.insert(out.end(), some.begin(), some.end());
    return out;
}

std::string systemToken(HubProcess &hub)
{
    const auto transport = must(QtHttpTransport::create(hub.url()), "a transport");
    const SigningKey key = must(SigningKey::generate(), "a key");
    const EnrolRequest request{hub.newCode({"--role", "system"}), DeviceId(makeUuidV7(SystemClock().now())), key.publicKey(), "bench"};
    const auto response = must(transport->send({"POST", "/v1/devices", {{"content-type", "application/json"}}, json::canonical(toJson(request))}), "enrolment");
    return must(enrolResponseFromJson(must(json::parse(response.body), "an answer")), "enrolment").token;
}

} // namespace

std::vector<Figure> decisionFigures(const Settings &settings)
{
    const int people = std::min(settings.people, kFullPeople);
    const std::string folder = (settings.keep.empty() ? settings.folder : settings.keep) + "/decision-hub";
    const std::vector<SubjectId> subjects = filledHub(folder, people);
    const std::string resources = ASSENT_RESOURCE_DIR;
    HubProcess hub(settings, folder, {"--device-rate", "0", "--address-rate", "0", "--catalog", resources + "/sample/catalogue.json", "--rules",
        resources + "/rules/regimes.json"});
    const std::string token = systemToken(hub);
    const MakeAsker makeAsker = [&](int client) { return std::make_unique<Asker>(hub.port(), token, subjects, static_cast<unsigned>(client)); };
    const std::chrono::seconds time(people < 10'000 ? 1 : 10);
    const double peak = peakRate(makeAsker, time);
    const std::vector<double> latencies = latenciesAt(peak / 2, makeAsker, time);
    Figure rate{"sync.decision_peak", peak, "requests/s", {}, {}, {}, {}, {}};
    Figure figure{"sync.decision_p99", percentile(latencies, 0.99), "ms", {}, {}, {}, "<= 5 ms at half of the peak, 1,000,000 people", {}};
    if (people == kFullPeople)
        figure.holds = figure.value <= kLimit;
    return {std::move(rate), std::move(figure)};
}

} // namespace assent::bench
