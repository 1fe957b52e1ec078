#include "catalog/catalogstore.h"
#include "catalogparts.h"
#include "command.h"
#include "vaultparts.h"

namespace assent::ctl {
namespace {

class Init final : public Command
{
public:
    explicit Init(CLI::App &parent)
        : Command(parent, "init", "Make a new, encrypted store",
            "  assentctl init --catalog catalogue.json\n"
            "  assentctl init --store /srv/assent --catalog catalogue.json --rules regimes.json --passphrase-fd 3 3<secret\n"
            "  assentctl init --keychain        # the desktop's keychain opens it; no passphrase")
    {
        app().add_option("--catalog", m_catalogue, "Catalogue to put in force")->type_name("FILE");
        app().add_option("--rules", m_rules, "Regime rules (default: those that come with Assent)")->type_name("FILE");
        app().add_flag("--recovery", m_recovery, "Make a recovery code as well, shown once, for a sheet of paper");
        app().add_flag("--keychain", m_keychain, "Keep a key in the desktop's keychain; with --passphrase-fd both open it");
    }

    Result<void> run(Context &context) override
    {
        if (m_catalogue.empty() && !m_rules.empty())
            return wrongCall("--rules", "rules come with a catalogue: give --catalog too");
        std::optional<CatalogueText> catalogue;
        if (!m_catalogue.empty()) { // before anything is made
            ASSENT_TRY(catalogue, readCatalogueFor(m_catalogue, m_rules));
        }
        ASSENT_TRY(const Checklist checklist, noticeChecklist());
        if (Vault::exists(context.store()))
            return Error{ErrorCode::Conflict, "there is a store in " + context.store().string() + " already; nothing was changed"};
        ASSENT_TRY(NewKeys keys, askNewKeys(context, m_keychain));
        keys.recovery = m_recovery;
        ASSENT_TRY(const NewStore store, createStore(context, keys));
        if (catalogue)
            ASSENT_CHECK(publish(*store.vault, catalogue->catalogue));
        report(context, store, catalogue ? &catalogue->catalogue : nullptr);
        if (catalogue)
            noteQuestions(context, checkNotices(*catalogue, nullptr, checklist));
        return {};
    }

private:
    static Result<void> publish(Vault &vault, const Catalogue &catalogue)
    {
        ASSENT_TRY(WriteTransaction transaction, WriteTransaction::begin(vault));
        ASSENT_CHECK(publishCatalogue(transaction, catalogue));
        return transaction.commit();
    }

    /// A first catalogue may be put in force before its notices are checked; who
    /// does that should know.
    void noteQuestions(Context &context, const std::vector<CatalogueFault> &faults) const
    {
        if (!faults.empty())
            context.console.note("Of its notices " + std::to_string(faults.size())
                + " points are open, which the next version must answer: assentctl catalog check " + m_catalogue);
    }

    static void report(Context &context, const NewStore &store, const Catalogue *catalogue)
    {
        const Vault &vault = *store.vault;
        json::Value document;
        document.set("store", vault.folder().string());
        document.set("store_id", vault.storeId().toString());
        document.set("device_id", vault.deviceId().toString());
        document.set("catalogue_version", catalogue ? json::Value(catalogue->version()) : json::Value());
        document.set("recovery_code", recoveryJson(store.recoveryCode));
        context.console.document(document);
        context.console.print("Made a store in " + vault.folder().string() + ".\n"
            + (catalogue ? "Catalogue version " + std::to_string(catalogue->version()) + " is in force.\n"
                         : std::string("It has no catalogue yet: assentctl catalog publish FILE\n"))
            + recoveryText(store.recoveryCode));
    }

    std::string m_catalogue;
    std::string m_rules;
    bool m_keychain = false;
    bool m_recovery = false;
};

} // namespace

void addInitCommands(CLI::App &parent, Commands &commands) { commands.push_back(std::make_unique<Init>(parent)); }

} // namespace assent::ctl
