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
    Limits limits;
};

/// Serves until SIGTERM or SIGINT. Says where on standard output, in one line:
/// {"address":…,"event":"listening","port":…,"tls":…}.
Result<void> serve(const ServeOptions &options);

} // namespace assent::hub
