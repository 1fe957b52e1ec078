#include "interrupt.h"
#include "outboxwaker.h"
#include "progressline.h"
#include "sync/sealed.h"
#include "syncparts.h"
#include "text.h"
#include "vault/outbox.h"

#include <iostream>

#include <unistd.h>

namespace assent::ctl {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 1s;      ///< how often a watch looks for something to send
constexpr auto kAskAnyway = 30s; ///< and how often it asks the hub for news
constexpr auto kWaitForNews = 25s; ///< at the hub, in one request; below the transport's time-out

/// What the runs of one command did together.
struct Totals
{
    sync::Client::Report work;
    int runs = 0;
    int failures = 0;

    void add(const sync::Client::Report &report)
    {
        ++runs;
        work.pushed += report.pushed;
        work.duplicates += report.duplicates;
        work.setAside += report.setAside;
        work.pulled += report.pulled;
        work.erased += report.erased;
        work.held += report.held;
        work.refused += report.refused;
        work.erasureRefusal = report.erasureRefusal;
    }
};

bool didSomething(const sync::Client::Report &report) { return report.pushed + report.setAside + report.pulled + report.erased + report.held > 0; }

std::string toText(const sync::Client::Report &report)
{
    if (!didSomething(report))
        return "In step with the hub: nothing to send, nothing new.";
    std::string text = "In step with the hub: " + grouped(report.pushed) + " sent, " + grouped(report.pulled) + " received";
    if (report.setAside > 0)
        text += ", " + grouped(report.setAside) + " refused and set aside";
    if (report.erased > 0)
        text += ", " + counted(report.erased, "person", "people") + " erased";
    if (report.held > 0)
        text += ", " + grouped(report.held) + " of a newer program kept for later";
    return text + ".";
}

json::Value toJson(const std::string &hubUrl, const Totals &totals, const OutboxCounts &waiting)
{
    json::Value value;
    value.set("hub", hubUrl);
    value.set("runs", totals.runs);
    value.set("failures", totals.failures);
    value.set("pushed", totals.work.pushed);
    value.set("duplicates", totals.work.duplicates);
    value.set("set_aside", totals.work.setAside);
    value.set("pulled", totals.work.pulled);
    value.set("erased", totals.work.erased);
    value.set("held", totals.work.held);
    value.set("refused", totals.work.refused);
    value.set("erasure_refusal", totals.work.erasureRefusal.empty() ? json::Value() : json::Value(totals.work.erasureRefusal));
    value.set("waiting", waiting.waitingClosings + waiting.waitingOthers);
    return value;
}

/// Failures that another attempt may heal.
bool isPassing(const Error &error) { return error.code == ErrorCode::Network || error.code == ErrorCode::Io; }

/// Stops when another program wants the store closed.
class UntilAsked final : public Progress
{
public:
    explicit UntilAsked(const LockRequests &requests) : m_requests(requests) {}
    bool report(std::uint64_t done, std::uint64_t total) override { return m_line.report(done, total) && !m_requests.made(); }

private:
    const LockRequests &m_requests;
    ProgressLine m_line{"Syncing", "items"};
};

class Sync final : public Command
{
public:
    explicit Sync(CLI::App &parent)
        : Command(parent, "sync", "Send what waits to the hub and fetch what is new",
            "  assentctl sync --hub https://hub.example.org --enrol-code-fd 3 3<code     # the first time\n"
            "  assentctl sync\n"
            "  assentctl sync --watch                # until Ctrl+C (exit code 130)\n"
            "  assentctl sync --sealed-only          # withdrawals alone, without the passphrase")
    {
        m_hub.addTo(app());
        app().add_flag("--watch", m_watch, "Keep in step until Ctrl+C, or until \"vault lock\" asks for the store");
        app().add_flag("--accept-changes", m_accept, "Apply news that changes many people at once without a question");
        app().add_flag("--sealed-only", m_sealedOnly, "Send the withdrawals that wait, sealed for the hub; the store stays locked");
    }
    /// Other commands stand under this one.
    CLI::App &group() { return app(); }

    Result<void> run(Context &context) override
    {
        if (m_sealedOnly)
            return sendSealed(context);
        const LockRequests requests(context.store());
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const sync::SyncStatus status, sync::status(*store.vault));
        ASSENT_TRY(const std::string url, m_hub.url(status));
        ASSENT_TRY(const auto transport, m_hub.transport(url));
        const interrupt::Watch watch([&] { transport->abort(); });
        sync::Client client(*store.vault, store.catalogue, *transport);
        client.askBeforeLargePull([&](const sync::LargePull &pull) { return mayChange(context, pull); });
        if (!status.hasHub)
            ASSENT_CHECK(m_hub.enrol(context, client, url));
        Totals totals;
        const Result<void> outcome = m_watch ? keepInStep(context, *store.vault, client, *transport, requests, totals)
                                             : once(context, client, totals);
        sealWhatWaits(context, store);
        return report(context, *store.vault, url, totals, outcome);
    }

private:
    Result<void> sendSealed(Context &context) const
    {
        ASSENT_CHECK(requireStore(context));
        ASSENT_TRY(const auto sealed, sync::readSealed(context.store()));
        int sent = 0;
        if (sealed) {
            ASSENT_TRY(const auto transport, m_hub.transport(sealed->hubUrl));
            const interrupt::Watch watch([&] { transport->abort(); });
            const auto done = sync::sendSealed(context.store(), *transport);
            if (!done)
                return at(sealed->hubUrl, done.error());
            sent = *done;
        }
        context.console.document(json::Value(json::Object{{"sent", sent > 0}}));
        context.console.print(sent > 0 ? "The withdrawals that waited are at the hub." : "No withdrawal waits.");
        return {};
    }

