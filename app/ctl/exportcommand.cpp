#include "command.h"
#include "progressline.h"
#include "storeaccess.h"
#include "table.h"
#include "text.h"
#include "transfer/exportzip.h"

namespace assent::ctl {
namespace {

std::uint64_t sizeOf(const ExportManifest &manifest)
{
    std::uint64_t size = 0;
    for (const ExportedFile &file : manifest.files)
        size += file.size;
    return size;
}

json::Value toJson(const ExportManifest &manifest, const std::string &target)
{
    json::Array files;
    for (const ExportedFile &file : manifest.files) {
        json::Value value;
        value.set("name", file.name);
        value.set("size", file.size);
        value.set("sha256", toHex(file.sha256));
        files.push_back(std::move(value));
    }
    json::Value document;
    document.set("out", target);
    document.set("subject", manifest.subject.toString());
    document.set("language", manifest.language);
    document.set("created_at", toRfc3339(manifest.createdAt));
    document.set("device_id", manifest.device.toString());
    document.set("device_key", toBase64(manifest.key));
    document.set("files", std::move(files));
    return document;
}

std::string toText(const ExportManifest &manifest, const std::string &target)
{
    Table table({{"FILE"}, {"SIZE", Table::Column::Kind::Number}});
    for (const ExportedFile &file : manifest.files)
        table.add({file.name, byteSize(file.size)});
    return "Wrote " + target + ": " + counted(std::ssize(manifest.files), "file", "files") + ", " + byteSize(sizeOf(manifest))
        + ", signed by this device.\n\n" + table.toText();
}

class Export final : public Command
{
public:
    explicit Export(CLI::App &parent)
        : Command(parent, "export", "Write everything held about one person to a signed ZIP that they can read and take along",
            "  assentctl export --subject anna@example.org --out anna.zip\n"
            "  assentctl export --subject anna@example.org --out anna.zip --language pl --force")
    {
        app().add_option("--subject", m_subject, "Id, or an identifier that only one person has")->type_name("ID")->required();
        app().add_option("--out", m_target, "The file to write")->type_name("FILE")->required();
        app().add_option("--language", m_options.language, "Language of the readable parts (default: the person's)")->type_name("L");
        app().add_flag("--force", m_options.overwrite, "Replace the file when there is one");
    }

    Result<void> run(Context &context) override
    {
        ASSENT_TRY(OpenStore store, openStore(context));
        ASSENT_TRY(const SubjectId subject, findSubject(store, m_subject, "--subject"));
        ASSENT_TRY(const ExportManifest manifest, write(store, subject));
        context.console.document(toJson(manifest, m_target));
        context.console.print(toText(manifest, m_target));
        return {};
    }

private:
    Result<ExportManifest> write(OpenStore &store, SubjectId subject) const
    {
        ProgressLine progress("Exporting", "files");
        auto manifest = exportSubject(*store.vault, *store.profiles, *store.consents, subject, m_target, m_options, progress);
        if (!manifest && manifest.error().code == ErrorCode::Conflict)
            return Error{ErrorCode::Conflict, m_target + " is there already; --force replaces it", {{}, 0, 0, "--out"}};
        return manifest;
    }

    std::string m_subject;
    std::string m_target;
    ExportOptions m_options;
};

} // namespace

void addExportCommands(CLI::App &parent, Commands &commands) { commands.push_back(std::make_unique<Export>(parent)); }

} // namespace assent::ctl
