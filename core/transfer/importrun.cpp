#include "transfer/importrun.h"

#include "crypto/hash.h"

namespace assent {

Result<std::optional<ImportRun::Progress>> ImportRun::brokenOff()
{
    ASSENT_TRY(Statement read, m_vault.db().prepare("SELECT content, report FROM import_run WHERE source = ? AND import = ?"));
    ASSENT_TRY(const bool found, read.bind(1, m_source.str()).bind(2, m_import).step());
    if (!found)
        return std::optional<Progress>();
    Progress progress;
    ASSENT_TRY(progress.content, toDigest(read.blob(0)));
    ASSENT_TRY(const json::Value document, json::parse(read.text(1)));
    ASSENT_TRY(progress.report, importReportFromJson(document));
    return std::optional(std::move(progress));
}

Result<void> ImportRun::note(const WriteTransaction &transaction, const Progress &progress)
{
    ASSENT_TRY(Statement write, transaction.db().prepare("INSERT INTO import_run(source, import, content, report, at) VALUES(?,?,?,?,?)"
        " ON CONFLICT(source, import) DO UPDATE SET content = excluded.content, report = excluded.report, at = excluded.at"));
    write.bind(1, m_source.str()).bind(2, m_import).bind(3, progress.content);
    return write.bind(4, json::canonical(toJson(progress.report))).bind(5, m_vault.clock().now()).run();
}

Result<void> ImportRun::forget(const WriteTransaction &transaction)
{
    ASSENT_TRY(Statement remove, transaction.db().prepare("DELETE FROM import_run WHERE source = ? AND import = ?"));
    return remove.bind(1, m_source.str()).bind(2, m_import).run();
}

Digest nameOfImport(const CsvRecord &header, const std::optional<Mapping> &mapping, const ImportOptions &options)
{
    std::string name = options.asOf ? toRfc3339(*options.asOf) : std::string();
    for (const CsvCell &cell : header.cells)
        name += "\n" + std::to_string(cell.text.size()) + ":" + cell.text;
    if (mapping)
        name += "\n\n" + (mapping->fileConsent ? mapping->fileConsent->status : std::string()) + "\n" + mapping->text;
    return sha256(asBytes(name));
}

} // namespace assent
