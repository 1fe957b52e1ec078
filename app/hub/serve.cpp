#include "hub/serve.h"

#include "base/log.h"
#include "hub/listenaddress.h"
#include "hub/storethread.h"
#include "hub/tls.h"

#include <csignal>
#include <cstdio>

namespace assent::hub {
namespace {

/// Everything that can be wrong with the call is found before the store opens.
Result<Server::Options> serverOptions(const ServeOptions &options)
{
    Server::Options out;
    ASSENT_TRY(out.address, parseListenAddress(options.listen));
    out.limits = options.limits;
    if (options.certificateFile.empty() != options.keyFile.empty())
        return Error{ErrorCode::Invalid, "is needed with the other of the two", {{}, 0, 0,
            options.keyFile.empty() ? "--tls-key" : "--tls-cert"}};
    if (!options.certificateFile.empty()) {
        ASSENT_TRY(out.tls, makeTlsContext(options.certificateFile, options.keyFile));
    }
    ASSENT_CHECK(Server::admit(out));
    return out;
}

void announce(const Server &server, bool tls)
{
    json::Value line;
    line.set("event", "listening");
    line.set("address", server.endpoint().address().to_string());
    line.set("port", static_cast<int>(server.endpoint().port()));
    line.set("tls", tls);
    const std::string text = json::canonical(line) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

} // namespace

Result<void> serve(const ServeOptions &options)
{
    std::signal(SIGPIPE, SIG_IGN);
    ASSENT_TRY(Server::Options wanted, serverOptions(options));
    const bool tls = wanted.tls != nullptr;
    const SystemClock clock;
    ASSENT_TRY(const auto stores, openHubs(options.store, clock, options.workers));

    StoreThread *thread = nullptr; // made after the address is known to be free
    ASSENT_TRY(const auto server, Server::listen(std::move(wanted),
        [&thread](sync::HttpRequest request, Answer answer) { thread->handle(std::move(request), std::move(answer)); },
        &sync::HubService::routeName));
    StoreThread storeThread(stores, clock);
    thread = &storeThread;
    server->stopOn({SIGTERM, SIGINT});
    announce(*server, tls);
    server->run();
    storeThread.stop();
    logLine(LogLevel::Info, "stopped");
    return {};
}

} // namespace assent::hub
