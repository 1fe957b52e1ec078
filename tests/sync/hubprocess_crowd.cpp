// The real hub among many: those that are slow, those that flood it, those that
// wait, and those that watch it.
#include "sync/hubfixture.h"
#include "sync/hubprocess_hub.h"
#include "sync/plainsocket.h"
#include "vault/slots.h"

#include <QFile>
#include <QRegularExpression>

#include <sys/resource.h>

#include <atomic>
#include <thread>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;

namespace {

constexpr const char *kHere = "127.0.0.1";
constexpr const char *kElsewhere = "127.0.0.2"; // another client's address, of this machine

std::string get(const std::string &path, const std::string &token = {}, const char *more = "")
{
    return "GET " + path + " HTTP/1.1\r\nHost: hub\r\n" + (token.empty() ? "" : "Authorization: Bearer " + token + "\r\n") + more + "\r\n";
}

std::string post(const std::string &path, const std::string &token, const std::string &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nAuthorization: Bearer " + token
        + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string askOnce(const char *from, quint16 port, const std::string &path, const std::string &token = {})
{
    PlainSocket socket(from, port);
    socket.write(get(path, token, "Connection: close\r\n"));
    return socket.readToEnd();
}

int statusOf(const std::string &answer) { return answer.size() > 12 ? std::atoi(answer.substr(9, 3).c_str()) : 0; }

void allowSockets()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// The store of a running hub, beside it: enrolling by command would take a
/// passphrase's time for each device.
std::vector<Phone> enrolMany(const HubProgram &hub, const Clock &clock, int count)
{
    const std::filesystem::path folder = hub.store().toStdString();
    const auto key = Slots::load(folder)->unlockWithPassphrase(SecretBytes(std::string_view("correct horse")));
    const auto store = *HubStore::open(folder, *key, clock);
    std::vector<Phone> phones(static_cast<std::size_t>(count));
    for (Phone &phone : phones) {
        const EnrolRequest request{*store->newCode(Somebody().id, std::chrono::minutes(5)), phone.id, phone.key.publicKey(), "a phone"};
        phone.token = *store->redeem(request, phone.known);
    }
    return phones;
}

/// What a process holds in memory, in megabytes.
int residentMegabytes(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/status").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    static const QRegularExpression resident(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
    return resident.match(QString::fromUtf8(file.readAll())).captured(1).toInt() / 1024;
}

/// Sends what no hub should take, again and again.
class Flood
{
public:
    explicit Flood(quint16 port) : m_thread([this, port] { run(port); }) {}
    ~Flood() { stop(); }
    void stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    int refused() const { return m_refused; }

private:
    void run(quint16 port)
    {
        const std::vector<std::string> bad{"hello\r\n\r\n", "GET / HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n",
            "POST /v1/sync/push HTTP/1.1\r\nHost: hub\r\nContent-Length: 99999999\r\n\r\n", get("/v1/sync/pull", "of nobody"),
            post("/v1/sync/push", "of nobody", std::string(100'000, '['))};
        for (std::size_t i = 0; !m_stop; ++i) {
            PlainSocket socket(kHere, port);
            socket.write(bad[i % bad.size()]);
            const int status = statusOf(socket.readSome());
            m_refused += status >= 400 && status < 500 ? 1 : 0;
        }
    }

    std::atomic<bool> m_stop{false};
    std::atomic<int> m_refused{0};
    std::thread m_thread;
};

} // namespace

class HubCrowdTest : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

private Q_SLOTS:
    void initTestCase() { allowSockets(); }

    void slowSendersAndAFloodDoNotStopAGoodClient()
    {
        HubProgram hub;
        hub.start();
        const Phone phone = std::move(enrolMany(hub, m_clock, 1).front());
        std::vector<std::unique_ptr<PlainSocket>> slow;
        for (int i = 0; i < 1000; ++i) {
            slow.push_back(std::make_unique<PlainSocket>(kHere, hub.port()));
            slow.back()->write("GET /v1/sync/pull HTTP/1.1\r\nX-Slow: ");
        }
        Flood flood(hub.port());
        for (int n = 1; n <= 20; ++n) {
            for (auto &socket : slow)
                socket->write("x"); // never silent, never done
            PlainSocket socket(kElsewhere, hub.port());
            Somebody self;
            self.id = *phone.known.subject;
            socket.write(post("/v1/sync/push", phone.token, Push(phone).add(phone.event(self, Act::Withdraw), n).text()));
            const std::string answer = socket.readToEnd();
            QVERIFY2(statusOf(answer) == 200, answer.c_str());
            const std::string pulled = askOnce(kElsewhere, hub.port(), "/v1/sync/pull?limit=1", phone.token);
            QVERIFY2(statusOf(pulled) == 200, pulled.c_str());
        }
        QTRY_VERIFY_WITH_TIMEOUT(flood.refused() > 100, 60000);
        flood.stop();
        slow.clear();
        QCOMPARE(hub.stop(), 0);
    }

    void whoAsksTooOftenIsToldToWait()
    {
        HubProgram hub;
        hub.start({QStringLiteral("--device-rate"), QStringLiteral("2"), QStringLiteral("--address-rate"), QStringLiteral("0")});
        std::string answer;
        for (int i = 0; i < 200 && statusOf(answer) != 429; ++i)
            answer = askOnce(kHere, hub.port(), "/v1/sync/pull", "one");
        QCOMPARE(statusOf(answer), 429);
        QVERIFY(QString::fromStdString(answer).toLower().contains(QRegularExpression(QStringLiteral("retry-after: [1-9]"))));
        QVERIFY(answer.find("urn:assent:problem:too_many_requests") != std::string::npos);
        QCOMPARE(statusOf(askOnce(kHere, hub.port(), "/v1/sync/pull", "another")), 401);
        const std::string told = askOnce(kHere, hub.port(), "/v1/capabilities");
        QVERIFY(told.find("\"requests_per_second_device\":2") != std::string::npos);
        QVERIFY(told.find("requests_per_second_address") == std::string::npos);
    }

    void anAddressThatAsksTooOftenIsNotAnothers()
    {
        HubProgram hub;
        hub.start({QStringLiteral("--address-rate"), QStringLiteral("2")});
        std::string answer;
        for (int i = 0; i < 200 && statusOf(answer) != 429; ++i)
            answer = askOnce(kHere, hub.port(), "/healthz");
        QCOMPARE(statusOf(answer), 429);
        QCOMPARE(statusOf(askOnce(kElsewhere, hub.port(), "/healthz")), 200);
    }

    void theMetricsTellWhatHappenedOnTheirOwnListenerAlone()
    {
        HubProgram hub;
        hub.start({QStringLiteral("--metrics"), QStringLiteral("127.0.0.1:0")});
        QVERIFY(hub.metricsPort() != 0);
        const Phone phone = std::move(enrolMany(hub, m_clock, 1).front());
        Somebody self;
        self.id = *phone.known.subject;
        QCOMPARE(statusOf(askOnce(kHere, hub.port(), "/healthz")), 200);
        QCOMPARE(statusOf(askOnce(kHere, hub.port(), "/v1/subjects/" + self.id.toString() + "/events", phone.token)), 200);
        PlainSocket socket(kHere, hub.port());
        socket.write(post("/v1/sync/push", phone.token, Push(phone).add(phone.event(self, Act::Withdraw), 1).text()));
        QCOMPARE(statusOf(socket.readToEnd()), 200);
        // Counted after the answer has gone.
        QTRY_VERIFY(askOnce(kHere, hub.metricsPort(), "/metrics").find("assent_request_seconds_count{route=\"/v1/sync/push\"} 1\n") != std::string::npos);
        QTRY_VERIFY(askOnce(kHere, hub.metricsPort(), "/metrics").find("assent_items_total{verdict=\"accepted\"} 1\n") != std::string::npos);
        const std::string text = askOnce(kHere, hub.metricsPort(), "/metrics");
        for (const char *line : {"assent_requests_total{route=\"/healthz\",status=\"200\"} 1\n", "assent_items_total{verdict=\"accepted\"} 1\n",
                 "assent_request_seconds_count{route=\"/v1/sync/push\"} 1\n", "assent_store_bytes ", "assent_queued_requests 0\n",
                 "route=\"/v1/subjects/{id}/events\""})
            QVERIFY2(text.find(line) != std::string::npos, (line + text).c_str());
        QVERIFY(text.find(self.id.toString()) == std::string::npos && text.find(phone.id.toString()) == std::string::npos);
        QCOMPARE(statusOf(askOnce(kHere, hub.metricsPort(), "/healthz")), 404);
        QCOMPARE(statusOf(askOnce(kHere, hub.port(), "/metrics")), 404);
    }

    void aThousandPullsThatWaitTakeLittleAndEndWithTheHub()
    {
        HubProgram hub;
        hub.start({QStringLiteral("--address-rate"), QStringLiteral("0"), QStringLiteral("--metrics"), QStringLiteral("127.0.0.1:0")});
        const std::vector<Phone> phones = enrolMany(hub, m_clock, 250);
        std::vector<std::unique_ptr<PlainSocket>> waiting;
        for (int i = 0; i < 1000; ++i) {
            waiting.push_back(std::make_unique<PlainSocket>(kHere, hub.port()));
            waiting.back()->write(get("/v1/sync/pull?wait=60", phones[static_cast<std::size_t>(i) % phones.size()].token));
        }
        const Phone &one = phones.front();
        Somebody self;
        self.id = *one.known.subject;
        QTRY_VERIFY_WITH_TIMEOUT(askOnce(kHere, hub.metricsPort(), "/metrics").find("assent_waiting_pulls 1000\n") != std::string::npos, 60000);
        const int resident = residentMegabytes(hub.pid());
        qInfo("1,000 waiting pulls: %d MB resident", resident);
        QVERIFY(resident > 0 && resident <= 200);

        PlainSocket socket(kHere, hub.port());
        socket.write(post("/v1/sync/push", one.token, Push(one).add(one.event(self, Act::Withdraw), 1).text()));
        QCOMPARE(statusOf(socket.readToEnd()), 200);
        for (std::size_t i = 0; i < waiting.size(); i += phones.size()) // that person's
            QVERIFY(waiting[i]->readUntil("\"more\":false}").find("\"kind\":\"consent\"") != std::string::npos);
        QVERIFY(!waiting[1]->hasSomething());
        hub.process().terminate();
        QVERIFY(waiting[1]->readToEnd().find("\"items\":[]") != std::string::npos);
        QVERIFY(hub.process().waitForFinished(20000));
        QCOMPARE(hub.process().exitCode(), 0);
    }
};

ASSENT_TEST_CLASS(HubCrowdTest);
#include "hubprocess_crowd.moc"
