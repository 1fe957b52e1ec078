#pragma once

#include "sync/hubstore.h"

#include <optional>
#include <string>

namespace assent::hub {

/// Where the store is and where its passphrase comes from.
struct StoreOptions
{
    std::string folder;
    int passphraseFd = -1; ///< -1: the service manager's credential "assent-passphrase"
};

/// The first line of the descriptor, else of the credential. Invalid, naming the
/// option, when there is neither.
Result<SecretBytes> readPassphrase(const StoreOptions &options);

/// Opens the hub's store; makes it, with a passphrase slot, when `make` and the
/// folder has none.
Result<std::unique_ptr<sync::HubStore>> openHub(const StoreOptions &options, const Clock &clock, bool make);

/// ARCHITECTURE.md section 9. Invalid at an option ("--…") is a wrong call.
int exitCode(const Error &error);

} // namespace assent::hub
