#include "hub/serve.h"

#include "base/log.h"
#include "hub/listenaddress.h"
#include "hub/storethread.h"
#include "hub/tls.h"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace assent::hub {
namespace {

/// Everything that can be wrong with the call is found before the store opens.
Result<Server::Options> serverOptions(const ServeOptions &options)
{
    Server::Options out;
    ASSENT_TRY(out.address, parseListenAddress(options.listen, "--listen"));
    if (!options.metrics.empty()) {
        ASSENT_TRY(out.metrics, parseListenAddress(options.metrics, "--metrics"));
    }
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
    if (const auto metrics = server.metricsEndpoint())
        line.set("metrics_port", static_cast<int>(metrics->port()));
    const std::string text = json::canonical(line) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

Result<std::string> readText(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in || !text)
        return Error{ErrorCode::Invalid, "cannot be read", {{}, 0, 0, "--catalog"}};
    return std::move(text).str();
}

/// Faults name the file, line and field.
Result<std::shared_ptr<const Catalogue>> readCatalogue(const ServeOptions &options)
{
    if (options.catalogue.empty())
        return std::shared_ptr<const Catalogue>();
    if (!options.rules.empty()) {
        ASSENT_TRY(Catalogue joined, loadCatalogueFiles(options.catalogue, options.rules));
        return std::make_shared<const Catalogue>(std::move(joined));
    }
    ASSENT_TRY(const std::string text, readText(options.catalogue));
    ASSENT_TRY(Catalogue read, Catalogue::parse(text, options.catalogue));
    return std::make_shared<const Catalogue>(std::move(read));
}

Result<void> admitPublicUrl(const std::string &url)
{
    if (!url.empty() && (!url.starts_with("https://") || url.size() < 9 || url.ends_with('/') || url.find_first_of(" <>\"?#") != std::string::npos))
        return Error{ErrorCode::Invalid, "must be such as https://hub.example, with no slash at its end", {{}, 0, 0, "--public-url"}};
    return {};
}

Result<sync::HubService::Options> serviceOptions(const ServeOptions &options)
{
    sync::HubService::Options out;
    ASSENT_CHECK(admitPublicUrl(options.publicUrl));
    out.publicUrl = options.publicUrl;
    ASSENT_TRY(out.catalogue, readCatalogue(options));
    if (options.limits.deviceRate > 0)
        out.limits["requests_per_second_device"] = options.limits.deviceRate;
    if (options.limits.addressRate > 0)
        out.limits["requests_per_second_address"] = options.limits.addressRate;
    return out;
}

} // namespace

Result<void> serve(const ServeOptions &options)
{
    std::signal(SIGPIPE, SIG_IGN);
    ASSENT_TRY(Server::Options wanted, serverOptions(options));
    ASSENT_TRY(sync::HubService::Options service, serviceOptions(options));
    const bool tls = wanted.tls != nullptr;
    const SystemClock clock;
    ASSENT_TRY(const auto stores, openHubs(options.store, clock, options.workers));

    StoreThread *thread = nullptr; // made after the address is known to be free
    ASSENT_TRY(const auto server, Server::listen(std::move(wanted),
        [&thread](sync::HttpRequest request, Answer answer) { thread->handle(std::move(request), std::move(answer)); },
        &sync::HubService::routeName));
    StoreThread storeThread(stores, clock, service);
    thread = &storeThread;
    server->measure([&storeThread] { return storeThread.gauges(); });
    server->whenStopping([&storeThread] { storeThread.drain(); });
    if (tls)
        server->renewTlsOn(SIGHUP, [&options]() -> Result<Server::Tls> {
            ASSENT_TRY(Server::Tls made, makeTlsContext(options.certificateFile, options.keyFile));
            return made;
        });
    else
        std::signal(SIGHUP, SIG_IGN);
    server->stopOn({SIGTERM, SIGINT});
    announce(*server, tls);
    server->run();
    storeThread.stop();
    logLine(LogLevel::Info, "stopped");
    return {};
}

} // namespace assent::hub
