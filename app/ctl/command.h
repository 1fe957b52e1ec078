#pragma once

#include "context.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <vector>

namespace assent::ctl {

/// One command: it declares its arguments to the parser when it is made, and
/// runs what was parsed. It composes what core offers; no rule lives here.
class Command
{
public:
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;
    virtual ~Command() = default;

    bool chosen() const { return m_app->parsed(); }
    virtual Result<void> run(Context &context) = 0;

protected:
    Command(CLI::App &parent, const std::string &name, const std::string &description, const std::string &examples);
    CLI::App &app() { return *m_app; }

private:
    CLI::App *m_app;
};

using Commands = std::vector<std::unique_ptr<Command>>;

/// A word that other commands stand under ("person").
CLI::App &addGroup(CLI::App &parent, const std::string &name, const std::string &description);

/// A check that does not put itself into the help.
CLI::Validator quietly(CLI::Validator check);

// Each adds its commands; one file each.
void addInitCommands(CLI::App &parent, Commands &commands);
void addDemoCommands(CLI::App &parent, Commands &commands);
void addVaultCommands(CLI::App &parent, Commands &commands);
// Of the group "vault".
void addVaultSlotsCommand(CLI::App &vault, Commands &commands);
void addVaultKeyCommands(CLI::App &vault, Commands &commands);
void addBackupCommands(CLI::App &vault, Commands &commands); ///< under "vault"
void addImportCommands(CLI::App &parent, Commands &commands);
void addImportConsentsCommand(CLI::App &import, Commands &commands); ///< under "import"
void addPersonCommands(CLI::App &parent, Commands &commands);
void addEraseCommand(CLI::App &person, Commands &commands); ///< under "person"
void addConsentCommands(CLI::App &parent, Commands &commands);
void addConsentAsking(CLI::App &consent, Commands &commands); ///< under "consent"
void addRetentionCommands(CLI::App &parent, Commands &commands);
void addExportCommands(CLI::App &parent, Commands &commands);
void addReceiptCommands(CLI::App &parent, Commands &commands);
void addSyncCommands(CLI::App &parent, Commands &commands);
void addConflictCommands(CLI::App &parent, Commands &commands);
void addDeviceCommands(CLI::App &parent, Commands &commands);
void addLedgerCommands(CLI::App &parent, Commands &commands);
void addCatalogCommands(CLI::App &parent, Commands &commands);
// Of the group "catalog".
void addCatalogDraftCommands(CLI::App &catalog, Commands &commands);
void addNoticeCommands(CLI::App &catalog, Commands &commands);

} // namespace assent::ctl
