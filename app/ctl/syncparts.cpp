#include "syncparts.h"

#include "secretinput.h"
#include "sync/sealed.h"

#include <QString>
#include <QSysInfo>

namespace assent::ctl {

void HubOptions::addReachTo(CLI::App &app)
{
    app.add_option("--ca", caFile, "Further certificate authorities to trust (PEM)")->type_name("FILE");
}

void HubOptions::addTo(CLI::App &app)
{
    app.add_option("--hub", hub, "Address of the hub; joins it when the store has none yet")->type_name("URL");
    app.add_option("--enrol-code-fd", codeFd, "Read the one-time code from this descriptor (default: a prompt)")
        ->type_name("N")->check(quietly(CLI::NonNegativeNumber));
    app.add_option("--label", label, "Name of this device at the hub (default: the host's)")->type_name("TEXT");
    addReachTo(app);
}

Result<std::string> HubOptions::url(const sync::SyncStatus &status) const
{
    if (status.hasHub && !hub.empty() && hub != status.hubUrl)
        return Error{ErrorCode::Conflict, "this store belongs to the hub " + status.hubUrl + " already", {{}, 0, 0, "--hub"}};
    if (!status.hasHub && hub.empty())
        return wrongCall("--hub", "this store belongs to no hub yet: name one, and have its one-time code ready");
    return status.hasHub ? status.hubUrl : hub;
}

Result<std::unique_ptr<sync::QtHttpTransport>> HubOptions::transport(const std::string &hubUrl) const
{
    sync::QtHttpTransport::Options options;
    options.caFile = caFile;
    return sync::QtHttpTransport::create(hubUrl, options);
}

Result<void> HubOptions::enrol(Context &context, sync::Client &client, const std::string &hubUrl) const
{
    ASSENT_TRY(const SecretBytes code, codeFd >= 0 ? readSecretLine(codeFd) : promptSecret("One-time code"));
    if (code.empty())
        return wrongCall("--enrol-code-fd", "the code is empty");
    const std::string name = label.empty() ? QSysInfo::machineHostName().toStdString() : label;
    std::string text(asText(code.view()));
    const Result<void> enrolled = client.enrol(hubUrl, text, name);
    wipe(text);
    if (!enrolled)
        return at(hubUrl, enrolled.error());
    context.console.note("This store has joined the hub.");
    return {};
}

Error at(const std::string &hubUrl, Error error)
{
    if (error.code == ErrorCode::Network)
        error.detail = hubUrl + " cannot be reached: " + error.detail;
    return error;
}

void sealWhatWaits(Context &context, OpenStore &store)
{
    if (const auto sealed = sync::sealClosings(*store.vault, store.catalogue); !sealed)
        context.console.note("What waits could not be sealed for the hub: " + sealed.error().toString());
}

Result<HubAccess> openHub(Context &context, const HubOptions &options)
{
    HubAccess access;
    ASSENT_TRY(access.store, openStore(context));
    ASSENT_TRY(const sync::SyncStatus status, sync::status(*access.store.vault));
    if (!status.hasHub)
        return Error{ErrorCode::NotFound, "this store belongs to no hub; \"assentctl device enrol --hub URL\" joins one"};
    access.hubUrl = status.hubUrl;
    ASSENT_TRY(access.transport, options.transport(status.hubUrl));
    access.client = std::make_unique<sync::Client>(*access.store.vault, access.store.catalogue, *access.transport);
    return access;
}

} // namespace assent::ctl
