// How soon a withdrawal on one desktop is seen on another.
#include "bench/fixture.h"
#include "bench/hubprocess.h"
#include "bench/sync.h"

#include "profile/profilestore.h"
#include "session/syncagent.h"
#include "sync/qthttptransport.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

namespace assent::bench {
namespace {

using ui::Session;
using ui::SyncAgent;

constexpr int kWithdrawals = 250;
constexpr int kLimit = 1000;      ///< milliseconds
constexpr int kPatience = 120000; ///< after which something is broken

/// A desktop without its window: the session with its two threads on the store, and
/// the agent that keeps it in step with the hub.
class SeenDesktop
{
public:
    SeenDesktop(const std::filesystem::path &folder, SubjectId subject, const Clock &clock)
        : m_session({folder, clock, [subject](ui::OpenStore &) -> Result<SubjectId> { return subject; }, {}}),
          m_agent(m_session, {[](const std::string &url) -> Result<std::unique_ptr<sync::Transport>> {
              ASSENT_TRY(auto transport, sync::QtHttpTransport::create(url));
              return std::unique_ptr<sync::Transport>(std::move(transport));
          }, {}, std::chrono::minutes(1)})
    {
        m_session.unlockWith(SecretBytes(kPassphrase));
    }

    Session &session() { return m_session; }
    bool isOnline() const { return m_agent.state() == SyncAgent::Online; }

    /// As a page does it: `done` gets the act once it is durable.
    void withdraw(std::function<void(EventId)> done)
    {
        m_session.store().run<EventId>(&m_session, [subject = m_session.subject()](ui::OpenStore &store) -> Result<EventId> {
            ASSENT_TRY(const ConsentView view, store.consents->view(subject));
            Decision decision;
            decision.pattern.controller = store.catalogue->controller();
            ASSENT_TRY(const auto events, store.consents->decide(view, std::span(&decision, 1)));
            return events.front().core.id;
        }, [this, done = std::move(done)](Result<EventId> act) {
            m_session.announceChange();
            done(must(std::move(act), "a withdrawal"));
        });
    }

    /// As a page shows it.
    void look(EventId act, std::function<void()> seen)
    {
        m_session.store().run<bool>(&m_session, [act, subject = m_session.subject()](ui::OpenStore &store) -> Result<bool> {
            ASSENT_TRY(const ConsentView view, store.consents->view(subject));
            return std::any_of(view.graph.acts().begin(), view.graph.acts().end(), [act](const GraphAct &one) { return one.core.id == act; });
        }, [seen = std::move(seen)](Result<bool> there) {
            if (must(std::move(there), "a view"))
                seen();
        });
    }

private:
    Session m_session;
    SyncAgent m_agent;
};

void waitUntil(const std::function<bool()> &holds)
{
    QElapsedTimer timer;
    timer.start();
    QTimer alarm; // so that there is an event even when nothing comes
    alarm.start(1000);
    while (!holds()) {
        if (timer.elapsed() > kPatience)
            giveUp("a desktop does not hear of the other");
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

/// Milliseconds from the withdrawal on one, which begins now, to its sight on the other.
double seenOnce(SeenDesktop &one, SeenDesktop &other)
{
    std::optional<EventId> act;
    bool seen = false;
    const auto lookNow = [&] {
        if (act)
            other.look(*act, [&] { seen = true; });
    };
    const auto connection = QObject::connect(&other.session(), &Session::storeChanged, lookNow);
    const double seconds = timed([&] {
        one.withdraw([&](EventId made) {
            act = made;
            lookNow(); // should it have been quicker than this
        });
        waitUntil([&] { return seen; });
    });
    QObject::disconnect(connection);
    return 1000 * seconds;
}

/// A store that has joined the hub and is in step with it; with its person when it has one to tell of.
void makeStore(const std::string &folder, HubProcess &hub, const std::shared_ptr<const Catalogue> &catalogue, const Person *person, const Clock &clock)
{
    OpenStore store = newStore(folder, *catalogue, clock);
    if (person) {
        auto transaction = must(WriteTransaction::begin(*store.vault), "a transaction");
        must(ProfileStore(*store.vault, catalogue).add(transaction, *person), "a person");
        must(transaction.commit(), "a person");
    }
    const auto transport = must(sync::QtHttpTransport::create(hub.url()), "a transport");
    sync::Client client(*store.vault, catalogue, *transport);
    must(client.enrol(hub.url(), hub.newCode(), "bench"), "enrolment");
    NoProgress quiet;
    must(client.sync(quiet), "the first sync");
}

} // namespace

std::vector<Figure> seenFigures(const Settings &settings)
{
    const SystemClock clock;
    const auto catalogue = sampleCatalogue();
    const std::string folder = settings.folder + "/seen";
    std::filesystem::create_directories(folder + "-hub");
    HubProcess hub(settings, folder + "-hub");
    const Person person = makePerson(1, clock.now());
    makeStore(folder + "-one", hub, catalogue, &person, clock);
    makeStore(folder + "-other", hub, catalogue, nullptr, clock);
    SeenDesktop one(folder + "-one", person.id, clock);
    SeenDesktop other(folder + "-other", person.id, clock);
    waitUntil([&] { return one.isOnline() && other.isOnline(); });
    const int wanted = settings.people < 10'000 ? 20 : kWithdrawals;
    std::vector<double> times;
    for (int i = 0; i < wanted; ++i)
        times.push_back(i % 2 == 0 ? seenOnce(one, other) : seenOnce(other, one));
    const double last = percentile(times, 0.99);
    Figure middle{"sync.withdrawal_seen_p50", percentile(times, 0.5), "ms", {}, {}, {}, {}, {}};
    Figure figure{"sync.withdrawal_seen_p99", last, "ms", {}, {}, {}, "<= 1000 ms", {}};
    if (wanted == kWithdrawals)
        figure.holds = last <= kLimit;
    return {std::move(middle), std::move(figure)};
}

} // namespace assent::bench
