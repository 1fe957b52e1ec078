#include "command.h"
#include "consent/audit.h"
#include "ledger/ledger.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "vault/backup.h"
#include "vault/outbox.h"

namespace assent::ctl {
namespace {

namespace fs = std::filesystem;

json::Value toJson(const BackupInfo &backup)
{
    json::Value value;
    value.set("folder", backup.folder.string());
    value.set("store_id", backup.store.isNull() ? json::Value() : json::Value(backup.store.toString()));
    value.set("made_at", toRfc3339(backup.madeAt));
    value.set("destroyed_after", toRfc3339(backup.dueAt()));
    value.set("schema", backup.schema > 0 ? json::Value(backup.schema) : json::Value());
    value.set("size_bytes", backup.size);
    value.set("fault", backup.fault.empty() ? json::Value() : json::Value(backup.fault));
    return value;
}

/// "5 min", "3 h", "12 days"
std::string age(std::chrono::milliseconds time)
{
    const std::int64_t minutes = std::max<std::int64_t>(std::chrono::floor<std::chrono::minutes>(time).count(), 0);
    if (minutes < 120)
        return std::to_string(minutes) + " min";
    if (minutes < 2 * 24 * 60)
        return std::to_string(minutes / 60) + " h";
    return std::to_string(minutes / (24 * 60)) + " days";
}

/// Old ones that no program could destroy: people must know.
Result<void> nameUnreachable(Context &context, Vault &vault)
{
    ASSENT_TRY(const std::vector<BackupInfo> elsewhere, backupsElsewhere(vault));
    for (const BackupInfo &backup : elsewhere) {
        if (backup.fault.empty() || backup.dueAt() >= context.clock.now())
            continue;
        context.console.note("The backup of " + shortDate(backup.madeAt) + " in " + backup.folder.string()
            + " is overdue and could not be destroyed: " + backup.fault + ". Connect its disk and run any command on this store,"
            " or destroy it and say so with \"assentctl vault backups --gone DIR\".");
    }
    return {};
}

class MakeBackup final : public Command
{
public:
    explicit MakeBackup(CLI::App &parent)
        : Command(parent, "backup", "Copy the store as it is now, encrypted, and check the copy",
            "  assentctl vault backup                                  # into the store's own folder\n"
            "  assentctl vault backup --out /media/usb/assent-monday   # a folder that is not there yet\n"
            "A backup opens with today's passphrase, and is destroyed after 30 days.")
    {
        app().add_option("--out", m_out, "Make it here instead, as a new folder")->type_name("DIR");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const auto vault, openVault(context));
        ProgressLine progress("Backing up", "steps");
        const auto target = m_out.empty() ? std::nullopt : std::optional<fs::path>(m_out);
        ASSENT_TRY(const BackupInfo made, makeBackup(*vault, target, progress));
        ASSENT_CHECK(nameUnreachable(context, *vault));
        context.console.document(toJson(made));
        context.console.print("The store is backed up, and the copy is whole.\n"
            + facts({{"Folder", made.folder.string()}, {"Made", shortTime(made.madeAt)}, {"Size", byteSize(made.size)},
                {"Destroyed after", shortTime(made.dueAt())}}));
        return {};
    }

private:
    std::string m_out;
};

class ListBackups final : public Command
{
public:
    explicit ListBackups(CLI::App &parent)
        : Command(parent, "backups", "List the backups, their age, and when each will be destroyed",
            "  assentctl vault backups                  # those in the store's folder; needs no passphrase\n"
            "  assentctl vault backups --elsewhere      # opens the store, which knows the others\n"
            "  assentctl vault backups --gone /media/usb/assent-monday    # you destroyed it yourself")
    {
        app().add_flag("--elsewhere", m_elsewhere, "Open the store, and list those made with --out too");
        app().add_option("--gone", m_gone, "Forget this one, made with --out, because it is no more")->type_name("DIR");
    }

    Result<void> run(Context &context) override
    {
        std::vector<BackupInfo> backups;
        if (m_elsewhere || !m_gone.empty()) {
            ASSENT_TRY(const auto vault, openVault(context));
            if (!m_gone.empty())
                ASSENT_CHECK(forgetBackup(*vault, m_gone));
            ASSENT_TRY(backups, backupsElsewhere(*vault));
        }
        const std::vector<BackupInfo> own = listBackups(context.store());
        backups.insert(backups.begin(), own.begin(), own.end());
        show(context, backups);
        return {};
    }

private:
    static void show(Context &context, const std::vector<BackupInfo> &backups)
    {
        const fs::path own = context.store() / "backups";
        json::Array list;
        Table table({{"Made", Table::Column::Kind::Fixed}, {"Age", Table::Column::Kind::Number}, {"Size", Table::Column::Kind::Number},
            {"Destroyed after", Table::Column::Kind::Fixed}, {"Fault"}, {"Backup", Table::Column::Kind::Fixed}});
        for (const BackupInfo &backup : backups) {
            list.push_back(toJson(backup));
            table.add({shortTime(backup.madeAt), age(context.clock.now() - backup.madeAt), byteSize(backup.size),
                shortTime(backup.dueAt()), backup.fault,
                backup.folder.parent_path() == own ? backup.folder.filename().string() : backup.folder.string()});
        }
        json::Value document;
        document.set("backups", std::move(list));
        context.console.document(document);
        context.console.print(table.empty() ? "There is no backup; \"assentctl vault backup\" makes one." : table.toText());
    }

