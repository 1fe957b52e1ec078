#include "session/syncagent.h"

#include "base/log.h"
#include "session/errortext.h"
#include "session/hubway.h"
#include "sync/sealed.h"

namespace assent::ui {
namespace {

constexpr auto kCountEvery = std::chrono::milliseconds(250);
/// Whoever stopped the news is not sent them again with the next beat.
constexpr int kHeldPeriods = 10;

} // namespace

SyncAgent::SyncAgent(Session &session, Setup setup, QObject *parent)
    : QObject(parent), m_session(session), m_setup(std::move(setup)), m_news(m_setup.transport), m_job([this] { holdNews(); })
{
    m_countTimer.setInterval(kCountEvery);
    connect(&m_countTimer, &QTimer::timeout, this, [this] {
        if (m_stop)
            m_job.count(int(m_stop->received.load()));
    });
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SyncAgent::start);
    connect(&session, &Session::stateChanged, this, &SyncAgent::onSessionState);
    connect(&session, &Session::aboutToLock, this, [this] {
        sealClosings(); // before the store is closed, which is posted behind it
        stop();
    });
    connect(&m_news, &NewsWatch::came, this, [this] {
        if (!m_running) // else it is fetching them, and asks for what comes after
            syncNow();
    });
    m_sealedTimer.setSingleShot(true);
    connect(&m_sealedTimer, &QTimer::timeout, this, &SyncAgent::sendSealed);
    connect(&session, &Session::closed, this, &SyncAgent::sendSealed);
    QTimer::singleShot(0, this, &SyncAgent::sendSealed); // what an earlier run left
    connect(&session, &Session::storeChanged, this, [this] {
        if (m_session.holdsStore() && !m_running)
            readStatus();
    });
}

SyncAgent::~SyncAgent()
{
    stop();
    if (m_sealedStop)
        m_sealedStop->ask();
}

void SyncAgent::sealClosings()
{
    if (!m_hasHub)
        return;
    m_session.background().run<bool>(this, [](OpenStore &store) { return sync::sealClosings(*store.vault, store.catalogue); },
        [](Result<bool>) {}); // what could not be sealed waits in the store
}

/// As long as the store is locked and something waits.
void SyncAgent::sendSealed()
{
    if (m_session.state() != Session::Locked)
        return;
    m_sealedStop = std::make_shared<HubStop>();
    m_session.background().compute<int>(this, [setup = m_setup, folder = m_session.folderPath(), stop = m_sealedStop]() -> Result<int> {
        ASSENT_TRY(const auto sealed, sync::readSealed(folder));
        if (!sealed)
            return 0;
        ASSENT_TRY(auto transport, setup.transport(setup.hubUrl.empty() ? sealed->hubUrl : setup.hubUrl));
        HubWay way(std::move(transport), stop);
        return sync::sendSealed(folder, way);
    }, [this](Result<int> sent) {
        if (!sent && m_session.state() == Session::Locked)
            m_sealedTimer.start(m_setup.period);
    });
}

QString SyncAgent::errorText() const { return m_error ? ui::errorText(*m_error) : QString(); }

void SyncAgent::onSessionState()
{
    if (m_session.state() != Session::Locked && m_sealedStop) {
        m_sealedStop->ask(); // the thread is needed to open the store
        m_sealedTimer.stop();
    }
    if (!m_session.holdsStore())
        return;
    if (m_stop)
        return startNow(); // the person was erased while the store was open: the hub is told
    m_stop = std::make_shared<HubStop>();
    m_session.jobs().follow(&m_job);
    readStatus();
}

void SyncAgent::readStatus()
{
    m_session.background().run<sync::SyncStatus>(this, [](OpenStore &store) { return sync::status(*store.vault); },
        [this](Result<sync::SyncStatus> status) {
            if (!status)
                return;
            const bool more = int(status->waiting.waitingClosings + status->waiting.waitingOthers) > m_waiting;
            const bool first = !m_hasHub;
            show(*status);
            if (m_hasHub && (more || first))
                startNow();
        });
}

void SyncAgent::syncNow()
{
    m_declined = false;
    startNow();
}

void SyncAgent::acceptNews()
{
    m_agreed = true;
    syncNow();
}

void SyncAgent::declineNews()
{
    m_declined = true;
    Q_EMIT changed();
}

void SyncAgent::startNow()
{
    m_timer.stop();
    start();
}

void SyncAgent::start()
{
    if (!m_hasHub || !m_session.holdsStore())
        return;
    if (m_running) {
        m_again = true;
        return;
    }
    m_running = true;
    m_stop->newsHeld.store(false);
    m_stop->received.store(0);
    m_countTimer.start();
    m_state = Syncing;
    Q_EMIT changed();
    m_session.background().run<Outcome>(this, job(), [this](Result<Outcome> outcome) {
        m_running = false;
        if (outcome)
            take(std::move(*outcome));
    });
}

