#pragma once

#include "hub/openhub.h"
#include "hub/server.h"

namespace assent::hub {

struct ServeOptions
{
    StoreOptions store;
    std::string listen;
    std::string certificateFile;
    std::string keyFile;
    int workers = 4; ///< connections to a database
    std::string metrics;   ///< where, or empty
    std::string catalogue; ///< a file, or empty
    std::string rules;     ///< of the catalogue's, where they are in a file of their own
    std::string publicUrl;
    Limits limits;
};

/// Serves until SIGTERM or SIGINT. Says where on standard output, in one line:
/// {"address":…,"event":"listening","metrics_port":…,"port":…,"tls":…}. SIGHUP
/// reads the certificate and its key again.
Result<void> serve(const ServeOptions &options);

} // namespace assent::hub
