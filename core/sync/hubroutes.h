#pragma once

#include "sync/hubanswer.h"
#include "sync/hubchoices.h"
#include "sync/hubservice.h"
#include "sync/hubsigner.h"
#include "sync/hubtree.h"
#include "sync/hubunsubscribe.h"

#include <set>

namespace assent::sync {

/// A request with the parts of its path that the route's template leaves open.
struct HubCall
{
    const HttpRequest &request;
    std::vector<std::string_view> parts;
};

/// Shared by the files that implement the routes; not for others.
struct HubService::State
{
    State(HubStore &hubStore, const Clock &hubClock, Options chosen)
        : store(hubStore), clock(hubClock), options(std::move(chosen)), tree(store), choices(store), signer(store, clock)
    {
    }

    HubStore &store;
    const Clock &clock;
    Options options;
    HubTree tree;
    HubChoices choices;
    HubSigner signer;
    Taken taken;
    bool mayWait = false;             ///< the request that runs
    std::optional<Waiting> waiting;   ///< what became of it
    std::optional<Timestamp> readyAt; ///< when the store was last found ready

    HttpResponse route(const HttpRequest &request);

    HttpResponse health(const HubCall &call);
    HttpResponse ready(const HubCall &call);
    HttpResponse capabilities(const HubCall &call);
    HttpResponse enrol(const HubCall &call);
    HttpResponse push(const HubCall &call);
    HttpResponse pull(const HubCall &call);

    HttpResponse listDevices(const HubCall &call);
    HttpResponse revokeDevice(const HubCall &call);
    HttpResponse sealed(const HubCall &call);
    HttpResponse erase(const HubCall &call);
    HttpResponse erasures(const HubCall &call);

    HttpResponse subjectEvents(const HubCall &call);
    HttpResponse logCheckpoint(const HubCall &call);
    HttpResponse logTile(const HubCall &call);
    HttpResponse logProof(const HubCall &call);
    HttpResponse decision(const HubCall &call);
    HttpResponse makeUnsubscribeToken(const HubCall &call);
    HttpResponse unsubscribePageOf(const HubCall &call);
    HttpResponse unsubscribe(const HubCall &call);
    HttpResponse signalGpc(const HubCall &call);

    OrProblem<HubDevice> authenticateSystem(const HttpRequest &request);
    HttpResponse decide(const ConsentKey &key, const std::string &jurisdiction, const ConsentGraph &graph);
    Result<void> closeByLink(const Unsubscription &what);
    Result<std::vector<PushResult>> closeBySignal(SubjectId subject, const std::string &device, std::string jurisdiction);
    HttpResponse page(const HubDevice &device, const std::string &cursor, const std::string &sent, int limit, std::chrono::seconds wait = {});
    void count(Verdict verdict);
};

struct HubRoute
{
    std::string_view path; ///< "{name}" stands for one part
    std::string_view method;
    HttpResponse (HubService::State::*handler)(const HubCall &);
    /// The answer is no JSON, so that "Accept" is the handler's to judge.
    bool otherType = false;
};

} // namespace assent::sync