    bool m_elsewhere = false;
    std::string m_gone;
};

/// What the restored store turned out to hold.
struct Found
{
    std::int64_t people = 0;
    std::int64_t events = 0;
    std::uint64_t entries = 0;
    bool hub = false;
};

Result<Found> look(Vault &vault)
{
    ProgressLine progress("Verifying", "entries");
    ASSENT_TRY(const Ledger::Report report, Ledger(vault).verify(progress, consentAudit(vault)));
    if (!report.fault.empty())
        return Error{ErrorCode::Corrupt, "the ledger in the backup does not hold: " + report.fault};
    Found found;
    found.entries = report.entries;
    ASSENT_TRY(found.people, vault.db().integer("SELECT count(*) FROM subject"));
    ASSENT_TRY(found.events, vault.db().integer("SELECT count(*) FROM consent_event"));
    ASSENT_TRY(found.hub, outbox::hasHub(vault));
    return found;
}

class Restore final : public Command
{
public:
    explicit Restore(CLI::App &parent)
        : Command(parent, "restore", "Put a backup in the place of the store, which may be damaged or missing",
            "  assentctl vault restore --dry-run                       # check the newest backup, change nothing\n"
            "  assentctl vault restore                                 # the newest\n"
            "  assentctl vault restore 2026-03-01T093000.000Z          # one that \"vault backups\" lists\n"
            "  assentctl vault restore /media/usb/assent-monday --store ~/assent    # on a new machine\n"
            "The passphrase is the backup's, or today's while the store's key is the same. Assent is asked to close.")
    {
        app().add_option("BACKUP", m_backup, "Its name, its folder, or \"latest\"")->capture_default_str();
        app().add_flag("--dry-run", m_dryRun, "Check the backup as far as the last step, and change nothing");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(const fs::path backup, find(context.store()));
        ASSENT_TRY(const SecretBytes key, keyOfBackup(context, backup));
        Found found;
        RestoreOptions options;
        options.dryRun = m_dryRun;
        options.inspect = [&](Vault &vault) -> Result<void> {
            ASSENT_TRY(found, look(vault));
            return {};
        };
        ProgressLine progress("Restoring", "steps");
        ASSENT_TRY(const Restored restored, restoreBackup(backup, context.store(), key, context.clock, options, progress));
        context.console.document(document(restored, found));
        context.console.print(text(restored, found));
        return {};
    }

private:
    Result<fs::path> find(const fs::path &store) const
    {
        if (m_backup == "latest") {
            for (const BackupInfo &backup : listBackups(store)) {
                if (backup.fault.empty())
                    return backup.folder;
            }
            return Error{ErrorCode::NotFound, "there is no whole backup in " + store.string()
                    + "; name the folder of one that lies elsewhere"};
        }
        std::error_code fault;
        for (const fs::path &folder : {store / "backups" / m_backup, fs::path(m_backup)}) {
            if (fs::is_directory(folder, fault))
                return folder;
        }
        return Error{ErrorCode::NotFound, "there is no backup " + m_backup + "; \"assentctl vault backups\" lists them"};
    }

    json::Value document(const Restored &restored, const Found &found) const
    {
        json::Value value;
        value.set("restored", !m_dryRun);
        value.set("backup", toJson(restored.backup));
        value.set("old_keys", restored.oldKeys);
        value.set("put_aside", restored.aside ? json::Value(restored.aside->string()) : json::Value());
        value.set("people", found.people);
        value.set("events", found.events);
        value.set("ledger_entries", found.entries);
        value.set("has_hub", found.hub);
        return value;
    }

    std::string text(const Restored &restored, const Found &found) const
    {
        const std::string time = shortTime(restored.backup.madeAt) + " UTC";
        std::string text = m_dryRun ? "The backup is whole; nothing was changed.\n" : "The store is as it was on " + time + ".\n";
        const std::string aside = restored.aside ? restored.aside->string() + ", for 30 days" : "";
        text += facts({{"Backup of", time}, {"Folder", restored.backup.folder.string()}, {"People", grouped(found.people)},
            {"Decisions", grouped(found.events)}, {"Ledger", "whole, " + counted(static_cast<std::int64_t>(found.entries), "entry", "entries")},
            {"Put aside", aside}});
        if (restored.oldKeys)
            text += "It opens with what opened it on that day, as the key of the store that was there is another or cannot be told.\n";
        if (!m_dryRun)
            text += found.hub ? "Later decisions exist only at the hub: \"assentctl sync\" fetches them now.\n"
                              : "Later decisions are not in this store, and there is no hub that has them.\n";
        return text;
    }

    std::string m_backup = "latest";
    bool m_dryRun = false;
};

} // namespace

void addBackupCommands(CLI::App &vault, Commands &commands)
{
    commands.push_back(std::make_unique<MakeBackup>(vault));
    commands.push_back(std::make_unique<ListBackups>(vault));
    commands.push_back(std::make_unique<Restore>(vault));
}

} // namespace assent::ctl