    /// A watch asks nobody: it goes on sending withdrawals.
    bool mayChange(Context &context, const sync::LargePull &pull) const
    {
        if (m_accept || m_watch || !::isatty(STDIN_FILENO))
            return m_accept;
        context.console.note("The hub's news would change at least " + counted(pull.changed, "person", "people") + " of "
            + grouped(pull.people) + ". Type \"yes\" to apply it:");
        std::string line;
        std::getline(std::cin, line);
        return line == "yes";
    }

    static Result<void> once(Context &context, sync::Client &client, Totals &totals)
    {
        ProgressLine progress("Syncing", "items");
        const auto report = client.sync(progress);
        if (!report)
            return client.wantsAnswer() ? hinted(report.error()) : report.error();
        totals.add(*report);
        context.console.print(toText(*report));
        if (!report->erasureRefusal.empty())
            context.console.note("The hub did not take an erasure (" + report->erasureRefusal + "); it is offered again.");
        return {};
    }

    static Error hinted(Error error)
    {
        error.detail += "; \"assentctl sync --accept-changes\" agrees to it";
        return error;
    }

    /// Ends when the store is to be locked; else with an error: Cancelled by
    /// Ctrl+C, or one that waiting does not heal.
    static Result<void> keepInStep(Context &context, Vault &vault, sync::Client &client, sync::Transport &transport,
        const LockRequests &requests, Totals &totals)
    {
        std::string said;
        int failures = 0;
        for (;;) {
            std::chrono::milliseconds pause = kAskAnyway;
            const Result<sync::Client::Report> report = attempt(client, requests);
            if (report) {
                failures = 0;
                totals.add(*report);
                say(context, said, toText(*report), didSomething(*report));
            } else if (requests.made()) {
                return ended(context);
            } else if (client.wantsAnswer()) {
                say(context, said, hinted(report.error()).detail + ". Withdrawals are sent meanwhile.", false);
            } else if (!isPassing(report.error())) {
                return report.error();
            } else {
                ++totals.failures;
                pause = client.backOff(++failures);
                say(context, said, "The hub cannot be reached; what waits is kept and tried again. (" + report.error().detail + ")", false);
            }
            const bool waits = report.ok() && client.canWaitForNews();
            const bool waited = waits && waitForNews(vault, client, transport, requests);
            if (!waited)
                ASSENT_CHECK(rest(vault, pause, report.ok() || client.wantsAnswer(), requests));
            if (interrupt::requested())
                return Error{ErrorCode::Cancelled, "the watch was ended"};
            if (requests.made())
                return ended(context);
        }
    }

    static Result<void> ended(Context &context)
    {
        context.console.note("The store was asked for: the watch ends and closes it.");
        return {};
    }

    static Result<sync::Client::Report> attempt(sync::Client &client, const LockRequests &requests)
    {
        UntilAsked progress(requests);
        return client.sync(progress);
    }

    static void say(Context &context, std::string &said, std::string text, bool always)
    {
        if (text == said && !always)
            return;
        context.console.note(shortTime(context.clock.now()) + "  " + text);
        said = std::move(text);
    }

    /// False when the hub did not let it wait. Something to send ends the wait early.
    static bool waitForNews(Vault &vault, sync::Client &client, sync::Transport &transport, const LockRequests &requests)
    {
        const auto waker = OutboxWaker::start(vault, requests, [&transport] { transport.abort(); });
        const auto news = waker ? client.waitForNews(kWaitForNews) : Result<bool>(waker.error());
        return news.ok() || news.error().code == ErrorCode::Cancelled;
    }

    /// Waits; while all is well something new to send ends the wait early.
    static Result<void> rest(Vault &vault, std::chrono::milliseconds time, bool watchOutbox, const LockRequests &requests)
    {
        const auto until = std::chrono::steady_clock::now() + time;
        while (std::chrono::steady_clock::now() < until) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
            if (!interrupt::wait(std::min<std::chrono::milliseconds>(left, kLook)))
                return Error{ErrorCode::Cancelled, "the watch was ended"};
            if (requests.made())
                return {};
            if (!watchOutbox)
                continue;
            ASSENT_TRY(const OutboxCounts waiting, outbox::counts(vault));
            if (waiting.waitingClosings + waiting.waitingOthers > 0)
                return {};
        }
        return {};
    }

    static Result<void> report(Context &context, Vault &vault, const std::string &url, const Totals &totals, const Result<void> &outcome)
    {
        ASSENT_TRY(const OutboxCounts waiting, outbox::counts(vault));
        json::Value document = toJson(url, totals, waiting);
        if (outcome) {
            context.console.document(document);
            return {};
        }
        document.set("error", ctl::toJson(at(url, outcome.error())));
        context.console.document(document);
        return at(url, outcome.error());
    }

    HubOptions m_hub;
    bool m_watch = false;
    bool m_accept = false;
    bool m_sealedOnly = false;
};

} // namespace

/// Those under "sync" come first: when one of them was chosen, so was "sync".
void addSyncCommands(CLI::App &parent, Commands &commands)
{
    auto sync = std::make_unique<Sync>(parent);
    addSyncStatusCommands(sync->group(), commands);
    commands.push_back(std::move(sync));
}

} // namespace assent::ctl
