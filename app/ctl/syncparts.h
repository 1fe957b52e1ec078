#pragma once

#include "command.h"
#include "storeaccess.h"
#include "sync/client.h"
#include "sync/qthttptransport.h"

namespace assent::ctl {

/// How a hub is reached and joined; shared by "sync" and "device".
struct HubOptions
{
    std::string hub;
    int codeFd = -1;
    std::string label;
    std::string caFile;

    void addTo(CLI::App &app);
    void addReachTo(CLI::App &app); ///< --ca alone

    /// The store's hub, or the one that was named. Conflict: it belongs to another.
    Result<std::string> url(const sync::SyncStatus &status) const;
    Result<std::unique_ptr<sync::QtHttpTransport>> transport(const std::string &hubUrl) const;
    /// Reads the one-time code and enrols, or enrols anew.
    Result<void> enrol(Context &context, sync::Client &client, const std::string &hubUrl) const;
};

/// Says which hub it was that did not answer.
Error at(const std::string &hubUrl, Error error);

/// What waits of closing acts can be sent while the store is locked. A failure is
/// noted and no more: the acts are recorded.
void sealWhatWaits(Context &context, OpenStore &store);

/// A store with the way to its hub.
struct HubAccess
{
    OpenStore store;
    std::string hubUrl;
    std::unique_ptr<sync::QtHttpTransport> transport;
    std::unique_ptr<sync::Client> client;
};
/// NotFound: the store belongs to no hub.
Result<HubAccess> openHub(Context &context, const HubOptions &options);

void addSyncStatusCommands(CLI::App &sync, Commands &commands); ///< under "sync"

} // namespace assent::ctl
