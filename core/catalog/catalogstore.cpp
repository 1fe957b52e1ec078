#include "catalog/catalogstore.h"

namespace assent {
namespace {

struct InForce
{
    int version = 0;
    Digest hash = {};
    std::string body;
};

/// The first row of a query for version, hash and body.
Result<std::optional<InForce>> readRow(Statement &find)
{
    ASSENT_TRY(const bool found, find.step());
    if (!found)
        return std::optional<InForce>();
    auto hash = toDigest(find.blob(1));
    if (!hash)
        return Error{ErrorCode::Corrupt, "the catalogue's hash is not a SHA-256 value"};
    return std::optional(InForce{static_cast<int>(find.integer(0)), *hash, std::string(find.text(2))});
}

Result<std::optional<InForce>> newest(Vault &vault)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT version, hash, body FROM catalogue ORDER BY version DESC LIMIT 1"));
    return readRow(find);
}

Result<std::shared_ptr<const Catalogue>> parsed(const std::optional<InForce> &row)
{
    if (!row)
        return Error{ErrorCode::NotFound, "the store has no catalogue yet"};
    ASSENT_TRY(Catalogue catalogue, Catalogue::parse(row->body, "stored catalogue"));
    if (catalogue.hash() != row->hash || catalogue.version() != row->version)
        return Error{ErrorCode::Corrupt, "the stored catalogue does not match its hash"};
    return std::shared_ptr<const Catalogue>(std::make_shared<Catalogue>(std::move(catalogue)));
}

} // namespace

Result<void> publishCatalogue(const WriteTransaction &transaction, const Catalogue &catalogue)
{
    Vault &vault = transaction.vault();
    ASSENT_TRY(const auto old, newest(vault));
    if (old && old->hash == catalogue.hash())
        return {};
    if (old && catalogue.version() <= old->version)
        return Error{ErrorCode::Conflict, "catalogue version " + std::to_string(catalogue.version())
                + " is not newer than version " + std::to_string(old->version) + ", which is in force"};
    ASSENT_TRY(Statement insert, vault.db().prepare("INSERT INTO catalogue(version, hash, body, loaded_at) VALUES(?,?,?,?)"));
    insert.bind(1, catalogue.version()).bind(2, catalogue.hash()).bind(3, catalogue.source()).bind(4, vault.clock().now());
    return insert.run();
}

Result<std::shared_ptr<const Catalogue>> loadCatalogue(Vault &vault)
{
    ASSENT_TRY(const auto row, newest(vault));
    return parsed(row);
}

Result<std::shared_ptr<const Catalogue>> loadCatalogueAt(Vault &vault, Timestamp at, const std::shared_ptr<const Catalogue> &held)
{
    ASSENT_TRY(Statement find, vault.db().prepare("SELECT version, hash, body FROM catalogue"
        " ORDER BY loaded_at > ?1, CASE WHEN loaded_at > ?1 THEN version ELSE -version END LIMIT 1"));
    ASSENT_TRY(const auto row, readRow(find.bind(1, at)));
    return row && held && held->hash() == row->hash ? held : parsed(row);
}

} // namespace assent
