#include "command.h"
#include "interrupt.h"
#include "progressline.h"
#include "secretinput.h"
#include "storeaccess.h"
#include "sync/client.h"
#include "sync/qthttptransport.h"
#include "text.h"
#include "vault/holders.h"
#include "vault/outbox.h"

#include <QString>
#include <QSysInfo>

namespace assent::ctl {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 1s;      ///< how often a watch looks for something to send
constexpr auto kAskAnyway = 30s; ///< and how often it asks the hub for news

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
    }
};

bool didSomething(const sync::Client::Report &report) { return report.pushed + report.setAside + report.pulled > 0; }

std::string toText(const sync::Client::Report &report)
{
    if (!didSomething(report))
        return "In step with the hub: nothing to send, nothing new.";
    std::string text = "In step with the hub: " + grouped(report.pushed) + " sent, " + grouped(report.pulled) + " received";
    if (report.setAside > 0)
        text += ", " + grouped(report.setAside) + " refused and set aside";
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
    value.set("waiting", waiting.waitingClosings + waiting.waitingOthers);
    return value;
}

/// Says which hub it was that did not answer.
Error at(const std::string &hubUrl, Error error)
{
    if (error.code == ErrorCode::Network)
        error.detail = hubUrl + " cannot be reached: " + error.detail;
    return error;
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
            "  assentctl sync --watch                # until Ctrl+C (exit code 130)")
    {
        app().add_option("--hub", m_hub, "Address of the hub; joins it when the store has none yet")->type_name("URL");
        app().add_option("--enrol-code-fd", m_codeFd, "Read the one-time code from this descriptor (default: a prompt)")
            ->type_name("N")->check(quietly(CLI::NonNegativeNumber));
        app().add_option("--label", m_label, "Name of this device at the hub (default: the host's)")->type_name("TEXT");
        app().add_option("--ca", m_caFile, "Further certificate authorities to trust (PEM)")->type_name("FILE");
        app().add_flag("--watch", m_watch, "Keep in step until Ctrl+C, or until \"vault lock\" asks for the store");
    }

    Result<void> run(Context &context) override
    {
        const LockRequests requests(context.store());
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const sync::SyncStatus status, sync::status(*store.vault));
        ASSENT_TRY(const std::string url, hubUrl(status));
        sync::QtHttpTransport::Options options;
        options.caFile = m_caFile;
        ASSENT_TRY(const auto transport, sync::QtHttpTransport::create(url, options));
        const interrupt::Watch watch([&] { transport->abort(); });
        sync::Client client(*store.vault, store.catalogue, *transport);
        if (!status.hasHub) {
            if (const Result<void> joined = enrol(context, client, url); !joined)
                return at(url, joined.error());
        }
        Totals totals;
        const Result<void> outcome = m_watch ? keepInStep(context, *store.vault, client, requests, totals) : once(context, client, totals);
        return report(context, *store.vault, url, totals, outcome);
    }

private:
    Result<std::string> hubUrl(const sync::SyncStatus &status) const
    {
        if (status.hasHub && !m_hub.empty() && m_hub != status.hubUrl)
            return Error{ErrorCode::Conflict, "this store belongs to the hub " + status.hubUrl + " already", {{}, 0, 0, "--hub"}};
        if (!status.hasHub && m_hub.empty())
            return wrongCall("--hub", "this store belongs to no hub yet: name one, and have its one-time code ready");
        return status.hasHub ? status.hubUrl : m_hub;
    }

    Result<void> enrol(Context &context, sync::Client &client, const std::string &url) const
    {
        ASSENT_TRY(const SecretBytes code, m_codeFd >= 0 ? readSecretLine(m_codeFd) : promptSecret("One-time code"));
        if (code.empty())
            return wrongCall("--enrol-code-fd", "the code is empty");
        const std::string label = m_label.empty() ? QSysInfo::machineHostName().toStdString() : m_label;
        std::string text(asText(code.view()));
        const Result<void> enrolled = client.enrol(url, text, label);
        wipe(text);
        ASSENT_CHECK(enrolled);
        context.console.note("This store has joined the hub.");
        return {};
    }

    static Result<void> once(Context &context, sync::Client &client, Totals &totals)
    {
        ProgressLine progress("Syncing", "items");
        ASSENT_TRY(const sync::Client::Report report, client.sync(progress));
        totals.add(report);
        context.console.print(toText(report));
        return {};
    }

    /// Ends when the store is to be locked; else with an error: Cancelled by
    /// Ctrl+C, or one that waiting does not heal.
    static Result<void> keepInStep(
        Context &context, Vault &vault, sync::Client &client, const LockRequests &requests, Totals &totals)
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
            } else if (!isPassing(report.error())) {
                return report.error();
            } else {
                ++totals.failures;
                pause = client.backOff(++failures);
                say(context, said, "The hub cannot be reached; what waits is kept and tried again. (" + report.error().detail + ")", false);
            }
            ASSENT_CHECK(rest(vault, pause, report.ok(), requests));
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

    std::string m_hub;
    int m_codeFd = -1;
    std::string m_label;
    std::string m_caFile;
    bool m_watch = false;
};

} // namespace

void addSyncCommands(CLI::App &parent, Commands &commands) { commands.push_back(std::make_unique<Sync>(parent)); }

} // namespace assent::ctl
