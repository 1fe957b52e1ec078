#include "hub/admin.h"
#include "hub/openapi.h"
#include "hub/serve.h"
#include "vault/process.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <functional>

namespace {

using namespace assent;
using namespace assent::hub;

/// What was chosen; empty until a command is.
using Chosen = std::function<Result<void>()>;

void addStore(CLI::App &app, StoreOptions &store)
{
    app.add_option("--store", store.folder, "The hub's store: a folder or a PostgreSQL database")->required()->type_name("DIR|postgresql://…");
    app.add_option("--passphrase-fd", store.passphraseFd,
           "Read the passphrase from this descriptor (else from the service credential assent-passphrase)")
        ->type_name("N")->check(CLI::NonNegativeNumber);
}

void addSeconds(CLI::App &app, const char *name, std::chrono::milliseconds &target, const char *help)
{
    app.add_option_function<int>(name, [&target](int seconds) { target = std::chrono::seconds(seconds); }, help)
        ->type_name("SECONDS")->check(CLI::Range(1, 3600));
}

void addServe(CLI::App &app, ServeOptions &options)
{
    app.add_option("--store", options.store.folder, "The store, made at the first start: a folder or a PostgreSQL database")->type_name("DIR|postgresql://…");
    app.add_option("--passphrase-fd", options.store.passphraseFd,
           "Read the passphrase from this descriptor (else from the service credential assent-passphrase)")
        ->type_name("N")->check(CLI::NonNegativeNumber);
    app.add_option("--listen", options.listen, "Address and port; port 0 takes a free one, which is printed")->type_name("ADDR:PORT");
    app.add_option("--tls-cert", options.certificateFile, "Certificate chain (PEM); without it only loopback is served")->type_name("FILE");
    app.add_option("--tls-key", options.keyFile, "Private key of the certificate (PEM)")->type_name("FILE");
    addSeconds(app, "--header-timeout", options.limits.header, "For a request's header and the TLS handshake (10)");
    addSeconds(app, "--body-timeout", options.limits.body, "For a request's body, and for its answer (30)");
    addSeconds(app, "--idle-timeout", options.limits.idle, "Between the requests of a connection (60)");
    addSeconds(app, "--stop-timeout", options.limits.stop, "For running requests after SIGTERM (10)");
    app.add_option("--max-connections", options.limits.connections, "Connections at a time (2048)")
        ->type_name("N")->check(CLI::Range(1, 100000));
    app.add_option("--workers", options.workers, "Connections to the PostgreSQL database (4)")->type_name("N")->check(CLI::Range(1, 100));
    app.add_option("--device-rate", options.limits.deviceRate, "Requests a second of one device, on average; 0: any number (100)")
        ->type_name("N")->check(CLI::Range(0, 1000000));
    app.add_option("--address-rate", options.limits.addressRate, "Requests a second of one address, on average; 0: any number (300)")
        ->type_name("N")->check(CLI::Range(0, 1000000));
    app.add_option("--catalog", options.catalogue, "The organisation's catalogue, by which GET /v1/decision decides")->type_name("FILE");
    app.add_option("--rules", options.rules, "Regime rules, when they are not in the catalogue's file")->type_name("FILE");
    app.add_option("--public-url", options.publicUrl, "Of links for letters (else as the request's Host says)")->type_name("URL");
    app.add_option("--metrics", options.metrics, "Where else to listen, for GET /metrics alone (Prometheus; plain)")->type_name("ADDR:PORT");
}

void addCode(CLI::App &app, CodeOptions &options, Chosen &chosen)
{
    CLI::App *code = app.add_subcommand("code", "Make a code that enrols one device once, and print it");
    addStore(*code, options.store);
    code->add_option("--subject", options.subject, "The only person that the device may see and speak for")->type_name("ID");
    code->add_option("--role", options.role, "device, or system: another program, which asks about anybody and closes for them (device)")
        ->type_name("ROLE")->check(CLI::IsMember({"device", "system"}));
    code->add_option("--minutes", options.minutes, "How long the code is good for (15)")->type_name("N")->check(CLI::Range(1, 43200));
    code->add_flag("--json", options.json, "Print JSON");
    code->callback([&] { chosen = [&options] { return makeCode(options); }; });
}

void addDevices(CLI::App &app, DeviceOptions &options, Chosen &chosen)
{
    CLI::App *devices = app.add_subcommand("devices", "List or revoke enrolled devices");
    devices->require_subcommand(1);
    CLI::App *list = devices->add_subcommand("list", "List the devices, oldest first");
    CLI::App *revoke = devices->add_subcommand("revoke", "Let a device send closing acts only, from now on");
    for (CLI::App *command : {list, revoke}) {
        addStore(*command, options.store);
        command->add_flag("--json", options.json, "Print JSON");
    }
    revoke->add_option("--device", options.device, "The device's id")->required()->type_name("ID");
    list->callback([&] { chosen = [&options] { return listDevices(options); }; });
    revoke->callback([&] { chosen = [&options] { return revokeDevice(options); }; });
}

int report(const Error &error)
{
    std::fprintf(stderr, "assent-hub: %s\n", error.toString().c_str());
    return exitCode(error);
}

int run(int argc, char **argv)
{
    if (const auto done = forbidCoreDumps(); !done)
        return report(done.error());
    CLI::App app("The sync backend of Assent", "assent-hub");
    app.set_version_flag("--version", "assent-hub " ASSENT_VERSION);
    bool openApi = false;
    app.add_flag("--openapi", openApi, "Print the OpenAPI document of the interface, and end");
    ServeOptions serveOptions;
    CodeOptions codeOptions;
    DeviceOptions deviceOptions;
    Chosen chosen;
    addServe(app, serveOptions);
    addCode(app, codeOptions, chosen);
    addDevices(app, deviceOptions, chosen);
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &fault) {
        return app.exit(fault) == 0 ? 0 : 2;
    }
    if (openApi) {
        std::fwrite(openApiText().data(), 1, openApiText().size(), stdout);
        return 0;
    }
    if (!chosen && (serveOptions.store.folder.empty() || serveOptions.listen.empty()))
        return report({ErrorCode::Invalid, "is required", {{}, 0, 0, serveOptions.store.folder.empty() ? "--store" : "--listen"}});
    const auto done = chosen ? chosen() : serve(serveOptions);
    return done ? 0 : report(done.error());
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception &fault) {
        std::fprintf(stderr, "assent-hub: %s\n", fault.what());
        return 1;
    }
}
