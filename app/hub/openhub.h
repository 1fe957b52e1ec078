#pragma once

#include "sync/hubstore.h"

#include <optional>
#include <string>

namespace assent::hub {

/// Where the store is and where its passphrase comes from.
struct StoreOptions
{
    std::string folder;    ///< or a connection string of PostgreSQL, which may hold a password
    int passphraseFd = -1; ///< -1: the service manager's credential "assent-passphrase"
};

/// The first line of the descriptor, else of the credential. Invalid, naming the
/// option, when there is neither.
Result<SecretBytes> readPassphrase(const StoreOptions &options);

/// Opens the hub's store; makes it, under the passphrase, when `make` and the
/// folder or database has none.
Result<std::unique_ptr<sync::HubStore>> openHub(const StoreOptions &options, const Clock &clock, bool make);
/// The same and makes it: one for each thread that may use the store. The
/// embedded store gives one, a database as many as are wanted.
Result<std::vector<std::unique_ptr<sync::HubStore>>> openHubs(const StoreOptions &options, const Clock &clock, int wanted);

/// ARCHITECTURE.md section 9. Invalid at an option ("--…") is a wrong call.
int exitCode(const Error &error);

} // namespace assent::hub
