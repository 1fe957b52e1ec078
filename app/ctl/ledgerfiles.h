#pragma once

#include "command.h"

namespace assent::ctl {

/// Under "ledger": what goes out of the store to be verified without it.
void addLedgerFileCommands(CLI::App &ledger, Commands &commands);

} // namespace assent::ctl
