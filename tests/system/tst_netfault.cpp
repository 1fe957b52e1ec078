#include "consent/store.h"
#include "sample/random.h"
#include "sync/client.h"
#include "sync/clientdigest.h"
#include "sync/hubprocess_hub.h"
#include "sync/qthttptransport.h"
#include "system/faultyproxy.h"

#include <QCoreApplication>
#include <QTest>

using namespace assent;
using namespace assent::sync;
using namespace assent::test;
using namespace std::chrono_literals;

namespace {

int rounds = 200; ///< --rounds N

constexpr auto kPatience = 400ms; ///< of the client, so that silence costs little
constexpr int kMostAttempts = 60;

/// A desktop with a few people that reaches the real hub through the proxy.
struct Traveller : LawStore
{
    explicit Traveller(const std::string &hubUrl)
    {
        QtHttpTransport::Options options;
        options.timeout = kPatience;
        transport = *QtHttpTransport::create(hubUrl, options);
        client = std::make_unique<Client>(*vault, catalogue, *transport);
    }
    Result<Client::Report> sync()
    {
        NoProgress silent;
        return client->sync(silent);
    }
    bool queueIsEmpty()
    {
        const OutboxCounts counts = *outbox::counts(*vault);
        return counts.waitingClosings + counts.waitingOthers + counts.setAside == 0;
    }
    std::string digest() { return digestOf(*consents, *people, clock.now()); }

    std::unique_ptr<QtHttpTransport> transport;
    std::unique_ptr<Client> client;
};

} // namespace

/// A client, a real hub, and a network between them that fails in every round.
class NetFaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whateverTheNetworkDoesTheQueueDrainsAndNothingIsLost()
    {
        HubProgram hub;
        hub.start();
        FaultyProxy proxy(hub.port());
        Traveller here(proxy.url());
        const std::vector<Person> people{here.add(), here.add(), here.add()};
        EXPECT_OK(here.client->enrol(proxy.url(), hub.newCode(), "here"));
        sample::Random random(1, 0);
        int waits = 0;
        for (int round = 0; round < rounds; ++round) {
            const Person &who = random.pick(people);
            const ConsentKey key = lawKey(who.persona, "offers", random.chance(50) ? "email" : "sms");
            EXPECT_OK(here.decide(who, random.chance(50) ? grantOf(key) : withdrawalOf(KeyPattern::of(key))));
            const auto fault = static_cast<NetFault>(round % 6);
            proxy.fail(fault, random.between(0, 3), random.between(1, 2));
            drain(here, fault, waits);
            proxy.work();
        }
        QVERIFY2(waits > rounds / 6, "hardly a round had a refusal");
        Traveller there(proxy.url());
        EXPECT_OK(there.client->enrol(proxy.url(), hub.newCode(), "there"));
        int failures = 0;
        drain(there, NetFault::Silence, failures);
        QCOMPARE(there.digest(), here.digest());
        QCOMPARE(*there.vault->db().integer("SELECT count(*) FROM consent_event"), rounds);
        QCOMPARE(hub.stop(), 0);
    }

    /// Strangers with a certificate are met in the tests of hubprocess.
    void nothingIsSentWithoutTlsWhereTlsIsExpected()
    {
        HubProgram hub;
        hub.start();
        Traveller here(hub.url());
        const Person anna = here.add();
        EXPECT_OK(here.client->enrol(hub.url(), hub.newCode(), "here"));
        EXPECT_OK(here.decide(anna, withdrawalOf(everything())));
        QtHttpTransport::Options options;
        options.timeout = 5s;
        const auto deceived = *QtHttpTransport::create(hub.url("https"), options);
        Client client(*here.vault, here.catalogue, *deceived);
        NoProgress silent;
        EXPECT_ERROR(client.sync(silent), ErrorCode::Network);
        QVERIFY(!here.queueIsEmpty());
        EXPECT_OK(here.sync());
        QVERIFY(here.queueIsEmpty());
        QCOMPARE(hub.stop(), 0);
    }

private:
    /// Tries until all is sent, as a program does that waits in between.
    static void drain(Traveller &traveller, NetFault fault, int &waits)
    {
        for (int failures = 0; failures < kMostAttempts; ++failures) {
            const auto done = traveller.sync();
            if (done) {
                QVERIFY2(done->setAside == 0 && done->refused == 0, "something was set aside");
                QVERIFY(traveller.queueIsEmpty());
                return;
            }
            const ErrorCode code = done.error().code;
            QVERIFY2(code == ErrorCode::Network || code == ErrorCode::Protocol, done.error().toString().c_str());
            // A refusal's wait is never shortened by chance; others begin small.
            const auto wait = traveller.client->backOff(failures + 1);
            const bool refused = fault == NetFault::TooMany || fault == NetFault::Unavailable;
            if (refused && done.error().detail.find("answered") != std::string::npos) {
                QVERIFY2(wait >= std::chrono::seconds(FaultyProxy::kRetryAfterSeconds), "Retry-After was not heard");
                ++waits;
            }
            QVERIFY(wait <= 300s);
            traveller.clock.advance(wait); // and no sooner: within it nothing is sent
        }
        QFAIL("the queue does not drain");
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList left = QCoreApplication::arguments();
    if (const auto at = left.indexOf(QStringLiteral("--rounds")); at > 0 && at + 1 < left.size()) {
        rounds = left.at(at + 1).toInt();
        left.remove(at, 2);
    }
    NetFaultTest test;
    return QTest::qExec(&test, left);
}

#include "tst_netfault.moc"
