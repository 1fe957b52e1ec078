#pragma once

#include "transfer/importpeople.h"

namespace assent {

/// How far an import of a file came: written with each batch, so that the same
/// import goes on there after a crash or a cancel. Nothing that a cell holds is
/// kept but a digest over all of them. Uses the vault's thread.
class ImportRun
{
public:
    /// `content` names mapping, header and options: another import is another run.
    ImportRun(Vault &vault, SourceId source, Digest import) : m_vault(vault), m_source(std::move(source)), m_import(import) {}

    struct Progress
    {
        Digest content = {}; ///< over the records that are done (RowStream)
        ImportReport report;
    };
    /// Nothing when no import of this kind was broken off.
    Result<std::optional<Progress>> brokenOff();
    /// In the transaction of the batch.
    Result<void> note(const WriteTransaction &transaction, const Progress &progress);
    /// The import came to its end.
    Result<void> forget(const WriteTransaction &transaction);

private:
    Vault &m_vault;
    SourceId m_source;
    Digest m_import;
};

/// Names an import: what is done with a file, not what is in it.
Digest nameOfImport(const CsvRecord &header, const std::optional<Mapping> &mapping, const ImportOptions &options);

} // namespace assent