Result<void> SyncAgent::makeClient(OpenStore &store, const Setup &setup, const std::string &hubUrl, const std::shared_ptr<HubStop> &stop)
{
    if (store.client)
        return {};
    ASSENT_TRY(auto made, setup.transport(setup.hubUrl.empty() ? hubUrl : setup.hubUrl));
    store.transport = std::make_unique<HubWay>(std::move(made), stop);
    store.client = std::make_unique<sync::Client>(*store.vault, store.catalogue, *store.transport);
    return {};
}

std::function<Result<SyncAgent::Outcome>(OpenStore &)> SyncAgent::job()
{
    return [setup = m_setup, stop = m_stop, failures = m_failures, agreed = m_agreed](OpenStore &store) -> Result<Outcome> {
        Outcome outcome;
        ASSENT_TRY(outcome.status, sync::status(*store.vault));
        if (const auto made = makeClient(store, setup, outcome.status.hubUrl, stop); !made) {
            outcome.error = made.error().code;
            outcome.next = setup.period;
            return outcome;
        }
        const OutboxCounts before = outcome.status.waiting;
        // Nobody is waited for here: the question is shown, and its answer goes with a later sync.
        store.client->askBeforeLargePull([&](const sync::LargePull &pull) {
            if (!agreed)
                outcome.asked = pull;
            return agreed;
        });
        auto report = store.client->sync(*stop);
        store.client->askBeforeLargePull({});
        if (report)
            outcome.report = *report;
        else
            outcome.error = report.error().code;
        if (report && store.client->canWaitForNews()) {
            ASSENT_TRY(outcome.news, store.client->newsRequest(NewsWatch::kTime));
        }
        outcome.next = report || outcome.asked ? setup.period : store.client->backOff(failures + 1);
        ASSENT_TRY(outcome.status, sync::status(*store.vault));
        const OutboxCounts &after = outcome.status.waiting;
        outcome.queueMoved = before.waitingClosings != after.waitingClosings || before.waitingOthers != after.waitingOthers;
        return outcome;
    };
}

void SyncAgent::holdNews()
{
    if (m_stop)
        m_stop->newsHeld.store(true);
}

void SyncAgent::take(Outcome outcome)
{
    m_countTimer.stop();
    if (!outcome.error)
        m_job.count(outcome.report.pulled);
    const bool held = m_stop && m_stop->newsHeld.load() && outcome.error == ErrorCode::Cancelled;
    if (held) { // as it was wished, so it is no failure
        outcome.error.reset();
        outcome.next = m_setup.period * kHeldPeriods;
    }
    m_job.end(held ? Job::Cancelled : outcome.error || outcome.asked ? Job::Idle : Job::Done);
    if (outcome.asked || !outcome.error)
        m_asked = outcome.asked;
    m_error = outcome.asked ? std::nullopt : outcome.error; // a question is no failure
    if (!outcome.error)
        m_agreed = m_declined = false;
    m_failures = m_error ? m_failures + 1 : 0;
    if (m_error)
        logLine(LogLevel::Info, "sync_failed", {{"code", std::string(errorCodeName(*m_error))}, {"failures", m_failures}});
    m_state = outcome.asked ? Asking : !m_error ? Online : *m_error == ErrorCode::Network ? Offline : Refused;
    show(outcome.status);
    plan(m_again && !m_error ? std::chrono::milliseconds(0) : outcome.next);
    m_again = false;
    if (outcome.news)
        m_news.watch(m_setup.hubUrl.empty() ? outcome.status.hubUrl : m_setup.hubUrl, *outcome.news);
    m_session.lookForPerson();
    const auto &report = outcome.report;
    if (outcome.queueMoved || report.pushed + report.duplicates + report.setAside + report.pulled + report.erased > 0)
        m_session.announceChange();
}

void SyncAgent::show(const sync::SyncStatus &status)
{
    m_hasHub = status.hasHub;
    m_waiting = int(status.waiting.waitingClosings + status.waiting.waitingOthers);
    m_setAside = int(status.waiting.setAside);
    m_erasures = int(status.erasures);
    m_lastContact = status.lastContact ? QDateTime::fromMSecsSinceEpoch(toMillis(*status.lastContact)) : QDateTime();
    if (!m_hasHub)
        m_state = Alone;
    Q_EMIT changed();
}

void SyncAgent::plan(std::chrono::milliseconds wait) { m_timer.start(wait); }

void SyncAgent::stop()
{
    m_timer.stop();
    m_countTimer.stop();
    m_news.stop();
    m_job.end(Job::Idle);
    m_job.forget();
    if (m_stop)
        m_stop->ask();
    m_stop.reset();
    m_running = m_again = m_hasHub = m_agreed = m_declined = false;
    m_asked.reset();
    m_failures = m_waiting = m_setAside = m_erasures = 0;
    m_lastContact = {};
    m_error.reset();
    m_state = Alone;
    Q_EMIT changed();
}

} // namespace assent::ui
