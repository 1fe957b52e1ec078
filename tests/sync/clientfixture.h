#pragma once

#include "consent/store.h"
#include "sync/client.h"
#include "sync/clientdigest.h"
#include "sync/hubfixture.h"

#include <functional>

namespace assent::test {

/// What can go wrong between a store and its hub.
enum class Fault { LoseRequest, LoseAnswer, CutAnswer, NoJson, Busy, TooMany, Broken, TooLarge, Malformed, SignedOut, Forbidden };

/// Carries requests to a hub in this process, and fails as told.
class HubTransport final : public sync::Transport
{
public:
    explicit HubTransport(TestHub &hub) : m_hub(hub) {}
    Result<sync::HttpResponse> send(const sync::HttpRequest &request) override;
    void abort() override {}

    /// From the next request on, as many times as said, after `skip` requests.
    void fail(Fault fault, int times = 1, int skip = 0);
    /// Only requests for which this holds fail.
    void failWhere(std::function<bool(const sync::HttpRequest &)> condition) { m_condition = std::move(condition); }
    /// Changes answers on their way.
    void rewrite(std::function<void(const sync::HttpRequest &, sync::HttpResponse &)> change) { m_rewrite = std::move(change); }
    void work();

    /// "push closing 2", "push other 1", "pull", "capabilities", …
    std::vector<std::string> log;
    std::string retryAfter; ///< of Busy and TooMany, in seconds

private:
    Result<sync::HttpResponse> deliver(const sync::HttpRequest &request);
    bool failsNow(const sync::HttpRequest &request);

    TestHub &m_hub;
    std::optional<Fault> m_fault;
    int m_times = 0;
    int m_skip = 0;
    std::function<bool(const sync::HttpRequest &)> m_condition;
    std::function<void(const sync::HttpRequest &, sync::HttpResponse &)> m_rewrite;
};

/// A store with a client, like a desktop.
struct Desktop : LawStore
{
    explicit Desktop(TestHub &hub) : home(hub), transport(hub), client(*vault, catalogue, transport) {}
    void enrol(std::optional<SubjectId> scope = {})
    {
        const auto done = tryEnrol(*home.store().newCode(scope, std::chrono::minutes(5)));
        if (!done)
            qFatal("not enrolled: %s", done.error().toString().c_str());
    }
    Result<void> tryEnrol(const std::string &code) { return client.enrol("http://127.0.0.1:1", code, "a desktop"); }
    Result<sync::Client::Report> sync()
    {
        NoProgress progress;
        return client.sync(progress);
    }
    /// Everybody's events and states, to compare with another store's.
    std::string digest() { return digestOf(*consents, *people, clock.now()); }
    std::int64_t events() { return *vault->db().integer("SELECT count(*) FROM consent_event"); }
    OutboxCounts waiting() { return *outbox::counts(*vault); }
    bool queueIsEmpty() { return waiting().waitingClosings + waiting().waitingOthers + waiting().setAside == 0; }

    TestHub &home;
    HubTransport transport;
    sync::Client client;
};

} // namespace assent::test
